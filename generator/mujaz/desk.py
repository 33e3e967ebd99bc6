"""Where proposals become files of the library; what a person wrote there is never overwritten."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath

from mujaz import (
    arabic,
    computed,
    frontmatter,
    library,
    prose,
    provenance,
    publishers,
    register,
    schema,
    values,
)
from mujaz.album import Album, Hung, Missing
from mujaz.errors import ContentError, MujazError, message
from mujaz.frontmatter import Mapped
from mujaz.models import KEYS, Article, FrontMatter, Source
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
    missing: tuple[Missing, ...] = ()
    """Pictures that were asked for and not to be had; they are still links."""


@dataclass(slots=True)
class Desk:
    """Where proposals become files, one after the other."""

    shelves: Register
    given: Given
    today: dt.date
    album: Album

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
            return _add(self.album, result, self.shelves, self.given, self.today)
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
    today: dt.date
    """The day on which this comes in."""
    retells: Article | None = None

    @property
    def all(self) -> Mapping[str, frontmatter.Value]:
        """Front matter, and under `provenance.BODY` the Markdown."""
        return {**self.values, provenance.BODY: self.body}

    @property
    def made(self) -> frozenset[str]:
        """The keys of values that are made of the body's words."""
        found = (key for key in self.values if computed.of_words(key, self.origins.get(key)))
        return frozenset(found) - self.said

    def retelling(self, told: Article) -> "_Change":
        """Return this as another telling of a story."""
        values = {**self.values, "story": told.address.rstrip("/")}
        return replace(self, values=values, retells=told)


def _add(
    album: Album, proposal: Proposal, shelves: Register, given: Given, today: dt.date
) -> Added:
    draft = replace(proposal.draft, link=values.link(given.link, proposal.draft.link))
    source = publishers.of(draft, given.source, shelves)
    change = _Change(
        name=proposal.name,
        values=values.proposed(replace(proposal, draft=draft), source, given),
        body=proposal.body,
        origins=values.origins(proposal),
        said=values.said(given),
        today=today,
    )
    found = shelves.same(draft, source)
    if found:
        added = _update(album, found, change)
        source = shelves.sources[found.front.source]
    else:
        told = shelves.retold(draft)
        added = _write(album, change.retelling(told) if told else change, shelves, source)
    if added.outcome is not Outcome.UNCHANGED:
        text = register.text_of(draft) if found is None else None
        shelves.put(added.article, source, was=found, text=text)
    return added


def _write(album: Album, change: _Change, shelves: Register, source: Source) -> Added:
    path = shelves.new_path({key: value for key, value in change.values.items() if value})
    if library.holds(album.content, path):  # a slip of a person made it unreadable since
        raise ContentError(
            message("this article is in the library already, and cannot be read there"),
            message("run mujaz check and mend it, then add this again"),
            path=album.content / path,
        )
    hung = album.hung(path, change.all, change.all)
    front, body = _signed(hung, change)
    article = _made(front, body, path)
    text = frontmatter.compose(front, body)
    new = None if source.id in shelves.sources else source
    library.save(album.content, path, text, source=new, beside=hung.files)
    return Added(
        name=change.name,
        outcome=Outcome.ADDED,
        article=article,
        retells=change.retells.address.rstrip("/") if change.retells else None,
        missing=hung.missing,
    )


def _signed(hung: Hung, change: _Change) -> tuple[dict[str, frontmatter.Value], str]:
    """Return the front matter of a new article, with the machine's signatures, and its body."""
    front: dict[str, frontmatter.Value] = {k: v for k, v in hung.values.items() if v}
    body = str(front.pop(provenance.BODY))
    ours = {key: value for key, value in front.items() if key not in change.said | {"source"}}
    front["generated"] = provenance.sign({**ours, provenance.BODY: body}, change.origins)
    front["added"] = str(change.today)  # it is never made again, so nothing needs to be signed
    return {key: front[key] for key in KEYS if key in front}, body


def _made(front: Mapping[str, frontmatter.Value], body: str, path: PurePosixPath) -> Article:
    """Return a new article; what breaks the schema was said by the person who adds it."""
    model, complaints = schema.read(FrontMatter, Mapped(dict(front), {}), path)
    if model is None:
        raise ContentError(complaints[0].problem, complaints[0].mend)
    return Article(path=path, front=model, body=f"\n{body}")


def _read_back(text: str, path: PurePosixPath) -> Article:
    """Read what is to be written; what breaks the schema was said by the person who adds it."""
    try:
        return library.parse(text, path)
    except ContentError as error:
        raise ContentError(error.problem, error.mend) from error


_READ = ("title", "kicker", provenance.BODY)
"""Of what words values are made."""


def _update(album: Album, found: Article, change: _Change) -> Added:
    """Write what is new where the machine had written; keep, and name, what a person wrote."""
    old = {**found.front.model_dump(mode="json"), provenance.BODY: prose.normal(found.body)}
    signed = found.front.generated
    free = {
        key for key in change.all if key in change.said or provenance.free(key, old[key], signed)
    }
    hung = album.hung(found.path, change.all, free)
    new = hung.values
    # What is made of words that a person wrote cannot be made of those that come in.
    theirs = any(key not in free and old[key] != new[key] for key in _READ)
    same = {"source", *(change.made if theirs else ())}
    differ = [key for key in new if key not in same and (old[key] or None) != (new[key] or None)]
    ours = {key: new[key] for key in differ if key in free}
    kept = tuple(key for key in differ if key not in ours and new[key])
    outcome, article = Outcome.UNCHANGED, found
    if ours:
        outcome = Outcome.UPDATED
        article = _rewrite(album.content, found, replace(hung, values=ours), change)
    return Added(
        name=change.name, outcome=outcome, article=article, kept=kept, missing=hung.missing
    )


def _rewrite(content: Path, found: Article, hung: Hung, change: _Change) -> Article:
    """Write some values, and the pictures that they name, into an article's file."""
    ours = hung.values
    machine = {key: value for key, value in ours.items() if key not in change.said}
    signatures = provenance.sign(machine, change.origins)
    text = values.edited(library.read(content, found.path), found, ours, signatures)
    if provenance.BODY in ours:
        document = frontmatter.split(text)
        body = f"\n{ours[provenance.BODY]}".replace("\n", document.newline)
        text = frontmatter.join(replace(document, body=body))
    article = _read_back(text, found.path)
    library.save(content, found.path, text, beside=hung.files)
    return article
