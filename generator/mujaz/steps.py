"""What a build is at, how long it was at it, and which pages took longest.

Whoever starts a build brings the clock and hears of each step; nobody else knows of either.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from heapq import nlargest

from mujaz.phrases import Phrases, _

READING, TAKING, MAKING, SEARCH, PUBLISHING = (
    _("reading what changed"),
    _("taking over what was made elsewhere"),
    _("making pages"),
    _("indexing for the search"),
    _("moving them into the site"),
)
SLOWEST = 10
"""How many pages are named."""
_THOUSAND = 1000

Clock = Callable[[], float]
Tell = Callable[[str, int, int], None]
"""Takes the step, how many things of it are done, and how many there are in all."""


def still() -> float:
    """Tell no time, where nobody asks for it."""
    return 0.0


def silent(_step: str, _done: int, _all: int) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class Steps:
    """The steps of one build."""

    clock: Clock = still
    """Seconds since any moment."""
    tell: Tell = silent
    took: dict[str, float] = field(default_factory=dict)
    """The seconds of each step, without those of the steps within it."""
    pages: dict[str, float] = field(default_factory=dict)
    """The seconds of each file that was made."""
    _at: list[str] = field(default_factory=list)
    _since: float = 0.0

    @contextmanager
    def at(self, step: str, count: int = 0) -> Iterator[None]:
        """Be at a step, of so many things, for a while."""
        self._enter(step)
        self.tell(step, 0, count)
        try:
            yield
        finally:
            self._leave()

    def made(self, pages: Mapping[str, float], count: int) -> None:
        """Take how long some files took, of which there are so many in all."""
        self.pages |= pages
        self.tell(self._at[-1], len(self.pages), count)

    def told(self, phrases: Phrases) -> Iterator[str]:
        """Say where the time went: step by step, then the slowest pages."""
        for step, seconds in self.took.items():
            yield _line(seconds, phrases.gettext(step))
        if self.pages:
            yield phrases.gettext(
                "The slowest pages, in milliseconds of the process that made them:"
            )
        for page, seconds in nlargest(SLOWEST, self.pages.items(), key=lambda one: one[1]):
            yield _line(seconds * _THOUSAND, page, digits=1)

    def _enter(self, step: str) -> None:
        self._count()
        self._at.append(step)

    def _leave(self) -> None:
        self._count()
        self._at.pop()

    def _count(self) -> None:
        now = self.clock()
        if self._at:
            self.took[self._at[-1]] = self.took.get(self._at[-1], 0.0) + now - self._since
        self._since = now


@dataclass(slots=True)
class Laps:
    """How long one process was at each file, in pieces: words first, then the page around them."""

    clock: Clock
    took: dict[str, float] = field(default_factory=dict)
    _since: float = 0.0

    def begin(self) -> None:
        """Begin with a piece."""
        self._since = self.clock()

    def end(self, file: str) -> None:
        """Say whose piece it was."""
        self.took[file] = self.took.get(file, 0.0) + self.clock() - self._since


def _line(number: float, told: str, *, digits: int = 2) -> str:
    return f"{number:10.{digits}f}  {told}"
