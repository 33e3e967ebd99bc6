"""What came in: bytes from a file or a pipe, as the text that they are."""

import codecs
import glob
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from mujaz.errors import RawError, message
from mujaz.raw.items import Raw

MAX_BYTES = 20 * 2**20
"""An article of a megabyte is a book; what is larger than this is a mistake, and is not read."""

STDIN = "-"

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_ARABIC_CODE_PAGES = ("cp1256", "iso8859-6")
_CONTROL = re.compile("[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f-\u009f]")
# The article ال opens every fourth word or so of Arabic prose; bytes read in a wrong encoding hold
# next to none. Measured on 60 newspaper dumps: 21 to 60 in a thousand letters, never below 15.
_ARTICLES_A_LETTER = 0.01


def named(names: Iterable[str]) -> tuple[Path, ...]:
    """Return the files that some names mean: files, folders with all below them, and patterns.

    Each file once, in the order of the names; a folder's in the order of their paths, hidden ones
    left out. A name that means nothing is returned as it is: reading it says what is wrong.
    """
    found = (path for name in names for path in _files(name))
    return tuple(dict.fromkeys(found))


def read(path: Path) -> Raw:
    """Read a file; raises RawError when it is no text, is too large or cannot be read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(path.stat().st_size)
        with path.open("rb") as file:
            return replace(read_stream(file), name=str(path))  # a device has no size, and no end
    except OSError as error:
        raise RawError(
            message("this file cannot be read: {reason}", reason=error.strerror),
            message("see to its name and its permissions"),
        ) from error


def read_stream(stream: BinaryIO) -> Raw:
    """Read a pipe to its end; raises RawError as `read` does."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _too_large(len(data))
    return Raw(STDIN, decode(data))


def decode(data: bytes) -> str:
    """Return the text that bytes are: UTF-8, UTF-16 with its mark, Windows-1256 or ISO 8859-6.

    Raises RawError for nothing at all, for what is no text, and for bytes that fit none of these.
    """
    text = _decoded(data)
    if not text.strip():
        raise RawError(message("this is empty"), message("save the page's text into it first"))
    if _CONTROL.search(text):
        raise RawError(
            message("this is not a text"),
            message("copy the page's text into a plain text file and add that"),
        )
    return text


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
        yield from sorted(p for p in files if not _hidden(p.relative_to(path)))
    else:
        yield path


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name longer than names may be: reading it says so
        return False


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _strictly(data, encoding)
    data = data.rstrip(b"\x00")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            return "\x00"  # no code page of text has it: `decode` says so
        return _code_page(data, error)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).rstrip("\x00")
    except UnicodeDecodeError as error:
        raise _broken(error) from error


def _code_page(data: bytes, not_utf8: UnicodeDecodeError) -> str:
    readings = [data.decode(page, errors="replace") for page in _ARABIC_CODE_PAGES]
    best = max(readings, key=_arabicness)
    if _arabicness(best) < _ARTICLES_A_LETTER or "\ufffd" in best:  # the replacement character
        raise _broken(not_utf8) from not_utf8
    return best


def _arabicness(text: str) -> float:
    letters = sum(map(str.isalpha, text))
    return len(re.findall(r"(?<![^\W\d_])[وبكف]?ال", text)) / max(1, letters)


def _broken(error: UnicodeDecodeError) -> RawError:
    return RawError(
        message(
            "its bytes are neither UTF-8 nor Windows-1256; the first wrong one is in line {line}",
            line=error.object.count(b"\n", 0, error.start) + 1,
        ),
        message("open it in a text editor and save it again as UTF-8"),
    )


def _too_large(size: int) -> RawError:
    return RawError(
        message(
            "this is too large for an article: {size} MB, and {limit} MB are read",
            size=-(-size // 2**20),  # rounded up
            limit=MAX_BYTES // 2**20,
        ),
        message("add the articles in it one file each"),
    )
