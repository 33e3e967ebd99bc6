"""The front matter that the machine proposes for an article, and what a person says before it."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from mujaz import frontmatter, provenance
from mujaz.errors import RawError, message
from mujaz.fields import Link
from mujaz.models import KEYS, Article, Section, Source, Status
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
        **{key: made.value for key, made in proposal.made.items()},
        **({"section": str(given.section)} if given.section else {}),
        "image": web_link(image.link) if image else None,
        "image_alt": image.alt if image else None,
        "image_credit": image.credit if image else None,
        "status": str(Status.DRAFT) if given.draft else None,
    }


def origins(proposal: Proposal) -> dict[str, str]:
    """Return where values were read that were not made of the article's words, by key."""
    made = {key: one.origin for key, one in proposal.made.items()}
    found = {"date": proposal.draft.date_from, **made}
    return {key: origin for key, origin in found.items() if origin}


def said(given: Given) -> frozenset[str]:
    """Return the keys that a person decided."""
    decided = {
        "date": given.date,
        "link": given.link,
        "section": given.section,
        "status": given.draft or None,
    }
    return frozenset(key for key, value in decided.items() if value is not None)


def edited(
    text: str,
    found: Article,
    ours: Mapping[str, frontmatter.Value],
    signatures: Mapping[str, str],
) -> str:
    """Return an article's file with some values of its front matter written anew, and signed.

    Empty ones are taken out. All else stays as it was, to the byte.
    """
    kept = {key: value for key, value in found.front.generated.items() if key not in ours}
    signed = {**kept, **signatures}
    order = (*KEYS, provenance.BODY, *signed)
    changes = {key: value or None for key, value in ours.items() if key != provenance.BODY}
    changes["generated"] = {key: signed[key] for key in sorted(signed, key=order.index)} or None
    return frontmatter.edit(text, changes, order=KEYS)
