"""Taking out of the found parts what is no story: the head above it, furniture in it and below."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mujaz import arabic, dates
from mujaz.extract.html import furniture, home, names
from mujaz.extract.html.home import Home
from mujaz.extract.html.known import Known
from mujaz.extract.html.parts import Part

_ALL_LINK: Final = 0.85
_MOSTLY_LINK: Final = 0.6
_LINK_WORDS, _LINE_WORDS = 30, 15
_SAME: Final = 30
"""Letters from which on a part is no chance repetition of another."""
_SKIP: Final = re.compile(
    r"(?:تخطي|تخط|تجاوز) (?P<name>.{3,40}?) و(?:واصل|تابع) القراءه|skip (?P<en>.{3,60})"
)
_SKIPS: Final = ("تخط", "تجاوز", "Skip", "skip")
_SKIPPED: Final = 30
"""Parts that a box may have which a reader is invited to skip."""
_CUT: Final = re.compile(r"\s*\[?(?:…|\.{3})\]?\s*$")
_CUT_SIGNS: Final = ("…", "...", "…]", "...]")


@dataclass(frozen=True, slots=True)
class Cut:
    """A story's parts, counted from 0, and those that open it set off from it."""

    body: tuple[int, ...]
    standfirst: tuple[int, ...] = ()
    boxed: frozenset[int] = frozenset()
    """What stands in boxes that a reader is invited to skip; pictures too."""


def trimmed(parts: Sequence[Part], found: Sequence[int], said: Known) -> Cut:
    """Return the parts of the story alone."""
    boxed = frozenset(_in_boxes(parts, found))
    free = [i for i in found if i not in boxed and not _is_no_line(parts[i], said)]
    theirs = furniture.which([parts[i].text for i in free])
    kept = [i for i, other in zip(free, theirs, strict=True) if not other]
    if not any(parts[i].prose for i in kept):
        return Cut(())
    at_home = home.of(parts, [i for i in kept if parts[i].prose])
    kept = list(_without_links(parts, kept, at_home))
    kept = list(_without_repeats(parts, kept, at_home))
    top, rest = _opened(parts, kept, said, at_home)
    return Cut(tuple(_without_end(parts, _without_tail(parts, rest, at_home))), top, boxed)


def _in_boxes(parts: Sequence[Part], found: Sequence[int]) -> Iterator[int]:
    """Yield what stands in boxes to skip: «تخطى قصص مقترحة وواصل القراءة» … «… نهاية»."""
    for i in range(found[0], found[-1]):
        if parts[i].words > _LINE_WORDS or not parts[i].text.startswith(_SKIPS):
            continue
        match = _SKIP.fullmatch(arabic.fold(parts[i].text))
        if match is None:
            continue
        closing = {f"{match['name']} نهايه", f"end of {match['en']}"}
        within = range(i, min(i + _SKIPPED, len(parts)))
        ends = (j for j in within if arabic.fold(parts[j].text) in closing)
        yield from range(i, next(ends, i) + 1)


def _is_no_line(part: Part, said: Known) -> bool:
    if part.caption or not part.key or part.key.isdecimal():
        return True
    if part.key in said.names or part.key in said.titles:
        return True
    return part.words <= _LINE_WORDS and names.is_credit(part.box.names)


def _without_links(parts: Sequence[Part], kept: Sequence[int], at_home: Home) -> Iterator[int]:
    """Leave out what is a link alone, and links right below a heading that was furniture."""
    for i in kept:
        part = parts[i]
        ours = at_home.fits(part) and part.words > _LINK_WORDS
        alone = part.linked >= _ALL_LINK and not ours
        listed = part.linked >= _MOSTLY_LINK and part.words <= _LINE_WORDS and i > 0
        if not alone and not (listed and furniture.is_furniture(parts[i - 1].text)):
            yield i


