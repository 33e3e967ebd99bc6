"""Tokens: the words of a text, read, and how they stand to each other."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mujaz import arabic
from mujaz.tagging.background import Background
from mujaz.tagging.reading import Reading, readings

_OPENING = re.compile('[.؟?!:…«"-]')


class Token(NamedTuple):
    """One word of the text, read."""

    reading: Reading
    opens: bool
    """Whether a sentence or a quotation begins here, as they like to in Arabic with a verb."""
    joined: bool
    """Whether nothing but a space parts it from the word before."""


def tokens(paragraphs: Sequence[str], background: Background) -> tuple[tuple[Token, ...], ...]:
    """Return the words of each paragraph."""
    split = [(text, arabic.word_spans(text)) for text in paragraphs]
    read = readings({text[start:stop] for text, at in split for start, stop in at}, background)
    return tuple(tuple(_of_paragraph(text, at, read)) for text, at in split)


def _of_paragraph(
    text: str, spans: Sequence[tuple[int, int]], read: Mapping[str, Reading]
) -> Iterator[Token]:
    end = 0
    for start, stop in spans:
        gap = text[end:start]
        joined = gap == " "
        opens = not end or (not joined and bool(_OPENING.search(gap)))
        yield Token(read[text[start:stop]], opens, joined)
        end = stop
