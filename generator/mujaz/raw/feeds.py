"""Feeds: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0; each entry is an article or its address."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from mujaz.errors import RawError, message
from mujaz.raw import entries, xml
from mujaz.raw.elements import Element, children, inner_html, name_of, text_of
from mujaz.raw.entries import Entry
from mujaz.raw.items import Item, Said
from mujaz.raw.limits import Limits, beyond
from mujaz.raw.refusal import refused
from mujaz.raw.words import language, moment, names, one_line, web_link

_ROOTS = frozenset({"rss", "RDF", "feed", "channel"})
_ENTRIES = frozenset({"item", "entry"})
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_MAILBOX = re.compile(r"[^\s()]+@[^\s()]+\s*(?:\(([^()]*)\))?")
_HTML = re.compile(r"(?:text/|application/)?x?html(?:\+xml)?", re.IGNORECASE)


def read(name: str, data: bytes, *, limits: Limits) -> Iterator[Item]:
    """Yield the entries of a feed; raises RawError when it is none.

    One that breaks off yields what there is, and says so; of one that does not end, the beginning.
    """
    document = xml.parse(data)
    root = document.root
    if name_of(root).rpartition(":")[2] not in _ROOTS:
        raise RawError(
            message("this XML is neither a feed nor a list of feeds or pages"),
            message("add a feed in RSS or Atom, an OPML file or a sitemap"),
        )
    about, found = _about(root), _entries(root)
    for number, element in enumerate(found[: limits.items], start=1):
        entry = _entry(element, about)
        if number == len(found) and not document.whole:
            entry = replace(entry, body="")  # what is left of a text is not the text
        yield entries.item(f"{name}#{number}", entry)
    if len(found) > limits.items:
        yield refused(name, beyond(limits.items))
    if not document.whole:
        yield refused(name, xml.broken_off())


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """What a feed says of all its entries."""

    source: str | None
    language: str | None
    base: str | None


def _entries(root: Element) -> list[Element]:
    """Return the entries, each taken out of the feed.

    They stand in it, in its channel, or beside that; and where a tag is not closed, the mended
    tree has all that follow in the entry with that tag.
    """
    found = [el for el in root.iterdescendants(etree.Element) if name_of(el) in _ENTRIES]
    for element in found:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return found


def _about(root: Element) -> _About:
    channel = next(children(root, "channel"), root)
    tongue = channel.get(f"{_XML}lang") or root.get(f"{_XML}lang")
    links = (text_of(link) or link.get("href") for link in children(channel, "link"))
    home = next((found for link in links if (found := web_link(link))), None)
    return _About(
        source=one_line(_first(channel, "title")),
        language=language(tongue or _first(channel, "language", "dc:language")),
        base=web_link(root.get(f"{_XML}base"), home) or home,
    )


def _entry(element: Element, about: _About) -> Entry:
    source = _source(element) or about.source
    said = Said(
        title=one_line(_first(element, "title", "dc:title")),
        source=source,
        # Of `updated` nobody knows how long after the day of publication it is.
        date=moment(_first(element, "pubDate", "published", "issued", "dc:date")),
        authors=tuple(author for author in names(_authors(element)) if author != source),
        tags=names(_categories(element)),
        language=language(element.get(f"{_XML}lang") or _first(element, "dc:language"))
        or about.language,
    )
    body, content = _body(element)
    return Entry(link=_link(element, about), said=said, body=body, content=content)


def _first(element: Element, *known: str) -> str | None:
    """Return what the first child of these names says that says anything."""
    return next((text for child in children(element, *known) if (text := text_of(child))), None)


def _source(element: Element) -> str | None:
    """Return the publisher of an entry that another feed took over."""
    source = next(children(element, "source"), None)
    return one_line(_first(source, "title") or text_of(source)) if source is not None else None


def _authors(element: Element) -> Iterator[str | None]:
    for author in children(element, "author", "dc:creator"):
        text = _first(author, "name") or text_of(author)
        mailbox = _MAILBOX.fullmatch(text[:500])
        yield mailbox[1] if mailbox else text


def _categories(element: Element) -> Iterator[str | None]:
    for category in children(element, "category", "dc:subject"):
        yield text_of(category) or category.get("label") or category.get("term")


def _link(element: Element, about: _About) -> str | None:
    base = web_link(element.get(f"{_XML}base"), about.base) or about.base
    return next((link for text in _links(element) if (link := web_link(text, base))), None)


def _links(element: Element) -> Iterator[str | None]:
    """Yield what may be the address of an entry's page, the surest first."""
    yield _first(element, "feedburner:origLink")
    links = [el for el in children(element, "link") if el.get("rel", "alternate") == "alternate"]
    pages = sorted(links, key=lambda el: not _HTML.fullmatch(el.get("type", "html")))
    yield from (text_of(link) or link.get("href") for link in pages)
    yield element.get(_ABOUT)
    for mark in children(element, "guid", "id"):
        text = text_of(mark)
        if mark.get("isPermaLink", "true") != "false" and text.startswith("http"):
            yield text


def _body(element: Element) -> tuple[str, bool]:
    """Return an entry's text as HTML, and whether the feed calls it the content."""
    for known in ("content:encoded", "content", "xhtml:body", "description", "summary"):
        for child in children(element, known):
            if body := _as_html(child):
                return body, known not in {"description", "summary"}
    return "", False


def _as_html(element: Element) -> str:
    if len(element):
        return inner_html(element)
    text = text_of(element)
    if _HTML.fullmatch(element.get("type", "")) or entries.is_markup(text):
        return text
    return entries.paragraphs(html.unescape(text))
