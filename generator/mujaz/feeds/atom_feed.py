"""Feeds as Atom (RFC 4287)."""

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from mujaz import render
from mujaz.feeds.channel import Channel, moment
from mujaz.models import Library, Listed, Rights
from mujaz.render import Site

FILE = "feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The control signs that XML can neither write nor escape."""


def document(site: Site, channel: Channel, entries: Iterable[str]) -> bytes:
    """Return a feed with these entries."""
    root = ET.Element("feed", {"xmlns": _ATOM, f"{_XML}lang": site.language})
    home = channel.home
    _texts(root, title=channel.title, subtitle=channel.description, id=home)
    _texts(root, updated=channel.updated)
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=home)
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=f"{home}{FILE}")
    if site.hub:
        ET.SubElement(root, "link", rel="hub", href=site.hub)
    ET.indent(root)
    opened = ET.tostring(root, encoding="unicode").removesuffix("</feed>")
    body = "".join(f"  {entry}\n" for entry in entries)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{_clean(opened)}{body}</feed>\n".encode()


def entry(site: Site, library: Library[Listed], article: Listed, html: str = "") -> str:
    """Return an article's entry; `html` is its shown body, where the feed is to have it."""
    front, source = article.front, render.source_of(article, library)
    address = f"{site.url}{article.address}"
    element = ET.Element(
        "entry", {f"{_XML}lang": front.language or source.language or site.language}
    )
    _texts(element, title=front.title, id=address, updated=moment(front.date))
    ET.SubElement(element, "link", rel="alternate", type="text/html", href=address)
    if front.link:
        ET.SubElement(element, "link", rel="via", href=front.link)
    for name in front.authors or (source.name,):
        _texts(ET.SubElement(element, "author"), name=name)
    for tag in render.tags_of(article, library):
        label = site.phrases.label(tag.subject)
        ET.SubElement(element, "category", term=label, scheme=f"{site.url}tags/", label=label)
    _texts(element, summary=front.summary or "")
    if html and library.rights(article) is not Rights.LINK:
        content = ET.SubElement(element, "content", {"type": "html", f"{_XML}base": address})
        content.text = str(html)  # plain, not Markup
    ET.indent(element, level=1)
    return _clean(ET.tostring(element, encoding="unicode"))


def written(language: str, address: str, *, content: str, author: str, **texts: str) -> str:
    """Return the entry of what stands at an address, with HTML for its content."""
    element = ET.Element("entry", {f"{_XML}lang": language})
    _texts(element, id=address, **texts)
    ET.SubElement(element, "link", rel="alternate", type="text/html", href=address)
    _texts(ET.SubElement(element, "author"), name=author)
    told = ET.SubElement(element, "content", {"type": "html", f"{_XML}base": address})
    told.text = content
    ET.indent(element, level=1)
    return _clean(ET.tostring(element, encoding="unicode"))


def _texts(parent: ET.Element, **texts: str) -> None:
    for name, text in texts.items():
        if text:
            ET.SubElement(parent, name).text = text


def _clean(xml: str) -> str:
    return _NO_XML.sub("", xml)
