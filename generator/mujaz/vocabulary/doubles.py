"""Two names that are likely one, each pair with the reason; what is doubtful is not told.

Only what nobody settled: two tags that tags.yml describes are two, for an editor says so.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mujaz import arabic
from mujaz.phrases import _
from mujaz.vocabulary.census import Count

ARTICLE = _("the same but for the article")
HAMZA = _("the same but for a hamza")
SPACE = _("the same but for a space or a sign")
VOWEL = _("a long vowel more or less")
CONSONANT = _("one foreign sound in two letters")
PEOPLE = _("a country, and the adjective made of it")

_SIGNS = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = "اوي"
_SWAPS = {"ج": "غ", "غ": "ج", "ت": "ط", "ط": "ت"}
"""Letters that stand for one sound of another language: «غارسيا» and «جارسيا».

Other such pairs tell Arabic words apart too often («المسلحين», «المصلحين»), and so do two letters
in turn («جامعات», «جماعات»).
"""

_INFLECTED = ("ه", "ات", "ين", "ون", "ان", "ها", "هم", "نا", "ني", "ت")
"""How words end that are Arabic, not foreign: in these a long vowel makes another word."""

_LONG = 6
"""Letters, without the article, from which one that differs is rather a slip than another word."""

_COUNTRIES = {
    "سوري": "سوريا",
    "لبناني": "لبنان",
    "عراقي": "العراق",
    "اردني": "الاردن",
    "فلسطيني": "فلسطين",
    "مصري": "مصر",
    "سوداني": "السودان",
    "ليبي": "ليبيا",
    "تونسي": "تونس",
    "جزايري": "الجزاير",
    "مغربي": "المغرب",
    "موريتاني": "موريتانيا",
    "يمني": "اليمن",
    "سعودي": "السعوديه",
    "كويتي": "الكويت",
    "بحريني": "البحرين",
    "قطري": "قطر",
    "اماراتي": "الامارات",
    "عماني": "عمان",
    "تركي": "تركيا",
    "ايراني": "ايران",
    "روسي": "روسيا",
    "اوكراني": "اوكرانيا",
    "امريكي": "امريكا",
    "بريطاني": "بريطانيا",
    "فرنسي": "فرنسا",
    "الماني": "المانيا",
    "ايطالي": "ايطاليا",
    "اسباني": "اسبانيا",
    "صيني": "الصين",
    "ياباني": "اليابان",
    "هندي": "الهند",
    "باكستاني": "باكستان",
    "افغاني": "افغانستان",
    "اسراييلي": "اسراييل",
    "صومالي": "الصومال",
}
"""The adjectives of countries and their countries, as `name_key` writes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two tags that are likely one; the first is the one to keep."""

    kept: Count
    other: Count
    why: str
    """A key of the catalogues."""


def doubles(counts: Iterable[Count]) -> tuple[Pair, ...]:
    """Return the likely doubles among all tags, those of the most used tags first."""
    order = list(counts)
    by_key = {arabic.name_key(count.tag.label): count for count in order}
    found: dict[tuple[str, str], Pair] = {}
    for one, other, why in (*_alike(by_key), *_near(by_key)):
        first, second = sorted((by_key[one], by_key[other]), key=_weight)
        if not (first.described and second.described):
            found.setdefault(
                (first.tag.label, second.tag.label), Pair(kept=first, other=second, why=why)
            )
    place = {count.tag.label: i for i, count in enumerate(order)}
    return tuple(
        sorted(found.values(), key=lambda p: (place[p.kept.tag.label], place[p.other.tag.label]))
    )


def _weight(count: Count) -> tuple[bool, int, str]:
    return (not count.described, -count.articles, arabic.name_key(count.tag.label))


def _alike(keys: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the pairs that are one under a coarser key."""
    for why, coarser in (
        (SPACE, _signless),
        (HAMZA, _hamzaless),
        (ARTICLE, _articleless),
        (PEOPLE, _peopleless),
    ):
        first: dict[str, str] = {}
        for key in keys:
            one = first.setdefault(coarser(key), key)
            if one != key:
                yield one, key, why


def _signless(key: str) -> str:
    return _SIGNS.sub("", key)


def _hamzaless(key: str) -> str:
    """Return a name without the last hamza of its longer words: «سينا», «الطوارئ»."""
    return " ".join(
        word[:-1] if word.endswith("ء") and len(_bare(word)) >= len("سيناء") else word
        for word in key.split()
    )


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > len("الاب") else word


def _articleless(key: str) -> str:
    """Return a name without articles if its first word has one; «يوسف الأحمد» keeps his."""
    words = key.split()
    return " ".join(map(_bare, words)) if words and _bare(words[0]) != words[0] else key


def _peopleless(key: str) -> str:
    """Return «جيش سوريا» for «الجيش السوري»; a name of another shape is itself."""
    words = key.split()
    if len(words) != len(("noun", "adjective")):
        return key
    noun, people = map(_bare, words)
    country = _COUNTRIES.get(people.removesuffix("ه"))
    return f"{noun} {country}" if country and noun != words[0] and people != words[1] else key


def _near(keys: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the pairs of which one word differs by one slip of the kinds that are slips."""
    known = set(keys)
    for key in sorted(known):
        for found in _WORD.finditer(key):
            for word, why in _slips(found[0]):
                other = key[: found.start()] + word + key[found.end() :]
                if other in known and other != key:
                    yield key, other, why


def _slips(word: str) -> Iterator[tuple[str, str]]:
    """Yield what a long word may be written for; both words are long."""
    first = len(word) - len(_bare(word))
    length = len(word) - first
    if length < _LONG or word.endswith(_INFLECTED):
        return
    for place in range(first, len(word)):
        before, letter, after = word[:place], word[place], word[place + 1 :]
        if letter in _SWAPS:
            yield before + _SWAPS[letter] + after, CONSONANT
        if letter in _VOWELS and length > _LONG and first < place < len(word) - len("يه"):
            yield before + after, VOWEL
