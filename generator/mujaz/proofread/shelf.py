"""What shows only where the articles of a library are seen together, or on some day."""

import datetime as dt
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mujaz import frontmatter, library, links, marks
from mujaz.complaint import Complaint, Severity, line_of
from mujaz.errors import Message, MujazError, message
from mujaz.models import Card, Library, Rights
from mujaz.proofread import masks

_LINK = re.compile(
    r"(?:\]\(|^[ ]{0,3}\[[^\]\n]+\]:)[ \t]*"
    r"(?:<(?P<bracketed>[^<>\n]*)>|(?P<place>(?:[^\s()<>]|\([^\s()]*\))+))",
    re.MULTILINE,
)
"""A link or the place of a reference: fewer than `links` takes for one, for this one complains."""
_OURS = (f"{library.ARTICLES}/", f"{library.EDITIONS}/")
_ZONES = dt.timedelta(days=1)
"""What is today here may be tomorrow where a newspaper appears."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A key of an article's front matter, which is looked for once there is a complaint of it."""

    content: Path
    card: Card
    key: str

    def warns(self, rule: str, problem: Message, mend: Message) -> Complaint:
        return Complaint(
            severity=Severity.WARNING,
            path=self.card.path,
            line=line_of(self.content, self.card.path, self.key),
            rule=rule,
            problem=problem,
            mend=mend,
        )


def complaints(
    content: Path, known: Library[Card], *, today: dt.date, rules: Container[str]
) -> Iterator[Complaint]:
    """Yield what some rules find in a library that was read from `content`."""
    for rule, find in _RULES.items():
        if rule in rules:
            yield from find(content, known)
    if "future-date" in rules:
        yield from _of_the_future(content, known, today)


def _of_the_future(content: Path, known: Library[Card], today: dt.date) -> Iterator[Complaint]:
    for card in known.articles:
        if card.front.date and card.front.date.first_day > today + _ZONES:
            problem = message("the date {date} lies in the future", date=card.front.date)
            mend = message("correct it, or write status: draft until then")
            if card.published:
                yield _Place(content, card, "date").warns("future-date", problem, mend)


def _unknown_tags(content: Path, known: Library[Card]) -> Iterator[Complaint]:
    for card in known.articles:
        for word in card.front.tags:
            if known.vocabulary.find(word) is None:
                problem = message("there is no tag “{tag}” in {file}", tag=word, file=library.TAGS)
                mend = message("add it to {file}, or correct it here", file=library.TAGS)
                yield _Place(content, card, "tags").warns("unknown-tag", problem, mend)


def _duplicates(content: Path, known: Library[Card]) -> Iterator[Complaint]:
    """Complain of the later one of two articles that tell the same; who is named tells it first."""
    first: dict[str, Card] = {}
    for card in sorted(known.published, key=lambda card: card.order):
        owners = {first.setdefault(mark, card).path: None for mark in _marks(card)}
        for path in owners:
            if path != card.path:
                problem = message("this is the article {other} again", other=path)
                mend = message("keep one of the two, and put the other's address under aliases")
                yield _Place(content, card, "title").warns("duplicate", problem, mend)


def _marks(card: Card) -> Iterator[str]:
    front = card.front
    if front.link:
        yield marks.of_link(front.link)
    if front.date and front.date.day:
        day = front.date.first_day
        yield f"{marks.of_headline(front.source, front.title)} {day}"


def _in_part(content: Path, known: Library[Card]) -> Iterator[Complaint]:
    for card in known.published:
        if known.rights(card) is not Rights.FULL and not card.front.link:
            problem = message("readers see this article in part, and no link to the whole")
            mend = message("add a line link: with its address at the publisher, or correct rights")
            yield _Place(content, card, "title").warns("rights", problem, mend)


def _broken_links(content: Path, known: Library[Card]) -> Iterator[Complaint]:
    """Complain of links to files that are not there; only an article that may have one is read."""
    files = {str(card.path) for card in known.articles} | set(library.other_stamps(content))
    for card in known.articles:
        lost = [place for place in card.links if not _is_there(content, place, files)]
        if lost:
            yield from _written(content, card.path, frozenset(lost))
    for path in (*library.edition_paths(content), *library.prose(content)):
        yield from _broken_in_prose(content, path, files)


def _broken_in_prose(
    content: Path, path: PurePosixPath, files: Container[str]
) -> Iterator[Complaint]:
    """Complain of the links of an edition or of another page; one that cannot be read is told of.

    Lists are pages without a file: a link to one of them, such as tags/index.md, is not judged.
    """
    try:
        body = frontmatter.split(library.read(content, path)).body
    except MujazError:
        return
    lost = frozenset(
        place
        for place in links.places(body, path)
        if (not place.endswith(".md") or place.startswith(_OURS))
        and PurePosixPath(place).name != "index.md"
        if not _is_there(content, place, files)
    )
    if lost:
        yield from _written(content, path, lost)


def _is_there(content: Path, place: str, files: Container[str]) -> bool:
    if place in files:
        return True
    return not place.startswith("..") and library.holds(content, PurePosixPath(place))


def _written(content: Path, path: PurePosixPath, lost: frozenset[str]) -> Iterator[Complaint]:
    """Yield the links of an article that lead to lost places: `links` may take more for one."""
    text = library.read(content, path)
    body = frontmatter.split(text).body
    above = text[: len(text) - len(body)].count("\n") + 1
    for found in _LINK.finditer(masks.live(body)):
        written = found["place"] or found["bracketed"]
        for place in lost.intersection(links.places(f"[](<{written}>)", path)):
            yield Complaint(
                severity=Severity.WARNING,
                path=path,
                line=above + body.count("\n", 0, found.start()),
                rule="broken-link",
                problem=message("the link leads to {place}, which is not there", place=place),
                mend=message("correct the link, or add the file"),
            )


_RULES = {
    "unknown-tag": _unknown_tags,
    "duplicate": _duplicates,
    "rights": _in_part,
    "broken-link": _broken_links,
}
