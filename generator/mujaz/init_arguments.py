"""What the shell may say to `mujaz init`."""

import re
from argparse import ArgumentParser
from pathlib import Path

from mujaz.argument_values import as_argument
from mujaz.errors import InvalidValueError, message
from mujaz.phrases import Phrases
from mujaz.resources import HOSTS

_REPOSITORY = re.compile(r"[\w.-]+(?:/[\w.-]+)+", re.ASCII)
"""As git hosts name them; on GitLab groups lie within groups."""


def add(phrases: Phrases, parser: ArgumentParser) -> None:
    """Add the options of `mujaz init`."""
    say = phrases.gettext
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path(),
        metavar="DIR",
        help=say("a folder that is new or empty (this one, unless said)"),
    )
    parser.add_argument("--name", default=say("My digest"), help=say("the digest's name"))
    parser.add_argument(
        "--url", default="https://digest.example/", help=say("where it will be published")
    )
    _add_host(phrases, parser)
    told = say("add a form at admin/ for editors who use no git; it edits this repository's files")
    repository = as_argument(_repository, phrases)
    parser.add_argument("--cms", metavar="OWNER/NAME", type=repository, help=told)
    parser.add_argument(
        "--here",
        action="store_true",
        help=say("add what is missing to a folder that is not empty; nothing is overwritten"),
    )


def _repository(text: str) -> str:
    """Read the name of a repository at its host; raises InvalidValueError."""
    if _REPOSITORY.fullmatch(text):
        return text
    problem = message("“{text}” is no name of a repository", text=text)
    raise InvalidValueError(problem, message("write its owner and its name, such as hayy/digest"))


def _add_host(phrases: Phrases, parser: ArgumentParser) -> None:
    told = phrases.gettext("who publishes it at each change: {names} ({first}, unless said)")
    parser.add_argument(
        "--host",
        choices=HOSTS,
        default=HOSTS[0],
        metavar="HOST",
        help=told.format(names=", ".join(HOSTS), first=HOSTS[0]),
    )
