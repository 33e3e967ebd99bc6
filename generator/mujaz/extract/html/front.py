"""Whether a page is the front of a section: many other stories, of each a little."""

from collections.abc import Sequence
from typing import Final

from mujaz.extract.html.head import Head
from mujaz.extract.html.parts import Part

_TEASERS: Final = 4
_HEADLINE_WORDS: Final = 4
_LINKED: Final = 0.8
_LONG: Final = 60
"""Words of a paragraph that no teaser has."""


def is_front(parts: Sequence[Part], story: Sequence[int], head: Head) -> bool:
    """Whether what was found are the beginnings of other pages' stories.

    Of those, each stands under a headline that is a link, and none is long.
    """
    if not story or _says_article(head):
        return False
    prose = [i for i in story if parts[i].prose]
    led = sum(_is_teaser(parts, i) for i in prose)
    return led >= _TEASERS and led * 2 >= len(prose) and max(parts[i].words for i in prose) < _LONG


def _says_article(head: Head) -> bool:
    return head.linked.typed or (head.said("og:type") or "").casefold() == "article"


def _is_teaser(parts: Sequence[Part], at: int) -> bool:
    """Whether the part above, or the one above a date, is a headline that is a link."""
    before = [part for part in parts[max(0, at - 3) : at] if part.text]
    return any(
        part.linked >= _LINKED and part.words >= _HEADLINE_WORDS and not part.closed
        for part in before[-2:]
    )
