"""From a page's text to a tree: whatever comes in, in bounded time and depth."""

import re
from collections.abc import Iterator
from typing import Final

import lxml.html
from lxml import etree

from mujaz.errors import NoArticleError, message

Tree = lxml.html.HtmlElement

_MOST_TAGS: Final = 100_000
_MOST_ATTRIBUTES: Final = 2000
_LONG: Final = 20_000
"""Letters that so many attributes take at least."""
_QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_NUL: Final = "\x00"
_DUMB: Final = (
    *("applet", "audio", "button", "canvas", "embed", "frameset", "iframe", "map", "math"),
    *("noembed", "noframes", "noscript", "object", "script", "select", "style", "svg"),
    *("template", "textarea", "video"),
)
"""Elements that say nothing of a story; a script may describe it, see `linked_data`."""


def parse(html: str) -> Tree:
    """Return the tree of a page, without comments and processing instructions.

    libxml2 mends what is broken and cuts what is nested deeper than 2048. Raises NoArticleError
    where there is nothing to parse, and for what no page of an article has: a hundred thousand
    tags, thousands of attributes in one.
    """
    tags = html.split("<")
    long = max(map(len, tags)) >= _LONG
    if len(tags) > _MOST_TAGS or (long and any(map(_is_overloaded, tags[1:]))):
        raise too_large()
    # As bytes: an encoding that the page declares for itself no longer holds for decoded text.
    data = html.replace(_NUL, "").encode("utf-8", "replace")
    tree = _parsed(data)
    if not isinstance(tree, Tree):
        raise NoArticleError(
            message("there is nothing on this page"),
            message("save the page again when it has loaded, and add that"),
        )
    return tree


def too_large() -> NoArticleError:
    """Return the error for a page that would take minutes and is no article."""
    return NoArticleError(
        message("this page is larger than that of one article is"),
        message("save the page of one story, and add that"),
    )


def _is_overloaded(tag: str) -> bool:
    """Whether a tag has so many attributes that libxml2 would compare them for hours."""
    if len(tag) < _LONG:
        return False
    inside = tag.partition(">")[0]
    if '"' in inside or "'" in inside:  # between quotes a tag does not end
        inside = _QUOTED.sub("", tag).partition(">")[0]
    return len(inside.split()) > _MOST_ATTRIBUTES


def _parsed(data: bytes) -> object:
    try:
        return etree.fromstring(data, _parser())
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _parser() -> lxml.html.HTMLParser:
    parser = lxml.html.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
        collect_ids=False,
    )
    # One class for all elements: lxml.html asks Python for the class of each, a tenth of the time.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=Tree))
    return parser


_OUTER: Final = ("aside", "dialog", "footer", "menu", "nav")
_PROSE: Final = 4
"""Paragraphs from which on a box may hold the story, whatever it is: it may lack its end."""


def linked_data(tree: Tree) -> Iterator[str]:
    """Yield what the page says of itself in JSON-LD, as it is written."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").casefold() and script.text:
            yield script.text


def strip(tree: Tree) -> None:
    """Take out of a tree what says nothing of a story; the words behind it stay."""
    etree.strip_elements(tree, *_DUMB, with_tail=False)
    for box in tuple(tree.iter(*_OUTER)):
        if box.getparent() is not None and _is_outer(box):
            box.clear(keep_tail=True)  # to drop it would write its tail, which may not be XML


def _is_outer(box: Tree) -> bool:
    if box.find(".//h1") is not None or box.find(".//article") is not None:
        return False
    return sum(1 for _, _ in zip(box.iter("p"), range(_PROSE), strict=False)) < _PROSE
