"""The plugin for MkDocs: the one door between Mujaz and its host.

MkDocs 1.6 calls the `on_…` methods in the order in which they stand here.
"""

import logging
import re
from dataclasses import replace
from functools import partial
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils.templates import TemplateContext

from mujaz import (
    bidi,
    digest,
    order,
    paragraphs,
    policy,
    render,
    shell,
    sitemaps,
    ways,
)
from mujaz.lists import Lists
from mujaz.models import Listed
from mujaz.order import Order
from mujaz.plan import Kind, Page
from mujaz.plugin import kept, settings, told
from mujaz.plugin.leaves import Sheet, Shelved, leaf, write_search, writer
from mujaz.render import Site
from mujaz.shell import Settings, Shell
from mujaz.steps import Laps, still
from mujaz.summarise import description

log = logging.getLogger("mkdocs.plugins.mujaz")

_H1 = re.compile(r"<h1\b.*?</h1>", re.DOTALL)


class MujazPlugin(BasePlugin[settings.Options]):  # type: ignore[no-untyped-call]
    """Turns the library under `docs_dir` into the pages of the plan."""

    order: Order | None = None
    """What `mujaz build` wants made; MkDocs alone makes all."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Lay our theme over Material's and set what a newspaper needs."""
        wrong = digest.unfit(
            theme=config.theme.name or "",
            directories=config.use_directory_urls,
            per_page=self.config.per_page,
        )
        if wrong:
            raise settings.refusal(config, *wrong)
        settings.lay(config)
        config.theme["font"] = False  # a font from elsewhere would be a request to another host
        phrases = settings.phrases(config, self.config)
        if not config.theme.get("palette"):
            config.theme["palette"] = render.palette(phrases)
        config.theme.static_templates.discard("sitemap.xml")  # it would list what is made now
        self._site = Site(
            name=config.site_name,
            description=config.site_description or "",
            phrases=phrases,
            url=settings.with_slash(config.site_url),
            hub=self.config.websub_hub or None,
            extras=settings.chosen(config, self.config),
        )
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Give MkDocs a file for each page that is wanted."""
        self._order = self.order or self._whole(config)
        self._laps = self._order.laps or Laps(still)
        self._pages = {page.address: page for page in self._order.pages}
        self._environment = render.environment(self._site, self._order.library)
        self._plain = paragraphs.suits(config.markdown_extensions)
        withheld = self._order.withheld
        kept = (f for f in files if not (settings.is_left_out(f, config) or f.src_uri in withheld))
        shelved = self._files = Shelved(kept, self._order, config)
        self._add_pages(shelved, config)
        for leads in self._order.redirects:
            if self._order.wants(leads.path):
                text = render.redirect(self._environment, leads)
                shelved.append(File.generated(config, leads.path, content=text))
        return shelved

    def _whole(self, config: MkDocsConfig) -> Order:
        """Read the library and order what of its site is not kept."""
        with settings.refusing(config):
            self._kept = kept.read(config, self.config.per_page)
        settings.refuse(self._kept.complaints, Path(config.docs_dir), self._site.phrases)
        return replace(self._kept.order, rest=True)

    def _add_pages(self, files: Files, config: MkDocsConfig) -> None:
        addresses = {_address(file) for file in files if file.is_documentation_page()}
        for page in self._order.pages:
            written = not page.article and page.address in addresses
            if not written and self._order.wants(order.file_of(page)):
                file = leaf(page, config)
                files.append(file)
                if page.article and self._plain:
                    Sheet(None, file, config)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember which pages an editor wrote, and put aside what is there already."""
        found = map(_address, files.documentation_pages())
        self._prose = [address for address in found if address not in self._pages]
        for file in [file for file in files if not file.generated_by]:
            page = self._pages.get(_address(file)) if file.is_documentation_page() else None
            wanted = self._order.wants(order.file_of(page)) if page else self._order.rest
            if not wanted and isinstance(files, Shelved):
                files.put_aside(file)
        if not self._order.rest:
            config.theme.static_templates.clear()
        self._shell = Shell.of(
            self._site, self._order.library, self._prose, live=settings.is_served(config)
        )
        return nav

    def on_page_markdown(
        self, markdown: str, *, page: HostPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Give an article's Markdown, as far as its rights allow it to be shown."""
        self._laps.begin()
        ours = self._page(page)
        page.meta.setdefault("title", self._title(ours, page))
        page.update_date = sitemaps.changed(ours)
        if ours.article:
            page.meta["description"] = description(ours.article.front.summary or "")
            return self._words(ours.article, config)
        return markdown

    def on_page_content(
        self, html: str, *, page: HostPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Put the page's body around what Markdown made of the editor's words."""
        ours = self._page(page)
        isolated = bidi.isolate_html(policy.lawful(html, self._site.url), self._site.direction)
        if ours.kind is Kind.HOME:
            isolated = Markup(_H1.sub("", isolated, count=1))  # noqa: S704  the masthead has it
        body = render.body(self._environment, ours, content=isolated)
        self._laps.end(order.file_of(ours))
        return body

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give the theme the same words and functions as the pages."""
        env.filters.update(render.filters(self._site.phrases), **told.links(env))
        env.filters["lawful"] = lambda html: policy.lawful(html, self._site.url)
        env.globals.update(render.functions(self._site.phrases, self._order.library))
        env.globals["part"] = shell.parts(afresh=config.theme.custom_dir is not None)
        env.globals["mujaz"] = self._shell.around(None, self._site.name)
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: HostPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Tell the theme which of our pages it is laying out."""
        self._laps.begin()
        ours = self._page(page)
        around = self._shell.around(ours, self._title(ours, page))
        context["mujaz"] = around  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_page(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str:
        """Hand a page of the plan over, where somebody takes it; MkDocs writes the others."""
        address = _address(page.file)
        whole, ours = ways.rooted(output, address), self._pages.get(address)
        self._laps.end(f"{address}index.html")
        if ours is None or self._order.take is None:
            return whole
        self._order.take(order.file_of(ours), whole.encode("utf-8", "xmlcharrefreplace"))
        return ""

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what lists the whole site, and what searches it."""
        settings.warn_of_search(config, self._site.phrases)
        if self.order is None:  # else mujaz build does it, which knows what is there already
            with settings.refusing(config):
                write_search(self._kept, config)
            kept.lay(self._kept, Path(config.site_dir))
        if not self._site.url:
            log.warning(self._site.phrases.gettext("no feed is made: set site_url in mkdocs.yml"))
            return
        take = self._order.take or writer(Path(config.site_dir))
        html = partial(self._html, config=config)
        whole = Lists(self._site, self._order, self._environment, self._prose, html)
        for name, data in whole.made():
            take(name, data)

    def _words(self, article: Listed, config: MkDocsConfig) -> str:
        """Return an article's Markdown, as far as its rights allow it to be shown."""
        with settings.refusing(config):
            return self._order.words(article)

    def settings(self, config: MkDocsConfig) -> Settings:
        """Return what the settings come to."""
        return told.settings(config, self._site)

    def _html(self, article: Listed, config: MkDocsConfig) -> str:
        """Return the HTML of an article's words."""
        page = Page(kind=Kind.ARTICLE, address=article.address, article=article)
        sheet = (Sheet if self._plain else HostPage)(None, leaf(page, config), config)
        sheet.markdown = self._words(article, config)
        sheet.render(config, self._files)
        return bidi.isolate_html(sheet.content or "", self._site.direction)

    def _page(self, page: HostPage) -> Page:
        address = _address(page.file)
        return self._pages.get(address) or Page(kind=Kind.PROSE, address=address)

    def _title(self, ours: Page, page: HostPage) -> str:
        return render.title(ours, self._site) or str(page.title or "")


def _address(file: File) -> str:
    return "" if file.url == "./" else file.url
