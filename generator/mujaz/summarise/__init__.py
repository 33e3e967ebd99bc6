"""Summaries: the whole sentences that carry a story, in the order they were written."""

import itertools
import math
from collections.abc import Sequence

from mujaz.summarise import choice, matters, passages, reading
from mujaz.summarise.brief import description
from mujaz.summarise.passages import Passage

__all__ = ["description", "summarise", "summary"]

_MOST_SENTENCES = 3
_MOST_WORDS = 70
"""The size of the summary an article is ingested with."""
_ROUND_UP_WORDS = 90
"""Its size where the headline announces several matters: each has its sentence, whole."""
_LONGEST = _ROUND_UP_WORDS
"""Words over which a sentence is no summary of anything: an editor writes one."""
_SHORT_WORDS = 60
_SHORT_SENTENCES = 2
"""An article no longer than this is summed up by its lead sentence alone."""
_READ = 25
"""Sentences among which a summary is looked for: what carries a story stands no lower."""


def summarise(
    paragraphs: Sequence[str],
    *,
    title: str = "",
    sentences: int | None = 3,
    words: int | None = None,
) -> tuple[str, ...]:
    """Return the sentences that carry the story, as they are written and in document order.

    At most `sentences` of them and `words` words in all; `None` is no limit. The best sentence is
    returned even when it alone is longer than `words`. Never the title again, never what repeats
    another sentence or only says who said it, and never a sentence that leans on the one before
    («وأضاف», «من جهته») unless that one is chosen too. What one quotation holds together is not
    taken apart.
    """
    found = tuple(reading.read(paragraphs, title=title))
    chosen = choice.best(
        found,
        most=math.inf if sentences is None else sentences,
        words=math.inf if words is None else words,
    )
    return tuple(text for one in chosen for text in one.texts)


def summary(paragraphs: Sequence[str], *, title: str, kicker: str = "") -> str:
    """Return the summary an article is ingested with: up to three sentences and 70 words.

    A very short article is summed up by its lead sentence, and a single sentence by nothing:
    a reader never gets the whole text twice. What is shown are the article's own words without
    the dateline, in whole sentences whose quotations are closed; a sentence of more than 70 words,
    or of fewer than six, is taken only where there is no other, a question only where there is
    no statement. Where nothing stands on its own, there is no summary. A round-up, whose headline
    or kicker announces more matters than one, is summed up by a sentence for each of up to three,
    even if that takes 90 words.
    """
    lines = map(reading.unwrapped, paragraphs)
    found = tuple(reading.read(lines, title=title, most=_READ))
    sound = _sound(found)
    if not found or found[-1].end <= 1 or all(one.leans for one in sound):
        return ""
    brief = found[-1].end <= _SHORT_SENTENCES or sum(one.words for one in found) <= _SHORT_WORDS
    first, *others = itertools.dropwhile(_leans, matters.of(sound))
    several = others and found[-1].end > _SHORT_SENTENCES
    pinned = _round_up(first, *others, lines=(title, kicker)) if several else ()
    chosen = pinned or _plain(first, most=1 if brief else _MOST_SENTENCES)
    return " ".join(text for one in chosen for text in passages.shown(one))


def _sound(found: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passages that an editor would leave as they are; questions if nothing answers."""
    whole = tuple(
        one
        for one in found
        if one.closed and one.finished and one.words <= _LONGEST and not one.opening.hearsay
    )
    telling = tuple(one for one in whole if not one.asks)
    return whole if all(one.leans for one in telling) else telling


def _leans(matter: Sequence[Passage]) -> bool:
    return all(one.leans for one in matter)


def _plain(sound: Sequence[Passage], *, most: int) -> tuple[Passage, ...]:
    fitting = tuple(one for one in sound if one.words <= _MOST_WORDS and not one.fragment)
    return choice.best(fitting or sound, most=most, words=_MOST_WORDS)


def _round_up(
    first: Sequence[Passage], *others: Sequence[Passage], lines: Sequence[str]
) -> tuple[Passage, ...]:
    """Return a passage for each matter that the lines announce; none where they announce one."""
    chosen = list(_plain(first, most=1))
    for matter, told in matters.announced((first, *others), lines)[: _MOST_SENTENCES - 1]:
        left = _ROUND_UP_WORDS - sum(one.words for one in chosen)
        if one := matters.telling(matter, told, left):
            chosen.append(one)
    return tuple(chosen) if len(chosen) > 1 else ()
