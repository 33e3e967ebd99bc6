"""Whatever came in, opened: what it is, which reader reads it, what it holds in turn."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from mujaz.errors import RawError, message
from mujaz.raw import feeds, jsonfeed, lists, mail, rows, warc
from mujaz.raw.archives import Members, gathered, presented
from mujaz.raw.formats import (
    ARCHIVES,
    COLLECTIONS,
    HEAD,
    PACKED,
    Format,
    archive_of,
    find_format,
)
from mujaz.raw.html_text import decode_html, saved_from
from mujaz.raw.items import Item, Kind, Raw, Refused
from mujaz.raw.limits import Allowance, Limits, too_large
from mujaz.raw.refusal import refused
from mujaz.raw.tars import read_tar
from mujaz.raw.text import decode
from mujaz.raw.unpack import unpacked
from mujaz.raw.words import web_link
from mujaz.raw.zips import read_zip

_STEP = 2**16
_NO_MAP: Mapping[str, str] = MappingProxyType({})
_LIMITS = Limits()


def opened(
    name: str,
    data: bytes,
    *,
    kind: Format | None = None,
    fields: Mapping[str, str] = _NO_MAP,
    limits: Limits = _LIMITS,
) -> Iterator[Item]:
    """Yield what is in some bytes, archives in them opened too; never raises.

    What it is, is found in the bytes unless `kind` says it; archives are opened all the same, and
    `kind` is that of the files in them. `fields` is for rows: {"title": "headline"}. What cannot
    be read is yielded with its reason, and the rest goes on.
    """
    yield from _opened(_Parcel(name, data, kind, fields, Allowance(limits)))


def expected(data: bytes) -> int:
    """Return how many articles some bytes will be, near enough to show how far a batch is."""
    try:
        form = find_format(data)
    except RawError:
        return 1
    return max(1, sum(data.count(sign) for sign in _BEGINNINGS.get(form, ())))


_BEGINNINGS = {
    Format.ROWS: (b"\n",),
    Format.LINKS: (b"http",),
    Format.FEED: (b"</item>", b"</entry>"),
    Format.JSON_FEED: (b'"id"',),
    Format.OPML: (b"xmlUrl=",),
    Format.SITEMAP: (b"<loc>",),
    Format.MBOX: (b"\nFrom ",),
    Format.ZIP: (b"PK\x01\x02",),
    Format.WARC: (b"WARC-Type: response",),
}
"""What stands once for each article in it, by one name or another."""


@dataclass(frozen=True, slots=True)
class _Parcel:
    """Some bytes to open, and how."""

    name: str
    data: bytes
    kind: Format | None
    fields: Mapping[str, str]
    allowance: Allowance
    depth: int = 0


def _opened(parcel: _Parcel) -> Iterator[Item]:
    try:
        form = _form(parcel)
        if form in ARCHIVES:
            yield from _archive(parcel, form)
        else:
            if form not in COLLECTIONS and len(parcel.data) > parcel.allowance.limits.article:
                raise too_large(parcel.allowance.limits.article)
            yield from _READERS[form](parcel)
    except RawError as error:
        yield refused(parcel.name, error)


def _form(parcel: _Parcel) -> Format:
    if parcel.kind in ARCHIVES:
        return parcel.kind
    return archive_of(parcel.data) or parcel.kind or find_format(parcel.data)


def _archive(parcel: _Parcel, form: Format) -> Iterator[Item]:
    if parcel.depth == parcel.allowance.limits.depth:
        raise RawError(
            message("archives lie in each other here, more than {limit} deep", limit=parcel.depth),
            message("unpack the outer ones, and add what is in them"),
        )
    kind = None if parcel.kind in ARCHIVES else parcel.kind
    inner = replace(parcel, kind=kind, depth=parcel.depth + 1)
    if form in PACKED:
        yield from _stream(inner, form)
    elif form is Format.TAR:
        yield from _members(inner, read_tar(inner.name, io.BytesIO(inner.data), inner.allowance))
    else:
        yield from _members(inner, read_zip(inner.name, inner.data, inner.allowance))


def _stream(parcel: _Parcel, form: Format) -> Iterator[Item]:
    """Yield what is in a packed stream; archives in it are read as they are unpacked."""
    stream = unpacked(parcel.data, form, parcel.allowance)
    head = stream.peek(HEAD)
    if head[:5] == b"WARC/":
        yield from warc.read(parcel.name, stream, parcel.allowance)
    elif archive_of(head) is Format.TAR:
        yield from _members(parcel, read_tar(parcel.name, stream, parcel.allowance))
    else:
        parts = iter(lambda: stream.read(_STEP), b"")
        data = gathered(parts, parcel.allowance.limits)
        yield from _members(parcel, presented(parcel.name, data))


def _members(parcel: _Parcel, members: Members) -> Iterator[Item]:
    for member in members:
        if isinstance(member, Refused):
            yield member
        else:
            yield from _opened(replace(parcel, name=member.name, data=member.data))
        if parcel.allowance.spent:
            return


def _text(parcel: _Parcel) -> Iterator[Item]:
    yield Raw(parcel.name, decode(parcel.data))


def _page(parcel: _Parcel) -> Iterator[Item]:
    text = decode_html(parcel.data)
    yield Raw(parcel.name, text, kind=Kind.HTML, link=web_link(saved_from(text)))


def _letter(parcel: _Parcel) -> Iterator[Item]:
    yield mail.read_mail(parcel.name, parcel.data, most=parcel.allowance.limits.article)


def _warc(parcel: _Parcel) -> Iterator[Item]:
    return warc.read(parcel.name, io.BytesIO(parcel.data), parcel.allowance)


def _rows(parcel: _Parcel) -> Iterator[Item]:
    return rows.read(parcel.name, parcel.data, parcel.allowance, parcel.fields)


def _mailbox(parcel: _Parcel) -> Iterator[Item]:
    return mail.read_mbox(parcel.name, parcel.data, parcel.allowance)


def _listed(read: Callable[..., Iterator[Item]]) -> Callable[[_Parcel], Iterator[Item]]:
    """Return a reader of feeds or lists as one of parcels."""
    return lambda parcel: read(parcel.name, parcel.data, limits=parcel.allowance.limits)


_READERS: Mapping[Format, Callable[[_Parcel], Iterator[Item]]] = {
    Format.TEXT: _text,
    Format.HTML: _page,
    Format.LINKS: _listed(lists.read_links),
    Format.FEED: _listed(feeds.read),
    Format.JSON_FEED: _listed(jsonfeed.read),
    Format.OPML: _listed(lists.read_opml),
    Format.SITEMAP: _listed(lists.read_sitemap),
    Format.ROWS: _rows,
    Format.MAIL: _letter,
    Format.MBOX: _mailbox,
    Format.WARC: _warc,
}
