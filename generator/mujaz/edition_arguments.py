"""What the shell may say to `mujaz edition`."""

import datetime as dt
from argparse import ArgumentParser, Namespace
from pathlib import Path

from mujaz.argument_values import as_argument, count
from mujaz.choice import MOST
from mujaz.errors import InvalidValueError, Message, message
from mujaz.phrases import Phrases

TODAY = dt.date.min
"""Stands for the day on which the command runs, which only the command line knows.

It is no text, for argparse would read that as if it had been typed.
"""


def add(phrases: Phrases, parser: ArgumentParser) -> None:
    """Add the commands of `mujaz edition`."""
    say = phrases.gettext
    told = say("tell each edition as a line of JSON")
    parser.add_argument("--json", action="store_true", help=told)
    parser.set_defaults(wrong=wrong)
    verbs = parser.add_subparsers(dest="verb", metavar="COMMAND", title=say("commands"))
    for name, summary, arguments in (
        ("new", say("propose an edition of a day, a week, or some days"), _new),
        ("check", say("say which articles vanished, are drafts, or stand twice"), _check),
        ("mail", say("write an edition as a letter: HTML that mail readers show"), _copy),
        ("epub", say("write an edition as a book: EPUB"), _copy),
        ("pdf", say("write an edition for paper: PDF; needs mujaz[print]"), _copy),
    ):
        arguments(phrases, verbs.add_parser(name, help=summary, description=summary))


def wrong(options: Namespace) -> Message | None:
    """Return what in the options no parser of one option can see, or None."""
    if options.verb != "new" or not options.to:
        return None
    if options.day_day or options.week_day:
        return message("--to goes with --from")
    if options.from_day and options.from_day > options.to:
        return message("“{until}” is before “{date}”", until=options.to, date=options.from_day)
    return None


def _new(phrases: Phrases, parser: ArgumentParser) -> None:
    say, day = phrases.gettext, as_argument(_day, phrases)
    which = parser.add_mutually_exclusive_group()
    for name, told in (
        ("--day", say("one day (today, unless said)")),
        ("--week", say("the week of a day, Monday to Sunday (this week, unless said)")),
    ):
        key = f"{name.strip('-')}_day"
        which.add_argument(
            name, dest=key, type=day, metavar="DATE", help=told, nargs="?", const=TODAY
        )
    told = say("the first of some days")
    which.add_argument("--from", dest="from_day", type=day, metavar="DATE", help=told)
    parser.add_argument("--to", type=day, metavar="DATE", help=say("the last of some days (today)"))
    parser.add_argument(
        "--most",
        type=as_argument(count, phrases),
        default=MOST,
        metavar="N",
        help=say("stories at most ({number}, unless said)").format(number=phrases.number(MOST)),
    )
    parser.add_argument("--draft", action="store_true", help=say("keep it out of the site for now"))


def _check(_phrases: Phrases, parser: ArgumentParser) -> None:
    what_check_asks = {
        "errors": False,
        "strict": True,
        "fix": False,
        "dry_run": False,
        "format": None,
    }
    parser.set_defaults(command="check", editions=True, **what_check_asks)


def _copy(phrases: Phrases, parser: ArgumentParser) -> None:
    say = phrases.gettext
    told = say("an edition, such as 2026-w48 (the newest, unless said)")
    parser.add_argument("name", nargs="?", metavar="NAME", help=told)
    told = say("the file to write (in this folder, named as the edition, unless said)")
    parser.add_argument("--output", type=Path, metavar="FILE", help=told)


def _day(text: str) -> dt.date:
    """Read a day; raises InvalidValueError."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        problem = message("“{text}” is not a day", text=text)
        raise InvalidValueError(problem, message("write it as 2021-07-07")) from error
