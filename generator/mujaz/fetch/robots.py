"""What a site asks of robots, by RFC 9309: asked for once, remembered for a while, obeyed."""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from protego import Protego

from mujaz.errors import FetchError, message
from mujaz.fetch.addresses import shown
from mujaz.fetch.exchange import Answer
from mujaz.fetch.failures import answered
from mujaz.fetch.rules import Rules
from mujaz.fetch.urls import Target
from mujaz.fetch.watch import Watch

NAME = "mujaz"
"""How a robots.txt calls us."""

_AGENT = re.compile(r"\s*user[\s-]*agent[\s:]*(.*)", re.IGNORECASE)
_UNTIL = 400
_ERROR = 500
_BUSY = 429


Ask = Callable[[Target, Watch], Answer]
"""Returns the answer for an address, on a journey of its own; raises FetchError."""


@dataclass(slots=True)
class _Site:
    """What is known of one site."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    rules: Protego | FetchError | None = None
    until: float = 0


class Robots:
    """What sites ask of robots; threads that ask for one site at once share the answer."""

    def __init__(self, ask: Ask, rules: Rules, clock: Callable[[], float]) -> None:
        """Begin: nothing is known."""
        self._ask = ask
        self._rules = rules
        self._clock = clock
        self._lock = threading.Lock()
        self._sites: dict[str, _Site] = {}

    def interval(self, target: Target, watch: Watch) -> float:
        """Return the seconds between two requests to this site.

        Raises FetchError when the site does not want this page fetched, or when what it wants
        cannot be known for now.
        """
        rules = self._known(target, watch)
        if isinstance(rules, FetchError):
            raise FetchError(rules.problem, rules.mend)  # a new one: threads share what is kept
        if not rules.can_fetch(str(target), NAME):
            raise _unwanted(target)
        delay = rules.crawl_delay(NAME) or 0
        return min(
            max(self._rules.interval, delay), max(self._rules.patience, self._rules.interval)
        )

    def _known(self, target: Target, watch: Watch) -> Protego | FetchError:
        with self._lock:
            site = self._sites.setdefault(target.origin, _Site())
        with watch.stopped():
            site.lock.acquire()
        try:
            if site.rules is None or site.until <= self._clock():
                site.rules = self._fetched(target, watch)
                site.until = self._clock() + self._age(site.rules, watch)
            return site.rules
        finally:
            site.lock.release()

    def _age(self, rules: Protego | FetchError, watch: Watch) -> float:
        """Return the seconds for which an answer is remembered; a failure for fewer.

        Not at all when it was our time that ran out: whoever leads us here at the last moment
        should not close a site to others.
        """
        if isinstance(rules, FetchError):
            return 0 if watch.over else self._rules.patience
        return self._rules.robots_age

    def _fetched(self, target: Target, watch: Watch) -> Protego | FetchError:
        place = replace(target, path="/robots.txt")
        try:
            answer = self._ask(place, watch)
        except FetchError as error:
            return FetchError(
                error.problem, error.mend
            )  # without all that was read when it was raised
        if answer.good:
            return read(answer.body)
        if _UNTIL <= answer.status < _ERROR and answer.status != _BUSY:
            return read(b"")  # there is none, or none for us: everything may be fetched
        return answered(place, answer.status)


def read(data: bytes) -> Protego:
    """Return what a robots.txt says to us.

    The names of all other robots are made one: a file of thousands of names over thousands of
    rules would become their product in memory.
    """
    lines = data.decode("utf-8-sig", "replace").splitlines()
    return Protego.parse("\n".join(map(_ours, lines)))


def _ours(line: str) -> str:
    found = _AGENT.match(line.partition("#")[0])
    if found is None:
        return line
    name = found[1].strip().lower()
    named = name == "*" or name.partition("/")[0].strip(" *") == NAME
    return f"User-agent: {('*' if name == '*' else NAME) if named else 'other'}"


def _unwanted(target: Target) -> FetchError:
    return FetchError(
        message("the site does not want “{url}” fetched by programs", url=shown(str(target))),
        message("save the page from a browser, and add the file"),
    )
