"""The search through a library that is read, begun beside what else a build does."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import partial

from mujaz import errands, search
from mujaz.digest import Digest
from mujaz.mirror import Made, Mirror
from mujaz.models import Card, Library

MUCH = 30_000
"""Articles up to which two processes may each have its copy of what is known of all: beyond, memory
is worth more than time."""


def begun(
    digest: Digest,
    library: Library[Card],
    there: Mirror,
    workers: int,
    aside: ExitStack | None,
) -> Callable[[], Mapping[str, Made]]:
    """Begin to search through a library, if it may be done aside; return what waits for it.

    It is a third of the work beside the pages: with half as many processes it ends as they do.
    """
    if aside and len(library.published) <= MUCH:
        work = partial(_searched, digest, library, there, max(1, workers // 2))
        return aside.enter_context(errands.sent(work))
    return partial(_searched, digest, library, there, workers)


def _searched(
    digest: Digest, library: Library[Card], there: Mirror, workers: int
) -> Mapping[str, Made]:
    """Have the files of the search in a mirror, and return them."""
    found = search.lay(digest, library, there, workers=workers)
    return {path: there.made[path] for path in found}
