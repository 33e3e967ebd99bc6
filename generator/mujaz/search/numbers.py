"""Numbers in few bytes: seven bits a byte, the lowest first, the last one with a clear top bit."""

from collections.abc import Iterator, Sequence
from itertools import islice, repeat
from operator import and_, sub

_LOW, _MORE = 0x7F, 0x80
"""The bits of a byte that count, and the one that says that another byte follows."""
_BELOW = 1 << 16
WEIGHT_BITS = 4
_ARTICLE = -1 << WEIGHT_BITS
_HIGH = bytes(range(0x80, 0x100))


def _encoded(value: int) -> bytes:
    out = bytearray()
    while value > _LOW:
        out.append(value & _LOW | _MORE)
        value >>= 7
    out.append(value)
    return bytes(out)


class _Codes(dict[int, bytes]):
    """The bytes of numbers: nearly all of an index are small, and met again."""

    def __missing__(self, value: int) -> bytes:
        code = _encoded(value)
        if value < _BELOW:
            self[value] = code
        return code


_CODES = _Codes()


def number(value: int) -> bytes:
    """Return a number that is not negative in its bytes."""
    return _CODES[value]


def numbers(data: bytes) -> Iterator[int]:
    """Yield the numbers that some bytes are: the inverse of joining `number`."""
    value = shift = 0
    for byte in data:
        value |= (byte & _LOW) << shift
        if byte > _LOW:
            shift += 7
        else:
            yield value
            value = shift = 0


def count(data: bytes) -> int:
    """Return how many numbers some bytes are."""
    return len(data.translate(None, _HIGH))


def postings(found: Sequence[tuple[int, int]]) -> bytes:
    """Return articles in rising order, each with its weight: the steps between them and those."""
    whole = [article << WEIGHT_BITS | weight for article, weight in found]
    return number(whole[0]) + packed(whole) if whole else b""


def packed(found: Sequence[int]) -> bytes:
    """Return postings after their first; each is an article's number and its weight in one."""
    befores = map(and_, found, repeat(_ARTICLE))
    return b"".join(map(_CODES.__getitem__, map(sub, islice(found, 1, None), befores)))


def posted(data: bytes) -> dict[int, int]:
    """Return the articles of a list with their weights: the inverse of `postings`."""
    found, article = {}, 0
    for value in numbers(data):
        article += value >> WEIGHT_BITS
        found[article] = value & ((1 << WEIGHT_BITS) - 1)
    return found
