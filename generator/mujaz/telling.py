"""What a command says, line by line; only cli puts it on the screen and ends with a status."""

import datetime as dt
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import BinaryIO

from mujaz.phrases import Phrases

Step = Callable[[Counter[str], int], None]
"""Takes the counts so far, and how many articles there will be as far as is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Where a command speaks that shows how far it is, and where it may read."""

    tell: Callable[..., object]
    """Takes lines of what was asked for."""
    complain: Callable[[str], object]
    """Takes a line that is no part of it."""
    bar: Callable[[], AbstractContextManager[Step]]
    """Shows how far a batch is, for a while."""
    stdin: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command is given."""

    options: Namespace
    phrases: Phrases
    environ: Mapping[str, str]
    """The shell's variables."""
    today: dt.date


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that is no part of what was asked for: it goes to stderr."""

    text: str
    stops: bool = True
    """Whether the command's exit status says that something was wrong."""


Said = str | Aside

Desk = Callable[[Asked], Iterator[Said]]
"""A command: it yields what to tell as it comes, and raises MujazError where it cannot go on."""
