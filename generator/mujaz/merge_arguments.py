"""What the shell, or git, may say to `mujaz merge`."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from mujaz.errors import Message, message
from mujaz.phrases import Phrases

_STATES = 3
"""What it was, ours and theirs."""


def add(phrases: Phrases, parser: ArgumentParser) -> None:
    """Add the arguments of `mujaz merge`."""
    say = phrases.gettext
    parser.set_defaults(wrong=wrong)
    told = say("three files: what it was, ours (written anew), theirs; then its path in the digest")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=told)
    told = say("let git in this repository merge articles, editions and names with this command")
    parser.add_argument("--install", action="store_true", help=told)


def wrong(options: Namespace) -> Message | None:
    """Return what in the options no parser of one option can see, or None."""
    if options.install != (not options.files) or len(options.files) not in {
        0,
        _STATES,
        _STATES + 1,
    }:
        return message("name three files, and a path if you like; or --install alone")
    return None
