"""The time that one fetch may take, and the turns that requests to one host take."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from mujaz.errors import FetchError, message
from mujaz.fetch.rules import Network


class Watch:
    """What is left of the time of one fetch; it stands still while we wait out of politeness."""

    def __init__(self, seconds: float, network: Network) -> None:
        """Start."""
        self._seconds = seconds
        self._clock = network.clock
        self._sleep = network.sleep
        self._end = network.clock() + seconds

    @property
    def over(self) -> bool:
        """Whether no time is left."""
        return self._clock() >= self._end

    def left(self) -> float:
        """Return the seconds that are left; raises FetchError when there are none."""
        left = self._end - self._clock()
        if left <= 0:
            raise self.late()
        return left

    def late(self) -> FetchError:
        """Return the error that says that the time is over."""
        return FetchError(
            message("nothing whole came within {seconds} seconds", seconds=f"{self._seconds:g}"),
            message("try again later"),
        )

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Let the time in here not count."""
        begin = self._clock()
        try:
            yield
        finally:
            self._end += self._clock() - begin

    def wait(self, seconds: float) -> None:
        """Wait, without that it counts."""
        with self.stopped():
            self._sleep(seconds)


class Turns:
    """One request to a host at a time of its own, over all threads."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Begin: every host is free."""
        self._clock = clock
        self._lock = threading.Lock()
        self._free: dict[str, float] = {}

    def take(self, host: str, interval: float, watch: Watch) -> None:
        """Wait until a host is free, and let the next one wait for the interval."""
        while (seconds := self._booked(host, interval)) > 0:
            watch.wait(seconds)

    def hold(self, host: str, seconds: float) -> None:
        """Let everyone who wants something of a host wait: it said that it is busy."""
        with self._lock:
            self._free[host] = max(self._free.get(host, 0), self._clock() + seconds)

    def _booked(self, host: str, interval: float) -> float:
        """Return the seconds to wait before asking again, or take the turn and return 0."""
        with self._lock:
            now = self._clock()
            wait = self._free.get(host, now) - now
            if wait <= 0:
                self._free[host] = now + interval
            return wait
