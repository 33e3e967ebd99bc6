"""What is wrong with editions: names that are no addresses, articles that are not there."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from mujaz import frontmatter, library, schema
from mujaz.complaint import Complaint, Severity, line_of, wrong
from mujaz.errors import Message, message
from mujaz.models import Edition, Heading, Library, Listed

_NAME = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*")


def errors(content: Path, known: Library[Listed]) -> Iterator[Complaint]:
    """Yield what stops a build."""
    for edition in known.editions:
        if not _NAME.fullmatch(edition.name):
            problem = message("the file's name is not in Latin letters, digits and hyphens")
            mend = message("rename it, such as 2026-w48.md; the name becomes its address")
            yield wrong(content, (edition.path, "title"), "address", problem, mend)


def warnings(content: Path, known: Library[Listed]) -> Iterator[Complaint]:
    """Yield what the site is made without: articles that vanished, are drafts, or stand twice."""
    there = {article.address: article for article in known.articles} if known.editions else {}
    for edition in known.editions:
        yield from _wrong_days(content, edition)
        found = tuple(_wrong_articles(edition, there))
        text = library.read(content, edition.path) if found else ""
        lines = frontmatter.item_lines(frontmatter.split(text), "articles")
        for place, problem, mend in found:
            yield _warning(edition, lines[place], problem, mend)


def _wrong_days(content: Path, edition: Edition) -> Iterator[Complaint]:
    head = edition.head
    if head.end.last_day < head.date.first_day:
        line = line_of(content, edition.path, "until")
        problem = message("“{until}” is before “{date}”", until=head.until, date=head.date)
        yield _warning(edition, line, problem, message("write the first of its days under date"))
    if all(isinstance(item, Heading) for item in head.articles):
        line = line_of(content, edition.path, "title")
        problem = message("this edition has no article, and no page")
        mend = message("write the addresses of its articles under articles, one a line")
        yield _warning(edition, line, problem, mend)


_Wrong = tuple[int, Message, Message]
"""The place in the list, what is wrong there, and the mend."""


def _wrong_articles(edition: Edition, there: Mapping[str, Listed]) -> Iterator[_Wrong]:
    seen: set[str] = set()
    for place, item in enumerate(edition.head.articles):
        if isinstance(item, Heading):
            continue
        article = there.get(f"{item}/")
        if item in seen:
            yield place, message("“{item}” stands twice", item=item), message("keep one of the two")
        elif article is None:
            yield place, message("there is no article “{story}”", story=item), _meant(item, there)
        elif not article.published:
            problem = message("the article “{item}” is a draft", item=item)
            yield place, problem, message("publish it, or take the line out")
        seen.add(item)


def _meant(item: str, there: Mapping[str, Listed]) -> Message:
    """Return the mend of an address that leads nowhere: the nearest one of its month, if any."""
    month = f"{item.rpartition('/')[0]}/"
    near = [address.rstrip("/") for address in there if address.startswith(month)]
    if meant := schema.suggestion(item, near):
        return message("did you mean “{meant}”?", meant=meant)
    return message("take the line out, or write the address of an article")


def _warning(edition: Edition, line: int, problem: Message, mend: Message) -> Complaint:
    return Complaint(
        severity=Severity.WARNING,
        path=edition.path,
        line=line,
        rule="edition",
        problem=problem,
        mend=mend,
    )
