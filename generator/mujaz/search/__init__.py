"""Search: the index of a library as small static files, which a page's script reads as it needs."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from mujaz import bulk, frontmatter, library, made_by
from mujaz.digest import Digest
from mujaz.errors import WriteError, message
from mujaz.models import Article, Card, Library, Rights, Source
from mujaz.search import index
from mujaz.search.entries import Entry, entry
from mujaz.search.index import Wanted
from mujaz.search.parts import FOLDER, MANIFEST, Files, files
from mujaz.search.store import Store

__all__ = ["FILE", "FOLDER", "MANIFEST", "Files", "of", "refreshed"]

FILE = "search.db"
"""Its usual name, below the cache of a digest."""
_LITTLE = 300
"""Articles up to which one process is as fast as several, which have to start."""
_CHUNK = 64


def of(digest: Digest, shelf: Library[Card], *, workers: int = 1) -> Files:
    """Bring the index of a digest up to its library, in its cache, and return its files.

    Raises WriteError when the disk refuses, ContentError when an article cannot be read any more.
    """
    file, version = digest.cache / FILE, made_by.version()
    try:
        return refreshed(digest.content, shelf, file, version=version, workers=workers)
    except sqlite3.OperationalError as error:
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
    wanted = Wanted.of(shelf)
    with closing(Store.at(file, version)) as store:
        numbers = index.lacking(store, wanted)
        given = [_given(content, wanted.cards[number], shelf) for number in numbers]
        for number, found in zip(numbers, _entries(given, workers), strict=True):
            store.put(wanted.rows[number], found)
        index.update(store, wanted)
        store.commit()
        return files(store, file, wanted, shelf)


@dataclass(frozen=True, slots=True)
class _Given:
    """What an entry is made of."""

    content: Path
    card: Card
    source: Source
    rights: Rights


def _given(content: Path, card: Card, shelf: Library[Card]) -> _Given:
    return _Given(content, card, shelf.sources[card.front.source], shelf.rights(card))


def _entries(given: list[_Given], workers: int) -> Iterator[Entry]:
    if workers == 1 or len(given) < _LITTLE:
        yield from map(_entry, given)
        return
    yield from bulk.spread(_nth, given, range(len(given)), workers=workers, together=_CHUNK)


def _nth(given: Sequence[_Given], place: int) -> Entry:
    return _entry(given[place])


def _entry(given: _Given) -> Entry:
    card = given.card
    text = library.text(library.data(given.content, card.path), card.path)
    body = frontmatter.split(text).body
    return entry(Article(path=card.path, front=card.front, body=body), given.source, given.rights)
