"""The bytes inside gzip, bzip2 and xz, unpacked as they are asked for and never more."""

import bz2
import io
import lzma
import zlib
from typing import Protocol

from mujaz.errors import RawError
from mujaz.raw.formats import Format
from mujaz.raw.limits import Allowance, damaged

_STEP = 2**16
_XZ_MEMORY = 128 * 2**20
"""What `xz -9` needs twice over; a head may ask for gigabytes."""


class Unpacker(Protocol):
    """One member of a packed stream, as bz2 and lzma unpack it."""

    @property
    def eof(self) -> bool:
        """Whether it has ended."""

    @property
    def needs_input(self) -> bool:
        """Whether it gives no more without more bytes."""

    @property
    def unused_data(self) -> bytes:
        """What stands behind it."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Return so many bytes at most."""


class _Gzip:
    """zlib in the manner of the two others."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(16 + zlib.MAX_WBITS)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


def _unpacker(form: Format) -> Unpacker:
    match form:
        case Format.GZIP:
            return _Gzip()
        case Format.BZIP2:
            return bz2.BZ2Decompressor()
        case _:
            return lzma.LZMADecompressor(memlimit=_XZ_MEMORY)


_MARKS = {Format.GZIP: b"\x1f\x8b", Format.BZIP2: b"BZh", Format.XZ: b"\xfd7zXZ"}


class Unpacked(io.RawIOBase):
    """A stream of what is packed, its members one after the other, on an allowance.

    Reading raises RawError where it is damaged, breaks off, or is a bomb.
    """

    def __init__(self, data: bytes, form: Format, allowance: Allowance) -> None:
        """Begin with the first member."""
        self._packed = io.BytesIO(data)
        self._form = form
        self._allowance = allowance
        self._inner = _unpacker(form)
        self._given = 0
        self._members = 1
        self._ended = False

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, buffer: object, /) -> int:
        """Fill a buffer as far as one step goes; 0 at the end."""
        if self._ended:
            return 0
        view = memoryview(buffer)  # type: ignore[arg-type]  # Buffer has a name from 3.12 on
        try:
            part = self._next(len(view))
            self._given += len(part)
            self._allowance.unpack(len(part))
            self._allowance.weigh(self._given, self._packed.tell())
        except RawError:
            self._ended = True
            raise
        except (zlib.error, OSError, EOFError, lzma.LZMAError) as error:
            self._ended = True
            raise damaged() from error
        view[: len(part)] = part
        return len(part)

    def _next(self, most: int) -> bytes:
        part = b""
        while not part and not self._ended:
            if self._inner.eof:
                self._turn()
                continue
            data = self._packed.read(_STEP) if self._inner.needs_input else b""
            if self._inner.needs_input and not data:
                raise EOFError
            part = self._inner.decompress(data, most)
        return part

    def _turn(self) -> None:
        """Go on to the next member; what is none, such as padding, ends the stream."""
        rest = self._inner.unused_data
        mark = _MARKS[self._form]
        if len(rest) < len(mark):
            rest += self._packed.read(len(mark))
        self._ended = not rest.startswith(mark)
        self._members += 1
        if self._members > self._allowance.limits.entries:
            raise EOFError  # a million empty members are no archive
        if not self._ended:
            self._packed.seek(self._packed.tell() - len(rest))
            self._inner = _unpacker(self._form)


def unpacked(data: bytes, form: Format, allowance: Allowance) -> io.BufferedReader:
    """Return what is packed in some bytes as a stream with a `peek`."""
    return io.BufferedReader(Unpacked(data, form, allowance), _STEP)
