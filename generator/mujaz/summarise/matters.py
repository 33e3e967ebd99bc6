"""Round-ups: the matters that a body tells one after another, and those its headline announces."""

import re
from collections.abc import Iterable, Sequence

from mujaz import arabic
from mujaz.summarise.passages import Passage, stands, stems

_PARTS = re.compile(r"\.{2,}|…|[؛;،,|]| [-–—] ")
"""Between what a headline or kicker announces and what it announces besides."""
_ANNOUNCED = 2
"""Words in common by which a matter is announced."""
_LOOKED_AT = 6
"""Passages at the head of a matter among which the one that tells it stands."""


def of(passages: Iterable[Passage]) -> tuple[tuple[Passage, ...], ...]:
    """Part the passages of an article where a paragraph turns to another matter."""
    parts: list[list[Passage]] = [[]]
    for one in passages:
        if one.heads and one.opening.turn and parts[-1]:
            parts.append([])
        parts[-1].append(one)
    return tuple(map(tuple, parts))


def announced(
    parts: Sequence[Sequence[Passage]], lines: Iterable[str]
) -> tuple[tuple[Sequence[Passage], frozenset[str]], ...]:
    """Return the matters after the first that a headline or kicker announces, and with which words.

    Each part of a line is of the matter that takes up most of its words, the first of equals.
    """
    words = [frozenset().union(*(one.stems for one in part)) for part in parts]
    found: dict[int, frozenset[str]] = {}
    for line in lines:
        for clause in _PARTS.split(line):
            told = stems(arabic.words(arabic.fold(clause)))
            common = [len(told & of_part) for of_part in words]
            at = max(range(len(parts)), key=lambda number: (common[number], -number))
            if at and common[at] >= _ANNOUNCED:
                found[at] = found.get(at, frozenset()) | told
    return tuple((parts[at], found[at]) for at in sorted(found))


def telling(matter: Sequence[Passage], told: frozenset[str], words: int) -> Passage | None:
    """Return the passage of a matter that tells what was announced and stands alone, if it fits."""
    fitting = [
        (len(one.stems & told) / len(told) + 0.5 / (1 + number), -number, one)
        for number, one in enumerate(matter[:_LOOKED_AT])
        if one.words <= words and stands(one)
    ]
    return max(fitting)[2] if fitting else None
