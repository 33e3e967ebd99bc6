"""Whether a text is written in HTML, or only speaks of it.

Where HTML is used its tags stand about words and between sentences; where it is spoken of they
stand in sentences, as words do: «الوسم <p> يفتح فقرة، والوسم </p> يغلقها».
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

_TAG = re.compile(
    r"<(?P<closes>/?)(?P<name>p|div|br|hr|h[1-6]|ul|ol|li|a|img|figure|strong|em|b|i|u|span|table"
    r"|tr|td|th|blockquote|article|section|main|header|html|head|body|title|center|font)(?:\s+[a-z][^<>]*|\s*/?)>",
    re.IGNORECASE,
)
_ALONE = frozenset({"br", "hr", "img"})
"""What has no end (HTML, 13.1.2: void elements)."""
_INSIDE = frozenset({"a", "b", "em", "font", "i", "strong", "u", "span", *_ALONE})
"""What stands inside paragraphs."""
_LETTER = re.compile(r"[^\W\d_]")
_JOINING = frozenset({"و", "أو", "إلى", "ثم", "and", "or", "to"})
"""What stands between two tags that are only named: «بين <b> و</b>»."""
_CLOSED = frozenset('.؟?!…:؛،,>»”")]')
_PARAGRAPH = 8
"""Words about which no sentence says that its tags are about them."""
_FEW = 200
"""Letters in which so many words show."""
_READ = 2**16
"""Letters by which a text is judged."""


@dataclass(frozen=True, slots=True)
class _Tags:
    """A tag, or two about some words."""

    start: int
    end: int
    """Where what they are about begins and ends."""
    used: bool
    """Whether they do what tags do; else they are named in a sentence."""
    inside: bool
    """Whether they stand inside a paragraph."""


def is_html(text: str, *, least: int = 1) -> bool:
    """Whether a text is written in HTML: most of its tags are used, and they say enough.

    They are about half of it, or at least so many stand inside its paragraphs.
    """
    head = text[:_READ]
    found = tuple(_found(head))
    uses = tuple(tags for tags in found if tags.used)
    if 2 * len(uses) <= len(found):
        return False
    return sum(use.inside for use in uses) >= least or 2 * _covered(uses) >= len(head.strip())


def _found(text: str) -> Iterator[_Tags]:
    """Yield what opens, with what closes it; an end without a beginning says nothing."""
    standing: defaultdict[str, list[re.Match[str]]] = defaultdict(list)
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if name in _ALONE:
            yield _Tags(tag.start(), tag.end(), _between(text, tag), inside=True)
        elif not tag["closes"]:
            standing[name].append(tag)
        elif standing[name]:
            yield from _pair(text, standing[name].pop(), tag)
    for name, tags in standing.items():
        # A paragraph need not be closed: it ends where the next begins.
        ends = name not in _INSIDE
        for tag in tags:
            yield _Tags(tag.start(), len(text), ends and _between(text, tag), inside=False)


def _pair(text: str, opening: re.Match[str], closing: re.Match[str]) -> Iterator[_Tags]:
    start, end = opening.end(), closing.start()
    if _LETTER.search(text, start, end):
        inside = opening["name"].lower() in _INSIDE
        yield _Tags(opening.start(), closing.end(), _about_words(text, start, end), inside)


def _about_words(text: str, start: int, end: int) -> bool:
    """Whether what stands between two tags is what they are about, and not a word between two."""
    if text[start : min(end, start + _FEW)].strip() in _JOINING:
        return False
    touches = text[start] != " " or text[end - 1] != " "
    return touches or len(text[start : min(end, start + _FEW)].split()) >= _PARAGRAPH


def _between(text: str, tag: re.Match[str]) -> bool:
    """Whether a tag stands between sentences or lines, or touches the word before it."""
    before = text[max(0, tag.start() - _FEW) : tag.start()]
    return before[-1:] != " " or before.rstrip(" ")[-1:] in _CLOSED


def _covered(uses: tuple[_Tags, ...]) -> int:
    """Return how many letters of a text tags are about; what lies inside another counts once."""
    total = reached = 0
    for use in sorted(uses, key=lambda use: use.start):
        total += max(0, use.end - max(use.start, reached))
        reached = max(reached, use.end)
    return total
