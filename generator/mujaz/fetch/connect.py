"""The one door to the network: looks a host up, checks all its numbers, connects to one of them.

Built on the standard library's http.client and not on urllib3: of a client for the web we want
only the syntax of answers. Its pools, proxies, retries, redirects and decoders would have to be
switched off one by one, and its time limits are for each single read, so that a server that sends
a byte a second would need the same stream below it as here. What does not exist needs no
switching off: there is no second lookup, and no proxy of the environment is ever asked.
"""

import io
import socket
import ssl
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from mujaz.errors import FetchError, message
from mujaz.fetch.addresses import Address, is_public, no_host, numbered, shown
from mujaz.fetch.rules import Network, Rules
from mujaz.fetch.urls import Target
from mujaz.fetch.watch import Watch

_TRIED = 4
"""Numbers of one host that are tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where connections are made; `private` opens it to addresses that are not public."""

    network: Network
    rules: Rules
    private: bool
    trust: Callable[[], ssl.SSLContext]

    def connected(self, target: Target, watch: Watch) -> socket.socket:
        """Return a connection to the very address that was checked; TLS for the host's name.

        Raises FetchError when an address of the host is not public, OSError when none answers.
        """
        addresses = self._checked(target, watch)
        line = self._reached(addresses, target, watch)
        if target.scheme == "http":
            return line
        try:
            line.settimeout(watch.left())
            return self.trust().wrap_socket(line, server_hostname=target.host)
        except BaseException:
            line.close()
            raise

    def _checked(self, target: Target, watch: Watch) -> tuple[Address, ...]:
        """Return the addresses of a host: one of them that is not public closes them all."""
        if not (self.private or "." in target.host or ":" in target.host):
            raise _inside(target.host)
        addresses = self._addresses(target, watch)
        for address in addresses:
            if not (self.private or is_public(address)):
                raise _not_public(target.host, address)
        return addresses

    def _addresses(self, target: Target, watch: Watch) -> tuple[Address, ...]:
        number = numbered(target.host)
        if number is not None:
            return (number,)
        found = _within(watch.left(), lambda: tuple(self._looked_up(target)))
        numbers = [numbered(text) for text in found]
        known = tuple(number for number in numbers if number is not None)
        if not known or len(known) < len(numbers):
            raise no_host(target.host)
        return known

    def _looked_up(self, target: Target) -> tuple[str, ...]:
        return tuple(self.network.resolve(target.host, target.port))

    def _reached(
        self, addresses: tuple[Address, ...], target: Target, watch: Watch
    ) -> socket.socket:
        failure: OSError | None = None
        for address in addresses[:_TRIED]:
            seconds = min(watch.left(), self.rules.connecting)
            try:
                return self.network.connect(address, target.port, seconds)
            except OSError as error:
                failure = error
        raise ConnectionError from failure


def _within(seconds: float, look: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
    """Return what a lookup finds; raises TimeoutError after so many seconds.

    The system's lookup cannot be interrupted: it is left behind in a thread of its own.
    """
    future: Future[tuple[str, ...]] = Future()

    def run() -> None:
        try:
            future.set_result(look())
        except (OSError, ValueError) as error:
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future.result(timeout=seconds)


class Wire(io.RawIOBase):
    """What a server sends: read no longer than the watch allows, and no more than is allowed."""

    def __init__(self, line: socket.socket, watch: Watch, allowed: int) -> None:
        """Begin to listen."""
        super().__init__()
        self._line = line
        self._watch = watch
        self._left = allowed

    def readable(self) -> bool:
        """Say yes."""
        return True

    def allow(self, count: int) -> None:
        """Allow more bytes."""
        self._left += count

    def readinto(self, buffer: object, /) -> int:
        """Fill a buffer with what has come; 0 at the end."""
        self._line.settimeout(self._watch.left())
        count = self._line.recv_into(buffer)  # type: ignore[arg-type]  # Buffer: named from 3.12 on
        self._left -= count
        if self._left < 0:
            raise FetchError(
                message("the server sends more than an answer may hold"),
                message("save the page from a browser, and add the file"),
            )
        return count

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Return the stream as http.client asks a socket for it."""
        return io.BufferedReader(self)


def _inside(host: str) -> FetchError:
    return FetchError(
        message("“{host}” is a name inside a network, not on the internet", host=shown(host)),
        message("save the page from a browser, and add the file"),
    )


def _not_public(host: str, address: Address) -> FetchError:
    return FetchError(
        message(
            "“{host}” leads to {address}, which is not on the public internet",
            host=host,
            address=address,
        ),
        message("save the page from a browser, and add the file"),
    )
