"""The library's cards, kept between runs: only what changed in content/ is read again.

A card is an article without its words. What is kept is derived from the library, is read back
through the same schema, and is made anew where it is damaged or was written by another version.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pydantic import TypeAdapter, ValidationError

from mujaz import library, pictures, sealed
from mujaz.errors import ContentError, MujazError
from mujaz.library import Shelf
from mujaz.models import OUTLINE, Article, Card, FrontMatter

FILE = "catalogue.json"
"""Its usual name, below the cache of a digest."""
_KIND = "catalogue 1"


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

    @property
    def card(self) -> Card:
        return Card(
            path=PurePosixPath(self.path),
            front=self.front,
            minutes=self.minutes,
            digest=self.digest,
            outline=self.outline,
            pictures=self.pictures,
        )


_ROWS: TypeAdapter[tuple[_Row, ...]] = TypeAdapter(tuple[_Row, ...])


def load(content: Path, file: Path, *, version: str) -> Shelf[Card]:
    """Read a library as `library.load` does, but cards alone, and only those that changed.

    `file` is where they are kept; `version` names the program that made them.
    """
    kept = {row.path: row for row in _kept(file, version)}
    stamps = library.stamps(content)
    complaints: list[MujazError] = []
    rows = {
        path: row
        for path, stamp in stamps.items()
        if (row := _row(content, path, stamp, kept.get(path), complaints))
    }
    if rows != kept:
        _keep(file, version, rows.values())
    return library.shelf(content, (row.card for row in rows.values()), complaints)


def _row(
    content: Path, path: str, stamp: str, kept: _Row | None, complaints: list[MujazError]
) -> _Row | None:
    """Return the row of a file: the kept one where the file, or at least its bytes, are the same.

    A file with complaints is read each time, so that they are heard each time.
    """
    if kept and kept.stamp == stamp:
        return kept
    place = PurePosixPath(path)
    try:
        data = library.data(content, place)
        digest = sealed.digest(data)
        if kept and kept.stamp and kept.digest == digest:
            return replace(kept, stamp=stamp)
        article, found = library.parsed(library.text(data, place), place)
    except ContentError as error:
        complaints.append(error.at(place))
        return None
    complaints.extend(found)
    if article is None:
        return None
    return _Row(
        path,
        "" if found else stamp,
        digest,
        article.minutes,
        article.front,
        _outline(article),
        tuple(dict.fromkeys(pictures.files(article))),
    )


def _outline(article: Article) -> str:
    shown = article.front.model_dump_json(include=set(OUTLINE))
    return sealed.digest(f"{article.minutes} {shown}".encode())


def _kept(file: Path, version: str) -> tuple[_Row, ...]:
    text = sealed.read(file, f"{_KIND} {version}")
    try:
        return _ROWS.validate_json(text) if text else ()
    except ValidationError:
        return ()


def _keep(file: Path, version: str, rows: Iterable[_Row]) -> None:
    whole = _ROWS.dump_json(tuple(rows), exclude_defaults=True)
    try:
        sealed.write(file, f"{_KIND} {version}", whole.decode())
    except OSError:
        return  # the next run reads everything again, which is slow and not wrong
