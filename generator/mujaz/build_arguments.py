"""What the shell may say to `mujaz build` and `mujaz join`."""

from argparse import ArgumentParser
from pathlib import Path

from mujaz.argument_values import add_workers, as_argument
from mujaz.phrases import Phrases
from mujaz.shard import Shard


def add(phrases: Phrases, parser: ArgumentParser) -> None:
    """Add the options of `mujaz build`."""
    say = phrases.gettext
    told = say("make every page anew, whatever was kept of earlier builds")
    parser.add_argument("--clean", action="store_true", help=told)
    parser.add_argument(
        "--shard",
        type=as_argument(Shard.parse, phrases),
        metavar="K/N",
        help=say("make one part of so many, 2/8, and no site; mujaz join puts them together"),
    )
    _add_shared(phrases, parser)


def join(phrases: Phrases, parser: ArgumentParser) -> None:
    """Add the options of `mujaz join`."""
    parser.add_argument(
        "folders",
        nargs="+",
        type=Path,
        metavar="DIR",
        help=phrases.gettext("the caches that mujaz build --shard left"),
    )
    parser.set_defaults(clean=False, shard=None)
    _add_shared(phrases, parser)


def _add_shared(phrases: Phrases, parser: ArgumentParser) -> None:
    """Add what is said of any build."""
    say = phrases.gettext
    told = say("take every warning as an error")
    parser.add_argument("--strict", action="store_true", help=told)
    told = say("say where the time went: each step, and the slowest pages")
    parser.add_argument("--profile", action="store_true", help=told)
    told = say("keep what is made between builds there (.cache/mujaz, unless said)")
    parser.add_argument("--cache", type=Path, metavar="DIR", help=told)
    told = say("how many processes make pages (as many as there are processors)")
    add_workers(phrases, parser, told)
    told = say("put the checksums of all files into the site, for mujaz verify")
    parser.add_argument("--checksums", action="store_true", help=told)
    told = say("tell what was done as a line of JSON")
    parser.add_argument("--json", action="store_true", help=told)
