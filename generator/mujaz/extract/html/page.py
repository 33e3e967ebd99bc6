"""What extraction makes of a page: the article as its publisher gives it."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from mujaz.blocks import Block, Role
from mujaz.extract.html.pictures import Image

DateOrigin = Literal["json-ld", "meta", "page", "address"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An article read off a page; an editor has not seen it."""

    title: str
    blocks: tuple[Block, ...]
    standfirst: tuple[str, ...] = ()
    """What opens the story between headline and body, set off from it; not among the blocks."""
    kicker: str | None = None
    source: str | None = None
    """The site's name as the page gives it."""
    link: str | None = None
    """Where it stands at its publisher: what the page says, else the address it came from."""
    date: dt.date | None = None
    """The day of publication; None when the page does not surely say it."""
    date_from: DateOrigin | None = None
    """What said the date."""
    authors: tuple[str, ...] = ()
    section: str | None = None
    """The publisher's own word for it."""
    image: Image | None = None
    description: str | None = None
    language: str | None = None

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The words of all blocks but the pictures."""
        return tuple(block.text for block in self.blocks if block.role is not Role.IMAGE)
