"""What the shell may say to `mujaz schema`."""

from argparse import ArgumentParser

from mujaz import schemas
from mujaz.phrases import Phrases


def add(phrases: Phrases, parser: ArgumentParser) -> None:
    """Add the argument of `mujaz schema`."""
    told = phrases.gettext("one of {names}").format(names=", ".join(schemas.KINDS))
    parser.add_argument("kind", choices=tuple(schemas.KINDS), metavar="KIND", help=told)
