"""The body of a page: the plan and the library, through templates/pages/."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mujaz import bidi, groups, ways
from mujaz.extras import Extras
from mujaz.groups import Entry
from mujaz.models import Library, Listed, Rights, Section, Source
from mujaz.phrases import Phrases, _
from mujaz.plan import Kind, Page, Redirect
from mujaz.resources import TEMPLATES
from mujaz.summarise import description

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")

TITLES = {
    Kind.TAGS: _("Tags"),
    Kind.SOURCES: _("Sources"),
    Kind.ARCHIVE: _("Archive"),
    Kind.UNDATED: _("Undated"),
    Kind.EDITIONS: _("Editions"),
    Kind.FIGURES: _("The digest in figures"),
    Kind.SEARCH: _("Search"),
}


_SCHEMES = (
    ("light", "default", "material/weather-night", _("Dark mode")),
    ("dark", "slate", "material/weather-sunny", _("Light mode")),
)
"""Colour schemes: what the reader's device prefers, Material's name for it, and the way out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What every page knows of the site."""

    name: str
    description: str
    phrases: Phrases
    url: str | None = None
    """Where it is published, with a slash at the end."""
    hub: str | None = None
    """The WebSub hub that its feeds name."""
    extras: Extras = field(default_factory=Extras)
    """What it has beside its pages."""

    @property
    def language(self) -> str:
        """The language that its own words are in."""
        return self.phrases.language

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return self.phrases.direction

    @property
    def feed(self) -> str | None:
        """The address of the Atom feed; a feed needs to know where the site is."""
        return "feed.xml" if self.url else None


def environment(site: Site, library: Library[Listed]) -> Environment:
    """Return the Jinja environment of templates/pages/ for one site and library."""
    pages = Environment(
        loader=FileSystemLoader(TEMPLATES / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters.update(filters(site.phrases), url=ways.url)
    pages.globals.update(functions(site.phrases, library), site=site, row=_rows(pages))
    return pages


def _rows(pages: Environment) -> Callable[..., Markup]:
    """Return what gives an article's row in a list; it is made once.

    Nine lists have the same article: its tags', its source's, its section's, its month's…
    """
    made: dict[tuple[str, bool], Markup] = {}

    def row(article: Listed, *, section: bool) -> Markup:
        key = article.address, section
        if key not in made:
            html = pages.get_template("row.html").render(article=article, section=section)
            made[key] = Markup(html)  # noqa: S704  our own
        return made[key]

    return row


def body(pages: Environment, page: Page, *, content: str = "") -> Markup:
    """Return the HTML of one page's body; `content` is the HTML of what an editor wrote for it."""
    template = pages.get_template(f"{page.kind}.html")
    written = Markup(ways.foreign(content))  # noqa: S704  Markdown's own
    return Markup(ways.rooted(template.render(page=page, content=written), page.address))  # noqa: S704


def redirect(pages: Environment, leads: Redirect) -> str:
    """Return the page that stands at an old address and sends its reader on."""
    return ways.rooted(pages.get_template("redirect.html").render(page=leads), leads.address)


def title(page: Page, site: Site) -> str:
    """Return what a page is called; empty for one that an editor wrote and named."""
    if page.article:
        return page.article.front.title
    if page.kind is Kind.EDITION and page.contents:
        return page.contents.edition.head.title
    name = site.name if page.kind is Kind.HOME else _listing_title(page, site.phrases)
    if page.number > 1:
        name = site.phrases.gettext("{title}, page {number}").format(
            title=name, number=site.phrases.number(page.number)
        )
    return name


def _listing_title(page: Page, phrases: Phrases) -> str:
    if page.kind is Kind.STORY:
        return page.tellings[0].front.title
    if page.subject is not None:
        return phrases.label(page.subject)
    return phrases.gettext(TITLES[page.kind]) if page.kind in TITLES else ""


def shown(body: str, rights: Rights) -> str:
    """Return the part of an article's Markdown that may be shown."""
    match rights:
        case Rights.FULL:
            return body
        case Rights.EXCERPT:
            return _BLANK_LINE.split(body.strip(), maxsplit=1)[0]
        case Rights.LINK:
            return ""


_remembered = lru_cache(maxsize=1 << 13)
"""For what many pages say: the same names, days and numbers."""


def filters(phrases: Phrases) -> Mapping[str, Callable[..., object]]:
    """Return the filters that the pages and the theme share."""
    return {
        "date": _remembered(phrases.day),
        "short_date": _remembered(partial(phrases.day, weekday=False)),
        "month_name": phrases.month,
        "days_before": phrases.days_before,
        "beside": _remembered(phrases.beside),
        "days": lambda head: phrases.days(head.date, head.end),
        "iso": str,
        "number": _remembered(phrases.number),
        "remembered": _remembered,
        "digits": phrases.digits,
        "described": _remembered(description),
        "bidi": _remembered(lambda text: bidi.isolate(text, phrases.direction)),
    }


def functions(phrases: Phrases, library: Library[Listed]) -> Mapping[str, object]:
    """Return the functions, and what they are asked of, that the pages and the theme share."""
    return {
        "_": _remembered(phrases.gettext),
        "counted": _remembered(phrases.counted),
        "forms": _remembered(phrases.forms),
        "joined": phrases.joined,
        "days_from": phrases.days,
        "way_of": bidi.direction,
        "label": phrases.label,
        "sections": tuple((section, phrases.label(section)) for section in Section),
        "source_of": lambda article: source_of(article, library),
        "tags_of": tagged(library),
        "shows": library.rights,
        "source_address": groups.source_address,
        "section_address": groups.section_address,
        "story_address": groups.story_address,
    }


def source_of(article: Listed, library: Library[Listed]) -> Source:
    """Return the publisher of an article."""
    return library.sources[article.front.source]


def tags_of(article: Listed, library: Library[Listed]) -> tuple[Entry, ...]:
    """Return an article's tags under their labels, each once, with the addresses of their pages."""
    return tagged(library)(article)


def tagged(library: Library[Listed]) -> Callable[[Listed], tuple[Entry, ...]]:
    """Return what gives the tags of any article, as `tags_of` does; each is looked up once."""

    @_remembered
    def entry(spelling: str) -> Entry:
        tag = groups.tag_of(spelling, library.vocabulary)
        return Entry(subject=tag, address=groups.tag_address(tag), count=1)

    def tags(article: Listed) -> tuple[Entry, ...]:
        by_address = {one.address: one for one in map(entry, reversed(article.front.tags))}
        return tuple(reversed(by_address.values()))

    return tags


def palette(phrases: Phrases) -> list[dict[str, object]]:
    """Return the colour schemes as Material's settings write them."""
    return [
        {
            "media": f"(prefers-color-scheme: {device})",
            "scheme": scheme,
            "toggle": {"icon": icon, "name": phrases.gettext(name)},
        }
        for device, scheme, icon, name in _SCHEMES
    ]
