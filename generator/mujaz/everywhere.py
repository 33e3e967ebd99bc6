"""What each command takes, and the words that its help ends with: a parser's last touch."""

from argparse import SUPPRESS, ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path

from mujaz import examples, usage
from mujaz.phrases import Phrases


def add(phrases: Phrases, parser: ArgumentParser) -> None:
    """Let the program and each of its commands take what all take, before the name and after it.

    Below the program there are no defaults, so that what was said before the name holds.
    """
    _add(phrases, parser, folder=Path(), switch=False)
    _end(phrases, parser, "")
    for place, below in usage.commands(parser):
        _add(phrases, below, folder=SUPPRESS, switch=SUPPRESS)
        _end(phrases, below, " ".join(place))


def _add(
    phrases: Phrases, parser: ArgumentParser, *, folder: Path | str, switch: bool | str
) -> None:
    say = phrases.gettext
    group = parser.add_argument_group(say("options of every command"))
    told = say("the digest's folder, or one inside it (this folder, unless said)")
    group.add_argument("--digest", metavar="DIR", type=Path, default=folder, help=told)
    told = say("say only what is wrong, and what was asked for")
    group.add_argument("--quiet", action="store_true", default=switch, help=told)
    told = say("say where in the program an error came up")
    group.add_argument("--debug", action="store_true", default=switch, help=told)


def _end(phrases: Phrases, parser: ArgumentParser, name: str) -> None:
    parser.formatter_class = RawDescriptionHelpFormatter
    parser.epilog = examples.told(name, phrases)
