"""Commonplaces: words that tell little in one digest, for it is full of them.

A paper's own name, or the town that it is of, may be rare in the world and stand in every article
of a digest. There it is no tag that tells articles apart, and its rarity counts for less.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from mujaz.tagging.background import background, language_of
from mujaz.tagging.tokens import tokens

FEWEST = 300
"""Articles in one language, fewer of which say nothing of its words."""
_PRIOR = 300
"""How many articles the shipped frequencies weigh as, beside those of the digest."""
_OFTEN = 0.1
"""Share of the articles from which a word is a commonplace: a subject that fewer have is a tag."""


class Vocables(NamedTuple):
    """What an article says of how common words are."""

    language: str
    words: frozenset[str]
    """Folded, without what is written onto them."""


Rarities = Mapping[str, float]
"""What a commonplace has of its shipped rarity, by the word."""


@dataclass(frozen=True, slots=True)
class Commonplaces:
    """The commonplaces of a digest."""

    source: str = ""
    """All of them, as they travel between processes."""

    def of(self, language: str) -> Rarities:
        """Return those of a language."""
        return _compiled(self.source).get(language, {})


NO_COMMONPLACES = Commonplaces()
"""Those of a digest that is small, or that nobody has looked at."""


def vocables(title: str, paragraphs: Sequence[str]) -> Vocables:
    """Return the words of an article."""
    language = language_of(title, paragraphs)
    read = tokens((title, *paragraphs), background(language))
    return Vocables(language, frozenset(one.reading.word for words in read for one in words))


def commonplaces(articles: Iterable[Vocables]) -> Commonplaces:
    """Return the commonplaces of a digest with these articles, or with these drawn by lot."""
    found: dict[str, list[frozenset[str]]] = {}
    for language, words in articles:
        found.setdefault(language, []).append(words)
    lines = (
        f"{language} {word} {share:.3f}"
        for language, each in sorted(found.items())
        for word, share in sorted(_left(each, background(language).rarity))
    )
    return Commonplaces("\n".join(lines))


def _left(
    articles: Sequence[frozenset[str]], rarity: Callable[[str], float]
) -> Iterator[tuple[str, float]]:
    """Yield each commonplace, and what is left of its rarity.

    The share of articles that have a word is guessed from those at hand and from the shipped
    frequency, with a Dirichlet prior of the latter (Zhai and Lafferty, 2004). The rarity of it
    takes the place of the shipped one, without a step where words begin to be commonplaces.
    """
    count = len(articles)
    if count < FEWEST:
        return
    times: Counter[str] = Counter()
    for words in articles:
        times.update(words)
    for word, having in times.items():
        expected = math.exp(-rarity(word))
        share = (having + _PRIOR * expected) / (count + _PRIOR)
        if share > (usual := max(expected, _OFTEN)):
            yield word, math.log(share) / math.log(usual)


@lru_cache(maxsize=4)
def _compiled(source: str) -> Mapping[str, Rarities]:
    found: dict[str, dict[str, float]] = {}
    for line in source.splitlines():
        language, word, share = line.split(" ")
        found.setdefault(language, {})[word] = float(share)
    return MappingProxyType(found)
