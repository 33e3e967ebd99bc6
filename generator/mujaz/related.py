"""Which other articles a reader of one may want next: those that share rare tags and words.

A mark that N of M articles have carries log2(M/N) bits and counts as its square, as in the product
of two tf·idf vectors (Salton and Buckley, 1988). Bits are whole, taken from the lengths of both
numbers, and a mark leads to the nearest in time of those that have it, not to all: so an article
that is added or changed moves the lists of its neighbours, and not those of the archive.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self

from mujaz import arabic
from mujaz.models import Held, Library, Listed
from mujaz.tagging import forms
from mujaz.tagging.background import background

MOST = 4
"""Articles that are shown as related to one."""
_NEAR = 5
"""How many of those that share a mark it leads to, on either side in time."""
_RARE = 4.0
"""The logarithm of how many articles there are for one that has a word, from which it is a mark.

From 3.0 on, «the ministers» and «the price» tie stories together that have nothing in common.
"""
_SHORTEST = 3
_FEWEST_BITS = 2
_TAG = 2
"""What a tag counts for a word: it is what an article is about."""
_ENOUGH = 1.25
"""The bits that two articles share at least, squared and summed, for the square of all there are:
two marks that nobody else has, or some more that others have too."""
_ALL_BITS = 12
"""Of all there are in a library of 4,000; what is enough there is enough in a larger one."""
_FORTNIGHT = 14
_RECENT, _ANY_TIME = 5, 4
"""What a score counts where two articles are of one fortnight, and elsewhere."""
_OF_TAG = "#"
"""Before the marks that are tags."""


@dataclass(frozen=True, slots=True)
class Marked:
    """All of an article that its list, and the lists of others, follow from."""

    said: tuple[str, ...]
    """Its words and its tags, to know whether its marks are still right."""
    order: tuple[object, ...]
    story: str
    day: int | None
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """A library's marks, and for each article the others that share the most of them."""

    paths: tuple[str, ...]
    """As the library has them, newest first."""
    marked: Mapping[str, Marked]
    places: Mapping[str, Sequence[int]]
    """Where in `paths` those are that have a mark."""
    bits: Mapping[str, int]
    """What it says of an article that it has a mark, of those that lead anywhere."""
    lists: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, library: Library[Listed], was: Self | None = None) -> Self:
        """Return the index of a library's published articles.

        `was` is that of an earlier state of it: then only what may have changed is worked out. It
        makes no difference to the index.
        """
        now = cls.made(dict(_marked(library, was.marked if was else {})), {})
        kept = {path: was.lists[path] for path in _unmoved(now, was)} if was else {}
        lists = {
            path: kept[path] if path in kept else now.list_of(place, path)
            for place, path in enumerate(now.paths)
        }
        return replace(now, lists=lists)

    @classmethod
    def made(cls, marked: Mapping[str, Marked], lists: Mapping[str, tuple[str, ...]]) -> Self:
        """Return an index with what follows from the marks worked out."""
        places: dict[str, list[int]] = {}
        for place, one in enumerate(marked.values()):
            for mark in one.marks:
                places.setdefault(mark, []).append(place)
        return cls(tuple(marked), marked, places, _bits(len(marked), places), lists)

    def near(self, mark: str, place: int) -> Sequence[int]:
        """Return the places about one of those that have a mark, its own too if it has it."""
        found = self.places[mark]
        at = bisect_left(found, place)
        return found[max(0, at - _NEAR) : at + _NEAR + 1]

    def list_of(self, place: int, path: str) -> tuple[str, ...]:
        """Return the others that share the most, the most first, each story once, not its own."""
        own = self.marked[path]
        least = _ANY_TIME * _ENOUGH * min(_ALL_BITS, len(self.paths).bit_length()) ** 2
        fitting: list[tuple[int, int, str]] = []
        for near, shared in self._shared(place, own).items():
            # Most share too little to be looked at more closely.
            if shared * _RECENT >= least:
                other = self.paths[near]
                apart = _apart(own, self.marked[other])
                score = shared * (_RECENT if apart <= _FORTNIGHT else _ANY_TIME)
                fitting.append((-score, apart, other))
        stories = {own.story: path}
        for score, _, other in sorted(fitting):
            if -score >= least:
                stories.setdefault(self.marked[other].story, other)
        return tuple(stories.values())[1 : MOST + 1]

    def _shared(self, place: int, own: Marked) -> dict[int, int]:
        """Return what those share with an article that its marks lead to."""
        shared: dict[int, int] = {}
        said = shared.get
        for mark in own.marks:
            if bits := self.bits.get(mark):
                weight = bits * bits * (_TAG if mark[0] == _OF_TAG else 1)
                for near in self.near(mark, place):
                    shared[near] = said(near, 0) + weight
        shared.pop(place, None)
        return shared


