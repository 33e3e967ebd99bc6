"""What extraction makes of a raw article."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from mujaz.blocks import Block, Role

DateOrigin = Literal["carrier", "json-ld", "meta", "page", "address"]
"""Where a date was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """The picture that stands for an article, where it is at its publisher."""

    link: str
    alt: str | None = None
    """What it shows."""
    credit: str | None = None
    """Who made it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What extraction made of a raw article; an editor has not seen it."""

    title: str
    blocks: tuple[Block, ...]
    """The body in its order."""
    standfirst: tuple[str, ...] = ()
    """What a page sets off before the body, in words of its own."""
    kicker: str | None = None
    source: str | None = None
    """The publisher's name as the page gives it."""
    link: str | None = None
    date: dt.date | None = None
    date_from: DateOrigin | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    section: str | None = None
    """The page's own word for its subject."""
    image: Image | None = None
    language: str | None = None

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The words of the body, subheads among them; plain text without any markup."""
        return tuple(block.text for block in self.blocks if block.role is not Role.IMAGE)

    @property
    def story(self) -> tuple[str, ...]:
        """The paragraphs that tell, the standfirst first: no subhead, no table."""
        return (*self.standfirst, *self._of(Role.PARAGRAPH, Role.QUOTE, Role.ITEM))

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks to write: the standfirst first, the picture of the article not twice."""
        shown = self.image.link if self.image else None
        opening = (Block(Role.PARAGRAPH, text) for text in self.standfirst)
        rest = (b for b in self.blocks if b.role is not Role.IMAGE or b.link != shown)
        return (*opening, *rest)

    def _of(self, *roles: Role) -> tuple[str, ...]:
        return tuple(block.text for block in self.blocks if block.role in roles)