def _without_repeats(parts: Sequence[Part], kept: Sequence[int], at_home: Home) -> Iterator[int]:
    """Leave out what is said twice outside the story's box, and the cut beginning of another."""
    keys = [(i, parts[i].key) for i in kept]
    ours = {parts[i].key for i in kept if at_home.fits(parts[i])}
    told: set[str] = set()
    for at, (i, words) in enumerate(keys):
        twice = words in told | ours and not at_home.fits(parts[i])
        if len(words) >= _SAME and (twice or _is_cut(parts, i, keys[at + 1 : at + 4])):
            continue
        told.add(words)
        yield i


def _is_cut(parts: Sequence[Part], at: int, following: Sequence[tuple[int, str]]) -> bool:
    if not parts[at].text.endswith(_CUT_SIGNS):
        return False
    bare = _CUT.sub("", parts[at].text)
    beginning = "".join(re.findall(r"[^\W_]", bare)).casefold()
    return any(beginning[-_SAME:] in words for _, words in following)


def _opened(
    parts: Sequence[Part], kept: Sequence[int], said: Known, at_home: Home
) -> tuple[tuple[int, ...], list[int]]:
    """Part the lines above the story from it: those that open it, and facts, which are left."""
    body = next((at for at, i in enumerate(kept) if parts[i].prose and at_home.holds(parts[i])), 0)
    tops = [i for i in range(kept[body]) if _is_top(parts[i], said)]
    start = max(tops, default=-1)
    above = [i for i in kept[:body] if i > start]
    leads = not _goes_on(parts[kept[body]])
    standfirst = tuple(i for i in above if leads and _opens(parts[i], said, at_home))
    lines = [i for i in above if i not in standfirst and _is_line(parts[i], at_home)]
    return standfirst, [*lines, *kept[body:]]


def _goes_on(part: Part) -> bool:
    """Whether a paragraph goes on from one before: no Arabic story begins with «وأضاف»."""
    return part.text.startswith("و") and arabic.is_arabic_script(part.text)


def _is_line(part: Part, at_home: Home) -> bool:
    """Whether a part above the first paragraph of the story's box is of the story."""
    if _is_fact(part):
        return False
    return part.prose or (at_home.holds(part) and (at_home.fits(part) or part.heading))


def _is_top(part: Part, said: Known) -> bool:
    return part.key in said.titles or part.box.nearest("h1") is not None


def _opens(part: Part, said: Known, at_home: Home) -> bool:
    """Whether a part is set off from the story that it opens: by its name or as a summary."""
    if at_home.holds(part) or at_home.fits(part):
        return False
    around = [box for box in (part.box, part.box.parent) if box]
    if any(names.is_lead(box.names) for box in around):
        return False
    if part.heading or any(names.is_standfirst(box.names) for box in around):
        return part.words > _LINE_WORDS or part.closed
    return said.describes(part) and not at_home.stands_in(around[-1])


def _is_fact(part: Part) -> bool:
    """Whether a short line is the writer, the day or the section, by its name or its words."""
    return part.words <= _LINE_WORDS and bool(
        any(names.is_fact(box.names) for box in (part.box, part.box.parent) if box)
        or furniture.is_byline(part.text)
        or dates.find_date_line(part.text, today=dt.date.max)
    )


def _without_tail(parts: Sequence[Part], kept: Sequence[int], at_home: Home) -> list[int]:
    """Leave out what comes below the story's box under a heading of other stories or a link."""
    last = max((i for i in kept if at_home.holds(parts[i])), default=kept[-1])
    tail = next(
        (i for i in range(last + 1, kept[-1]) if furniture.opens_tail(parts[i].text)), kept[-1] + 1
    )
    return [i for i in kept if i <= last or (i < tail and not _is_teaser(parts, i))]


def _is_teaser(parts: Sequence[Part], at: int) -> bool:
    above = [part for part in parts[max(0, at - 3) : at] if part.text]
    return any(part.linked >= _ALL_LINK for part in above[-1:])


def _without_end(parts: Sequence[Part], kept: Sequence[int]) -> Iterator[int]:
    """Leave out headings and facts behind which nothing comes."""
    last = len(kept)
    while last and (parts[kept[last - 1]].heading or _is_fact(parts[kept[last - 1]])):
        last -= 1
    yield from kept[:last]
