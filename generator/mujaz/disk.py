"""Files on the disk: whole or as they were, whatever stops the program."""

import datetime as dt
import os
import re
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from mujaz.errors import WriteError, message

_STAGED = re.compile(r"\.mujaz-[a-z0-9_]{8}")
"""The name of a file before it takes its place, as `tempfile` makes it."""


def write(target: Path, data: bytes) -> None:
    """Write a file whole or not at all; raises WriteError and leaves the old one as it was."""
    write_all({target: data})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write files in their order: all of them, or none when one cannot be; raises WriteError.

    They are written beside their places, and take these when all of them are on the disk. Where one
    cannot even then, those that are new go again; one that was there before keeps its new words.
    """
    with ExitStack() as undo:
        staged = [(target, _staged(target, data, undo)) for target, data in files.items()]
        for target, neighbour in staged:
            with telling(target):
                is_new = not target.exists()
                neighbour.replace(target)
                if is_new:
                    undo.callback(target.unlink, missing_ok=True)
        undo.pop_all()


def _staged(target: Path, data: bytes, undo: ExitStack) -> Path:
    with telling(target):
        if not target.parent.exists():
            _make_way(target, undo)
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".mujaz-")
        neighbour = Path(name)
        undo.callback(neighbour.unlink, missing_ok=True)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        neighbour.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        return neighbour


def _make_way(target: Path, undo: ExitStack) -> None:
    for folder in reversed([folder for folder in target.parents if not folder.exists()]):
        folder.mkdir()
        undo.callback(_removed, folder)


def _removed(folder: Path) -> None:
    with suppress(OSError):  # another program has put something there meanwhile
        folder.rmdir()


def sweep(folder: Path, today: dt.date) -> None:
    """Remove what a killed program left below a folder: it had no time to do so itself.

    What is of today or yesterday stays, for another program may be about to put it in its place;
    a day begins at another hour elsewhere.
    """
    yesterday = today - dt.timedelta(days=1)
    for place, _, names in os.walk(folder):
        for name in filter(_STAGED.fullmatch, names):
            path = Path(place, name)
            with suppress(OSError):  # another program swept it; or it stays, and does no harm
                status = path.lstat()
                day = dt.datetime.fromtimestamp(status.st_mtime, dt.UTC).date()
                if day < yesterday and stat.S_ISREG(status.st_mode):
                    path.unlink()


@contextmanager
def telling(target: Path) -> Iterator[None]:
    """Turn what the disk says of a file that is being written into a WriteError."""
    try:
        yield
    except OSError as error:
        raise WriteError(
            message("this file cannot be written: {reason}", reason=error.strerror),
            message("see to the permissions and the free space there, then run this again"),
            path=target,
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
