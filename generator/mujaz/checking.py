"""A digest read and proofread, in one line: all there is to complain of, corrected where asked."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mujaz import bulk, catalogue, check, complaint_formats, diffs, library, made_by, proofread
from mujaz.check import Complaint
from mujaz.digest import Digest
from mujaz.library import Shelf
from mujaz.models import Card
from mujaz.phrases import Phrases
from mujaz.proofread import Correction, Kept, Level
from mujaz.telling import Aside, Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What became of a check."""

    articles: int
    complaints: tuple[Complaint, ...]
    """In order of place; those that the digest does not want to hear are left out."""
    corrected: tuple[Correction, ...] = ()
    """What was corrected, or would be."""


def checked(digest: Digest, *, today: dt.date, fix: bool = False, dry: bool = False) -> Checked:
    """Read a digest and return what is wrong in it, as grave as its mkdocs.yml takes it.

    With `fix`, what is safe is corrected first, unless that is only to be shown (`dry`). Raises
    DigestError where mkdocs.yml names a rule that is none, ContentError where there is no content,
    and WriteError when the disk refuses.
    """
    levels = proofread.levels(digest.rules, digest.config)
    rules = frozenset(name for name, level in levels.items() if level is not Level.OFF)
    content, version = digest.content, made_by.version()
    shelf = _shelf(digest, version)
    corrected = proofread.corrections(content, shelf.library, rules=rules) if fix else ()
    if corrected and not dry:
        library.save_all(content, {one.path: one.after for one in corrected})
        shelf = _shelf(digest, version)
    kept = Kept(cache=digest.cache, version=version)
    proofs = proofread.complaints(content, shelf.library, kept, today=today, rules=rules)
    found = proofread.judged((*check.complaints(content, shelf), *proofs), levels)
    return Checked(
        articles=len(shelf.library.articles),
        complaints=check.in_order(found),
        corrected=corrected,
    )


def corrected(checked: Checked, phrases: Phrases, *, content: Path, dry: bool) -> Iterator[Said]:
    """Yield what is told of what was corrected; of what would be, a diff."""
    for one in checked.corrected:
        place = content / one.path
        if dry:
            yield diffs.unified(place.as_posix(), one.before, one.after).removesuffix("\n")
        else:
            yield Aside(phrases.gettext("corrected: {path}").format(path=place), stops=False)


def _shelf(digest: Digest, version: str) -> Shelf[Card]:
    file = digest.cache / catalogue.FILE
    return catalogue.load(digest.content, file, version=version, workers=bulk.processes(None))


def lines(
    checked: Checked,
    chosen: tuple[Complaint, ...],
    phrases: Phrases,
    *,
    content: Path,
    kind: str | None = None,
) -> Iterator[str]:
    """Yield what is told of those complaints that somebody chose to hear.

    `kind` is the format of a program; without it, a person listens.
    """
    if kind:
        yield complaint_formats.told(kind, chosen, phrases, content=content)
        return
    for complaint in chosen:
        yield check.ruled(complaint, phrases, content=content)
    if chosen:
        yield phrases.counted("%(n)s complaint", "%(n)s complaints", len(chosen))
    else:
        count = checked.articles
        yield phrases.counted("%(n)s article, no complaint", "%(n)s articles, no complaint", count)
