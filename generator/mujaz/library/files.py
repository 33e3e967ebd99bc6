"""The files under content/: which there are, whether they changed, and what they say."""

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from mujaz import disk, sealed
from mujaz.errors import BuildError, ContentError, message

SOURCES, TAGS, ARTICLES, EDITIONS = "sources.yml", "tags.yml", "articles", "editions"
_INDEXES = ("index.md", "README.md")
"""Files that stand for their folder; MkDocs knows both."""


def paths(content: Path) -> list[PurePosixPath]:
    """Return the path of every article's file below content/, in order."""
    return list(map(PurePosixPath, stamps(content)))


def stamps(content: Path) -> dict[str, str]:
    """Return the path of every article's file, in order, with what changes when the file does."""
    return dict(sorted(_stamped(content, ARTICLES)))


def _stamped(content: Path, folder: str) -> Iterator[tuple[str, str]]:
    with suppress(FileNotFoundError), os.scandir(content / folder) as entries:
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.name.endswith(".md"):  # a folder of that name is told, when it is read
                yield path, _found(entry)
            elif entry.is_dir(follow_symlinks=False):
                yield from _stamped(content, path)


def edition_paths(content: Path) -> list[PurePosixPath]:
    """Return the path of every edition's file below content/, in order."""
    return list(map(PurePosixPath, edition_stamps(content)))


def edition_stamps(content: Path) -> dict[str, str]:
    """Return the path of every edition's file, in order, with what changes when the file does."""
    with suppress(FileNotFoundError), os.scandir(content / EDITIONS) as entries:
        found = {f"{EDITIONS}/{entry.name}": _found(entry) for entry in entries}
        return {p: found[p] for p in sorted(found) if is_edition(PurePosixPath(p))}
    return {}


def is_edition(path: PurePosixPath) -> bool:
    """Say whether a file below content/ is an edition's, by where it lies."""
    at = path.suffix == ".md" and path.parent == PurePosixPath(EDITIONS)
    return at and path.name not in _INDEXES and not path.name.startswith(".")


def other_stamps(content: Path) -> dict[str, str]:
    """Return the path of every file that is no article, in order, with what changes with it."""
    return dict(sorted(_stamped_others(content, "")))


def _stamped_others(content: Path, above: str) -> Iterator[tuple[str, str]]:
    inside = f"{above}/".startswith(f"{ARTICLES}/")
    with os.scandir(content / above) as entries:
        for entry in entries:
            path = f"{above}/{entry.name}" if above else entry.name
            if entry.is_dir():
                yield from _stamped_others(content, path)
            elif not (inside and entry.name.endswith(".md")):
                yield path, _stamp(entry.stat(follow_symlinks=not _leads_nowhere(entry)))


def _leads_nowhere(entry: os.DirEntry[str]) -> bool:
    return entry.is_symlink() and not Path(entry.path).exists()


def _found(entry: os.DirEntry[str]) -> str:
    """Return the stamp of a file; an empty one where there is none, and reading it tells why."""
    try:
        return _stamp(entry.stat())
    except OSError:
        return ""


def stamp(content: Path, path: PurePosixPath) -> str:
    """Return what changes when a file does."""
    return _stamp((content / path).stat())


def _stamp(status: os.stat_result) -> str:
    # The last is new for what came with its old time, too: of an archive, of another folder.
    return f"{status.st_mtime_ns}-{status.st_size}-{status.st_ctime_ns}"


def read(content: Path, path: PurePosixPath) -> str:
    """Return the text of one file; raises ContentError when it cannot be read as UTF-8."""
    return text(data(content, path), path)


def read_again(content: Path, path: PurePosixPath, digest: str) -> str:
    """Return the text of a file of which the digest was taken when the library was read.

    Raises BuildError where it is another by now, and ContentError when it cannot be read any more.
    """
    found = data(content, path)
    if sealed.digest(found) != digest:
        raise BuildError(
            message("{path} changed while the site was made", path=path),
            message("run this again"),
        )
    return text(found, path)


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
        # Half of what a Path takes: a library has many files.
        with open(f"{content}/{path}", "rb", buffering=0) as file:  # noqa: PTH123
            return file.read()
    except OSError as error:
        raise ContentError(
            message("this file cannot be read: {reason}", reason=error.strerror),
            message("see to its permissions"),
            path=path,
        ) from error


def fingerprint(content: Path, path: PurePosixPath) -> str:
    """Return what names the bytes of one file of any size; nothing where it cannot be read."""
    try:
        return sealed.digest_of(content / path)
    except OSError:
        return ""


def prose(content: Path) -> list[PurePosixPath]:
    """Return the pages that are neither articles nor editions, such as about.md.

    Hidden ones are none of ours.
    """
    return [path for path in others(content) if path.suffix == ".md" and not is_edition(path)]


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


def is_shown(content: Path, path: PurePosixPath) -> bool:
    """Say whether a site has a file as it is: none that is hidden, or read for what it says."""
    hidden = any(part.startswith(".") for part in path.parts)
    read = str(path) in {SOURCES, TAGS} or (path.parts[:1] == (ARTICLES,) and path.suffix == ".md")
    return not (hidden or read) and (content / path).is_file()


def holds(content: Path, path: PurePosixPath) -> bool:
    """Whether there is such a file, be it an article that can be read or not."""
    try:
        return (content / path).exists()
    except OSError:  # a name longer than names may be
        return False


def sweep(content: Path, today: dt.date) -> None:
    """Remove what a program that was killed on an earlier day left of its writing."""
    disk.sweep(content, today)
