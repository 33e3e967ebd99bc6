"""What the shell may say to the commands of publishers."""

from argparse import ArgumentParser
from pathlib import Path

from mujaz.argument_values import add_private, as_argument, count
from mujaz.phrases import Phrases

ELSEWHERE = ("jsonl", "sqlite", "hugo", "zensical")
"""For what a library is exported."""


def verify(phrases: Phrases, parser: ArgumentParser) -> None:
    """Add the options of `mujaz verify`."""
    say = phrases.gettext
    told = say("the address of a site, or a folder (site_url of mkdocs.yml, unless said)")
    parser.add_argument("where", nargs="?", metavar="WHERE", help=told)
    told = say("read so many files, and believe the site's checksums of the rest (all files)")
    parser.add_argument("--sample", type=as_argument(count, phrases), metavar="N", help=told)
    told = say("tell each difference as a line of JSON")
    parser.add_argument("--json", action="store_true", help=told)
    add_private(parser)


def export(phrases: Phrases, parser: ArgumentParser) -> None:
    """Add the options of `mujaz export`."""
    say = phrases.gettext
    told = say("for what: {names}").format(names=", ".join(ELSEWHERE))
    parser.add_argument("--to", choices=ELSEWHERE, required=True, metavar="FORMAT", help=told)
    told = say("the file, or the new folder, to write")
    parser.add_argument("out", type=Path, metavar="FILE", help=told)


def import_(phrases: Phrases, parser: ArgumentParser) -> None:
    """Add the options of `mujaz import`."""
    say = phrases.gettext
    told = say("what mujaz export --to jsonl wrote")
    parser.add_argument("file", type=Path, metavar="FILE", help=told)
    told = say("write over files that are there and are other ones")
    parser.add_argument("--replace", action="store_true", help=told)


def doctor(phrases: Phrases, parser: ArgumentParser) -> None:
    """Add the options of `mujaz doctor`."""
    told = phrases.gettext("tell each finding as a line of JSON")
    parser.add_argument("--json", action="store_true", help=told)
