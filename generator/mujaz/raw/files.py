"""What names mean on the disk, and the bytes there; a pipe's too."""

import glob
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from mujaz.errors import RawError, message
from mujaz.raw.archives import attends
from mujaz.raw.formats import COLLECTIONS, HEAD, find_format
from mujaz.raw.limits import Limits
from mujaz.raw.text import MAX_BYTES

STDIN = "-"
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|mp[34]|webm)$", re.IGNORECASE)


def named(names: Iterable[str]) -> tuple[Path, ...]:
    """Return the files that some names mean: files, folders with all below them, and patterns.

    Each file once, in the order of the names; a folder's in the order of their paths, hidden ones
    left out. A name that means nothing is returned as it is: reading it says what is wrong.
    """
    found = (path for name in names for path in _files(name))
    return tuple(dict.fromkeys(found))


def read(path: Path) -> bytes:
    """Return what is in a file; raises RawError when it is too large or cannot be read."""
    try:
        with path.open("rb") as file:
            return read_stream(file, size=os.fstat(file.fileno()).st_size)
    except OSError as error:
        raise RawError(
            message("this file cannot be read: {reason}", reason=error.strerror),
            message("see to its name and its permissions"),
        ) from error


def read_stream(stream: BinaryIO, *, size: int = 0) -> bytes:
    """Read a stream to its end; raises RawError when it is larger than what it holds may be.

    `size` is what it is said to be; a device or a pipe does not say.
    """
    head = stream.read(HEAD)
    most = MAX_BYTES if len(head) < HEAD else _most(head)
    if size > most:
        raise _too_large(size, most)
    data = head + stream.read(most + 1 - len(head))
    if len(data) > most:
        raise _too_large(len(data), most)
    return data


def _most(head: bytes) -> int:
    """Return how many bytes are read of what begins so; more of a collection of articles."""
    try:
        return Limits().total if find_format(head) in COLLECTIONS else MAX_BYTES
    except RawError:  # whoever opens it says what it is
        return MAX_BYTES


def _files(name: str) -> Iterator[Path]:
    path = Path(name)
    if glob.has_magic(name) and not _is_there(path):
        matches = sorted(glob.iglob(name, recursive=True))  # noqa: PTH207  absolute patterns too
        yield from (file for match in matches for file in _below(Path(match)))
        if not matches:
            yield path
    else:
        yield from _below(path)


def _below(path: Path) -> Iterator[Path]:
    if _is_there(path) and path.is_dir():
        files = (p for p in path.rglob("*") if p.is_file())
        yield from sorted(p for p in files if not _is_beside(p.relative_to(path).as_posix()))
    else:
        yield path


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name longer than names may be: reading it says so
        return False


def _is_beside(name: str) -> bool:
    """Whether a file in a folder only accompanies others: hidden, or part of a saved page."""
    return attends(name) or bool(_PICTURE.search(name))


def _too_large(size: int, most: int) -> RawError:
    return RawError(
        message(
            "this is too large for an article: {size} MB, and {limit} MB are read",
            size=-(-size // 2**20),  # rounded up
            limit=most // 2**20,
        ),
        message("add the articles in it one file each"),
    )
