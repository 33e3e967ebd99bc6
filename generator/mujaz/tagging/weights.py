"""Weights: how good a tag each phrase of a text would be.

How often a phrase stands in the text, times how rare its words are elsewhere (tf·idf: Salton and
Buckley, 1988), times how near the beginning it stands first, times what its form makes of it. The
rarities of several words are summed and divided by the root of their number: more than one rare
word counts, but not as much as twice.

The factors are those of a conditional logit over the phrases of each text (McFadden, 1974), fitted
to the training half of AKEC, the Arabic Keyphrase Extraction Corpus (Helmy et al., 2016), with the
first two held at one, and rounded. In five folds, each scored with what the other four give, it
has P@5 .69 and F1@5 .28. Those marked so were set with a red pencil on news, which AKEC is not.
"""

import math
from collections.abc import Sequence

from mujaz.tagging.background import Background
from mujaz.tagging.candidates import Candidate
from mujaz.tagging.reading import Reading

_TORN = 0.4
"""What an occurrence counts that is torn out of a longer phrase, for each torn end."""
_ORIGIN = 0.3
"""What an adjective of origin counts of a mention of its place."""
_ONLY_IMPLIED = 0.33
"""A place that the text does not name: «السوري» is of سوريا, and the story may be of elsewhere."""

_LEAD = 3.0
_LEAD_WORDS = 100
"""What standing at the very beginning adds, and after how many words half of it is gone."""
_IN_TITLE = 1.4
"""By the red pencil: the texts of AKEC have no titles."""

_NAMED = {"place": 4.6, "person": 4.3, "organisation": 8.1}
_CHOSEN = 16.0
"""A tag of the digest's own vocabulary, by the red pencil."""

_LENGTHS = {2: 1.6, 3: 1.25, 4: 0.7}
"""Phrases of so many words, to one; those of four by the red pencil."""
_HEADS = {"place": 3.0, "organisation": 2.6}
_OFFICE = 0.4
"""Phrases that begin with «مدينة», «وزارة»; and by the red pencil those that begin with «الرئيس»:
a reader looks for who it is."""
_DEFINITE, _OWNED, _BARE = 2.4, 1.7, 0.8
"""«المجلس البلدي», «رئيس المجلس», «رئيس مجلس»."""
_ADJECTIVE, _LINKED = 1.8, 0.5
"""Phrases that end with an adjective of the kind of «البلدي», or are tied by a preposition."""

_ONCE, _COMMON, _ARTICLE = 0.75, 0.6, 1.4
_VAGUE, _RELATIVE = 0.2, 0.4
"""Single words: not repeated, a bare noun, one with the article; and by the red pencil one of the
vague list, and an adjective of the kind of «البلدي»."""
_CAPITAL = 2.0
"""A word with a capital in a language that has them, by the red pencil."""


def weight(group: Sequence[Candidate], titled: int, known: Background) -> float:
    """Weigh a phrase by its occurrences; the first `titled` words of the text are its title."""
    first = group[0]
    times = _times(first) if len(group) == 1 else sum(map(_times, group))
    rarity = first.readings[0].rarity
    if len(first.readings) > 1:
        rarities = [one.rarity for one in first.readings if not one.stop]
        rarity = sum(rarities) / math.sqrt(len(rarities) or 1)
    lead = 1 + _LEAD / (1 + first.place / _LEAD_WORDS)
    heading = _IN_TITLE if first.place < titled else 1.0
    return times * rarity * lead * heading * _form(group, known)


def _times(one: Candidate) -> float:
    return _ORIGIN if one.implied else _TORN**one.torn


def _form(group: Sequence[Candidate], known: Background) -> float:
    name = group[0].name or next((one.name for one in group[1:] if one.name), None)
    if name:
        factor = _CHOSEN if name.chosen else _NAMED.get(name.kind or "", 1.0)
        return factor * (_ONLY_IMPLIED if all(one.implied for one in group) else 1.0)
    readings = group[0].readings
    if len(readings) > 1:
        return _of_phrase(readings, known)
    return _of_word(readings[0], known) * (_ONCE if len(group) == 1 else 1.0)


def _of_phrase(readings: Sequence[Reading], known: Background) -> float:
    """Return what several words make of a tag."""
    first, *rest, last = readings
    factor = _LENGTHS[len(readings)]
    factor *= _HEADS.get(known.heads.get(first.word, ""), 1.0)
    factor *= _OFFICE if first.title and first.definite else 1.0
    if last.definite:
        factor *= _DEFINITE if first.definite else _OWNED
    elif not any(one.definite or one.named for one in readings):
        factor *= _BARE
    factor *= _ADJECTIVE if last.word.endswith(("ي", "يه")) else 1.0
    return factor * (_LINKED if any(one.link for one in (*rest, last)) else 1.0)


def _of_word(reading: Reading, known: Background) -> float:
    """Return what a single word makes of a tag."""
    if reading.word in known.vague:
        return _VAGUE
    if reading.written[:1].isupper() and not known.arabic:
        return _CAPITAL
    if reading.definite:
        return _RELATIVE if reading.word.endswith(("ي", "يه")) else _ARTICLE
    return _COMMON if reading.common else 1.0
