"""The files under content/: which there are, whether they changed, and what they say."""

import datetime as dt
from pathlib import Path, PurePosixPath

from mujaz import disk
from mujaz.errors import ContentError, message

SOURCES, TAGS, ARTICLES = "sources.yml", "tags.yml", "articles"


def paths(content: Path) -> list[PurePosixPath]:
    """Return the path of every article's file below content/, in order."""
    found = (content / ARTICLES).rglob("*.md")
    return sorted(PurePosixPath(path.relative_to(content).as_posix()) for path in found)


def stamps(content: Path) -> dict[str, str]:
    """Return the path of every article's file with what changes when the file does."""
    return {str(path): stamp(content, path) for path in paths(content)}


def stamp(content: Path, path: PurePosixPath) -> str:
    """Return what changes when a file does."""
    status = (content / path).stat()
    return f"{status.st_mtime_ns}-{status.st_size}"


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


def prose(content: Path) -> list[PurePosixPath]:
    """Return the pages that are no articles, such as about.md; hidden ones are none of ours."""
    found = (PurePosixPath(path.relative_to(content)) for path in content.rglob("*.md"))
    return sorted(
        path
        for path in found
        if path.parts[0] != ARTICLES and not any(part.startswith(".") for part in path.parts)
    )


def holds(content: Path, path: PurePosixPath) -> bool:
    """Whether there is such a file, be it an article that can be read or not."""
    try:
        return (content / path).exists()
    except OSError:  # a name longer than names may be
        return False


def sweep(content: Path, today: dt.date) -> None:
    """Remove what a program that was killed on an earlier day left of its writing."""
    disk.sweep(content, today)
