"""Plain paragraphs as Markdown in which nothing is live.

What came from outside must read in the site as it read at its source, whatever extensions a digest
switches on: no emphasis, link, heading, HTML, template or directive may come of it.
"""

import html
import re
from collections.abc import Iterable, Sequence

_ESCAPED = re.compile(r"[\\`*_]")
"""Signs that every Markdown takes plainly after a backslash, wherever they stand."""
_AS_ENTITY = re.compile(
    # Signs of HTML, of templates, and of extensions that know no backslash or make it a formula.
    r"<|&(?=#?\w+;)|\[|\{|~|\^|==|\+\+|\$|\||@|:(?=//|[\w+-]+:)|[#!?](?=\d)|(?<=www)\."
)
_OPENS_BLOCK = re.compile(r"#|>|[+-](?=\s)|:|!!!|\?\?\?|===|---|///|;|%|\((?=[\w.]+\)\s)")
_LABEL = re.compile(r"^([A-Za-z0-9-]+):")
"""At the head of a file the extension `meta` takes it for a key, and swallows the line."""
_NUMBERED = re.compile(r"^(\d+|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+)([.)])(?=\s|$)")
_TAKEN_BACK = re.compile(r"\\(?P<sign>[\\`*_.])|&#\d+;|&lt;")


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
    \* 2 &lt; 3, see &#91;1] and \_this\_
    """
    line = " ".join(text.split())
    inert = _AS_ENTITY.sub(lambda match: _entities(match[0]), _ESCAPED.sub(r"\\\g<0>", line))
    inert = _NUMBERED.sub(lambda m: m[1] + (r"\." if m[2] == "." else _entities(m[2])), inert)
    inert = _LABEL.sub(lambda match: match[1] + _entities(":"), inert)
    opening = _OPENS_BLOCK.match(inert)
    if opening:
        inert = _entities(opening[0][0]) + inert[1:]
    return inert


def plain(body: str) -> str:
    """Return the text of a Markdown body as far as `markdown` wrote it: escapes taken back.

    What an editor marked up keeps its signs; this is for counting and comparing words.
    """
    text = re.sub(r"(?m)^#+ ", "", body)
    return _TAKEN_BACK.sub(lambda match: match["sign"] or html.unescape(match[0]), text)


def _entities(signs: str) -> str:
    return "".join("&lt;" if sign == "<" else f"&#{ord(sign)};" for sign in signs)
