"""Articles as the index reads them, some at a time: a share of the work that any process can do."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mujaz import frontmatter, library, render
from mujaz.models import Card, Library, Rights
from mujaz.search import entries, inverse
from mujaz.search.entries import Beside, Entry, Said
from mujaz.search.inverse import Runs


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the words of an article come from: its file, or what was kept of it."""

    content: Path
    path: PurePosixPath
    digest: str
    rights: Rights
    beside: Beside
    kept: Entry | None = None

    @classmethod
    def of(cls, content: Path, card: Card, shelf: Library[Card]) -> "Sheet":
        """Take an article that is to be read."""
        beside = Beside.of(card, shelf.sources[card.front.source])
        return cls(content, card.path, card.digest, shelf.rights(card), beside)

    def read(self) -> tuple[Entry, Said]:
        """Return what is kept of it, and what it says.

        Raises ContentError when the file cannot be read any more, and BuildError where it changed.
        """
        if self.kept:
            return self.kept, entries.said_by(self.kept)
        text = library.read_again(self.content, self.path, self.digest)
        said = entries.said(render.shown(frontmatter.split(text).body, self.rights), self.beside)
        return entries.entry(said, self.beside), said


@dataclass(frozen=True, slots=True)
class Share:
    """Articles that follow each other, and the number of the first."""

    first: int
    sheets: Sequence[Sheet]

    def read(self) -> "Read":
        """Read them; raises ContentError and BuildError as each does."""
        found, kept = inverse.inversion(), []
        for number, sheet in enumerate(self.sheets, self.first):
            entry, said = sheet.read()
            found.add(number, said)
            kept.append(entry)
        return Read(found.runs(), kept)


@dataclass(frozen=True, slots=True)
class Read:
    """What was made of a share."""

    runs: Runs
    entries: Sequence[Entry]
