"""Pictures of a story: where they stand, what they show, who made them."""

import re
from collections.abc import Sequence
from typing import Final

from mujaz import arabic
from mujaz.blocks import Block, Role
from mujaz.extract.draft import Image
from mujaz.extract.html import names
from mujaz.extract.html.head import Head, web_link
from mujaz.extract.html.parts import Part
from mujaz.extract.html.tree import Tree

_SOURCES: Final = ("data-src", "data-original", "data-lazy-src", "data-lazy", "src")
"""Where a page keeps an image's address; what loads late has a blank one in `src`."""
_SMALLEST: Final = 100
"""Pixels of a side: smaller ones are signs and buttons."""
_NO_PICTURE: Final = re.compile(
    r"\.svg(?:$|\?)|(?:^|[/_.-])(?:pixel|spacer|blank|logo|icon|avatar|sprite|loading|emoji|1x1|"
    r"placeholder|transparent|ads?)(?:$|[/_.-])",
    re.IGNORECASE,
)
_FILE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:$|\?)", re.IGNORECASE)
_CREDIT: Final = re.compile(
    r"(?:©|\(c\)|photo ?:|(?:photo|image|picture)s? (?:credit|by|courtesy|source)s?|"
    r"(?:تصوير|عدسة|مصدر الصورة|صدر الصورة|المصدر|كاميرا|عکس|صوّرها|צילום)(?=\s?[:/،,]))"
    r"[\s:/،,]*(?P<name>[^.|()\[\]]{2,60})",
    re.IGNORECASE,
)
_WIRE: Final = r"AP|AFP|Reuters|Getty|EPA|رويترز|[اأ] ?ف ?ب|غيتي|[اأ] ?ب"
_BRACKETED: Final = re.compile(rf"[(\[](?P<name>(?:{_WIRE})[^)\]]{{0,30}})[)\]]\s*$")
_IN_BRACKETS: Final = re.compile(rf"\s*[(\[]\s*(?:{_CREDIT.pattern})\s*[)\]]", re.IGNORECASE)
"""A credit that stands in brackets in a caption, which says what the picture shows."""
_LABEL: Final = re.compile(
    r"(?:image|photo|picture|caption|image caption|صورة|التعليق على الصورة|تعليق الصورة)"
    r"\s?[:،,]\s*",
    re.IGNORECASE,
)


def of_page(head: Head, blocks: Sequence[Block]) -> Image | None:
    """Return the picture that a page shows with a link to it, else the story's first one."""
    shown = next((block for block in blocks if block.role is Role.IMAGE), None)
    given = web_link(head.said("og:image", "og:image:url", "twitter:image"), head.link)
    link = given or web_link(head.linked.image, head.link) or (shown.link if shown else None)
    if link is None or (not shown and _NO_PICTURE.search(link)):
        return None
    same = next(
        (block for block in blocks if block.link and _file(block.link) == _file(link)), None
    )
    return Image(
        link=link,
        alt=(same.text if same and same.text else None) or _clean(head.said("og:image:alt")),
        credit=(same.credit if same else None) or _clean(head.credit),
    )


def _clean(text: str | None) -> str | None:
    return arabic.clean(text) if text else None


def block(part: Part, parts: Sequence[Part], at: int, base: str | None) -> Block | None:
    """Return the picture that a part is, with its caption; None when it is a sign or a button."""
    image = part.image
    link = _link(image, base) if image is not None else None
    if image is None or link is None or _is_small(image) or _leads_away(image):
        return None
    captions = [other.text for other in parts[at + 1 : at + 5] if _belongs(other, part)]
    credit = next((found for text in captions if (found := credit_in(text))), None)
    named = (other.text for other in parts[at + 1 : at + 5] if names.is_credit(other.box.names))
    shown = " ".join((image.get("alt") or "").split())
    said = next((text for text in captions if text != credit and len(text) > len(shown)), shown)
    said = _LABEL.sub("", said, count=1) if _LABEL.match(said) else said
    said = _IN_BRACKETS.sub("", said).strip()
    maker = credit or next(named, None)
    return Block(Role.IMAGE, arabic.clean(said), link=link, credit=_clean(maker))


def credit_in(text: str) -> str | None:
    """Return the maker's name that a caption gives: «تصوير: …», «(رويترز)», «© …»."""
    found = _CREDIT.search(text) or _BRACKETED.search(text)
    return found["name"].strip(" .،,-–") if found else None


def _belongs(caption: Part, image: Part) -> bool:
    """Whether a part is the caption of an image: in its figure, or named so beside it."""
    if caption.image is not None or not caption.caption:
        return False
    figure = image.box.nearest("figure")
    return figure is None or caption.box.nearest("figure") is figure


def _link(image: Tree, base: str | None) -> str | None:
    for name in _SOURCES:
        if link := web_link(image.get(name), base):
            return None if _NO_PICTURE.search(link) else link
    return None


def _is_small(image: Tree) -> bool:
    sides = (re.match(r"\d+", image.get(side) or "") for side in ("width", "height"))
    return any(int(side[0][:6]) < _SMALLEST for side in sides if side)


def _leads_away(image: Tree) -> bool:
    """Whether an image is a link to another page: the teaser of a story."""
    link = next((around.get("href") for around in image.iterancestors("a")), None)
    return bool(link) and not _FILE.search(link or "")


def _file(link: str) -> str:
    return link.rpartition("/")[2].partition("?")[0]
