"""Markdown as XHTML that stands alone: a letter, a book or a print has no site around it."""

import re
from collections.abc import Callable

import lxml.html
from lxml import etree
from lxml.html import HtmlElement
from markdown import Markdown

_EXTENSIONS = ("admonition", "attr_list", "footnotes", "sane_lists", "tables")
_PLAIN = frozenset(
    (
        *("a", "b", "blockquote", "br", "cite", "code", "dd", "del", "div", "dl", "dt", "em"),
        *("h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "li", "ol", "p", "pre", "q", "s"),
        *("small", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"),
    )
)
"""What letters and books show alike; of anything else the words stay."""
_GONE = ("script", "style", "iframe", "object", "template", "svg", "form", "img", "video", "audio")
_KEPT = frozenset(("href", "colspan", "rowspan", "start"))
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Leads = Callable[[str], str | None]
"""Gives the whole address of a link, or None where it leads nowhere outside the site."""


def xhtml(markdown: str, leads: Leads) -> str:
    """Return some Markdown as XHTML without scripts, pictures, identifiers or dead links."""
    html = Markdown(extensions=list(_EXTENSIONS)).convert(_NO_XML.sub("", markdown))
    if not html.strip():
        return ""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    etree.strip_elements(root, etree.Comment, *_GONE, with_tail=False)
    for element in list(root.iterdescendants()):
        _cleanse(element, leads)
    told: str = etree.tostring(root, encoding="unicode", method="xml")
    return told.removeprefix("<div>").removesuffix("</div>").strip()


def _cleanse(element: HtmlElement, leads: Leads) -> None:
    if element.tag == "h1":
        element.tag = "h2"  # the headline above it is the only one
    href = element.get("href")
    address = leads(href) if href else None
    for name in set(element.attrib) - _KEPT:
        del element.attrib[name]
    if element.tag == "a" and address:
        element.set("href", address)
    elif element.tag == "a" or element.tag not in _PLAIN:
        element.drop_tag()
