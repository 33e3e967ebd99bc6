"""Words changed in their places: those of a list in front matter, and those of a file of names.

Where `surgery` writes a value anew, this writes a word over a word: brackets, order and the comment
behind it survive.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import yaml

from mujaz.frontmatter import notation, surgery
from mujaz.frontmatter.document import join, split
from mujaz.frontmatter.notation import Value, dump

_PLAIN = re.compile(r"[^,\[\]{}]*")
"""A scalar that says the same between brackets as outside of them."""


def respell(text: str, key: str, words: Mapping[str, str]) -> str:
    """Return a Markdown file with some words of a list of its front matter written otherwise.

    What is no list, and what stands in a block of text, is left to `edit`.
    """
    document = split(text)
    lists = (value for name, value in _pairs(document.head) if name.value == key)
    items = (item for node in lists if isinstance(node, yaml.SequenceNode) for item in node.value)
    return join(replace(document, head=_written(document.head, items, words)))


def respell_names(text: str, names: Mapping[str, str], *, key: str) -> str:
    """Return a file of names with some of them written otherwise, also where `key` says one."""
    pairs = _pairs(text)
    said = [
        value for _, below in pairs for name, value in notation.pairs(below) if name.value == key
    ]
    return _written(text, [*(name for name, _ in pairs), *said], names)


def edit_name(text: str, name: str, changes: Mapping[str, Value], *, order: Sequence[str]) -> str:
    """Return a file of names with some keys under one name changed, as `edit` does.

    Raises ContentError when the file is broken, or is written in braces.
    """
    values = notation.parse_yaml(text).values
    lines = text.splitlines(keepends=True)
    pairs = _pairs(text)
    ends = [*(key.start_mark.line for key, _ in pairs[1:]), len(lines)]
    for (key, node), end in zip(pairs, ends, strict=True):
        first = key.start_mark.line + 1
        if key.value == name and _is_block(node) and node.start_mark.line >= first:
            below = surgery.edit_yaml("".join(lines[first:end]), changes, order=order)
            return "".join([*lines[:first], below, *lines[end:]])
    both = {**(values.get(name) or {}), **changes}
    details = {part: both[part] for part in (*order, *both) if both.get(part) is not None}
    return surgery.edit_yaml(text, {name: details}, order=tuple(values))


def _is_block(node: yaml.Node) -> bool:
    return isinstance(node, yaml.MappingNode) and not node.flow_style


def _pairs(text: str) -> list[tuple[yaml.Node, yaml.Node]]:
    return notation.pairs(notation.nodes(text))


def _written(text: str, nodes: Iterable[yaml.Node], words: Mapping[str, str]) -> str:
    for node in sorted(_words(nodes), key=lambda node: -node.start_mark.index):
        word = words.get(node.value.strip())
        if word is not None:
            text = text[: node.start_mark.index] + _scalar(word) + text[node.end_mark.index :]
    return text


def _words(nodes: Iterable[yaml.Node]) -> Iterator[yaml.Node]:
    for node in nodes:
        if isinstance(node, yaml.ScalarNode) and node.style not in surgery.BLOCKS:
            yield node


def _scalar(word: str) -> str:
    """Return a word as a scalar of one line, for any place in a text of YAML."""
    plain = dump([word]).removeprefix("- ").rstrip("\n")
    quoted = plain[:1] in {'"', "'"}
    return plain if quoted or _PLAIN.fullmatch(plain) else json.dumps(word, ensure_ascii=False)
