"""The articles of a library under their subjects: by tag, source, section, year and month."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from pathlib import PurePosixPath

from mujaz import arabic
from mujaz.models import (
    Library,
    Listed,
    Section,
    Source,
    Subject,
    Tag,
    Vocabulary,
)
from mujaz.partial_date import PartialDate

STORIES = "stories/"


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
    articles: tuple[Listed, ...] = ()
    entries: tuple[Entry, ...] = ()
    count: int = 0
    broader: Entry | None = None
    """Of a tag, the next wider one that has a page."""


def tag_address(tag: Tag) -> str:
    """Return the address of a tag's page; it is ASCII and the same for every spelling."""
    return f"tags/{tag.slug or _slug(tag.label)}/"


@lru_cache(maxsize=1 << 13)
def _slug(label: str) -> str:
    return hashlib.sha256(arabic.name_key(label).encode()).hexdigest()[:8]


def source_address(source: Source) -> str:
    """Return the address of a source's page."""
    return f"sources/{source.id}/"


def section_address(section: Section) -> str:
    """Return the address of a section's page."""
    return f"sections/{section}/"


def tag_of(spelling: str, vocabulary: Vocabulary) -> Tag:
    """Return the tag that a word in an article's front matter means."""
    return vocabulary.find(spelling) or Tag(label=spelling)


def tags(library: Library[Listed]) -> tuple[Group, ...]:
    """Group the articles by tag, by label; spellings that fold alike are one tag."""
    published = library.published
    spellings = tuple(dict.fromkeys(word for a in published for word in a.front.tags))
    meant = {spelling: tag_of(spelling, library.vocabulary) for spelling in spellings}
    addresses = {spelling: tag_address(tag) for spelling, tag in meant.items()}
    by_address: dict[str, list[Listed]] = {}
    for article in published:
        for address in dict.fromkeys(addresses[word] for word in article.front.tags):
            by_address.setdefault(address, []).append(article)
    subjects = {addresses[word]: meant[word] for word in reversed(spellings)}  # the newest's word
    groups = [_group(subjects[address], address, found) for address, found in by_address.items()]
    return tuple(sorted(_nested(groups, library.vocabulary), key=_label_order))


def _nested(tags: Iterable[Group], vocabulary: Vocabulary) -> Iterator[Group]:
    """Yield each tag with the next wider one that has a page, and with those that are within it."""
    by_address = {group.address: group for group in tags}
    wider = {
        address: _wider(group, by_address, vocabulary) for address, group in by_address.items()
    }
    within: dict[str | None, list[Group]] = {}
    for address, holds in wider.items():
        within.setdefault(holds.address if holds else None, []).append(by_address[address])
    for address, group in by_address.items():
        holds, narrower = wider[address], sorted(within.get(address, ()), key=_label_order)
        broader = next(iter(entries((holds,))), None) if holds else None
        yield replace(group, broader=broader, entries=entries(narrower))


def _wider(group: Group, by_address: Mapping[str, Group], vocabulary: Vocabulary) -> Group | None:
    tags = vocabulary.broader(group.subject) if isinstance(group.subject, Tag) else ()
    addresses = (tag_address(tag) for tag in tags)
    return next((by_address[a] for a in addresses if a in by_address and a != group.address), None)


def sources(library: Library[Listed]) -> tuple[Group, ...]:
    """Group the articles by source, by name; a source without articles has no page."""
    by_id: dict[str, list[Listed]] = {}
    for article in library.published:
        by_id.setdefault(article.front.source, []).append(article)
    groups = (
        _group(library.sources[key], source_address(library.sources[key]), articles)
        for key, articles in by_id.items()
    )
    return tuple(sorted(groups, key=_label_order))


def sections(library: Library[Listed]) -> tuple[Group, ...]:
    """Group the articles by section, in the order of the schema."""
    by_section: dict[Section, list[Listed]] = {}
    for article in library.published:
        if article.front.section is not None:
            by_section.setdefault(article.front.section, []).append(article)
    return tuple(
        _group(section, section_address(section), by_section[section])
        for section in Section
        if section in by_section
    )


def years(library: Library[Listed]) -> tuple[Group, ...]:
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


def undated(library: Library[Listed]) -> tuple[Listed, ...]:
    """Return the articles of which no date is known."""
    return tuple(article for article in library.published if article.front.date is None)


def _period(article: Listed) -> tuple[int, int]:
    when = article.front.date
    return (when.year, when.month or 0) if when else (0, 0)


def stories(library: Library[Listed]) -> Mapping[str, tuple[Listed, ...]]:
    """Return all tellings of each story, the oldest first, by the address of the story's page.

    A story that nobody else tells has none.
    """
    by_story: dict[str, list[Listed]] = {
        a.front.story: [] for a in library.published if a.front.story
    }
    for article in reversed(library.published) if by_story else ():
        story = article.front.story or article.address.rstrip("/")
        if story in by_story:
            by_story[story].append(article)
    return {
        f"{STORIES}{story}/": tuple(found) for story, found in by_story.items() if len(found) > 1
    }


def tellings(library: Library[Listed]) -> Mapping[PurePosixPath, tuple[Listed, ...]]:
    """Return all tellings of an article's story, itself too, the oldest first, by its path.

    An article whose story nobody else tells is not there.
    """
    return {article.path: found for found in stories(library).values() for article in found}


def story_address(tellings: Iterable[Listed]) -> str:
    """Return the address of the page of a story, of which all but the first telling name it."""
    return next(f"{STORIES}{told.front.story}/" for told in tellings if told.front.story)


def entries(groups: Iterable[Group]) -> tuple[Entry, ...]:
    """Return a line of an index for each group."""
    return tuple(
        Entry(subject=group.subject, address=group.address, count=group.count) for group in groups
    )


def _group(subject: Subject, address: str, articles: Iterable[Listed]) -> Group:
    newest_first = tuple(articles)
    return Group(subject=subject, address=address, articles=newest_first, count=len(newest_first))


def _label_order(group: Group) -> str:
    subject = group.subject
    label = subject.name if isinstance(subject, Source) else getattr(subject, "label", "")
    return arabic.fold(label)
