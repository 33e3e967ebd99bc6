"""Passages: what a summary is made of.

A passage is one sentence, or a few that one quotation holds together: both or neither are taken.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from mujaz import arabic
from mujaz.summarise import datelines
from mujaz.summarise.openings import Opening

_ITEM = re.compile(r"^(?:[-–—•*]+ *|\d{1,2} ?[-.)] ?(?!\d))")
"""The mark of an item."""
_QUESTION = 14
"""Words that a mere question has at most."""
FRAGMENT = 6
"""Words under which a sentence is a caption or a heading."""
_CLITICS = re.compile(r"^[وفبكل]?(?:ال|لل)?(?=\w{3})")
_STEM = 5
"""Letters at the beginning of two words that are compared."""
_SHORTEST = 3
"""Letters of a word that tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What is taken whole or not at all, with all that decides on it."""

    place: int
    """Its number among the article's sentences."""
    texts: tuple[str, ...]
    """Its sentences as they are written."""
    tokens: tuple[str, ...]
    """Its words, folded."""
    score: float
    opening: Opening
    heads: bool
    """Whether its paragraph begins with it."""
    closed: bool
    """Whether every quotation and bracket in it is closed."""
    finished: bool
    """Whether it ends as a sentence does."""

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.tokens)

    @property
    def stems(self) -> frozenset[str]:
        """The beginnings of its words that tell, for comparison."""
        return stems(self.tokens)

    @property
    def end(self) -> int:
        """The number of the sentence after it."""
        return self.place + len(self.texts)

    @property
    def asks(self) -> bool:
        """Whether it is a question; a long sentence that ends in one tells something too."""
        return self.words <= _QUESTION and self.texts[-1].rstrip("»”\"')!. ").endswith(("؟", "?"))

    @property
    def leans(self) -> bool:
        """Whether it cannot be understood without the sentence before it."""
        opening = self.opening
        return opening.goes_on or (self.place > 0 and (opening.points or bool(opening.turn)))

    @property
    def fragment(self) -> bool:
        """Whether it is so short that it is likelier a heading or a byline."""
        return self.words < FRAGMENT


def stems(words: Iterable[str]) -> frozenset[str]:
    """Return the beginnings of folded words that tell, bare of what is written on to them."""
    return frozenset(map(_stem, words)) - {""}


@lru_cache(maxsize=1 << 14)
def _stem(word: str) -> str:
    """Return the beginning of a word; of one too short to tell, nothing."""
    bare = _CLITICS.sub("", word)
    return bare[:_STEM] if len(bare) >= _SHORTEST else ""


def stands(passage: Passage) -> bool:
    """Say whether a passage can be understood by itself, without the phrase that turns to it.

    Where letters have cases, what follows that phrase would have to be written anew.
    """
    opening = passage.opening
    if opening.turn:
        return not (opening.goes_on or opening.points or shown(passage)[0][:1].islower())
    return not passage.leans


def shown(passage: Passage) -> tuple[str, ...]:
    """Return the sentences of a passage as a summary shows them: the article's own words.

    Left out are only a dateline, a byline or an item's mark before the first word, and the phrase
    that turns to another matter, for in the summary nothing was told of the one before.
    """
    first, *others = passage.texts
    text = datelines.without(first) if passage.heads else first
    if passage.opening.turn:
        text = _without_words(text, passage.opening.turn)
    return (_ITEM.sub("", text), *others)


def _without_words(text: str, count: int) -> str:
    spans = arabic.word_spans(text)
    return text[spans[count - 1][1] :].lstrip(" ،,:؛-–—") if len(spans) > count else text
