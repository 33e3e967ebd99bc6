"""Tar archives, read from a stream.

tarfile reads the head of each file; not the whole, for it takes every size and every extension
that it finds in an archive at its word.
"""

import io
import re
import tarfile
from collections import deque
from collections.abc import Iterator

from mujaz.errors import RawError
from mujaz.raw.archives import Members, attends, gathered, inside, presented
from mujaz.raw.limits import Allowance, damaged
from mujaz.raw.refusal import refused

_STEP = 2**16
_BLOCK = tarfile.BLOCKSIZE
_LONGEST = 2**16
"""Bytes in which the long name of a file is looked for."""
_PAX_PATH = re.compile(rb"(?:\A|\n)\d{1,8} path=([^\n]*)\n")
_NAMES = frozenset({tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE})
_FILES = frozenset({tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE})


def read_tar(name: str, stream: io.BufferedIOBase, allowance: Allowance) -> Members:
    """Yield the files in a tar; links, devices and folders in it are passed over.

    Raises RawError where it is damaged: nothing behind that place can be found.
    """
    long_name = None
    while (head := _head(stream)) is not None:
        parts = _parts(stream, head.size)
        if head.type in _NAMES:
            long_name = _long_name(next(parts, b""), head.type)
            deque(parts, maxlen=0)  # steps over what is left of it
            continue
        called = long_name or head.name
        long_name = None
        if head.type in _FILES and not attends(called):
            allowance.enter()
            yield from _file(inside(name, called), parts, allowance)
        deque(parts, maxlen=0)


def _head(stream: io.BufferedIOBase) -> tarfile.TarInfo | None:
    """Return the next head; None at the end, which is a block of zeros or nothing."""
    block = stream.read(_BLOCK)
    if not block.strip(b"\x00"):
        return None
    try:
        head = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError as error:
        raise damaged() from error
    if head.size < 0:
        raise damaged()
    return head


def _file(name: str, parts: Iterator[bytes], allowance: Allowance) -> Members:
    try:
        data = gathered(parts, allowance.limits)
    except RawError as error:
        yield refused(name, error)
    else:
        yield from presented(name, data)


def _parts(stream: io.BufferedIOBase, size: int) -> Iterator[bytes]:
    """Yield what a file holds, and step over the padding behind it."""
    left = size
    while left:
        part = stream.read(min(left, _STEP))
        if not part:
            raise damaged()
        left -= len(part)
        yield part
    stream.read(-size % _BLOCK)


def _long_name(data: bytes, kind: bytes) -> str | None:
    """Return the name that a head of its own gives to the next file."""
    if kind == tarfile.XHDTYPE:
        found = _PAX_PATH.search(data[:_LONGEST])
        return found[1].decode("utf-8", "replace") if found else None
    return data[:_LONGEST].rstrip(b"\x00").decode("utf-8", "replace")
