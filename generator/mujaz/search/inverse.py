"""From the words of each article to the articles of each word, in shares that are made apart."""

from array import array
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, compress, islice
from operator import eq
from typing import NamedTuple

from mujaz.search import numbers, tokens
from mujaz.search.entries import WEIGHTS, Said
from mujaz.search.numbers import WEIGHT_BITS
from mujaz.search.tokens import Places

USUAL, SHORT = 400, 0.5
"""Tokens of a usual body, and the share of its norm that a body without any has: BM25's `b`
is one less that, and the usual length is fixed, so that no article's weights depend on others."""
STEPS, LOWEST, MOST = 2, 6, 15
"""Weights are kept as powers of two in half steps, from 1/8 on, in four bits."""
_BOUNDS = tuple(2 ** ((step - LOWEST - 0.5) / STEPS) for step in range(1, MOST + 1))
_ARTICLE = -1 << WEIGHT_BITS


class Runs(NamedTuple):
    """The postings of words in one share of the articles, in columns: so they travel cheaply."""

    words: Sequence[str]
    firsts: Sequence[int]
    """The first article of each and its weight, as one number."""
    lasts: Sequence[int]
    """The last article of each."""
    sizes: Sequence[int]
    """How many bytes of `data` each has."""
    data: bytes
    """The other articles of each, one word's after another's."""


class Inversion:
    """The articles of each word, as far as they were added; they come in rising order.

    A posting is one number: an article's, and the weight of the word there. Most words stand once
    in an article and in none of its fields, so where a word stands is noted as the posting that it
    has then; those that weigh more are put right at the end.
    """

    def __init__(self) -> None:
        """Begin without articles."""
        self.body, self._beside = Places(), Places()
        self._norms: dict[int, float] = {}
        """What the times of a word in a body are divided by, by the posting of one time."""

    def add(self, article: int, said: Said) -> None:
        """Take an article's words."""
        body = said.body.split()
        norm = SHORT + (1 - SHORT) * len(body) / USUAL
        once = article << WEIGHT_BITS | _step(1 / norm)
        self._norms[once] = norm
        self.body.note(body, once)
        fields = zip(said.fields, WEIGHTS.values(), strict=True)
        beside = chain.from_iterable(field.split() * weight for field, weight in fields if field)
        self._beside.note(beside, once)

    def postings(self) -> Iterator[tuple[str, list[int]]]:
        """Yield each word with its postings."""
        body, beside = self.body.by_word, self._beside.by_word
        for word, places in body.items():
            more = beside.get(word)
            if places or more:
                yield word, self._weighed(places, more or ())
        for word in beside.keys() - body.keys():
            if beside[word]:
                yield word, self._weighed([], beside[word])

    def _weighed(self, places: list[int], beside: Sequence[int]) -> list[int]:
        """Return the postings of a word that stands in these places, and beside in those."""
        if len(places) == 1 and not beside:
            return places
        again: dict[int, int] = {}
        for once in compress(places, map(eq, places, islice(places, 1, None))):
            again[once] = again.get(once, 1) + 1
        if not again and not beside:
            return places
        norms, found = self._norms, dict(zip(places, places, strict=True))
        for once, times in again.items():
            found[once] = once & _ARTICLE | _step(times / norms[once])
        for once, more in Counter(beside).items():
            times = again.get(once, 1) if once in found else 0
            found[once] = once & _ARTICLE | _step(times / norms[once] + more)
        return sorted(found.values())

    def forget(self) -> None:
        """Begin again, with what is known of words."""
        self.body.forget()
        self._beside.forget()
        self._norms.clear()

    def runs(self) -> Runs:
        """Return the postings of all that was added."""
        words, firsts, lasts, sizes, data = [], array("Q"), array("Q"), array("Q"), []
        for word, found in self.postings():
            packed = numbers.packed(found)
            words.append(word)
            firsts.append(found[0])
            lasts.append(found[-1] >> WEIGHT_BITS)
            sizes.append(len(packed))
            data.append(packed)
        return Runs(words, firsts, lasts, sizes, b"".join(data))


def _step(value: float) -> int:
    """Return the nearest weight that can be kept."""
    return bisect(_BOUNDS, value)


@cache
def _known() -> Inversion:
    return Inversion()


def inversion() -> Inversion:
    """Begin an inversion with the words that this process has met; one at a time is under way."""
    if len(_known().body) > tokens.MOST:
        _known.cache_clear()
    _known().forget()
    return _known()


def words(said: Said) -> dict[str, int]:
    """Return how much each word stands for an article."""
    alone = Inversion()
    alone.add(0, said)
    return {word: weight for word, (weight,) in alone.postings()}


def joined(shares: Iterable[Runs]) -> dict[str, bytes]:
    """Return the postings of each word in all shares, which come in rising order."""
    whole: dict[str, bytearray] = {}
    ends: dict[str, int] = {}
    for share in shares:
        start = 0
        for word, first, last, size in zip(*share[:-1], strict=True):
            step = first - (ends.get(word, 0) << WEIGHT_BITS)
            found = whole.setdefault(word, bytearray())
            found += numbers.number(step)
            found += share.data[start : start + size]
            ends[word] = last
            start += size
    return {word: bytes(whole.pop(word)) for word in tuple(whole)}
