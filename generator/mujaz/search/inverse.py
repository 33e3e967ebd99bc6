"""From the words of each article to the articles of each word, in shares that are made apart."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from mujaz.search import numbers
from mujaz.search.numbers import WEIGHT_BITS


class Run(NamedTuple):
    """The postings of a word in one share of the articles."""

    first: int
    """The first article and its weight, as one number."""
    data: bytes
    """The others."""
    last: int
    """The last article."""


def inverted(articles: Iterable[tuple[int, Mapping[str, int]]]) -> dict[str, Run]:
    """Return the runs of the words of some articles, which come in rising order."""
    lists: defaultdict[str, list[int]] = defaultdict(list)
    for article, words in articles:
        shifted = article << WEIGHT_BITS
        for word, weight in words.items():
            lists[word].append(shifted | weight)
    return {word: _run(lists.pop(word)) for word in tuple(lists)}


def _run(found: list[int]) -> Run:
    return Run(found[0], numbers.packed(found), found[-1] >> WEIGHT_BITS)


def joined(shares: Iterable[Mapping[str, Run]]) -> dict[str, bytes]:
    """Return the postings of each word in all shares, which come in rising order."""
    whole: dict[str, bytearray] = {}
    ends: dict[str, int] = {}
    for share in shares:
        for word, (first, data, last) in share.items():
            step = first - (ends.get(word, 0) << WEIGHT_BITS)
            whole.setdefault(word, bytearray()).extend(numbers.number(step) + data)
            ends[word] = last
    return {word: bytes(whole.pop(word)) for word in tuple(whole)}
