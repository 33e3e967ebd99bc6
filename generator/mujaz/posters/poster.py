"""What stands on a poster."""

from dataclasses import dataclass

WIDTH, HEIGHT = 1200, 630
"""1.91 to 1, as messengers show it (developers.facebook.com/docs/sharing/webmasters/images)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A text, and how it runs."""

    text: str
    language: str
    direction: str
    """`rtl` or `ltr`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """What stands on one."""

    name: Line
    """The digest's."""
    headline: Line
    overline: Line | None = None
    foot: Line | None = None
    """Whose story it is, and of when."""
