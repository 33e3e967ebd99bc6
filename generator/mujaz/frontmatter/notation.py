"""The YAML of front matter and of the files of names: a mapping, its lines, and its dialect."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from mujaz.errors import ContentError, message

Value = str | int | float | bool | None | Sequence["Value"] | Mapping[str, "Value"]

_LINE_ENDS = re.compile("[\u0085\u2028\u2029]")  # next line, line and paragraph separator
_DEEPEST = 100
"""Levels of nesting; libyaml falls out of its stack at some ten thousand and takes us with it."""
_OPENING = re.compile(r"[\[{:?-]")
"""Signs without which YAML begins no list and no mapping."""


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


class _Writer:
    """Quotes whatever any YAML reader might take for something else, but not dates."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def ignore_aliases(self, _data: object) -> bool:
        """Write a value out each time: `&id001` is no word of an editor's."""
        return True

    def represent_str(self, data: str) -> yaml.ScalarNode:
        """Write text plainly, or in quotes; Unicode's line ends, which PyYAML loses, in escapes."""
        style = '"' if _LINE_ENDS.search(data) else None
        return self.represent_scalar("tag:yaml.org,2002:str", data, style=style)  # type: ignore[attr-defined,no-any-return]


class _Dumper(_Writer, yaml.SafeDumper):
    """Writes any text."""


class _FastDumper(_Writer, getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Six times as fast, by libyaml, which would write what is beyond U+FFFF as escapes."""


_Dumper.add_representer(str, _Dumper.represent_str)
_FastDumper.add_representer(str, _FastDumper.represent_str)
_BEYOND = re.compile("[\U00010000-\U0010ffff]")


def nodes(text: str) -> yaml.Node | None:
    """Return the YAML as nodes, which know their places; None when it says nothing."""
    node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    return node


def pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    """Return the keys and values of a mapping; nothing for any other node."""
    return node.value if isinstance(node, yaml.MappingNode) else []


def parse_yaml(text: str, *, first_line: int = 1) -> Mapped:
    """Read a YAML mapping; raises ContentError for broken YAML, doubled keys, anything else."""
    try:
        _refuse_traps(text, first_line)
        node = nodes(text)
        _refuse_doubled_keys(node, first_line)
        values = _Loader("").construct_document(node) if node else {}
    except yaml.YAMLError as error:
        raise _broken(error, first_line) from error
    except (ValueError, LookupError, AttributeError) as error:  # `!!int seven`, 5000 digits
        raise _no_such_value(first_line) from error
    if not isinstance(values, dict) or not all(isinstance(key, str) for key in values):
        raise ContentError(
            message("this is not a list of keys and values"),
            message("write one key a line, such as title: …"),
            line=first_line,
        )
    return Mapped(values, {key.value: first_line + key.start_mark.line for key, _ in pairs(node)})


def dump(values: Value) -> str:
    """Write a mapping or a list as YAML: one value a line, text as text, nothing sorted."""
    if not values:
        return ""
    return yaml.dump(
        values,
        Dumper=_Dumper if _BEYOND.search(str(values)) else _FastDumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=2**31 - 1,
    )


def _refuse_traps(text: str, first_line: int) -> None:
    """Refuse what a few letters make too large for the memory: deep nests, and aliases."""
    if "*" not in text and len(_OPENING.findall(text)) <= _DEEPEST:
        return  # an alias has its star, and a nest a sign for each level
    depth = line = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = first_line + (event.start_mark.line if event.start_mark else 0)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise ContentError(
                message("the lists here are nested too deep"),
                message("write one key a line, such as title: …"),
                line=line,
            )
        if isinstance(event, yaml.AliasEvent):
            raise ContentError(
                message("the alias *{name} is not read here", name=event.anchor),
                message("write the value out in its place"),
                line=line,
            )


def _refuse_doubled_keys(node: yaml.Node | None, first_line: int) -> None:
    seen: set[object] = set()
    for key, _ in pairs(node):
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


def _no_such_value(first_line: int) -> ContentError:
    return ContentError(
        message("a value here is not what its number or its tag says"),
        message("put it in “quotes”"),
        line=first_line,
    )
