"""Files of the plan made without MkDocs: all whose words are no more than plain paragraphs.

They are most of a site, and MkDocs takes as long for what it does about a page as the page takes.
What needs Markdown is left to it.
"""

from collections.abc import Callable, Mapping
from functools import cached_property, partial

from mujaz import bidi, order, paragraphs, render, shell, ways
from mujaz.lists import Lists
from mujaz.models import Listed
from mujaz.order import Order
from mujaz.plan import Kind, Leaf, Page, Redirect
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
        try:
            if (found := self._planned.get(path)) is None:
                return self._lists[path]()
            if isinstance(found, Redirect):
                return render.redirect(self._bodies, found).encode()
            return self._page(found.page)
        except _NeedsMarkdown:
            return None

    @cached_property
    def _planned(self) -> Mapping[str, Leaf | Redirect]:
        pages = {order.file_of(leaf): leaf for leaf in self._order.leaves}
        return pages | {leads.path: leads for leads in self._order.redirects}

    @cached_property
    def _lists(self) -> Mapping[str, Callable[[], bytes]]:
        """What lists the whole site, and is no page."""
        planned = {leaf.address for leaf in self._order.leaves}
        prose = [address for address in self._order.prose if address not in planned]
        return Lists(self._site, self._order, self._bodies, prose, self._html).all

    def _page(self, page: Page) -> bytes:
        # An edition has a file of its editor's, be it without a word.
        if page.kind is Kind.EDITION or (
            page.article is None and page.address in self._order.prose
        ):
            raise _NeedsMarkdown
        words = self._html(page.article) if page.article else ""
        body = render.body(self._bodies, page, content=words)
        return self._around(page, body).encode("utf-8", "xmlcharrefreplace")

    def _around(self, page: Page, body: str) -> str:
        around = self._shell.around(page, render.title(page, self._site))
        told = shell.context(self._settings, page, body)
        html = self._theme.get_template("main.html").render(told, mujaz=around)
        return ways.rooted(html, page.address)

    def _html(self, article: Listed) -> str:
        """Return the HTML of an article's words; plain paragraphs have no link to mark."""
        words = self._order.words(article)
        mark = partial(bidi.marked, direction=self._site.direction)
        html = paragraphs.html(words, mark) if self._settings.plain else None
        if html is None:
            raise _NeedsMarkdown
        return html


class _NeedsMarkdown(Exception):  # noqa: N818  it is no error
    """Something is to be made by who knows Markdown."""
