"""The library's cards, kept between runs: only what changed in content/ is read again.

A card is an article without its words. What is kept is derived from the library, is read back
through the same schema, and is made anew where it is damaged or was written by another version.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pydantic import TypeAdapter, ValidationError

from mujaz import bulk, library, links, pictures, sealed
from mujaz.errors import ContentError, MujazError
from mujaz.library import Shelf
from mujaz.models import OUTLINE, Article, Card, FrontMatter

FILE = "catalogue.json"
"""Its usual name, below the cache of a digest."""
_KIND = "catalogue 2"


_MANY, _CHUNK = 500, 50
"""Files from which on several processes read them, and how many travel together."""


@dataclass(frozen=True, slots=True)
class _Row:
    path: str
    stamp: str
    """Tells whether the file changed without reading it; empty where there are complaints."""
    digest: str
    minutes: int
    front: FrontMatter
    outline: str
    pictures: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def card(self) -> Card:
        return Card(
            path=PurePosixPath(self.path),
            front=self.front,
            minutes=self.minutes,
            digest=self.digest,
            outline=self.outline,
            pictures=self.pictures,
            links=self.links,
        )


Rows = Mapping[str, _Row]
"""What is known of each article, by the path of its file."""
_ROWS: TypeAdapter[tuple[_Row, ...]] = TypeAdapter(tuple[_Row, ...])


def load(content: Path, file: Path, *, version: str, workers: int = 1) -> Shelf[Card]:
    """Read a library as `library.load` does, but cards alone, and only those that changed.

    `file` is where they are kept; `version` names the program that made them. Many are read by
    several processes.
    """
    return opened(content, file, version=version, workers=workers)[1]


def opened(
    content: Path, file: Path, *, version: str, workers: int = 1
) -> tuple[Rows, Shelf[Card]]:
    """Read a library as `load` does; return with it the rows that `again` goes on from."""
    kept = {row.path: row for row in _kept(file, version)}
    rows, shelf = again(content, kept, workers=workers)
    if rows != kept:
        whole = _ROWS.dump_json(tuple(rows.values()), exclude_defaults=True)
        sealed.keep(file, f"{_KIND} {version}", whole)
    return rows, shelf


def again(content: Path, before: Rows, *, workers: int = 1) -> tuple[Rows, Shelf[Card]]:
    """Read a library of which rows are at hand; nothing is kept beyond what is returned."""
    stamps = library.stamps(content)
    changed = [
        _Known(p, s, k) for p, s in stamps.items() if not (k := before.get(p)) or k.stamp != s
    ]
    read = dict(_read(content, changed, workers))
    rows: dict[str, _Row] = {}
    complaints: list[MujazError] = []
    for path in stamps:
        row, found = read[path] if path in read else (before[path], ())
        complaints.extend(found)
        if row:
            rows[path] = row
    return rows, library.shelf(content, (row.card for row in rows.values()), complaints)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a file before it is read."""

    path: str
    stamp: str
    kept: _Row | None


_Found = tuple[_Row | None, tuple[MujazError, ...]]


def _read(content: Path, changed: Sequence[_Known], workers: int) -> Iterator[tuple[str, _Found]]:
    """Yield what is found in each file; in this process, where they are few."""
    workers = workers if len(changed) >= _MANY else 1
    found = bulk.spread(_row, content, changed, workers=workers, together=_CHUNK)
    yield from zip((one.path for one in changed), found, strict=True)


def _row(content: Path, known: _Known) -> _Found:
    """Return the row of a file: the kept one where at least its bytes are the same.

    A file with complaints is read each time, so that they are heard each time.
    """
    place, kept = PurePosixPath(known.path), known.kept
    try:
        data = library.data(content, place)
        digest = sealed.digest(data)
        if kept and kept.stamp and kept.digest == digest:
            return replace(kept, stamp=known.stamp), ()
        article, found = library.parsed(library.text(data, place), place)
    except ContentError as error:
        return None, (error.at(place),)
    if article is None:
        return None, found
    return _described(article, "" if found else known.stamp, digest), found


def _described(article: Article, stamp: str, digest: str) -> _Row:
    minutes = article.minutes
    return _Row(
        path=str(article.path),
        stamp=stamp,
        digest=digest,
        minutes=minutes,
        front=article.front,
        outline=_outline(article, minutes),
        pictures=tuple(dict.fromkeys(pictures.files(article))),
        links=links.places(article.body, article.path),
    )


def borrow(cache: Path, other: Path, *, version: str) -> None:
    """Let a cache that knows nothing of a library begin with what another knows.

    Nothing in it is believed of a file before that is looked at. Raises OSError when the disk
    refuses.
    """
    sealed.borrow(cache / FILE, other / FILE, f"{_KIND} {version}")


def _outline(article: Article, minutes: int) -> str:
    shown = article.front.model_dump_json(include=set(OUTLINE))
    return sealed.digest(f"{minutes} {shown}".encode())


def _kept(file: Path, version: str) -> tuple[_Row, ...]:
    text = sealed.read(file, f"{_KIND} {version}")
    try:
        return _ROWS.validate_json(text) if text else ()
    except ValidationError:
        return ()
