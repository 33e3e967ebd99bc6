"""Taking out of the found parts what is no story: the head above it, furniture in it and below."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from mujaz import dates
from mujaz.extract.html import furniture, names
from mujaz.extract.html.known import Known
from mujaz.extract.html.parts import Part

_ALL_LINK: Final = 0.85
_LINK_WORDS: Final = 30
_LINE_WORDS: Final = 15


def trimmed(parts: Sequence[Part], found: Sequence[int], known: Known) -> tuple[int, ...]:
    """Return the parts of the story alone."""
    kept = _without_top(parts, found, known)
    kept = [i for i in kept if not _is_furniture(parts[i], known)]
    return tuple(_without_end(parts, _without_tail(parts, kept)))


def _without_top(parts: Sequence[Part], found: Sequence[int], known: Known) -> list[int]:
    """Leave out the headline and what is not prose above it and right below it."""
    top = [i for i in found[:8] if parts[i].key in known.titles]
    start = max(top, default=-1)
    above = [i for i in found if i < start and parts[i].prose]
    rest = [i for i in found if i > start]
    first = next((at for at, i in enumerate(rest) if parts[i].prose), 0)
    return [*above, *(i for i in rest[:first] if not _is_fact(parts[i])), *rest[first:]]


def _is_fact(part: Part) -> bool:
    return part.words <= _LINE_WORDS and bool(
        any(names.is_fact(box.names) for box in (part.box, part.box.parent) if box)
        or furniture.is_byline(part.text)
        or dates.find_date_line(part.text, today=dt.date.max)
    )


def _is_furniture(part: Part, known: Known) -> bool:
    if part.caption or part.key in known.names or part.key in known.titles or not part.key:
        return True
    if part.linked >= _ALL_LINK and part.words <= _LINK_WORDS:
        return True
    return furniture.is_furniture(part.text)


def _without_tail(parts: Sequence[Part], kept: Sequence[int]) -> list[int]:
    return list(kept)


def _without_end(parts: Sequence[Part], kept: Sequence[int]) -> Iterator[int]:
    """Leave out headings and facts behind which nothing comes."""
    last = len(kept)
    while last and (parts[kept[last - 1]].heading or _is_fact(parts[kept[last - 1]])):
        last -= 1
    yield from kept[:last]
