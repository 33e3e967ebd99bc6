"""What archives have in common: nothing in them is written, the names of files only label them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mujaz.raw.formats import COLLECTIONS, HEAD, find_format, is_picture
from mujaz.raw.items import Refused
from mujaz.raw.limits import Limits, too_large
from mujaz.raw.words import label

_ATTENDS = re.compile(
    # What systems put beside a person's files, and browsers beside a page that they save.
    r"(?:^|/)(?:__MACOSX/|\.[^/.]|[^/]*[_.]files/|Thumbs\.db$|desktop\.ini$)"
    r"|\.(?:css|js|mjs|map|woff2?|ttf|otf|eot|ico|svg)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive."""

    name: str
    data: bytes


Members = Iterator[Member | Refused]
"""The files of an archive in their order; whoever takes them stops when the allowance is spent."""


def attends(name: str) -> bool:
    """Whether a file only accompanies others: hidden ones, and styles and scripts of pages."""
    return bool(_ATTENDS.search(name.replace("\\", "/")))


def inside(archive: str, name: str) -> str:
    """Return what to call a file in an archive."""
    return f"{archive}/{label(name)}"


def gathered(parts: Iterator[bytes], limits: Limits) -> bytes:
    """Return some parts as one; raises RawError when they are larger than an article.

    A collection of articles may be larger: where it was unpacked, an allowance bounds it.
    """
    data = bytearray()
    collection = False
    for part in parts:
        data += part
        if len(data) > limits.article and not collection:
            collection = find_format(bytes(data[:HEAD])) in COLLECTIONS
            if not collection:
                raise too_large(limits.article)
    return bytes(data)


def presented(name: str, data: bytes) -> Members:
    """Yield a file, unless it is a picture that stands beside the page that shows it."""
    if not is_picture(data):
        yield Member(name, data)
