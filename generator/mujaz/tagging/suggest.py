"""Suggestions: the candidates of a text, weighed, and the best of them as tags.

How often a phrase stands in the text, times how rare its words are elsewhere (tf·idf: Salton and
Buckley, 1988), times what makes a phrase a better tag. The rarities of several words are summed
and divided by the root of their number: more than one rare word counts, but not as much as twice.
The factors were set on the training half of AKEC, the Arabic Keyphrase
Extraction Corpus (Helmy et al., 2016), and held against news with a red pencil.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from mujaz import arabic
from mujaz.tagging.background import Background, background
from mujaz.tagging.candidates import Candidate, candidates

Key = tuple[str, ...]
"""The stems of a phrase's words."""

_TORN = 0.4
"""What an occurrence counts that is torn out of a longer phrase, for each torn end."""
_ABSORBED = 0.8
"""Share of its occurrences inside one longer phrase from which a phrase is only part of it."""

_LEAD = 3.0
_LEAD_WORDS = 100
"""What standing at the very beginning adds, and after how many words half of it is gone."""
_IN_TITLE = 2.0

_PHRASE = 2.0
_LONG = 3
_LONGEST = 4
_FULL_LENGTH = 0.7
_ONCE = 0.7
_ONCE_AND_LONG = 0.55
"""More than one word, the longest there may be, and phrases that the text does not repeat."""

_VAGUE = 0.2
_INDEFINITE = 0.4
_RELATIVE = 0.4
"""Single words: one of the vague list, a bare noun, an adjective of the kind of «الروسي»."""


def suggest_tags(title: str, paragraphs: Sequence[str], *, limit: int = 5) -> tuple[str, ...]:
    """Return at most `limit` tags for an article, best first, as its text writes them.

    A tag is a word or a phrase of up to four words that the article itself has, without the
    conjunction or preposition that Arabic writes onto it. No tag is part of another.
    """
    known = background()
    groups: dict[Key, list[Candidate]] = {}
    for one in candidates((title, *paragraphs), known):
        groups.setdefault(one.key, []).append(one)
    titled = len(arabic.words(title))
    weights = {key: _weight(groups[key], titled, known) for key in _standing(groups)}
    # The place and then the stems settle ties, so that the same text gives the same tags.
    ranked = sorted(weights, key=lambda key: (-weights[key], groups[key][0].place, key))
    return tuple(_form(groups[key]) for key in _apart(ranked, limit))


def _standing(groups: Mapping[Key, Sequence[Candidate]]) -> Iterator[Key]:
    """Yield the phrases that are not merely part of a longer one."""
    most: Counter[Key] = Counter()
    for key, group in groups.items():
        if len(group) > 1:
            for part in _parts(key):
                most[part] = max(most[part], len(group))
    for key, group in groups.items():
        if most[key] < _ABSORBED * len(group):
            yield key


def _parts(key: Key) -> Iterator[Key]:
    """Yield every shorter phrase inside a phrase."""
    for length in range(1, len(key)):
        for start in range(len(key) - length + 1):
            yield key[start : start + length]


def _weight(group: Sequence[Candidate], titled: int, known: Background) -> float:
    """Weigh a phrase by its occurrences; the first `titled` words of the text are its title."""
    first = group[0]
    times = _TORN**first.torn if len(group) == 1 else sum(_TORN**one.torn for one in group)
    rarities = [one.rarity for one in first.readings if not one.stop]
    rarity = sum(rarities) / math.sqrt(len(rarities) or 1)
    lead = 1 + _LEAD / (1 + first.place / _LEAD_WORDS)
    heading = _IN_TITLE if first.place < titled else 1.0
    form = _word_factor(first, known) if len(first.readings) == 1 else _phrase_factor(group)
    return times * rarity * lead * heading * form


def _phrase_factor(group: Sequence[Candidate]) -> float:
    """Return what several words make of a tag."""
    length = len(group[0].readings)
    factor = _PHRASE * (_FULL_LENGTH if length == _LONGEST else 1.0)
    if len(group) > 1:
        return factor
    return factor * (_ONCE_AND_LONG if length >= _LONG else _ONCE)


def _word_factor(one: Candidate, known: Background) -> float:
    """Return what a single word makes of a tag."""
    reading = one.readings[0]
    factor = _RELATIVE if reading.definite and reading.word.endswith(("ي", "يه")) else 1.0
    if reading.word in known.vague:
        return factor * _VAGUE
    return factor * (_INDEFINITE if reading.common else 1.0)


def _apart(ranked: Sequence[Key], limit: int) -> Sequence[Key]:
    """Return the best phrases of which none holds another."""
    chosen: list[Key] = []
    for key in ranked:
        if len(chosen) >= limit:
            break
        inside = set(_parts(key))
        if not any(other in inside or key in _parts(other) for other in chosen):
            chosen.append(key)
    return chosen


def _form(group: Sequence[Candidate]) -> str:
    """Return the form of a phrase to show: the most frequent one that nothing was cut from."""
    whole = [one.shown for one in group if not one.readings[0].cut]
    return Counter(whole or [one.shown for one in group]).most_common(1)[0][0]
