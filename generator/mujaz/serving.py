"""A digest shown in browsers while it is edited: pages over HTTP, and news of them as they change.

What is served is what a build would publish, but for a script at the end of each page: it listens
for news of that page, and loads it again.
"""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread
from urllib.parse import parse_qs, unquote, urlsplit

from mujaz import answers, check, digest, watching
from mujaz.answers import Answer
from mujaz.errors import BuildError, MujazError, message
from mujaz.phrases import Phrases
from mujaz.proof import Proof
from mujaz.watching import Changes

_PULSE = 10.0
"""Seconds after which a silent page is written to: only so it shows that it went away."""
_NEVER = -1
_TEXT = ("text/", "application/javascript", "application/json", "application/xml")
_PATIENCE = 60
"""Seconds after which a browser that says nothing gives its connection back."""


class News:
    """How often a digest was read again, and what is wrong with it now."""

    def __init__(self) -> None:
        """Begin with nothing wrong."""
        self._told, self._count, self._wrong = Condition(), 0, ""
        self._over = False

    def tell(self, wrong: str) -> None:
        """Say that it was read again, and what is wrong with it: nothing where all is well."""
        with self._told:
            self._count, self._wrong = self._count + 1, wrong
            self._told.notify_all()

    def close(self) -> None:
        """Say that there will be no more."""
        with self._told:
            self._over = True
            self._told.notify_all()

    def after(self, seen: int) -> tuple[int, str] | None:
        """Return the count and what is wrong as soon as the count is another, or after a while.

        None where there will be no more.
        """
        with self._told:
            self._told.wait_for(lambda: self._over or self._count != seen, _PULSE)
            return None if self._over else (self._count, self._wrong)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What all who look at a digest share."""

    proof: Proof
    phrases: Phrases
    """The words of the person at the terminal."""
    say: Callable[[str], None]
    """Takes what that person is to read."""
    news: News = field(default_factory=News)

    def told(self, error: MujazError) -> str:
        """Say an error."""
        return check.told(error, self.phrases, fallback=digest.CONFIG)

    def answer(self, path: str) -> Answer:
        """Return what the digest has at a path; what cannot be made is said at the terminal too."""

        def told(error: MujazError) -> str:
            self.say(self.told(error))
            return self.told(error)

        return answers.answer(self.proof, path, told)

    def refreshed(self) -> str:
        """Read what changed; return what is wrong with it."""
        try:
            found, content = self.proof.refresh(), digest.shown(self.proof.digest.content)
        except MujazError as error:
            return self.told(error)
        return "\n".join(check.line(one, self.phrases, content=content) for one in found)

    def events(self, file: str, key: str) -> Iterator[bytes]:
        """Yield what a page that shows a file, as the key says, has to hear, until it is old."""
        seen = _NEVER
        while heard := self.news.after(seen):
            count, wrong = heard
            if count == seen:
                yield b":\n\n"
            elif wrong:
                yield answers.event("wrong", wrong)
            elif self.proof.key(file) != key:
                yield answers.event("reload", file)
                return
            else:
                yield answers.event("right", file)
            seen = count


def serve(
    proof: Proof, phrases: Phrases, *, address: str | None, say: Callable[[str], None]
) -> None:
    """Show a digest in browsers, each page as its sources are now, until interrupted.

    What is wrong is said to `say`, and on the pages. Raises BuildError where it cannot be shown.
    """
    with opened(proof, phrases, address=address, say=say) as follow, suppress(KeyboardInterrupt):
        follow()


@contextmanager
def opened(
    proof: Proof, phrases: Phrases, *, address: str | None, say: Callable[[str], None]
) -> Iterator[Callable[[], None]]:
    """Show a digest as `serve` does, for a while; yield what follows its changes until then."""
    stand, known = Stand(proof=proof, phrases=phrases, say=say), proof.digest
    own = (known.theme,) if known.theme and known.theme.is_dir() else ()
    with (
        closing(proof),
        _bound(stand, address or known.address) as server,
        watching.changes(known.config, (known.content, *own)) as changes,
        closing(stand.news),
    ):
        Thread(target=server.serve_forever, daemon=True).start()
        told = phrases.gettext("The site is shown at {address} until you press Ctrl-C.")
        say(told.format(address=f"{_spelled(server)}{answers.mount(known)}"))
        try:
            yield partial(_follow, stand, changes)
        finally:
            server.shutdown()


def _follow(stand: Stand, changes: Changes) -> None:
    """Read the digest again after each change, and tell of it."""
    before = ""
    while changes.wait():
        wrong = stand.refreshed()
        if wrong != before:
            stand.say(wrong or stand.phrases.gettext("That is mended."))
        stand.news.tell(wrong)
        before = wrong


def _bound(stand: Stand, address: str) -> "_Server":
    host, _, port = address.rpartition(":")
    try:
        return _Server(host.strip("[]"), int(port), stand)
    except (OSError, OverflowError, ValueError) as error:
        raise unshown(error) from error


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, host: str, port: int, stand: Stand) -> None:
        self.stand = stand
        self.address_family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        super().__init__((host, port), _Handler)


def _spelled(server: _Server) -> str:
    host, port = map(str, server.server_address[:2])
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version, sys_version = "Mujaz", ""
    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE

    def do_GET(self) -> None:
        """Answer with a page, a file, or news."""
        asked = urlsplit(self.path)
        with suppress(ConnectionError):  # the reader went on before all was there
            if asked.path == answers.SCRIPT:
                self._send(answers.script())
            elif asked.path == answers.NEWS:
                said = parse_qs(asked.query)
                self._tell(said.get("file", [""])[0], said.get("key", [""])[0])
            else:
                self._send(self.server.stand.answer(unquote(asked.path)))

    def do_HEAD(self) -> None:
        """Answer with the head of what a page or a file has."""
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  so it is called there
        """Say nothing: who looks at a page knows."""

    def _send(self, answer: Answer) -> None:
        kind = answer.kind
        self._head(answer.status, f"{kind}; charset=utf-8" if kind.startswith(_TEXT) else kind)
        self.send_header("Content-Length", str(len(answer.body)))
        if answer.leads:
            self.send_header("Location", answer.leads)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _tell(self, file: str, key: str) -> None:
        self.close_connection = True
        self._head(HTTPStatus.OK, "text/event-stream")
        self.end_headers()
        for event in self.server.stand.events(file, key):
            self.wfile.write(event)

    def _head(self, status: HTTPStatus, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")


def unshown(error: Exception) -> BuildError:
    """Return what to say where a digest cannot be shown while it is edited."""
    return BuildError(
        message("the site cannot be shown there: {reason}", reason=error),
        message("name another place, such as --address 127.0.0.1:8001"),
    )
