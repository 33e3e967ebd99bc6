"""The feeds of a site: of all articles, of each tag, source and section, and of editions."""

from collections.abc import Callable, Mapping
from itertools import chain

from mujaz.feeds import atom_feed, issues, json_feed
from mujaz.feeds.channel import NEWEST, Channel, articles
from mujaz.feeds.sources_list import opml
from mujaz.models import Library, Listed
from mujaz.plan import Page
from mujaz.render import Site

__all__ = ["ATOM", "JSON", "NEWEST", "Channel", "Wire", "articles", "opml"]

ATOM, JSON = atom_feed.FILE, json_feed.FILE
"""The names of a page's two feeds, beside it."""


class Wire:
    """Writes the feeds of one site; what several of them say of an article is worked out once."""

    def __init__(self, site: Site, library: Library[Listed]) -> None:
        """Take the site, whose own address must be known."""
        self._site, self._library = site, library
        self._entries: dict[str, str] = {}
        self._items: dict[str, str] = {}

    def atom(self, page: Page, html: Mapping[str, str] | None = None) -> bytes:
        """Return a page's feed as Atom; `html` holds shown bodies by address, where it has them."""
        channel, entry = self._channel(page), atom_feed.entry
        entries = chain(
            (issues.entry(self._site, self._library, one) for one in page.editions),
            (self._told(a, entry, self._entries, html) for a in channel.articles),
        )
        return atom_feed.document(self._site, channel, entries)

    def json(self, page: Page, html: Mapping[str, str] | None = None) -> bytes:
        """Return the same as JSON Feed."""
        channel, item = self._channel(page), json_feed.item
        items = chain(
            (issues.item(self._site, self._library, one) for one in page.editions),
            (self._told(a, item, self._items, html) for a in channel.articles),
        )
        return json_feed.document(self._site, channel, items)

    def _channel(self, page: Page) -> Channel:
        return Channel.of(page, self._site, self._library)

    def _told(
        self,
        article: Listed,
        tell: Callable[[Site, Library[Listed], Listed, str], str],
        known: dict[str, str],
        html: Mapping[str, str] | None,
    ) -> str:
        """Return what a feed says of an article, with its body or from what is known."""
        if html is not None:
            return tell(self._site, self._library, article, html.get(article.address, ""))
        if article.address not in known:
            known[article.address] = tell(self._site, self._library, article, "")
        return known[article.address]
