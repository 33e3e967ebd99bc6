"""The only reader and writer of content/."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Generic

from mujaz import disk, frontmatter, schema
from mujaz.errors import ContentError, MujazError, message
from mujaz.library.editions import editions
from mujaz.library.files import (
    ARTICLES,
    EDITIONS,
    SOURCES,
    TAGS,
    data,
    edition_paths,
    fingerprint,
    holds,
    is_edition,
    is_shown,
    other_stamps,
    others,
    paths,
    prose,
    read,
    read_again,
    stamp,
    stamps,
    sweep,
    text,
)
from mujaz.library.names import add_source, described, remember, sources, vocabulary, with_source
from mujaz.models import Article, FrontMatter, Held, Held_co, Library, Listed, Source

__all__ = [
    "ARTICLES",
    "EDITIONS",
    "SOURCES",
    "TAGS",
    "Shelf",
    "add_source",
    "article",
    "data",
    "edition_paths",
    "editions",
    "fingerprint",
    "holds",
    "is_edition",
    "is_shown",
    "load",
    "other_stamps",
    "others",
    "parse",
    "parsed",
    "paths",
    "prose",
    "read",
    "read_again",
    "remember",
    "save",
    "save_all",
    "shelf",
    "sources",
    "stamp",
    "stamps",
    "sweep",
    "text",
    "vocabulary",
]

_NOTHING: Mapping[PurePosixPath, bytes] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf(Generic[Held_co]):
    """A library as it was found: what follows the schema, and every complaint about the rest."""

    library: Library[Held_co]
    complaints: tuple[MujazError, ...] = ()
    """In the order of paths and lines; their paths are below content/."""


def load(content: Path) -> Shelf[Article]:
    """Read everything under content/; broken files become complaints, never exceptions.

    Raises ContentError only when there is no such folder.
    """
    complaints: list[MujazError] = []
    found = (_article(content, path, complaints) for path in paths(content))
    return shelf(content, [article for article in found if article], complaints)


def shelf(content: Path, articles: Iterable[Held], complaints: list[MujazError]) -> Shelf[Held]:
    """Return a library of these articles, with what there is to complain of in all of it.

    Raises ContentError only when there is no such folder.
    """
    if not content.is_dir():
        raise ContentError(
            message("there is no folder of content here"),
            message("run mujaz init first, or name the right digest with --digest"),
            path=content,
        )
    signed = {one.id: one for one in described(content, SOURCES, Source, "id", complaints)}
    words, wrong = vocabulary(content)
    complaints.extend(wrong)
    known = [a for a in articles if _has_source(a, signed, content, complaints)]
    return Shelf(
        library=Library(
            articles=tuple(sorted(known, key=lambda a: a.order, reverse=True)),
            sources=signed,
            vocabulary=words,
            editions=editions(content, complaints),
        ),
        complaints=tuple(sorted(complaints, key=lambda c: (str(c.path), c.line or 0))),
    )


def article(content: Path, path: PurePosixPath) -> Article:
    """Read one article; raises ContentError when it cannot be read."""
    return parse(read(content, path), path)


def parse(text: str, path: PurePosixPath) -> Article:
    """Read one article; raises the first ContentError there is."""
    article, complaints = parsed(text, path)
    if article is None:
        raise complaints[0]
    return article


def save(
    content: Path,
    path: PurePosixPath,
    text: str,
    *,
    source: Source | None = None,
    beside: Mapping[PurePosixPath, bytes] = _NOTHING,
) -> None:
    """Write one file, with the source that is new and the pictures: all whole, or nothing at all.

    Raises WriteError, or ContentError when sources.yml is broken; all is then as it was.
    """
    # The article last: whatever stops the program between two of them, what it names is there.
    files = {content / SOURCES: with_source(content, source).encode()} if source else {}
    files |= {content / place: picture for place, picture in beside.items()}
    disk.write_all({**files, content / path: text.encode()})


def save_all(content: Path, files: Mapping[PurePosixPath, str]) -> None:
    """Write files that change together: all of them, or none; raises WriteError."""
    disk.write_all({content / path: text.encode() for path, text in files.items()})


def _article(content: Path, path: PurePosixPath, complaints: list[MujazError]) -> Article | None:
    try:
        article, found = parsed(read(content, path), path)
    except MujazError as error:
        complaints.append(error.at(path))
        return None
    complaints.extend(found)
    return article


def parsed(text: str, path: PurePosixPath) -> tuple[Article | None, tuple[ContentError, ...]]:
    """Read one article as far as it can be read, with all there is to complain of in it."""
    document = frontmatter.split(text)
    front, complaints = schema.read(FrontMatter, frontmatter.parse(document), path)
    if front is None:
        return None, complaints
    return Article(path=path, front=front, body=document.body), complaints


def _has_source(
    article: Listed, sources: dict[str, Source], content: Path, complaints: list[MujazError]
) -> bool:
    key = article.front.source
    if key in sources:
        return True
    meant = schema.suggestion(key, sources)
    lines = frontmatter.parse(frontmatter.split(read(content, article.path))).lines
    complaints.append(
        ContentError(
            message("there is no source “{source}” in {file}", source=key, file=SOURCES),
            message("did you mean “{meant}”?", meant=meant)
            if meant
            else message("add it to {file}, or correct it here", file=SOURCES),
            path=article.path,
            line=lines.get("source"),
        )
    )
    return False
