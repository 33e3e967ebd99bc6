"""The values of the command line's options, refused in the reader's language."""

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
