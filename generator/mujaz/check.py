"""Every complaint about a library at once."""

import re
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from mujaz import edition_check, frontmatter, library, pictures, plan, related, tag_check
from mujaz.complaint import (
    Complaint,
    Severity,
    broken,
    line,
    line_of,
    ruled,
    say,
    told,
    wrong,
)
from mujaz.errors import MujazError, message
from mujaz.library import Shelf
from mujaz.models import Library, Listed
from mujaz.plan import Kind, Leaf

__all__ = [
    "Complaint",
    "Severity",
    "asked",
    "complaints",
    "errors",
    "in_order",
    "line",
    "ruled",
    "say",
    "stopping",
    "told",
]

_ADDRESS = re.compile(r"[A-Za-z0-9._/-]+")
_RESERVED = re.compile(
    r"404\.html|assets|mujaz\.b2sum|search|robots\.txt|sources\.opml|sitemap(?:-[a-z0-9]+)?\.xml(?:\.gz)?"
)
"""What a build puts below the site's root beside the pages."""
_FEEDS = frozenset(("feed.json", "feed.xml"))
"""What it puts beside any page."""


def complaints(content: Path, shelf: Shelf[Listed]) -> tuple[Complaint, ...]:
    """Return every complaint about a library that was read from `content`, in order of place."""
    # What is wrong with addresses does not depend on which articles are related: none is.
    alone = related.Index.made({}, {str(one.path): () for one in shelf.library.published})
    found = [
        *stopping(content, shelf, plan.leaves(shelf.library, near=alone)),
        *_undated(content, shelf.library),
        *tag_check.warnings(content, shelf.library),
        *_lost_stories(content, shelf.library),
        *_lost_pictures(content, shelf.library),
        *edition_check.warnings(content, shelf.library),
    ]
    return in_order(found)


def asked(found: tuple[Complaint, ...], options: Namespace) -> tuple[Complaint, ...]:
    """Return the complaints that a command asks for: all, those that stop a build, of editions."""
    chosen = errors(found) if options.errors else found
    if options.editions:
        return tuple(one for one in chosen if library.is_edition(PurePosixPath(one.path)))
    return chosen


def errors(found: tuple[Complaint, ...]) -> tuple[Complaint, ...]:
    """Return those that stop a build."""
    return tuple(complaint for complaint in found if complaint.severity is Severity.ERROR)


def stopping(content: Path, shelf: Shelf[Listed], leaves: Iterable[Leaf]) -> tuple[Complaint, ...]:
    """Return what stops a build; `leaves` is what is planned for the library."""
    found = [
        *map(broken, shelf.complaints),
        *map(broken, _broken_prose(content)),
        *tag_check.errors(content, shelf.library.vocabulary),
        *_wrong_addresses(content, shelf.library, leaves),
        *edition_check.errors(content, shelf.library),
    ]
    return in_order(found)


def in_order(found: Iterable[Complaint]) -> tuple[Complaint, ...]:
    """Return complaints in order of place."""
    return tuple(sorted(found, key=lambda c: (str(c.path), c.line, str(c.problem))))


def _broken_prose(content: Path) -> Iterator[MujazError]:
    """Yield what is wrong at the heads of other pages: MkDocs would leave out the whole head."""
    for path in library.prose(content):
        try:
            document = frontmatter.split(library.read(content, path))
            if document.opening:
                frontmatter.parse(document)
        except MujazError as error:
            yield error.at(path)


def _undated(content: Path, known: Library[Listed]) -> Iterator[Complaint]:
    for article in known.articles:
        if article.front.date is None:
            yield Complaint(
                severity=Severity.WARNING,
                path=article.path,
                line=line_of(content, article.path, "title"),
                rule="missing-date",
                problem=message("the date is missing"),
                mend=message(
                    "add a line such as date: 2021-07-05, or date: 2021-07, as you know it"
                ),
            )


def _lost_stories(content: Path, known: Library[Listed]) -> Iterator[Complaint]:
    """Complain of a story whose first telling is not there; the rest are still one story."""
    addresses = {article.address.rstrip("/") for article in known.articles}
    for article in known.articles:
        story = article.front.story
        if story and story not in addresses:
            yield Complaint(
                severity=Severity.WARNING,
                path=article.path,
                line=line_of(content, article.path, "story"),
                rule="lost-story",
                problem=message("there is no article “{story}”", story=story),
                mend=message("take the line out, or write the address of the first telling"),
            )


def _lost_pictures(content: Path, known: Library[Listed]) -> Iterator[Complaint]:
    """Complain of a picture above an article that is not there; MkDocs tells of those in its body.

    One outside content/ is not there for the site.
    """
    for article in known.articles:
        image = article.front.image
        if image is None or "://" in image:
            continue
        file = PurePosixPath(pictures.file_of(article, image))
        outside = not file.name or file.parts[0] in {"..", "/"}
        if outside or not library.holds(content, file):
            yield Complaint(
                severity=Severity.WARNING,
                path=article.path,
                line=line_of(content, article.path, "image"),
                rule="lost-picture",
                problem=message("there is no picture “{image}” beside the article", image=image),
                mend=message("put it there, or take the line out"),
            )


def _wrong_addresses(
    content: Path, known: Library[Listed], leaves: Iterable[Leaf]
) -> Iterator[Complaint]:
    others = {leaf.address for leaf in leaves if leaf.kind is not Kind.ARTICLE}
    standing = frozenset(_standing(content))
    for article in known.articles:
        if not _ADDRESS.fullmatch(article.address):
            problem = message("the file's name is not in Latin letters, digits and hyphens")
            mend = message("rename it, such as al-watan-3f9c2a.md; the name becomes its address")
            yield wrong(content, (article.path, "title"), "address", problem, mend)
        elif article.address in others or _is_taken(plan.file_of(article.address), standing):
            problem = message("the address {address} is another page's", address=article.address)
            mend = message("give the file another name; the name becomes its address")
            yield wrong(content, (article.path, "title"), "address", problem, mend)
    taken = others | {article.address for article in known.published}
    yield from _wrong_aliases(content, known, standing | {plan.file_of(a) for a in taken})


def _wrong_aliases(
    content: Path, known: Library[Listed], taken: frozenset[str]
) -> Iterator[Complaint]:
    owners: dict[str, Listed] = {}
    for article in known.published:
        for alias in article.front.aliases:
            file = plan.file_of(alias)
            owner = owners.setdefault(file, article)
            if owner is not article:
                problem = message(
                    "the old address “{alias}” leads to {other} too", alias=alias, other=owner.path
                )
                mend = message("keep it in one of the two")
                yield wrong(content, (article.path, "aliases"), "alias", problem, mend)
            elif _is_taken(file, taken):
                problem = message("the old address “{alias}” is another page's", alias=alias)
                mend = message("take it out of aliases")
                yield wrong(content, (article.path, "aliases"), "alias", problem, mend)


def _is_taken(file: str, standing: frozenset[str]) -> bool:
    parts = file.split("/")
    return file in standing or bool(_RESERVED.fullmatch(parts[0])) or not _FEEDS.isdisjoint(parts)


def _standing(content: Path) -> Iterator[str]:
    """Yield the files of the site that come from what is neither planned nor an article."""
    for path in library.others(content):
        if path.suffix == ".md":
            yield plan.file_of(plan.address_of(path))
        else:
            yield str(path)
