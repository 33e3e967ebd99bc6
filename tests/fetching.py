"""How tests fetch, what they are answered, and the sentences with which they are refused."""

import socket
import time
import zlib
from collections.abc import Callable

import pytest

from mujaz.errors import FetchError
from mujaz.fetch import Fetcher, Rules
from servers import Internet, answer

URL = "http://news.example/1"
CONTACT = "https://digest.example/about"
PAGE = "<p>وافق المجلس على ترميم السوق القديم.</p>".encode()
NOT_PUBLIC = "“{host}” leads to {address}, which is not on the public internet"
INSIDE = "“{host}” is a name inside a network, not on the internet"
LATE = "nothing whole came within {seconds} seconds"
OFF = "the answer breaks off before its end"
LARGE = "this is larger than the {limit} MB that are fetched"
MUCH = "the server sends more than an answer may hold"
NOT_HTTP = "what “{host}” answers is not HTTP"
ODD = frozenset({OFF, MUCH, NOT_HTTP})
"""Where the http.client of one Python gives up sooner than that of another."""
UNREACHED = "“{host}” is not reached, or breaks off"
STATUS = "“{url}” answers with status {status}"
SCHEME = "“{scheme}:” is not fetched, only http and https"
NO_URL = "“{url}” is not an address of the web"
CIRCLE = "“{url}” leads in a circle"
DAMAGED = "what the server packed cannot be unpacked"
PACKING = "the answer is packed in a way that is not read: {name}"
UNWANTED = "the site does not want “{url}” fetched by programs"
BUSY = "“{host}” is busy, and is to be left alone for {seconds} seconds"
NO_HOST = "there is no host “{host}”"


def fetcher(internet: Internet, **limits: float) -> Fetcher:
    return Fetcher(contact=CONTACT, rules=Rules(**limits), network=internet.network)


def refused(fetch: Callable[[], object]) -> str:
    """Return the template of the sentence that says why something is refused."""
    with pytest.raises(FetchError) as caught:
        fetch()
    assert str(caught.value)
    assert str(caught.value.mend)
    return caught.value.problem.template


def refusal(internet: Internet, url: str = URL, **limits: float) -> str:
    return refused(lambda: fetcher(internet, **limits).get(url))


def endless(part: bytes, head: bytes = b"") -> Callable[[socket.socket], None]:
    """Return a speaker that does not stop."""

    def speak(line: socket.socket) -> None:
        line.sendall(head)
        while True:
            line.sendall(part)

    return speak


def bomb(size: int, packer: object) -> bytes:
    blanks = b"\0" * 2**16
    return b"".join(
        [*(packer.compress(blanks) for _ in range(size // len(blanks))), packer.flush()]
    )


ZEROS = bomb(64 * 2**20, zlib.compressobj(9, wbits=31))


def drip(internet: Internet, data: bytes, seconds: float = 1) -> Callable[[socket.socket], None]:
    """Return a speaker that sends one byte each second."""

    def speak(line: socket.socket) -> None:
        for byte in data:
            internet.clock.pass_by(seconds)
            line.sendall(bytes([byte]))
            time.sleep(0.001)

    return speak


def robots(text: str) -> bytes:
    return answer(text.encode())
