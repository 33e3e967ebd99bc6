"""The files of names: sources.yml and tags.yml."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath, PurePosixPath

from mujaz import arabic, disk, frontmatter, schema
from mujaz.errors import ContentError, MujazError, message
from mujaz.frontmatter import Mapped
from mujaz.library.files import SOURCES, TAGS, holds, read
from mujaz.models import Source, Tag, Vocabulary
from mujaz.schema import Model


def sources(content: Path) -> dict[str, Source]:
    """Return the publishers that sources.yml describes, by id; what is wrong there is left out."""
    return {source.id: source for source in described(content, SOURCES, Source, "id", [])}


def vocabulary(content: Path) -> tuple[Vocabulary, tuple[MujazError, ...]]:
    """Return the tags that tags.yml describes, and every complaint about the others."""
    complaints: list[MujazError] = []
    tags = tuple(described(content, TAGS, Tag, "label", complaints))
    return Vocabulary(tags), tuple(complaints)


def add_source(content: Path, source: Source) -> None:
    """Put a new source at the end of sources.yml; what stands there stays as it is."""
    disk.write_all({content / SOURCES: with_source(content, source).encode()})


def remember(content: Path, found: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Put lines at the end of the `furniture` of sources, and return those that were not there.

    All else in sources.yml stays as it is. A source that is not there any more is passed over.
    Raises WriteError, or ContentError when sources.yml is broken; all is then as it was.
    """
    there, path = sources(content), PurePosixPath(SOURCES)
    new = {
        key: lines for key in found if key in there and (lines := _unknown(found[key], there[key]))
    }
    after = read(content, path) if new else ""
    try:
        for key, lines in new.items():
            after = frontmatter.extend(after, key, "furniture", lines)
    except ContentError as error:
        raise error.at(path) from error
    if new:
        disk.write_all({content / path: after.encode()})
    return new


def _unknown(lines: Sequence[str], source: Source) -> tuple[str, ...]:
    known = set(map(arabic.fold, source.furniture))
    return tuple(line for line in lines if arabic.fold(line) not in known)


def with_source(content: Path, source: Source) -> str:
    """Return what sources.yml says with a new source at its end; raises ContentError."""
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


def _names(text: str, path: PurePath) -> Mapped:
    try:
        return frontmatter.parse_yaml(text)
    except ContentError as error:
        raise error.at(path) from error


def described(
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
