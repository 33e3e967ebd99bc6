"""What came in: bytes from a file, a pipe or the network, as the articles that they carry."""

from mujaz.raw.archives import attends
from mujaz.raw.carriers import expected, opened
from mujaz.raw.files import STDIN, named, read, read_stream
from mujaz.raw.formats import Format, find_format
from mujaz.raw.html_text import decode_html
from mujaz.raw.items import Item, Kind, Link, Raw, Refused, Said
from mujaz.raw.limits import Limits
from mujaz.raw.rows import mapped
from mujaz.raw.text import MAX_BYTES, decode

__all__ = [
    "MAX_BYTES",
    "STDIN",
    "Format",
    "Item",
    "Kind",
    "Limits",
    "Link",
    "Raw",
    "Refused",
    "Said",
    "attends",
    "decode",
    "decode_html",
    "expected",
    "find_format",
    "mapped",
    "named",
    "opened",
    "read",
    "read_stream",
]
