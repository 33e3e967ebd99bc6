"""Pages of the web, fetched politely, and without harm to whoever asks for them."""

import functools
import re
from dataclasses import dataclass

from mujaz import __version__
from mujaz.errors import FetchError, message
from mujaz.fetch.connect import Door
from mujaz.fetch.exchange import Answer, Request
from mujaz.fetch.failures import answered
from mujaz.fetch.journey import Journeys
from mujaz.fetch.robots import Robots
from mujaz.fetch.rules import Network, Rules
from mujaz.fetch.turns import Turns
from mujaz.fetch.urls import Target, parse
from mujaz.fetch.watch import Watch

_UNCHANGED = 304
_RULES = Rules()
_NETWORK = Network()
_CONTACT = re.compile(r"[\x21-\x27\x2a-\x7e]{3,200}")
"""Of ASCII, without what would end the brackets that it stands in."""
_CONDITION = re.compile(r"[\x20-\x7e]{1,1000}")
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came from an address."""

    url: str
    """Where it came from in the end."""
    data: bytes = b""
    media_type: str = ""
    """As the server declares it, with its charset."""
    etag: str | None = None
    modified: str | None = None
    """These two make the next request conditional."""
    unchanged: bool = False
    """Whether the server says that it is what it was; there are no data then."""


class Fetcher:
    """Fetches from the public web alone; any number of threads may use one.

    `contact` is an address at which those who run the servers reach whoever runs this.
    `allow_private` opens addresses that are not public, and is for tests.
    """

    def __init__(
        self,
        *,
        contact: str,
        rules: Rules = _RULES,
        allow_private: bool = False,
        network: Network = _NETWORK,
    ) -> None:
        """Begin; raises FetchError when the contact cannot be sent."""
        if not _CONTACT.fullmatch(contact):
            raise _no_contact(contact)
        self._agent = f"mujaz/{__version__} (+{contact})"
        self._rules = rules
        self._network = network
        trust = functools.cache(network.trust)
        door = Door(network=network, rules=rules, private=allow_private, trust=trust)
        self._journeys = Journeys(door=door, turns=Turns(rules, network))
        self._robots = Robots(self._ask_robots, rules, network.clock)

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        size: int | None = None,
    ) -> Fetched:
        """Return what is at an address; `etag` and `modified` are what was fetched last time.

        Raises FetchError, with the reason, for everything that is not a whole page, or is larger
        than a `size` below that of the rules.
        """
        conditions = tuple(
            (name, value)
            for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified))
            if value and _CONDITION.fullmatch(value)
        )
        request = Request(
            target=parse(url),
            fields=(("User-Agent", self._agent), ("Accept", _ACCEPT), *conditions),
            size=min(size or self._rules.size, self._rules.size),
        )
        watch = Watch(self._rules, self._network)
        answer = self._journeys.made(request, watch, self._robots.interval)
        if answer.good:
            return _fetched(answer)
        if answer.status == _UNCHANGED and conditions:
            return _unchanged(answer, etag, modified)
        raise answered(answer.target, answer.status)

    def _ask_robots(self, target: Target, watch: Watch) -> Answer:
        request = Request(
            target=target,
            fields=(("User-Agent", self._agent), ("Accept", "text/plain,*/*;q=0.8")),
            size=self._rules.robots_size,
            cut=True,
        )
        return self._journeys.made(request, watch, lambda _target, _watch: self._rules.interval)


def _fetched(answer: Answer) -> Fetched:
    return Fetched(
        url=str(answer.target),
        data=answer.body,
        media_type=answer.field("Content-Type") or "",
        etag=answer.field("ETag"),
        modified=answer.field("Last-Modified"),
    )


def _unchanged(answer: Answer, etag: str | None, modified: str | None) -> Fetched:
    return Fetched(
        url=str(answer.target),
        etag=answer.field("ETag") or etag,
        modified=answer.field("Last-Modified") or modified,
        unchanged=True,
    )


def _no_contact(contact: str) -> FetchError:
    return FetchError(
        message("“{contact}” is no contact that a server could read", contact=contact),
        message("give an address of the web or of mail, in Latin letters"),
    )
