"""Scripts that let a shell complete the words of mujaz, made of the parser itself."""

import argparse
import shlex
from argparse import Action, ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mujaz import usage
from mujaz.resources import TEMPLATES

_PATHS = frozenset(("FILE", "DIR", "REPORT", "WHERE"))
"""The names of values that are files, or may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One word with hyphens before it."""

    flag: str
    told: str
    takes: bool
    """Whether a value follows."""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What may be typed behind some words."""

    above: str
    word: str
    options: tuple[Option, ...]
    verbs: tuple[tuple[str, str], ...]
    """The commands below, each with what it does."""
    choices: tuple[str, ...]
    """Other words that may stand here."""
    files: bool
    """Whether names of files may."""

    @property
    def name(self) -> str:
        """The words that lead here: `edition new`; nothing behind `mujaz` itself."""
        return f"{self.above} {self.word}".strip()

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """Every word that may be typed, with what it does."""
        return (*self.verbs, *((option.flag, option.told) for option in self.options))

    @property
    def all(self) -> tuple[str, ...]:
        """Every word that may be typed."""
        return (*(word for word, _ in self.told), *self.choices)


def script(shell: str, parser: ArgumentParser) -> str:
    """Return the script for bash, zsh or fish; its words about the commands are the parser's."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "completion"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  a script for a shell, whose words are our own
    )
    environment.filters["quoted"] = shlex.quote
    return environment.get_template(shell).render(places=tuple(places(parser)))


def places(parser: ArgumentParser) -> Iterator[Place]:
    """Yield the place behind `mujaz`, and one behind each command."""
    yield _place((), parser)
    for words, below in usage.commands(parser):
        yield _place(words, below)


def _place(words: tuple[str, ...], parser: ArgumentParser) -> Place:
    *above, word = words or ("",)
    options, names = usage.actions(parser)
    return Place(
        above=" ".join(above),
        word=word,
        options=tuple(_options(options)),
        verbs=usage.summaries(parser),
        choices=tuple(str(c) for one in names for c in one.choices or ()),
        files=any(one.metavar in _PATHS for one in names),
    )


def _options(actions: tuple[Action, ...]) -> Iterator[Option]:
    for action in actions:
        if action.help is not argparse.SUPPRESS:
            flags = action.option_strings
            yield from (
                Option(
                    flag=flag,
                    told=" ".join((action.help or "").split()),
                    takes=action.nargs != 0,
                    choices=tuple(map(str, action.choices or ())),
                )
                for flag in flags
            )
