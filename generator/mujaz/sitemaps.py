"""What search engines read: which pages there are, which of them are news, and where it says so."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain, islice, takewhile

from jinja2 import Environment

from mujaz.models import Held, Library, Listed, Rights
from mujaz.page import Kind
from mujaz.plan import Page
from mujaz.render import Site

MOST = 50_000
"""Addresses in one sitemap (sitemaps.org/protocol.html); what is more is split."""
_NEWS = 1_000
"""Addresses in a sitemap of news, as news readers of search engines want it."""
_FRESH = timedelta(days=2)
"""How old news may be. A build has no clock: it counts from the newest article's day."""


def parts(addresses: int) -> tuple[str, ...]:
    """Return the files that this many addresses are split into, beside the one that lists them.

    >>> parts(50_000), parts(50_001)
    ((), ('sitemap-1.xml', 'sitemap-2.xml'))
    """
    if addresses <= MOST:
        return ()
    return tuple(f"sitemap-{n}.xml" for n in range(1, -(-addresses // MOST) + 1))


def addresses(planned: Iterable[Page], prose: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return every address of the plan and of what an editor wrote, with its day, in order.

    The page of the search is not among them: it asks not to be listed.
    """
    listed = (page for page in planned if page.kind is not Kind.SEARCH)
    days = {page.address: changed(page) for page in listed} | dict.fromkeys(prose, "")
    return tuple(sorted(days.items()))


def changed(page: Page) -> str:
    """Return the day of a page for the sitemap; empty where it is not known."""
    when = page.article.front.date if page.article else None
    return when.first_day.isoformat() if when else ""


def sitemap(
    pages: Environment, listed: Sequence[tuple[str, str]], names: Sequence[str], main: str
) -> Mapping[str, str]:
    """Return the sitemap by its files' names: `main`, or that as the list of `names`."""
    template = pages.get_template("sitemap.xml")
    if not names:
        return {main: template.render(addresses=listed)}
    size = -(-len(listed) // len(names))
    made = {
        name: template.render(addresses=listed[place * size : (place + 1) * size])
        for place, name in enumerate(names)
    }
    return made | {main: pages.get_template("sitemap-index.xml").render(names=names)}


def fresh(library: Library[Held]) -> tuple[Held, ...]:
    """Return the articles that are news, newest first, of which the site shows all."""
    days = _days(library.published)
    newest = next(days, None)
    if newest is None:
        return ()
    recent = takewhile(lambda found: newest[1] - found[1] <= _FRESH, chain((newest,), days))
    whole = (article for article, _ in recent if library.rights(article) is Rights.FULL)
    return tuple(islice(whole, _NEWS))


def _days(articles: Iterable[Held]) -> Iterator[tuple[Held, date]]:
    """Yield the articles of which the day is known, with it."""
    for article in articles:
        when = article.front.date
        if when and when.day:
            yield article, when.first_day


def news(pages: Environment, articles: Iterable[Listed]) -> str:
    """Return the sitemap of news (the namespace sitemap-news/0.9)."""
    return pages.get_template("sitemap-news.xml").render(articles=articles)


def robots(site: Site, sitemaps: Iterable[str]) -> str:
    """Return robots.txt (RFC 9309): all may be read, and where all of it is listed."""
    listed = "".join(f"Sitemap: {site.url}{name}\n" for name in sitemaps)
    return f"User-agent: *\nAllow: /\n\n{listed}"
