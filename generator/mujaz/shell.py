"""The shell around a page's body: the theme's templates, and all that they are told.

MkDocs lays the same templates out when it makes a page, and is given the same words and functions;
what it would say of its settings and of the page is said here as it would say it, so that a page
has the same bytes whoever makes it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any, Self
from urllib.parse import quote, urljoin

from jinja2 import Environment, FileSystemLoader, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from pydantic import TypeAdapter

from mujaz import editions, groups, policy, render, ways
from mujaz.extras import Extras
from mujaz.groups import Group
from mujaz.models import Library, Listed
from mujaz.phrases import Phrases
from mujaz.plan import Kind, Page
from mujaz.render import Site
from mujaz.resources import TEMPLATES

THEME = TEMPLATES / "theme"
_PLACES = (Kind.ARCHIVE, Kind.SOURCES, Kind.TAGS, Kind.FIGURES, Kind.SEARCH)
_LINKS = {f"{kind}": f"{kind}/" for kind in _PLACES}
"""Pages that every page leads to."""
_DATED = frozenset((Kind.YEAR, Kind.MONTH, Kind.UNDATED, Kind.FIGURES))
"""What stands in the archive, by its address or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A script that a digest's settings add to every page."""

    path: str
    type: str = ""
    defer: bool = False
    async_: bool = False

    def __str__(self) -> str:
        """Return its path, as MkDocs' own scripts do."""
        return self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a digest's settings come to, as MkDocs understood them."""

    name: str
    description: str
    url: str | None
    hub: str | None
    extras: Extras
    locale: str
    numerals: str
    palette: list[dict[str, Any]] | dict[str, Any]
    """Material's colour schemes; a single one is no list."""
    copyright: str | None
    extra_css: tuple[str, ...]
    extra_javascript: tuple[Script, ...]
    plain: bool
    """Whether plain paragraphs are all that the extensions of Markdown make of them."""
    host: str
    """The version of MkDocs, which a page names."""

    @property
    def site(self) -> Site:
        """What every page knows of the site."""
        return Site(
            name=self.name,
            description=self.description,
            phrases=Phrases.of(self.locale, numerals=self.numerals),
            url=self.url,
            hub=self.hub,
            extras=self.extras,
        )


_SETTINGS = TypeAdapter(Settings)


def written(settings: Settings) -> str:
    """Return settings as text that `read` reads."""
    return _SETTINGS.dump_json(settings).decode()


def read(text: str) -> Settings:
    """Return the settings that were written."""
    return _SETTINGS.validate_json(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """What stands around every page of one site."""

    site: Site
    nav: tuple[Group, ...]
    """The sections, without what changes with each article."""
    about: str | None
    editions: str | None
    """Where the list of editions stands, if there are any."""
    live: bool = False
    """Whether MkDocs serves the site, and so puts a script of its own into each page."""

    @classmethod
    def of(
        cls, site: Site, library: Library[Listed], prose: Iterable[str], *, live: bool = False
    ) -> Self:
        """Return the shell of a site; `prose` are the addresses of what editors wrote beside it."""
        return cls(
            site=site,
            nav=tuple(replace(one, articles=(), count=0) for one in groups.sections(library)),
            about="about/" if "about/" in prose else None,
            editions=editions.ADDRESS if editions.published(library, limit=1) else None,
            live=live,
        )

    def around(self, page: Page | None, title: str) -> dict[str, object]:
        """Return what the theme is told of a page; None is one that stands at any address."""
        return {
            "page": page,
            "site": self.site,
            "live": self.live,
            "title": title,
            "nav": self.nav,
            "about": self.about,
            "editions": self.editions,
            "links": _LINKS,
            "current": self._current(page) if page else {},
            "updated": page.updated if page else None,
        }

    def _current(self, page: Page) -> dict[str, str]:
        """Return the places of the site that a page is ("page"), or that it belongs to ("true")."""
        section = page.article.front.section if page.article else None
        within = {groups.section_address(section)} if section else set()
        if page.kind in _DATED:
            within.add(_LINKS["archive"])
        places = (*(one.address for one in self.nav), *_LINKS.values(), self.about, self.editions)
        return {
            place: "page" if place == page.address else "true"
            for place in filter(None, places)
            if place in within or page.address.startswith(place)
        }


def parts(*, afresh: bool = False) -> Callable[..., str]:
    """Return what includes a part that many pages have alike: it is made once for each of `key`.

    A part of ours asks for nothing of a page that is not in its key; where it may be another's,
    it is made `afresh` each time.
    """
    made: dict[tuple[str, ...], str] = {}

    @pass_context
    def part(context: Context, name: str, *key: object) -> str:
        whole = (name, *map(str, key))
        if whole in made and context.get("page"):
            return made[whole]
        found = context.environment.get_template(name).render(context.get_all())
        if context.get("page") and not afresh:  # else its links are those of one place
            made[whole] = found
        return found

    return part


def environment(site: Site, library: Library[Listed], *, theme: str = str(THEME)) -> Environment:
    """Return the Jinja environment of the theme, as MkDocs would have it."""
    env = Environment(loader=FileSystemLoader(theme), auto_reload=False)  # noqa: S701  as MkDocs
    env.filters.update(render.filters(site.phrases), url=ways.url, script_tag=script_tag)
    env.filters["lawful"] = lambda html: policy.lawful(html, site.url)
    env.globals.update(render.functions(site.phrases, library), part=parts())
    return env


def script_tag(script: object) -> Markup:
    """Return what loads a script, which may be no more than its path."""
    given = {name: getattr(script, name, "") for name in ("type", "defer", "async_")}
    how = Markup(' type="{}"').format(given["type"]) if given["type"] else Markup()
    how += Markup(" defer") if given["defer"] else ""
    how += Markup(" async") if given["async_"] else ""
    return Markup('<script src="{}"{}></script>').format(ways.url(script), how)


def context(settings: Settings, page: Page, content: str) -> Mapping[str, object]:
    """Return what MkDocs tells the theme of its settings and of a page."""
    config = SimpleNamespace(
        theme=SimpleNamespace(palette=settings.palette),
        extra_css=settings.extra_css,
        extra_javascript=settings.extra_javascript,
        copyright=settings.copyright,
    )
    canonical = urljoin(settings.url, quote(page.address)) if settings.url else None
    leaf = SimpleNamespace(content=content, canonical_url=canonical, url=page.address)
    return {"config": config, "page": leaf, "mkdocs_version": settings.host}
