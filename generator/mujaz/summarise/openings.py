"""How a sentence begins: whether it stands on its own, and whether it turns to another matter."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from mujaz import arabic
from mujaz.summarise.lexicon import LEXICONS, NONE, Lexicon

_HEAD = 120
"""Letters of a sentence in which its opening is read."""
_BEFORE = "«»\"“”'‘([-–—•*… "
_NEVER = re.compile(r"(?!)")
_LETTER = re.compile(r"[^\W\d_]")
_ITEM = r"\d{1,2} ?[-.)] ?(?!\d)"
"""The number of an item: the others stand before it."""
_SUBJECT = "(?:ت|وا|ا)?"
"""The endings of a verb in the past that say who did it, and name nobody."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What the first words of a sentence say of its place."""

    goes_on: bool = False
    """It goes on with the sentence before it: «وأضاف», «من جهته», «however»."""
    points: bool = False
    """It speaks of what it does not name: «وهو», «هذه اللعبة», «she»."""
    joined: bool = False
    """It begins with «and», and reads well after any other, but not first."""
    hearsay: bool = False
    """It only says where and when something was said."""
    turn: int = 0
    """Words with which it turns to another matter: two of «إلى ذلك، أعلن الوزير…»."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The words of a language as what is looked for at the head of a folded sentence."""

    goes_on: re.Pattern[str]
    points: re.Pattern[str]
    joined: re.Pattern[str]
    hearsay: re.Pattern[str]
    turn: re.Pattern[str]
    open_ended: frozenset[str]
    """Folded words on which no sentence ends."""


def read(folded: str, language: str) -> Opening:
    """Read the opening of a folded sentence in an article of this language."""
    head = folded.lstrip(_BEFORE)[:_HEAD]
    patterns = _patterns(_language_of(head, language))
    turn = patterns.turn.match(head)
    rest = head[turn.end() :].lstrip("،,:; ") if turn else head
    return Opening(
        goes_on=bool(patterns.goes_on.match(rest)),
        points=bool(patterns.points.match(rest)),
        joined=bool(patterns.joined.match(head)),
        hearsay=bool(patterns.hearsay.match(head)),
        turn=len(arabic.words(turn[0])) if turn else 0,
    )


def ends_open(folded: str, language: str, last: Iterable[str]) -> bool:
    """Say whether a sentence wants another word after its last."""
    return not _patterns(_language_of(folded, language)).open_ended.isdisjoint(last)


def lexicon(text: str, language: str) -> Lexicon:
    """Return the words for a sentence of an article; quoted sentences may be of another script."""
    return LEXICONS.get(_language_of(text, language), NONE)


def _language_of(text: str, language: str) -> str:
    """Return the language of a sentence: by its first letter, and by the article's."""
    first = _LETTER.search(text)
    letter = first[0] if first else ""
    if "א" <= letter <= "ת":
        return "he"
    if letter.isascii():
        return "en"
    return language if language in {"fa", "ur"} else "ar"


@cache
def _patterns(language: str) -> _Patterns:
    words = LEXICONS.get(language, NONE)
    joins = f"(?:{words.joins})?" if words.joins else ""
    said = f"(?:{words.sayings}){_SUBJECT}(?:{words.unnamed})"
    pronouns = rf"{_ITEM}|(?:{words.pronouns})(?!\w)"
    if words.own_time:
        pronouns += rf"(?! (?:{words.own_time})(?!\w))"
    going = [rf"{joins}(?:{words.connectives})(?!\w)"]
    if words.sayings:
        going.append(f"(?:{words.joins})(?:{said})" if words.joins else said)
        pronouns += f"|{said}"
    return _Patterns(
        goes_on=_compiled("|".join(going)),
        points=_compiled(f"{joins}(?:{pronouns})"),
        joined=_compiled(f"{words.and_}(?!{words.own})" if words.and_ else ""),
        hearsay=_compiled(f"{joins}(?:{words.hearsay})" if words.hearsay else ""),
        turn=_compiled(rf"{joins}(?:{words.turns})(?!\w)" if words.turns else ""),
        open_ended=frozenset(map(arabic.fold, words.open_ended.split("|"))),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(arabic.fold(pattern)) if pattern else _NEVER
