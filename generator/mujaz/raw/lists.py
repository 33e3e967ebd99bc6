"""Lists of addresses: OPML, sitemaps and their indexes, a text of nothing but links."""

from collections.abc import Iterator

from lxml import etree

from mujaz.errors import RawError, message
from mujaz.raw import xml
from mujaz.raw.elements import Element, children, name_of, text_of
from mujaz.raw.items import Item, Link, Refused, Said
from mujaz.raw.limits import Limits, beyond
from mujaz.raw.refusal import refused
from mujaz.raw.text import decode
from mujaz.raw.words import language, moment, names, one_line, web_link
from mujaz.raw.xml import Document


def read_opml(name: str, data: bytes, *, limits: Limits) -> Iterator[Item]:
    """Yield the address of each feed in an OPML file, however deep its folders are."""
    document = xml.parse(data)
    outlines = (el for el in document.root.iter(etree.Element) if name_of(el) == "outline")
    yield from _links(name, map(_feed, outlines), limits)
    yield from _unless_whole(name, document)


def read_sitemap(name: str, data: bytes, *, limits: Limits) -> Iterator[Item]:
    """Yield the address of each page in a sitemap, or of each sitemap in an index of them."""
    document = xml.parse(data)
    entries = children(document.root, "url", "sitemap")
    yield from _links(name, map(_page, entries), limits)
    yield from _unless_whole(name, document)


def read_links(name: str, data: bytes, *, limits: Limits) -> Iterator[Item]:
    """Yield the address on each line."""
    lines = (line for line in decode(data).splitlines() if line.strip())
    yield from _links(name, ((line.strip(), Said()) for line in lines), limits)


def _unless_whole(name: str, document: Document) -> Iterator[Refused]:
    if not document.whole:
        yield refused(name, xml.broken_off())


def _links(name: str, found: Iterator[tuple[str | None, Said]], limits: Limits) -> Iterator[Item]:
    """Yield each address once."""
    seen: set[str] = set()
    for text, said in found:
        link = web_link(text)
        if link is None or link in seen:
            continue
        if len(seen) == limits.items:
            yield refused(name, beyond(limits.items))
            return
        seen.add(link)
        yield Link(f"{name}#{len(seen)}", link, said)
    if not seen:
        raise RawError(
            message("there is no address in this list"),
            message("see that its links are whole and begin with https://"),
        )


def _feed(outline: Element) -> tuple[str | None, Said]:
    source = one_line(outline.get("title")) or one_line(outline.get("text"))
    said = Said(source=source, language=language(outline.get("language")))
    return outline.get("xmlUrl") or outline.get("xmlurl"), said


def _page(entry: Element) -> tuple[str | None, Said]:
    """Return the address of a page, and what Google's extension for news says of it."""
    link = next(children(entry, "loc"), None)
    news = next(children(entry, "news:news"), None)
    return text_of(link) if link is not None else None, Said() if news is None else _news(news)


def _news(news: Element) -> Said:
    publication = next(children(news, "news:publication"), news)
    return Said(
        title=one_line(_first(news, "news:title")),
        source=one_line(_first(publication, "news:name")),
        date=moment(_first(news, "news:publication_date")),
        tags=names((_first(news, "news:keywords") or "").split(",")),
        language=language(_first(publication, "news:language")),
    )


def _first(element: Element, known: str) -> str | None:
    child = next(children(element, known), None)
    return text_of(child) if child is not None else None
