"""From the bytes of a feed or a list to a tree: no document type, no entity, nothing loaded.

lxml does it and not feedparser: feedparser takes a text that looks like a path or an address for
one and opens it, and falls back to a parser of its own, made of regular expressions.
"""

import re
from dataclasses import dataclass
from html.entities import html5

from lxml import etree

from mujaz.errors import RawError, message
from mujaz.raw.html_text import decode_html

_APART = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[<>]*(?P<end>[\[<>]|\Z)", re.IGNORECASE)
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)(?=[\s/>])")
_ENTITY = re.compile(r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};)(?P<name>[A-Za-z][A-Za-z0-9]{0,31};)?")


_ALONE = 2
"""Tags of a document that is one element."""
_MOST = 1_500_000
"""Tags and entities: a sitemap of the largest kind has a fifth of that, in memory it is 200 MB."""


@dataclass(frozen=True, slots=True)
class Document:
    """The tree of an XML document."""

    root: etree._Element
    whole: bool
    """Whether it was read to its end; one that broke off has what stood before."""


def root_name(text: str) -> str | None:
    """Return the name of the first element, without its prefix; None when this is no XML."""
    found = _ROOT.match(text, _prolog(text)[0])
    return found[1].rpartition(":")[2] if found else None


def declares(text: str) -> bool:
    """Whether this is XML with a document type of its own, which may declare entities."""
    return _prolog(text)[1]


def parse(data: bytes) -> Document:
    """Read an XML document, mended where it is broken.

    Raises RawError when there is none in it, when it declares entities or is all tags.
    """
    text = decode_html(data)
    start, declared = _prolog(text)
    if declared:
        raise RawError(
            message("this XML declares entities or a document type of its own"),
            message("save it without <!DOCTYPE […]>; no feed needs one"),
        )
    if text.count("<") + text.count("&") > _MOST:
        raise RawError(
            message("this XML is all tags: more than {limit}", limit=_MOST),
            message("divide it, and add the parts one after the other"),
        )
    found = _ROOT.match(text, start)
    if found is None:
        raise _no_xml()
    # What stands before the first element is cut away: the parser never sees a document type.
    return _parsed(_ENTITY.sub(_plain, text[start:]), found[1])


def _parsed(body: str, name: str) -> Document:
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=True,  # 2048 levels and not 256, and texts of any length: the whole is bounded
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(body.encode("utf-8", "replace"), parser=parser)
    if root is None:
        raise _no_xml()
    too_deep = any(e.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for e in parser.error_log)
    lost = len(root) == 0 and body.count("<") > _ALONE
    return Document(root, whole=not too_deep and not lost and _ends(body, name))


def _ends(body: str, name: str) -> bool:
    """Whether a document is closed, and all in it whose end the parser would look for in vain."""
    unfinished = any(
        body.rfind(opening) > body.rfind(closing)
        for opening, closing in (("<![CDATA[", "]]>"), ("<!--", "-->"))
    )
    return not unfinished and body.rstrip().endswith((f"</{name}>", "/>"))


def broken_off() -> RawError:
    """Return the error that says that a feed or a list was not read to its end."""
    return RawError(
        message("this breaks off; what stood behind that place is lost"),
        message("save it again from its address, and add that"),
    )


def _prolog(text: str) -> tuple[int, bool]:
    """Return where the first element begins, and whether a document type before it declares."""
    at = 0
    while found := _APART.match(text, at) or _DOCTYPE.match(text, at):
        if found.re is _DOCTYPE and found["end"] != ">":
            return found.end(), True
        at = found.end()
    return at, False


def _plain(found: re.Match[str]) -> str:
    """Return an entity that HTML knows by its number, and an ampersand that opens none as one.

    Those of XML too: once a document was mended, libxml2 drops them, and all escaped HTML with
    them.
    """
    name = found["name"] or ""
    known = html5.get(name)
    return "".join(f"&#{ord(character)};" for character in known) if known else f"&#38;{name}"


def _no_xml() -> RawError:
    return RawError(
        message("there is no XML in this that could be read"),
        message("save the feed again from its address, and add that"),
    )
