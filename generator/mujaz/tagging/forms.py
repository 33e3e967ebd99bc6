"""Forms: a word without what Arabic writes onto it."""

import re

from mujaz.tagging.background import Background

_ARABIC_WORD = re.compile("[\u0621-\u064a]{4,30}")  # ARABIC LETTER HAMZA - ARABIC LETTER YEH
"""What is long enough to have something written onto it, and no longer than words are."""
_CLITICS = "وفبكل"
_NOMINAL = frozenset("بك")
"""Prepositions: no verb follows them."""
_CONJUNCTIONS = frozenset("وف")
_SHORTEST = 3
_SHORTEST_DEFINITE = 5
_LIKELIER = 2
_MUCH_LIKELIER = 5
"""How much more frequent a word without its first letter must be than the whole; much more where
the letter is no conjunction, for nearly every noun may follow one of those."""
_RAREST = 1e-6
_HEARD = 5e-6
_FAMILIAR = 5e-5
"""How frequent a word is after a clitic in what nobody knows as a whole: any; one of four letters,
and one of three, after a preposition."""

_PRESENT = re.compile("س?(?:ي[^اوي].{2,}|[تن][^اوي][^اوي]{2}|[تن].+وا|تت..+)|[وف][يت].{2,4}")
"""The shape of a verb in the present, for words that the background does not know."""
_PAST_ENDINGS = ("ت", "وا", "تا", "ا")
"""Endings of a past verb that the background knows without them."""
_PRONOUNS = ("هما", "ها", "هم", "هن", "كم", "نا", "ك")
_SUFFIXES = ("تها", "تهم", "ها", "هم", "ات", "ون", "ين", "ان", "يه", "ته", "تي", "ه")


def split(word: str, background: Background, *, attested: bool = False) -> tuple[str, str]:
    """Return the conjunction and prepositions written onto a folded word, and the word itself.

    A letter is cut only where frequencies make the rest likelier than the whole («والعراق», but
    «وزير»), or where neither is known and the rest is definite or `attested` by the text. A
    conjunction stands before a preposition, and nothing between that and the word. The article
    comes back where «لل» swallowed it.
    """
    if not _ARABIC_WORD.fullmatch(word) or word[0] not in _CLITICS or word in background.names:
        return "", word
    rest = _rest(word, background)
    more, inner = split(rest, background) if word[0] in _CONJUNCTIONS else ("", rest)
    if more and more[0] in _CONJUNCTIONS:
        more, inner = "", rest
    if _likelier(rest, word, background, attested=attested) or (
        more and _unknown(word, background)
    ):
        return word[0] + more, inner
    return "", word


def _rest(word: str, background: Background) -> str:
    """Return a word without its first letter; «للجنة» may hide «الجنة», «اللجنة» or «لجنة»."""
    if not word.startswith("لل"):
        return word[1:]
    return max("ال" + word[2:], "ال" + word[1:], word[1:], key=background.frequency)


def _unknown(word: str, background: Background) -> bool:
    return word not in background.frequencies


def _likelier(rest: str, whole: str, background: Background, *, attested: bool) -> bool:
    """Say whether a word is better read without its first letter.

    What takes the article elsewhere is whole as it is: «وادي» is not «و» and «أدّي».
    """
    if rest in background.names:
        return True
    definite = rest.startswith("ال") and len(rest) >= _SHORTEST_DEFINITE
    if background.is_common_noun(whole) or (whole[0] in _NOMINAL and rest in background.verbs):
        return False
    if _unknown(whole, background) and not (definite or attested):
        return _guessed(rest, whole[0], background)
    if _unknown(whole, background):
        return True
    sure = definite or whole[0] == "و"
    margin = 1 if attested else _LIKELIER if sure else _MUCH_LIKELIER
    return background.frequency(rest) >= margin * background.frequency(whole)


def _guessed(rest: str, clitic: str, background: Background) -> bool:
    """Say whether a word that nobody knows begins with a clitic.

    Nearly all unknown words that begin like «و» begin with it: names in which it is a letter are
    few, and the common ones are known. Of the others too many are names («لبيد», «كاليه»).
    """
    if clitic in _CONJUNCTIONS and rest in background.stops:
        return True
    if _unknown(rest, background):
        return is_owned(rest, background) or (clitic == "و" and len(rest) > _SHORTEST)
    if clitic in _CONJUNCTIONS:
        return background.frequency(rest) >= _LIKELIER * _RAREST
    if rest in background.stops and clitic == "ك":
        return False
    return len(rest) > _SHORTEST + 1 or background.frequency(rest) >= (
        _FAMILIAR if len(rest) == _SHORTEST else _HEARD
    )


def stem(word: str) -> str:
    """Return what is left of a folded word without article and ending: a key, not a word."""
    bare = word[2:] if word.startswith("ال") and len(word) >= _SHORTEST_DEFINITE else word
    for suffix in _SUFFIXES:
        if bare.endswith(suffix) and len(bare) - len(suffix) >= _SHORTEST:
            return bare[: -len(suffix)] + ("ي" if suffix == "يه" else "")
    return bare


def is_owned(word: str, background: Background) -> bool:
    """Say whether a folded word ends in a pronoun («رئيسها»): no tag for readers who lack whose."""
    for pronoun in _PRONOUNS:
        bare = word.removesuffix(pronoun)
        if bare != word and len(bare) >= _SHORTEST:
            if bare.endswith("ات") and _unknown(word, background):
                return True
            likeliest = max(background.frequency(bare), background.frequency(bare[:-1] + "ه"))
            return likeliest > background.frequency(word)
    return False


def is_adverbial(word: str, background: Background) -> bool:
    """Say whether a folded word is an indefinite accusative («سريعا»): an adverb or an object."""
    bare = word.removesuffix("ا")
    if bare == word or word.startswith("ال") or len(bare) < _SHORTEST:
        return False
    return background.frequency(bare) > _LIKELIER * background.frequency(word)


def is_verb(word: str, background: Background) -> bool:
    """Say whether a folded word is a verb that the background knows, or looks like one."""
    if word in background.verbs:
        return True
    if _unknown(word, background) and _PRESENT.fullmatch(word):
        return True
    past = (word[: -len(ending)] for ending in _PAST_ENDINGS if word.endswith(ending))
    return any(bare in background.verbs for bare in past) or _is_feminine(word, background)


def _is_feminine(word: str, background: Background) -> bool:
    """Say whether a word is a known one with the ending of «سجلت»; nouns take the article.

    After a long vowel the ending is none: «بيروت» is not «بيرو» in the past.
    """
    if len(word) <= _SHORTEST or not word.endswith("ت") or word.startswith("ال"):
        return False
    if word.endswith(("ات", "وت", "يت")):
        return False
    return word[:-1] in background.frequencies and not background.is_common_noun(word)
