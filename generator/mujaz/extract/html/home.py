"""Where on a page the story is at home: the box around most of it, and the kinds of its blocks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mujaz.extract.html.parts import Box, Part

_MOST: Final = 0.7
"""The share of a story's words that stand in its box."""
_KIND_SHARE, _KIND_WORDS = 0.15, 40
"""How much of a story blocks of one kind hold, at least, for others of the kind to be story."""


@dataclass(frozen=True, slots=True)
class Home:
    """What the parts of a story have in common."""

    box: int
    """The number of the innermost box around most of its words."""
    around: frozenset[int]
    """The numbers of the boxes that this one stands in."""
    article: int
    """The number of the <article> that most of them stand in; 0 for none."""
    kinds: frozenset[tuple[str, str]]
    """The signs of its usual blocks."""

    def holds(self, part: Part) -> bool:
        """Whether a part stands in the story's box."""
        return self.box in part.box.path

    def stands_in(self, box: Box) -> bool:
        """Whether a box is around the story's."""
        return box.number in self.around

    def fits(self, part: Part) -> bool:
        """Whether a part is of a kind with the story's blocks."""
        return part.sign in self.kinds


def of(parts: Sequence[Part], found: Sequence[int]) -> Home:
    """Return the home of these parts, of which there is one at least."""
    kinds: Counter[tuple[str, str]] = Counter()
    articles: Counter[int] = Counter()
    boxes: Counter[int] = Counter()
    for i in found:
        part = parts[i]
        kinds[part.sign] += part.words
        articles[part.box.article] += part.words
        for number in part.box.path[:-1]:
            boxes[number] += part.words
    whole = kinds.total()
    enough = max(_KIND_WORDS, _KIND_SHARE * whole)
    # Boxes are counted as they begin: of those around one part the innermost is the latest.
    number = max((box for box, words in boxes.items() if words >= whole * _MOST), default=0)
    return Home(
        box=number,
        around=_around(parts, found, number),
        article=articles.most_common(1)[0][0],
        kinds=frozenset(sign for sign, words in kinds.items() if words >= enough),
    )


def _around(parts: Sequence[Part], found: Sequence[int], number: int) -> frozenset[int]:
    path = next((parts[i].box.path for i in found if number in parts[i].box.path), ())
    return frozenset(path[: path.index(number)]) if path else frozenset()
