"""The manners and limits of the fetcher, and the world that it works in."""

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Self

from mujaz.fetch.addresses import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How far one fetch goes, and how polite it is."""

    redirects: int = 5
    size: int = 20 * 2**20
    """Bytes of a page at most, unpacked."""
    head: int = 2**18
    """Bytes of the head of an answer at most."""
    seconds: float = 30
    """Of one fetch, with all that it is led on to; the waiting that manners ask for is apart."""
    connecting: float = 10
    """Seconds for one address of a host: it may have others."""
    interval: float = 1
    """Seconds from one request to a host to the next."""
    retries: int = 3
    """How often a host that is busy is asked again."""
    backoff: float = 1
    """Seconds before the first time; twice as many before each other."""
    patience: float = 60
    """Seconds that one fetch waits at most, in all, because hosts are busy; and that lie at most
    between two requests because a robots.txt asks for it."""
    robots_size: int = 500 * 2**10
    """Bytes that are read of a robots.txt: RFC 9309 asks for no fewer."""
    robots_age: float = 3600
    """Seconds for which a robots.txt is remembered."""

    def allowing(self, size: int) -> Self:
        """Return rules under which a page may have so many bytes at least."""
        return replace(self, size=max(size, self.size))


def looked_up(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses of a host, in the order in which the system prefers them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def dialled(address: Address, port: int, seconds: float) -> socket.socket:
    """Return a connection to an address; a number is given, so that nothing is looked up."""
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6  # noqa: PLR2004
    line = socket.socket(family, socket.SOCK_STREAM)
    try:
        line.settimeout(seconds)
        line.connect((str(address), port))
    except BaseException:
        line.close()
        raise
    return line


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The world outside, for the fetcher; a test gives it another."""

    resolve: Callable[[str, int], Iterable[str]] = looked_up
    connect: Callable[[Address, int, float], socket.socket] = dialled
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    """Makes the certificates to trust; asked once, when the first is needed."""
