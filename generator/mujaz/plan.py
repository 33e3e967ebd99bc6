"""Which pages a site has and what each of them lists, decided from the library alone."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial

from mujaz import coverage, editions, groups, home, related
from mujaz.coverage import Survey
from mujaz.digest import PER_PAGE
from mujaz.editions import Contents
from mujaz.groups import Group
from mujaz.models import Library, Listed
from mujaz.page import FED, Kind, Leaf, Page, Redirect, address_of, file_of

__all__ = [
    "FED",
    "Kind",
    "Leaf",
    "Page",
    "Redirect",
    "address_of",
    "file_of",
    "leaves",
    "pages",
    "redirects",
]

UNDATED = "undated/"


def pages(
    library: Library[Listed], *, per_page: int = PER_PAGE, near: related.Index | None = None
) -> tuple[Page, ...]:
    """Return every page that follows from the library; equal libraries give equal plans.

    `near` is the library's index of related articles, where it is at hand.
    """
    return tuple(leaf.page for leaf in leaves(library, per_page=per_page, near=near))


def leaves(
    library: Library[Listed], *, per_page: int = PER_PAGE, near: related.Index | None = None
) -> tuple[Leaf, ...]:
    """Return every page as `pages` does, of which none is worked out yet."""
    return tuple(_leaves(library, per_page, near or related.Index.of(library)))


def redirects(library: Library[Listed]) -> tuple[Redirect, ...]:
    """Return a redirect for each old address of the articles, each once for an article."""
    return tuple(
        Redirect(path=path, article=article)
        for article in library.published
        for path in dict.fromkeys(map(file_of, article.front.aliases))
    )


def _leaves(library: Library[Listed], per_page: int, near: related.Index) -> Iterator[Leaf]:
    tags, sources, sections = _subjects(library)
    survey = cache(lambda: Survey(library, tags))
    yield Leaf(Kind.HOME, "", partial(home.of, library, tags, sections))
    yield from _article_pages(library, near)
    yield from _story_pages(library)
    for index, kind, listed in (
        (Kind.TAGS, Kind.TAG, tags),
        (Kind.SOURCES, Kind.SOURCE, sources),
        (None, Kind.SECTION, sections),
    ):
        if index is not None:
            yield Leaf(index, f"{index}/", partial(_index, index, listed))
        for group in listed:
            yield from _listing(kind, group, per_page, partial(_surveyed, survey, group))
    yield from _archive_pages(library, per_page)
    yield from _edition_pages(editions.published(library), per_page)
    yield Leaf(Kind.SEARCH, "search/", partial(Page, kind=Kind.SEARCH, address="search/"))
    counted = (sections, sources, home.popular(tags))
    yield Leaf(Kind.FIGURES, "figures/", partial(_figures, library, survey, counted))


def _index(kind: Kind, listed: Iterable[Group]) -> Page:
    return Page(kind=kind, address=f"{kind}/", entries=groups.entries(listed))


def _subjects(library: Library[Listed]) -> tuple[tuple[Group, ...], ...]:
    return groups.tags(library), groups.sources(library), groups.sections(library)


def _article_pages(library: Library[Listed], near: related.Index) -> Iterator[Leaf]:
    published, tellings = library.published, groups.tellings(library)
    others = cache(lambda: related.of(library, near))

    def page(i: int) -> Page:
        article = published[i]
        return Page(
            kind=Kind.ARTICLE,
            address=article.address,
            article=article,
            newer_article=published[i - 1] if i else None,
            older_article=published[i + 1] if i + 1 < len(published) else None,
            tellings=tellings.get(article.path, ()),
            related=others()[str(article.path)],
        )

    for i, article in enumerate(published):
        yield Leaf(Kind.ARTICLE, article.address, partial(page, i))


def _story_pages(library: Library[Listed]) -> Iterator[Leaf]:
    for address, told in groups.stories(library).items():
        page = partial(Page, kind=Kind.STORY, address=address, tellings=told, total=len(told))
        yield Leaf(Kind.STORY, address, page)


def _figures(
    library: Library[Listed], survey: Callable[[], Survey], listed: Iterable[tuple[Group, ...]]
) -> Page:
    """Return the digest in figures: by time, by section, by source, and the most used tags."""
    dated = [article for article in library.published if article.front.date]
    return Page(
        kind=Kind.FIGURES,
        address="figures/",
        total=len(library.published),
        coverage=survey().coverage(dated),
        groups=tuple(
            Group(subject=None, address=address, entries=groups.entries(some))
            for address, some in zip(("sections/", "sources/", "tags/"), listed, strict=True)
        ),
        newer_article=dated[0] if dated else None,
        older_article=dated[-1] if dated else None,
    )


def _archive_pages(library: Library[Listed], per_page: int) -> Iterator[Leaf]:
    shelves = tuple((year, groups.months(year)) for year in groups.years(library))
    without_date = groups.undated(library)
    total = len(library.published)
    yield Leaf(Kind.ARCHIVE, "archive/", partial(_archive, shelves, without_date, total))
    for year, part in shelves:
        yield from _listing(Kind.YEAR, year, per_page, partial(_calendar, year))
        for month in part:
            yield from _listing(Kind.MONTH, month, per_page)
    if without_date:
        rest = Group(subject=None, address=UNDATED, articles=without_date, count=len(without_date))
        yield from _listing(Kind.UNDATED, rest, per_page)


def _archive(
    shelves: Iterable[tuple[Group, tuple[Group, ...]]], undated: tuple[Listed, ...], total: int
) -> Page:
    """Return the years with their months, and where those are of which no date is known."""
    return Page(
        kind=Kind.ARCHIVE,
        address="archive/",
        groups=tuple(
            replace(year, articles=(), entries=groups.entries(part)) for year, part in shelves
        ),
        articles=undated[:1],
        total=total,
    )


def _edition_pages(found: Sequence[Contents], per_page: int) -> Iterator[Leaf]:
    """Yield a page for each edition, beside its neighbours, and the list of them all."""
    for i, contents in enumerate(found):
        address = contents.edition.address
        page = partial(
            Page,
            kind=Kind.EDITION,
            address=address,
            contents=contents,
            newer_edition=found[i - 1].edition if i else None,
            older_edition=found[i + 1].edition if i + 1 < len(found) else None,
        )
        yield Leaf(Kind.EDITION, address, page)
    if found:
        every = Group(subject=None, address=editions.ADDRESS, count=len(found))
        yield from _listing(Kind.EDITIONS, every, per_page, partial(_bound, found, per_page))


Finish = Callable[[Page], Page]
"""Adds to a page of a listing what pages of its kind show beside their articles."""


def _bare(page: Page) -> Page:
    return page


def _surveyed(survey: Callable[[], Survey], group: Group, page: Page) -> Page:
    if page.number > 1:
        return page
    known = survey()
    return replace(page, coverage=known.coverage(group.articles), company=known.company(group))


def _calendar(year: Group, page: Page) -> Page:
    return replace(page, calendar=coverage.calendar(year)) if page.number == 1 else page


def _bound(found: Sequence[Contents], per_page: int, page: Page) -> Page:
    start = (page.number - 1) * per_page
    return replace(page, editions=tuple(found[start : start + per_page]))


def _listing(kind: Kind, group: Group, per_page: int, finish: Finish = _bare) -> Iterator[Leaf]:
    last = -(-group.count // per_page)
    addresses = [group.address, *(f"{group.address}page/{n}/" for n in range(2, last + 1))]

    def page(i: int) -> Page:
        shown = Page(
            kind=kind,
            address=addresses[i],
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
        return finish(shown)

    for i, address in enumerate(addresses):
        yield Leaf(kind, address, partial(page, i))
