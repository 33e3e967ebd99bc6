"""The head of a letter: encoded words, bare bytes, and who sent it."""

import binascii
import email.errors
import email.header
import email.utils
import re
from email.message import Message

from mujaz.errors import RawError
from mujaz.raw.html_text import decode_html
from mujaz.raw.words import plain

_LONGEST = 2_000
_SENDER = re.compile(r"\s*(?P<name>[^<]*)<(?P<box>[^<>]*)>")
_BOX = re.compile(r"[^\s@<>]+@(?:(?:mail|news|newsletters?|email|e|info)\.)?([\w.-]+\.\w+)")


def field(letter: Message, name: str) -> str | None:
    """Return what a field of the head says, decoded; None when it says nothing."""
    value = letter.get(name)
    if value is None:
        return None
    if isinstance(value, str):
        # The standard library looks for the end of an encoded word from each of its beginnings.
        value = value[:_LONGEST]
    try:
        parts = email.header.decode_header(value)
    except (email.errors.HeaderParseError, binascii.Error, ValueError):
        return plain(str(value))
    return plain("".join(_decoded(part, encoding) for part, encoding in parts))


def sender(letter: Message) -> str | None:
    """Return the name of who sent a letter; of one without a name, where the address is at home."""
    text = field(letter, "From") or ""
    found = _SENDER.match(text)
    box = _BOX.fullmatch((found["box"] if found else text).strip())
    name = (found["name"] if found else "").strip(" \"'")
    return name or (box[1] if box else None)


def parameter(part: Message, name: str) -> str | None:
    """Return a parameter of a part's type, such as its charset."""
    value = part.get_param(name)
    return email.utils.collapse_rfc2231_value(value) if value else None


def _decoded(part: bytes | str, encoding: str | None) -> str:
    if isinstance(part, str):
        return part
    if not part.strip():
        return " "
    try:
        return decode_html(part, declared=encoding)
    except RawError:
        return part.decode("ascii", "replace")
