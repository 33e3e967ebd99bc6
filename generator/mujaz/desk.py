"""Where proposals become files of the library; what a person wrote there is never overwritten."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath

from mujaz import arabic, frontmatter, library, provenance, publishers, register, values
from mujaz.errors import ContentError, MujazError, message
from mujaz.models import KEYS, Article, Source
from mujaz.proposal import Background, Proposal, propose
from mujaz.raw import Raw, Refused
from mujaz.register import Register
from mujaz.values import Given

__all__ = ["Added", "Desk", "Given", "Outcome"]


class Outcome(StrEnum):
    """What became of one raw article."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """The article that a raw one became, or already was."""

    name: str
    """What the raw one was called."""
    outcome: Outcome
    article: Article
    kept: tuple[str, ...] = ()
    """Keys where a person's words were kept although the raw one says otherwise."""
    retells: str | None = None
    """The address of the article that told its story first, if it was added as another telling."""


@dataclass(slots=True)
class Desk:
    """Where proposals become files, one after the other."""

    content: Path
    shelves: Register
    given: Given
    today: dt.date

    def background(self, lines: frozenset[str] = frozenset()) -> Background:
        """Return what the next raw article is read against; `lines` recur in its batch."""
        shelves = self.shelves
        return Background(
            today=self.today,
            names=shelves.names(),
            furniture=lines | shelves.furniture,
            lexicon=shelves.lexicon,
        )

    def take(
        self, item: Raw | Refused, result: Proposal | Refused, read_against: Background
    ) -> Added | Refused:
        """Write what became of an item; it is read again if a publisher since known is in it."""
        if isinstance(item, Raw) and _mentions(item, self.shelves.names(), read_against.names):
            result = propose(item, self.background(read_against.furniture))
        if isinstance(result, Refused):
            return result
        try:
            return _add(self.content, result, self.shelves, self.given)
        except MujazError as error:
            return Refused(name=item.name, error=error)


def _mentions(raw: Raw, names: tuple[str, ...], before: tuple[str, ...]) -> bool:
    new = names[len(before) :]  # sources are only added
    if not new:
        return False
    folded = arabic.fold(raw.text)
    return any(arabic.fold(name) in folded for name in new)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """What the machine would write into one file."""

    name: str
    values: Mapping[str, frontmatter.Value]
    """Front matter, in the order of the schema."""
    body: str
    origins: Mapping[str, str]
    """Where a value was read, by its key."""
    said: frozenset[str]
    """The keys that the person who adds it decided."""
    retells: Article | None = None

    def retelling(self, told: Article) -> "_Change":
        """Return this as another telling of a story."""
        values = {**self.values, "story": told.address.rstrip("/")}
        return replace(self, values=values, retells=told)


def _add(content: Path, proposal: Proposal, shelves: Register, given: Given) -> Added:
    draft = replace(proposal.draft, link=values.link(given.link, proposal.draft.link))
    source = publishers.of(draft, given.source, shelves)
    change = _Change(
        name=proposal.name,
        values=values.proposed(replace(proposal, draft=draft), source, given),
        body=proposal.body,
        origins={"date": draft.date_from} if draft.date_from else {},
        said=values.said(given),
    )
    found = shelves.same(draft, source)
    if found:
        added = _update(content, found, change)
        source = shelves.sources[found.front.source]
    else:
        told = shelves.retold(draft)
        added = _write(content, change.retelling(told) if told else change, shelves, source)
    if added.outcome is not Outcome.UNCHANGED:
        text = register.text_of(draft) if found is None else None
        shelves.put(added.article, source, was=found, text=text)
    return added


def _write(content: Path, change: _Change, shelves: Register, source: Source) -> Added:
    front = {key: value for key, value in change.values.items() if value}
    ours = {key: value for key, value in front.items() if key not in change.said | {"source"}}
    front["generated"] = provenance.sign({**ours, provenance.BODY: change.body}, change.origins)
    path = shelves.new_path(front)
    if library.holds(content, path):  # a slip of a person made it unreadable since
        raise ContentError(
            message("this article is in the library already, and cannot be read there"),
            message("run mujaz check and mend it, then add this again"),
            path=content / path,
        )
    text = frontmatter.compose(front, change.body)
    article = _read_back(text, path)
    library.save(content, path, text, source=None if source.id in shelves.sources else source)
    retells = change.retells.address.rstrip("/") if change.retells else None
    return Added(name=change.name, outcome=Outcome.ADDED, article=article, retells=retells)


def _read_back(text: str, path: PurePosixPath) -> Article:
    """Read what is to be written; what breaks the schema was said by the person who adds it."""
    try:
        return library.parse(text, path)
    except ContentError as error:
        raise ContentError(error.problem, error.mend) from error


def _update(content: Path, found: Article, change: _Change) -> Added:
    """Write what is new where the machine had written; keep, and name, what a person wrote."""
    old = {**found.front.model_dump(mode="json"), provenance.BODY: _body(found)}
    new = {**change.values, provenance.BODY: change.body}
    differ = [key for key in new if key != "source" and (old[key] or None) != (new[key] or None)]
    signed = found.front.generated
    ours = {
        key: new[key]
        for key in differ
        if key in change.said or provenance.free(key, old[key], signed)
    }
    kept = tuple(key for key in differ if key not in ours and new[key])
    if not ours:
        return Added(name=change.name, outcome=Outcome.UNCHANGED, article=found, kept=kept)
    article = _rewrite(content, found, ours, change)
    return Added(name=change.name, outcome=Outcome.UPDATED, article=article, kept=kept)


def _body(article: Article) -> str:
    """Return a body as the machine writes it: no program's line ends or last blank lines in it."""
    return article.body.replace("\r\n", "\n").strip("\n") + "\n"


def _rewrite(
    content: Path, found: Article, ours: Mapping[str, frontmatter.Value], change: _Change
) -> Article:
    kept = {key: value for key, value in found.front.generated.items() if key not in ours}
    machine = {key: value for key, value in ours.items() if key not in change.said}
    signatures = {**kept, **provenance.sign(machine, change.origins)}
    order = (*KEYS, provenance.BODY, *signatures)
    changes = {key: value or None for key, value in ours.items() if key != provenance.BODY}
    changes["generated"] = {key: signatures[key] for key in sorted(signatures, key=order.index)}
    text = frontmatter.edit(library.read(content, found.path), changes, order=KEYS)
    if provenance.BODY in ours:
        document = frontmatter.split(text)
        body = f"\n{ours[provenance.BODY]}".replace("\n", document.newline)
        text = frontmatter.join(replace(document, body=body))
    article = _read_back(text, found.path)
    library.save(content, found.path, text)
    return article
