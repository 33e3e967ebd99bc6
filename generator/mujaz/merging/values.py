"""What two people made of one value: a pure function of what it was and of what each wrote."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import Enum
from typing import Any, TypeAlias


class Nothing(Enum):
    """Stands where a mapping has no such key."""

    ABSENT = "absent"


ABSENT = Nothing.ABSENT
Pair: TypeAlias = tuple[Any, Any]
"""Ours and theirs after each took in what the other alone changed: the same, or a conflict."""


def met(base: object, ours: object, theirs: object) -> Pair:
    """Return both versions of a value, alike wherever not both wrote something different.

    Mappings are met key by key; of lists, what one side put in or took out holds for both.

    >>> met(["a"], ["a", "b"], ["c", "a"])
    (['c', 'a', 'b'], ['c', 'a', 'b'])
    >>> met({"x": 1}, {"x": 2, "y": 1}, {"x": 3})
    ({'x': 2, 'y': 1}, {'x': 3, 'y': 1})
    """
    if ours in (theirs, base):
        return theirs, theirs
    if theirs == base:
        return ours, ours
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        return _mappings(base if isinstance(base, Mapping) else {}, ours, theirs)
    if isinstance(ours, list) and isinstance(theirs, list):
        return _lists(base if isinstance(base, list) else [], ours, theirs)
    return ours, theirs


def _mappings(
    base: Mapping[str, object], ours: Mapping[str, object], theirs: Mapping[str, object]
) -> Pair:
    rivals = _rivals(list(base), list(ours), list(theirs))
    pairs = {
        key: (ours.get(key, ABSENT), theirs.get(key, ABSENT))
        if key in rivals
        else met(base.get(key, ABSENT), ours.get(key, ABSENT), theirs.get(key, ABSENT))
        for key in dict.fromkeys((*ours, *theirs))
    }
    mine = {key: pairs[key][0] for key in dict.fromkeys((*ours, *theirs))}
    yours = {key: pairs[key][1] for key in dict.fromkeys((*theirs, *ours))}
    return said(mine), said(yours)


def said(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys that are there."""
    return {key: value for key, value in values.items() if value is not ABSENT}


def _lists(base: list[Any], ours: list[Any], theirs: list[Any]) -> Pair:
    if any(_doubled(items) for items in (base, ours, theirs)) or _taken_by_both(base, ours, theirs):
        return ours, theirs
    was, mine, yours = (
        [item for item in items if item in base and item in ours and item in theirs]
        for items in (base, ours, theirs)
    )
    if mine not in (was, yours) and yours != was:
        return ours, theirs  # each has an order of its own
    frame, other = (ours, theirs) if yours == was else (theirs, ours)
    result = [item for item in frame if item in other or item not in base]
    for place, item in enumerate(other):
        if item not in base and item not in frame:
            result.insert(_place(other[:place], result, frame, base), item)
    return result, result


def _place(before: Sequence[Any], result: list[Any], frame: list[Any], base: list[Any]) -> int:
    """Return where a new item goes: below the nearest one above it, and what is new there."""
    above = [result.index(item) for item in before if item in result]
    place = above[-1] + 1 if above else 0
    while place < len(result) and result[place] in frame and result[place] not in base:
        place += 1
    return place


def _doubled(items: list[Any]) -> bool:
    return any(item in items[:place] for place, item in enumerate(items))


def _rivals(base: list[Any], ours: list[Any], theirs: list[Any]) -> list[Any]:
    """Return what the two put, and not alike, in the place of an item that both took out."""
    found = _taken_by_both(base, ours, theirs)
    return [item for mine, yours in found for item in (*mine, *yours)]


def _taken_by_both(
    base: list[Any], ours: list[Any], theirs: list[Any]
) -> list[tuple[list[Any], list[Any]]]:
    """Return what each put in the place of an item that both took out, where that is not alike."""
    mine, yours = dict(_replaced(base, ours)), dict(_replaced(base, theirs))
    pairs = ((mine[place], yours[place]) for place in mine if place in yours)
    return [(one, other) for one, other in pairs if one != other]


def _replaced(base: list[Any], items: list[Any]) -> Iterator[tuple[int, list[Any]]]:
    """Yield the places of items that are gone, each with what is new in its place, if anything."""
    was, now = ([str(item) for item in one] for one in (base, items))
    for _, start, end, first, last in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        new = [item for item in items[first:last] if item not in base]
        yield from ((place, new) for place in range(start, end) if base[place] not in items)
