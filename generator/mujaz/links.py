"""Where the words of a page lead within content/: whether anything is there changes the page."""

import html
import posixpath
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

_MAY_LEAD = re.compile(r"\]\s*[(:\[]|\]$|href|src", re.IGNORECASE | re.MULTILINE)
_INLINE = re.compile(r"\]\((?=([^\n]{,400}))")
_BRACKETED = re.compile(r"\s*<([^>]*)>")
_STOP = re.compile(r"[\s()\"'\]]|$")
"""Where the place of an inline link may end; Python-Markdown takes blanks and brackets into it."""
_LEADS = re.compile(
    r"""\]:(?=\s*(?:<([^>\n]*)>|(\S+)))|\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>}]+))""",
    re.IGNORECASE,
)
"""Whatever else Markdown may take for a link; what it takes for none does no harm here.

The place of a reference is looked at, not eaten: what follows an empty one may be the next.
"""
_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")


def places(body: str, page: PurePosixPath) -> tuple[str, ...]:
    """Return the places below content/ that the words of a page may lead to, each once.

    >>> places("[one](b.md#part) and ![two](../c.png)", PurePosixPath("articles/a.md"))
    ('articles/b.md', 'c.png')
    """
    if not ("]" in body or "=" in body) or not _MAY_LEAD.search(body):
        return ()
    return tuple(dict.fromkeys(_places(body, page)))


def _places(body: str, page: PurePosixPath) -> Iterator[str]:
    for written in _ends(body):
        try:
            parts = urlsplit(html.unescape(_ESCAPED.sub("", written)))
        except ValueError:  # no address at all, such as http://[
            continue
        path = parts.path.strip()
        if "." in path and not (parts.scheme or parts.netloc or path.startswith(("/", "\\"))):
            yield posixpath.normpath(posixpath.join(page.parent, unquote(path)))


def _ends(body: str) -> Iterator[str]:
    for found in _INLINE.finditer(body):
        yield from _prefixes(found[1])
    for found in _LEADS.finditer(body):
        yield next(filter(None, found.groups()), "")


def _prefixes(rest: str) -> Iterator[str]:
    """Yield what may be the place of a link that begins here, up to the bracket that closes it."""
    if bracketed := _BRACKETED.match(rest):
        yield bracketed[1]
        return
    depth = 0
    for stop in _STOP.finditer(rest):
        yield rest[: stop.start()]
        depth += {"(": 1, ")": -1}.get(stop[0], 0)
        if depth < 0:
            return
