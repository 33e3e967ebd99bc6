"""Kin: which words readers mean alike, whatever is written onto them and however they are bent.

Three circles stand around a folded word: itself; its mates, which differ in what Arabic writes onto
the front («والوزير», «وزير»); and its kin, the forms of one lemma («وزراء»). All that is here
depends on the word alone and on what ships with the package, never on the library.
"""

from collections.abc import Container
from dataclasses import dataclass
from functools import cache, lru_cache

from mujaz.tagging import forms
from mujaz.tagging.background import Background, background, table

ENDINGS = (
    ("تان", "ه"),
    ("تين", "ه"),
    ("تا", "ه"),
    ("ات", "ه"),
    ("ات", ""),
    ("ون", ""),
    ("ين", ""),
    ("ان", ""),
    ("وا", ""),
    ("يه", "ي"),
    ("يا", "ي"),
    ("ه", ""),
    ("ا", ""),
    ("ت", ""),
)
"""Endings of number, gender and case, and what stands in their place in the lemma."""
_NISBA = ("ا", "ه", "ون", "ين")
"""What stands behind the name of a people or a land, and not behind what is of it."""
PRONOUNS = ("هما", "ها", "هم", "هن", "كم", "نا", "ه", "ي", "ك")
"""What is written onto the end: whose it is, or whom it befell."""
BEGINNINGS = (
    *("وبال", "وكال", "فبال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "ال"),
    *("وب", "ول", "وك", "فب", "فل", "و", "ف", "ب", "ك", "ل"),
)
"""What may be written onto the front, for words of which nothing else is known."""
SHORTEST = 3
"""Letters that are left at least, when an ending goes."""
_DEFINITE = ("وال", "فال", "بال", "كال", "وبال", "وكال", "فبال", "ولل", "فلل", "لل")
"""Beginnings that are the article with something before it, where a noun follows."""
_SHORTEST_DEFINITE = 5
_MUCH = 2
"""How much more frequent a word without «ال» must be for these not to be letters of its own."""
_REMEMBERED = 1 << 18


@dataclass(frozen=True, slots=True)
class Kin:
    """A word's place among others, in folded letters."""

    bare: str
    """What it is without what is written onto its front: the name of its mates."""
    head: str
    """The name of its kin."""


@lru_cache(maxsize=_REMEMBERED)
def kin(word: str) -> Kin:
    """Return the place of a folded word.

    >>> kin("والوزراء")
    Kin(bare='وزراء', head='وزير')
    """
    bare = _bare(word, background())
    return Kin(bare, _head(bare))


def of_lemma(head: str) -> tuple[str, ...]:
    """Return the forms of a lemma that are known, whether any article has them or not."""
    return tuple(form for form in _forms().get(head, ()) if kin(form).head == head)


def by_rule(word: str, lemmas: Container[str]) -> str:
    """Return the lemma to which an ending leads, or the word itself; only `lemmas` are led to."""
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            lemma = word[: -len(ending)] + instead
            if lemma in lemmas:
                return lemma
    return word


def _bare(word: str, known: Background) -> str:
    _, rest = forms.split(word, known)
    if rest == word:
        rest = _definite(word, known)
    if rest == word:
        rest = _after_beginning(word, known)
    inner = rest[2:]
    if not rest.startswith("ال") or (len(rest) < _SHORTEST_DEFINITE and not _same(rest, inner)):
        return rest
    # «الماني» and «الماس» have no article: their letters are the word's own.
    own = rest in _lemmas() and _lemmas()[rest].startswith("ال")
    return rest if own and known.frequency(inner) < _MUCH * known.frequency(rest) else inner


def _definite(word: str, known: Background) -> str:
    """Return a word from its article on, where something stands before that."""
    for beginning in _DEFINITE:
        inner = word.removeprefix(beginning)
        cut = inner != word and len(inner) >= SHORTEST and word not in known.names
        if cut and ("ال" + inner in known.frequencies or inner in known.frequencies):
            return "ال" + inner
    return word


def _same(one: str, two: str) -> bool:
    """Say whether two words are known as forms of one lemma."""
    return two in _lemmas() and _lemmas().get(one) == _lemmas()[two]


def _after_beginning(word: str, known: Background) -> str:
    """Return a word without its beginning, where without it alone it is a form of a lemma."""
    if word.startswith("ال") or word in known.names or _lemma(word):
        return word
    for beginning in BEGINNINGS:
        inner = word.removeprefix(beginning)
        if inner != word and len(inner) >= SHORTEST and _lemma(inner):
            return f"ال{inner}" if beginning in _DEFINITE else inner
    return word


def _head(bare: str) -> str:
    """Return the name of a word's kin, the word being without clitics: its lemma, or its stem."""
    lemma = _lemma(bare)
    if _is_place(bare) and not (lemma and _is_of(lemma, bare)):
        return bare  # «السودان» is no form of «أسود»
    return lemma or forms.stem(bare)


def _is_place(word: str) -> bool:
    """Say whether a word is a name, and none of a person."""
    known = background()
    return any(one in known.names and one not in known.given for one in (word, f"ال{word}"))


def _is_of(lemma: str, name: str) -> bool:
    """Say whether a lemma is of a name: «إندونيسي» of «إندونيسيا», another spelling of «دنمارك»."""
    rest = name.removeprefix(lemma)
    return _is_place(lemma) if rest == name else lemma.endswith("ي") and rest in _NISBA


def _lemma(bare: str) -> str | None:
    """Return the lemma of a word without clitics: a known one, or by its endings."""
    known = _lemmas()
    for owned in (bare, *_without_pronoun(bare)):
        if owned in known:
            return known[owned]
        lemma = by_rule(owned, known)
        if lemma != owned:
            return known[lemma]
    return None


def _without_pronoun(word: str) -> tuple[str, ...]:
    """Return what a word may be without the pronoun at its end: «مدينتها» of «مدينه»."""
    for pronoun in PRONOUNS:
        if word.endswith(pronoun) and len(word) - len(pronoun) >= SHORTEST:
            inner = word[: -len(pronoun)]
            return (inner[:-1] + "ه", inner) if inner.endswith("ت") else (inner,)
    return ()


@cache
def _lemmas() -> dict[str, str]:
    """Return the lemma of each form that ships; a lemma's own, where no other is named, is it."""
    found: dict[str, str] = {}
    plain: list[str] = []
    for (line,) in table("arabic-lemmas.txt"):
        lemma, *others = line.split(" ")
        plain.append(lemma)
        for other in others:
            found[other] = lemma
    for lemma in plain:
        found.setdefault(lemma, lemma)
    return found


@cache
def _forms() -> dict[str, list[str]]:
    """Return the forms of each lemma: the inverse of `_lemmas`."""
    found: dict[str, list[str]] = {}
    for form, lemma in _lemmas().items():
        found.setdefault(lemma, []).append(form)
    return found
