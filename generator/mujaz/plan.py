"""Which pages a site has and what each of them lists, decided from the library alone."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from pathlib import PurePosixPath

from mujaz import arabic
from mujaz.models import (
    Article,
    Library,
    PartialDate,
    Section,
    Source,
    Subject,
    Tag,
    Vocabulary,
)

PER_PAGE = 20
"""Articles on a page of a listing, so that no page grows with the library."""

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
    PROSE = "prose"
    """A page that an editor wrote, such as about.md."""
    NOT_FOUND = "not-found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of an index: what it leads to, where, and how many articles are there."""

    subject: Subject | None
    address: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Some articles, or some entries, under one subject; none for those without a date."""

    subject: Subject | None
    address: str
    articles: tuple[Article, ...] = ()
    entries: tuple[Entry, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the site: its address below the root, and what it shows.

    Fields that a kind does not use are empty.
    """

    kind: Kind
    address: str
    """Below the site's root: empty for the home page, else with a slash at the end."""
    subject: Subject | None = None
    article: Article | None = None
    articles: tuple[Article, ...] = ()
    """What is listed, newest first."""
    total: int = 0
    """How many articles the whole listing has."""
    groups: tuple[Group, ...] = ()
    entries: tuple[Entry, ...] = ()
    lead: Article | None = None
    picks: tuple[Article, ...] = ()
    number: int = 1
    """Which page of its listing this is, from 1."""
    pages: int = 1
    """How many pages the listing has."""
    newer: str | None = None
    """The address of the neighbour that holds newer articles."""
    older: str | None = None
    newer_article: Article | None = None
    older_article: Article | None = None


def pages(library: Library, *, per_page: int = PER_PAGE) -> tuple[Page, ...]:
    """Return every page that follows from the library; equal libraries give equal plans."""
    return tuple(_pages(library, per_page))


def _pages(library: Library, per_page: int) -> Iterator[Page]:
    published = library.published
    yield home(library)
    yield from _article_pages(published)
    for index, kind, listed in (
        (Kind.TAGS, Kind.TAG, tags(library)),
        (Kind.SOURCES, Kind.SOURCE, sources(library)),
        (None, Kind.SECTION, sections(library)),
    ):
        if index is not None:
            yield Page(kind=index, address=f"{index}/", entries=_entries(listed))
        for group in listed:
            yield from _listing(kind, group, per_page)
    yield from _archive_pages(library, per_page)


def tag_address(tag: Tag) -> str:
    """Return the address of a tag's page; it is ASCII and the same for every spelling."""
    return f"tags/{tag.slug or hashlib.sha256(arabic.fold(tag.label).encode()).hexdigest()[:8]}/"


def source_address(source: Source) -> str:
    """Return the address of a source's page."""
    return f"sources/{source.id}/"


def section_address(section: Section) -> str:
    """Return the address of a section's page."""
    return f"sections/{section}/"


def tag_of(spelling: str, vocabulary: Vocabulary) -> Tag:
    """Return the tag that a word in an article's front matter means."""
    return vocabulary.find(spelling) or Tag(label=spelling)


def tags(library: Library) -> tuple[Group, ...]:
    """Group the articles by tag, by label; spellings that fold alike are one tag."""
    found: dict[str, tuple[Tag, dict[str, Article]]] = {}
    for article in library.published:
        for spelling in article.front.tags:
            tag = tag_of(spelling, library.vocabulary)
            _, articles = found.setdefault(tag_address(tag), (tag, {}))
            articles[article.address] = article
    groups = (_group(tag, address, articles.values()) for address, (tag, articles) in found.items())
    return tuple(sorted(groups, key=_label_order))


def sources(library: Library) -> tuple[Group, ...]:
    """Group the articles by source, by name; a source without articles has no page."""
    by_id: dict[str, list[Article]] = {}
    for article in library.published:
        by_id.setdefault(article.front.source, []).append(article)
    groups = (
        _group(library.sources[key], source_address(library.sources[key]), articles)
        for key, articles in by_id.items()
    )
    return tuple(sorted(groups, key=_label_order))


def sections(library: Library) -> tuple[Group, ...]:
    """Group the articles by section, in the order of the schema."""
    by_section: dict[Section, list[Article]] = {}
    for article in library.published:
        if article.front.section is not None:
            by_section.setdefault(article.front.section, []).append(article)
    return tuple(
        _group(section, section_address(section), by_section[section])
        for section in Section
        if section in by_section
    )


