"""The description: one sentence of a summary, short enough for a card and a meta tag."""

import re
from collections.abc import Iterable
from functools import cache

from mujaz import arabic
from mujaz.summarise import openings, quotes
from mujaz.summarise.lexicon import Lexicon

_MOST = 160
"""Letters that search engines and messengers show of a description."""
_LEAST = 0.4
"""Share of them under which a clause is too short to be worth its end."""
_HEAD = 24
"""Letters in which a conjunction is looked for."""
_CUT = "…"
_CLAUSE = re.compile(r"(?<=\S)(?=[،؛,;](?!\d))|(?= [–—-] )")
_SPACE = re.compile(r"(?<=\S) +(?=\S)")
_LOOSE = " ،؛,;:–—-."


def description(summary: str, *, most: int = _MOST) -> str:
    """Return the first sentence of a summary, in at most so many letters.

    A longer one is cut at a clause and ends in «…»: before a comma or a dash, or else before a
    conjunction, or else between two words; never in a word, a quotation or a bracket. Where the
    first sentence cannot be cut so, the next is; empty when none can.
    """
    text = " ".join(summary.split())
    language = arabic.language(text)
    shortened = (_short(one, language, most) for one in arabic.sentences(text))
    return next(filter(None, shortened), "")


def _short(sentence: str, language: str, most: int) -> str:
    if len(sentence) <= most:
        return sentence
    words = openings.lexicon(sentence, language)
    inside = quotes.spans(sentence)[0]
    clauses = [found.start() for found in _CLAUSE.finditer(sentence)]
    spaces = [found.start() for found in _SPACE.finditer(sentence[: most + 1])]
    joints = [place for place in spaces if _begins_clause(sentence[place + 1 :], words)]
    for places, least in ((clauses, most * _LEAST), (joints, most * _LEAST), (spaces, 1)):
        for place in reversed(places):
            kept = sentence[:place].rstrip(_LOOSE)
            if places is spaces:
                kept = _without_loose_end(kept, words)
            if least <= len(kept) < most and not _is_inside(place, inside):
                return f"{kept}{_CUT}"
    return ""


def _is_inside(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < place < end for start, end in spans)


def _begins_clause(text: str, words: Lexicon) -> bool:
    """Say whether a clause may begin here: with a conjunction, or with «and» on its first word."""
    head = arabic.fold(text[:_HEAD])
    return bool(
        _compiled(words.clauses, words.and_, f"{words.own}|{words.numbers}".strip("|")).match(head)
    )


@cache
def _compiled(clauses: str, and_: str, others: str) -> re.Pattern[str]:
    joined = rf"|{and_}(?!{others})\w" if and_ else ""
    return re.compile(arabic.fold(rf"(?:{clauses or '(?!)'})(?!\w){joined}"))


def _without_loose_end(text: str, words: Lexicon) -> str:
    """Return a text without the words that no sentence ends on."""
    loose = set(map(arabic.fold, words.open_ended.split("|")))
    rest = text
    while rest and arabic.fold(rest.rpartition(" ")[2]) in loose:
        rest = rest.rpartition(" ")[0].rstrip(_LOOSE)
    return rest
