"""A text as tokens and as its shape: one letter a token, so that a date's grammar is a pattern.

The letters are those of `furniture` and these: d a number that may be a day, y one that may be a
year, n any other; o a day in words, O one with «ال»; G H J a Gregorian, Hijri or Jalali month; W a
day's name, w one that is also an everyday word; t a time, F a date in numbers, k a number that is
spoken for; x any other word. A mark stands for itself where it separates, `*` for every other.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from mujaz.dates import furniture, names
from mujaz.dates.letters import plain

_TOKEN: Final = re.compile(
    r"""
      (?P<t> \d{1,2} (?:\s?:\s?|h) \d\d (?:\s?:\s?\d\d)? (?:\.\d+)? (?!\d)
           | \d{1,2} \. \d\d (?=\s?(?:[صم]|صباحا|مساء|[ap]m)\b) )
    | (?P<F> (?<!\d) (?<!\d[-/.]) (?<![a-z]/) \d{1,4}
             (?: \s?(?P<s>[-/])\s? \d{1,2} \s?(?P=s)\s? | \.\d{1,2}\. ) \d{1,4} (?!\d|[-/.]\d) )
    | (?P<m> (?:تشرين|كانون|(?<!\w)[تك]) \s? [12] (?!\d) )
    | (?P<n> \d+ )
    | (?P<w> [^\W\d_]+ )
    | (?P<p> \S )
    """,
    re.VERBOSE,
)
_MARKS: Final = {mark: mark for mark in "/-.,:()|;!+"} | {"&": "B"}
_DAYS: Final = range(1, 32)
_YEARS: Final = range(1300, 2200)
_PERSIAN_DIGIT: Final = re.compile("[\u06f0-\u06f9]")  # extended Arabic-Indic 0 to 9

# Numbers that something else claims: an issue, a page, an hour, a time zone, a count of readers.
_SPOKEN_FOR: Final = re.compile(
    r"K[:(]{0,2}[dny]|N:[dny]|[dn]N|A:?d(?!f*[GHJ])|d[ag]|\+[dnt]|z-[dnt](?!f*[GHJ])",
)
_CLAIM_NUMBERS: Final = str.maketrans("dny", "kkk")


class Token(NamedTuple):
    """A word, number, date in numbers or mark of a text."""

    kind: str
    text: str
    number: int = 0
    """Which month, day of the week, day or year; nothing for other kinds."""


class Reading(NamedTuple):
    """A text that has been read but not yet understood."""

    tokens: tuple[Token, ...]
    shape: str
    persian: bool
    """Whether it is written with Persian digits."""


def _vocabulary() -> dict[str, Token]:
    words = {phrase: Token(kind, phrase) for phrase, kind in furniture.words()}
    for kind, days in (("o", names.ordinals()), ("O", names.definite_ordinals())):
        words |= {name: Token(kind, name, day) for name, day in days}
    tables = {
        "w": names.BARE_WEEKDAYS,
        "W": names.WEEKDAYS,
        "J": names.JALALI,
        "H": names.HIJRI,
        "G": names.GREGORIAN,
    }
    for kind, table in tables.items():
        for number, line in enumerate(names.lines(table), start=1):
            words |= {name: Token(kind, name, number) for name in names.split(line)}
    return words


def _longest_by_head(phrases: Iterator[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for phrase in phrases:
        head, *rest = phrase.split()
        longest[head] = max(longest.get(head, 1), 1 + len(rest))
    return longest


_WORDS: Final = _vocabulary()
_LONGEST: Final = _longest_by_head(iter(_WORDS))


def _number(text: str) -> Token:
    value = int(text) if len(text) <= 4 else 0  # noqa: PLR2004 - no longer number is in a date
    if len(text) <= 2 and value in _DAYS:  # noqa: PLR2004 - a day has two digits
        return Token("d", text, value)
    return Token("y" if value in _YEARS else "n", text, value)


def _single(kind: str, text: str) -> Token:
    match kind:
        case "n":
            return _number(text)
        case "p":
            return Token(_MARKS.get(text, "*"), text)
        case "m":
            return _WORDS["".join(text.split())]
        case _:
            return Token(kind, text)


def _phrase(found: list[tuple[str, str]], at: int) -> tuple[Token, int]:
    """Return the longest known phrase that begins here, and how many tokens it takes."""
    word = found[at][1]
    for length in range(_LONGEST.get(word, 1), 1, -1):
        run = found[at : at + length]
        known = _WORDS.get(" ".join([each for _, each in run]))
        if known:
            return known, len(run)
    return _WORDS.get(word) or Token("x", word), 1


def _tokens(text: str) -> Iterator[Token]:
    found = [(match.lastgroup or "p", match[0]) for match in _TOKEN.finditer(text)]
    at = 0
    while at < len(found):
        kind, raw = found[at]
        token, length = _phrase(found, at) if kind == "w" else (_single(kind, raw), 1)
        yield token
        at += length


def read(text: str) -> Reading:
    """Return the tokens of a text and its shape, a letter for each token."""
    tokens = tuple(_tokens(plain(text)))
    shape = "".join([token.kind for token in tokens])
    settled = _SPOKEN_FOR.sub(lambda match: match[0].translate(_CLAIM_NUMBERS), shape)
    return Reading(tokens, settled, bool(_PERSIAN_DIGIT.search(text)))
