"""Suggestions: the candidates of a text, weighed, and the best of them as tags.

How often a phrase stands in the text, times how rare its words are elsewhere (tf·idf: Salton and
Buckley, 1988), times what makes a phrase a better tag. The rarities of several words are summed
and divided by the root of their number: more than one rare word counts, but not as much as twice.
The factors were set on the training half of AKEC, the Arabic Keyphrase
Extraction Corpus (Helmy et al., 2016), and held against news with a red pencil.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mujaz import arabic
from mujaz.models import Vocabulary
from mujaz.tagging.background import Background, background, language_of
from mujaz.tagging.candidates import Candidate, candidates
from mujaz.tagging.lexicon import Lexicon, lexicon
from mujaz.tagging.weights import Scale

Key = tuple[str, ...]
"""The stems of a phrase's words."""

_ABSORBED = 0.8
"""Share of its occurrences inside one longer phrase from which a phrase is only part of it."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tag that the machine proposes."""

    label: str
    kind: str | None
    """As models.Tag has it: `place`, `person`, `organisation`, `subject`."""


def suggest_tags(
    title: str,
    paragraphs: Sequence[str],
    *,
    limit: int = 5,
    vocabulary: Vocabulary | Lexicon | None = None,
) -> tuple[str, ...]:
    """Return at most `limit` tags for an article, best first, as its text writes them.

    A tag is a word or a phrase of the article, of up to four words, «بن» and the like aside,
    without the conjunction or preposition that Arabic writes onto it; or the name of what the
    article has under one of its known spellings. No tag is part of another.
    """
    found = suggest(title, paragraphs, limit=limit, vocabulary=vocabulary)
    return tuple(one.label for one in found)


def suggest(
    title: str,
    paragraphs: Sequence[str],
    *,
    limit: int = 5,
    vocabulary: Vocabulary | Lexicon | None = None,
) -> tuple[Suggestion, ...]:
    """Return what `suggest_tags` does, each with its kind."""
    names = vocabulary if isinstance(vocabulary, Lexicon) else lexicon(vocabulary)
    language = language_of(title, paragraphs)
    known = background(language)
    scale = Scale(
        known=known, titled=len(arabic.words(title)), commonplaces=names.commonplaces.of(language)
    )
    return best(phrases((title, *paragraphs), names, known), scale, names, limit=limit)


def phrases(texts: Sequence[str], names: Lexicon, known: Background) -> dict[Key, list[Candidate]]:
    """Return the phrases of some paragraphs that may be tags, with where each of them stands.

    What is merely part of a longer phrase is none.
    """
    groups: dict[Key, list[Candidate]] = {}
    for one in candidates(texts, names, known):
        groups.setdefault(one.key, []).append(one)
    return {key: groups[key] for key in _standing(groups)}


def best(
    found: Mapping[Key, Sequence[Candidate]], scale: Scale, names: Lexicon, *, limit: int
) -> tuple[Suggestion, ...]:
    """Return the phrases that weigh most, of which none holds another, as they are shown."""
    weights = {key: scale.weight(group) for key, group in found.items()}
    # The place and then the stems settle ties, so that the same text gives the same tags.
    ranked = sorted(weights, key=lambda key: (-weights[key], found[key][0].place, key))
    free = (key for key in ranked if not _blocked(found[key], names))
    return tuple(_suggestion(found[key], scale.known.heads) for key in _apart(free, limit))


def _blocked(group: Sequence[Candidate], names: Lexicon) -> bool:
    name = group[0].name
    if name is not None and name.blocked:
        return True
    return bool(names.blocked) and arabic.fold(_form(group)) in names.blocked


def _standing(groups: Mapping[Key, Sequence[Candidate]]) -> Iterator[Key]:
    """Yield the phrases that are not merely part of a longer one; a known name always stands."""
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


def _apart(ranked: Iterator[Key], limit: int) -> Sequence[Key]:
    """Return the best phrases of which none holds another."""
    chosen: list[Key] = []
    for key in ranked:
        if len(chosen) >= limit:
            break
        inside = set(_parts(key))
        if not any(other in inside or key in _parts(other) for other in chosen):
            chosen.append(key)
    return chosen


def _suggestion(group: Sequence[Candidate], heads: Mapping[str, str]) -> Suggestion:
    name = next((one.name for one in group if one.name), None)
    if name:
        return Suggestion(name.label, name.kind)
    readings = group[0].readings
    kind = heads.get(readings[0].word, "subject") if len(readings) > 1 else "subject"
    return Suggestion(_form(group), kind)


def _form(group: Sequence[Candidate]) -> str:
    """Return the form of a phrase to show: the most frequent one that nothing was cut from."""
    whole = [one.shown for one in group if not one.readings[0].cut]
    return Counter(whole or [one.shown for one in group]).most_common(1)[0][0]
