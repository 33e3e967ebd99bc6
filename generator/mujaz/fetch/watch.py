"""The time that one fetch may take, and the patience that it has."""

from collections.abc import Iterator
from contextlib import contextmanager

from mujaz.errors import FetchError, message
from mujaz.fetch.rules import Network, Rules


class Watch:
    """What is left of the time of one fetch; it stands still while we wait out of politeness."""

    def __init__(self, rules: Rules, network: Network) -> None:
        """Start."""
        self._seconds = rules.seconds
        self._patience = rules.patience
        self._clock = network.clock
        self._sleep = network.sleep
        self._end = network.clock() + rules.seconds

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

    def bears(self, seconds: float) -> bool:
        """Whether a busy host may have us wait so long, with all that others did before."""
        self._patience -= seconds
        return self._patience >= 0
