"""Front matter: YAML between two fences at the head of a Markdown file.

`split` and `join` are inverses, byte for byte. `edit` changes some keys and leaves every other byte
as it was: an editor's comments, order and quoting survive. (A surgical edit, and not ruamel.yaml's
round trip: `tests/benchmarks/front_matter.py` measures both.)
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from mujaz.errors import ContentError, message

Value = str | int | float | bool | None | Sequence["Value"] | Mapping[str, "Value"]

_FENCED = re.compile(
    r"(?P<opening>\ufeff?---[ \t]*\r?\n)"  # a byte order mark may stand before the fence
    r"(?P<head>(?:(?!(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)).*(?:\n|\Z))*?)"
    r"(?P<closing>(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z))"
)
_COMMENT = re.compile(r"[ \t]*#")


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


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a YAML mapping says, and on which line of its file each key stands."""

    values: Mapping[str, Any]
    lines: Mapping[str, int]


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads numbers, true, false and null as such; all else, dates and «no» included, is text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)", "-+0123456789"),
    ("float", r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+", "-+0123456789"),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), list(_first)
    )


class _Dumper(yaml.SafeDumper):
    """Quotes whatever any YAML reader might take for something else, but not dates."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def ignore_aliases(self, _data: object) -> bool:
        """Write a value out each time: `&id001` is no word of an editor's."""
        return True


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


def parse_yaml(text: str, *, first_line: int = 1) -> Mapped:
    """Read a YAML mapping; raises ContentError for broken YAML, doubled keys, anything else."""
    try:
        node = yaml.compose(text, Loader=_Loader)
        _refuse_doubled_keys(node, first_line)
        values = yaml.load(text, Loader=_Loader) if node else {}  # noqa: S506  a safe loader
    except yaml.YAMLError as error:
        raise _broken(error, first_line) from error
    if not isinstance(values, dict) or not all(isinstance(key, str) for key in values):
        raise ContentError(
            message("this is not a list of keys and values"),
            message("write one key a line, such as title: …"),
            line=first_line,
        )
    return Mapped(values, {key.value: first_line + key.start_mark.line for key, _ in _pairs(node)})


def compose(values: Mapping[str, Value], body: str) -> str:
    """Return a new file: the keys in the order given, a blank line, the body."""
    return f"---\n{dump(values)}---\n\n{body}"


def dump(values: Mapping[str, Value]) -> str:
    """Write a mapping as YAML: one value a line, text as text, nothing sorted."""
    if not values:
        return ""
    return yaml.dump(
        values,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=2**31,
    )


def edit(text: str, changes: Mapping[str, Value], *, order: Sequence[str]) -> str:
    """Return the file with some keys changed; None takes a key out.

    A key that was not there is put where `order` wants it. Raises ContentError when the front
    matter is broken, or is written in braces.
    """
    document = split(text)
    parse(document)
    head = document.head
    for key, value in changes.items():
        head = _edit_key(head, key, value, order)
    return join(Document(document.opening, head, document.closing, document.body))


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []


def _refuse_doubled_keys(node: yaml.Node | None, first_line: int) -> None:
    seen: set[object] = set()
    for key, _ in _pairs(node):
        if str(key.value) in seen:
            raise ContentError(
                message("the key “{key}” stands twice", key=key.value),
                message("keep one of the two"),
                line=first_line + key.start_mark.line,
            )
        seen.add(str(key.value))


def _broken(error: yaml.YAMLError, first_line: int) -> ContentError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return ContentError(
        message("this YAML cannot be read: {reason}", reason=reason),
        message("put the value in “quotes” when it holds a colon, a # or a quotation mark"),
        line=first_line + (mark.line if mark else 0),
    )


def _edit_key(head: str, key: str, value: Value, order: Sequence[str]) -> str:
    lines = head.splitlines(keepends=True)
    node = yaml.compose(head, Loader=_Loader)
    if isinstance(node, yaml.MappingNode) and node.flow_style:
        raise ContentError(
            message("this front matter is written in braces and cannot be edited in place"),
            message("write one key a line, such as title: …"),
        )
    spans = dict(_spans(node, lines))
    new = [] if value is None else dump({key: value}).splitlines(keepends=True)
    if key in spans:
        start, end = spans[key]
        kept = _with_comments(new, lines[start:end], value)
        return "".join([*lines[:start], *kept, *lines[end:]])
    at = _place(key, spans, order)
    before = [line if line.endswith("\n") else f"{line}\n" for line in lines[:at]]
    return "".join([*before, *new, *lines[at:]])


def _spans(node: yaml.Node | None, lines: Sequence[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield each key with its lines; blank lines and comments before the next key are not its."""
    pairs = _pairs(node)
    starts = [key.start_mark.line for key, _ in pairs] + [len(lines)]
    for (key, _), start, end in zip(pairs, starts, starts[1:], strict=False):
        last = end
        while last > start + 1 and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
            last -= 1
        yield key.value, (start, last)


def _with_comments(new: Sequence[str], old: Sequence[str], value: Value) -> Iterator[str]:
    """Yield the new lines, with the comments that stood on or between the old ones."""
    if isinstance(value, str) and len(old) > 1:
        yield from new  # a block of text: what looks like a comment is text
        return
    for line in new:
        bare = line.rstrip("\n")
        yield next((o for o in old if o.startswith(bare) and _COMMENT.match(o[len(bare) :])), line)
    yield from (line for line in old[1:] if _COMMENT.match(line))


def _place(key: str, spans: Mapping[str, tuple[int, int]], order: Sequence[str]) -> int:
    earlier = order[: order.index(key)] if key in order else order
    return max((spans[name][1] for name in earlier if name in spans), default=0)
