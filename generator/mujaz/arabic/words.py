"""Words: the tokens of a text as it is displayed."""

import re

from mujaz.arabic.letters import MARKS, ZWJ, ZWNJ

_RUN = rf"[^\W_]+(?:[{MARKS}{ZWNJ}{ZWJ}]+[^\W_]*)*"
_NUMBER_JOINT = r"(?<=\d)[.,٫٬:/](?=\d)"
_LATIN_JOINT = "(?<=[A-Za-z\u00c0-\u024f])['’](?=[A-Za-z\u00c0-\u024f])"
WORD = re.compile(f"{_RUN}(?:(?:{_NUMBER_JOINT}|{_LATIN_JOINT}){_RUN})*")
"""A word with its marks, a number with its separators, or a Latin word with its apostrophe."""


def words(text: str) -> tuple[str, ...]:
    """Return the words of the text in order, spelled and marked as they are displayed.

    A number keeps its inner separators («1.200,50», «10:30», «5/7/2021»).
    """
    return tuple(WORD.findall(text))


def word_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each word of `words(text)` starts and ends."""
    return tuple(found.span() for found in WORD.finditer(text))
