"""A shorter way from Markdown to HTML for texts that are plain paragraphs, as most articles are.

It gives what Python-Markdown gives for the same text, or None where the text holds anything that
Markdown, or one of the extensions it knows, could take for a sign.
"""

import re
from collections.abc import Callable, Iterable

KNOWN = frozenset(
    (
        *("abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html"),
        *("sane_lists", "tables", "toc"),
        *("pymdownx.caret", "pymdownx.details", "pymdownx.mark", "pymdownx.superfences"),
        *("pymdownx.tasklist", "pymdownx.tilde"),
    )
)
"""Extensions that do nothing without one of the signs below."""

_SIGNS = r"\\`*_{}\[\]<>&#|~^=\u0002\u0003\r\t\f\v\x1c-\x1e\x85\u2028\u2029"
"""Signs of Markdown, and what it or `str.splitlines` takes for a line's end or for its own."""
_PLAIN = re.compile(
    rf"\n*(?:(?!(?:[^\S\n]|[:+-]|\d+[.)]|!!!|\?\?\?|///))[^{_SIGNS}\n]*[^{_SIGNS}\s](?:\n+|\Z))*"
)
"""Lines without any, that begin as no list, rule, definition or box does, and end with a word."""
_GAP = re.compile(r"\n{2,}")


def html(text: str, mark: Callable[[str], str] = str) -> str | None:
    """Return the HTML of a text of plain paragraphs; None when it may hold more than these.

    `mark` puts tags into their words; it sees all of them at once, which have no signs to escape.
    """
    if not _PLAIN.fullmatch(text):
        return None
    stripped = text.strip("\n")
    if not stripped:
        return ""
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in _GAP.split(mark(stripped)))


def suits(extensions: Iterable[str]) -> bool:
    """Say whether the shorter way may be taken where these extensions are set."""
    return KNOWN.issuperset(name.removeprefix("markdown.extensions.") for name in extensions)