def home(library: Library) -> Page:
    """Choose the front page: the lead, the newest stories, the editors' picks, then by section."""
    published = library.published
    picks = tuple(article for article in published if article.front.pick)
    lead = next(iter(picks or published), None)
    newest = tuple(article for article in published if article is not lead)[: FRONT - 1]
    shown = {article.path for article in (lead, *newest[:SIDE]) if article}
    groups = tuple(_front_groups(sections(library), shown))
    popular = sorted(_entries(tags(library)), key=lambda entry: -entry.count)[:TOP_TAGS]
    return Page(
        kind=Kind.HOME,
        address="",
        lead=lead,
        articles=newest,
        picks=tuple(article for article in picks if article is not lead)[:SIDE],
        groups=groups,
        entries=tuple(popular),
        total=len(published),
    )


def _front_groups(groups: Iterable[Group], shown: set[PurePosixPath]) -> Iterator[Group]:
    for group in groups:
        rest = tuple(article for article in group.articles if article.path not in shown)
        if rest:
            yield replace(group, articles=rest[:PER_SECTION])


def _article_pages(published: Sequence[Article]) -> Iterator[Page]:
    for i, article in enumerate(published):
        yield Page(
            kind=Kind.ARTICLE,
            address=article.address,
            article=article,
            newer_article=published[i - 1] if i else None,
            older_article=published[i + 1] if i + 1 < len(published) else None,
        )


def years(library: Library) -> tuple[Group, ...]:
    """Group the dated articles by year, newest first, with an entry for each month."""
    dated = [article for article in library.published if article.front.date is not None]
    return tuple(
        _group(PartialDate.parse(f"{year:04d}"), f"{year:04d}/", articles)
        for year, articles in groupby(dated, key=lambda article: _period(article)[0])
    )


def months(year: Group) -> tuple[Group, ...]:
    """Group a year's articles by month, newest first; those without a month are left out."""
    return tuple(
        _group(PartialDate.parse(f"{y:04d}-{m:02d}"), f"{y:04d}/{m:02d}/", articles)
        for (y, m), articles in groupby(year.articles, key=_period)
        if m
    )


def undated(library: Library) -> tuple[Article, ...]:
    """Return the articles of which no date is known."""
    return tuple(article for article in library.published if article.front.date is None)


def _period(article: Article) -> tuple[int, int]:
    when = article.front.date
    return (when.year, when.month or 0) if when else (0, 0)


def _archive_pages(library: Library, per_page: int) -> Iterator[Page]:
    shelves = tuple((year, months(year)) for year in years(library))
    groups = tuple(replace(year, articles=(), entries=_entries(part)) for year, part in shelves)
    without_date = undated(library)
    yield Page(
        kind=Kind.ARCHIVE,
        address="archive/",
        groups=groups,
        articles=without_date[:1],
        total=len(library.published),
    )
    for year, part in shelves:
        for page in _listing(Kind.YEAR, year, per_page):
            yield replace(page, entries=_entries(part))
        for month in part:
            yield from _listing(Kind.MONTH, month, per_page)
    if without_date:
        rest = Group(subject=None, address=UNDATED, articles=without_date, count=len(without_date))
        yield from _listing(Kind.UNDATED, rest, per_page)


def _group(subject: Subject, address: str, articles: Iterable[Article]) -> Group:
    newest_first = tuple(articles)
    return Group(subject=subject, address=address, articles=newest_first, count=len(newest_first))


def _entries(groups: Iterable[Group]) -> tuple[Entry, ...]:
    return tuple(
        Entry(subject=group.subject, address=group.address, count=group.count) for group in groups
    )


def _listing(kind: Kind, group: Group, per_page: int) -> Iterator[Page]:
    last = -(-group.count // per_page)
    addresses = [group.address, *(f"{group.address}page/{n}/" for n in range(2, last + 1))]
    for i, address in enumerate(addresses):
        yield Page(
            kind=kind,
            address=address,
            subject=group.subject,
            articles=group.articles[i * per_page : (i + 1) * per_page],
            total=group.count,
            number=i + 1,
            pages=last,
            newer=addresses[i - 1] if i else None,
            older=addresses[i + 1] if i + 1 < last else None,
        )


def _label_order(group: Group) -> str:
    subject = group.subject
    label = subject.name if isinstance(subject, Source) else getattr(subject, "label", "")
    return arabic.fold(label)
