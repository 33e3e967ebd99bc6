"""Some keys of a front matter changed in place, every other byte left as it was.

A surgical edit, and not ruamel.yaml's round trip: `tests/benchmarks/front_matter.py` measures both.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import yaml

from mujaz.errors import ContentError, message
from mujaz.frontmatter import notation
from mujaz.frontmatter.document import join, parse, split
from mujaz.frontmatter.notation import Value, dump

_NO_YAML = re.compile(r"\s*(?:#|$)")
_AFTER_VALUE = re.compile(r":?(?:[ \t]*[|>][-+\d]*)?(?P<comment>[ \t]+#.*)")
BLOCKS = {"|", ">"}


@dataclass(frozen=True, slots=True)
class _Standing:
    """A key that is there: its nodes, what it says, and its lines."""

    key: yaml.Node
    node: yaml.Node
    start: int
    lines: Sequence[str]

    @property
    def end(self) -> int:
        """The line before which it ends."""
        return self.start + len(self.lines)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One item of a list, or one key of a mapping, that is there."""

    says: str
    """As `dump` writes it, to know it again."""
    above: Sequence[str]
    """The comments before it."""
    lines: Sequence[str]


def edit(text: str, changes: Mapping[str, Value], *, order: Sequence[str]) -> str:
    """Return the file with some keys changed; None takes a key out.

    A key that was not there is put where `order` wants it; one that says already what it should is
    not touched. Raises ContentError when the front matter is broken, or is written in braces.
    """
    document = split(text)
    values = parse(document).values
    return join(replace(document, head=_changed(document.head, values, changes, order)))


def edit_yaml(text: str, changes: Mapping[str, Value], *, order: Sequence[str]) -> str:
    """Return YAML that stands alone, or a part of it, with some keys changed as `edit` does."""
    whole = text if text.endswith("\n") or not text else f"{text}\n"
    return _changed(whole, notation.parse_yaml(text).values, changes, order)


def _changed(
    head: str, values: Mapping[str, Value], changes: Mapping[str, Value], order: Sequence[str]
) -> str:
    from_windows = "\r\n" in head and head.count("\n") == head.count("\r\n")
    if from_windows:
        head = head.replace("\r\n", "\n")
    for key, value in changes.items():
        old = values.get(key)
        if value is None or dump([old]) != dump([value]):
            head = _edited(head, key, old, value, order)
    return head.replace("\n", "\r\n") if from_windows else head


def _edited(head: str, key: str, old: Value, value: Value, order: Sequence[str]) -> str:
    lines = head.splitlines(keepends=True)
    node = notation.nodes(head)
    if node and _in_brackets(node):
        raise ContentError(
            message("this front matter is written in braces and cannot be edited in place"),
            message("write one key a line, such as title: …"),
        )
    indent = node.start_mark.column if node else 0
    standing = {here.key.value: here for here in _standing(node, lines)}
    here = standing.get(key)
    if here is None:
        at = _place(key, standing, order)
        new = _shifted(dump({key: value} if value is not None else {}), indent)
        return "".join([*lines[:at], *new, *lines[at:]])
    kept = list(_kept(here, old, value)) or list(_anew(here, value, indent))
    return "".join([*lines[: here.start], *kept, *lines[here.end :]])


def _standing(node: yaml.Node | None, lines: Sequence[str]) -> Iterator[_Standing]:
    """Yield each key with its lines; blank lines and comments before the next key are not its."""
    pairs = notation.pairs(node)
    starts = [key.start_mark.line for key, _ in pairs] + [len(lines)]
    for (key, value), start, end in zip(pairs, starts, starts[1:], strict=False):
        last = end
        while last > start + 1 and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
            last -= 1
        yield _Standing(key, value, start, lines[start:last])


def _place(key: str, standing: Mapping[str, _Standing], order: Sequence[str]) -> int:
    earlier = order[: order.index(key)] if key in order else order
    return max((standing[name].end for name in earlier if name in standing), default=0)


