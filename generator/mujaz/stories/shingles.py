"""Shingles: a text as the set of its runs of three words, whole to be compared, or sampled.

Two texts tell one story when enough of the shorter one's shingles stand in the other (Broder, «On
the resemblance and containment of documents», 1997). A shortened copy is contained in what it was
cut from; resemblance, which divides by both, takes the two for strangers.
"""

import re
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from mujaz import arabic

ALIKE = 0.4
"""The containment from which two texts tell one story."""

_WORD = re.compile(r"[^\W_]+")
"""Of a folded text, where no mark stands between the letters of a word; a number is its groups."""
_SHINGLE = 3
_LONGEST = 20_000
"""Words that are looked at: a text of ten megabytes costs no more than a long report."""
_SAMPLE = 8
"""Of so many shingles one is indexed: 56 of an article of 450 words."""
_SHORT = 128
"""A text with fewer shingles than this is indexed whole, for it has none to spare."""


def containment(a: str, b: str) -> float:
    """Return the share of the smaller text's shingles that the other has too, from 0 to 1.

    Words are compared folded. A text of one or two words is one shingle; an empty one is contained
    in nothing.

    >>> containment("قال الوزير إن العمل بدأ أمس", "إنّ العمل بدأ أمس، قال الوزير")
    0.5
    """
    return share(shingles(a), shingles(b))


def share(a: frozenset[int], b: frozenset[int]) -> float:
    """Return the containment of two texts whose shingles are known."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


@lru_cache(maxsize=8)
def shingles(text: str) -> frozenset[int]:
    """Return a number for every three words that follow one another in a text, folded.

    Two shingles have one number as rarely as two of 64 bits are one; another Python may give
    others, which the index notices.
    """
    words = _WORD.findall(arabic.fold(text))[:_LONGEST]
    number_of = {word: zlib.crc32(word.encode()) for word in frozenset(words)}
    numbers = [number_of[word] for word in words]
    if len(numbers) < _SHINGLE:
        return frozenset([hash(tuple(numbers))] if numbers else ())
    return frozenset(map(hash, zip(numbers, numbers[1:], numbers[2:], strict=False)))


@dataclass(frozen=True, slots=True)
class Sketch:
    """What the index knows of a text: hashes of its shingles, as signed numbers of 32 bits.

    A short text keeps all. What a long one keeps is chosen by the hash alone, so the sample of two
    texts holds their common shingles in the share in which the texts do.
    """

    hashes: tuple[int, ...]
    sampled: int
    """How many of them a long text would have kept."""

    @classmethod
    @lru_cache(maxsize=8)
    def of(cls, found: frozenset[int]) -> Self:
        """Return the sketch of a text by its shingles; the same on every machine."""
        every = {(shingle & 0xFFFFFFFF) - 2**31 for shingle in found}
        sample = {number for number in every if not number % _SAMPLE}
        return cls(tuple(sorted(every if len(found) < _SHORT else sample)), len(sample))


def basis(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Return how many shingles two texts could share in the index: those of the smaller.

    Each text is given as how many it keeps and how many are of the sample; only two short ones,
    which keep more than that, meet in all their shingles.
    """
    (kept, sampled), (other_kept, other_sampled) = a, b
    if kept > sampled and other_kept > other_sampled:
        return min(kept, other_kept)
    return min(sampled, other_sampled)
