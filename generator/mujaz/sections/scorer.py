"""The section that a text tells by its words, or none where it tells no section plainly."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

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

_PREFIXES = (re.compile(r"[وف]"), re.compile(r"[وف]?(?:[بك]?ال|لل)"), re.compile(r"[وف]?[بلك]"))
_PHRASE = 4
"""Words of the longest cue."""

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
    place = 0
    while place < len(words):
        phrases = ((_cue(words[place : place + n]), n) for n in range(_PHRASE, 0, -1))
        cue, length = next(((cue, n) for cue, n in phrases if cue), ("", 1))
        if cue:
            yield cue
        place += length


def _cue(words: Sequence[str]) -> str | None:
    return next((form for form in _forms(" ".join(words)) if form in _CUES), None)


def _forms(whole: str) -> Iterator[str]:
    """Yield words as they stand, then without their prefixes, with the article and without it."""
    yield whole
    for prefix in _PREFIXES:
        found = prefix.match(whole)
        bare = whole[found.end() :] if found else ""
        if len(bare) >= _SHORTEST:
            yield from (f"ال{bare}", bare)


def _weighed() -> Mapping[str, tuple[Section, int]]:
    return {
        arabic.fold(word).strip(): (section, weight)
        for weight, lists in ((_HINTING, HINTING), (_TELLING, TELLING))
        for section, words in lists.items()
        for word in _SEPARATOR.split(words)
    }


_CUES = _weighed()
