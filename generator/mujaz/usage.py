"""The language of the shell, and argparse in the words of our catalogues."""

import argparse
import platform
from argparse import Action, ArgumentParser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from mujaz import __version__
from mujaz.phrases import Phrases, _

ARGPARSE = (
    _("usage: "),
    _("positional arguments"),
    _("options"),
    _("show this help message and exit"),
    _("%(prog)s: error: %(message)s\n"),
    _("argument %(argument_name)s: %(message)s"),
    _("the following arguments are required: %s"),
    _("unrecognized arguments: %s"),
    _("expected one argument"),
    _("ignored explicit argument %r"),
    _("invalid choice: %(value)r (choose from %(choices)s)"),
    _("ambiguous option: %(option)s could match %(matches)s"),
)
"""What argparse itself may say of our arguments, marked here for the catalogues."""


@contextmanager
def spoken(phrases: Phrases) -> Iterator[None]:
    """Let argparse speak through our catalogues.

    It looks its words up with the `_` of its own module, in a catalogue that Python does not ship,
    and has no other door.
    """
    words = vars(argparse)
    before = words["_"]
    words["_"] = phrases.gettext
    try:
        yield
    finally:
        words["_"] = before


def commands(parser: ArgumentParser) -> Iterator[tuple[tuple[str, ...], ArgumentParser]]:
    """Yield each command below a parser with the words that lead to it: `edition`, `new`."""
    for action in _actions(parser):
        if action.nargs == argparse.PARSER and isinstance(action.choices, Mapping):
            for name, below in action.choices.items():
                yield (name,), below
                yield from (((name, *place), last) for place, last in commands(below))


def summaries(parser: ArgumentParser) -> tuple[tuple[str, str], ...]:
    """Return the commands right below a parser, each with what its help says that it does."""
    below = ((words, found) for words, found in commands(parser) if len(words) == 1)
    return tuple((words[0], found.description or "") for words, found in below)


def actions(parser: ArgumentParser) -> tuple[tuple[Action, ...], tuple[Action, ...]]:
    """Return what a parser takes: its options, and what it tells by place, commands aside."""
    told = [action for action in _actions(parser) if action.nargs != argparse.PARSER]
    named = tuple(action for action in told if action.option_strings)
    return named, tuple(action for action in told if not action.option_strings)


def _actions(parser: ArgumentParser) -> list[Action]:
    return parser._actions  # noqa: SLF001  argparse shows what it was told nowhere else


def failed(error: Exception, phrases: Phrases) -> str:
    """Say in one line that the program is at fault, and how to report it."""
    told = phrases.gettext(
        "mujaz: it is Mujaz that failed, with {error}; to mend it: give the command again with "
        "--debug, and report what it prints (Mujaz {version}, Python {python})"
    )
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return told.format(error=said, version=__version__, python=platform.python_version())


def language(environ: Mapping[str, str]) -> str:
    """Return the language to speak: English where the locale names another than Arabic.

    A locale that names none, such as C, gets Arabic: editors read what a publisher's robot prints.
    """
    names = (environ.get(key) for key in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((name for name in names if name), "C")
    return "ar" if locale.startswith(("ar", "C", "POSIX")) else "en"
