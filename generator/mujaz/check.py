"""Every complaint about a library at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath

from mujaz import arabic, frontmatter, groups, library, plan
from mujaz.errors import Message, MujazError, message
from mujaz.library import TAGS, Shelf
from mujaz.models import Article, Library, Tag, Vocabulary
from mujaz.phrases import Phrases
from mujaz.plan import Kind

_ADDRESS = re.compile(r"[A-Za-z0-9._/-]+")
_RESERVED = ("404.html", "assets", "feed.xml", "sitemap.xml", "sitemap.xml.gz")
"""What a build puts below the site's root beside the pages."""


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
    found = [
        *map(_broken, shelf.complaints),
        *map(_broken, _broken_prose(content)),
        *_undated(content, shelf.library),
        *_shared_tags(content, shelf.library.vocabulary),
        *_wrong_broader(content, shelf.library.vocabulary),
        *_blocked_tags(content, shelf.library),
        *_wrong_addresses(content, shelf.library),
        *_lost_stories(content, shelf.library),
    ]
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


def _broken_prose(content: Path) -> Iterator[MujazError]:
    """Yield what is wrong at the heads of other pages: MkDocs would leave out the whole head."""
    for path in library.prose(content):
        try:
            document = frontmatter.split(library.read(content, path))
            if document.opening:
                frontmatter.parse(document)
        except MujazError as error:
            yield error.at(path)


def _broken(error: MujazError) -> Complaint:
    return Complaint(
        severity=Severity.ERROR,
        path=error.path or PurePath(),
        line=error.line or 1,
        problem=error.problem,
        mend=error.mend,
    )


def _undated(content: Path, known: Library) -> Iterator[Complaint]:
    for article in known.articles:
        if article.front.date is None:
            yield Complaint(
                severity=Severity.WARNING,
                path=article.path,
                line=_line(content, article.path, "title"),
                problem=message("the date is missing"),
                mend=message(
                    "add a line such as date: 2021-07-05, or date: 2021-07, as you know it"
                ),
            )


def _lost_stories(content: Path, known: Library) -> Iterator[Complaint]:
    """Complain of a story whose first telling is not there; the rest are still one story."""
    addresses = {article.address.rstrip("/") for article in known.articles}
    for article in known.articles:
        story = article.front.story
        if story and story not in addresses:
            yield Complaint(
                severity=Severity.WARNING,
                path=article.path,
                line=_line(content, article.path, "story"),
                problem=message("there is no article “{story}”", story=story),
                mend=message("take the line out, or write the address of the first telling"),
            )


def _shared_tags(content: Path, vocabulary: Vocabulary) -> Iterator[Complaint]:
    """Complain of an address or a spelling that two tags have, for the later one would lose it."""
    owners: dict[str, Tag] = {}
    for tag in vocabulary.tags:
        claims = {groups.tag_address(tag): message("give one of them another slug")}
        for spelling in (tag.label, *tag.aliases):
            key = arabic.name_key(spelling)
            claims[key] = message("keep “{word}” with one of them", word=spelling)
        for claim, mend in claims.items():
            if (owner := owners.setdefault(claim, tag)) is not tag:
                problem = message(
                    "the tags “{one}” and “{other}” cannot be told apart",
                    one=owner.label,
                    other=tag.label,
                )
                yield _wrong(content, PurePosixPath(TAGS), tag.label, problem, mend)


def _wrong_broader(content: Path, vocabulary: Vocabulary) -> Iterator[Complaint]:
    """Complain of a wider tag that nobody describes, and of a tag that is wider than itself."""
    for tag in vocabulary.tags:
        if tag.broader and vocabulary.find(tag.broader) is None:
            problem = message("there is no tag “{tag}” in {file}", tag=tag.broader, file=TAGS)
            mend = message("add it to {file}, or take the line out", file=TAGS)
            yield _wrong(content, PurePosixPath(TAGS), tag.label, problem, mend)
        wider = [one.label for one in vocabulary.broader(tag)]
        if tag.label in wider:
            circle = " < ".join((tag.label, *wider[: wider.index(tag.label) + 1]))
            problem = message(
                "the tag “{tag}” is wider than itself: {circle}", tag=tag.label, circle=circle
            )
            mend = message("take one of the lines “broader” out")
            yield _wrong(content, PurePosixPath(TAGS), tag.label, problem, mend)


def _blocked_tags(content: Path, known: Library) -> Iterator[Complaint]:
    """Complain of a word that an article has and nobody should; the page is there all the same."""
    blocked = {tag.label for tag in known.vocabulary.tags if tag.blocked}
    for article in known.articles if blocked else ():
        for word in article.front.tags:
            tag = known.vocabulary.find(word)
            if tag is not None and tag.label in blocked:
                yield Complaint(
                    severity=Severity.WARNING,
                    path=article.path,
                    line=_line(content, article.path, "tags"),
                    problem=message("the tag “{tag}” is blocked in {file}", tag=word, file=TAGS),
                    mend=message("take it out here, or take “blocked” out there"),
                )


def _wrong_addresses(content: Path, known: Library) -> Iterator[Complaint]:
    pages = {page.address for page in plan.pages(known) if page.kind is not Kind.ARTICLE}
    for article in known.articles:
        if not _ADDRESS.fullmatch(article.address):
            problem = message("the file's name is not in Latin letters, digits and hyphens")
            mend = message("rename it, such as al-watan-3f9c2a.md; the name becomes its address")
            yield _wrong(content, article.path, "title", problem, mend)
        elif article.address in pages or _stands(content, plan.file_of(article.address)):
            problem = message("the address {address} is another page's", address=article.address)
            mend = message("give the file another name; the name becomes its address")
            yield _wrong(content, article.path, "title", problem, mend)
    taken = pages | {article.address for article in known.published}
    yield from _wrong_aliases(content, known, {plan.file_of(address) for address in taken})


def _wrong_aliases(content: Path, known: Library, taken: set[str]) -> Iterator[Complaint]:
    owners: dict[str, Article] = {}
    for article in known.published:
        for alias in article.front.aliases:
            file = plan.file_of(alias)
            owner = owners.setdefault(file, article)
            if owner is not article:
                problem = message(
                    "the old address “{alias}” leads to {other} too", alias=alias, other=owner.path
                )
                mend = message("keep it in one of the two")
                yield _wrong(content, article.path, "aliases", problem, mend)
            elif file in taken or _stands(content, file):
                problem = message("the old address “{alias}” is another page's", alias=alias)
                mend = message("take it out of aliases")
                yield _wrong(content, article.path, "aliases", problem, mend)


def _stands(content: Path, file: str) -> bool:
    """Say whether the site has this file of something that is neither planned nor an article."""
    if file.split("/", 1)[0] in _RESERVED:
        return True
    folder = file.removesuffix("/index.html")
    sources = (file, f"{folder}.md", f"{folder}/index.md", f"{folder}/README.md")
    return any((content / source).is_file() for source in sources)


def _wrong(
    content: Path, path: PurePosixPath, key: str, problem: Message, mend: Message
) -> Complaint:
    return Complaint(
        severity=Severity.ERROR,
        path=path,
        line=_line(content, path, key),
        problem=problem,
        mend=mend,
    )


def _line(content: Path, path: PurePosixPath, key: str) -> int:
    text = library.read(content, path)
    if path.suffix == ".md":
        return frontmatter.parse(frontmatter.split(text)).lines[key]
    return frontmatter.parse_yaml(text).lines.get(key, 1)
