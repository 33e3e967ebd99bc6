"""A Markdown file with front matter, in the pieces of which it is made."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from mujaz.errors import ContentError, message
from mujaz.frontmatter.notation import Mapped, Value, dump, nodes, pairs, parse_yaml

_FENCED = re.compile(
    r"(?P<opening>\ufeff?---[ \t]*\r?\n)"  # a byte order mark may stand before the fence
    r"(?P<head>(?:(?!(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)).*(?:\n|\Z))*?)"
    r"(?P<closing>(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z))"
)


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file in four pieces that give the file again when put together."""

    opening: str
    head: str
    """The YAML, without its fences."""
    closing: str
    body: str

    @property
    def head_line(self) -> int:
        """The line of the file on which the YAML begins, from 1."""
        return self.opening.count("\n") + 1

    @property
    def newline(self) -> str:
        r"""How its lines end: `\r\n` in a file that came from Windows."""
        return "\r\n" if self.opening.endswith("\r\n") else "\n"


def split(text: str) -> Document:
    """Take a file apart; a file without front matter is all body."""
    match = _FENCED.match(text)
    if match is None:
        return Document("", "", "", text)
    return Document(match["opening"], match["head"], match["closing"], text[match.end() :])


def join(document: Document) -> str:
    """Put a file together again: `join(split(text)) == text`."""
    return document.opening + document.head + document.closing + document.body


def parse(document: Document) -> Mapped:
    """Read the front matter; raises ContentError with the true line when it is broken."""
    if not document.opening:
        raise ContentError(
            message("there is no front matter"),
            message("begin the file with a line ---, the keys, and another line ---"),
            line=1,
        )
    return parse_yaml(document.head, first_line=document.head_line)


def item_lines(document: Document, key: str) -> tuple[int, ...]:
    """Return the line of the file on which each value of a list stands."""
    for name, value in pairs(nodes(document.head)):
        if name.value == key and isinstance(value, yaml.SequenceNode):
            return tuple(document.head_line + item.start_mark.line for item in value.value)
    return ()


def compose(values: Mapping[str, Value], body: str) -> str:
    """Return a new file: the keys in the order given, a blank line, the body."""
    return f"---\n{dump(values)}---\n\n{body}"
