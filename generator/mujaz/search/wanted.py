"""Which articles are to be found, and what names all that an entry of each is made of."""

from dataclasses import dataclass
from pathlib import Path

from mujaz.models import Card, Library
from mujaz.search import entries
from mujaz.search.sheets import Sheet
from mujaz.search.store import Row


@dataclass(frozen=True, slots=True)
class Wanted:
    """The articles that are to be found, the oldest first, and the key of each entry."""

    content: Path
    shelf: Library[Card]
    cards: tuple[Card, ...]
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, content: Path, shelf: Library[Card]) -> "Wanted":
        """Take what a library shows."""
        cards = tuple(reversed(shelf.published))
        keys = (
            entries.key(card.digest, shelf.sources[card.front.source], shelf.rights(card))
            for card in cards
        )
        rows = tuple((str(c.path), key) for c, key in zip(cards, keys, strict=True))
        return cls(content, shelf, cards, rows)

    def sheet(self, number: int) -> Sheet:
        """Return what the words of an article come from."""
        return Sheet.of(self.content, self.cards[number], self.shelf)
