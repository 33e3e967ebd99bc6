"""Editions with their articles at hand: what an edition's page shows, and the front page first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath

from mujaz import groups
from mujaz.groups import Group
from mujaz.models import Edition, Heading, Library, Listed, Section

ADDRESS = "editions/"
"""Where the list of editions stands, below the site's root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """The articles below one heading of an edition, or those before its first one."""

    heading: str | None
    articles: tuple[Listed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """An edition and those of its articles that the site shows, each once; one at least."""

    edition: Edition
    chapters: tuple[Chapter, ...]

    @property
    def articles(self) -> tuple[Listed, ...]:
        """Its articles in the editor's order."""
        return tuple(article for chapter in self.chapters for article in chapter.articles)

    @property
    def paths(self) -> tuple[PurePosixPath, ...]:
        """Where its articles lie."""
        return tuple(article.path for article in self.articles)


def published(library: Library[Listed], *, limit: int | None = None) -> tuple[Contents, ...]:
    """Return the editions that the site shows, newest first, or the newest few.

    One of which no article is shown has nothing to show itself.
    """
    if not library.editions:
        return ()
    shown = {article.address: article for article in library.published}
    found = (contents(edition, shown) for edition in library.editions if edition.published)
    return tuple(islice((one for one in found if one.chapters), limit))


def contents(edition: Edition, shown: Mapping[str, Listed]) -> Contents:
    """Return an edition with those of its articles that are there, by their addresses."""
    return Contents(edition=edition, chapters=tuple(_chapters(edition, shown)))


def _chapters(edition: Edition, shown: Mapping[str, Listed]) -> Iterator[Chapter]:
    """Yield the chapters that hold anything."""
    heading: str | None = None
    below: list[Listed] = []
    seen: set[str] = set()
    for item in (*edition.head.articles, Heading("")):
        if isinstance(item, Heading):
            if below:
                yield Chapter(heading=heading, articles=tuple(below))
            heading, below = item.heading, []
        elif item not in seen and (article := shown.get(f"{item}/")):
            seen.add(item)
            below.append(article)


def by_section(articles: Iterable[Listed]) -> tuple[Group, ...]:
    """Group articles by section, both in the order given; those that have none come last."""
    by: dict[Section | None, list[Listed]] = {}
    for article in articles:
        by.setdefault(article.front.section, []).append(article)
    return tuple(
        Group(
            subject=section,
            address=groups.section_address(section) if section else "",
            articles=tuple(found),
            count=len(found),
        )
        for section, found in sorted(by.items(), key=lambda pair: pair[0] is None)
    )
