"""Who wrote a page: names alone, whatever the page puts around them."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from mujaz import arabic
from mujaz.extract.html import furniture, phrases
from mujaz.extract.html.head import Head
from mujaz.extract.html.parts import Part

_LABEL: Final = re.compile(rf"(?:{'|'.join(phrases.of(phrases.WRITERS))}) ?[:/|-]? ?(?=\w)")
_BETWEEN: Final = re.compile(r"\s*(?:[,،;؛|/&•]|\band\b|\s[-–—]\s)\s*|(?<=\S\s)و(?=[^\W\d_]{3,}\s)")
_NO_NAME: Final = re.compile(r"https?:|www\.|[@#\d<>{}=]|\.(?:com|net|org)\b|^.{0,2}$|^.{61,}$")
_MACHINES: Final = frozenset(
    map(arabic.fold, ("admin", "administrator", "editor", "webmaster", "staff", "المحرر", "مشرف"))
)
_MOST_WORDS: Final = 6
_LINE_WORDS: Final = 12


def find(head: Head, near: Iterable[Part], known: frozenset[str]) -> tuple[str, ...]:
    """Return the writers' names: of the page's data, its head, else of the line that names them.

    `near` are the parts around the head of the story; `known` are folded names of publishers.
    """
    site = {arabic.fold(name) for name in (head.site, head.linked.publisher) if name}
    for texts in (head.linked.authors, head.writers, _lines(near)):
        found = _unique(name for text in texts for name in _names(text))
        kept = tuple(name for name in found if arabic.fold(name) not in known | site)
        if kept:
            return kept
    return ()


def _lines(near: Iterable[Part]) -> Iterator[str]:
    """Yield the lines that say who wrote it, by their words or, of links, by their names."""
    for part in near:
        if part.words > _LINE_WORDS:
            continue
        if furniture.is_byline(part.text):
            yield part.text
            return


def _names(text: str) -> Iterator[str]:
    for piece in _BETWEEN.split(_unlabelled(text)):
        name = _unlabelled(piece).strip(" .*-–—:|\"'")
        if _NO_NAME.search(name) or len(name.split()) > _MOST_WORDS:
            continue
        if arabic.fold(name) not in _MACHINES:
            yield name


def _unlabelled(text: str) -> str:
    """Return a line without the word that announces a writer: «بقلم: …», «By …»."""
    label = _LABEL.match(arabic.fold(text))
    if label is None:
        return text
    words = len(re.findall(r"\w+", label[0]))
    return re.sub(rf"^\W*(?:\w+\W+){{{words}}}", "", text)


def _unique(found: Iterable[str]) -> tuple[str, ...]:
    return tuple({arabic.fold(name): name for name in found}.values())
