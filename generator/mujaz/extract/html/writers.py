"""Who wrote a page: names alone, whatever the page puts around them."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from mujaz import arabic
from mujaz.extract.html import furniture, phrases
from mujaz.extract.html.head import Head
from mujaz.extract.html.parts import Part, key

_LABEL: Final = re.compile(rf"(?:{'|'.join(phrases.of(phrases.WRITERS))}) ?[:/|-]? ?(?=\w)")
_BETWEEN: Final = re.compile(r"\s*(?:[,،;؛|/&•]|\band\b|\s[-–—]\s)\s*|(?<=\S\s)و(?=[^\W\d_]{3,}\s)")
_NO_NAME: Final = re.compile(r"[@#\d<>{}=:]|www\.|\.(?:com|net|org)\b|^.{0,2}$|^.{61,}$")
_LINK: Final = re.compile(r"\s*(?:https?:|//|www\.)|.{300}", re.IGNORECASE)
_ROLE: Final = re.compile(
    r"\b(?:writer|editor|reporter|correspondent|contributor|staff|agency)\b|^(?:محرر|مراسل|رئيس)",
    re.IGNORECASE,
)
"""What stands behind a writer's name."""
_DAY: Final = re.compile(r"\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b.*")
_MACHINES: Final = frozenset(
    map(arabic.fold, ("admin", "administrator", "editor", "webmaster", "staff", "المحرر", "مشرف"))
)
_MOST_WORDS: Final = 6
_LINE_WORDS: Final = 12
_TELLING: Final = 6
"""Letters of a name that tell it from others."""


def find(head: Head, near: Iterable[Part], known: frozenset[str]) -> tuple[str, ...]:
    """Return the writers' names: of the page's data, its head, else of the line that names them.

    `near` are the parts around the head of the story; `known` are folded names of publishers.
    """
    sites = {key(arabic.fold(name)) for name in (*known, head.site, head.linked.publisher) if name}
    for texts in (head.linked.authors, head.writers, _lines(near)):
        kept = (text for text in texts if not _LINK.match(text) and key(text) not in sites)
        found = _unique(name for text in kept for name in _names(text))
        if names := tuple(name for name in found if not _is_site(name, sites | {key(head.host)})):
            return names
    return ()


def _is_site(name: str, sites: Iterable[str]) -> bool:
    """Whether a name is the publisher's, or holds it, or is a part of its address."""
    said = key(arabic.fold(name))
    return any(one and (one in said or (said in one and len(said) >= _TELLING)) for one in sites)


def _lines(near: Iterable[Part]) -> Iterator[str]:
    """Yield the lines that say who wrote it, by their words or, of links, by their names."""
    for part in near:
        if part.words > _LINE_WORDS:
            continue
        if furniture.is_byline(part.text):
            yield part.text
            return


def _names(text: str) -> Iterator[str]:
    for at, piece in enumerate(_BETWEEN.split(_unlabelled(text))):
        name = _DAY.sub("", _unlabelled(piece)).strip(" .*-–—:|\"'")
        if _NO_NAME.search(name) or len(name.split()) > _MOST_WORDS:
            continue
        if at and _ROLE.search(name):
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
