"""From an address to an answer: in turn, again when the host is busy, on where it leads."""

import datetime as dt
import email.utils
from collections.abc import Callable
from dataclasses import dataclass, replace

from mujaz.errors import FetchError, message
from mujaz.fetch.addresses import shown
from mujaz.fetch.connect import Door
from mujaz.fetch.exchange import Answer, Request, ask
from mujaz.fetch.failures import busy
from mujaz.fetch.turns import Turns
from mujaz.fetch.urls import Target, joined
from mujaz.fetch.watch import Watch

_BUSY = frozenset({429, 503})
_ONWARD = frozenset({301, 302, 303, 307, 308})

Manners = Callable[[Target, Watch], float]
"""Says how many seconds lie between two requests to a host; raises FetchError where none may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journeys:
    """What all journeys share."""

    door: Door
    turns: Turns

    def made(self, request: Request, watch: Watch, manners: Manners) -> Answer:
        """Return the last answer on the way; raises FetchError when the way is not to be gone."""
        seen = {request.target}
        for _ in range(self.door.rules.redirects + 1):
            answer = self._answered(request, watch, manners(request.target, watch))
            if answer.status not in _ONWARD:
                return answer
            request = replace(request, target=_onward(answer, seen))
        raise FetchError(
            message(
                "the address leads on more than {count} times", count=self.door.rules.redirects
            ),
            message("open it in a browser, and add the address that it ends at"),
        )

    def _answered(self, request: Request, watch: Watch, interval: float) -> Answer:
        """Return the answer of one host, which is asked again while it says that it is busy."""
        host = request.target.host
        for _ in range(self.door.rules.retries + 1):
            self.turns.take(host, interval, watch)
            answer = ask(self.door, request, watch)
            if answer.status not in _BUSY:
                self.turns.calm(host)
                break
            pause = self.turns.hold(host, asked_for(answer))
            if not watch.bears(pause):
                raise busy(host, pause)
        return answer


def asked_for(answer: Answer) -> float:
    """Return the seconds that a busy host asks us to wait; 0 when it does not say.

    It may name the moment instead: that is taken against the host's own clock.
    """
    said = answer.field("Retry-After") or ""
    if said.isdecimal():
        return float(said[:12])
    until, now = _moment(said), _moment(answer.field("Date") or "")
    return max((until - now).total_seconds(), 0) if until and now else 0


def _moment(text: str) -> dt.datetime | None:
    try:
        found = email.utils.parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _onward(answer: Answer, seen: set[Target]) -> Target:
    """Return where an answer leads, and remember it; raises FetchError where we do not follow."""
    base = answer.target
    target = joined(base, _location(answer))
    if (base.scheme, target.scheme) == ("https", "http"):
        raise FetchError(
            message("“{host}” leads from https to http", host=base.host),
            message("save the page from a browser, and add the file"),
        )
    if target in seen:
        raise FetchError(
            message("“{url}” leads in a circle", url=shown(str(target))),
            message("save the page from a browser, and add the file"),
        )
    seen.add(target)
    return target


def _location(answer: Answer) -> str:
    """Return the address of an answer: many servers write it in UTF-8, without any percent."""
    said = answer.fields.get("Location", "").strip(" \t").encode("latin-1", "replace")
    if not said:
        raise FetchError(
            message("“{host}” leads on, and does not say where", host=answer.target.host),
            message("save the page from a browser, and add the file"),
        )
    try:
        return said.decode("utf-8")
    except UnicodeDecodeError:
        return said.decode("latin-1")
