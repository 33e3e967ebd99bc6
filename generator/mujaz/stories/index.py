"""The index: from a shingle to the articles that have it."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from struct import iter_unpack, pack
from types import TracebackType
from typing import Self, TypeVar

from mujaz.stories import store
from mujaz.stories.shingles import ALIKE, Sketch, basis, share, shingles

Answer = TypeVar("Answer")
Reader = Callable[[str], str]
"""Gives the text of an article by its key; one that is gone reads as ""."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the index is told of an article."""

    text: str
    marks: tuple[str, ...] = ()
    """By which it is found exactly, such as its link."""


Teller = Callable[[str], Told]
"""Tells of an article by its key; of one that is gone, nothing."""

_PROPOSED = 0.15
"""The containment among sampled shingles from which the whole texts are compared.

Sixteen samples, the fewest that two long articles have, show less than that of a true .4 once in
fifty times.
"""
_COMMON = 100
"""A shingle that more articles have is an agency's boilerplate or a figure of speech."""
_RARE = 16
"""One that more have counts half: alone it proposes nobody but the very short."""
_BATCH = 2_000
"""Articles that are written at once when many are."""


@dataclass(frozen=True, slots=True)
class Match:
    """An article that tells the same story."""

    key: str
    containment: float
    resemblance: float
    """The share of all shingles of the two that both have; 1 for one text twice."""


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    digest: str
    sketch: Sketch
    marks: tuple[str, ...]

    @classmethod
    def of(cls, key: str, digest: str, told: Told) -> Self:
        return cls(key, digest, Sketch.of(shingles(told.text)), told.marks)


class Index:
    """The articles of a library by their shingles; derived from it, and never the truth.

    Whoever finds its file damaged, foreign or of another format begins a new one, and fills it
    with what it followed last. What is written is whole or was never there, whatever stops the
    program; those who write wait for one another, and nobody who reads waits.
    """

    __slots__ = ("_folder", "_followed", "_store", "_wait")

    def __init__(self, folder: Path | None, wait: float) -> None:
        self._folder, self._wait = folder, wait
        self._followed: tuple[Mapping[str, str], Teller] | None = None
        with store.telling(folder):
            self._store = store.opened(folder, wait)

    @classmethod
    def at(cls, folder: Path | None, *, wait: float = 10.0) -> Self:
        """Open the index that has this folder to itself; without one it is kept in memory.

        WriteError, here and from every method, when the disk refuses, or when another program
        keeps writing for longer than `wait` seconds.
        """
        return cls(folder, wait)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self._store.db.close()

    def known(self) -> Mapping[str, str]:
        """Return the digest of each article that is in the index, by its key."""
        return self._mended(self._known)

    def put(self, key: str, digest: str, told: Told) -> None:
        """Enter an article, in the place of what its key had."""
        entry = _Entry.of(key, digest, told)
        self._mended(lambda: self._write([entry], forget=[key]))

    def remove(self, key: str) -> None:
        """Take an article out; one that is not there is no error."""
        self._mended(lambda: self._write([], forget=[key]))

    def follow(self, digests: Mapping[str, str], tell: Teller) -> int:
        """Make the index hold these articles and no others; return how many had to be read."""
        self._followed = None
        count = self._mended(lambda: self._catch_up(digests, tell))
        self._followed = (digests, tell)
        return count

    def marked(self, mark: str) -> tuple[str, ...]:
        """Return the keys of the articles that have a mark."""
        query = (
            "SELECT CAST(key AS TEXT) FROM marks JOIN articles ON id = article"
            " WHERE mark = ? ORDER BY key"
        )
        found = self._mended(lambda: self._store.db.execute(query, (mark,)).fetchall())
        return tuple(key for (key,) in found)

    def alike(self, text: str, read: Reader) -> tuple[Match, ...]:
        """Return the articles that tell the story of a text, the most alike first.

        The index proposes a few, and their whole texts, which `read` gives, decide. An article
        that is in the index is found by its own text too.
        """
        found = shingles(text)
        keys = self._mended(lambda: tuple(self._proposed(Sketch.of(found))))
        matches = (_match(key, found, shingles(read(key))) for key in keys)
        alike = (match for match in matches if match.containment >= ALIKE)
        return tuple(sorted(alike, key=lambda match: (-match.containment, match.key)))

    def _known(self) -> dict[str, str]:
        return dict(self._store.db.execute("SELECT key, digest FROM articles"))

    def _proposed(self, sketch: Sketch) -> Iterator[str]:
        db, mine = self._store.db, (len(sketch.hashes), sketch.sampled)
        for article, shared in self._sharing(sketch.hashes).items():
            row = db.execute(  # the types are asked for: a damaged row may hold any
                "SELECT CAST(key AS TEXT), CAST(kept AS INTEGER), CAST(sampled AS INTEGER)"
                " FROM articles WHERE id = ?",
                (article,),
            ).fetchone()
            if row and shared >= _PROPOSED * basis(mine, row[1:]):
                yield row[0]

    def _sharing(self, hashes: Iterable[int]) -> Mapping[int, float]:
        """Count the shingles that each article shares, those aside that too many do."""
        shared: dict[int, float] = defaultdict(float)
        for number in hashes:
            found = self._store.db.execute(
                "SELECT article FROM postings WHERE hash = ? LIMIT ?", (number, _COMMON + 1)
            ).fetchall()
            for (article,) in found if len(found) <= _COMMON else ():
                shared[article] += 1 if len(found) <= _RARE else 0.5
        return shared

    def _catch_up(self, digests: Mapping[str, str], tell: Teller) -> int:
        known = self._known()
        self._write([], forget=[key for key in known if key not in digests])
        changed = [key for key, digest in digests.items() if known.get(key) != digest]
        for start in range(0, len(changed), _BATCH):
            keys = changed[start : start + _BATCH]
            entries = [_Entry.of(key, digests[key], tell(key)) for key in keys]
            self._write(entries, forget=keys)
        return len(changed)

    def _write(self, entries: Iterable[_Entry], *, forget: Iterable[str]) -> None:
        if not forget:
            return
        with self._store.db as db:
            db.execute("BEGIN IMMEDIATE")
            for key in forget:
                _forget(db, key)
            postings = [posting for entry in entries for posting in _enter(db, entry)]
            postings.sort()  # as the table is, so that each page is touched once
            db.executemany("INSERT INTO postings VALUES (?, ?)", postings)

    def _mended(self, act: Callable[[], Answer]) -> Answer:
        """Do something; where the file is damaged, begin a new one and do it there."""
        with store.telling(self._folder):
            try:
                return act()
            except store.Failure as error:
                if not store.damaged(error):
                    raise
            self._store.db.close()
            self._store = store.opened(self._folder, self._wait, after=self._store.number)
            if self._followed:
                self._catch_up(*self._followed)
            return act()


