"""The body of a page: the plan and the library, through templates/pages/."""

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from mujaz import arabic, bidi, groups
from mujaz.groups import Entry
from mujaz.models import Article, Library, Rights, Source
from mujaz.partial_date import PartialDate
from mujaz.phrases import Phrases, _
from mujaz.plan import Kind, Page, Redirect
from mujaz.resources import TEMPLATES
from mujaz.summarise import description

WORDS_A_MINUTE = 180
"""Arabic is read aloud at 138 words a minute (Trauzettel-Klosinski and Dietz, IOVS 53:5452, 2012),
and reading silently is faster by 238/183 (Brysbaert, J. Mem. Lang. 109:104047, 2019): about 180."""

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")

TITLES = {
    Kind.TAGS: _("Tags"),
    Kind.SOURCES: _("Sources"),
    Kind.ARCHIVE: _("Archive"),
    Kind.UNDATED: _("Undated"),
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


def environment(site: Site, library: Library) -> Environment:
    """Return the Jinja environment of templates/pages/ for one site and library."""
    pages = Environment(
        loader=FileSystemLoader(TEMPLATES / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters.update(filters(site.phrases), url=_relative_url)
    pages.globals.update(functions(site.phrases, library), site=site)
    return pages


def body(pages: Environment, page: Page, *, content: str = "") -> Markup:
    """Return the HTML of one page's body; `content` is the HTML of what an editor wrote for it."""
    template = pages.get_template(f"{page.kind}.html")
    return Markup(template.render(page=page, content=Markup(content)))  # noqa: S704


def redirect(pages: Environment, leads: Redirect) -> str:
    """Return the page that stands at an old address and sends its reader on."""
    return pages.get_template("redirect.html").render(page=leads)


def title(page: Page, site: Site) -> str:
    """Return what a page is called; empty for one that an editor wrote and named."""
    if page.article:
        return page.article.front.title
    name = site.name if page.kind is Kind.HOME else _listing_title(page, site.phrases)
    if page.number > 1:
        name = site.phrases.gettext("{title}, page {number}").format(
            title=name, number=site.phrases.number(page.number)
        )
    return name


def _listing_title(page: Page, phrases: Phrases) -> str:
    if page.subject is not None:
        return phrases.label(page.subject)
    return phrases.gettext(TITLES[page.kind]) if page.kind in TITLES else ""


def shown(article: Article, library: Library) -> str:
    """Return the part of an article's Markdown that its rights allow to be shown."""
    match library.rights(article):
        case Rights.FULL:
            return article.body
        case Rights.EXCERPT:
            return _BLANK_LINE.split(article.body.strip(), maxsplit=1)[0]
        case Rights.LINK:
            return ""


def relative(here: str, there: str) -> str:
    """Return the link from one address to another, both below the site's root.

    >>> relative("2021/07/a/", "tags/b/"), relative("tags/b/", "")
    ('../../../tags/b/', '../../')
    """
    if here == there:
        return "./"
    path = posixpath.relpath(f"/{there}", f"/{here}")
    return f"{path}/" if not there or there.endswith("/") else path


@pass_context
def _relative_url(context: Context, address: str) -> str:
    return relative(context["page"].address, address)


def filters(phrases: Phrases) -> Mapping[str, Callable[..., object]]:
    """Return the filters that the pages and the theme share."""
    return {
        "date": phrases.day,
        "short_date": partial(phrases.day, weekday=False),
        "month_name": phrases.month,
        "hijri": phrases.hijri,
        "iso": str,
        "number": phrases.number,
        "digits": phrases.digits,
        "described": description,
        "bidi": lambda text: bidi.isolate(text, phrases.direction),
    }


def functions(phrases: Phrases, library: Library) -> Mapping[str, Callable[..., object]]:
    """Return the functions that the pages and the theme share."""
    read: dict[str, int] = {}  # an article stands in many listings

    def remembered(article: Article) -> int:
        return read.get(article.address) or read.setdefault(article.address, minutes(article))

    return {
        "_": phrases.gettext,
        "counted": phrases.counted,
        "joined": phrases.joined,
        "label": phrases.label,
        "source_of": lambda article: source_of(article, library),
        "tags_of": lambda article: tags_of(article, library),
        "shows": library.rights,
        "minutes": remembered,
        "source_address": groups.source_address,
        "section_address": groups.section_address,
    }


def source_of(article: Article, library: Library) -> Source:
    """Return the publisher of an article."""
    return library.sources[article.front.source]


def tags_of(article: Article, library: Library) -> tuple[Entry, ...]:
    """Return an article's tags under their labels, each once, with the addresses of their pages."""
    tags = [groups.tag_of(spelling, library.vocabulary) for spelling in article.front.tags]
    by_address = {groups.tag_address(tag): tag for tag in reversed(tags)}
    return tuple(
        Entry(subject=tag, address=address, count=1)
        for address, tag in reversed(by_address.items())
    )


def minutes(article: Article) -> int:
    """Return how long an article takes to read, in whole minutes, at least one."""
    return max(1, round(len(arabic.words(article.body)) / WORDS_A_MINUTE))


def newest(library: Library) -> PartialDate | None:
    """Return the date of the newest article that has one."""
    return next((a.front.date for a in library.published if a.front.date), None)


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
