"""What is planned and is no page: feeds, sitemaps, lists of sources, robots.txt, posters, books."""

import gzip
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial

from jinja2 import Environment

from mujaz import editions, feeds, order, posters, sharing, sitemaps
from mujaz.editions import Contents
from mujaz.models import Listed
from mujaz.order import Order
from mujaz.plan import Kind, Page
from mujaz.render import Site

Maker = Callable[[], bytes]


class Lists:
    """The lists of one site, whose own address is known; each is made when it is asked for."""

    def __init__(
        self,
        site: Site,
        ordered: Order,
        pages: Environment,
        prose: Sequence[str],
        html: Callable[[Listed], str],
    ) -> None:
        """Take the site and its plan; `html` gives the shown body of an article."""
        self._site, self._order, self._pages, self._prose = site, ordered, pages, prose
        self._html = html
        self._wire = feeds.Wire(site, ordered.library)

    def made(self) -> Iterator[tuple[str, bytes]]:
        """Yield each list that is wanted: its file below the site's root, and what is in it."""
        for name, make in self.all.items():
            if self._order.wants(name):
                yield name, make()

    @cached_property
    def all(self) -> Mapping[str, Maker]:
        """What makes each list there is."""
        return dict(self._makers())

    def _makers(self) -> Iterator[tuple[str, Maker]]:
        for page in self._order.pages:
            if files := order.feeds_of(page):
                yield from zip(files, self._feeds(page), strict=True)
            if page.kind is Kind.SOURCES:
                yield order.OPML, partial(feeds.opml, self._site, page.entries)
        yield from self._copies()
        yield from self._posters()
        for name in (order.SITEMAP, *self._order.sitemaps):
            yield name, partial(self._sitemap, name)
        yield order.ARCHIVE, lambda: gzip.compress(self._sitemap(order.SITEMAP), mtime=0)
        yield order.NEWS, self._news
        if self._order.robots:
            listed = (order.SITEMAP, order.NEWS)
            yield order.ROBOTS, lambda: sitemaps.robots(self._site, listed).encode()

    def _copies(self) -> Iterator[tuple[str, Maker]]:
        for contents in editions.published(self._order.library):
            for kind, file in self._site.extras.of_edition(contents.edition).items():
                yield file, partial(self._copy, kind, contents)

    def _copy(self, kind: str, contents: Contents) -> bytes:
        from mujaz import copies  # noqa: PLC0415  it loads Markdown, which few builds need

        known = self._order.library
        return copies.MAKERS[kind](copies.copied(self._site, known, contents, self._order.words))

    def _posters(self) -> Iterator[tuple[str, Maker]]:
        for file, article in sharing.posters_of(self._site.extras.posters, self._order.library):
            yield file, partial(self._poster, article)

    def _poster(self, article: Listed | None) -> bytes:
        return posters.draw(sharing.poster(self._site, self._order.library, article))

    def _feeds(self, page: Page) -> tuple[Maker, Maker]:
        """Return what makes the two feeds of a page; that of all articles has their words."""

        def words() -> Mapping[str, str] | None:
            return self._bodies if page.kind is Kind.HOME else None

        return (
            lambda: self._wire.atom(page, words()),
            lambda: self._wire.json(page, words()),
        )

    @cached_property
    def _bodies(self) -> Mapping[str, str]:
        front = self._order.leaves[0].page
        found = feeds.articles(front, self._order.library)
        return {article.address: self._html(article) for article in found}

    def _sitemap(self, name: str) -> bytes:
        return self._sitemaps[name].encode()

    @cached_property
    def _sitemaps(self) -> Mapping[str, str]:
        listed = sitemaps.addresses(self._order.pages, self._prose)
        return sitemaps.sitemap(self._pages, listed, self._order.sitemaps, order.SITEMAP)

    def _news(self) -> bytes:
        return sitemaps.news(self._pages, sitemaps.fresh(self._order.library)).encode()
