"""What a command says, line by line; only cli puts it on the screen and ends with a status."""

import datetime as dt
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from mujaz.phrases import Phrases
from mujaz.steps import Steps


def _unseen() -> AbstractContextManager[Steps]:
    return nullcontext(Steps())


Step = Callable[[Counter[str], int], None]
"""Takes the counts so far, and how many articles there will be as far as is known."""
Bar = Callable[[], AbstractContextManager[Step]]
"""Shows for a while how far a batch is."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command is given."""

    options: Namespace
    phrases: Phrases
    environ: Mapping[str, str]
    """The shell's variables."""
    today: dt.date
    steps: Callable[[], AbstractContextManager[Steps]] = _unseen
    """Shows what a long command is at, on a terminal, and how much of that is done."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that is no part of what was asked for: it goes to stderr."""

    text: str
    stops: bool = True
    """Whether the command's exit status says that something was wrong."""


@dataclass(frozen=True, slots=True)
class Failed:
    """No line: only the exit status says that something was wrong."""


@dataclass(frozen=True, slots=True)
class Note:
    """A line that tells what was done, where nobody asked for an answer: --quiet leaves it out."""

    text: str


Said = str | Note | Aside | Failed
"""A text alone is what the command was asked for."""

Desk = Callable[[Asked], Iterator[Said]]
"""A command: it yields what to tell as it comes, and raises MujazError where it cannot go on."""
