"""What a server packed on the way, unpacked a part at a time and never more."""

import zlib
from collections.abc import Iterator

from mujaz.fetch.failures import broken_off, damaged, unpackable

_STEP = 2**16
_GZIP = 16 + zlib.MAX_WBITS


def unpacked(parts: Iterator[bytes], packing: str) -> Iterator[bytes]:
    """Return the parts of a body as they were before they were packed.

    Raises FetchError when the packing is unknown, or what is packed is damaged or breaks off.
    """
    match packing:
        case "" | "identity":
            return parts
        case "gzip" | "x-gzip":
            return _gunzipped(parts)
        case "deflate":
            return _inflated(parts)
        case _:
            raise unpackable(packing)


def _gunzipped(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Yield what gzip packed; what stands behind its first member is no part of a page."""
    yield from _through(zlib.decompressobj(_GZIP), b"", parts)


def _inflated(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Yield what deflate packed, with zlib's head or, as some servers have it, without."""
    first = next(parts, b"")
    bits = zlib.MAX_WBITS if _has_head(first) else -zlib.MAX_WBITS
    yield from _through(zlib.decompressobj(bits), first, parts)


def _has_head(data: bytes) -> bool:
    return data[:1] == b"\x78" and int.from_bytes(data[:2], "big") % 31 == 0


def _through(inner: "zlib._Decompress", first: bytes, parts: Iterator[bytes]) -> Iterator[bytes]:
    data = first
    while not inner.eof:
        data = data or next(parts, b"")
        if not data:
            raise broken_off()
        try:
            yield inner.decompress(data, _STEP)
        except zlib.error as error:
            raise damaged() from error
        data = inner.unconsumed_tail
