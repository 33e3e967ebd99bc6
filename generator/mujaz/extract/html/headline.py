"""The headline of a page: what its head, its data and its own large letters say, as one."""

import re
from collections.abc import Sequence
from typing import Final

from mujaz import arabic
from mujaz.extract.html.head import Head
from mujaz.extract.html.names import is_title
from mujaz.extract.html.parts import Part, key

_DASH: Final = re.compile(r"\s+(?:[-–—|·•»«]|::)\s+|\s*\|\s*|\s+::\s+")
_SHORTEST: Final = 8
"""Letters of a headline, at least: shorter ones are the names of sections."""
_NAME_WORDS, _TITLE_WORDS = 4, 3
_NEAR: Final = 8
_LINKED: Final = 0.5


def find(head: Head, headings: Sequence[Part], known: frozenset[str]) -> str | None:
    """Return the headline that a page's head gives, as its large letters give it; None for none.

    `headings` are the page's own, in their order; `known` are folded names of publishers.
    """
    names = _names(head, known)
    said = [bare for text in _said(head) if not _is_name(bare := _bare(text, names), names)]
    shown = [_bare(part.text, names) for part in headings if part.box.nearest("h1")]
    for top in shown:
        if any(_agree(top, other) for other in said):
            return top
    if said:
        return said[0]
    titled = _page_title(head, names) or ""
    ways = [_bare(part.text, names) for part in headings]
    alone = shown[0] if len(shown) == 1 and not _is_name(shown[0], names) else None
    return next((way for way in ways if _agree(way, titled)), alone)


def above(head: Head, parts: Sequence[Part], story: int, known: frozenset[str]) -> str | None:
    """Return what stands above a story like a headline, for a page whose head does not give it.

    What its head gives for a title goes last: of such a page it is the name of the site.
    """
    names = _names(head, known)
    for part in reversed(parts[max(0, story - _NEAR) : story]):
        large = part.heading or any(
            is_title(box.names) for box in (part.box, part.box.parent) if box
        )
        if large and part.linked < _LINKED and len(part.key) >= _SHORTEST:
            return part.text
    return _page_title(head, names)


def site(head: Head, title: str) -> str | None:
    """Return the site's name as the page gives it, else as it stands behind the page's title."""
    if head.site:
        return head.site
    behind = head.title.removeprefix(title) if head.title.startswith(title) else ""
    name = behind.strip(" |-–—:«»·•")
    return name if 0 < len(name.split()) <= _NAME_WORDS else None


def keys(head: Head, title: str, known: frozenset[str]) -> frozenset[str]:
    """Return the keys of every way in which the page gives its headline."""
    names = _names(head, known)
    ways = (title, *_said(head), head.title)
    return frozenset(key(way) for text in ways for way in (text, _bare(text, names))) - {""}


def _said(head: Head) -> tuple[str, ...]:
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


def _names(head: Head, known: frozenset[str]) -> frozenset[str]:
    """Return the keys of the publishers' names and of what the page calls its site."""
    said = (*known, head.site, head.linked.publisher, head.host)
    return frozenset(key(arabic.fold(name)) for name in said if name)


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
    return key(arabic.fold(piece)) in names
