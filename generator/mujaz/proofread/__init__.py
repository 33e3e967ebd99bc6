"""The newsroom's proofreader: what stops no build, and should not be published all the same.

One module a noun: `rules` which there are, `masks` what of a text is prose, `letters` what is wrong
in it, `article` one file, `shelf` all of them together, `store` what is kept between runs.
"""

import datetime as dt
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mujaz import library
from mujaz.complaint import Complaint, Severity
from mujaz.errors import ContentError
from mujaz.models import Card, Library
from mujaz.proofread import article, shelf, store
from mujaz.proofread.rules import RULES, Level, Rule, judged, levels

__all__ = [
    "RULES",
    "Correction",
    "Kept",
    "Level",
    "Rule",
    "complaints",
    "corrections",
    "judged",
    "levels",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Where what was found is kept, and which program keeps it."""

    cache: Path
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What is to be corrected in one file."""

    path: PurePosixPath
    """Below content/."""
    before: str
    after: str


def complaints(
    content: Path, known: Library[Card], kept: Kept, *, today: dt.date, rules: Container[str]
) -> Iterator[Complaint]:
    """Yield what the proofreader finds by some rules in a library that was read from `content`."""
    yield from shelf.complaints(content, known, today=today, rules=rules)
    found = _findings(content, known, kept)
    for card in known.articles:
        for one in found.get(card.digest, ()):
            if one.rule in rules:
                yield Complaint(
                    severity=Severity.WARNING,
                    path=card.path,
                    line=one.line,
                    rule=one.rule,
                    problem=one.problem,
                    mend=one.mend,
                )


def corrections(
    content: Path, known: Library[Card], *, rules: Container[str]
) -> tuple[Correction, ...]:
    """Return what can be corrected safely, by some rules; nothing is written.

    Raises ContentError where a file is written in braces.
    """
    fixes = [name for name, rule in RULES.items() if rule.fixes and name in rules]
    found: list[Correction] = []
    for card in known.articles:
        text = library.read(content, card.path)
        try:
            better = article.mended(text, fixes)
        except ContentError as error:
            raise error.at(card.path) from error
        if better != text:
            found.append(Correction(path=card.path, before=text, after=better))
    return tuple(sorted(found, key=lambda one: one.path))


def _findings(content: Path, known: Library[Card], kept: Kept) -> Mapping[str, store.Findings]:
    """Return what is wrong in each article, by the digest of its file; only new ones are read."""
    file = kept.cache / store.FILE
    before = store.read(file, kept.version)
    found = {
        card.digest: before[card.digest]
        if card.digest in before
        else article.findings(library.read(content, card.path))
        for card in known.articles
    }
    if found != before:
        store.write(file, kept.version, found)
    return found
