"""From the parts of a story to its blocks: subheads, quotes, lists, tables, pictures."""

from collections.abc import Iterator, Sequence
from typing import Final

from mujaz.blocks import Block, Role
from mujaz.extract.html import letters, pictures, tables
from mujaz.extract.html.parts import Box, Part
from mujaz.extract.html.trim import Cut

_BOLD: Final = 0.95
_SUBHEAD_WORDS: Final = 12
_GOES_ON: Final = (".", "،", ":", "؛", ",")
_BEFORE: Final = 6
"""Parts above a story among which its first picture stands."""


def blocks(parts: Sequence[Part], cut: Cut, base: str | None) -> tuple[Block, ...]:
    """Return the blocks of a story, the pictures in and right above it among them."""
    return tuple(_Shaper(parts, cut, base).shaped())


class _Shaper:
    def __init__(self, parts: Sequence[Part], cut: Cut, base: str | None) -> None:
        self.parts = parts
        cleaned = letters.clean([parts[i].text for i in cut.body])
        self.story = dict(zip(cut.body, cleaned, strict=True))
        self.boxed = cut.boxed
        self.zones = frozenset(zone for i in cut.body for zone in parts[i].box.zones)
        self.base = base
        self.tables: dict[int, tuple[tuple[str, ...], ...]] = {}
        self.told: set[int] = set()
        self.items: dict[int, list[int]] = {}

    def shaped(self) -> Iterator[Block]:
        pictured: set[str | None] = set()
        for i in range(max(0, min(self.story) - _BEFORE), max(self.story) + 1):
            block = self._block(i)
            if block is None or (block.role is Role.IMAGE and block.link in pictured):
                continue
            pictured.add(block.link)
            yield block

    def _block(self, i: int) -> Block | None:
        part = self.parts[i]
        if part.image is not None:
            if i in self.boxed or not self.zones.issuperset(part.box.zones):
                return None
            return pictures.block(part, self.parts, i, self.base)
        if i not in self.story:
            return None
        table = part.box.nearest("table")
        rows = self._rows(table) if table else ()
        if table is None or not rows:
            return self._of_words(part, self.story[i])
        if table.number in self.told:
            return None
        self.told.add(table.number)
        words = " ".join(cell for row in rows for cell in row if cell)
        return Block(Role.TABLE, words, rows=rows)

    def _rows(self, table: Box) -> tuple[tuple[str, ...], ...]:
        if table.number not in self.tables:
            self.tables[table.number] = tables.rows(table.element)
        return self.tables[table.number]

    def _of_words(self, part: Part, text: str) -> Block:
        if part.heading:
            return Block(Role.SUBHEAD, text, level=_level(part))
        if part.box.nearest("blockquote"):
            return Block(Role.QUOTE, text)
        if item := part.box.nearest("li"):
            return Block(Role.ITEM, text, level=self._number(item))
        if part.bold >= _BOLD and part.words <= _SUBHEAD_WORDS and not text.endswith(_GOES_ON):
            return Block(Role.SUBHEAD, text, level=3)
        return Block(Role.PARAGRAPH, text)

    def _number(self, item: Box) -> int:
        """Return the number of a list's item, 0 in a list without numbers."""
        if item.parent is None or item.parent.tag != "ol":
            return 0
        items = self.items.setdefault(item.parent.number, [])
        if items[-1:] != [item.number]:
            items.append(item.number)
        return len(items)


def _level(part: Part) -> int:
    heading = part.box.nearest("h1", "h2", "h3", "h4", "h5", "h6")
    return min(4, max(2, int(heading.tag[1]))) if heading else 2
