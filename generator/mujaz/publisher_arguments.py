"""What the shell may say to the commands of publishers."""

from argparse import ArgumentParser

from mujaz.argument_values import add_private, as_argument, count
from mujaz.phrases import Phrases


def verify(phrases: Phrases, parser: ArgumentParser) -> None:
    """Add the options of `mujaz verify`."""
    say = phrases.gettext
    told = say("the address of a site, or a folder (site_url of mkdocs.yml, unless said)")
    parser.add_argument("where", nargs="?", metavar="DIR", help=told)
    told = say("read so many files, and believe the site's checksums of the rest (all files)")
    parser.add_argument("--sample", type=as_argument(count, phrases), metavar="N", help=told)
    told = say("tell each difference as a line of JSON")
    parser.add_argument("--json", action="store_true", help=told)
    add_private(parser)
