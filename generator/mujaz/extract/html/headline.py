"""The headline of a page: what its head, its data and its own large letters say, as one."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from mujaz import arabic
from mujaz.extract.html.head import Head
from mujaz.extract.html.parts import Part, key

_DASH: Final = re.compile(r"\s+(?:[-–—|·•»«]|::)\s+|\s*\|\s*|\s+::\s+")
_SHORTEST: Final = 8
"""Letters of a headline, at least: shorter ones are the names of sections."""
_NAME_WORDS, _TITLE_WORDS = 4, 3


def find(head: Head, tops: Sequence[Part], known: frozenset[str]) -> str | None:
    """Return the headline; None when the page has none.

    `tops` are the page's <h1>; `known` are folded names of publishers.
    """
    names = known | frozenset(_names(head))
    said = [_bare(text, names) for text in _said(head) if text]
    shown = [_bare(part.text, names) for part in tops]
    for top in shown:
        if len(key(top)) >= _SHORTEST and any(_agree(top, other) for other in said):
            return top
    if said or not shown:
        return said[0] if said else _page_title(head, names)
    return shown[0] if len(shown) == 1 else _page_title(head, names) or shown[0]


def keys(head: Head, title: str, known: frozenset[str]) -> frozenset[str]:
    """Return the keys of every way in which the page gives its headline."""
    names = known | frozenset(_names(head))
    ways = (title, *(text for text in _said(head) if text), head.title)
    return frozenset(key(way) for text in ways for way in (text, _bare(text, names))) - {""}


def _said(head: Head) -> tuple[str | None, ...]:
    said = (head.linked.headline, head.said("og:title"), head.said("twitter:title"))
    return tuple(text for text in said if text and len(key(text)) >= _SHORTEST)


def _page_title(head: Head, names: frozenset[str]) -> str | None:
    """Return the page's title without a short last piece, the site's name in all likelihood."""
    bare = _bare(head.title, names)
    pieces = _DASH.split(bare)
    if bare == head.title and len(pieces) > 1 and len(pieces[-1].split()) <= _NAME_WORDS:
        before = bare[: bare.rindex(pieces[-1])]
        shorter = re.sub(r"[\s|«»:·•–—-]+$", "", before)
        bare = shorter if len(shorter.split()) >= _TITLE_WORDS else bare
    return bare or None


def _agree(one: str, other: str) -> bool:
    """Whether one is the other, or the other with something behind or before it."""
    first, second = sorted((key(one), key(other)), key=len)
    return len(first) >= _SHORTEST and first in second


def _names(head: Head) -> Iterator[str]:
    for name in (head.site, head.linked.publisher, head.said("og:site_name")):
        if name:
            yield arabic.fold(name)


def _bare(text: str, names: frozenset[str]) -> str:
    """Return a title without the site's name at its end or front: «… | الوطن», «- CNN Arabic»."""
    bare = text
    while found := list(_DASH.finditer(bare)):
        first, last = found[0], found[-1]
        if _is_name(bare[last.end() :], names):
            bare = bare[: last.start()]
        elif _is_name(bare[: first.start()], names):
            bare = bare[first.end() :]
        else:
            break
    return bare.strip()


def _is_name(piece: str, names: frozenset[str]) -> bool:
    bare = key(arabic.fold(piece))
    return bool(bare) and any(bare == key(name) for name in names)
