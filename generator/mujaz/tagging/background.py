"""Background: what is known of words before any article is read; frozen, loaded once."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from mujaz import arabic

_DATA = Path(__file__).parents[1] / "data"
_ABSENT = 1e-6
"""Frequency taken for a word that is not in the list; the rarest in it is at 1.7e-6."""
_LENGTH = 300
"""Words of the article in which `rarity` looks for a word."""
_GUESSED = 600
"""Letters by which the language of a text is told."""
_ARABIC = re.compile("[\u0620-\u06ff]+")  # KASHMIRI YEH - HEH WITH INVERTED V
_SOME = 4
"""Of how many words one in Arabic letters makes the text one of a language in these."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Background:
    """Word frequencies and word lists, all in folded spelling; equal only to itself."""

    frequencies: Mapping[str, float]
    """Share of each known word among all words of running text."""
    verbs: frozenset[str] = frozenset()
    """Words that are conjugated verbs and no nouns."""
    stops: frozenset[str]
    """Words that neither begin nor end a tag."""
    vague: frozenset[str] = frozenset()
    """Words that are no tag alone."""
    given: frozenset[str] = frozenset()
    """First names, which begin a person's name."""
    names: frozenset[str] = frozenset()
    """Names of one word, to which nothing is written on as they stand."""
    titles: frozenset[str] = frozenset()
    """Offices and trades, which stand before a person's name."""
    heads: Mapping[str, str] = field(default_factory=dict)
    """The kind of what a word is the head of: «وزارة» of an organisation, «مدينة» of a place."""
    arabic: bool = False
    """Whether words are Arabic ones, with all that Arabic writes onto them."""

    def frequency(self, word: str) -> float:
        """Return how often a word stands in running text."""
        return self.frequencies.get(word, _ABSENT)

    def rarity(self, word: str) -> float:
        """Return the logarithm of how many articles there are for one that has the word.

        Were words strewn over articles by chance, so many would have it: the Poisson form of
        inverse document frequency (Church and Gale, 1995). No collection of articles is needed.
        """
        return -math.log(-math.expm1(-_LENGTH * self.frequency(word)))

    def is_common_noun(self, word: str) -> bool:
        """Say whether an indefinite word takes the article elsewhere, as names do not.

        First names do so at times, as families' names: «الوليد», «الفيصل».
        """
        definite = self.frequencies.get("ال" + word, 0.0)
        return definite > (0.5 if word in self.given else 0.1) * self.frequency(word)


@cache
def background(language: str = "ar") -> Background:
    """Read what ships of a language; of one that nothing is known of, there are only words."""
    return _of_arabic() if language == "ar" else _of_another(language)


def _of_arabic() -> Background:
    words: dict[str, float] = {}
    verbs: set[str] = set()
    for step, nouns, conjugated in table("arabic-frequencies.tsv"):
        frequency = 10 ** (int(step) / 100)
        words.update(dict.fromkeys(nouns.split(), frequency))
        words.update(dict.fromkeys(conjugated.split(), frequency))
        verbs.update(conjugated.split())
    titles = _list("arabic-titles.txt")
    given = _list("arabic-given-names.txt")
    return Background(
        frequencies=MappingProxyType(words),
        verbs=frozenset(verbs),
        stops=_list("arabic-stopwords.txt"),
        vague=_list("arabic-vague.txt"),
        given=given,
        names=given | _single_names(),
        titles=titles | {title.removeprefix("ال") for title in titles},
        heads=MappingProxyType(_heads()),
        arabic=True,
    )


def _of_another(language: str) -> Background:
    words: dict[str, float] = {}
    stops: set[str] = set()
    for code, step, plain, function in table("other-frequencies.tsv"):
        if code == language:
            words.update(dict.fromkeys(f"{plain} {function}".split(), 10 ** (int(step) / 100)))
            stops.update(function.split())
    return Background(frequencies=MappingProxyType(words), stops=frozenset(stops))


def _single_names() -> frozenset[str]:
    """Return the words that are a shipped name, or a whole part of one after a comma."""
    listed = (
        arabic.fold(spelling)
        for _, label, _, others in table("arabic-names.tsv")
        for spelling in (label, *others.split("، "))
    )
    return frozenset(word for word in listed if word and " " not in word)


def _heads() -> dict[str, str]:
    lines = (words.partition(" ") for (words,) in table("arabic-institutions.txt"))
    return {word: kind for kind, _, rest in lines for word in arabic.fold(rest).split()}


def language_of(title: str, paragraphs: Sequence[str]) -> str:
    """Tell the language of a text by its beginning; some Latin names make no text English."""
    text = "\n".join((title, *paragraphs[:4]))[:_GUESSED]
    words = arabic.words(text)
    ours = [word for word in words if _ARABIC.match(word)]
    if _SOME * len(ours) >= len(words):
        letters = " ".join("".join(_ARABIC.findall(word)) for word in ours)
        return arabic.language(letters) if ours else "ar"
    return arabic.language(text)


def table(name: str) -> Iterator[list[str]]:
    """Yield the tab-separated fields of each line of a data file, comments left out."""
    for line in (_DATA / name).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def _list(name: str) -> frozenset[str]:
    """Return the words of a data file, folded."""
    return frozenset(arabic.fold(" ".join(line for (line,) in table(name))).split())
