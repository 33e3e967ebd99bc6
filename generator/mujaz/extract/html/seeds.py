"""Which parts of a page trafilatura takes for the story; ours where it finds none."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from mujaz.extract.html.parts import Box, Part, key
from mujaz.extract.html.reading import Read
from mujaz.extract.html.tree import Tree

_SURE: Final = 30
"""Letters from which on a part is known by its words alone; shorter ones may recur by chance."""
_BESIDE: Final = 3
_MOST_PARTS: Final = 6000
_MOST_LETTERS: Final = 1_000_000
_DEEPEST: Final = 150
"""What is larger or deeper is no page of an article; trafilatura would take minutes over it."""
_LINKED: Final = 0.5


def find(tree: Tree, page: Read, url: str | None) -> frozenset[int]:
    """Return which parts are surely of the story, counted from 0; empty when none is prose."""
    parts = page.parts
    _empty(_outer(parts))
    found = set[int]() if _is_too_much(page) else _by_trafilatura(tree, parts, url)
    said = sum(parts[i].words for i in found)
    linked = sum(parts[i].words * (parts[i].linked > _LINKED) for i in found)
    if linked * 2 > said or not any(parts[i].prose for i in found):
        return _densest(parts)
    return frozenset(found)


def _outer(parts: Sequence[Part]) -> Iterator[Box]:
    """Yield the outermost boxes that hold no story by what they say, and mostly lead away."""
    words: Counter[int] = Counter()
    linked: Counter[int] = Counter()
    boxes: dict[int, Part] = {}
    for part in parts:
        if zones := part.box.zones:
            words[zones[0]] += part.words
            linked[zones[0]] += part.words * (part.linked > _LINKED)
            boxes.setdefault(zones[0], part)
    for number, part in boxes.items():
        if linked[number] > words[number] * _LINKED:
            yield next(box for box in part.box.within() if box.number == number)


def _empty(boxes: Iterable[Box]) -> None:
    """Take what boxes hold out of the tree, whole: it is a third of what trafilatura would read.

    The parts in them are still there to be looked at.
    """
    for box in boxes:
        box.element.text = None
        for child in tuple(box.element):
            box.element.remove(child)


def _by_trafilatura(tree: Tree, parts: Sequence[Part], url: str | None) -> set[int]:
    import trafilatura  # noqa: PLC0415  it takes a sixth of a second, and most commands read no page

    try:
        document = trafilatura.bare_extraction(
            tree, url=url, fast=True, include_comments=False, with_metadata=False
        )
    except (RecursionError, ValueError, AttributeError, TypeError):
        document = None  # it gave up on a page that we can still read ourselves
    if not isinstance(document, trafilatura.settings.Document) or not document.text:
        return set()
    return _one_of_each(parts, set(_told(parts, document.text)))


def _is_too_much(page: Read) -> bool:
    parts = page.parts
    return (
        page.depth > _DEEPEST
        or len(parts) > _MOST_PARTS
        or sum(len(part.text) for part in parts) > _MOST_LETTERS
    )


def _told(parts: Sequence[Part], document: str) -> Iterator[int]:
    """Yield the parts whose words trafilatura gives: short ones only among or beside long ones."""
    told = [key(line) for line in document.split("\n")]
    lines, whole = frozenset(told), "".join(told)
    long = [
        i
        for i, part in enumerate(parts)
        if len(part.text) >= _SURE  # most are shorter, and need no key
        and len(part.key) >= _SURE
        and (part.key in lines or part.key in whole)
    ]
    yield from long
    start, end = min(long, default=0) - _BESIDE, max(long, default=-1) + _BESIDE
    for i in range(max(0, start), min(len(parts), end + 1)):
        part = parts[i]
        if part.key and len(part.key) < _SURE and part.key in lines:
            yield i


def _one_of_each(parts: Sequence[Part], found: set[int]) -> set[int]:
    """Of parts that say the same in blocks of several kinds, leave those of the story's kind."""
    same: dict[str, list[int]] = defaultdict(list)
    for i in sorted(found):
        same[parts[i].key].append(i)
    if len(same) == len(found):
        return found
    weight: Counter[tuple[str, str]] = Counter()
    for group in same.values():
        if len(group) == 1:
            weight[parts[group[0]].sign] += parts[group[0]].words

    def rank(i: int) -> tuple[bool, int]:
        return not parts[i].box.zones, weight[parts[i].sign]

    best = {words: max(map(rank, group)) for words, group in same.items()}
    return {i for i in found if rank(i) == best[parts[i].key]}


def _densest(parts: Sequence[Part]) -> frozenset[int]:
    """Return the parts of the box that holds most prose close to it."""
    weight: Counter[int] = Counter()
    prose = [i for i, part in enumerate(parts) if part.prose and not part.box.zones]
    for i in prose:
        for near, box in zip((1.0, 0.7), _around(parts[i]), strict=False):
            weight[box] += round(parts[i].words * near)
    if not weight:
        return frozenset()
    best = max(weight, key=lambda number: weight[number])
    return frozenset(i for i in prose if best in _around(parts[i]))


def _around(part: Part) -> tuple[int, ...]:
    return part.box.path[-2:-4:-1]
