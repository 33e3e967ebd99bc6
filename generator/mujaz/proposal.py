"""What the machine would write for a raw article: a pure function of it and of frozen background.

Nothing here looks at the library, the clock or the disk, so that it runs in any process.
"""

import datetime as dt
import email.utils
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mujaz import arabic, computed, dates, extract, prose, sections, tagging
from mujaz.computed import Made, Told, Words
from mujaz.errors import MujazError, RawError, message
from mujaz.extract import Draft
from mujaz.raw import Kind, Raw, Refused, Said
from mujaz.raw.words import web_link

_HEADLINE = re.compile(r"<(?:title|h1)\b[^<>]*>\s*[^\s<]", re.IGNORECASE)
_MOMENT = re.compile(r"\d{4}-?\d\d-?\d\d(?:[T ]|\Z)", re.ASCII)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What every raw article of a batch is read against."""

    today: dt.date
    """The day after which no date is believed."""
    names: tuple[str, ...] = ()
    """Under which known publishers sign."""
    furniture: frozenset[str] = frozenset()
    """Folded lines that are none of any story."""
    lexicon: tagging.Lexicon = field(default_factory=tagging.lexicon)
    """How the digest writes the names that its vocabulary knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A draft with all that is made of it."""

    name: str
    """What the raw article was called."""
    draft: Draft
    body: str
    """As Markdown in which nothing is live."""
    made: Mapping[str, Made]
    """Values of the front matter that are made of the words, by key."""


def propose(raw: Raw, background: Background) -> Proposal | Refused:
    """Read one raw article; refused when there is none in it."""
    try:
        draft = _told(_draft(raw, background), raw.said, background.today)
        return _proposal(raw, draft, background.lexicon)
    except MujazError as error:
        return Refused(name=raw.name, error=error)
    except RecursionError:
        deep = RawError(
            message("this is nested too deep to be read"),
            message("copy the article's text into a file, and add that"),
        )
        return Refused(name=raw.name, error=deep)
    except Exception as error:  # noqa: BLE001  the parsers of others raise what they like
        broken = RawError(
            message("reading this failed: {reason}", reason=type(error).__name__),
            message("copy the article's text into a file, and add that"),
        )
        return Refused(name=raw.name, error=broken)


def _draft(raw: Raw, background: Background) -> Draft:
    # A page of an archive was read by people on the day on which the archive took it.
    today = min(raw.seen or background.today, background.today)
    if raw.kind is Kind.HTML:
        return extract.extract_html(_headed(raw), url=raw.link, today=today, known=background.names)
    return extract.extract_text(
        _headed(raw),
        url=raw.link,
        today=today,
        known=background.names,
        furniture=background.furniture,
    )


def _headed(raw: Raw) -> str:
    """Return a text under the headline that its carrier gives it, where it has none of its own.

    Of a letter the headline is its subject, and stands nowhere in it.
    """
    title = raw.said.title
    if not title:
        return raw.text
    if raw.kind is Kind.TEXT:
        own = " ".join(raw.text.lstrip().partition("\n")[0].split())
        return raw.text if own == title else f"{title}\n\n{raw.text}"
    return (
        raw.text if _HEADLINE.search(raw.text) else f"<title>{html.escape(title)}</title>{raw.text}"
    )


def _proposal(raw: Raw, draft: Draft, lexicon: tagging.Lexicon) -> Proposal:
    body = prose.markdown(replace(block, link=web_link(block.link)) for block in draft.body)
    # As they come back from the body: what is made again of the article is the same.
    blocks = tuple(replace(block, text=" ".join(block.text.split())) for block in draft.body)
    words = Words(title=draft.title, kicker=draft.kicker, blocks=blocks, lexicon=lexicon)
    made = computed.made(words, _read(raw.said, draft))
    return Proposal(name=raw.name, draft=draft, body=body, made=made)


def _read(said: Said, draft: Draft) -> Told:
    """Return what carrier and page told of what is else made of the words."""
    meant = sections.meant(draft.section)
    origin = computed.CARRIER if said.section else computed.PAGE
    section = Made(value=str(meant), origin=origin) if meant else None
    return Told(tags=said.tags, summary=said.summary, section=section)


def _told(draft: Draft, said: Said, today: dt.date) -> Draft:
    """Return a draft with what its carrier said of it, which goes before what the page says."""
    when = _day(said.date, today)
    return replace(
        draft,
        title=said.title or draft.title,
        source=_source(said.source, draft.source),
        date=when or draft.date,
        date_from="carrier" if when else draft.date_from,
        authors=said.authors or tuple(filter(None, map(arabic.clean, draft.authors))),
        section=said.section or draft.section,
        language=draft.language or said.language,
    )


def _source(said: str | None, read: str | None) -> str | None:
    """Return a publisher's name: the page's own within the longer one of a feed.

    What is an id goes before all names: the feed is one of sources.yml.
    """
    if said and read and not _ID.fullmatch(said) and arabic.fold(read) in arabic.fold(said):
        return read
    return said or read


def _day(text: str | None, today: dt.date) -> dt.date | None:
    """Return the day of a carrier's date: ISO 8601, as in mail (RFC 5322), or as newsrooms write.

    A moment is of the day in its own offset.
    """
    if not text:
        return None
    when = _iso(text) or _of_mail(text) or dates.parse_date(text, today=today)
    return when if when and when <= today else None


def _iso(text: str) -> dt.date | None:
    """Return the day of a moment; of a week nobody knows which of its days is meant."""
    try:
        return dt.datetime.fromisoformat(text).date() if _MOMENT.match(text) else None
    except ValueError:
        return None


def _of_mail(text: str) -> dt.date | None:
    try:
        return email.utils.parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):  # each of them for some texts
        return None
