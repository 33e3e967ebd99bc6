"""Letters: newsletters (.eml, .mbox) and pages that a browser saved as one (MHTML)."""

import datetime as dt
import email
import email.utils
import re
from collections.abc import Iterator
from email.message import Message

from mujaz.errors import RawError, message
from mujaz.raw.html_text import decode_html
from mujaz.raw.items import Item, Kind, Raw, Said
from mujaz.raw.limits import Allowance, too_large
from mujaz.raw.mail_head import field, parameter, sender
from mujaz.raw.refusal import refused
from mujaz.raw.words import language, moment, web_link

_POSTMARK = re.compile(rb"^From [^\r\n]{1,200}\d{4}\r?\n", re.MULTILINE)
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_DEEPEST = 20
"""Parts inside parts."""
_WORK = 3_000_000
"""Lines of a letter times the boundaries that each of them may be: what parsing it costs."""
_BOUNDARY = re.compile(rb"boundary[*\d]{0,6}\s*=", re.IGNORECASE)
_TYPE = re.compile(rb"^content-[\w-]+:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_LONGEST_TYPE, _LONGEST_HEAD = 2**12, 2**18
_FORWARDED = re.compile(r"(?:(?:fwd?|re|tr|رد|إعادة توجيه)\s*:\s*)+", re.IGNORECASE)
_FLOWED = re.compile(r"(?<=[^\s-]) \n(?=\S)")
_BODIES = {
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "text/plain": Kind.TEXT,
    "text/markdown": Kind.TEXT,
    "text/": Kind.TEXT,  # of some programs
}


def read_mbox(name: str, data: bytes, allowance: Allowance) -> Iterator[Item]:
    """Yield the letters of a mailbox; one that cannot be read is refused, and stops no other."""
    starts = [found for found in _POSTMARK.finditer(data) if _stands_free(data, found.start())]
    if not starts:
        raise RawError(
            message("there is no letter in this mailbox"),
            message("save the mailbox again from its program, or add its letters one by one"),
        )
    ends = [*(found.start() for found in starts[1:]), len(data)]
    for number, (found, end) in enumerate(zip(starts, ends, strict=True), start=1):
        allowance.enter()
        called = f"{name}#{number}"
        letter = _QUOTED.sub(rb"\1", data[found.end() : end])
        try:
            yield read_mail(called, letter, most=allowance.limits.article)
        except RawError as error:
            yield refused(called, error)


def read_mail(name: str, data: bytes, *, most: int) -> Raw:
    """Return the article in a letter: its HTML if it has any, else its text.

    Raises RawError when there is neither, and for a letter that is made to be costly.
    """
    _see_that_it_is_cheap(data, most)
    try:
        letter = email.message_from_bytes(data.replace(b"\x00", b"").lstrip())
    except RecursionError as error:
        raise _costly() from error
    letter = _forwarded(letter) or letter
    bodies = {_kind(part): part for part in reversed(tuple(_leaves(letter)))}
    if Kind.HTML in bodies:
        return _of_html(name, letter, bodies[Kind.HTML])
    if Kind.TEXT in bodies:
        return _raw(name, letter, Kind.TEXT, _plain(bodies[Kind.TEXT]))
    raise RawError(
        message("there is no text in this letter"),
        message("open it, copy the article's text, and add that"),
    )


def _of_html(name: str, letter: Message, body: Message) -> Raw:
    text = _text(body)
    if not _is_page(letter):
        return _raw(name, letter, Kind.HTML, text)
    places = (field(letter, "Snapshot-Content-Location"), field(body, "Content-Location"))
    link = next((link for place in places if (link := web_link(place))), None)
    return Raw(name, text, kind=Kind.HTML, link=link, seen=_day(field(letter, "Date")))


def _plain(body: Message) -> str:
    text = _text(body).replace("\r\n", "\n")
    flowed = (parameter(body, "format") or "").lower() == "flowed"
    return _FLOWED.sub(" ", text) if flowed else text


def _text(body: Message) -> str:
    return decode_html(_payload(body), declared=parameter(body, "charset"))


def _raw(name: str, letter: Message, kind: Kind, text: str) -> Raw:
    subject = field(letter, "Subject") or ""
    bare = _FORWARDED.sub("", subject, count=1)
    # Whoever passed it on is not who published it, and did so on another day.
    own = not _FORWARDED.match(subject)
    said = Said(
        title=bare.strip() or None,
        source=sender(letter) if own else None,
        date=moment(field(letter, "Date")) if own else None,
        language=language(field(letter, "Content-Language")),
    )
    link = web_link((field(letter, "Archived-At") or "").strip(" <>"))
    return Raw(name, text, kind=kind, link=link, said=said)


def _is_page(letter: Message) -> bool:
    """Whether this is a page that a browser saved: nobody sent it."""
    return letter.get("Snapshot-Content-Location") is not None or (
        letter.get_content_type() == "multipart/related" and "To" not in letter
    )


def _day(text: str | None) -> dt.date | None:
    try:
        return email.utils.parsedate_to_datetime(text).date() if text else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _forwarded(letter: Message) -> Message | None:
    """Return the letter that came as a part of one that passes it on."""
    subject = field(letter, "Subject") or ""
    carried = (part for part in _parts(letter) if part.get_content_type() == "message/rfc822")
    inner = next(carried, None)
    if inner is None or not (_FORWARDED.match(subject) or not any(_leaves(letter))):
        return None
    return next(_inside(inner), None)


def _parts(letter: Message, depth: int = 0) -> Iterator[Message]:
    """Yield a letter and its parts; what letters in it hold is theirs."""
    yield letter
    if letter.get_content_maintype() != "multipart":
        return
    if depth == _DEEPEST:
        raise _costly()
    for part in _inside(letter):
        yield from _parts(part, depth + 1)


def _inside(part: Message) -> Iterator[Message]:
    """Yield the parts of a part, or the letter that it is."""
    found = part.get_payload() if part.is_multipart() else ()
    yield from (inner for inner in found if isinstance(inner, Message))


def _leaves(letter: Message) -> Iterator[Message]:
    """Yield the parts that are to be read and say something."""
    for part in _parts(letter):
        attached = part.get_content_disposition() == "attachment"
        if _kind(part) and not attached and _payload(part).strip():
            yield part


def _kind(part: Message) -> Kind | None:
    return _BODIES.get(part.get_content_type())


def _payload(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _stands_free(data: bytes, at: int) -> bool:
    """Whether a line opens a letter: at the beginning, or below a line that is empty."""
    return at == 0 or data[max(0, at - 3) : at].replace(b"\r", b"").endswith(b"\n\n")


def _see_that_it_is_cheap(data: bytes, most: int) -> None:
    """Raise RawError for what the standard library would take minutes to parse."""
    if len(data) > most:
        raise too_large(most)
    boundaries = len(_BOUNDARY.findall(data))
    head = re.search(rb"\n\r?\n", data.lstrip())
    head_ends = head.start() if head else len(data)
    long = any(len(found[0]) > _LONGEST_TYPE for found in _TYPE.finditer(data))
    if long or head_ends > _LONGEST_HEAD or data.count(b"\n") * (1 + boundaries) > _WORK:
        raise _costly()


def _costly() -> RawError:
    return RawError(
        message("this letter has too many parts, or a head without end"),
        message("open it, copy the article's text, and add that"),
    )
