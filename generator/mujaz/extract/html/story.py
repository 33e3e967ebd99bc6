"""Which parts are the story: what was found first, what it lost, without what is no story."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from mujaz.extract.html import furniture
from mujaz.extract.html.known import Known
from mujaz.extract.html.parts import Part

_KIND_SHARE, _KIND_WORDS = 0.15, 40
"""How much of a story blocks of one kind hold, at least, for others of the kind to be story."""
_LINKED: Final = 0.6
_LEAD_WORDS: Final = 8


def extend(parts: Sequence[Part], seeds: frozenset[int], said: Known) -> tuple[int, ...]:
    """Return the parts of the story in their order: the seeds and what was lost around them."""
    zones = _void_zones(parts, seeds)
    free = [i for i, part in enumerate(parts) if set(part.box.zones) <= zones]
    kept = [i for i in sorted(seeds) if set(parts[i].box.zones) <= zones] or sorted(seeds)
    body = _Body(parts, tuple(kept))
    found = {*kept, *body.between(free), *body.after(free)}
    return tuple(sorted({*found, *body.lead(free, said)}))


def _void_zones(parts: Sequence[Part], seeds: frozenset[int]) -> frozenset[int]:
    """Return the boxes that hold most of the story though their names deny it."""
    weight: Counter[int] = Counter()
    for i in seeds:
        weight.update(dict.fromkeys(parts[i].box.zones, parts[i].words))
    whole = sum(parts[i].words for i in seeds)
    return frozenset(zone for zone, words in weight.items() if words * 3 > whole)


class _Body:
    """The parts found first, and of which kinds they are."""

    def __init__(self, parts: Sequence[Part], found: tuple[int, ...]) -> None:
        self.parts = parts
        self.found = found
        self.first, self.last = found[0], found[-1]
        weight: Counter[tuple[str, str]] = Counter()
        for i in found:
            weight[parts[i].sign] += parts[i].words
        enough = max(_KIND_WORDS, _KIND_SHARE * sum(weight.values()))
        self.kinds = frozenset(sign for sign, words in weight.items() if words >= enough)
        self.article = Counter(parts[i].box.article for i in found).most_common(1)[0][0]

    def between(self, free: Sequence[int]) -> Iterator[int]:
        for i in free:
            if self.first < i < self.last and self._fits(self.parts[i]):
                yield i

    def _fits(self, part: Part) -> bool:
        if part.image is not None or part.linked > _LINKED or part.caption:
            return False
        return part.sign in self.kinds

    def after(self, free: Sequence[int]) -> Iterator[int]:
        for i in free:
            part = self.parts[i]
            if i <= self.last:
                continue
            if self.article not in {0, part.box.article} or part.box.tag == "h1":
                return
            if furniture.opens_tail(part.text):
                return
            if self._fits(part):
                yield i

    def lead(self, free: Sequence[int], said: Known) -> Iterator[int]:
        start = max((i for i in free if i < self.first and self._is_title(i, said)), default=None)
        if start is None:
            start = self.first - 12
        for i in free:
            if start < i < self.first and self._leads(self.parts[i], said):
                yield i

    def _is_title(self, i: int, said: Known) -> bool:
        return self.parts[i].key in said.titles

    def _leads(self, part: Part, said: Known) -> bool:
        if part.words < _LEAD_WORDS or part.linked > _LINKED or part.image is not None:
            return False
        if said.description and (
            part.key.startswith(said.description[:40]) or said.description.startswith(part.key)
        ):
            return True
        return part.prose and part.sign in self.kinds
