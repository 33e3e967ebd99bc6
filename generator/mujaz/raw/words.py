"""The small texts that carriers of articles give: names, addresses, moments, one-line words."""

import html
import re
from collections.abc import Iterable
from urllib.parse import quote, urljoin, urlsplit

from mujaz import arabic

_LONGEST_LINE, _LONGEST_LINK, _LONGEST_NAME = 1_000, 4_000, 200
_MOST_NAMES = 30
# Neither runs over a second `<`: what opens and never closes is passed in one go.
TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_AMPERSAND = re.compile("&(?:amp|#38);")
_UNSAFE = re.compile(
    '[\\s"<>\\\\^`{|}\x00-\x20\x7f-\x9f'
    "\u061c\u200e\u200f"  # ARABIC LETTER MARK, LEFT-TO-RIGHT MARK, RIGHT-TO-LEFT MARK
    "\u202a-\u202e"  # LEFT-TO-RIGHT EMBEDDING - RIGHT-TO-LEFT OVERRIDE
    "\u2066-\u2069]"  # LEFT-TO-RIGHT ISOLATE - POP DIRECTIONAL ISOLATE
)
"""What no link holds unless percent-encoded, and what would show another one than it is."""
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff"
    "\u061c\u200e\u200f"  # ARABIC LETTER MARK, LEFT-TO-RIGHT MARK, RIGHT-TO-LEFT MARK
    "\u2028-\u202e"  # LINE SEPARATOR - RIGHT-TO-LEFT OVERRIDE
    "\u2066-\u2069]"  # LEFT-TO-RIGHT ISOLATE - POP DIRECTIONAL ISOLATE
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")
_NEVER = re.compile(r"(?:0001-|1970-01-01T00:00:00|\w{3}, 0?1 Jan (?:1970 00:00:00|0001))")
"""What programs write for a moment that they do not know: the zero of their clocks."""
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE | re.DOTALL)


def web_link(text: str | None, base: str | None = None) -> str | None:
    """Return the address on the web that a text is, percent-encoded; None when it is none.

    A part of an address is joined to `base`. `javascript:`, `data:`, `file:` and all others but
    http and https are none, and so is an address with a password.
    """
    if not text or len(text) > _LONGEST_LINK:
        return None
    bare = _AMPERSAND.sub("&", text.strip())
    if bare.startswith("//"):
        bare = f"https:{bare}"
    try:
        whole = urljoin(base, bare) if base else bare
        parts = urlsplit(whole)
        known = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:  # of ports, brackets and letters that no host has
        return None
    return _encoded(whole) if known and parts.username is None else None


def _encoded(link: str) -> str:
    whole = _SURROGATE.sub("", re.sub(r"[\t\r\n]", "", link))  # as browsers do
    return _UNSAFE.sub(lambda found: quote(found[0], safe=""), whole)


def one_line(text: str | None) -> str | None:
    """Return what a text says on one line, without markup; None when it says nothing."""
    if not text:
        return None
    return plain(html.unescape(TAG.sub(" ", html.unescape(text[: 4 * _LONGEST_LINE]))))


def plain(text: str) -> str | None:
    """Return a text on one line, its angle brackets too; None when it says nothing."""
    return " ".join(arabic.clean(text[: 4 * _LONGEST_LINE]).split())[:_LONGEST_LINE] or None


def names(texts: Iterable[str | None]) -> tuple[str, ...]:
    """Return some words or names, each on one line and once, in their order."""
    found = dict.fromkeys(line for text in texts if (line := one_line(text)))
    return tuple(found)[:_MOST_NAMES]


def moment(text: str | None) -> str | None:
    """Return a date as it is written; None for the zero of a clock, and for nothing."""
    line = one_line(text)
    if line is None or _NEVER.match(line):
        return None
    compact = _COMPACT.fullmatch(line)
    return "-".join(compact.groups()) if compact else line


def language(text: str | None) -> str | None:
    """Return the language of a tag such as `ar-EG`: `ar`."""
    found = _LANGUAGE.fullmatch((text or "").strip())
    return found[1].lower() if found else None


def label(text: str) -> str:
    """Return a name that came from outside as it may be shown: nothing in it moves the cursor."""
    return _UNPRINTABLE.sub("\ufffd", text)[:_LONGEST_NAME]  # REPLACEMENT CHARACTER
