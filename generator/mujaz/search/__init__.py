"""Search: the index of a library as small static files, which a page's script reads as it needs."""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from mujaz import made_by
from mujaz.digest import Digest
from mujaz.errors import WriteError, message
from mujaz.mirror import Mirror
from mujaz.models import Card, Library
from mujaz.search import index, shares
from mujaz.search.parts import FOLDER, MANIFEST, Files, files
from mujaz.search.store import Store
from mujaz.search.wanted import Wanted
from mujaz.shard import Shard

__all__ = ["FILE", "FOLDER", "MANIFEST", "Files", "borrow", "lay", "made", "part", "refreshed"]

FILE = "search.db"
"""Its usual name, below the cache of a digest."""


def lay(
    digest: Digest, shelf: Library[Card], mirror: Mirror, *, workers: int = 1
) -> Collection[str]:
    """Bring the index of a digest up to its library, and the files in a mirror; return their paths.

    Raises WriteError when the disk refuses, ContentError when an article cannot be read any more.
    """
    file, version = digest.cache / FILE, made_by.version()
    with _telling(file):
        found = refreshed(digest.content, shelf, file, version=version, workers=workers)
        return found.laid(mirror)


def made(digest: Digest, shelf: Library[Card]) -> Iterator[tuple[str, bytes]]:
    """Bring the index of a digest up to its library, and yield each of its files with its bytes.

    Raises as `lay` does.
    """
    file = digest.cache / FILE
    with _telling(file):
        found = refreshed(digest.content, shelf, file, version=made_by.version())
        yield from found.contents(found.keys)


def part(digest: Digest, shelf: Library[Card], shard: Shard, *, workers: int = 1) -> None:
    """Make what one part of the articles comes to, in a digest's cache, for others to borrow.

    Raises as `lay` does.
    """
    file, wanted = digest.cache / FILE, Wanted.of(digest.content, shelf)
    with _telling(file), closing(Store.at(file, made_by.version())) as store:
        shares.keep(store, wanted, shard.share(len(wanted.rows)), workers=workers)
        store.commit()


def borrow(digest: Digest, other: Path) -> None:
    """Let a digest's cache have what another has of the index; raises WriteError."""
    file = digest.cache / FILE
    with _telling(file), closing(Store.at(file, made_by.version())) as store:
        store.borrow(other / FILE)


@contextmanager
def _telling(file: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise WriteError(
            message("this file cannot be written: {reason}", reason=error),
            message("see to the permissions and the free space there, then run this again"),
            path=file,
        ) from error


def refreshed(
    content: Path, shelf: Library[Card], file: Path, *, version: str, workers: int = 1
) -> Files:
    """Bring the index that is kept in `file` up to a library, and return its files.

    Only articles that are new or changed are read again, and only the shards of their words are
    written. `version` names the program that made it. Raises sqlite3.Error when the disk refuses,
    ContentError when an article cannot be read any more.
    """
    wanted = Wanted.of(content, shelf)
    with closing(Store.at(file, version)) as store:
        index.update(store, wanted, workers=workers)
        store.commit()
        return files(store, file, wanted)
