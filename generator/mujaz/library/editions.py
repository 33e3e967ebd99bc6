"""The editions below content/editions/: what their files say."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from mujaz import frontmatter, schema
from mujaz.errors import ContentError, MujazError
from mujaz.library.files import edition_paths, read
from mujaz.models import Edition, EditionHead


def editions(content: Path, complaints: list[MujazError]) -> tuple[Edition, ...]:
    """Return the editions, newest first; broken files become complaints, never exceptions."""
    return in_order(_editions(content, complaints))


def in_order(found: Iterator[Edition]) -> tuple[Edition, ...]:
    """Return editions, the newest first."""
    return tuple(sorted(found, key=lambda edition: edition.order, reverse=True))


def _editions(content: Path, complaints: list[MujazError]) -> Iterator[Edition]:
    for path in edition_paths(content):
        try:
            edition, found = parsed_edition(read(content, path), path)
        except MujazError as error:
            complaints.append(error.at(path))
            continue
        complaints.extend(found)
        if edition:
            yield edition


def parsed_edition(
    text: str, path: PurePosixPath
) -> tuple[Edition | None, tuple[ContentError, ...]]:
    """Read one edition as far as it can be read, with all there is to complain of in it."""
    document = frontmatter.split(text)
    head, complaints = schema.read(EditionHead, frontmatter.parse(document), path)
    if head is None:
        return None, complaints
    return Edition(path=path, head=head, introduction=document.body.strip()), complaints
