"""The parts around the head of a story: where its kicker, writer and day stand."""

from collections.abc import Sequence
from typing import Final

from mujaz.extract.html import names
from mujaz.extract.html.parts import Part

_ABOVE, _BELOW, _BEHIND = 4, 14, 3
_KICKER_WORDS: Final = 10
_LINKED: Final = 0.5


def title_at(parts: Sequence[Part], story: Sequence[int], titles: frozenset[str]) -> int | None:
    """Return where the headline stands: the last one above the story, else the page's first."""
    found = [i for i, part in enumerate(parts) if part.key in titles]
    above = [i for i in found if i <= story[0]]
    tops = [i for i in above if parts[i].heading]
    return next(iter((*tops[::-1], *above[::-1], *found)), None)


def near(parts: Sequence[Part], story: Sequence[int], title: int | None) -> tuple[Part, ...]:
    """Return the parts between headline and story and right around them, nearest first."""
    start = story[0] - _BEHIND if title is None else title
    between = range(max(0, start), min(story[0] + _BEHIND, start + _BELOW, len(parts)))
    above = range(max(0, start - 1), max(-1, start - _ABOVE - 1), -1)
    behind = range(story[-1], min(len(parts), story[-1] + _BEHIND + 1))
    return tuple(
        parts[i]
        for i in (*between, *_beside(parts, above, start), *behind)
        if parts[i].text and not _is_masthead(parts[i])
    )


def _beside(parts: Sequence[Part], above: range, title: int) -> tuple[int, ...]:
    """Return those above a headline that stand in one box with it: no masthead's day of today."""
    if not 0 <= title < len(parts):
        return ()
    around = {box.number for box in parts[title].box.within() if box.tag not in {"body", "html"}}
    return tuple(
        i for i in above if any(box.number in around for box in (*parts[i].box.within(),)[1:3])
    )


def _is_masthead(part: Part) -> bool:
    return bool(part.box.zones) and not part.box.article


def kicker(parts: Sequence[Part], title: int | None) -> str | None:
    """Return the small line above a headline, by the name that its box has."""
    for part in parts[max(0, (title or 0) - _ABOVE) : title or 0]:
        named = any(names.is_kicker(box.names) for box in (part.box, part.box.parent) if box)
        if named and part.text and part.words <= _KICKER_WORDS and part.linked < _LINKED:
            return part.text
    return None
