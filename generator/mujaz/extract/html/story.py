"""Which parts are the story: what was found first, and what it lost around and inside that."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from mujaz.extract.html import furniture, home, tables
from mujaz.extract.html.known import Known
from mujaz.extract.html.parts import Box, Part

_LINKED: Final = 0.6
_LEAD_WORDS: Final = 8
_NEAR: Final = 12
"""Parts above a story among which its lead stands, where no headline is found."""


def extend(parts: Sequence[Part], seeds: frozenset[int], said: Known) -> tuple[int, ...]:
    """Return the parts of the story in their order: the seeds and what was lost around them."""
    zones = _void_zones(parts, seeds)
    kept = [i for i in sorted(seeds) if set(parts[i].box.zones) <= zones] or sorted(seeds)
    body = _Body(parts, kept, zones)
    return tuple(sorted({*kept, *body.between(), *body.after(), *body.lead(said)}))


def _void_zones(parts: Sequence[Part], seeds: frozenset[int]) -> frozenset[int]:
    """Return the boxes that hold most of the story though their names deny it."""
    weight: Counter[int] = Counter()
    for i in seeds:
        weight.update(dict.fromkeys(parts[i].box.zones, parts[i].words))
    whole = sum(parts[i].words for i in seeds)
    return frozenset(zone for zone, words in weight.items() if words * 3 > whole)


class _Body:
    """The parts found first, where they are at home, and which zones are none."""

    def __init__(self, parts: Sequence[Part], found: Sequence[int], zones: frozenset[int]) -> None:
        self.parts = parts
        self.first, self.last = found[0], found[-1]
        self.zones = zones
        self.home = home.of(parts, found)
        self.tables: dict[int, bool] = {}

    def between(self) -> Iterator[int]:
        for i in range(self.first + 1, self.last):
            part = self.parts[i]
            if self._fits(part) or (self._is_free(part) and self._tells(part)):
                yield i

    def _tells(self, part: Part) -> bool:
        """Whether a part in the story's box is of a quotation or of a table of facts."""
        if not part.text or part.linked > _LINKED or not self.home.holds(part):
            return False
        if "blockquote" in part.box.tags:
            return True
        table = part.box.nearest("table")
        return table is not None and table.number > self.home.box and self._is_facts(table)

    def _is_facts(self, table: Box) -> bool:
        if table.number not in self.tables:
            self.tables[table.number] = bool(tables.rows(table.element))
        return self.tables[table.number]

    def _is_free(self, part: Part) -> bool:
        return self.zones.issuperset(part.box.zones)

    def _fits(self, part: Part) -> bool:
        if part.image is not None or part.linked > _LINKED or part.caption:
            return False
        return self.home.fits(part) and self._is_free(part)

    def after(self) -> Iterator[int]:
        for i in range(self.last + 1, len(self.parts)):
            part = self.parts[i]
            if self.home.article not in {0, part.box.article} or part.box.tag == "h1":
                return
            if part.text and furniture.opens_tail(part.text):
                return
            if self._fits(part):
                yield i

    def lead(self, said: Known) -> Iterator[int]:
        tops = (i for i in range(self.first) if self.parts[i].key in said.titles)
        start = max(tops, default=self.first - _NEAR)
        for i in range(max(0, start + 1), self.first):
            if self._is_free(self.parts[i]) and self._leads(self.parts[i], said):
                yield i

    def _leads(self, part: Part, said: Known) -> bool:
        if part.words < _LEAD_WORDS or part.linked > _LINKED or part.image is not None:
            return False
        return said.describes(part) or (part.prose and self.home.fits(part))
