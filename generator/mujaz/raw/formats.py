"""What something is, found in its bytes: its name is a guess of whoever saved it."""

import codecs
import re
from collections.abc import Callable
from enum import StrEnum

from mujaz.errors import RawError, message
from mujaz.raw import xml
from mujaz.raw.markup import is_html


class Format(StrEnum):
    """What is read, by the names that `--as` takes."""

    TEXT = "text"
    """A dump of a news page."""
    HTML = "html"
    LINKS = "links"
    """Addresses, one a line."""
    FEED = "feed"
    """RSS or Atom."""
    JSON_FEED = "json-feed"
    OPML = "opml"
    SITEMAP = "sitemap"
    ROWS = "jsonl"
    """JSON objects, one a line."""
    MAIL = "eml"
    """A letter, or a page saved as one (MHTML)."""
    MBOX = "mbox"
    WARC = "warc"
    ZIP = "zip"
    """WACZ too: it is one."""
    TAR = "tar"
    GZIP = "gz"
    BZIP2 = "bz2"
    XZ = "xz"


PACKED = frozenset({Format.GZIP, Format.BZIP2, Format.XZ})
ARCHIVES = PACKED | {Format.ZIP, Format.TAR}
"""What holds files."""
COLLECTIONS = ARCHIVES | {Format.WARC, Format.MBOX, Format.ROWS}
"""What holds articles, and so may be larger than one."""

HEAD = 2**16
"""Bytes by which a format is told."""

_MAGIC = (
    (b"PK\x03\x04", Format.ZIP),
    (b"PK\x05\x06", Format.ZIP),  # an empty one
    (b"\x1f\x8b\x08", Format.GZIP),
    (b"BZh", Format.BZIP2),
    (b"\xfd7zXZ\x00", Format.XZ),
)
_FOREIGN = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"OggS", "Ogg"),
    (b"ID3\x03", "MP3"),
    (b"ID3\x04", "MP3"),
    (b"\x7fELF", "ELF"),
)
_TAR_MARK = slice(257, 262)
_OF_XML = {
    "rss": Format.FEED,
    "RDF": Format.FEED,
    "feed": Format.FEED,
    "channel": Format.FEED,
    "opml": Format.OPML,
    "urlset": Format.SITEMAP,
    "sitemapindex": Format.SITEMAP,
}
_OF_HTML = frozenset(
    {"html", "head", "body", "title", "meta", "link", "base", "style", "script", "main", "article"}
    | {"section", "header", "nav", "div", "p", "h1", "h2", "table", "figure", "span", "center"}
)
_PAGE = re.compile(r"^[ \t]*<(?:!doctype html|html)\b", re.IGNORECASE | re.MULTILINE)
_SENTENCE = re.compile(r"[.؟?!](?:\s|\Z)")
_SOME = 3
"""Tags inside paragraphs by which a piece of a page is told from a text that mentions some."""
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org')
_ROW = re.compile(r'\{\s*(?:"|\})|\[\s*(?:\{|\])')
_LINKS = re.compile(r"(?:\s*https?://\S+[ \t]*(?:\n|\Z))+\s*\Z")
_POSTMARK = re.compile(r"From [^\r\n]{1,200}\d{4}\r?\n[A-Za-z][\w-]*:")
_FIELD = re.compile(r"([A-Za-z][\w-]{1,60}):[^\n]*\n(?:[ \t][^\n]*\n)*")
_LETTER = frozenset(
    {"date", "subject", "message-id", "mime-version", "received", "to", "return-path", "x-mailer"}
)


def find_format(data: bytes) -> Format:
    """Return what some bytes are; raises RawError for what Mujaz does not read."""
    for magic, name in _FOREIGN:
        if data.startswith(magic):
            raise _foreign(name)
    if data.startswith(b"WARC/"):
        return Format.WARC
    return archive_of(data) or _of_text(_head(data))


def archive_of(data: bytes) -> Format | None:
    """Return what kind of archive some bytes are; None when they are none."""
    if data[_TAR_MARK] == b"ustar":
        return Format.TAR
    return next((form for magic, form in _MAGIC if data.startswith(magic)), None)


def is_picture(data: bytes) -> bool:
    """Whether this is a picture, which stands in an archive beside the page that shows it."""
    riff = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return riff or data.startswith((b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a"))


def _foreign(name: str) -> RawError:
    return RawError(
        message("this is a file of the kind {kind}, which holds no text to read", kind=name),
        message("open it, copy the article's text, and add that"),
    )


def _head(data: bytes) -> str:
    """Return the beginning as text, good enough to see signs of ASCII in it."""
    head = data[:HEAD]
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if head.startswith(mark):
            return head[len(mark) :].decode(name, "replace").lstrip()
    return head.decode("utf-8", "replace").replace("\x00", "").lstrip()


def _of_text(head: str) -> Format:
    if found := _of_markup(head):
        return found
    return next((form for form, holds in _SIGNS if holds(head)), Format.TEXT)


def _of_markup(head: str) -> Format | None:
    """Return what a text is by its first element; None when it does not begin with one."""
    root = xml.root_name(head) or ""
    if root in _OF_XML:
        return _OF_XML[root]
    if root.lower() in _OF_HTML:
        return Format.HTML
    # Of XML that is none of these, the reader of feeds says what is wrong with it.
    return Format.FEED if xml.declares(head) or (root and head.startswith("<?xml")) else None


def _is_page(head: str) -> bool:
    """Whether this is a page, below what a server said of it, or a piece of one."""
    page = _PAGE.search(head)
    whole = page and not _SENTENCE.search(head, 0, page.start())
    return bool(whole) or is_html(head, least=_SOME)


def _is_letter(head: str) -> bool:
    """Whether this begins as letters do: a sender, and a field that only they have."""
    names, at = set(), 0
    text = head.replace("\r\n", "\n")
    while found := _FIELD.match(text, at):
        names.add(found[1].lower())
        at = found.end()
    return "from" in names and bool(names & _LETTER)


_SIGNS: tuple[tuple[Format, Callable[[str], object]], ...] = (
    (Format.JSON_FEED, lambda head: _ROW.match(head) and _JSON_FEED.search(head)),
    (Format.ROWS, _ROW.match),
    (Format.MBOX, _POSTMARK.match),
    (Format.MAIL, _is_letter),
    (Format.HTML, _is_page),
    (Format.LINKS, _LINKS.match),
)
"""What a text is, the surest signs first."""
