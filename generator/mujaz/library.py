"""The only reader and writer of content/."""

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath
from types import MappingProxyType
from typing import Generic

from mujaz import disk, frontmatter, schema
from mujaz.errors import ContentError, MujazError, message
from mujaz.frontmatter import Mapped
from mujaz.models import (
    Article,
    FrontMatter,
    Held,
    Held_co,
    Library,
    Listed,
    Source,
    Tag,
    Vocabulary,
)
from mujaz.schema import Model

SOURCES, TAGS, ARTICLES = "sources.yml", "tags.yml", "articles"
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
    found = (_article(content, path, complaints) for path in _article_paths(content))
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
    described = _described(content, SOURCES, Source, "id", complaints)
    sources = {source.id: source for source in described}
    tags = Vocabulary(tuple(_described(content, TAGS, Tag, "label", complaints)))
    known = [a for a in articles if _has_source(a, sources, content, complaints)]
    return Shelf(
        library=Library(
            articles=tuple(sorted(known, key=lambda a: a.order, reverse=True)),
            sources=sources,
            vocabulary=tags,
        ),
        complaints=tuple(sorted(complaints, key=lambda c: (str(c.path), c.line or 0))),
    )


def sources(content: Path) -> dict[str, Source]:
    """Return the publishers that sources.yml describes, by id; what is wrong there is left out."""
    return {source.id: source for source in _described(content, SOURCES, Source, "id", [])}


def vocabulary(content: Path) -> Vocabulary:
    """Return the tags that tags.yml describes; what is wrong there is left out."""
    return Vocabulary(tuple(_described(content, TAGS, Tag, "label", [])))


def stamps(content: Path) -> dict[str, str]:
    """Return the path of every article's file, in order, with what changes when the file does."""
    return dict(sorted(_stamped(content, ARTICLES)))


def _stamped(content: Path, folder: str) -> Iterator[tuple[str, str]]:
    with suppress(FileNotFoundError), os.scandir(content / folder) as entries:
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_dir():
                yield from _stamped(content, path)
            elif entry.name.endswith(".md"):
                yield path, _stamp(entry.stat())


def stamp(content: Path, path: PurePosixPath) -> str:
    """Return what changes when a file does."""
    return _stamp((content / path).stat())


def _stamp(status: os.stat_result) -> str:
    return f"{status.st_mtime_ns}-{status.st_size}"


def article(content: Path, path: PurePosixPath) -> Article:
    """Read one article; raises ContentError when it cannot be read."""
    return parse(read(content, path), path)


def read(content: Path, path: PurePosixPath) -> str:
    """Return the text of one file; raises ContentError when it cannot be read as UTF-8."""
    return text(data(content, path), path)


def text(data: bytes, path: PurePosixPath) -> str:
    """Return what the bytes of a file say; raises ContentError when they are not UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise ContentError(
            message("this file is not in UTF-8"),
            message("save it again as UTF-8"),
            path=path,
            line=error.object.count(b"\n", 0, error.start) + 1,
        ) from error


def data(content: Path, path: PurePosixPath) -> bytes:
    """Return the bytes of one file; raises ContentError when it cannot be read."""
    try:
        return (content / path).read_bytes()
    except OSError as error:
        raise ContentError(
            message("this file cannot be read: {reason}", reason=error.strerror),
            message("see to its permissions"),
            path=path,
        ) from error


def prose(content: Path) -> list[PurePosixPath]:
    """Return the pages that are no articles, such as about.md; hidden ones are none of ours."""
    return [path for path in others(content) if path.suffix == ".md"]


def others(content: Path) -> list[PurePosixPath]:
    """Return the files that are no articles, in order; hidden ones are none of ours."""
    found: list[PurePosixPath] = []
    for folder, below, files in os.walk(content):
        here = PurePosixPath(Path(folder).relative_to(content).as_posix())
        below[:] = [name for name in below if not name.startswith(".")]
        if folder == str(content) and ARTICLES in below:
            below.remove(ARTICLES)
        found += (here / name for name in files if not name.startswith("."))
    return sorted(found)


def parse(text: str, path: PurePosixPath) -> Article:
    """Read one article; raises the first ContentError there is."""
    article, complaints = parsed(text, path)
    if article is None:
        raise complaints[0]
    return article


def holds(content: Path, path: PurePosixPath) -> bool:
    """Whether there is such a file, be it an article that can be read or not."""
    try:
        return (content / path).exists()
    except OSError:  # a name longer than names may be
        return False


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
    files = {content / SOURCES: _with_source(content, source).encode()} if source else {}
    files |= {content / place: picture for place, picture in beside.items()}
    disk.write_all({**files, content / path: text.encode()})


def sweep(content: Path, today: dt.date) -> None:
    """Remove what a program that was killed on an earlier day left of its writing."""
    disk.sweep(content, today)


def add_source(content: Path, source: Source) -> None:
    """Put a new source at the end of sources.yml; what stands there stays as it is."""
    disk.write_all({content / SOURCES: _with_source(content, source).encode()})


def _with_source(content: Path, source: Source) -> str:
    path = PurePosixPath(SOURCES)
    before = read(content, path) if holds(content, path) else ""
    line = _names(before, path).lines.get(source.id)
    if line is not None:
        raise ContentError(
            message("what is said of “{name}” cannot be read", name=source.id),
            message("run mujaz check and mend it, then add this again"),
            path=path,
            line=line,
        )
    values = source.model_dump(mode="json", exclude={"id"}, exclude_defaults=True)
    gap = "\n" if before and not before.endswith("\n") else ""
    after = before + gap + frontmatter.dump({source.id: values})
    _names(after, path)  # nothing can be put below braces
    return after


def _article_paths(content: Path) -> list[PurePosixPath]:
    found = (content / ARTICLES).rglob("*.md")
    return sorted(PurePosixPath(path.relative_to(content).as_posix()) for path in found)


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


def _names(text: str, path: PurePath) -> Mapped:
    try:
        return frontmatter.parse_yaml(text)
    except ContentError as error:
        raise error.at(path) from error


def _described(
    content: Path, file: str, model: type[Model], key_name: str, complaints: list[MujazError]
) -> Iterator[Model]:
    """Yield each entry of a file of names."""
    path = PurePosixPath(file)
    if not holds(content, path):
        return
    try:
        whole = _names(read(content, path), path)
    except MujazError as error:
        complaints.append(error)
        return
    for value, found in schema.entries(model, whole, path, key_name=key_name):
        complaints.extend(found)
        if value:
            yield value
