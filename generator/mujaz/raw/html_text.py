"""From the bytes of a page, a feed or a letter to its text, whatever encoding it says it has.

What a page declares is often wrong: a server says Latin, the page says UTF-8, the bytes are
Windows-1256. So the bytes go first, and a declaration only where they leave it open.
"""

import codecs
import re
from collections.abc import Iterator

from mujaz.errors import RawError, message

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_ARABIC = ("cp1256", "iso8859-6")
_LATIN = "cp1252"
_PAGES = (*range(1250, 1259), 720, 864, 866, 874, 932, 949)
_PARTS = (*range(1, 12), *range(13, 17))
_TEXTS = frozenset(
    {f"cp{number}" for number in _PAGES}
    | {f"iso8859-{number}" for number in _PARTS}
    | {"utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii", "mac-arabic", "mac-roman"}
    | {"koi8-r", "koi8-u", "big5", "gb18030", "gb2312", "gbk", "euc_jp", "euc_kr", "shift_jis"}
)
"""Encodings of texts: Python has others, which unpack, evaluate or take their time."""

_HEAD = 4096
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})"
    rb"|<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})",
    re.IGNORECASE,
)
_MARKUP = 8
"""Bytes at the head of a page that are ASCII in every encoding."""
_REPLACED = "\ufffd"  # REPLACEMENT CHARACTER
_FEW = 0.02
"""Wrong characters among those beyond ASCII that a page may have: a cut, a slip of an editor."""
_SOME = 0.15
"""Bytes beyond ASCII among all that a page in a Latin encoding has at most."""
# The article ال opens every fourth word or so of Arabic prose, and Persian is full of its small
# words; bytes that are read in a wrong encoding hold next to none.
_SMALL_WORDS = re.compile(
    r"(?<![^\W\d_])(?:[وبكف]?ال(?=\w)|(?:در|از|به|که|كه|را|این|اين|في|من|على)(?!\w))"
)
_TELLING = 0.01
_ENOUGH = 200_000
"""Characters beyond ASCII by which an encoding is told."""
_CONTROLS = "".join(map(chr, (*range(9), 11, 12, *range(14, 32), 127)))
_CONTROL = re.compile(f"[{_CONTROLS}]")
_MUCH_CONTROL = 0.02


def decode_html(data: bytes, *, declared: str | None = None) -> str:
    """Return the text of a page: its mark, its bytes and what it declares for itself agree best.

    `declared` is the encoding that whoever carried it gave. Some wrong bytes are forgiven, and
    control characters are gone. Raises RawError for nothing at all and for what is no text.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise RawError(message("this is empty"), message("save the page's text into it first"))
    text = _decoded(data, declared)
    # Nearly every page is without; looking for each sign by itself is ten times as fast.
    plain = _CONTROL.sub("", text) if any(sign in text for sign in _CONTROLS) else text
    if len(text) - len(plain) > max(8, len(text) * _MUCH_CONTROL):
        raise _unreadable()
    return plain


def declared_in(data: bytes) -> str | None:
    """Return the encoding that a page or an XML file declares at its head."""
    found = _DECLARED.search(data[:_HEAD])
    return (found[1] or found[2]).decode("ascii") if found else None


def encoding(name: str | None) -> str | None:
    """Return Python's name of the encoding that a web page calls so; None for no text's.

    Latin-1 is read as the superset that is meant by it.
    """
    if not name:
        return None
    bare = re.sub(r"(?i)^x-(?=cp|win|mac)|(?<=iso-8859-[68])-[ie]$", "", name.strip())
    try:
        known = codecs.lookup(bare).name
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return None
    if known in {"iso8859-1", "ascii"}:
        return _LATIN
    return known if known in _TEXTS else None


def _decoded(data: bytes, declared: str | None) -> str:
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if wide := _wide(data):
        return data.decode(wide, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _told(data, declared)


def _wide(data: bytes) -> str | None:
    """Return UTF-16 of either order when the markup at the head has a NUL beside each letter."""
    even, odd = data[0:_MARKUP:2], data[1:_MARKUP:2]
    if len(odd) == len(even) == _MARKUP // 2:
        if not any(odd) and all(even):
            return "utf-16-le"
        if not any(even) and all(odd):
            return "utf-16-be"
    return None


def _told(data: bytes, declared: str | None) -> str:
    """Return the text of bytes that are not all UTF-8."""
    if _wrong(data, "utf-8") <= _FEW:
        return data.decode("utf-8", "replace")
    sample = _sample(data)
    best = max(_ARABIC, key=lambda name: _arabicness(sample, name))
    if _arabicness(sample, best) >= _TELLING:
        return data.decode(best, "replace")
    for name in _declared(data, declared):
        if _wrong(data, name) <= _FEW:
            return data.decode(name, "replace")
    if len(data) - len(_ascii(data)) <= len(data) * _SOME:
        return data.decode(_LATIN, "replace")
    raise _unreadable()


def _declared(data: bytes, carried: str | None) -> Iterator[str]:
    for name in (carried, declared_in(data)):
        known = encoding(name)
        # UTF-8 and UTF-16 were tried: no bytes are left to them that they would fit.
        if known and not known.startswith("utf"):
            yield known


def _sample(data: bytes) -> bytes:
    """Return the part of a page in which the letters beyond ASCII are, without the markup."""
    runs = re.findall(rb"[\x80-\xff][^<>]{0,2000}", data)
    return b"\n".join(runs)[:_ENOUGH]


def _wrong(data: bytes, name: str) -> float:
    """Return the share of characters beyond ASCII that an encoding does not have."""
    text = data.decode(name, "replace")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return text.count(_REPLACED) / max(1, beyond)


def _ascii(data: bytes) -> bytes:
    return data.translate(None, delete=bytes(range(0x80, 0x100)))


def _arabicness(data: bytes, name: str) -> float:
    text = data.decode(name, "replace")
    letters = sum("\u0620" <= character <= "\u06d3" for character in text)  # KASHMIRI YEH - YEH B.
    beyond = sum(not character.isascii() and character.isalpha() for character in text)
    if letters * 2 < beyond or text.count(_REPLACED) > beyond * _FEW:
        return 0.0
    return len(_SMALL_WORDS.findall(text)) / max(1, letters)


def _unreadable() -> RawError:
    return RawError(
        message("this is neither a page nor a text in an encoding that is known"),
        message("open it in a browser or an editor, and save it again as UTF-8"),
    )


_SAVED = re.compile(
    r"<!--\s*(?:saved from url=\(\d{1,5}\)(?P<browser>\S{1,2000})"
    r"|Page saved with SingleFile\s+url:\s*(?P<single>\S{1,2000}))",
    re.IGNORECASE,
)


def saved_from(html: str) -> str | None:
    """Return the address that a browser or SingleFile wrote at the head of a page it saved."""
    found = _SAVED.search(html[:_HEAD])
    return (found["browser"] or found["single"]) if found else None
