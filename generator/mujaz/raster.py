"""Pictures by what is in them: their kind and size, told from a file's own first bytes.

What a name or a server says of a file is not asked: an SVG runs scripts, a page can be named .jpg.
"""

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass

ENDINGS = ("jpg", "png", "webp", "gif", "avif")
"""Of the kinds that are taken; every browser shows them, and none of them runs anything."""

Size = tuple[int, int]

_PNG = b"\x89PNG\r\n\x1a\n"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG's frame, which says the size (ITU-T T.81, table B.1)."""
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
"""Markers without a segment behind them."""
_ENDS = frozenset((0xD9, 0xDA))
"""The end and the scan: no frame stands behind them."""
_SEGMENTS = 1_000
"""Segments of a JPEG that are passed before its frame; a camera writes some ten."""
_EXTENT = re.compile(rb"ispe.{4}(.{8})", re.DOTALL)
"""The size of an item of an AVIF (ISO/IEC 23008-12, 6.5.3)."""
_BOXES = 2**16
"""Bytes of an AVIF in which its sizes are looked for."""


@dataclass(frozen=True, slots=True)
class Raster:
    """What a picture is."""

    ending: str
    """One of ENDINGS."""
    width: int
    height: int


def read(data: bytes) -> Raster | None:
    """Return what a picture is; None where it is none of these kinds, or does not say its size."""
    for ending, size_of in _KINDS.items():
        if size := size_of(data):
            return Raster(ending, *size)
    return None


def _jpeg(data: bytes) -> Size | None:
    if not data.startswith(b"\xff\xd8\xff"):
        return None
    at = 2
    for _ in range(_SEGMENTS):
        head = data[at : at + 9]
        if len(head) < 9 or head[0] != 0xFF or head[1] in _ENDS:  # noqa: PLR2004  of the format
            return None
        if head[1] in _FRAMES:
            height, width = struct.unpack(">HH", head[5:9])
            return width, height
        at += 2 if head[1] in _ALONE else 1 if head[1] == 0xFF else 2 + _number(head[2:4])  # noqa: PLR2004
    return None


def _png(data: bytes) -> Size | None:
    if not data.startswith(_PNG) or data[12:16] != b"IHDR":
        return None
    return _pair(">II", data[16:24])


def _gif(data: bytes) -> Size | None:
    return _pair("<HH", data[6:10]) if data[:6] in {b"GIF87a", b"GIF89a"} else None


def _webp(data: bytes) -> Size | None:
    """Return the size of a WebP in any of its three forms (RFC 9649, 2.4 to 2.7)."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:  # noqa: PLR2004
        return None
    match data[12:16]:
        case b"VP8 " if data[23:26] == b"\x9d\x01\x2a":
            width, height = struct.unpack("<HH", data[26:30])
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L" if data[20] == 0x2F:  # noqa: PLR2004  its signature
            bits = int.from_bytes(data[21:25], "little")
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        case b"VP8X":
            sides = (int.from_bytes(data[at : at + 3], "little") for at in (24, 27))
            width, height = (1 + side for side in sides)
            return width, height
        case _:
            return None


def _avif(data: bytes) -> Size | None:
    """Return the size of an AVIF: of all its items, tiles and thumbnails too, the largest."""
    if data[4:8] != b"ftyp":
        return None
    head = data[8 : max(16, min(_number(data[:4]), 256))]
    if not {b"avif", b"avis"} & {head[at : at + 4] for at in range(0, len(head), 4)}:
        return None
    sizes = [struct.unpack(">II", found[1]) for found in _EXTENT.finditer(data[:_BOXES])]
    return max(((width, height) for width, height in sizes), key=_area, default=None)


def _area(size: Size) -> int:
    return size[0] * size[1]


def _pair(form: str, data: bytes) -> Size | None:
    if len(data) < struct.calcsize(form):
        return None
    width, height = struct.unpack(form, data)
    return width, height


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big")


_KINDS: dict[str, Callable[[bytes], Size | None]] = dict(
    zip(ENDINGS, (_jpeg, _png, _webp, _gif, _avif), strict=True)
)