def _anew(here: _Standing, value: Value, indent: int) -> Iterator[str]:
    """Yield a key's new lines, with the comment that stood behind it and those between its items.

    What looks like a comment inside a block of text is text.
    """
    if value is not None:
        lines = _shifted(dump({here.key.value: value}), indent)
        at = 0 if isinstance(value, list | Mapping) and value else len(lines) - 1
        lines[at] = lines[at].rstrip("\n") + _comment(here) + "\n"
        yield from lines
    if not isinstance(here.node, yaml.ScalarNode):
        yield from (line for line in here.lines[1:] if line.lstrip().startswith("#"))


def _comment(here: _Standing) -> str:
    """Return the comment behind a value of one line, or behind the key of a longer one."""
    ends = _in_brackets(here.node) or _is_plain(here.node)
    mark = here.node.end_mark if ends else here.key.end_mark
    line = here.lines[mark.line - here.start]
    match = _AFTER_VALUE.match(line.rstrip("\n"), mark.column)
    return match["comment"] if match else ""


def _kept(here: _Standing, old: Value, value: Value) -> Iterator[str]:
    """Yield the new lines of a list or a mapping, as they stood where they say the same.

    Nothing when there is nothing to keep: not both are lists or mappings of one item a line.
    """
    entries = list(_entries(here, old))
    if not entries or not value or not isinstance(value, type(old)):
        return
    yield here.lines[0]
    for piece in _pieces(value):
        entry = next((entry for entry in entries if entry.says == piece), None)
        if entry:
            entries.remove(entry)
            yield from (*entry.above, *entry.lines)
        else:
            yield from _shifted(piece, here.node.start_mark.column)
    yield from (line for entry in entries for line in entry.above if line.strip())


def _entries(here: _Standing, old: Value) -> Iterator[_Entry]:
    """Yield what stands in a block list or mapping; the last entry is what follows them all."""
    nodes = _nodes(here.node)
    starts = [first.start_mark.line - here.start for first, _ in nodes]
    if not _one_a_line(here, starts):
        return
    free = 1
    for (_, node), says, start, end in zip(
        nodes, _pieces(old), starts, [*starts[1:], len(here.lines)], strict=False
    ):
        last = end
        while _is_plain(node) and _NO_YAML.match(here.lines[last - 1]):
            last -= 1
        yield _Entry(says, here.lines[free:start], here.lines[start:last])
        free = last
    yield _Entry("", here.lines[free:], ())


def _one_a_line(here: _Standing, starts: Sequence[int]) -> bool:
    """Whether each item begins on a line of its own, below the key, and after nothing else."""
    dash = "-" if isinstance(here.node, yaml.SequenceNode) else ""
    columns = [first.start_mark.column for first, _ in _nodes(here.node)]
    return bool(starts) and (
        not _in_brackets(here.node)
        and starts[0] > 0
        and all(map(_NO_YAML.match, here.lines[1 : starts[0]]))
        and all(
            here.lines[start][:column].strip() == dash
            for start, column in zip(starts, columns, strict=True)
        )
    )


def _nodes(node: yaml.Node) -> Sequence[tuple[yaml.Node, yaml.Node]]:
    """Return where each item of a list or mapping begins, and what it is."""
    if isinstance(node, yaml.SequenceNode):
        return [(item, item) for item in node.value]
    return notation.pairs(node)


def _in_brackets(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _is_plain(node: yaml.Node) -> bool:
    """Whether a node is text outside a block: what looks like a comment after it is one."""
    return isinstance(node, yaml.ScalarNode) and node.style not in BLOCKS


def _pieces(value: Value) -> Iterator[str]:
    """Yield each item of a list or a mapping as `dump` writes it."""
    if isinstance(value, Mapping):
        yield from (dump({key: item}) for key, item in value.items())
    elif isinstance(value, Sequence):
        yield from (dump([item]) for item in value)


def _shifted(text: str, indent: int) -> list[str]:
    return [
        " " * indent + line if line.strip() else line for line in text.splitlines(keepends=True)
    ]
