"""Articles as the index reads them, some at a time: a share of the work that any process can do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mujaz import frontmatter, library, render
from mujaz.models import Card, Library, Rights
from mujaz.search import entries
from mujaz.search.entries import Beside, Entry
from mujaz.search.inverse import Run, inverted


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the words of an article come from: its file, or what was kept of it."""

    content: Path
    path: PurePosixPath
    rights: Rights
    beside: Beside
    kept: Entry | None = None

    @classmethod
    def of(cls, content: Path, card: Card, shelf: Library[Card]) -> "Sheet":
        """Take an article that is to be read."""
        beside = Beside.of(card, shelf.sources[card.front.source])
        return cls(content, card.path, shelf.rights(card), beside)

    def read(self) -> tuple[Entry, dict[str, int]]:
        """Return what is kept of it, and its words with their weights.

        Raises ContentError when the file cannot be read any more.
        """
        if self.kept:
            return self.kept, entries.words(self.kept)
        text = library.text(library.data(self.content, self.path), self.path)
        return entries.entry(render.shown(frontmatter.split(text).body, self.rights), self.beside)


@dataclass(frozen=True, slots=True)
class Share:
    """Articles that follow each other, and the number of the first."""

    first: int
    sheets: Sequence[Sheet]

    def read(self) -> "Read":
        """Read them; raises ContentError as each does."""
        kept: list[Entry] = []

        def words() -> Iterator[tuple[int, Mapping[str, int]]]:
            for number, sheet in enumerate(self.sheets, self.first):
                entry, found = sheet.read()
                kept.append(entry)
                yield number, found

        return Read(inverted(words()), kept)


@dataclass(frozen=True, slots=True)
class Read:
    """What was made of a share."""

    runs: Mapping[str, Run]
    entries: Sequence[Entry]
