"""Where the words of a page lead within content/: whether anything is there changes the page."""

import html
import posixpath
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

_MAY_LEAD = re.compile(r"\]\s*[(:\[]|\]$|href|src", re.IGNORECASE | re.MULTILINE)
_LEADS = re.compile(
    r"""
    \]\(\s*(?:<([^>\n]*)>|([^\s)]+))          # [words](place), ![words](<place>)
    |\]:\s*(?:<([^>\n]*)>|(\S+))              # [words]: place
    |\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>}]+))
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Whatever Markdown may take for a link; what it takes for none does no harm here."""
_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")


def places(body: str, page: PurePosixPath) -> tuple[str, ...]:
    """Return the places below content/ that the words of a page may lead to, each once.

    >>> places("[one](b.md#part) and ![two](../c.png)", PurePosixPath("articles/a.md"))
    ('articles/b.md', 'c.png')
    """
    if not _MAY_LEAD.search(body):
        return ()
    return tuple(dict.fromkeys(_places(body, page)))


def _places(body: str, page: PurePosixPath) -> Iterator[str]:
    for found in _LEADS.finditer(body):
        written = next(filter(None, found.groups()), "")
        try:
            parts = urlsplit(html.unescape(_ESCAPED.sub("", written)))
        except ValueError:  # no address at all, such as http://[
            continue
        if parts.path and not (parts.scheme or parts.netloc or parts.path.startswith("/")):
            yield posixpath.normpath(posixpath.join(page.parent, unquote(parts.path)))
