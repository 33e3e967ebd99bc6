"""Tables of facts, told from tables that lay out a page."""

from mujaz import arabic
from mujaz.extract.html.tree import Tree

_CELL_WORDS, _MOST_CELLS = 30, 4000


def rows(table: Tree) -> tuple[tuple[str, ...], ...]:
    """Return the cells of a table of facts; nothing for one that only lays out the page."""
    if table.get("role") in {"presentation", "none"} or table.find(".//table") is not None:
        return ()
    found: list[tuple[str, ...]] = []
    count = 0
    for row in table.iter("tr"):
        cells = tuple(_words(cell) for cell in row if cell.tag in {"td", "th"})
        count += len(cells)
        if count > _MOST_CELLS or any(cell.count(" ") > _CELL_WORDS for cell in cells):
            return ()
        if any(cells):
            found.append(cells)
    wide = sum(len(row) > 1 for row in found)
    return tuple(found) if wide > 1 else ()


def _words(cell: Tree) -> str:
    return arabic.clean(" ".join(cell.text_content().split()))
