"""Rows: one JSON object a line, or an array of them, and which of their fields is which of ours."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from mujaz.errors import RawError, message
from mujaz.raw import entries
from mujaz.raw.html_text import decode_html
from mujaz.raw.items import Item, Kind, Link, Raw, Refused, Said
from mujaz.raw.json_text import loaded, whole
from mujaz.raw.limits import Allowance, too_large
from mujaz.raw.markup import is_html
from mujaz.raw.refusal import refused
from mujaz.raw.words import label, language, moment, names, one_line, web_link

FIELDS = (
    "title",
    "text",
    "html",
    "link",
    "source",
    "date",
    "authors",
    "tags",
    "section",
    "summary",
    "language",
)
"""Our names; a row uses them itself unless a map says otherwise."""

_EPOCH = 10**9
"""The least number that is seconds since 1970 and not a year or a day."""
_MILLISECONDS = 10**11
_BETWEEN = re.compile(r"[,،;؛|\n]")
_LONGEST_LIST = 4_000
_PAGE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)

_Object = Mapping[str, object]


def read(name: str, data: bytes, allowance: Allowance, fields: Mapping[str, str]) -> Iterator[Item]:
    """Yield the article of each row; a row that is wrong is refused with its line, and no other.

    `fields` says which field of a row is which of ours: {"title": "headline"}; "author.name" is a
    field inside another. Raises RawError when it names one that we do not have.
    """
    _see_that_fields_are_ours(fields)
    for row in _rows(data, allowance.limits.article):
        allowance.enter()
        try:
            yield _item(f"{name}{row.place}", _object(row.value), fields)
        except RawError as error:
            yield _refused(name, row, error)


def mapped(text: str) -> dict[str, str]:
    """Return the map in `title=headline,text=body`; raises RawError where it is none."""
    pairs = [pair.partition("=") for pair in text.split(",") if pair.strip()]
    fields = {ours.strip(): theirs.strip() for ours, _, theirs in pairs}
    if not all(fields.values()):
        raise RawError(
            message("“{text}” is no map of fields", text=label(text)),
            message("write it as title=headline,text=body"),
        )
    _see_that_fields_are_ours(fields)
    return fields


def _see_that_fields_are_ours(fields: Mapping[str, str]) -> None:
    for ours in fields:
        if ours not in FIELDS:
            raise RawError(
                message("an article has no field “{name}”", name=label(ours)),
                message("map one of: {names}", names=", ".join(FIELDS)),
            )


@dataclass(frozen=True, slots=True)
class _Row:
    """A row, and where it stands."""

    value: object
    """What it is, or the error that it is."""
    number: int
    in_lines: bool

    @property
    def place(self) -> str:
        return f":{self.number}" if self.in_lines else f"#{self.number}"


def _rows(data: bytes, most: int) -> Iterator[_Row]:
    """Yield the rows: of lines each, else the one object, or those of the one array."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = decode_html(data).encode()
    head = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"[") or (head.startswith(b"{") and not _is_row(head)):
        value = loaded(data)
        for number, part in enumerate(value if isinstance(value, list) else [value], start=1):
            yield _Row(part, number, in_lines=False)
        return
    for number, line in enumerate(io.BytesIO(data), start=1):
        if line.strip(b"\xef\xbb\xbf \t\r\n\x00"):
            yield _Row(_loaded(line, most), number, in_lines=True)


def _is_row(head: bytes) -> bool:
    """Whether the first line is an object by itself, or is wrong; not the opening of one."""
    return not head.partition(b"\n")[0].rstrip().endswith((b"{", b"[", b",", b'":'))


def _loaded(line: bytes, most: int) -> object:
    """Return the value on a line, or the error that it is."""
    if len(line) > most:
        return too_large(most)
    try:
        return loaded(line)
    except RawError as error:
        return error


def _refused(name: str, row: _Row, error: RawError) -> Refused:
    if row.in_lines:
        return refused(name, error, line=row.number)
    return refused(f"{name}{row.place}", error)


def _object(value: object) -> _Object:
    if isinstance(value, RawError):
        raise value
    if not isinstance(value, dict):
        raise RawError(
            message("this row is no JSON object"),
            message("write each article as an object of its own, on a line of its own"),
        )
    return value


def _item(name: str, row: _Object, fields: Mapping[str, str]) -> Item:
    values = {ours: _value(row, fields.get(ours, ours)) for ours in FIELDS}
    link = web_link(_text(values["link"]) or _text(row.get("url")))
    said = _said(values)
    markup, text = _text(values["html"]), _text(values["text"])
    if markup or (text and is_html(text)):
        body = markup or text or ""
        page = body if _PAGE.search(body[:2_000]) else entries.page(said.title, body)
        return Raw(name, page, kind=Kind.HTML, link=link, said=said)
    if text:
        return Raw(name, _titled(said.title, text), kind=Kind.TEXT, link=link, said=said)
    if link:
        return Link(name, link, said)
    raise RawError(
        message("this row has neither a text nor an address"),
        message("say which of its fields is which: --map title=headline,text=body"),
    )


def _titled(title: str | None, text: str) -> str:
    """Return a text with its headline above it, as in a dump; once, where it has it already."""
    bare = "" if title is None or one_line(text.partition("\n")[0]) == title else f"{title}\n\n"
    return f"{bare}{text}"


def _said(values: _Object) -> Said:
    return Said(
        title=one_line(_text(values["title"])),
        source=one_line(_text(values["source"])),
        date=moment(_date(values["date"])),
        authors=names(_several(values["authors"])),
        tags=names(_several(values["tags"])),
        section=one_line(_text(values["section"])),
        summary=one_line(_text(values["summary"])),
        language=language(_text(values["language"])),
    )


def _value(row: _Object, path: str) -> object:
    """Return a field by its name, or by the names on the way to it."""
    if path in row:
        return row[path]
    value: object = row
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _text(value: object) -> str | None:
    """Return a value as text: a list of texts is one of paragraphs; what is none says nothing."""
    if isinstance(value, list):
        value = "\n\n".join(part for part in value if isinstance(part, str))
    return whole(value).strip() or None if isinstance(value, str) else None


def _several(value: object) -> Sequence[str | None]:
    """Return a list of names, whatever it is written as."""
    if isinstance(value, str):
        return _BETWEEN.split(value[:_LONGEST_LIST])
    found = value if isinstance(value, list) else [value]
    return [_text(part.get("name") if isinstance(part, dict) else part) for part in found]


def _date(value: object) -> str | None:
    """Return a date as text; a number is one only where it counts seconds or milliseconds."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _text(value)
    seconds = value / 1000 if abs(value) >= _MILLISECONDS else value
    if not _EPOCH <= seconds < _MILLISECONDS / 10:
        return str(value)
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
