"""The pieces of a body in their order: what each is, and its words without any markup."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a block of a body is."""

    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"
    QUOTE = "quote"
    ITEM = "item"
    """One item of a list."""
    TABLE = "table"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a body."""

    role: Role
    text: str
    """Plain words on one line; of an image what it shows, of a table its cells."""
    level: int = 0
    """Of a subhead 2 to 4; of a list's item its number, 0 in a list without numbers."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Of a table, the heading row first."""
    link: str | None = None
    """Of an image, where it stands: http or https."""
    credit: str | None = None
    """Of an image, who made it."""
