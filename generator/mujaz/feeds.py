"""The Atom feed (RFC 4287) of the newest articles."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time
from itertools import islice
from xml.etree import ElementTree as ET

from mujaz import render
from mujaz.models import Held, Library, Listed, Rights
from mujaz.partial_date import PartialDate
from mujaz.render import Site

NEWEST = 30
"""Entries in the feed."""

_ATOM = "http://www.w3.org/2005/Atom"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The control signs that XML can neither write nor escape."""


def newest(library: Library[Held]) -> tuple[Held, ...]:
    """Return the articles of the feed: the newest of which a date is known."""
    return tuple(islice((a for a in library.published if a.front.date), NEWEST))


def atom(site: Site, library: Library[Listed], html: dict[str, str]) -> bytes:
    """Return the feed; `html` holds each article's shown body by its address.

    Undated articles are left out: an entry must say when it was updated, and no date is invented.
    The site's own address must be known.
    """
    dated = newest(library)
    root = ET.Element("feed", {"xmlns": _ATOM, f"{_XML}lang": site.language})
    home = site.url or ""
    _texts(root, title=site.name, subtitle=site.description, id=home, updated=_updated(dated))
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=home)
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=f"{home}{site.feed}")
    for article in dated:
        root.append(_entry(site, library, article, html.get(article.address, "")))
    ET.indent(root)
    feed: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return _NO_XML.sub("", f"{feed.decode()}\n").encode()


def _entry(site: Site, library: Library[Listed], article: Listed, html: str) -> ET.Element:
    front, source = article.front, render.source_of(article, library)
    address = f"{site.url}{article.address}"
    entry = ET.Element("entry", {f"{_XML}lang": front.language or source.language or site.language})
    _texts(entry, title=front.title, id=address, updated=_moment(front.date))
    ET.SubElement(entry, "link", rel="alternate", type="text/html", href=address)
    if front.link:
        ET.SubElement(entry, "link", rel="via", href=front.link)
    for name in front.authors or (source.name,):
        _texts(ET.SubElement(entry, "author"), name=name)
    for tag in render.tags_of(article, library):
        label = site.phrases.label(tag.subject)
        ET.SubElement(entry, "category", term=label, scheme=f"{site.url}tags/", label=label)
    _texts(entry, summary=front.summary or "")
    if html and library.rights(article) is not Rights.LINK:
        content = ET.SubElement(entry, "content", {"type": "html", f"{_XML}base": address})
        content.text = str(html)  # plain, not Markup
    return entry


def _texts(parent: ET.Element, **texts: str) -> None:
    for name, text in texts.items():
        if text:
            ET.SubElement(parent, name).text = text


def _updated(dated: Sequence[Listed]) -> str:
    return _moment(dated[0].front.date if dated else None)


def _moment(when: PartialDate | None) -> str:
    """Say a date as RFC 3339 wants it; a day alone is its first moment, universal time.

    A feed without entries is as old as its format, for it must have a date and none is known.
    """
    if when is None:
        return "2005-12-01T00:00:00Z"
    moment = when.moment or datetime.combine(when.first_day, time(), UTC)
    return moment.isoformat().replace("+00:00", "Z")
