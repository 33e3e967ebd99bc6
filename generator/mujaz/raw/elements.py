"""The elements of feeds and lists under one name each, whatever namespace they were put in."""

import html
import re
from collections.abc import Iterator

from lxml import etree

Element = etree._Element  # noqa: SLF001  lxml has no public name for it

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_PREFIXES = {
    "purl.org/dc/elements/1.1/": "dc:",
    "purl.org/rss/1.0/modules/content/": "content:",
    "rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "www.w3.org/1999/xhtml": "xhtml:",
    "www.google.com/schemas/sitemap-news/0.9": "news:",
}
_PLAIN = (
    "www.w3.org/2005/Atom",
    "www.w3.org/1999/02/22-rdf-syntax-ns#",
    "purl.org/rss/1.0/",
    "purl.org/atom/ns#",
    "my.netscape.com/rdf/simple/",
    "channel.netscape.com/rdf/simple/",
    "backend.userland.com/",
    "www.sitemaps.org/schemas/sitemap/",
    "www.google.com/schemas/sitemap/",
    "opml.org/",
)


def name_of(element: Element) -> str:
    """Return `title` for a feed's own element, `dc:title` for a known other's, `?:title` else."""
    namespace, _, local = str(element.tag).removeprefix("{").rpartition("}")
    if not namespace:
        return local  # with its prefix, where that was never declared
    known = namespace.partition("://")[2]
    if known in _PREFIXES:
        return _PREFIXES[known] + local
    return local if known.startswith(_PLAIN) else f"?:{local}"


def children(element: Element, *known: str) -> Iterator[Element]:
    """Yield the children of these names, those of the first name first."""
    for name in known:
        for child in element.iterchildren(etree.Element):
            if name_of(child) == name:
                yield child


def text_of(element: Element) -> str:
    """Return all the text in an element, without the blanks around it."""
    return "".join(element.itertext()).strip()


def inner_html(element: Element) -> str:
    """Return what is in an element as HTML, for text that was not escaped when it was put in.

    The children are taken out of it: in their place they would name the namespaces around them.
    """
    free = etree.Element("div")
    free.extend(list(element))
    for child in free.iterdescendants(etree.Element):
        local = str(child.tag).rpartition("}")[2]
        # A mended document has names that no tag may be given.
        child.tag = local if _NAME.fullmatch(local) else "span"
    etree.cleanup_namespaces(free)
    parts = [html.escape(element.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in free]
    return "".join(parts).strip()
