"""What search keeps of one article: the text of its results, and the words with their weights."""

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Self

from mujaz import prose, sealed
from mujaz.models import Card, Rights, Source

WEIGHTS = {"title": 4, "kicker": 2, "tags": 3, "summary": 1, "authors": 1, "note": 1}
"""How often a word of a field counts as one of the body."""
_SUMMARY = [*WEIGHTS].index("summary")
_PLAIN, _UNICODE = b"\x00", b"\x01"
_LEVEL, _QUICK = 9, 4
"""How hard bytes are deflated: a text by level 4 is 1.4 % larger than by 9, and a fifth quicker."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a card says of an article: all that search knows of it but its words."""

    head: str
    """What a result shows beside its snippet, as JSON."""
    fields: tuple[str, ...]
    """The words of its fields, in the order of `WEIGHTS`."""

    @classmethod
    def of(cls, card: Card, source: Source) -> Self:
        """Take what is needed of a card."""
        front = card.front
        date = front.date.text if front.date else ""
        spoken = front.language or source.language or ""
        return cls(
            _compact((card.address, front.title, source.name, date, spoken)),
            tuple(_words(getattr(front, name)) for name in WEIGHTS),
        )


class Said(NamedTuple):
    """What an article says: the words that are shown, and those of its fields."""

    body: str
    fields: Sequence[str]
    """In the order of `WEIGHTS`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article, ready for the index; what it says is found in these two again."""

    text: bytes
    """The file that its results are made of: `packed` of a head and the words that are shown."""
    fields: str
    """The words of its fields, in the order of `WEIGHTS`, as JSON."""


def said(shown: str, beside: Beside) -> Said:
    """Return what an article says.

    `shown` is the part of its Markdown that may be shown; where that is nothing, its results show
    the summary.
    """
    body, fields = _lines(prose.plain(shown)), list(beside.fields)
    if not body:
        body, fields[_SUMMARY] = _lines(fields[_SUMMARY]), ""
    return Said(body, fields)


def entry(words: Said, beside: Beside) -> Entry:
    """Return what is kept of an article."""
    return Entry(packed(f"{beside.head}\n{words.body}"), _compact(words.fields))


def said_by(kept: Entry) -> Said:
    """Return what an article says that was kept."""
    _, _, body = unpacked(kept.text).partition("\n")
    return Said(body, json.loads(kept.fields))


def _words(value: str | Iterable[str] | None) -> str:
    return value if isinstance(value, str) else "\n".join(value or ())


def _lines(text: str) -> str:
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def packed(text: str) -> bytes:
    """Return a text in few bytes: the letters of Windows-1256 where it has no others, deflated."""
    try:
        return deflated(_PLAIN + text.encode("cp1256"), level=_QUICK)
    except UnicodeEncodeError:
        return deflated(_UNICODE + text.encode(), level=_QUICK)


def unpacked(data: bytes) -> str:
    """Return the text that was packed."""
    raw = inflated(data)
    return raw[1:].decode("cp1256" if raw[:1] == _PLAIN else "utf-8")


def deflated(data: bytes, *, level: int = _LEVEL) -> bytes:
    """Return some bytes as browsers inflate them: raw deflate."""
    squeezer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeezer.compress(data) + squeezer.flush()


def inflated(data: bytes) -> bytes:
    """Return what was deflated."""
    return zlib.decompress(data, -zlib.MAX_WBITS)


def key(digest: str, source: Source, rights: Rights) -> str:
    """Return what names all that an entry is made of, beside the program."""
    return f"{digest} {_told(source.name, source.language, rights)}"


@lru_cache(maxsize=1 << 12)
def _told(*of_source: object) -> str:
    return sealed.digest(repr(of_source).encode())
