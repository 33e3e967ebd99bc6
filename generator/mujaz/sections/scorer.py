"""The section that a text tells by its words, or none where it tells no section plainly."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from mujaz import arabic
from mujaz.models import Section
from mujaz.sections.cues import HINTING, TELLING

_TELLING, _HINTING = 3, 1
_MOST = 3
"""How often a word counts in one text: what is said a tenth time tells nothing new."""

_HEADLINE = 2
"""How often the headline is read."""

_LONGEST = 400
"""Words of a text that are weighed: what it is about is said by then."""

_TELLINGS, _PLAINLY, _AHEAD = 3, 12, 2.5
"""Telling words and the score from which a section is told, and how far the next must be behind.

Set for precision, on newspapers' pages whose sections are known: a tenth or less of what is told is
not what the newspaper said, and a third of the pages is told nothing.
"""

_PREFIXES = (
    re.compile("[وف]"),
    re.compile("[وف]?(?:[بك]?ال|لل)"),
    re.compile("[وف]?[بلك]"),
    re.compile("ו?[הבלכמש]"),
)
_SHORTEST = 3
"""Letters of a word before which a prefix may be taken off."""

_SEPARATOR = re.compile("[،,]")


def proposed(title: str, paragraphs: Sequence[str]) -> Section | None:
    """Return the section that a headline and its text tell plainly; None when they do not.

    A cue word counts three times if it tells its section and once if it hints, for each of the
    first three times that it stands there; the headline is read twice. The best section is told
    when several words tell it, and its score is high enough and far above the next one's. Pure, and
    linear in the text.
    """
    scores: Counter[Section] = Counter()
    tellings: Counter[Section] = Counter()
    for cue, times in _found(title, paragraphs).items():
        section, weight = _CUES[cue]
        scores[section] += weight * min(times, _MOST)
        tellings[section] += weight == _TELLING
    ranked = scores.most_common(2)
    best, most = ranked[0] if ranked else (None, 0)
    behind = ranked[1][1] if len(ranked) > 1 else 0
    plain = most >= _PLAINLY and most >= _AHEAD * behind
    return best if best and plain and tellings[best] >= _TELLINGS else None


def _found(title: str, paragraphs: Sequence[str]) -> Counter[str]:
    words = [*arabic.words(arabic.fold(title))] * _HEADLINE
    for paragraph in paragraphs:
        words += arabic.words(arabic.fold(paragraph))
        if len(words) >= _LONGEST:
            break
    return Counter(_cues(words[:_LONGEST]))


def _cues(words: Sequence[str]) -> Iterator[str]:
    """Yield each cue where it stands, the longest phrase first."""
    past = 0
    for place, word in enumerate(words):
        # Few words begin a cue, and none within one that was found.
        if place >= past and _forms(word) and (cue := next(_begun(words, place), "")):
            yield cue
            past = place + cue.count(" ") + 1


def _begun(words: Sequence[str], place: int) -> Iterator[str]:
    """Yield the cues that begin at a place: the longer ones first, then the more exact ones."""
    forms = _forms(words[place])
    for length in range(max((_LENGTHS[form] for form in forms), default=0), 0, -1):
        rest = words[place + 1 : place + length]
        yield from (cue for form in forms if (cue := " ".join((form, *rest))) in _CUES)


@lru_cache(maxsize=2**15)
def _forms(word: str) -> tuple[str, ...]:
    """Return what a word can be the beginning of a cue as: as it stands, then without prefixes."""
    bare = (word[found.end() :] for prefix in _PREFIXES if (found := prefix.match(word)))
    long_enough = (rest for rest in bare if len(rest) >= _SHORTEST)
    forms = (word, *(form for rest in long_enough for form in (f"ال{rest}", rest)))
    return tuple(form for form in forms if form in _LENGTHS)


def _weighed() -> Mapping[str, tuple[Section, int]]:
    return {
        arabic.fold(word).strip(): (section, weight)
        for weight, lists in ((_HINTING, HINTING), (_TELLING, TELLING))
        for section, words in lists.items()
        for word in _SEPARATOR.split(words)
    }


_CUES = _weighed()
_LENGTHS = {
    cue.split()[0]: cue.count(" ") + 1 for cue in sorted(_CUES, key=lambda cue: cue.count(" "))
}
"""The words of the longest cue that begins with a word."""
