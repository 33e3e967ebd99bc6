"""The files of names: sources.yml and tags.yml."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath, PurePosixPath

from mujaz import arabic, disk, frontmatter, schema
from mujaz.errors import ContentError, MujazError, message
from mujaz.frontmatter import Mapped, Value
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
    """Put a new source into sources.yml; what stands there stays as it is."""
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
    """Return what sources.yml says with a new source in it; raises ContentError.

    Where the names stand in their order it takes its place among them, so that git merges what two
    people add; else it comes last.
    """
    path = PurePosixPath(SOURCES)
    before = read(content, path) if holds(content, path) else ""
    lines = _names(before, path).lines
    if source.id in lines:
        raise ContentError(
            message("what is said of “{name}” cannot be read", name=source.id),
            message("run mujaz check and mend it, then add this again"),
            path=path,
            line=lines[source.id],
        )
    values = source.model_dump(mode="json", exclude={"id"}, exclude_defaults=True)
    after = _put(before, {source.id: values}, lines)
    _names(after, path)  # nothing can be put below braces
    return after


def _put(text: str, entry: Mapping[str, Value], lines: Mapping[str, int]) -> str:
    """Return a file of names with an entry in its place; `lines` are those of the others."""
    (new,) = entry
    below = [line for name, line in lines.items() if name > new]
    whole = text if text.endswith("\n") or not text else f"{text}\n"
    if not below or list(lines) != sorted(lines):
        return whole + frontmatter.dump(entry)
    if len(below) < len(lines):
        return frontmatter.edit_yaml(whole, entry, order=sorted((*lines, new)))
    above = whole.splitlines(keepends=True)
    return "".join((*above[: below[0] - 1], frontmatter.dump(entry), *above[below[0] - 1 :]))


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
