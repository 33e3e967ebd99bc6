"""The plugin for MkDocs: the one door between Mujaz and its host.

MkDocs 1.6 calls the `on_…` methods in the order in which they stand here.
"""

import gzip
import logging
import re
from pathlib import Path

from babel import UnknownLocaleError
from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils.templates import TemplateContext

from mujaz import bidi, check, digest, feeds, groups, library, pictures, plan, related, render
from mujaz.errors import Message, message
from mujaz.models import Library
from mujaz.phrases import NUMERALS, Phrases
from mujaz.plan import Kind, Page
from mujaz.render import Site
from mujaz.resources import TEMPLATES
from mujaz.summarise import description

log = logging.getLogger("mkdocs.plugins.mujaz")

_UNKNOWN_DAY = "1970-01-01"
_HIDDEN = (library.SOURCES, library.TAGS)
_THEME = str(TEMPLATES / "theme")
_H1 = re.compile(r"<h1\b.*?</h1>", re.DOTALL)


class Options(Config):  # type: ignore[no-untyped-call]
    """What `mkdocs.yml` may say under `plugins: - mujaz:`."""

    locale = config_options.Type(str, default="")
    """Whose month names to use, such as ar_SY (تموز) or ar_MA (يوليوز); the theme's language."""
    numerals = config_options.Choice(tuple(NUMERALS), default="latn")
    """latn: 0123456789, arab: the Arabic-Indic digits, arabext: the Persian ones."""
    per_page = config_options.Type(int, default=plan.PER_PAGE)
    """Articles on one page of a listing."""


class MujazPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Turns the library under `docs_dir` into the pages of the plan."""

    _near: related.Index | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Let `mkdocs serve` keep this plugin, and what it knows, from one build to the next."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Lay our theme over Material's and set what a newspaper needs."""
        wrong = digest.unfit(
            theme=config.theme.name or "",
            directories=config.use_directory_urls,
            per_page=self.config.per_page,
        )
        if wrong:
            raise _refusal(config, *wrong)
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, _THEME)
        config.theme["font"] = False  # a font from elsewhere would be a request to another host
        phrases = _phrases(config, self.config)
        if not config.theme.get("palette"):
            config.theme["palette"] = render.palette(phrases)
        self._site = Site(
            name=config.site_name,
            description=config.site_description or "",
            phrases=phrases,
            url=_with_slash(config.site_url),
        )
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read the library, plan the site, and give MkDocs a file for each page."""
        self._library = _load(Path(config.docs_dir), self._site.phrases)
        self._near = related.Index.of(self._library, self._near)
        pages = plan.pages(self._library, per_page=self.config.per_page, near=self._near)
        self._pages = {page.address: page for page in pages}
        self._environment = render.environment(self._site, self._library)
        self._nav = groups.sections(self._library)
        self._updated = render.newest(self._library)
        self._html: dict[str, str] = {}
        withheld = pictures.withheld(self._library)
        for file in [f for f in files if _is_left_out(f, config) or f.src_uri in withheld]:
            files.remove(file)
        for page in self._pages.values():
            if files.get_file_from_path(_source_path(page)) is None:
                files.append(self._file(page, config))
        for leads in plan.redirects(self._library):
            text = render.redirect(self._environment, leads)
            files.append(File.generated(config, leads.path, content=text))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember which pages an editor wrote; the rest is in the plan."""
        self._about = "about/" if files.get_file_from_path("about.md") else None
        return nav

    def on_page_markdown(
        self, markdown: str, *, page: HostPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Give an article's Markdown, as far as its rights allow it to be shown."""
        ours = self._page(page)
        page.meta.setdefault("title", self._title(ours, page))
        page.update_date = _changed(ours)
        if ours.article:
            page.meta["description"] = description(ours.article.front.summary or "")
            return render.shown(ours.article, self._library)
        return markdown

    def on_page_content(
        self, html: str, *, page: HostPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Put the page's body around what Markdown made of the editor's words."""
        ours = self._page(page)
        isolated = bidi.isolate_html(html, self._site.direction)
        if ours.kind is Kind.HOME:
            isolated = Markup(_H1.sub("", isolated, count=1))  # noqa: S704  the masthead has it
        if ours.article:
            self._html[ours.address] = isolated
        return render.body(self._environment, ours, content=isolated)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give the theme the same words and functions as the pages."""
        env.filters.update(render.filters(self._site.phrases))
        env.globals.update(render.functions(self._site.phrases, self._library))
        env.globals["mujaz"] = self._shell(None, self._site.name)
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: HostPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Tell the theme which of our pages it is laying out."""
        ours = self._page(page)
        context["mujaz"] = self._shell(ours, self._title(ours, page))  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the feed, and the sitemap's archive without the hour of the build in it."""
        folder = Path(config.site_dir)
        sitemap, archive = folder / "sitemap.xml", folder / "sitemap.xml.gz"
        if self._site.feed:
            feed = feeds.atom(self._site, self._library, self._html)
            (folder / self._site.feed).write_bytes(feed)
            archive.write_bytes(gzip.compress(sitemap.read_bytes(), mtime=0))
        else:
            log.warning(self._site.phrases.gettext("no feed is made: set site_url in mkdocs.yml"))
            sitemap.unlink()  # an empty one is none
            archive.unlink()

    def _file(self, page: Page, config: MkDocsConfig) -> File:
        file = File.generated(
            config, _source_path(page), content="", inclusion=InclusionLevel.NOT_IN_NAV
        )
        file.dest_uri = f"{page.address}index.html"
        return file

    def _page(self, page: HostPage) -> Page:
        address = "" if page.file.url == "./" else page.file.url
        return self._pages.get(address) or Page(kind=Kind.PROSE, address=address)

    def _title(self, ours: Page, page: HostPage) -> str:
        return render.title(ours, self._site) or str(page.title or "")

    def _shell(self, page: Page | None, title: str) -> dict[str, object]:
        return {
            "page": page,
            "site": self._site,
            "title": title,
            "nav": self._nav,
            "about": self._about,
            "links": {"archive": "archive/", "sources": "sources/", "tags": "tags/"},
            "updated": self._updated,
        }


def _refusal(config: MkDocsConfig, problem: Message, mend: Message) -> PluginError:
    """Return the one error that MkDocs tells without a traceback, in the site's own language."""
    english = str(config.theme.get("language", "")).startswith("en")
    told = check.say(problem, mend, Phrases.of("en" if english else "ar"), where=digest.CONFIG)
    return PluginError(told)


def _is_left_out(file: File, config: MkDocsConfig) -> bool:
    """Say whether a file that MkDocs found is none of the site's."""
    if file.src_uri.startswith(f"{library.ARTICLES}/"):
        return file.is_documentation_page()  # the plan has its page; a picture beside it stays
    return file.src_uri in _HIDDEN or _is_materials(file, config)


def _is_materials(file: File, config: MkDocsConfig) -> bool:
    """Say whether a file is Material's: 4 MB that our shell does not load, a digest's own may."""
    custom = config.theme.custom_dir
    if custom and any((Path(custom) / shell).is_file() for shell in ("base.html", "main.html")):
        return False
    dirs = config.theme.dirs
    return file.src_dir in dirs[dirs.index(_THEME) + 1 :]


def _load(content: Path, phrases: Phrases) -> Library:
    shelf = library.load(content)
    found = check.errors(check.complaints(content, shelf))
    for complaint in found:
        log.error(check.line(complaint, phrases, content=content))
    if found:
        raise PluginError(
            phrases.counted("%(n)s error in the content", "%(n)s errors in the content", len(found))
        )
    return shelf.library


def _phrases(config: MkDocsConfig, options: Options) -> Phrases:
    locale = options.locale or str(config.theme.get("language") or "ar")
    try:
        return Phrases.of(locale, numerals=options.numerals)
    except (UnknownLocaleError, ValueError) as error:
        raise _refusal(
            config,
            message("there is no locale “{locale}”", locale=locale),
            message("write one such as ar, ar_SY or en_GB"),
        ) from error


def _with_slash(url: str | None) -> str | None:
    return f"{url.rstrip('/')}/" if url else None


def _changed(page: Page) -> str:
    """Return the day for the sitemap and its archive, which must have one; no page has the hour.

    templates/theme/sitemap.xml leaves out what is not known.
    """
    when = page.article.front.date if page.article else None
    return when.first_day.isoformat() if when else _UNKNOWN_DAY


def _source_path(page: Page) -> str:
    if page.article:
        return str(page.article.path)
    return f"{page.address.rstrip('/')}.md" if page.address else "index.md"
