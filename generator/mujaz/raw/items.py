"""What came in, whatever carried it: the one type that readers make and extraction takes."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from mujaz.errors import MujazError


class Kind(StrEnum):
    """How a raw article's text is to be read."""

    TEXT = "text"
    HTML = "html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the carrier of an article said of it: a feed's entry, a mail's head, a row's fields.

    It goes before what is read in the article itself; None and empty where nothing was said.
    """

    title: str | None = None
    source: str | None = None
    """The publisher's name, or its id in sources.yml."""
    date: str | None = None
    """In any form; `dates` reads it."""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    section: str | None = None
    summary: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Raw:
    """A text that came in, and the name to call it by in messages."""

    name: str
    text: str
    kind: Kind = Kind.TEXT
    link: str | None = None
    """Where it stands at its publisher, when the carrier said so."""
    said: Said = field(default_factory=Said)
    seen: dt.date | None = None
    """When an archive of the web took it: its date is no later, and may be long before."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address whose page is yet to be fetched."""

    name: str
    url: str
    said: Said = field(default_factory=Said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Something of which no article became; `error.path` is its name where it has none else."""

    name: str
    error: MujazError


Item = Raw | Link | Refused
