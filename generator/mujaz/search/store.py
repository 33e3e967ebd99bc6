"""Where the index is kept between builds: one SQLite file, derived, and made anew when damaged."""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from mujaz import sealed
from mujaz.search.entries import Entry, deflated, inflated

_TABLES = """
    CREATE TABLE entry (
        path TEXT NOT NULL, key TEXT NOT NULL, forms BLOB NOT NULL, weights BLOB NOT NULL,
        text BLOB NOT NULL, print TEXT NOT NULL, PRIMARY KEY (path, key)
    );
    CREATE TABLE listed (number INTEGER PRIMARY KEY, path TEXT NOT NULL, key TEXT NOT NULL);
    CREATE TABLE shard (
        kind TEXT NOT NULL, prefix TEXT NOT NULL, print TEXT NOT NULL, size INTEGER NOT NULL,
        data BLOB NOT NULL, PRIMARY KEY (kind, prefix)
    );
    CREATE INDEX printed ON shard (print);
    CREATE TABLE made (by TEXT NOT NULL)
"""
_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"

Row = tuple[str, str]
"""An article's path, and the key of its entry."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A shard as it is kept."""

    print: str
    size: int


class Store:
    """An open file; what is written is there after `commit` alone."""

    def __init__(self, db: sqlite3.Connection, version: str) -> None:
        """Take an open file whose tables are there, and the version that made it."""
        self._db, self.version = db, version

    @classmethod
    def at(cls, file: Path, version: str) -> Self:
        """Open a file; one that is damaged, or of another version, begins empty.

        Raises sqlite3.Error when the disk refuses.
        """
        file.parent.mkdir(parents=True, exist_ok=True)
        with suppress(sqlite3.DatabaseError):
            db = _connected(file)
            try:
                if db.execute("SELECT by FROM made").fetchall() == [(version,)]:
                    return cls(db, version)
            except sqlite3.DatabaseError:
                db.close()
                raise
            db.close()
        for side in ("", "-journal"):
            file.with_name(f"{file.name}{side}").unlink(missing_ok=True)
        db = _connected(file)
        db.executescript(_TABLES)
        db.execute("INSERT INTO made VALUES (?)", (version,))
        db.commit()
        return cls(db, version)

    def commit(self) -> None:
        """Let what was written be there."""
        self._db.commit()

    def close(self) -> None:
        """Leave the file; what was not committed is forgotten."""
        self._db.close()

    def listed(self) -> list[Row]:
        """Return the articles of the index in their order."""
        return list(self._db.execute("SELECT path, key FROM listed ORDER BY number"))

    def enlist(self, rows: Sequence[Row]) -> None:
        """Set the articles of the index, and drop the entries of all others."""
        self._db.execute("DELETE FROM listed")
        numbered = ((number, *row) for number, row in enumerate(rows))
        self._db.executemany("INSERT INTO listed VALUES (?, ?, ?)", numbered)
        self._db.execute(
            "DELETE FROM entry WHERE (path, key) NOT IN (SELECT path, key FROM listed)"
        )

    def known(self) -> set[Row]:
        """Return which entries there are."""
        return set(self._db.execute("SELECT path, key FROM entry"))

    def put(self, row: Row, entry: Entry) -> None:
        """Keep an entry."""
        values = (*row, entry.forms, entry.weights, entry.text, name(entry.text))
        self._db.execute("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?)", values)

    def words(self, row: Row) -> Iterable[tuple[str, int]]:
        """Return the words of an entry with their weights."""
        found = self._db.execute(
            "SELECT forms, weights FROM entry WHERE path = ? AND key = ?", row
        ).fetchone()
        return _words(*found)

    def all_words(self) -> Iterator[Iterable[tuple[str, int]]]:
        """Yield the words of each entry in the order of the list."""
        rows = self._db.execute(
            "SELECT forms, weights FROM listed JOIN entry USING (path, key) ORDER BY number"
        )
        return (_words(*row) for row in rows)

    def prints(self) -> list[str]:
        """Return what names each article's text, in the order of the list."""
        rows = self._db.execute(
            "SELECT print FROM listed JOIN entry USING (path, key) ORDER BY number"
        )
        return [print_ for (print_,) in rows]

    def text(self, number: int) -> bytes:
        """Return the text of an article by its number."""
        (data,) = self._db.execute(
            "SELECT text FROM listed JOIN entry USING (path, key) WHERE number = ?", (number,)
        ).fetchone()
        return bytes(data)

    def shards(self, kind: str) -> dict[str, Kept]:
        """Return the shards of a kind by their prefixes."""
        rows = self._db.execute(
            "SELECT prefix, print, size FROM shard WHERE kind = ? ORDER BY prefix", (kind,)
        )
        return {prefix: Kept(print_, size) for prefix, print_, size in rows}

    def shard(self, kind: str, prefix: str) -> bytes:
        """Return what a shard holds."""
        (data,) = self._db.execute(
            "SELECT data FROM shard WHERE kind = ? AND prefix = ?", (kind, prefix)
        ).fetchone()
        return inflated(data)

    def printed(self, print_: str) -> bytes:
        """Return the file of a shard by the name of what it holds."""
        found = self._db.execute("SELECT data FROM shard WHERE print = ?", (print_,)).fetchone()
        return bytes(found[0])

    def put_shard(self, kind: str, prefix: str, raw: bytes, size: int) -> None:
        """Keep a shard."""
        values = (kind, prefix, name(f"{kind}{prefix}\n".encode() + raw), size, deflated(raw))
        self._db.execute("INSERT OR REPLACE INTO shard VALUES (?, ?, ?, ?, ?)", values)

    def drop_shards(self, kind: str, prefixes: Iterable[str]) -> None:
        """Forget some shards."""
        rows = ((kind, prefix) for prefix in prefixes)
        self._db.executemany("DELETE FROM shard WHERE kind = ? AND prefix = ?", rows)


def _connected(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(file)
    db.execute("PRAGMA synchronous = OFF")  # a file that a power cut spoils is made anew
    return db


def _words(forms: bytes, weights: bytes) -> Iterable[tuple[str, int]]:
    return zip(zlib.decompress(forms).decode().split(), weights, strict=True)


def name(data: bytes) -> str:
    """Return a short name for what some bytes are: 40 bits in letters of one case."""
    bits = int(sealed.digest(data)[:10], 16)
    return "".join(_LETTERS[bits >> shift & 31] for shift in range(35, -1, -5))
