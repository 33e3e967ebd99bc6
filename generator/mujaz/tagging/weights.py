"""Weights: what makes a phrase a better tag."""

import math
from collections.abc import Sequence

from mujaz.tagging.background import Background
from mujaz.tagging.candidates import Candidate

_TORN = 0.4
"""What an occurrence counts that is torn out of a longer phrase, for each torn end."""

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

_IMPLIED = 0.3
"""What an adjective of origin counts of a mention of its place."""
_NAMED = {"place": 1.6, "person": 2.0, "organisation": 2.0}
_CHOSEN = 4.0


def weight(group: Sequence[Candidate], titled: int, known: Background) -> float:
    """Weigh a phrase by its occurrences; the first `titled` words of the text are its title."""
    first = group[0]
    times = sum(_IMPLIED if one.implied else _TORN**one.torn for one in group)
    rarities = [one.rarity for one in first.readings if not one.stop]
    rarity = sum(rarities) / math.sqrt(len(rarities) or 1)
    lead = 1 + _LEAD / (1 + first.place / _LEAD_WORDS)
    heading = _IN_TITLE if first.place < titled else 1.0
    return times * rarity * lead * heading * _form(group, known)


def _form(group: Sequence[Candidate], known: Background) -> float:
    name = next((one.name for one in group if one.name), None)
    if name:
        return _CHOSEN if name.chosen else _NAMED.get(name.kind or "", 1.0)
    first = group[0]
    return _word_factor(first, known) if len(first.readings) == 1 else _phrase_factor(group)


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
