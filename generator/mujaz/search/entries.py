"""What search keeps of one article: the text of its results, and the words with their weights."""

import json
import zlib
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from mujaz import arabic, prose, sealed
from mujaz.models import Card, Rights, Source

LONGEST = 30
"""Letters from which nobody types a word."""
WEIGHTS = {"title": 4.0, "kicker": 2.0, "tags": 3.0, "summary": 1.0, "authors": 1.0, "note": 1.0}
"""How often a word of a field counts as one of the body."""
USUAL, SHORT = 400, 0.5
"""Words of a usual body, and the share of its norm that a body without words has: BM25's `b`
is one less that, and the usual length is fixed, so that no article's weights depend on others."""
STEPS, LOWEST, MOST = 2, 6, 15
"""Weights are kept as powers of two in half steps, from 1/8 on, in four bits."""
_SUMMARY = [*WEIGHTS].index("summary")
_BOUNDS = tuple(2 ** ((step - LOWEST - 0.5) / STEPS) for step in range(1, MOST + 1))
_PLAIN, _UNICODE = b"\x00", b"\x01"
_LEVEL = 9
_REMEMBERED = 1 << 17


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
            tuple(_said(getattr(front, name)) for name in WEIGHTS),
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One article, ready for the index; its words are found in these two again."""

    text: bytes
    """The file that its results are made of: `packed` of a head and the words that are shown."""
    fields: str
    """The words of its fields, in the order of `WEIGHTS`, as JSON."""


def entry(shown: str, beside: Beside) -> tuple[Entry, dict[str, int]]:
    """Return what is kept of an article, and how much each word stands for it.

    `shown` is the part of its Markdown that may be shown; where that is nothing, its results show
    the summary.
    """
    body, fields = _lines(prose.plain(shown)), list(beside.fields)
    if not body:
        body, fields[_SUMMARY] = _lines(fields[_SUMMARY]), ""
    kept = Entry(packed(f"{beside.head}\n{body}"), _compact(fields))
    return kept, _weights(body, fields)


def words(kept: Entry) -> dict[str, int]:
    """Return how much each word stands for an article that was kept."""
    _, _, body = unpacked(kept.text).partition("\n")
    return _weights(body, json.loads(kept.fields))


def _said(value: str | Iterable[str] | None) -> str:
    return value if isinstance(value, str) else "\n".join(value or ())


def _lines(text: str) -> str:
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))


class _Forms(dict[str, str]):
    """The word of the index in what stands between two blanks; few have none, or several."""

    def __init__(self) -> None:
        self.several: dict[str, tuple[str, ...]] = {}
        """What such are told by instead of a word, and their words."""

    def __missing__(self, token: str) -> str:
        displayed = arabic.words(token)
        folded = (form for word in displayed for form in arabic.words(arabic.fold(word)))
        forms = tuple(form for form in folded if len(form) <= LONGEST)
        found = forms[0] if len(forms) == 1 else f" {' '.join(forms)}"
        if len(self) >= _REMEMBERED:
            self.clear()
        if len(forms) != 1:
            self.several[found] = forms
        self[token] = found
        return found


_FORMS = _Forms()


def terms(text: str) -> Counter[str]:
    """Return the words of a text as the index has them, and how often each stands there.

    The words are those of the text as it is displayed, and folded one by one: so the script finds
    them again in what it shows.
    """
    found = Counter(map(_FORMS.__getitem__, text.split()))
    for told in found.keys() & _FORMS.several.keys():
        times = found.pop(told)
        for form in _FORMS.several[told]:
            found[form] += times
    return found


def _weights(body: str, fields: Iterable[str]) -> dict[str, int]:
    times = terms(body)
    norm = SHORT + (1 - SHORT) * times.total() / USUAL
    steps = {count: _step(count / norm) for count in {*times.values()}}
    weights = {word: steps[count] for word, count in times.items()}
    for word, more in _named(fields).items():
        weights[word] = _step(times[word] / norm + more)
    return weights


def _named(fields: Iterable[str]) -> Mapping[str, float]:
    """Return what the words beside the body weigh."""
    sums: dict[str, float] = {}
    for field, weight in zip(fields, WEIGHTS.values(), strict=True):
        for word, times in terms(field).items() if field else ():
            sums[word] = sums.get(word, 0.0) + weight * times
    return sums


def _step(value: float) -> int:
    """Return the nearest weight that can be kept."""
    return bisect(_BOUNDS, value)


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def packed(text: str) -> bytes:
    """Return a text in few bytes: the letters of Windows-1256 where it has no others, deflated."""
    try:
        return deflated(_PLAIN + text.encode("cp1256"))
    except UnicodeEncodeError:
        return deflated(_UNICODE + text.encode())


def unpacked(data: bytes) -> str:
    """Return the text that was packed."""
    raw = inflated(data)
    return raw[1:].decode("cp1256" if raw[:1] == _PLAIN else "utf-8")


def deflated(data: bytes) -> bytes:
    """Return some bytes as browsers inflate them: raw deflate."""
    squeezer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
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
