"""From the paragraphs of an article to its passages, weighed.

The score weighs a sentence's place, its length and what it takes up of the headline. The first two
weights were measured on EASC, the Essex Arabic Summaries Corpus (El-Haj, Kruschwitz and Fox,
2010): five people's choices of sentences for each of 153 articles, where they do a little better
than the plain lead and no worse than one person against the others. Weights for words in common
with the rest of the article were tried on it too, and won nothing. It has no headlines: the third
weight was measured on tests/quality/editor.yml, where anything from 0.2 to 0.5 does as well.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mujaz import arabic
from mujaz.summarise import openings, quotes
from mujaz.summarise.openings import Opening
from mujaz.summarise.passages import FRAGMENT, Passage, stems

_FULL = 45
"""Words after which a longer sentence says no more."""
_OF_TITLE = 0.3
"""What a sentence gains that takes up every word of the headline."""
_HELD = 3
"""Sentences that one quotation may hold together; over more it was forgotten to close."""
_SAME = 0.8
"""Share of words in common from which a sentence is the title again."""
_TELLING = 160
"""Letters by which the language of an article is told."""
_TAIL = 8
"""Letters in which a sentence shows that it has ended."""
_FINAL = re.compile(r"[.؟?!…۔][»”“\"’')\]]*$")
_WRAPPED = re.compile(
    r"\n(?<=[^\n]{60}\n)(?<![.؟?!…۔:]\n)(?<![.؟?!…۔:][»”\"')]\n)(?=[^\W_]|[«\"“(])"
)
"""The end of a long line that is no sentence's, before one that it goes on in."""


@dataclass(frozen=True, slots=True)
class _Read:
    """One sentence as it was read."""

    place: int
    text: str
    folded: str
    words: tuple[str, ...]
    heads: bool
    """Whether its paragraph begins with it."""
    ends: bool
    """Whether its paragraph ends with it."""
    closed: bool
    """Whether every quotation and bracket in it is closed."""


def read(paragraphs: Iterable[str], *, title: str, most: int | None = None) -> Iterator[Passage]:
    """Yield the passages of an article, at most of so many sentences; the title again is none."""
    told = tuple(paragraphs)
    language = arabic.language(" ".join(told)[:_TELLING])
    title_words = arabic.words(arabic.fold(title))
    heading, promised = Counter(title_words), stems(title_words)
    found = tuple(_sentences(told, most))
    marked = any(_FINAL.search(one.text[-_TAIL:]) for one in found)
    place = 0
    while place < len(found):
        held = _held(found, place)
        place += len(held)
        if any(one.words for one in held) and not _is_title(held, heading):
            yield _passage(held, language, promised, marked=marked)


def _sentences(paragraphs: Iterable[str], most: int | None) -> Iterator[_Read]:
    """Yield the sentences of paragraphs, at most so many."""
    place = 0
    for paragraph in paragraphs:
        found = arabic.sentences(paragraph)
        for number, text in enumerate(found[: None if most is None else most - place]):
            folded = arabic.fold(text)
            yield _Read(
                place,
                text,
                folded,
                arabic.words(folded),
                heads=number == 0,
                ends=number == len(found) - 1,
                closed=quotes.are_closed(text),
            )
            place += 1


def unwrapped(paragraph: str) -> str:
    """Join the lines of a paragraph that were broken at a width and not where a sentence ends."""
    lines = paragraph.lstrip("\ufeff \t\n")  # \ufeff: ZERO WIDTH NO-BREAK SPACE
    return _WRAPPED.sub(" ", lines) if "\n" in lines else lines


def _held(found: Sequence[_Read], place: int) -> Sequence[_Read]:
    """Return the sentence at a place, with those that its quotation reaches over."""
    first = found[place]
    if not first.closed:
        for length in range(2, _HELD + 1):
            held = found[place : place + length]
            if len(held) == length and quotes.are_closed(" ".join(one.text for one in held)):
                return held
    return (first,)


def _passage(
    held: Sequence[_Read], language: str, promised: frozenset[str], *, marked: bool
) -> Passage:
    first, last = held[0], held[-1]
    whole = " ".join(one.text for one in held)
    tokens = first.words if len(held) == 1 else tuple(word for one in held for word in one.words)
    closed = first.closed or len(held) > 1
    return Passage(
        place=first.place,
        texts=tuple(one.text for one in held),
        tokens=tokens,
        score=_score(first.place, whole, len(tokens) / len(held), closed=closed)
        + (_OF_TITLE * len(promised & stems(tokens)) / len(promised) if promised else 0),
        opening=_opening(first.folded, whole, language),
        heads=first.heads,
        closed=closed,
        finished=_is_finished(last, language, marked=marked),
    )


def _opening(folded: str, text: str, language: str) -> Opening:
    """Read an opening; what is all quoted speaks for somebody whom another sentence names."""
    opening = openings.read(folded, language)
    return replace(opening, points=True) if quotes.is_all_quoted(text) else opening


def _score(place: int, text: str, words: float, *, closed: bool) -> float:
    """Weigh a sentence by its place and its length; see the head of this module."""
    score = 1 / math.sqrt(1 + place) + 0.25 * min(words, _FULL) / _FULL
    if words < FRAGMENT:
        score -= 0.5
    if text.endswith(("؟", "?", ":")):
        score -= 0.3
    return score if closed else score - 0.3


def _is_finished(one: _Read, language: str, *, marked: bool) -> bool:
    """Say whether a sentence ends as one does.

    A full stop is such an end, and so is that of a paragraph that is one sentence, or of any in an
    article without full stops; but not at a comma, a colon or a word that wants another.
    """
    if one.text.endswith((":", "،", "؛", ",", ";", "-", "–")):
        return False
    if _FINAL.search(one.text[-_TAIL:]):
        return True
    whole = one.ends and (one.heads or not marked)
    return whole and not openings.ends_open(one.folded, language, one.words[-1:])


def _is_title(held: Sequence[_Read], title: Counter[str]) -> bool:
    """Say whether a sentence is the title again, give or take a word."""
    first = held[0].words
    if not title or len(first) * _SAME > title.total():
        return False
    found = Counter(word for one in held for word in one.words)
    return (found & title).total() >= _SAME * max(found.total(), 1)
