"""The turns that requests to one host take, over all threads."""

import threading

from mujaz.fetch.failures import busy
from mujaz.fetch.rules import Network, Rules
from mujaz.fetch.watch import Watch

_DOUBLINGS = 20


class Turns:
    """One request to a host at a time of its own; a host that is busy is left to itself."""

    def __init__(self, rules: Rules, network: Network) -> None:
        """Begin: every host is free."""
        self._rules = rules
        self._clock = network.clock
        self._lock = threading.Lock()
        self._free: dict[str, float] = {}
        self._busy: dict[str, int] = {}

    def take(self, host: str, interval: float, watch: Watch) -> None:
        """Wait until a host is free, and let the next one wait for the interval.

        Raises FetchError when a host that was busy is to be left alone for longer than we wait.
        """
        while (seconds := self._booked(host, interval)) > 0:
            if seconds > max(self._rules.patience, interval):
                raise busy(host, seconds)
            watch.wait(seconds)

    def calm(self, host: str) -> None:
        """Note that a host is not busy."""
        with self._lock:
            self._busy.pop(host, None)

    def hold(self, host: str, asked: float) -> float:
        """Let everyone wait who wants something of a host that is busy; return for how long.

        As long as it asks for, and twice as long each time that it was busy before.
        """
        with self._lock:
            times = self._busy.get(host, 0)
            self._busy[host] = min(times + 1, _DOUBLINGS)
            seconds = max(self._rules.backoff * 2.0**times, asked)
            self._free[host] = max(self._free.get(host, 0), self._clock() + seconds)
            return seconds

    def _booked(self, host: str, interval: float) -> float:
        """Return the seconds to wait before asking again, or take the turn and return 0."""
        with self._lock:
            now = self._clock()
            wait = self._free.get(host, now) - now
            if wait <= 0:
                self._free[host] = now + interval
            return wait
