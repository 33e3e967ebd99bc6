"""The front page of a site: what stands at its top, and what below."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, takewhile
from pathlib import PurePosixPath

from mujaz import coverage, editions, groups
from mujaz.editions import Contents
from mujaz.groups import Group
from mujaz.models import Library, Listed
from mujaz.page import Kind, Page

SIDE, FRONT, PER_SECTION, TOP_TAGS = 3, 8, 3, 12
"""The home page: stories beside the lead, newest stories in all, stories a section, tags."""
BUSY = 5
"""Articles that a week has at least whose tags the home page shows."""


def of(library: Library[Listed], tags: Iterable[Group], sections: Iterable[Group]) -> Page:
    """Return the front page: that of the newest edition, or of what is newest without one."""
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
        entries=groups.entries(popular(tags)),
        total=len(published),
        updated=next((article.front.date for article in published if article.front.date), None),
    )


def _tags_of_week(library: Library[Listed], bare: Page) -> Page:
    """Show the tags of the newest week, unless it is a quiet one."""
    days, week = coverage.newest_week(library.published)
    found = groups.tags(replace(library, articles=week)) if len(week) >= BUSY else ()
    return replace(bare, entries=groups.entries(popular(found)), week=days) if found else bare


def popular(tags: Iterable[Group]) -> tuple[Group, ...]:
    """Return the tags that most articles have, the most used first."""
    return tuple(sorted(tags, key=lambda group: -group.count)[:TOP_TAGS])


def _front_groups(sections: Iterable[Group], shown: set[PurePosixPath]) -> Iterator[Group]:
    for group in sections:
        rest = tuple(article for article in group.articles if article.path not in shown)
        if rest:
            yield replace(group, articles=rest[:PER_SECTION])