def _match(key: str, a: frozenset[int], b: frozenset[int]) -> Match:
    both, either = len(a & b), len(a | b)
    return Match(key, share(a, b), both / either if either else 0.0)


def _enter(db: sqlite3.Connection, entry: _Entry) -> Iterator[tuple[int, int | None]]:
    """Write the row of an article, and yield its postings."""
    hashes, sampled = entry.sketch.hashes, entry.sketch.sampled
    article = db.execute(
        "INSERT INTO articles (key, digest, kept, sampled, hashes) VALUES (?, ?, ?, ?, ?)",
        (entry.key, entry.digest, len(hashes), sampled, pack(f"<{len(hashes)}i", *hashes)),
    ).lastrowid
    marks = ((mark, article) for mark in dict.fromkeys(entry.marks))
    db.executemany("INSERT INTO marks VALUES (?, ?)", marks)
    return ((number, article) for number in hashes)


def _forget(db: sqlite3.Connection, key: str) -> None:
    """Delete an article and its postings, which its row names."""
    rows = db.execute(
        "SELECT id, CAST(hashes AS BLOB) FROM articles WHERE key = ?", (key,)
    ).fetchall()
    for article, hashes in rows:
        whole = hashes[: len(hashes) // 4 * 4]  # a damaged row may end within a number
        postings = ((number, article) for (number,) in iter_unpack("<i", whole))
        db.executemany("DELETE FROM postings WHERE hash = ? AND article = ?", postings)
        db.execute("DELETE FROM marks WHERE article = ?", (article,))
        db.execute("DELETE FROM articles WHERE id = ?", (article,))
