"""A server on loopback that answers as it is told, and an internet that leads to it."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from builders import CASES
from mujaz.fetch import Network

PUBLIC = "93.184.216.34"
"""The address of every host that is given no other."""
PEM = CASES / "tls" / "known-to-all.pem"
"""A key and its certificate, for news.example and the address above; the key is no secret."""

Speak = Callable[[socket.socket], None]
Answer = bytes | Speak


def answer(body: bytes = b"", status: str = "200 OK", **fields: object) -> bytes:
    """Return an answer with its length; a field of None is not sent, and _ stands for -."""
    said = {"Content_Length": len(body), **fields}
    lines = [
        f"{name.replace('_', '-')}: {value}" for name, value in said.items() if value is not None
    ]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("utf-8") + body


def onward(location: str, status: str = "302 Found") -> bytes:
    """Return an answer that leads on."""
    return answer(status=status, Location=location)


NOT_FOUND = answer(status="404 Not Found")


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that came in."""

    path: str
    fields: Mapping[str, str]


@dataclass(eq=False)
class Server:
    """Answers each path as told: always the same, or one after the other and then the last.

    A path with a host before it goes before the path alone.
    """

    answers: dict[str, Answer | list[Answer]] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    context: ssl.SSLContext | None = None
    greeting: bytes = b""
    """What it says before it is asked, and nothing after that."""
    _listener: socket.socket = field(
        default_factory=lambda: socket.create_server(("127.0.0.1", 0), backlog=64)
    )
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def port(self) -> int:
        return self._listener.getsockname()[1]

    @property
    def paths(self) -> list[str]:
        """What was asked for, without the robots.txt."""
        return [seen.path for seen in self.seen if seen.path != "/robots.txt"]

    def serve(self) -> None:
        """Answer until the listener is closed."""
        with contextlib.suppress(OSError):
            while True:
                line, _ = self._listener.accept()
                threading.Thread(target=self._speak, args=(line,), daemon=True).start()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _speak(self, plain: socket.socket) -> None:
        with plain, contextlib.suppress(OSError):
            if self.greeting:
                plain.sendall(self.greeting)
                return
            line = self.context.wrap_socket(plain, server_side=True) if self.context else plain
            with line:
                told = self._told(_request(line))
                if callable(told):
                    told(line)
                else:
                    line.sendall(told)
                line.shutdown(socket.SHUT_WR)
                line.settimeout(5)
                while line.recv(2**16):  # what is still unread would reset the connection
                    pass

    def _told(self, seen: Seen) -> Answer:
        with self._lock:
            self.seen.append(seen)
            place = seen.fields.get("host", "") + seen.path
            told = self.answers.get(place, self.answers.get(seen.path, NOT_FOUND))
            if isinstance(told, list):
                told = told.pop(0) if len(told) > 1 else told[0]
        return told


def _request(line: socket.socket) -> Seen:
    data = b""
    while b"\r\n\r\n" not in data:
        part = line.recv(2**16)
        if not part:
            raise OSError
        data += part
    first, *lines = data.decode("ascii").split("\r\n\r\n")[0].split("\r\n")
    fields = {name.lower(): value for name, _, value in (text.partition(": ") for text in lines)}
    return Seen(first.split(" ")[1], fields)


@contextlib.contextmanager
def serving(*, tls: bool = False) -> Iterator[Server]:
    """Run a server on loopback."""
    server = Server()
    if tls:
        server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.context.load_cert_chain(PEM)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join(5)


class Clock:
    """A time that passes when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []
        self._lock = threading.Lock()

    def __call__(self) -> float:
        with self._lock:
            return self.now

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.now += seconds
            self.slept.append(seconds)

    def pass_by(self, seconds: float) -> None:
        """Let time pass without that anybody sleeps."""
        with self._lock:
            self.now += seconds


@dataclass(eq=False)
class Internet:
    """Names and numbers of a world in which every number leads to one server on loopback."""

    server: Server
    names: dict[str, list[Iterable[str]]] = field(default_factory=dict)
    """What each lookup of a name finds, one after the other and then the last."""
    dead: set[str] = field(default_factory=set)
    """Numbers at which nobody answers."""
    clock: Clock = field(default_factory=Clock)
    looked_up: list[str] = field(default_factory=list)
    connected: list[str] = field(default_factory=list)
    trusts: bool = True
    """Whether it trusts the certificate of the server."""

    def resolve(self, host: str, _port: int) -> Iterable[str]:
        self.looked_up.append(host)
        told = self.names.get(host, [[PUBLIC]])
        return told.pop(0) if len(told) > 1 else told[0]

    def connect(self, address: object, _port: int, seconds: float) -> socket.socket:
        self.connected.append(str(address))
        if str(address) in self.dead:
            raise ConnectionRefusedError
        return socket.create_connection(("127.0.0.1", self.server.port), seconds)

    @property
    def network(self) -> Network:
        return Network(
            resolve=self.resolve,
            connect=self.connect,
            clock=self.clock,
            sleep=self.clock.sleep,
            trust=self.trust,
        )

    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=PEM if self.trusts else None)
