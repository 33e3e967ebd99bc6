"""From a raw article to a file of the library: extract, summarise, tag, and write what is ours."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath

from mujaz import arabic, extract, frontmatter, library, prose, provenance, tagging
from mujaz.errors import ContentError, MujazError, UnknownSourceError, message
from mujaz.extract import Draft
from mujaz.models import KEYS, Article, Library, Section, Source, Status
from mujaz.partial_date import PartialDate
from mujaz.raw import Raw
from mujaz.register import Register
from mujaz.summarise import summary

_TAGS = 5
_LANGUAGE = "ar"
"""Of a source that does not say otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the person who adds an article says of it; it goes before what is read in it."""

    date: PartialDate | None = None
    source: str | None = None
    """An id of sources.yml, or a name."""
    link: str | None = None
    section: Section | None = None
    draft: bool = False


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A raw article of which nothing became; `error.path` is its name where it has none else."""

    name: str
    error: MujazError


def add(
    content: Path, raws: Iterable[Raw | Refused], known: Library, given: Given, *, today: dt.date
) -> Iterator[Added | Refused]:
    """Add each raw article to the library, and say what became of it.

    What could not be read comes in refused and goes out so. One that is refused stops no other.
    Those whose publisher cannot be told are tried again at the end, when the names that the others
    brought are known.
    """
    shelves = Register.of(known)
    unnamed: list[Raw] = []
    for raw in raws:
        if isinstance(raw, Refused):
            yield raw
            continue
        result = _tried(content, raw, shelves, given, today)
        if isinstance(result, Refused) and isinstance(result.error, UnknownSourceError):
            unnamed.append(raw)
        else:
            yield result
    for raw in unnamed:
        yield _tried(content, raw, shelves, given, today)


def _tried(
    content: Path, raw: Raw, shelves: Register, given: Given, today: dt.date
) -> Added | Refused:
    try:
        return _add(content, raw, shelves, given, today)
    except MujazError as error:
        return Refused(name=raw.name, error=error)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proposal:
    """What the machine would write for one raw article."""

    name: str
    values: Mapping[str, frontmatter.Value]
    """Front matter, in the order of the schema."""
    body: str
    said: frozenset[str]
    """The keys that the person who adds it decided."""


def _add(content: Path, raw: Raw, shelves: Register, given: Given, today: dt.date) -> Added:
    draft = extract.extract_text(raw.text, url=given.link, today=today, known=shelves.names())
    source = _source(draft, given, shelves)
    proposal = _Proposal(
        name=raw.name,
        values=values_of(draft, source, given),
        body=prose.markdown(draft.paragraphs, subheads=draft.subheads),
        said=_said(given),
    )
    found = shelves.same(draft, source)
    if found:
        added = _update(content, found, proposal)
        source = shelves.sources[found.front.source]
    else:
        added = _write(content, proposal, shelves, source)
    shelves.put(added.article, source)
    return added


def _source(draft: Draft, given: Given, shelves: Register) -> Source:
    """Return who published a draft.

    The person's word goes first, then the page's; a page that does not say is what it was when it
    was added first.
    """
    said = arabic.clean(given.source or "").strip()
    name = said if arabic.words(said) else draft.source
    if name:
        return shelves.source(name) or Source(id=arabic.romanise(name), name=name)
    found = shelves.same(draft, None)
    if found is None:
        raise UnknownSourceError(
            message("the text does not say who published it"),
            message("say it with --source, by its name or its id in sources.yml"),
        )
    return shelves.sources[found.front.source]


def values_of(draft: Draft, source: Source, given: Given) -> dict[str, frontmatter.Value]:
    """Return the front matter that the machine proposes, in the order of the schema."""
    story = [text for i, text in enumerate(draft.paragraphs) if i not in draft.subheads]
    language = draft.language if draft.language != (source.language or _LANGUAGE) else None
    when = given.date or (PartialDate.of(draft.date) if draft.date else None)
    return {
        "title": draft.title,
        "kicker": draft.kicker,
        "date": str(when) if when else None,
        "source": source.id,
        "link": draft.link,
        "authors": list(draft.authors),
        "language": language,
        "section": str(given.section) if given.section else None,
        "tags": list(tagging.suggest_tags(draft.title, story, limit=_TAGS)),
        "summary": summary(story, title=draft.title) or None,
        "status": str(Status.DRAFT) if given.draft else None,
    }


def _said(given: Given) -> frozenset[str]:
    said = {
        "date": given.date,
        "link": given.link,
        "section": given.section,
        "status": given.draft or None,
    }
    return frozenset(key for key, value in said.items() if value is not None)


def _write(content: Path, proposal: _Proposal, shelves: Register, source: Source) -> Added:
    front = {key: value for key, value in proposal.values.items() if value}
    ours = {key: value for key, value in front.items() if key not in proposal.said | {"source"}}
    front["generated"] = provenance.sign({**ours, provenance.BODY: proposal.body})
    path = shelves.new_path(front)
    if library.holds(content, path):  # a slip of a person made it unreadable since
        raise ContentError(
            message("this article is in the library already, and cannot be read there"),
            message("run mujaz check and mend it, then add this again"),
            path=content / path,
        )
    text = frontmatter.compose(front, proposal.body)
    article = _read_back(text, path)
    library.save(content, path, text, source=None if source.id in shelves.sources else source)
    return Added(name=proposal.name, outcome=Outcome.ADDED, article=article)


def _read_back(text: str, path: PurePosixPath) -> Article:
    """Read what is to be written; what breaks the schema was said by the person who adds it."""
    try:
        return library.parse(text, path)
    except ContentError as error:
        raise ContentError(error.problem, error.mend) from error


def _update(content: Path, found: Article, proposal: _Proposal) -> Added:
    """Write what is new where the machine had written; keep, and name, what a person wrote."""
    old = {**found.front.model_dump(mode="json"), provenance.BODY: _body(found)}
    new = {**proposal.values, provenance.BODY: proposal.body}
    differ = [key for key in new if key != "source" and (old[key] or None) != (new[key] or None)]
    signed = found.front.generated
    ours = {
        key: new[key]
        for key in differ
        if key in proposal.said or provenance.free(key, old[key], signed)
    }
    kept = tuple(key for key in differ if key not in ours and new[key])
    if not ours:
        return Added(name=proposal.name, outcome=Outcome.UNCHANGED, article=found, kept=kept)
    article = _rewrite(content, found, ours, proposal.said)
    return Added(name=proposal.name, outcome=Outcome.UPDATED, article=article, kept=kept)


def _body(article: Article) -> str:
    """Return a body as the machine writes it: no program's line ends or last blank lines in it."""
    return article.body.replace("\r\n", "\n").strip("\n") + "\n"


def _rewrite(
    content: Path, found: Article, ours: Mapping[str, frontmatter.Value], said: frozenset[str]
) -> Article:
    kept = {key: value for key, value in found.front.generated.items() if key not in ours}
    machine = {key: value for key, value in ours.items() if key not in said}
    signatures = {**kept, **provenance.sign(machine)}
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
