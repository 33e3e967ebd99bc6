"""The file in which the index is kept: SQLite, in a folder that holds nothing else.

A damaged file is never mended or overwritten, for another program may have it open and SQLite
knows its journals by name; a file with the next number takes its place, and the old one goes.
"""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from mujaz.errors import WriteError, message
from mujaz.stories.shingles import Sketch, shingles

_TABLES = """
    CREATE TABLE articles (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL, digest TEXT NOT NULL,
        kept INTEGER NOT NULL, sampled INTEGER NOT NULL, hashes BLOB NOT NULL
    );
    CREATE UNIQUE INDEX known ON articles (key, digest);
    CREATE TABLE postings (
        hash INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (hash, article)
    ) WITHOUT ROWID;
    CREATE TABLE marks (
        mark TEXT NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (mark, article)
    ) WITHOUT ROWID;
    CREATE INDEX marked ON marks (article)
"""
_LETTERS = "".join(map(chr, range(0x20, 0x700)))
"""From SPACE to ARABIC LETTER HEH WITH INVERTED V: what an index may have folded otherwise."""

_SETTINGS = (
    "PRAGMA journal_mode = WAL",  # nobody who reads waits, and a power cut leaves it whole
    "PRAGMA synchronous = NORMAL",  # the last articles may be lost then; they are read again
    "PRAGMA cache_size = -65536",  # 64 MiB
    "PRAGMA wal_autocheckpoint = 8192",  # 32 MiB; an article touches sixty pages
)
_SIDES = ("", "-journal", "-wal", "-shm")
"""What SQLite appends to the name of a file for those that it keeps beside it."""

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DISK = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
}
"""What SQLite answers when the disk is at fault, and not what stands in the file.

A file that may only be read is as good as damaged, for its own head can say so: a new one takes
its place, and where the folder takes none, that is told.
"""


@dataclass(frozen=True, slots=True)
class Store:
    """An open file, and its number in the folder."""

    db: sqlite3.Connection
    number: int


def opened(folder: Path | None, wait: float, *, after: int = 0) -> Store:
    """Open the newest file of a folder, or a new one where that is none of ours.

    Only those with a number above `after` are looked at. Without a folder it is in memory.
    """
    if folder is None:
        return Store(_connected(":memory:", wait), 1)
    folder.mkdir(parents=True, exist_ok=True)
    number = max([after + 1, *_numbers(folder)])
    try:
        store = Store(_connected(_file(folder, number), wait), number)
    except Failure as error:
        if not damaged(error):
            raise
        store = Store(_connected(_file(folder, number + 1), wait), number + 1)
    _sweep(folder, store.number)
    return store


Failure = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What a damaged file gives; the second where SQLite quotes its bytes in what it complains of."""


def damaged(error: sqlite3.DatabaseError | UnicodeDecodeError) -> bool:
    """Say whether an error is the file's own, and not the disk's, a lock's or the caller's."""
    return not isinstance(error, sqlite3.ProgrammingError) and _code(error) not in _BUSY | _DISK


@contextmanager
def telling(folder: Path | None) -> Iterator[None]:
    """Turn what SQLite and the disk say into a WriteError."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.DatabaseError as error:
        if _code(error) in _BUSY:
            raise WriteError(
                message("another program has been writing here for a long time"),
                message("wait until it has ended, then run this again"),
                path=folder,
            ) from error
        raise _unwritable(folder, str(error)) from error
    except OSError as error:
        raise _unwritable(folder, error.strerror) from error


def _unwritable(folder: Path | None, reason: str | None) -> WriteError:
    return WriteError(
        message("this file cannot be written: {reason}", reason=reason),
        message("see to the permissions and the free space there, then run this again"),
        path=folder,
    )


def _code(error: sqlite3.DatabaseError | UnicodeDecodeError) -> int:
    """Return SQLite's primary code; an error that Python found itself is the file's."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF


def _file(folder: Path, number: int) -> str:
    return str(folder / f"{number}.sqlite")


def _numbers(folder: Path) -> Iterator[int]:
    for path in folder.glob("*.sqlite"):
        if path.stem.isascii() and path.stem.isdecimal():
            yield int(path.stem)


def _sweep(folder: Path, number: int) -> None:
    """Take away what a newer file has replaced; where it is still open, another run will."""
    for old in _numbers(folder):
        for side in _SIDES if old < number else ():
            with suppress(OSError):
                Path(_file(folder, old) + side).unlink()


def _connected(file: str, wait: float) -> sqlite3.Connection:
    db = sqlite3.connect(file, timeout=wait, isolation_level=None)
    try:
        if _version(db) != (ours := _format()):
            _begin(db, ours)
        for setting in _SETTINGS:
            db.execute(setting)
    except UnicodeDecodeError as error:  # SQLite's complaint quotes a damaged schema
        db.close()
        raise sqlite3.DatabaseError from error
    except BaseException:
        db.close()
        raise
    return db


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _format() -> int:
    """Return what tells an index with other tables, or other folding of letters, from ours."""
    return zlib.crc32(repr((_TABLES, Sketch.of(shingles(_LETTERS)))).encode()) - 2**31


def _begin(db: sqlite3.Connection, version: int) -> None:
    """Make the tables, unless another program just did; refuse a file that holds other ones."""
    with db:
        db.execute("BEGIN IMMEDIATE")
        if _version(db) == version:
            return
        if db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise sqlite3.DatabaseError
        for table in _TABLES.split(";"):
            db.execute(table)
        db.execute(f"PRAGMA user_version = {version}")
