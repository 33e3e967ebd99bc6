"""Known-item queries: two or three content words of a random article, in five forms."""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from mujaz import arabic
from mujaz.tagging import forms
from mujaz.tagging.background import background

Query = tuple[str, str]
"""The address of the article that must come, and what is typed."""
Changed = Callable[[str, random.Random], str | None]

_SHORTEST = 4
_ENOUGH = 12
_MARKS = re.compile("[\u064b-\u0652]")  # ARABIC FATHATAN - SUKUN
_RESPELT = str.maketrans("أإآةىؤئ", "اااهيوي")
_KNOWN = background()


def queries(articles: Mapping[str, str], count: int) -> dict[str, list[Query]]:
    """Return `count` queries in each form, the same for the same articles.

    The form «inflected» needs simplemma, which knows lemmas and is no part of what is measured.
    """
    chance = random.Random(1)
    contents = {address: content(text) for address, text in articles.items()}
    inflected = _inflected(list(contents.values()))
    changes: dict[str, Changed] = {
        "as written": lambda word, _: word,
        "respelt": _respelt,
        "tashkeel, tatweel": lambda word, _: f"{word[0]}\u064e{word[1]}\u0640{word[2:]}\u064f",
        "clitics changed": _clitics,
        **({"inflected": inflected} if inflected else {}),
    }
    return {
        name: list(_some(contents, count, change, _chance(chance)))
        for name, change in changes.items()
    }


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
    contents: Mapping[str, Sequence[str]], count: int, change: Changed, chance: random.Random
) -> Iterator[Query]:
    addresses, found = sorted(contents), 0
    while found < count:
        address, length = chance.choice(addresses), chance.choice((2, 3))
        words = [new for word in contents[address] if (new := change(word, chance))]
        if len(words) >= _ENOUGH:
            found += 1
            yield address, " ".join(chance.sample(words, length))


def _respelt(word: str, _: random.Random) -> str:
    other = word.translate(_RESPELT)
    return f"أ{word[1:]}" if other == word and word.startswith("ا") else other


def _bare(word: str) -> tuple[str, str]:
    """Return what is written onto a word that is not folded, and the word."""
    clitics, _ = forms.split(arabic.fold(word), _KNOWN)
    clitics = "" if word.startswith("لل") else clitics
    return clitics, word[len(clitics) :]


def _clitics(word: str, chance: random.Random) -> str:
    clitics, bare = _bare(word)
    if bare.startswith("ال"):
        return chance.choice((bare[2:], f"و{bare}", f"ب{bare}", f"ل{bare[1:]}"))
    added = ("و", "ف", "ب", "ك", "ل", "ال", "وال", "بال", "لل")
    return bare if clitics else chance.choice(added) + word


def _inflected(contents: list[list[str]]) -> Changed | None:
    try:
        from simplemma import lemmatize  # noqa: PLC0415
    except ImportError:
        return None

    def lemma(word: str) -> tuple[str, str]:
        bare = _bare(word)[1]
        bare = bare[2:] if bare.startswith("ال") and len(bare) > _SHORTEST else bare
        return lemmatize(bare, lang="ar"), arabic.fold(bare)

    known = {word: lemma(word) for word in sorted({w for words in contents for w in words})}
    kin: defaultdict[str, list[str]] = defaultdict(list)
    for word, (name, _) in known.items():
        kin[name].append(word)

    def change(word: str, chance: random.Random) -> str | None:
        name, bare = known[word]
        others = [other for other in kin[name] if known[other][1] != bare]
        return chance.choice(others) if others else None

    return change
