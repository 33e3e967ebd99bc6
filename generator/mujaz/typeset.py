"""Files of the plan made without MkDocs: all whose words are no more than plain paragraphs.

They are most of a site, and MkDocs takes as long for what it does about a page as the page takes.
What needs Markdown is left to it.
"""

import gzip
from collections.abc import Callable, Mapping
from functools import cached_property

from mujaz import bidi, feeds, order, paragraphs, render, shell, ways
from mujaz.models import Listed
from mujaz.order import Order
from mujaz.plan import Page, Redirect
from mujaz.shell import Settings, Shell


class Typesetter:
    """Makes the files of one site."""

    def __init__(self, settings: Settings, ordered: Order) -> None:
        """Take what the settings come to, and the whole plan."""
        self._settings, self._order = settings, ordered
        self._site = settings.site
        self._shell = Shell.of(self._site, ordered.library, ordered.prose)
        self._bodies = render.environment(self._site, ordered.library)
        self._theme = shell.environment(self._site, ordered.library)

    def prepare(self) -> None:
        """Compile every template: processes that are split off then have them."""
        for templates in (self._bodies, self._theme):
            for name in templates.list_templates(extensions=("html", "xml")):
                templates.get_template(name)

    def made(self, path: str) -> bytes | None:
        """Return a planned file; None of one that needs Markdown.

        Raises BuildError when an article changed meanwhile, and ContentError when it is not there.
        """
        if path in self._lists:
            return self._lists[path]()
        found = self._planned[path]
        if isinstance(found, Redirect):
            return render.redirect(self._bodies, found).encode()
        return self._page(found)

    @cached_property
    def _planned(self) -> Mapping[str, Page | Redirect]:
        pages = {order.file_of(page): page for page in self._order.pages}
        return pages | {leads.path: leads for leads in self._order.redirects}

    @property
    def _lists(self) -> Mapping[str, Callable[[], bytes | None]]:
        """What lists the whole site, as far as it is published anywhere."""
        if not self._site.url:
            return {}
        return {
            order.FEED: self._feed,
            order.SITEMAP: self._sitemap,
            order.ARCHIVE: lambda: gzip.compress(self._sitemap(), mtime=0),
        }

    def _page(self, page: Page) -> bytes | None:
        if page.article is None and page.address in self._order.prose:
            return None
        words = self._html(page.article) if page.article else ""
        if words is None:
            return None
        body = render.body(self._bodies, page, content=words)
        return self._around(page, body).encode("utf-8", "xmlcharrefreplace")

    def _around(self, page: Page, body: str) -> str:
        around = self._shell.around(page, render.title(page, self._site))
        told = shell.context(self._settings, page, body)
        html = self._theme.get_template("main.html").render(told, mujaz=around)
        return ways.rooted(html, page.address)

    def _html(self, article: Listed) -> str | None:
        words = self._order.words(article)
        html = paragraphs.html(words) if self._settings.plain else None
        return None if html is None else bidi.isolate_html(html, self._site.direction)

    def _feed(self) -> bytes | None:
        found = {one.address: self._html(one) for one in feeds.newest(self._order.library)}
        html = {address: text for address, text in found.items() if text is not None}
        if len(html) < len(found):
            return None
        return feeds.atom(self._site, self._order.library, html)

    def _sitemap(self) -> bytes:
        planned = {page.address for page in self._order.pages}
        prose = (address for address in self._order.prose if address not in planned)
        return render.sitemap(self._bodies, self._order.pages, prose).encode()
