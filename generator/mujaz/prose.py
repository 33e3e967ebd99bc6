"""Plain paragraphs as Markdown in which nothing is live.

What came from outside must read in the site as it read at its source, whatever extensions a digest
switches on: no emphasis, link, heading, HTML, template or directive may come of it.
"""

import re
from collections.abc import Iterable, Sequence

_ESCAPED = re.compile(r"[\\`*_{}\[\]]")
"""Signs that Python-Markdown takes plainly after a backslash, wherever they stand."""
_AS_ENTITY = re.compile(r"<|&(?=#?\w+;)|~|\^|==|\$|:(?=[\w+-]+:)|\|")
"""Signs of HTML and of common extensions, which know no backslash."""
_OPENS_BLOCK = re.compile(r"#|>|[+-](?=\s)|:|!!!|\?\?\?|===|---|///|;|%|@|\((?=[\w.]+\)\s)")
_NUMBERED = re.compile(r"^(\d+)\.(?=\s|$)")


def markdown(paragraphs: Sequence[str], *, subheads: Iterable[int] = ()) -> str:
    """Return the body of an article: a blank line between paragraphs, `##` before subheads."""
    heads = frozenset(subheads)
    blocks = (
        f"## {escape(text)}" if i in heads else escape(text) for i, text in enumerate(paragraphs)
    )
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    r"""Return one line of text as Markdown that reads the same.

    >>> print(escape("* 2 < 3, see [1] and _this_"))
    \* 2 &lt; 3, see \[1\] and \_this\_
    """
    line = " ".join(text.split())
    inert = _AS_ENTITY.sub(lambda match: _entities(match[0]), _ESCAPED.sub(r"\\\g<0>", line))
    inert = _NUMBERED.sub(r"\1\\.", inert)
    opening = _OPENS_BLOCK.match(inert)
    if opening:
        inert = _entities(opening[0][0]) + inert[1:]
    return inert


def plain(body: str) -> str:
    """Return the text of a Markdown body as far as `markdown` wrote it: escapes taken back.

    What an editor marked up keeps its signs; this is for counting and comparing words.
    """
    unescaped = re.sub(r"\\([\\`*_{}\[\].])", r"\1", re.sub(r"(?m)^#+ ", "", body))
    return re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), unescaped).replace("&lt;", "<")


def _entities(signs: str) -> str:
    return "".join("&lt;" if sign == "<" else f"&#{ord(sign)};" for sign in signs)
