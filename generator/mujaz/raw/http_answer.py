"""The answer of a web server as an archive keeps it: its head, and the page in its body."""

import http.client
import io
import re
import zlib
from dataclasses import dataclass

from mujaz.errors import RawError, message
from mujaz.raw.archives import gathered
from mujaz.raw.formats import Format
from mujaz.raw.limits import Allowance, too_large
from mujaz.raw.unpack import unpacked

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})\b")
_GOOD = 200
_PAGE = re.compile(r"\s*(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered."""

    media_type: str
    body: bytes
    status: int = _GOOD
    encoding: str = ""
    """How the body is packed."""
    chunked: bool = False

    @property
    def charset(self) -> str | None:
        """The encoding of the text that the server declares."""
        found = _CHARSET.search(self.media_type)
        return found[1] if found else None


def opened_answer(block: bytes) -> Answer:
    """Return the answer in the block of a record; raises RawError when there is none."""
    stream = io.BytesIO(block)
    status = _STATUS.match(stream.readline(2**16))
    if status is None:
        raise _no_answer()
    try:
        fields = http.client.parse_headers(stream)
    except http.client.HTTPException as error:
        raise _no_answer() from error
    return Answer(
        media_type=fields.get("Content-Type", ""),
        body=stream.read(),
        status=int(status[1]),
        encoding=fields.get("Content-Encoding", "").strip().lower(),
        chunked=fields.get("Transfer-Encoding", "").strip().lower() == "chunked",
    )


def is_page(answer: Answer) -> bool:
    """Whether this is a page, and not the server's words about why there is none."""
    return answer.status == _GOOD and bool(_PAGE.match(answer.media_type))


def page_of(answer: Answer, allowance: Allowance) -> bytes:
    """Return the bytes of the page; raises RawError when they cannot be unpacked.

    What the head says of the length is passed over, and so is a packing that is not there:
    many archives keep the head of what was sent with the body of what it meant.
    """
    body = _joined(answer.body) if answer.chunked else answer.body
    if body.startswith(_GZIP):
        stream = unpacked(body, Format.GZIP, allowance)
        return gathered(iter(lambda: stream.read(2**16), b""), allowance.limits)
    match answer.encoding:
        case "" | "identity" | "gzip" | "x-gzip":
            return body
        case "deflate":
            return _inflated(body, allowance)
        case name:
            raise RawError(
                message("this page is packed in a way that is not read: {name}", name=name[:40]),
                message("add the page itself, saved from a browser"),
            )


def _joined(body: bytes) -> bytes:
    """Return the chunks of a body as one; the body itself when it has none."""
    parts, at = [], 0
    while found := _CHUNK.match(body, at):
        size = int(found[1], 16)
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 0
        if not size:
            break
    return b"".join(parts) if parts else body


def _inflated(body: bytes, allowance: Allowance) -> bytes:
    """Return what deflate packed, with zlib's head or, as some servers have it, without."""
    most = allowance.limits.article
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            page = zlib.decompressobj(bits).decompress(body, most + 1)
        except zlib.error:
            continue
        allowance.unpack(len(page))
        allowance.weigh(len(page), len(body))
        if len(page) > most:
            raise too_large(most)
        return page
    return body


def _no_answer() -> RawError:
    return RawError(
        message("there is no answer of a web server in this record"),
        message("add the page itself, saved from a browser"),
    )
