"""Every complaint about a library at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath

from mujaz import frontmatter, library
from mujaz.errors import Message, MujazError, message
from mujaz.library import Shelf
from mujaz.models import Article
from mujaz.phrases import Phrases


class Severity(StrEnum):
    """An error stops a build; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What is wrong, where, and how to mend it."""

    severity: Severity
    path: PurePath
    """Below content/."""
    line: int
    """Counted from 1 in the file itself."""
    problem: Message
    mend: Message


def complaints(content: Path, shelf: Shelf) -> tuple[Complaint, ...]:
    """Return every complaint about a library that was read from `content`, in order of place."""
    found = [*map(_broken, shelf.complaints), *_undated(content, shelf)]
    return tuple(sorted(found, key=lambda c: (str(c.path), c.line, str(c.problem))))


def errors(found: tuple[Complaint, ...]) -> tuple[Complaint, ...]:
    """Return those that stop a build."""
    return tuple(complaint for complaint in found if complaint.severity is Severity.ERROR)


def line(complaint: Complaint, phrases: Phrases, *, content: Path) -> str:
    """Say a complaint in one line: where, what, and how to mend it."""
    return say(
        complaint.problem,
        complaint.mend,
        phrases,
        where=f"{content / complaint.path}:{complaint.line}",
    )


def say(problem: Message, mend: Message, phrases: Phrases, *, where: str) -> str:
    """Put a place, a problem and its mend into one line."""
    told = phrases.gettext("{problem}; to mend it: {mend}").format(
        problem=phrases.say(problem), mend=phrases.say(mend)
    )
    return f"{where}: {told}"


def _broken(error: MujazError) -> Complaint:
    return Complaint(
        severity=Severity.ERROR,
        path=error.path or PurePath(),
        line=error.line or 1,
        problem=error.problem,
        mend=error.mend,
    )


def _undated(content: Path, shelf: Shelf) -> Iterator[Complaint]:
    for article in shelf.library.articles:
        if article.front.date is None:
            yield Complaint(
                severity=Severity.WARNING,
                path=article.path,
                line=_title_line(content, article),
                problem=message("the date is missing"),
                mend=message(
                    "add a line such as date: 2021-07-05, or date: 2021-07, as you know it"
                ),
            )


def _title_line(content: Path, article: Article) -> int:
    text = library.read(content, PurePosixPath(article.path))
    return frontmatter.parse(frontmatter.split(text)).lines["title"]
