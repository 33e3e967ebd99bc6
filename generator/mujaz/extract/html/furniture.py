"""What stands in a story's column and is not the story, by its words."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from mujaz.extract.html import letters, phrases

_LONGEST: Final = 40
"""Words: what invites to read, share or subscribe is short, a story's paragraph rarely so."""
_HEAD: Final = 100
"""Letters by which a long notice is known."""
_LINK: Final = r"https?://\S+|www\.\S+|\S+@\S+\.\w+"
_CREDIT: Final = r"(?:image|photo|picture|video|source)s?(?: credits?)? ?[:/] ?.{0,40}(?<![.!?])"


def _one_of(table: str, *others: str) -> str:
    return f"(?:{'|'.join((*phrases.of(table), *others))})"


_SHARE: Final = _one_of(phrases.SHARE)
_WHOLE: Final = re.compile(
    _one_of(phrases.WHOLE, rf"{_SHARE}(?:[\s|/,·]+{_SHARE})*", _LINK, _CREDIT)
)
_OPENINGS: Final = re.compile(_one_of(phrases.OPENINGS))
_NOTICES: Final = re.compile(_one_of(phrases.NOTICES))
_INSIDE: Final = phrases.plain(phrases.INSIDE)
_TAILS: Final = re.compile(_one_of(phrases.TAILS))
_WRITERS: Final = re.compile(rf"{_one_of(phrases.WRITERS)} ?[:/|-]? ?\S+(?: \S+){{0,6}}")
_AROUND: Final = " \u2022.:-–—|>»«*←→"  # BULLET
_QUOTES: Final = "([«\"'“"


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    return letters.fold((text,))[0].strip(_AROUND)


def is_furniture(text: str) -> bool:
    """Whether a line belongs to the page and not to the story."""
    return which((text,))[0]


def which(lines: Sequence[str]) -> tuple[bool, ...]:
    """Return of each line whether it belongs to the page and not to the story."""
    long = [line.count(" ") >= _LONGEST for line in lines]
    heads = [line[:_HEAD] if cut else line for line, cut in zip(lines, long, strict=True)]
    folded = (line.strip(_AROUND) for line in letters.fold(heads))
    return tuple(map(_is_furniture, lines, folded, long))


def _is_furniture(text: str, folded: str, long: bool) -> bool:  # noqa: FBT001 - of a map
    if _NOTICES.match(folded.lstrip(_QUOTES)):
        return True
    return not long and bool(
        _WHOLE.fullmatch(folded)
        or _TAILS.fullmatch(folded)
        or _OPENINGS.match(_colon_kept(text, folded).lstrip(_QUOTES))
        or any(phrase in folded for phrase in _INSIDE)
    )


def _colon_kept(text: str, folded: str) -> str:
    """Return a folded line with the colon that ends it: «Related:» alone on its line."""
    return f"{folded}:" if text.rstrip().endswith(":") else folded


def opens_tail(text: str) -> bool:
    """Whether a line is the heading of other stories, of comments or of a note on the writer."""
    return text.count(" ") < _LONGEST and bool(_TAILS.fullmatch(_folded(text)))


def is_byline(text: str) -> bool:
    """Whether a short line says who wrote it."""
    if text.count(" ") >= _LONGEST or text.endswith((".", "؟", "?")):
        return False
    return bool(_WRITERS.fullmatch(_folded(text)))
