"""Readings: what each distinct word of a text is, for all that can be known without a grammar."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from mujaz import arabic
from mujaz.tagging import forms
from mujaz.tagging.background import Background

_LINKS = frozenset(arabic.fold("من على عن إلى بين مع ضد غير حول دون عبر بلا أو").split())
"""Function words that may stand inside a phrase («الدفاع عن النفس»)."""
_PATRONYMS = frozenset(arabic.fold("بن بنت ابن").split())

_CLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك")
_SHORTEST = 3

_MARKS = re.compile("[\u064b-\u065f\u0670]+")  # ARABIC FATHATAN - SUPERSCRIPT ALEF
_ARABIC = "\u0621-\u064a\u066e-\u06d3"  # ARABIC LETTER HAMZA - ARABIC LETTER YEH BARREE
_ONE_SCRIPT = re.compile(f"[{_ARABIC}]{{2,30}}|[a-z]{{2,30}}")
"""A word of one script; no language writes a longer one that a reader would call a tag."""
_ANY_SCRIPT = re.compile(r"[^\W\d_]{2,30}(?:'[^\W\d_]{1,5})?")
_ENDINGS = ("ه", "\u064b", "\u064bا")  # ARABIC FATHATAN
"""Endings of an owned word, where teh marbuta would have its dots, and of an adverb."""

_fold = lru_cache(maxsize=1 << 15)(arabic.fold)
"""Folding, remembered: a few thousand words make up most of any newspaper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One distinct word of a text."""

    written: str
    """As it stands, without vowel marks."""
    shown: str
    """The same without what was cut."""
    word: str
    """Folded, without what was cut."""
    whole: str
    """Folded, with all that is written onto it."""
    spellings: tuple[str, ...]
    """What it may be, folded, in a list of names: as it stands first, then without its clitics."""
    stem: str
    """What it shares with its other forms."""
    cut: str
    """Conjunctions and prepositions written onto it."""
    rarity: float
    """How rare articles are that have it."""
    known: bool
    """Whether it is among the words of the background."""
    given: bool
    """Whether it is a first name."""
    title: bool
    """Whether it is an office or a trade, as stand before names."""
    stop: bool
    """Whether it is a function word."""
    content: bool
    """Whether it is a noun or an adjective for all we know: no verb, number, or function word."""
    definite: bool
    """Whether it carries the article."""
    common: bool
    """Whether it is indefinite but could carry the article, as names cannot."""
    patronym: bool
    """Whether it stands between a name and a father's name."""

    @property
    def link(self) -> bool:
        """Whether it ties the words about it together, in itself or by a preposition on it."""
        return bool(self.cut) or self.word in _LINKS

    @property
    def named(self) -> bool:
        """Whether it can only be a name, for no article is on it and none could be."""
        return self.content and not self.common and not self.definite


def readings(written: AbstractSet[str], background: Background) -> Mapping[str, Reading]:
    """Return the readings of the distinct words of a text, by the word as it is written."""
    folded = set(map(_fold, written))
    # Some papers write «علي» for «على»; in one that does not it is a name.
    named = frozenset({"علي"} if "على" in written else ())
    return {
        word: _read(word, _fold(word)[1:] in folded, word in named, background) for word in written
    }


@lru_cache(maxsize=1 << 15)
def _read(written: str, attested: bool, name: bool, background: Background) -> Reading:  # noqa: FBT001
    """Read one word; `attested` if the text has it without its first letter too."""
    bare, folded = _MARKS.sub("", written), _fold(written)
    cut, word = _split(folded, background, attested=attested)
    stop = word in background.stops and not name
    return Reading(
        written=bare,
        shown=_shown(bare, folded, word, cut),
        word=word,
        whole=folded,
        spellings=tuple(dict.fromkeys((folded, word, *_bare(folded, background)))),
        stem=forms.stem(word) if background.arabic else word,
        cut=cut,
        rarity=background.rarity(word),
        known=word in background.frequencies,
        given=word in background.given and not stop,
        title=word in background.titles,
        stop=stop,
        content=not stop and _is_nominal(written, word, background),
        definite=_is_definite(word, background),
        common=_is_common(word, background),
        patronym=word in _PATRONYMS,
    )


def _is_definite(word: str, background: Background) -> bool:
    return background.arabic and word.startswith("ال")


def _is_common(word: str, background: Background) -> bool:
    if _is_definite(word, background):
        return False
    headed = word in background.heads or word in background.titles
    return headed or background.is_common_noun(word)


def _bare(folded: str, background: Background) -> Iterator[str]:
    """Yield what a word may be without its clitics; a word that is known is what it is."""
    if not background.arabic or folded in background.frequencies or folded in background.names:
        return
    for clitics in _CLITICS:
        if folded.startswith(clitics) and len(folded) - len(clitics) >= _SHORTEST:
            bare = folded[len(clitics) :]
            yield "ال" + bare[1:] if clitics[-1] == "ل" and bare[0] == "ل" else bare


def _split(folded: str, background: Background, *, attested: bool) -> tuple[str, str]:
    if not background.arabic:
        return "", folded
    return forms.split(folded, background, attested=attested)


def _shown(bare: str, folded: str, word: str, cut: str) -> str:
    """Return a word as it is written, without what was cut from it; «لل» gives the article back."""
    if len(bare) != len(folded):
        return word if cut else bare
    if len(cut) + len(word) == len(bare):
        return bare[len(cut) :]
    return "ال" + bare[len(bare) - len(word) + len("ال") :]


def _is_nominal(written: str, word: str, background: Background) -> bool:
    """Say whether a word may be part of a name or a noun phrase that a stranger understands."""
    if not background.arabic:
        return bool(_ANY_SCRIPT.fullmatch(word))
    if word in background.given and not background.is_common_noun(word):
        return True
    return (
        bool(_ONE_SCRIPT.fullmatch(word))
        and not written.endswith(_ENDINGS)
        and not forms.is_verb(word, background)
        and not forms.is_owned(word, background)
        and not forms.is_adverbial(word, background)
    )
