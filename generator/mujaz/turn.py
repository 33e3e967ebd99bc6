"""Whose turn it is to build in a cache: one build waits for another that is at work there."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from mujaz import apart
from mujaz.digest import Digest

FILE = "turn"
"""What is held below the cache of a digest by the build whose turn it is."""


@contextmanager
def taken(digest: Digest) -> Iterator[None]:
    """Wait until no other program builds in a digest's cache, and let others wait meanwhile.

    The system gives the turn to the next when a program ends, however it does. Where it knows no
    such turns, or the disk takes no file, nobody waits. Raises DigestError as `apart.keep`.
    """
    apart.keep(digest)
    with ExitStack() as held:
        with suppress(ImportError, OSError):
            held.enter_context(_locked(digest.cache / FILE))
        yield


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    import fcntl  # noqa: PLC0415  not every system has it

    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(lock, fcntl.LOCK_UN)  # processes that were split off have the file too
