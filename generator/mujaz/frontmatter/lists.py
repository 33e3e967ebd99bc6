"""Items put at the end of a list inside an entry of a file of names; all other bytes stay."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from mujaz.errors import ContentError, message
from mujaz.frontmatter import notation
from mujaz.frontmatter.notation import dump, parse_yaml


def extend(text: str, entry: str, key: str, items: Sequence[str]) -> str:
    """Return the file with items at the end of the list that a key of an entry holds.

    A key that was not there comes last in its entry. What comes out is read again: it says what it
    said before, and the items. Raises ContentError when the file is broken, has no such entry, or
    is written in a way into which nothing can be put.
    """
    before = parse_yaml(text)
    told = before.values.get(entry)
    if isinstance(told, Mapping):
        new = {**told, key: [*(told.get(key) or ()), *items]}
        wanted = {**before.values, entry: new}
        for after in _ways(text, entry, key, items):
            if _says(after) == wanted:
                return after
    raise ContentError(
        message("nothing can be put into what is said of “{name}”", name=entry),
        message("write its keys below it, each indented by two spaces"),
        line=before.lines.get(entry),
    )


def _says(text: str) -> Mapping[str, Any] | None:
    try:
        return parse_yaml(text).values
    except ContentError:
        return None  # this way was none


def _ways(text: str, entry: str, key: str, items: Sequence[str]) -> Iterator[str]:
    """Yield the file as it may be, the likeliest first."""
    told = _value(notation.nodes(text), entry)
    listed = _value(told, key)
    written = ", ".join(json.dumps(item, ensure_ascii=False) for item in items)
    if listed and listed.flow_style:
        yield from _in_brackets(text, listed, written)
    elif listed:
        yield from _below(text, listed, dump(list(items)))
    elif told and told.flow_style:
        yield from _in_brackets(text, told, f"{key}: [{written}]")
    elif told:
        yield from _below(text, told, dump({key: list(items)}))


def _value(node: yaml.Node | None, key: str) -> yaml.CollectionNode | None:
    found = (value for name, value in notation.pairs(node) if name.value == key)
    return next((value for value in found if isinstance(value, yaml.CollectionNode)), None)


def _in_brackets(text: str, node: yaml.CollectionNode, written: str) -> Iterator[str]:
    lines = text.splitlines(keepends=True)
    line, bracket = node.end_mark.line, node.end_mark.column - 1
    for separator in (", ", ""):  # no comma in an empty list, nor after one that stands there
        changed = f"{lines[line][:bracket]}{separator}{written}{lines[line][bracket:]}"
        yield "".join([*lines[:line], changed, *lines[line + 1 :]])


def _below(text: str, node: yaml.CollectionNode, written: str) -> Iterator[str]:
    lines = text.splitlines(keepends=True)
    newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
    indent = " " * node.start_mark.column
    new = [f"{indent}{line}{newline}" for line in written.splitlines()]
    last = _last(node).end_mark
    # A block of text ends on the line after it; nothing can follow one that the file's end cuts.
    for at in (last.line + 1, last.line, node.start_mark.line):
        above = lines[:at]
        if above and not above[-1].endswith(("\n", "\r")):
            above[-1] += newline
        yield "".join([*above, *new, *lines[at:]])


def _last(node: yaml.Node) -> yaml.Node:
    """Return the innermost node at the end of another: the end of a block is somewhere below it."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    return node
