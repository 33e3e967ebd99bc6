"""Plain paragraphs as Markdown in which nothing is live.

What came from outside must read in the site as it read at its source, whatever extensions a digest
switches on: no emphasis, link, heading, HTML, template or directive may come of it.
"""

import html
import re
from collections.abc import Iterable, Mapping, Sequence

from mujaz.blocks import Block, Role

_ESCAPED = re.compile(r"[\\`*_]")
"""Signs that every Markdown takes plainly after a backslash, wherever they stand."""
_AS_ENTITY = re.compile(
    # Signs of HTML, of templates, and of extensions that know no backslash or make it a formula.
    r"<|&(?=#?\w+;)|\[|\{|~|\^|==|\+\+|\$|\||@|:(?=//|[\w+-]+:)|[#!?](?=\d)|(?<=www)\."
)
_OPENS_BLOCK = re.compile(r"#|>|[+-](?=\s)|:|!!!|\?\?\?|===|---|\.\.\.|///|;|%|\((?=[\w.]+\)\s)")
_CLOSING = re.compile(r"#(?=#*$)")
"""At the end of a heading Markdown takes it for the end of the heading alone."""
_LABEL = re.compile(r"^([A-Za-z0-9-]+):")
"""At the head of a file the extension `meta` takes it for a key, and swallows the line."""
_NUMBERED = re.compile(r"^(\d+|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+)([.)])(?=\s|$)")
_TAKEN_BACK = re.compile(r"\\(?P<sign>[\\`*_.])|&#\d+;|&lt;")
_MARKED = re.compile(r"(?m)^(?:#{1,6}|>|-|\d+\.) ")
_LINKED = re.compile(r"(?m)^\[(?P<alt>[^\]\n]*)\]\(<(?P<link>https?://[^>\n]*)>\)")
"""A picture as `markdown` links to it: no other link stands in what it writes."""
_SHOWN = re.compile(r"!\[[^\]\n]*\]\(\s*(?:<(?P<bracketed>[^>\n]*)>|(?P<bare>[^\s)]+))")
_PICTURE = re.compile(r"!?\[(?P<alt>[^\]\n]*)\]\((?:<[^>\n]*>|[\w.-]+)\)")
_RULE = re.compile(r"(?m)^(?:\| --- )+\|\n")
_CELL = re.compile(r"(?m)^\| | \|$| \| ")


def markdown(blocks: Iterable[Block]) -> str:
    """Return the body of an article: its blocks with a blank line between them."""
    text, before = "", None
    for block in blocks:
        if written := _written(block):
            listed = before is block.role is Role.ITEM
            gap = ("\n" if listed else "\n\n") if text else ""
            text += f"{gap}{written}"
            before = block.role
    return f"{text}\n"


def _written(block: Block) -> str:
    text = escape(block.text)
    match block.role:
        case Role.SUBHEAD:
            return f"{'#' * (block.level or 2)} {_CLOSING.sub(_entity, text)}" if text else ""
        case Role.QUOTE:
            return f"> {text}" if text else ""
        case Role.ITEM:
            return f"{f'{block.level}.' if block.level else '-'} {text}" if text else ""
        case Role.TABLE:
            return _table(block.rows)
        case Role.IMAGE:
            return _picture(block)
        case Role.PARAGRAPH:
            return text


def _table(rows: Sequence[Sequence[str]]) -> str:
    width = max(map(len, rows), default=0)
    filled = ([*map(escape, row), *[""] * (width - len(row))] for row in rows)
    lines = [f"| {' | '.join(cells)} |" for cells in filled]
    return "\n".join([*lines[:1], "|" + " --- |" * width, *lines[1:]]) if width else ""


def _picture(block: Block) -> str:
    """Return a link to a picture at its publisher: a site asks nothing of other hosts."""
    shown = escape(block.text or block.credit or "").replace("]", "&#93;")
    credit = f" ({escape(block.credit)})" if block.text and block.credit else ""
    return f"[{shown}](<{block.link}>){credit}" if shown and block.link else shown


def linked_pictures(body: str) -> tuple[str, ...]:
    """Return the addresses of the pictures that a body links to, as `markdown` wrote them."""
    return tuple(found["link"] for found in _LINKED.finditer(body))


def with_pictures(body: str, files: Mapping[str, str]) -> str:
    """Return a body that shows pictures that it linked to; `files` has those of addresses."""
    return _LINKED.sub(
        lambda found: (
            f"![{found['alt']}]({files[found['link']]})" if found["link"] in files else found[0]
        ),
        body,
    )


def shown_pictures(body: str) -> tuple[str, ...]:
    """Return what a body shows as pictures, by their names as Markdown has them."""
    return tuple(found["bracketed"] or found["bare"] or "" for found in _SHOWN.finditer(body))


def normal(body: str) -> str:
    """Return a body as the machine writes it: no program's line ends or last blank lines in it."""
    return body.replace("\r\n", "\n").strip("\n") + "\n"


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
    text = _MARKED.sub("", body)
    if "[" in text:
        text = _PICTURE.sub(r"\g<alt>", text)
    if "|" in text:
        text = _CELL.sub(" ", _RULE.sub("", text))
    if "\\" not in text and "&" not in text:
        return text
    return _TAKEN_BACK.sub(lambda match: match["sign"] or html.unescape(match[0]), text)


def _entity(found: re.Match[str]) -> str:
    return _entities(found[0])


def _entities(signs: str) -> str:
    return "".join("&lt;" if sign == "<" else f"&#{ord(sign)};" for sign in signs)
