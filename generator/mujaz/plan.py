"""Which pages a site has and what each of them lists, decided from the library alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile
from pathlib import PurePosixPath

from mujaz import coverage, editions, groups, related
from mujaz.coverage import Survey
from mujaz.digest import PER_PAGE
from mujaz.editions import Contents
from mujaz.groups import Group
from mujaz.models import Library, Listed
from mujaz.page import FED, Kind, Page, Redirect, address_of, file_of

__all__ = ["FED", "Kind", "Page", "Redirect", "address_of", "file_of", "home", "pages", "redirects"]

SIDE, FRONT, PER_SECTION, TOP_TAGS = 3, 8, 3, 12
"""The home page: stories beside the lead, newest stories in all, stories a section, tags."""

BUSY = 5
"""Articles that a week has at least whose tags the home page shows."""

UNDATED = "undated/"


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


def _pages(library: Library[Listed], per_page: int, near: related.Index) -> Iterator[Page]:
    tags, sources, sections = _subjects(library)
    survey = Survey(library, tags)
    yield _home(library, tags, sections)
    yield from _article_pages(library, near)
    yield from _story_pages(library)
    for index, kind, listed in (
        (Kind.TAGS, Kind.TAG, tags),
        (Kind.SOURCES, Kind.SOURCE, sources),
        (None, Kind.SECTION, sections),
    ):
        if index is not None:
            yield Page(kind=index, address=f"{index}/", entries=groups.entries(listed))
        for group in listed:
            yield from _listing(kind, group, per_page, survey)
    yield from _archive_pages(library, per_page)
    yield from _edition_pages(editions.published(library), per_page)
    yield Page(kind=Kind.SEARCH, address="search/")
    yield _figures(library, survey, (sections, sources, _popular(tags)))


def _subjects(library: Library[Listed]) -> tuple[tuple[Group, ...], ...]:
    return groups.tags(library), groups.sources(library), groups.sections(library)


def home(library: Library[Listed]) -> Page:
    """Choose the front page: that of the newest edition, or of what is newest without one."""
    return _home(library, groups.tags(library), groups.sections(library))


def _home(library: Library[Listed], tags: Iterable[Group], sections: Iterable[Group]) -> Page:
    bare = _tags_of_week(library, _newest_front(library, tags, sections))
    newest = next(iter(editions.published(library, limit=1)), None)
    return _edition_front(library, newest, bare) if newest else bare


def _edition_front(library: Library[Listed], contents: Contents, bare: Page) -> Page:
    """Lay out an edition: its lead and its stories by section; then picks, and what came since."""
    end = contents.edition.head.end.last_day
    newer = takewhile(lambda a: a.front.date and a.front.date.first_day > end, library.published)
    shown = {article.address for article in contents.articles}
    since = tuple(islice((a for a in newer if a.address not in shown), FRONT))
    shown.update(article.address for article in since)
    picks = (a for a in library.published if a.front.pick and a.address not in shown)
    return replace(
        bare,
        lead=contents.articles[0],
        articles=since,
        picks=tuple(islice(picks, SIDE)),
        groups=editions.by_section(contents.articles[1:]),
        contents=contents,
    )


def _newest_front(
    library: Library[Listed], tags: Iterable[Group], sections: Iterable[Group]
) -> Page:
    """Lay out the lead, the newest stories and the editors' picks, then the rest by section."""
    published = library.published
    picks = tuple(article for article in published if article.front.pick)
    lead = next(iter(picks or published), None)
    newest = tuple(article for article in published if article is not lead)[: FRONT - 1]
    shown = {article.path for article in (lead, *newest[:SIDE]) if article}
    return Page(
        kind=Kind.HOME,
        address="",
        lead=lead,
        articles=newest,
        picks=tuple(article for article in picks if article is not lead)[:SIDE],
        groups=tuple(_front_groups(sections, shown)),
        entries=groups.entries(_popular(tags)),
        total=len(published),
    )


def _tags_of_week(library: Library[Listed], bare: Page) -> Page:
    """Show the tags of the newest week, unless it is a quiet one."""
    days, week = coverage.newest_week(library.published)
    found = groups.tags(replace(library, articles=week)) if len(week) >= BUSY else ()
    return replace(bare, entries=groups.entries(_popular(found)), week=days) if found else bare


def _popular(tags: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(sorted(tags, key=lambda group: -group.count)[:TOP_TAGS])


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


def _story_pages(library: Library[Listed]) -> Iterator[Page]:
    for address, tellings in groups.stories(library).items():
        yield Page(kind=Kind.STORY, address=address, tellings=tellings, total=len(tellings))


def _figures(library: Library[Listed], survey: Survey, listed: Iterable[tuple[Group, ...]]) -> Page:
    """Return the digest in figures: by time, by section, by source, and the most used tags."""
    dated = [article for article in library.published if article.front.date]
    return Page(
        kind=Kind.FIGURES,
        address="figures/",
        total=len(library.published),
        coverage=survey.coverage(dated),
        groups=tuple(
            Group(subject=None, address=address, entries=groups.entries(some))
            for address, some in zip(("sections/", "sources/", "tags/"), listed, strict=True)
        ),
        newer_article=dated[0] if dated else None,
        older_article=dated[-1] if dated else None,
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
            first = page.number == 1
            yield replace(page, calendar=coverage.calendar(year)) if first else page
        for month in part:
            yield from _listing(Kind.MONTH, month, per_page)
    if without_date:
        rest = Group(subject=None, address=UNDATED, articles=without_date, count=len(without_date))
        yield from _listing(Kind.UNDATED, rest, per_page)


def _edition_pages(found: Sequence[Contents], per_page: int) -> Iterator[Page]:
    """Yield a page for each edition, beside its neighbours, and the list of them all."""
    for i, contents in enumerate(found):
        yield Page(
            kind=Kind.EDITION,
            address=contents.edition.address,
            contents=contents,
            newer_edition=found[i - 1].edition if i else None,
            older_edition=found[i + 1].edition if i + 1 < len(found) else None,
        )
    every = Group(subject=None, address=editions.ADDRESS, count=len(found))
    for i, page in enumerate(_listing(Kind.EDITIONS, every, per_page)):
        if found:
            yield replace(page, editions=tuple(found[i * per_page : (i + 1) * per_page]))


def _listing(
    kind: Kind, group: Group, per_page: int, survey: Survey | None = None
) -> Iterator[Page]:
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
            coverage=survey.coverage(group.articles) if survey and not i else None,
            company=survey.company(group) if survey and not i else (),
        )
