"""The only reader and writer of content/."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

from mujaz import frontmatter, schema
from mujaz.errors import ContentError, MujazError, WriteError, message
from mujaz.frontmatter import Mapped
from mujaz.models import Article, FrontMatter, Library, Source, Tag, Vocabulary
from mujaz.schema import Model

SOURCES, TAGS, ARTICLES = "sources.yml", "tags.yml", "articles"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A library as it was found: what follows the schema, and every complaint about the rest."""

    library: Library
    complaints: tuple[MujazError, ...] = ()
    """In the order of paths and lines; their paths are below content/."""


def load(content: Path) -> Shelf:
    """Read everything under content/; broken files become complaints, never exceptions.

    Raises ContentError only when there is no such folder.
    """
    if not content.is_dir():
        raise ContentError(
            message("there is no folder of content here"),
            message("run mujaz init first, or name the right digest with --digest"),
            path=content,
        )
    complaints: list[MujazError] = []
    sources = _sources(content, complaints)
    vocabulary = Vocabulary(tuple(_tags(content, complaints)))
    articles = [a for path in _article_paths(content) if (a := _article(content, path, complaints))]
    known = [a for a in articles if _has_source(a, sources, content, complaints)]
    return Shelf(
        library=Library(
            articles=tuple(sorted(known, key=lambda a: a.order, reverse=True)),
            sources=sources,
            vocabulary=vocabulary,
        ),
        complaints=tuple(sorted(complaints, key=lambda c: (str(c.path), c.line or 0))),
    )


def read(content: Path, path: PurePosixPath) -> str:
    """Return the text of one file; raises ContentError when it cannot be read as UTF-8."""
    try:
        return (content / path).read_bytes().decode()
    except UnicodeDecodeError as error:
        raise ContentError(
            message("this file is not in UTF-8"),
            message("save it again as UTF-8"),
            path=path,
            line=error.object.count(b"\n", 0, error.start) + 1,
        ) from error
    except OSError as error:
        raise ContentError(
            message("this file cannot be read: {reason}", reason=error.strerror),
            message("see to its permissions"),
            path=path,
        ) from error


def parse(text: str, path: PurePosixPath) -> Article:
    """Read one article; raises the first ContentError there is."""
    article, complaints = _parse(text, path)
    if article is None:
        raise complaints[0]
    return article


def save(content: Path, path: PurePosixPath, text: str) -> None:
    """Write one file whole or not at all; raises WriteError and leaves the old one as it was."""
    target = content / path
    write(target, text.encode())


def write(target: Path, data: bytes) -> None:
    """Write a file through a neighbour that takes its place only when it is on the disk."""
    made = [p for p in target.parents if not p.exists()]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
    except OSError as error:
        for folder in made:
            with suppress(OSError):  # not empty, or never made: then it stays
                folder.rmdir()
        raise WriteError(
            message("this file cannot be written: {reason}", reason=error.strerror),
            message("see to the permissions and the free space there, then run this again"),
            path=target,
        ) from error


def add_source(content: Path, source: Source) -> None:
    """Put a new source at the end of sources.yml; what stands there stays as it is."""
    path = PurePosixPath(SOURCES)
    before = read(content, path) if (content / path).exists() else ""
    if before and not before.endswith("\n"):
        before += "\n"
    values = source.model_dump(mode="json", exclude={"id"}, exclude_defaults=True)
    save(content, path, before + frontmatter.dump({source.id: values}))


def _replace(target: Path, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".mujaz-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _article_paths(content: Path) -> list[PurePosixPath]:
    found = (content / ARTICLES).rglob("*.md")
    return sorted(PurePosixPath(path.relative_to(content).as_posix()) for path in found)


def _article(content: Path, path: PurePosixPath, complaints: list[MujazError]) -> Article | None:
    try:
        article, found = _parse(read(content, path), path)
    except MujazError as error:
        complaints.append(error.at(path))
        return None
    complaints.extend(found)
    return article


def _parse(text: str, path: PurePosixPath) -> tuple[Article | None, tuple[ContentError, ...]]:
    document = frontmatter.split(text)
    front, complaints = schema.read(FrontMatter, frontmatter.parse(document), path)
    if front is None:
        return None, complaints
    return Article(path=path, front=front, body=document.body), complaints


def _has_source(
    article: Article, sources: dict[str, Source], content: Path, complaints: list[MujazError]
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


def _sources(content: Path, complaints: list[MujazError]) -> dict[str, Source]:
    described = _described(content, SOURCES, "id", complaints)
    read_ones = (_valid(Source, mapped, SOURCES, complaints) for mapped in described)
    return {source.id: source for source in read_ones if source}


def _tags(content: Path, complaints: list[MujazError]) -> Iterator[Tag]:
    for mapped in _described(content, TAGS, "label", complaints):
        tag = _valid(Tag, mapped, TAGS, complaints)
        if tag:
            yield tag


def _valid(
    model: type[Model], mapped: Mapped, file: str, complaints: list[MujazError]
) -> Model | None:
    value, found = schema.read(model, mapped, PurePath(file))
    complaints.extend(found)
    return value


def _described(
    content: Path, file: str, key_name: str, complaints: list[MujazError]
) -> Iterable[Mapped]:
    """Yield each entry of a file of names and what is said of them, as a mapping of its own."""
    path = PurePosixPath(file)
    if not (content / path).exists():
        return
    try:
        whole = frontmatter.parse_yaml(read(content, path))
    except MujazError as error:
        complaints.append(error.at(path))
        return
    for name, details in whole.values.items():
        line = whole.lines[name]
        if details is None or isinstance(details, dict):
            values = {key_name: name, **(details or {})}
            yield Mapped(values, dict.fromkeys((str(key) for key in values), line))
        else:
            complaints.append(
                ContentError(
                    message("what is said of “{name}” is not a list of keys and values", name=name),
                    message("write its keys below it, each indented by two spaces"),
                    path=path,
                    line=line,
                )
            )
