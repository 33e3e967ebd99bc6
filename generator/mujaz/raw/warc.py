"""Archives of the web (WARC): the pages in them, with their addresses and days.

The frame of a record is a head and a length. warcio reads it too; but it gives up at the first
record that is wrong, raises whatever comes, unpacks without bound and writes to the error stream.
"""

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mujaz.errors import RawError
from mujaz.raw.html_text import decode_html
from mujaz.raw.http_answer import Answer, is_page, opened_answer, page_of
from mujaz.raw.items import Item, Kind, Raw, Refused
from mujaz.raw.limits import Allowance, damaged, too_large
from mujaz.raw.refusal import refused
from mujaz.raw.words import label, web_link

_STEP = 2**16
_LINE, _LINES = 2**13, 200
_VERSION = re.compile(rb"WARC/\d\.\d{1,2}\s*\Z")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)T")
_LENGTH = re.compile(r"\d{1,15}")
_PAGES = frozenset({"response", "resource"})


@dataclass(frozen=True, slots=True)
class _Record:
    fields: Mapping[str, str]
    length: int


def read(name: str, stream: io.BufferedIOBase, allowance: Allowance) -> Iterator[Item]:
    """Yield the pages; one that cannot be read is refused, and the next looked for."""
    for record in _records(name, stream):
        allowance.enter()
        if isinstance(record, Refused):
            yield record
        elif record.fields.get("warc-type") in _PAGES:
            yield from _page(name, record, stream, allowance)
        elif not _stepped(stream, record.length):
            yield refused(name, damaged())


def _records(name: str, stream: io.BufferedIOBase) -> Iterator[_Record | Refused]:
    """Yield the heads of the records; whoever takes one reads its block before the next."""
    lost = False
    while line := stream.readline(_LINE):
        if not line.strip():
            continue
        record = _record(stream) if _VERSION.match(line) else None
        if record is not None:
            lost = False
            yield record
        elif not lost:
            # Said once: all up to the next head is the same wrong length.
            lost = True
            yield refused(name, damaged())


def _record(stream: io.BufferedIOBase) -> _Record | None:
    fields: dict[str, str] = {}
    for _ in range(_LINES):
        line = stream.readline(_LINE).decode("utf-8", "replace").rstrip("\r\n")
        if not line:
            break
        field, _, value = line.partition(":")
        fields.setdefault(field.strip().lower(), value.strip())
    length = fields.get("content-length", "")
    return _Record(fields, int(length)) if _LENGTH.fullmatch(length) else None


def _page(
    name: str, record: _Record, stream: io.BufferedIOBase, allowance: Allowance
) -> Iterator[Item]:
    link = web_link(record.fields.get("warc-target-uri", "").strip("<>"))
    called = f"{name}#{label(link or record.fields.get('warc-record-id', ''))}"
    try:
        block = _block(stream, record.length, allowance.limits.article)
        answer = _answer(record, block)
        if is_page(answer):
            text = decode_html(page_of(answer, allowance), declared=answer.charset)
            yield Raw(called, text, kind=Kind.HTML, link=link, seen=_day(record))
    except RawError as error:
        yield refused(called, error)


def _answer(record: _Record, block: bytes) -> Answer:
    if record.fields["warc-type"] == "response":
        return opened_answer(block)
    return Answer(media_type=record.fields.get("content-type", ""), body=block)


def _block(stream: io.BufferedIOBase, length: int, most: int) -> bytes:
    if length > most:
        if not _stepped(stream, length):
            raise damaged()
        raise too_large(most)
    block = stream.read(length)
    if len(block) < length:
        raise damaged()
    return block


def _stepped(stream: io.BufferedIOBase, length: int) -> bool:
    """Step over so many bytes; say whether they were there."""
    left = length
    while left and (part := stream.read(min(left, _STEP))):
        left -= len(part)
    return not left


def _day(record: _Record) -> dt.date | None:
    found = _DAY.match(record.fields.get("warc-date", ""))
    try:
        return dt.date.fromisoformat(found[1]) if found else None
    except ValueError:  # a 31st of February
        return None
