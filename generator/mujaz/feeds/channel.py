"""What one feed is of, and how its moments are said."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import islice
from typing import Self

from mujaz import render
from mujaz.editions import Contents
from mujaz.models import Held, Library, Listed
from mujaz.partial_date import PartialDate
from mujaz.plan import Kind, Page
from mujaz.render import Site

NEWEST = 30
"""Entries in the feed of all articles."""
_OLDEST = "2005-12-01T00:00:00Z"
"""The month of RFC 4287. A feed without entries is as old as its format: it must have a date, and
none is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """The articles of one feed, newest first, and what it is called.

    Undated articles are left out: an entry must say when it was updated, and no date is invented.
    """

    title: str
    description: str
    home: str
    """The whole address of the page that it belongs to."""
    articles: tuple[Listed, ...]
    newest: PartialDate | None = None
    """When the newest of what it tells of came out."""

    @classmethod
    def of(cls, page: Page, site: Site, library: Library[Listed]) -> Self:
        """Return the feed of a page; the front page's is that of all articles.

        That of a listing holds what its first page lists. The site's own address must be known.
        """
        whole, found = page.kind is Kind.HOME, articles(page, library)
        return cls(
            title=site.name if whole else f"{render.title(page, site)} · {site.name}",
            description=site.description
            if whole
            else getattr(page.subject, "description", "") or "",
            home=f"{site.url}{page.address}",
            articles=found,
            newest=_newest(page, found),
        )

    @property
    def updated(self) -> str:
        """The moment of its newest article or edition."""
        return moment(self.newest)


def _newest(page: Page, found: tuple[Listed, ...]) -> PartialDate | None:
    if page.editions:
        return out(page.editions[0])
    return found[0].front.date if found else None


def out(contents: Contents) -> PartialDate:
    """Return the day on which an edition is out: its last."""
    return PartialDate.of(contents.edition.head.end.last_day)


def articles(page: Page, library: Library[Held]) -> tuple[Listed, ...]:
    """Return the dated articles of a page's feed: the newest of all, or those that it lists."""
    if page.kind is Kind.HOME:
        return tuple(islice((a for a in library.published if a.front.date), NEWEST))
    return tuple(article for article in page.articles if article.front.date)


def moment(when: PartialDate | None) -> str:
    """Say a date as RFC 3339 wants it; a day alone is its first moment, universal time."""
    if when is None:
        return _OLDEST
    exact = when.moment or datetime.combine(when.first_day, time(), UTC)
    return exact.isoformat().replace("+00:00", "Z")
