"""From raw articles to files of the library: read in parallel, written in their order."""

import datetime as dt
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from pathlib import Path

from mujaz.album import Album, Fetch
from mujaz.boilerplate import Memory, learned
from mujaz.bulk import Team
from mujaz.desk import Added, Desk, Given, Outcome
from mujaz.errors import RawError, UnknownSourceError, message
from mujaz.proposal import Background, Proposal, propose
from mujaz.raw import Raw, Refused
from mujaz.register import Register

__all__ = ["Added", "Given", "Outcome", "add"]

_SECOND_TRIES = 1_000
"""Dumps without a publisher that are kept for the end of a batch; more would fill memory."""

_HERE = 64
"""Articles that are read in this process: before more are, a pool would not have started."""


def add(  # noqa: PLR0913  each says something else
    content: Path,
    items: Iterable[Raw | Refused],
    shelves: Register,
    given: Given,
    *,
    fetch: Fetch | None = None,
    today: dt.date,
    executor: Executor | None = None,
    workers: int = 1,
    memory: Memory | None = None,
) -> Iterator[Added | Refused]:
    """Add each raw article to the library, and say what became of it.

    What could not be read comes in refused and goes out so. One that is refused stops no other.
    Articles are read by the executor and written here, in the order in which they come; any number
    of workers gives the same library. Those whose publisher cannot be told are tried again at the
    end, when the names that the others brought are known. Their pictures are fetched with `fetch`;
    `memory` notes what recurs, and where.
    """
    desk = Desk(shelves, given, today, Album(content, fetch))
    unnamed: list[tuple[Raw, Background]] = []
    team = Team(work=_read, spoilt=_spoilt, executor=executor, workers=workers, here=_HERE)
    things = ((item, desk.background(lines)) for item, lines in learned(items))
    for (item, background), result in team.results(things):
        added = desk.take(item, result, background)
        if _is_unnamed(added) and isinstance(item, Raw) and len(unnamed) < _SECOND_TRIES:
            unnamed.append((item, background))
        else:
            yield _noted(item, added, background, memory)
    for raw, before in unnamed:
        background = desk.background(before.furniture)
        added = desk.take(raw, propose(raw, background), background)
        yield _noted(raw, added, background, memory)


def _noted(
    item: Raw | Refused, result: Added | Refused, background: Background, memory: Memory | None
) -> Added | Refused:
    if memory and isinstance(item, Raw) and isinstance(result, Added):
        memory.note(item, background.furniture, result.article)
    return result


def _is_unnamed(result: Added | Refused) -> bool:
    return isinstance(result, Refused) and isinstance(result.error, UnknownSourceError)


_Thing = tuple[Raw | Refused, Background]


def _read(thing: _Thing) -> Proposal | Refused:
    item, background = thing
    return item if isinstance(item, Refused) else propose(item, background)


def _spoilt(thing: _Thing) -> Proposal | Refused:
    error = RawError(
        message("reading this did not come to an end"),
        message("copy the article's text into a file, and add that"),
    )
    return Refused(name=thing[0].name, error=error)
