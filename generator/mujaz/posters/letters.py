"""Lines of a poster: which letters its face has, and how words fill a width."""

import re
from collections.abc import Callable, Iterator

_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")
"""Embeddings, isolates, the byte order mark and the soft hyphen, for which no face has a shape."""
DRAWN = re.compile(
    "["
    "\u0020-\u007e\u00a0-\u00a3\u00a5\u00a7-\u00ab\u00ae-\u00b0\u00b4\u00b6-\u00b8\u00ba\u00bb\u00bf-\u00ff"
    "\u0131\u0152\u0153"  # Latin
    "\u05b0-\u05bc\u05be\u05c1\u05c2\u05d0-\u05ea\u05f3\u05f4"  # Hebrew
    "\u060c\u060d\u061b\u061e-\u066d\u0670\u0671\u0679\u067c\u067e\u0681\u0685\u0686\u0688\u0689"
    "\u0691\u0693\u0695\u0696\u0698\u069a\u06a4\u06a9\u06ab\u06ad\u06af\u06b5\u06ba\u06bc\u06be"
    "\u06c0-\u06c3\u06c6-\u06c8\u06cb-\u06ce\u06d0\u06d2-\u06d5\u06f0-\u06f9"  # Arabic
    "\u2009\u200b-\u200f"  # THIN SPACE, ZERO WIDTH SPACE to RIGHT-TO-LEFT MARK
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u2039\u203a\u20aa\u20ac\u2122\u2212"
    "\ufd3e\ufd3f\ufdf2\ufdfa-\ufdfc"  # ornate brackets and ligatures of phrases
    "]*"
)
"""What templates/posters/naskh-hebrew.woff2 has; its README says how it was made."""
_ELLIPSIS = "…"


def plain(text: str) -> str:
    """Return a text as it is drawn."""
    return " ".join(_MARKS.sub("", text).split())


def drawable(text: str) -> bool:
    """Say whether the face has all letters of a text.

    >>> drawable("قال: «Water 2.0»"), drawable("שלום"), drawable("Новости")
    (True, True, False)
    """
    return bool(DRAWN.fullmatch(plain(text)))


def drawn(text: str) -> str:
    """Return what the face has letters for.

    >>> drawn("📰 موجز Новости السنديان")
    'موجز السنديان'
    """
    return plain("".join(letter for letter in plain(text) if DRAWN.fullmatch(letter)))


def lines(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """Yield the lines that a text fills, each no wider than this; a word that is wider is cut."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if measure(longer) <= width:
            line = longer
            continue
        if line:
            yield line
        line = cut(word, width, measure)
    if line:
        yield line


def cut(text: str, width: float, measure: Callable[[str], float]) -> str:
    """Return as much of a text as fits, with an ellipsis where it does not all."""
    if measure(text) <= width:
        return text
    kept = text
    while kept and measure(f"{kept}{_ELLIPSIS}") > width:
        shorter = kept.rpartition(" ")[0].rstrip(" ،,؛;:")
        kept = shorter or kept[:-1]
    return f"{kept}{_ELLIPSIS}"
