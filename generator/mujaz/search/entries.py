"""What search keeps of one article: its words with their weights, and the text of its results."""

import json
import math
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from mujaz import arabic, prose, render, sealed
from mujaz.models import Article, FrontMatter, Rights, Source

LONGEST = 30
"""Letters from which nobody types a word."""
WEIGHTS = {"title": 4.0, "kicker": 2.0, "tags": 3.0, "summary": 1.0, "authors": 1.0, "note": 1.0}
"""How often a word of a field counts as one of the body."""
USUAL, SHORT = 400, 0.5
"""Words of a usual body, and the share of its norm that a body without words has: BM25's `b`
is one less that, and the usual length is fixed, so that no article's weights depend on others."""
STEPS, LOWEST, MOST = 2, 6, 15
"""Weights are kept as powers of two in half steps, from 1/8 on, in four bits."""
_PLAIN, _UNICODE = b"\x00", b"\x01"
_LEVEL, _QUICK = 9, 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One article, ready for the index."""

    forms: bytes
    """Its folded words, each once, with blanks between them; deflated."""
    weights: bytes
    """How much each of them stands for it."""
    text: bytes
    """The file that its results are made of: `packed` of a head and the words."""


def entry(article: Article, source: Source, rights: Rights) -> Entry:
    """Read an article as far as it is shown."""
    body = prose.plain(render.shown(article.body, rights)).strip()
    weights = _weights(article.front, body)
    forms = sorted(weights)
    text = "\n".join(filter(None, map(str.strip, body.split("\n"))))
    return Entry(
        forms=zlib.compress(" ".join(forms).encode(), _QUICK),
        weights=bytes(map(weights.__getitem__, forms)),
        text=packed(f"{_head(article, source)}\n{text or article.front.summary or ''}"),
    )


def _head(article: Article, source: Source) -> str:
    """Return what a result shows beside its snippet."""
    front = article.front
    date = front.date.text if front.date else ""
    spoken = front.language or source.language or ""
    row = [article.address, front.title, source.name, date, spoken]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def terms(text: str) -> dict[str, int]:
    """Return the words of a text as the index has them, and how often each stands there.

    The words are those of the text as it is displayed, and folded one by one: so the script finds
    them again in what it shows.
    """
    found: dict[str, int] = {}
    for word, times in Counter(arabic.words(text)).items():
        for form in folded(word):
            found[form] = found.get(form, 0) + times
    return found


@lru_cache(maxsize=1 << 17)
def folded(word: str) -> tuple[str, ...]:
    """Return a displayed word as the index has it: one word, but for a few odd ones."""
    return tuple(form for form in arabic.words(arabic.fold(word)) if len(form) <= LONGEST)


def _weights(front: FrontMatter, body: str) -> dict[str, int]:
    times = terms(body)
    norm = SHORT + (1 - SHORT) * sum(times.values()) / USUAL
    steps = {count: _step(count / norm) for count in set(times.values())}
    weights = {word: steps[count] for word, count in times.items()}
    for word, more in _named(front).items():
        weights[word] = _step(times.get(word, 0) / norm + more)
    return weights


def _named(front: FrontMatter) -> dict[str, float]:
    """Return what the words beside the body weigh."""
    sums: dict[str, float] = {}
    for name, weight in WEIGHTS.items():
        for word, times in terms(_said(getattr(front, name))).items():
            sums[word] = sums.get(word, 0.0) + weight * times
    return sums


def _said(value: str | Iterable[str] | None) -> str:
    return value if isinstance(value, str) else "\n".join(value or ())


def _step(value: float) -> int:
    return min(MOST, max(0, round(STEPS * math.log2(value)) + LOWEST))


def packed(text: str) -> bytes:
    """Return a text in few bytes: the letters of Windows-1256 where it has no others, deflated."""
    try:
        return deflated(_PLAIN + text.encode("cp1256"))
    except UnicodeEncodeError:
        return deflated(_UNICODE + text.encode())


def deflated(data: bytes) -> bytes:
    """Return some bytes as browsers inflate them: raw deflate."""
    squeezer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeezer.compress(data) + squeezer.flush()


def inflated(data: bytes) -> bytes:
    """Return what was deflated."""
    return zlib.decompress(data, -zlib.MAX_WBITS)


def key(digest: str, source: Source, rights: Rights) -> str:
    """Return what names all that an entry is made of, beside the program."""
    return sealed.digest(repr((digest, source.name, source.language, rights.value)).encode())
