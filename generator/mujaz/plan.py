"""Which pages a site has and what each of them lists, decided from the library alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePosixPath
from urllib.parse import unquote

from mujaz import groups, related
from mujaz.digest import PER_PAGE
from mujaz.groups import Entry, Group
from mujaz.models import Library, Listed, Subject

SIDE, FRONT, PER_SECTION, TOP_TAGS = 3, 8, 3, 12
"""The home page: stories beside the lead, newest stories in all, stories a section, tags."""

UNDATED = "undated/"


class Kind(StrEnum):
    """What a page is; templates/pages/ has one template for each, bar `prose` and `not-found`."""

    HOME = "home"
    ARTICLE = "article"
    TAGS = "tags"
    TAG = "tag"
    SOURCES = "sources"
    SOURCE = "source"
    SECTION = "section"
    ARCHIVE = "archive"
    YEAR = "year"
    MONTH = "month"
    UNDATED = "undated"
    SEARCH = "search"
    PROSE = "prose"
    """A page that an editor wrote, such as about.md."""
    NOT_FOUND = "not-found"


FED = frozenset((Kind.HOME, Kind.TAG, Kind.SOURCE, Kind.SECTION))
"""Kinds of page that have feeds beside them, of the whole listing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """An old address, and the article that it leads to."""

    path: str
    """The file below the site's root: `2019/old-name/index.html`."""
    article: Listed

    @property
    def address(self) -> str:
        """The folder that links on it start from: `2019/old-name/`."""
        return self.path[: self.path.rfind("/") + 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the site: its address below the root, and what it shows.

    Fields that a kind does not use are empty.
    """

    kind: Kind
    address: str
    """Below the site's root: empty for the home page, else with a slash at the end."""
    subject: Subject | None = None
    article: Listed | None = None
    articles: tuple[Listed, ...] = ()
    """What is listed, newest first."""
    total: int = 0
    """How many articles the whole listing has."""
    groups: tuple[Group, ...] = ()
    entries: tuple[Entry, ...] = ()
    """Of an index what it leads to, of a year its months, of a tag those within it."""
    broader: Entry | None = None
    """Of a tag, the next wider one that has a page."""
    lead: Listed | None = None
    picks: tuple[Listed, ...] = ()
    number: int = 1
    """Which page of its listing this is, from 1."""
    pages: int = 1
    """How many pages the listing has."""
    newer: str | None = None
    """The address of the neighbour that holds newer articles."""
    older: str | None = None
    newer_article: Listed | None = None
    older_article: Listed | None = None
    tellings: tuple[Listed, ...] = ()
    """Of an article, those that tell its story, itself too, the oldest first."""
    related: tuple[Listed, ...] = ()
    """Of an article, what its reader may want next."""

    @property
    def fed(self) -> bool:
        """Whether it has feeds beside it."""
        return self.number == 1 and self.kind in FED


def pages(
    library: Library[Listed], *, per_page: int = PER_PAGE, near: related.Index | None = None
) -> tuple[Page, ...]:
    """Return every page that follows from the library; equal libraries give equal plans.

    `near` is the library's index of related articles, where it is at hand.
    """
    return tuple(_pages(library, per_page, near or related.Index.of(library)))


def redirects(library: Library[Listed]) -> tuple[Redirect, ...]:
    """Return a redirect for each old address of the articles, each once for an article."""
    return tuple(
        Redirect(path=path, article=article)
        for article in library.published
        for path in dict.fromkeys(map(file_of, article.front.aliases))
    )


def file_of(address: str) -> str:
    """Return the file below the site's root that a server shows at an address.

    >>> file_of("/2019/old-name"), file_of("/2019/old-name.html"), file_of("/%D9%82%D9%85%D8%B1/")
    ('2019/old-name/index.html', '2019/old-name.html', 'قمر/index.html')
    """
    path = unquote(address).strip("/")
    if path.endswith((".html", ".htm")):
        return path
    return f"{path}/index.html".lstrip("/")


def address_of(path: PurePosixPath) -> str:
    """Return the address of a page that an editor wrote, by where it lies below content/.

    >>> address_of(PurePosixPath("about.md")), address_of(PurePosixPath("index.md"))
    ('about/', '')
    """
    here = path.parent if path.name in {"index.md", "README.md"} else path.with_suffix("")
    return "" if here == PurePosixPath() else f"{here}/"


def _pages(library: Library[Listed], per_page: int, near: related.Index) -> Iterator[Page]:
    yield home(library)
    yield from _article_pages(library, near)
    for index, kind, listed in (
        (Kind.TAGS, Kind.TAG, groups.tags(library)),
        (Kind.SOURCES, Kind.SOURCE, groups.sources(library)),
        (None, Kind.SECTION, groups.sections(library)),
    ):
        if index is not None:
            yield Page(kind=index, address=f"{index}/", entries=groups.entries(listed))
        for group in listed:
            yield from _listing(kind, group, per_page)
    yield from _archive_pages(library, per_page)
    yield Page(kind=Kind.SEARCH, address="search/")


def home(library: Library[Listed]) -> Page:
    """Choose the front page: the lead, the newest stories, the editors' picks, then by section."""
    published = library.published
    picks = tuple(article for article in published if article.front.pick)
    lead = next(iter(picks or published), None)
    newest = tuple(article for article in published if article is not lead)[: FRONT - 1]
    shown = {article.path for article in (lead, *newest[:SIDE]) if article}
    popular = sorted(groups.entries(groups.tags(library)), key=lambda e: -e.count)[:TOP_TAGS]
    return Page(
        kind=Kind.HOME,
        address="",
        lead=lead,
        articles=newest,
        picks=tuple(article for article in picks if article is not lead)[:SIDE],
        groups=tuple(_front_groups(groups.sections(library), shown)),
        entries=tuple(popular),
        total=len(published),
    )


def _front_groups(sections: Iterable[Group], shown: set[PurePosixPath]) -> Iterator[Group]:
    for group in sections:
        rest = tuple(article for article in group.articles if article.path not in shown)
        if rest:
            yield replace(group, articles=rest[:PER_SECTION])


def _article_pages(library: Library[Listed], near: related.Index) -> Iterator[Page]:
    published, tellings = library.published, groups.tellings(library)
    others = related.of(library, near)
    for i, article in enumerate(published):
        yield Page(
            kind=Kind.ARTICLE,
            address=article.address,
            article=article,
            newer_article=published[i - 1] if i else None,
            older_article=published[i + 1] if i + 1 < len(published) else None,
            tellings=tellings.get(article.path, ()),
            related=others[str(article.path)],
        )


def _archive_pages(library: Library[Listed], per_page: int) -> Iterator[Page]:
    shelves = tuple((year, groups.months(year)) for year in groups.years(library))
    without_date = groups.undated(library)
    yield Page(
        kind=Kind.ARCHIVE,
        address="archive/",
        groups=tuple(
            replace(year, articles=(), entries=groups.entries(part)) for year, part in shelves
        ),
        articles=without_date[:1],
        total=len(library.published),
    )
    for year, part in shelves:
        for page in _listing(Kind.YEAR, year, per_page):
            yield replace(page, entries=groups.entries(part))
        for month in part:
            yield from _listing(Kind.MONTH, month, per_page)
    if without_date:
        rest = Group(subject=None, address=UNDATED, articles=without_date, count=len(without_date))
        yield from _listing(Kind.UNDATED, rest, per_page)


def _listing(kind: Kind, group: Group, per_page: int) -> Iterator[Page]:
    last = -(-group.count // per_page)
    addresses = [group.address, *(f"{group.address}page/{n}/" for n in range(2, last + 1))]
    for i, address in enumerate(addresses):
        yield Page(
            kind=kind,
            address=address,
            subject=group.subject,
            entries=group.entries,
            broader=group.broader,
            articles=group.articles[i * per_page : (i + 1) * per_page],
            total=group.count,
            number=i + 1,
            pages=last,
            newer=addresses[i - 1] if i else None,
            older=addresses[i + 1] if i + 1 < last else None,
        )
