"""What the shell may say to `mujaz tags`."""

from argparse import ArgumentParser

from mujaz.argument_values import add_dry_run, as_argument, count
from mujaz.phrases import Phrases

RECURRING = 3
"""Articles from which a tag is worth a description."""


def add(phrases: Phrases, parser: ArgumentParser) -> None:
    """Add the options of `mujaz tags` and the commands below it."""
    say = phrases.gettext
    told = say("tell each tag and each pair as a line of JSON")
    parser.add_argument("--json", action="store_true", help=told)
    verbs = parser.add_subparsers(dest="verb", metavar="COMMAND", title=say("commands"))
    for name, summary, arguments in (
        ("merge", say("make several tags one, in every article and in tags.yml"), _merge),
        ("rename", say("write a tag otherwise, in every article and in tags.yml"), _rename),
        ("propose", say("propose what tags.yml should describe"), _propose),
    ):
        arguments(phrases, verbs.add_parser(name, help=summary, description=summary))


def _merge(phrases: Phrases, parser: ArgumentParser) -> None:
    say = phrases.gettext
    parser.add_argument("tags", nargs="+", metavar="TAG", help=say("tags that are one"))
    parser.add_argument(
        "--into", required=True, metavar="LABEL", help=say("how that one is written from now on")
    )
    add_dry_run(phrases, parser)


def _rename(phrases: Phrases, parser: ArgumentParser) -> None:
    say = phrases.gettext
    parser.add_argument("old", metavar="OLD", help=say("a tag, in any of its spellings"))
    parser.add_argument("new", metavar="NEW", help=say("how it is written from now on"))
    add_dry_run(phrases, parser)


def _propose(phrases: Phrases, parser: ArgumentParser) -> None:
    say = phrases.gettext
    parser.add_argument(
        "--least",
        type=as_argument(count, phrases),
        default=RECURRING,
        metavar="N",
        help=say("articles in which a tag recurs ({number}, unless said)").format(
            number=phrases.number(RECURRING)
        ),
    )
    told = say("put the proposal at the end of tags.yml")
    parser.add_argument("--write", action="store_true", help=told)
