"""The front matter that the machine proposes for an article, and what a person says before it."""

from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from mujaz import frontmatter
from mujaz.errors import RawError, message
from mujaz.fields import Link
from mujaz.models import Section, Source, Status
from mujaz.partial_date import PartialDate
from mujaz.proposal import Proposal
from mujaz.raw.words import web_link

_LINK: TypeAdapter[str] = TypeAdapter(Link)
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


def link(given: str | None, read: str | None) -> str | None:
    """Return the address that a person gives, else the one that was read, percent-encoded."""
    if not given:
        return web_link(read)
    try:
        return _LINK.validate_python(given)
    except ValidationError as error:
        raise RawError(
            message("“{text}” is not a link", text=given),
            message("write the whole address, beginning with https://"),
        ) from error


def proposed(proposal: Proposal, source: Source, given: Given) -> dict[str, frontmatter.Value]:
    """Return the front matter that the machine proposes, in the order of the schema."""
    draft = proposal.draft
    language = draft.language if draft.language != (source.language or _LANGUAGE) else None
    when = given.date or (PartialDate.of(draft.date) if draft.date else None)
    image = draft.image
    return {
        "title": draft.title,
        "kicker": draft.kicker,
        "date": str(when) if when else None,
        "source": source.id,
        "link": draft.link,
        "authors": list(draft.authors),
        "language": language,
        "section": _word(given.section or proposal.section),
        "tags": list(proposal.tags),
        "summary": proposal.summary,
        "image": web_link(image.link) if image else None,
        "image_alt": image.alt if image else None,
        "image_credit": image.credit if image else None,
        "status": str(Status.DRAFT) if given.draft else None,
    }


def _word(section: Section | None) -> str | None:
    return str(section) if section else None


def said(given: Given) -> frozenset[str]:
    """Return the keys that a person decided."""
    decided = {
        "date": given.date,
        "link": given.link,
        "section": given.section,
        "status": given.draft or None,
    }
    return frozenset(key for key, value in decided.items() if value is not None)
