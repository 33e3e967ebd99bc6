"""Weights: how good a tag each phrase of a text would be.

How often a phrase stands in the text, times how rare its words are elsewhere (tf·idf: Salton and
Buckley, 1988), times how near the beginning it stands first, times what its form makes of it. The
rarities of several words are summed and divided by the root of their number: more than one rare
word counts, but not as much as twice.

The factors are those of a conditional logit over the phrases of each text (McFadden, 1974), fitted
to the training half of AKEC, the Arabic Keyphrase Extraction Corpus (Helmy et al., 2016), with the
first two held at one, and rounded: `tests/tools/fit_tags.py` fits them again. In five folds, each
scored with what the other four give, it has P@5 .69 and F1@5 .28. Those that stand outside of
`Factors` were set with a red pencil on news, which AKEC is not.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mujaz.tagging.background import Background
from mujaz.tagging.candidates import Candidate
from mujaz.tagging.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Factors:
    """What texts with known keyphrases say that a phrase is worth for where it stands and its form.

    Of one that nothing is said of here, each factor is 1.
    """

    lead: float = 3.0
    """What standing at the very beginning adds,"""
    lead_words: float = 100.0
    """and after how many words half of it is gone."""

    place: float = 4.6
    person: float = 4.3
    organisation: float = 8.1
    """Of known names."""

    two: float = 1.6
    three: float = 1.25
    """Of phrases of so many words, to one."""
    head_of_place: float = 3.0
    head_of_organisation: float = 2.6
    """Of phrases that begin with «مدينة», «وزارة»."""
    definite: float = 2.4
    owned: float = 1.7
    bare: float = 0.8
    """«المجلس البلدي», «رئيس المجلس», «رئيس مجلس»."""
    adjective: float = 1.8
    """Of phrases that end with an adjective of the kind of «البلدي»."""
    linked: float = 0.5
    """Of those tied by a preposition."""

    once: float = 0.75
    common: float = 0.6
    article: float = 1.4
    """Of single words: not repeated, a bare noun, one with the article."""

    def of_name(self, kind: str | None) -> float:
        """Return the factor of a name of a kind."""
        match kind:
            case "place":
                return self.place
            case "person":
                return self.person
            case "organisation":
                return self.organisation
            case _:
                return 1.0

    def of_head(self, kind: str | None) -> float:
        """Return the factor of a phrase whose first word is the head of a kind."""
        match kind:
            case "place":
                return self.head_of_place
            case "organisation":
                return self.head_of_organisation
            case _:
                return 1.0

    def of_length(self, words: int) -> float:
        """Return the factor of a phrase of two words or more."""
        match words:
            case 2:
                return self.two
            case 3:
                return self.three
            case _:
                return _FOUR


FITTED = Factors()

_TORN = 0.4
"""What an occurrence counts that is torn out of a longer phrase, for each torn end."""
_ORIGIN = 0.3
"""What an adjective of origin counts of a mention of its place."""
_ONLY_IMPLIED = 0.33
"""A place that the text does not name: «السوري» is of سوريا, and the story may be of elsewhere."""
_IN_TITLE = 1.4
"""The texts of AKEC have no titles."""
_CHOSEN = 16.0
"""A tag of the digest's own vocabulary."""
_FOUR = 0.7
"""A phrase of four words."""
_OFFICE = 0.4
"""A phrase that begins with «الرئيس»: a reader looks for who it is."""
_RELATIVES = ("ي", "يه")
"""Endings of adjectives of the kind of «البلدي»."""
_VAGUE, _RELATIVE = 0.2, 0.4
"""A single word of the vague list, and such an adjective."""
_CAPITAL = 2.0
"""A word with a capital in a language that has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What the phrases of one text are weighed by."""

    known: Background
    titled: int = 0
    """How many words of the text are its title, and stand first."""
    factors: Factors = FITTED
    commonplaces: Mapping[str, float] = field(default_factory=dict)
    """What words that a digest is full of have left of their rarity."""

    def weight(self, group: Sequence[Candidate]) -> float:
        """Weigh a phrase by its occurrences."""
        first, factors = group[0], self.factors
        times = _times(first) if len(group) == 1 else sum(map(_times, group))
        lead = 1 + factors.lead / (1 + first.place / factors.lead_words)
        heading = _IN_TITLE if first.place < self.titled else 1.0
        return times * self._rarity(first.readings) * lead * heading * self._form(group)

    def _rarity(self, readings: Sequence[Reading]) -> float:
        if len(readings) == 1:
            return self._left(readings[0])
        rarities = [self._left(one) for one in readings if not one.stop]
        return sum(rarities) / math.sqrt(len(rarities) or 1)

    def _left(self, reading: Reading) -> float:
        return reading.rarity * self.commonplaces.get(reading.word, 1.0)

    def _form(self, group: Sequence[Candidate]) -> float:
        name = group[0].name or next((one.name for one in group[1:] if one.name), None)
        if name:
            factor = _CHOSEN if name.chosen else self.factors.of_name(name.kind)
            return factor * (_ONLY_IMPLIED if all(one.implied for one in group) else 1.0)
        readings = group[0].readings
        if len(readings) > 1:
            return self._of_phrase(readings)
        return self._of_word(readings[0]) * (self.factors.once if len(group) == 1 else 1.0)

    def _of_phrase(self, readings: Sequence[Reading]) -> float:
        """Return what several words make of a tag."""
        factors, (first, *rest, last) = self.factors, readings
        factor = factors.of_length(len(readings)) * factors.of_head(
            self.known.heads.get(first.word)
        )
        factor *= _OFFICE if first.title and first.definite else 1.0
        if last.definite:
            factor *= factors.definite if first.definite else factors.owned
        elif not any(one.definite or one.named for one in readings):
            factor *= factors.bare
        factor *= factors.adjective if last.word.endswith(_RELATIVES) else 1.0
        return factor * (factors.linked if any(one.link for one in (*rest, last)) else 1.0)

    def _of_word(self, reading: Reading) -> float:
        """Return what a single word makes of a tag."""
        if reading.word in self.known.vague:
            return _VAGUE
        if reading.written[:1].isupper() and not self.known.arabic:
            return _CAPITAL
        if reading.definite:
            return _RELATIVE if reading.word.endswith(_RELATIVES) else self.factors.article
        return self.factors.common if reading.common else 1.0


def _times(one: Candidate) -> float:
    return _ORIGIN if one.implied else _TORN**one.torn
