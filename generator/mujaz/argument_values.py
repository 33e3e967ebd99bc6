"""What the options of several commands share: values refused in the reader's language, and some."""

import argparse
from collections.abc import Callable
from typing import TypeVar

from mujaz.errors import InvalidValueError, MujazError, message
from mujaz.phrases import Phrases

Value = TypeVar("Value")


def as_argument(read: Callable[[str], Value], phrases: Phrases) -> Callable[[str], Value]:
    """Return a reader of values as argparse wants one: its errors in the reader's language."""

    def value(text: str) -> Value:
        try:
            return read(text)
        except (MujazError, InvalidValueError) as error:
            problem, mend = phrases.say(error.problem), phrases.say(error.mend)
            told = phrases.gettext("{problem}; to mend it: {mend}")
            raise argparse.ArgumentTypeError(told.format(problem=problem, mend=mend)) from error

    return value


def count(text: str) -> int:
    """Read how many there are to be: one at least; raises InvalidValueError."""
    if text.isdecimal() and int(text):
        return int(text)
    problem = message("“{text}” is no number from 1 upwards", text=text)
    raise InvalidValueError(problem, message("write 1, 2, 3 …"))


def add_workers(phrases: Phrases, parser: argparse.ArgumentParser, told: str) -> None:
    """Add how many processes work, as `told` says."""
    parser.add_argument("--workers", type=as_argument(count, phrases), metavar="N", help=told)


def add_dry_run(phrases: Phrases, parser: argparse.ArgumentParser) -> None:
    """Add that a change is to be shown and not made."""
    told = phrases.gettext("show what would change as a diff, and change nothing")
    parser.add_argument("--dry-run", action="store_true", help=told)


def add_private(parser: argparse.ArgumentParser) -> None:
    """Add what the tests of this program need, whose servers have no public address."""
    parser.add_argument("--allow-private", action="store_true", help=argparse.SUPPRESS)
