"""One request and its answer: read within the limits, unpacked, whole, or refused."""

import http.client
import re
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from mujaz.fetch.connect import Door, Wire
from mujaz.fetch.failures import broken_off, told, too_large
from mujaz.fetch.unpack import unpacked
from mujaz.fetch.urls import Target
from mujaz.fetch.watch import Watch

_GOOD = frozenset({200, 203})
_FIELD = re.compile(r"[\x20-\x7e]{1,1000}")
_STEP = 2**16


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for."""

    target: Target
    fields: tuple[tuple[str, str], ...]
    size: int
    """Bytes of the answer at most."""
    cut: bool = False
    """Whether of a longer answer the beginning will do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was answered; only a good answer has a body."""

    target: Target
    status: int
    fields: http.client.HTTPMessage
    body: bytes

    @property
    def good(self) -> bool:
        """Whether it brings what was asked for."""
        return self.status in _GOOD

    def field(self, name: str) -> str | None:
        """Return a field of the head, if it is there and could be sent back as it is."""
        value = self.fields.get(name, "").strip()
        return value if _FIELD.fullmatch(value) else None


def ask(door: Door, request: Request, watch: Watch) -> Answer:
    """Return the answer to one request; raises FetchError when there is none that can be taken."""
    with told(request.target, watch), closing(door.connected(request.target, watch)) as line:
        line.settimeout(watch.left())
        line.sendall(_head(request))
        return _answer(Wire(line, watch, door.rules.head), request)


def _head(request: Request) -> bytes:
    """Return a request as it is sent; nothing in it can hold the end of a line."""
    lines = (
        f"GET {request.target.path} HTTP/1.1",
        f"Host: {request.target.authority}",
        *(f"{name}: {value}" for name, value in request.fields),
        "Accept-Encoding: gzip, deflate",
        "Connection: close",
    )
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode("ascii")


def _answer(wire: Wire, request: Request) -> Answer:
    with closing(http.client.HTTPResponse(_spoken(wire), method="GET")) as response:
        response.begin()
        wire.allow(_STEP + 2 * request.size)  # chunks have heads of their own
        body = _body(response, request) if response.status in _GOOD else b""
        return Answer(
            target=request.target, status=response.status, fields=response.headers, body=body
        )


def _spoken(wire: Wire) -> socket.socket:
    """Return a wire as http.client takes it: of a socket it needs `makefile` alone."""
    return wire  # type: ignore[return-value]


def _body(response: http.client.HTTPResponse, request: Request) -> bytes:
    most = request.size
    if not request.cut and (response.length or 0) > most:
        raise too_large(most)
    packing = response.headers.get("Content-Encoding", "").strip().lower()
    body = bytearray()
    for part in unpacked(_parts(response), packing):
        body += part
        if len(body) > most:
            break
    if len(body) > most and not request.cut:
        raise too_large(most)
    return bytes(body[:most])


def _parts(response: http.client.HTTPResponse) -> Iterator[bytes]:
    """Yield a body as it comes; raises FetchError when it is shorter than was said."""
    while part := response.read(_STEP):
        yield part
    if response.length:  # http.client passes over this
        raise broken_off()
