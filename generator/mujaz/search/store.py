"""Where the index is kept between builds: one SQLite file, derived, and made anew when damaged."""

import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from mujaz import sealed
from mujaz.search.entries import Entry, deflated, inflated
from mujaz.search.inverse import Runs

_TABLES = """
    CREATE TABLE IF NOT EXISTS entry (
        path TEXT NOT NULL, key TEXT NOT NULL, text BLOB NOT NULL, fields TEXT NOT NULL,
        print TEXT NOT NULL, PRIMARY KEY (path, key)
    );
    CREATE TABLE IF NOT EXISTS listed (
        number INTEGER PRIMARY KEY, path TEXT NOT NULL, key TEXT NOT NULL
    );
    CREATE TABLE IF NOT EXISTS shard (
        kind TEXT NOT NULL, prefix TEXT NOT NULL, print TEXT NOT NULL, size INTEGER NOT NULL,
        data BLOB NOT NULL, PRIMARY KEY (kind, prefix)
    );
    CREATE TABLE IF NOT EXISTS run (
        first INTEGER NOT NULL, past INTEGER NOT NULL, key TEXT NOT NULL, words TEXT NOT NULL,
        firsts BLOB NOT NULL, lasts BLOB NOT NULL, sizes BLOB NOT NULL, data BLOB NOT NULL,
        PRIMARY KEY (first, past)
    )
"""
NAME = 7
"""Letters of a short name."""
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

    def __init__(self, db: sqlite3.Connection, file: Path, kind: str) -> None:
        """Take an open file whose tables are there, and what it is sealed as."""
        self._db, self._file, self._kind = db, file, kind

    @classmethod
    def at(cls, file: Path, version: str) -> Self:
        """Open a file; one that is not as it was left, or of another version, begins empty.

        Raises sqlite3.Error when the disk refuses.
        """
        file.parent.mkdir(parents=True, exist_ok=True)
        kind = f"search {version}"
        _take_back(file)
        if sealed.read(_seal(file), kind) != sealed.digest_of(file):
            for name in (file, _seal(file), _journal(file)):
                name.unlink(missing_ok=True)
        db = sqlite3.connect(file)
        db.execute("PRAGMA synchronous = OFF")  # a file that a power cut spoils is made anew
        db.executescript(_TABLES)
        return cls(db, file, kind)

    @classmethod
    def left(cls, file: Path) -> Self:
        """Open a file that was left a moment ago, to read in it."""
        return cls(sqlite3.connect(file), file, "")

    def commit(self) -> None:
        """Let what was written be there."""
        if self._db.in_transaction:
            _seal(self._file).unlink(missing_ok=True)
            self._db.commit()
            sealed.write(_seal(self._file), self._kind, sealed.digest_of(self._file))

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

    def put(self, found: Iterable[tuple[Row, Entry]]) -> None:
        """Keep some entries."""
        values = (
            (*row, entry.text, entry.fields, sealed.digest(entry.text)) for row, entry in found
        )
        self._db.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?)", values)

    def entry(self, row: Row) -> Entry:
        """Return an entry that is there."""
        return Entry(
            *self._db.execute(
                "SELECT text, fields FROM entry WHERE path = ? AND key = ?", row
            ).fetchone()
        )

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

    def runs(self) -> list[tuple[range, str]]:
        """Return of which shares it is kept what they come to, and the key of each."""
        rows = self._db.execute("SELECT first, past, key FROM run ORDER BY first, past")
        return [(range(first, past), key) for first, past, key in rows]

    def run(self, share: range) -> Runs:
        """Return what a share comes to."""
        words, firsts, lasts, sizes, data = self._db.execute(
            "SELECT words, firsts, lasts, sizes, data FROM run WHERE first = ? AND past = ?",
            (share.start, share.stop),
        ).fetchone()
        names = words.split("\n") if words else []
        return Runs(names, array("Q", firsts), array("Q", lasts), array("Q", sizes), data)

    def put_run(self, share: range, key: str, found: Runs) -> None:
        """Keep what a share comes to, in place of what any of its articles did before."""
        self._db.execute("DELETE FROM run WHERE first < ? AND past > ?", (share.stop, share.start))
        columns = (bytes(array("Q", column)) for column in found[1:4])
        values = (share.start, share.stop, key, "\n".join(found.words), *columns, found.data)
        self._db.execute("INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)

    def forget_runs(self) -> None:
        """Forget what shares come to: it is in the index."""
        if self.runs():
            self._db.execute("DELETE FROM run")

    def clear(self, rows: Iterable[Row], numbers: range) -> None:
        """Forget entries of none of these articles, nor of the index, and runs of other numbers."""
        self._db.executemany(
            "DELETE FROM entry WHERE path = ? AND key = ?",
            self.known().difference(rows, self.listed()),
        )
        self._db.execute(
            "DELETE FROM run WHERE past <= ? OR first >= ?", (numbers.start, numbers.stop)
        )

    def borrow(self, file: Path) -> None:
        """Take over the entries and runs of a file that was left elsewhere, if it is whole.

        They are under keys of all that they are made of, as they are here.
        """
        if sealed.read(_seal(file), self._kind) != sealed.digest_of(file):
            return
        self._db.execute("ATTACH DATABASE ? AS lent", (str(file),))
        for table in ("entry", "run"):
            self._db.execute(f"INSERT OR IGNORE INTO {table} SELECT * FROM lent.{table}")  # noqa: S608
        self.commit()
        self._db.execute("DETACH DATABASE lent")

    def shards(self, kind: str) -> dict[str, Kept]:
        """Return the shards of a kind by their prefixes."""
        rows = self._db.execute(
            "SELECT prefix, print, size FROM shard WHERE kind = ? ORDER BY prefix", (kind,)
        )
        return {prefix: Kept(print_, size) for prefix, print_, size in rows}

    def shard(self, kind: str, prefix: str) -> bytes:
        """Return what a shard holds."""
        return inflated(self.packed(kind, prefix))

    def packed(self, kind: str, prefix: str) -> bytes:
        """Return a shard as its file is."""
        return bytes(
            self._db.execute(
                "SELECT data FROM shard WHERE kind = ? AND prefix = ?", (kind, prefix)
            ).fetchone()[0]
        )

    def put_shard(self, kind: str, prefix: str, raw: bytes, size: int) -> None:
        """Keep a shard."""
        values = (kind, prefix, name(raw), size, deflated(raw))
        self._db.execute("INSERT OR REPLACE INTO shard VALUES (?, ?, ?, ?, ?)", values)

    def drop_shards(self, kind: str, prefixes: Iterable[str]) -> None:
        """Forget some shards."""
        rows = ((kind, prefix) for prefix in prefixes)
        self._db.executemany("DELETE FROM shard WHERE kind = ? AND prefix = ?", rows)


def _take_back(file: Path) -> None:
    """Let SQLite take back what a program had begun to write when it was ended."""
    if file.is_file() and _journal(file).is_file():
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(file)) as db:
            db.execute("PRAGMA schema_version")


def _journal(file: Path) -> Path:
    """Return where SQLite keeps what it has to take back where a program is ended."""
    return file.with_name(f"{file.name}-journal")


def _seal(file: Path) -> Path:
    """Return where it is told what a file was left as: one that was damaged is not believed."""
    return file.with_name(f"{file.name}.seal")


def name(data: bytes) -> str:
    """Return a short name for what some bytes are: 35 bits, in letters of one case.

    It stands beside the name of a place, so it only tells what is there from what was there before.
    """
    bits = int(sealed.digest(data)[:9], 16)
    return "".join(_LETTERS[bits >> shift & 31] for shift in range(0, 5 * NAME, 5))