def _bits(count: int, places: Mapping[str, Sequence[int]]) -> dict[str, int]:
    every = count.bit_length()
    found = ((mark, every - len(at).bit_length()) for mark, at in places.items() if len(at) > 1)
    return {mark: bits for mark, bits in found if bits >= _FEWEST_BITS}


def _unmoved(now: Index, was: Index) -> Iterator[str]:
    """Yield the articles whose lists are what they were."""
    if len(now.paths).bit_length() == len(was.paths).bit_length():
        stale = {*_moved(now, was), *_moved(was, now)}
        yield from (path for path in now.paths if path not in stale)


def _moved(one: Index, other: Index) -> Iterator[str]:
    """Yield the articles that are not the same in another index, and those that they lead to."""
    for place, (path, marked) in enumerate(one.marked.items()):
        if other.marked.get(path) is marked:
            continue
        yield path
        for mark in marked.marks:
            same = one.bits.get(mark) == other.bits.get(mark)
            found = one.near(mark, place) if same else one.places[mark]
            yield from (one.paths[near] for near in found)


def of(library: Library[Held], index: Index) -> Mapping[str, tuple[Held, ...]]:
    """Return for each published article, by its path, what to show with it, the nearest first."""
    by_path = {str(article.path): article for article in library.published}
    return {path: tuple(by_path[one] for one in found) for path, found in index.lists.items()}


def _marked(library: Library[Listed], before: Mapping[str, Marked]) -> Iterator[tuple[str, Marked]]:
    """Yield what each article is found by; the very same as before, where it is equal."""
    keys: dict[str, str] = {}
    for article in library.published:
        path, front = str(article.path), article.front
        was = before.get(path)
        tags = tuple(
            keys.get(tag) or keys.setdefault(tag, _OF_TAG + library.vocabulary.key(tag))
            for tag in front.tags
        )
        said = (" ".join(filter(None, (front.title, front.kicker, front.summary))), *tags)
        one = Marked(
            said=said,
            order=article.order,
            story=front.story or article.address.rstrip("/"),
            day=front.date.first_day.toordinal() if front.date else None,
            marks=was.marks if was and was.said == said else tuple(_marks(*said)),
        )
        yield path, was if was == one else one


def _marks(words: str, *tags: str) -> Iterable[str]:
    """Return by what an article is found, each once."""
    found = map(_mark, arabic.words(arabic.fold(words)))
    return dict.fromkeys((*tags, *filter(None, found)))


@lru_cache(maxsize=1 << 16)
def _mark(word: str) -> str:
    """Return what a folded word shares with its other forms; empty of a common one."""
    known = background()
    bare = forms.split(word, known)[1]
    common = bare in known.stops or bare in known.verbs or known.rarity(bare) < _RARE
    return "" if common or len(bare) < _SHORTEST or bare.isdecimal() else forms.stem(bare)


def _apart(one: Marked, other: Marked) -> int:
    """Return the days between two articles; of an undated one, very many."""
    if one.day is None or other.day is None:
        return dt.date.max.toordinal()
    return abs(one.day - other.day)
