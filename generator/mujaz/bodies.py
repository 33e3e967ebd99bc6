"""A Markdown body as blocks of plain words: `prose.markdown` the other way.

What the machine wrote comes back word for word. What an editor marked up since reads as on the
page: without its signs, the addresses of its links, its HTML and its footnotes.
"""

import html
import re
from collections.abc import Iterable, Iterator

from mujaz.blocks import Block, Role

_UNREAD = re.compile(r"(?ms)<!--.*?-->|^(?P<fence>```+|~~~+).*?^(?P=fence)[ \t]*$")
"""Comments and code: no words of the story."""
_SUBHEAD = re.compile(r"(?P<signs>#{1,6})[ \t]+(?P<text>.*)")
_QUOTE = re.compile(r">[ \t]?(?P<text>.*)")
_ITEM = re.compile(r"(?:[-*+]|(?P<number>\d{1,9})\.)[ \t]+(?P<text>.*)")
_ROW = re.compile(r"\|(?P<cells>.*)\|")
_RULE = re.compile(r"\|(?:[ \t]*:?-{3,}:?[ \t]*\|)+|(?:[-*_][ \t]*){3,}")
"""What parts the head of a table from its rows, or one paragraph from the next."""
_UNDERLINE = re.compile(r"=+|-+")
_ASIDE = re.compile(r"\[[^\]\n]+\]:.*|\*\[[^\]\n]+\]:.*")
"""Where a link leads, a footnote, what letters stand for."""
_PICTURE = re.compile(r"!?\[(?P<text>[^\]]*)\]\((?P<link><[^>]*>|\S*)\)(?: \((?P<credit>.*)\))?")

_MARKUP = re.compile(
    r"\\(?P<sign>[!-/:-@\[-`{-~])"
    r"|(?P<entity>&#?\w+;)"
    r"|!\[[^\[\]]*\]\([^()]*\)"
    r"|\[\^[^\[\]]*\]"
    r"|\[(?P<label>(?:\\.|[^\[\]\\])+)\](?:\((?:<[^>]*>|[^()<>]*(?:\([^()]*\)[^()<>]*)*)\)|\[[^\[\]]*\])"
    r"|<(?P<address>https?://[^<>\s]+)>"
    r"|</?[A-Za-z][^<>]*>"
    r"|\{[:.#][^{}]*\}"
    r"|(?<!`)`++(?P<code>[^`]+)`+"
    r"|\*+(?=\S)|(?<=\S)\*+|(?<!\w)_++(?=\S)|(?<=[^\s_])_++(?!\w)"
    r"|~~|==|\^\^"
)
_MAY_BE_MARKUP = re.compile(r"[\\&!\[<{`*_~=^]")


def blocks(body: str) -> tuple[Block, ...]:
    """Return the blocks of a body in their order; those that say nothing are left out."""
    text = _UNREAD.sub("", body.replace("\r\n", "\n"))
    return tuple(block for lines in _chunks(text) for block in _of_chunk(lines) if block.text)


def _chunks(text: str) -> Iterator[list[str]]:
    """Yield the lines that stand together, each without the space about it."""
    chunk: list[str] = []
    for line in map(str.strip, text.split("\n")):
        if line and not _ASIDE.fullmatch(line):
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _of_chunk(lines: Iterable[str]) -> Iterator[Block]:
    """Yield the blocks of lines that stand together: a line may go on with the one before it."""
    held: list[Block] = []
    for line in lines:
        if held and held[-1].role is Role.PARAGRAPH and _UNDERLINE.fullmatch(line):
            held[-1] = Block(Role.SUBHEAD, held[-1].text, 2)
        elif not _RULE.fullmatch(line):
            new = _opened(line)
            if held and _goes_on(held[-1], new):
                held[-1] = Block(held[-1].role, f"{held[-1].text} {new.text}", held[-1].level)
            else:
                held.append(new)
    yield from map(_plain, held)


def _opened(line: str) -> Block:
    """Return the block that a line opens, its markup still on it."""
    if found := _SUBHEAD.fullmatch(line):
        return Block(Role.SUBHEAD, found["text"].rstrip("# \t"), len(found["signs"]))
    if found := _QUOTE.fullmatch(line):
        return Block(Role.QUOTE, found["text"])
    if found := _ITEM.fullmatch(line):
        return Block(Role.ITEM, found["text"], int(found["number"] or 0))
    if found := _ROW.fullmatch(line):
        return Block(Role.TABLE, " ".join(map(str.strip, found["cells"].split("|"))))
    return Block(Role.PARAGRAPH, line)


def _goes_on(held: Block, new: Block) -> bool:
    if new.role is Role.PARAGRAPH:
        return held.role in {Role.PARAGRAPH, Role.QUOTE, Role.ITEM}
    return new.role is held.role and new.role in {Role.QUOTE, Role.TABLE}


def _plain(block: Block) -> Block:
    """Return a block without the signs of Markdown; a picture alone in its paragraph is one."""
    if block.role is Role.PARAGRAPH and (found := _PICTURE.fullmatch(block.text)):
        link, credit = found["link"].strip("<>"), found["credit"]
        return Block(
            Role.IMAGE, words(found["text"]), link=link, credit=words(credit) if credit else None
        )
    return Block(block.role, words(block.text), block.level)


def words(markdown: str) -> str:
    r"""Return the words of a line of Markdown.

    >>> words(r"**قال** إن [الجسر](https://a.example) \*جديد\* &lt;جدا&#62;")
    'قال إن الجسر *جديد* <جدا>'
    """
    if not _MAY_BE_MARKUP.search(markdown):
        return " ".join(markdown.split())
    return " ".join(_MARKUP.sub(_said, markdown).split())


def _said(found: re.Match[str]) -> str:
    if found["entity"]:
        return html.unescape(found["entity"])
    if found["label"]:
        return words(found["label"])
    return found["sign"] or found["address"] or found["code"] or ""
