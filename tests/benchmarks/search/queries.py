"""Known-item queries: two or three content words of a random article, in five forms."""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from mujaz import arabic
from mujaz.tagging import forms
from mujaz.tagging.background import background

Changed = Callable[[str, random.Random], str | None]

_SHORTEST = 4
_ENOUGH = 12
_MARKS = re.compile("[\u064b-\u0652]")  # ARABIC FATHATAN - SUKUN
_RESPELT = str.maketrans("أإآةىؤئ", "اااهيوي")
_KNOWN = background()


class Query(NamedTuple):
    """What is typed, and of which article."""

    address: str
    typed: str
    rivals: int
    """How many articles hold the words that are meant: one, where the item is a known one."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of queries."""

    change: Changed
    """Returns what is typed for a word, None where it has no such form."""
    name: Callable[[str], str]
    """Names a word so that words have one name which this form of query takes for the same."""


def queries(articles: Mapping[str, str], count: int) -> dict[str, list[Query]]:
    """Return `count` queries in each form, the same for the same articles.

    The form «inflected» needs simplemma, which knows lemmas and is no part of what is measured.
    """
    chance = random.Random(1)
    contents = {address: content(text) for address, text in articles.items()}
    inflected = _inflected(list(contents.values()))
    changes = {
        "as written": Form(lambda word, _: word, arabic.fold),
        "respelt": Form(_respelt, arabic.fold),
        "tashkeel, tatweel": Form(_with_signs, arabic.fold),
        "clitics changed": Form(_clitics, _without_article),
        **({"inflected": inflected} if inflected else {}),
    }
    return {
        name: list(_some(contents, count, form, _chance(chance))) for name, form in changes.items()
    }


def by_lot(asked: Sequence[Query]) -> tuple[float, float]:
    """Return recall@10 and MRR of drawing lots among all articles that hold what is meant.

    Whoever only knows which articles hold the words ranks no better; where it is low, the articles
    say the same and none of them is a known item.
    """
    shown = [(min(10, query.rivals), query.rivals) for query in asked]
    recall = sum(some / rivals for some, rivals in shown)
    ranks = sum(sum(1 / place for place in range(1, some + 1)) / many for some, many in shown)
    return recall / len(asked), ranks / len(asked)


def _chance(chance: random.Random) -> random.Random:
    return random.Random(chance.random())


def content(text: str) -> list[str]:
    """Return the words of a text that a reader would remember."""
    words = dict.fromkeys(_MARKS.sub("", word) for word in arabic.words(text))
    return [word for word in words if _tells(word)]


def _tells(word: str) -> bool:
    folded = arabic.fold(word)
    long = len(word) >= _SHORTEST and word.isalpha() and arabic.is_arabic_script(word)
    return long and not {folded, forms.split(folded, _KNOWN)[1]} & _KNOWN.stops


def _some(
    contents: Mapping[str, Sequence[str]], count: int, form: Form, chance: random.Random
) -> Iterator[Query]:
    addresses, found, name = sorted(contents), 0, cache(form.name)
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for address, words in contents.items():
        for word in words:
            holders[name(word)].add(address)
    while found < count:
        address, length = chance.choice(addresses), chance.choice((2, 3))
        pairs = [(w, new) for w in contents[address] if (new := form.change(w, chance))]
        if len(pairs) >= _ENOUGH:
            found += 1
            meant, typed = zip(*chance.sample(pairs, length), strict=True)
            rivals = set.intersection(*(holders[name(word)] for word in meant))
            yield Query(address, " ".join(typed), len(rivals))


def _respelt(word: str, _: random.Random) -> str:
    other = word.translate(_RESPELT)
    return f"أ{word[1:]}" if other == word and word.startswith("ا") else other


def _with_signs(word: str, _: random.Random) -> str:
    # FATHA after the first letter, TATWEEL after the second, DAMMA at the end.
    return f"{word[0]}\u064e{word[1]}\u0640{word[2:]}\u064f"


def _bare(word: str) -> tuple[str, str]:
    """Return what is written onto a word that is not folded, and the word."""
    clitics, _ = forms.split(arabic.fold(word), _KNOWN)
    clitics = "" if word.startswith("لل") else clitics
    return clitics, word[len(clitics) :]


def _without_article(word: str) -> str:
    """Return a word without what is written onto its front, folded."""
    bare = _bare(word)[1]
    return arabic.fold(bare[2:] if bare.startswith("ال") and len(bare) > _SHORTEST else bare)


def _clitics(word: str, chance: random.Random) -> str:
    clitics, bare = _bare(word)
    if bare.startswith("ال"):
        return chance.choice((bare[2:], f"و{bare}", f"ب{bare}", f"ل{bare[1:]}"))
    added = ("و", "ف", "ب", "ك", "ل", "ال", "وال", "بال", "لل")
    return bare if clitics else chance.choice(added) + word


def _inflected(contents: list[list[str]]) -> Form | None:
    try:
        from simplemma import lemmatize  # noqa: PLC0415
    except ImportError:
        return None

    @cache
    def lemma(word: str) -> str:
        bare = _bare(word)[1]
        bare = bare[2:] if bare.startswith("ال") and len(bare) > _SHORTEST else bare
        return str(lemmatize(bare, lang="ar"))

    kin: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted({word for words in contents for word in words}):
        kin[lemma(word)].append(word)

    def change(word: str, chance: random.Random) -> str | None:
        others = [o for o in kin[lemma(word)] if _without_article(o) != _without_article(word)]
        return chance.choice(others) if others else None

    return Form(change, lemma)
