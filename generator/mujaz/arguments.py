"""What the shell may say to mujaz: the commands, their options, and the words about them."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from mujaz import (
    __version__,
    build_arguments,
    edition_arguments,
    everywhere,
    init_arguments,
    merge_arguments,
    publisher_arguments,
    schema_arguments,
    tag_arguments,
    usage,
)
from mujaz.argument_values import add_dry_run, add_private, add_workers, as_argument
from mujaz.errors import Message, message
from mujaz.models import Section
from mujaz.partial_date import PartialDate
from mujaz.phrases import Phrases, _

SHELLS = ("bash", "zsh", "fish")
"""For which there is a script, in templates/completion."""
Command = Callable[[Phrases, ArgumentParser], None]


def read(arguments: Sequence[str], phrases: Phrases) -> Namespace:
    """Return the options, and under `command` the command's name.

    Raises SystemExit, as argparse does, after the help and after a word about wrong usage.
    """
    with usage.spoken(phrases):
        known = parser(phrases, frozenset(arguments))
        options = known.parse_args(arguments)
        if options.command == "add" and not options.names and options.retry is None:
            told = phrases.gettext("the following arguments are required: %s")
            known.error(told % "FILE")
        if wrong := options.wrong(options):
            known.error(phrases.say(wrong))
        return options


def parser(phrases: Phrases, given: Collection[str] | None = None) -> ArgumentParser:
    """Return what reads the options, its help in the reader's language.

    Where it is known what was `given`, only commands among that have their options: some load a
    lot for them.
    """
    say = phrases.gettext
    told = say("Curated news digests, right-to-left first.")
    parser = ArgumentParser(prog="mujaz", description=told)
    parser.set_defaults(wrong=lambda _options: None)
    parser.add_argument(
        "--version",
        action="version",
        version=f"mujaz {__version__}",
        help=say("show the version and exit"),
    )
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="COMMAND", title=say("commands")
    )
    for name, (summary, add) in _COMMANDS.items():
        command = commands.add_parser(name, help=say(summary), description=say(summary))
        if given is None or name in given:
            add(phrases, command)
    everywhere.add(phrases, parser)
    return parser


def _add(phrases: Phrases, parser: ArgumentParser) -> None:
    say = phrases.gettext
    parser.add_argument(
        "names",
        nargs="*",
        metavar="FILE",
        help=say("files, folders, patterns, addresses (https://…), or - for standard input"),
    )
    _add_said(phrases, parser)
    _add_kinds(phrases, parser)
    parser.add_argument(
        "--retry",
        type=Path,
        metavar="REPORT",
        help=say("try again what an earlier report says was refused"),
    )
    told = say("keep the lines that recur in dumps of one source, under its furniture")
    parser.add_argument("--remember-furniture", action="store_true", help=told)
    _add_bulk(phrases, parser)


def _add_kinds(phrases: Phrases, parser: ArgumentParser) -> None:
    """Add how what comes in is to be read."""
    from mujaz import raw  # noqa: PLC0415  it knows many formats, of which most commands need none

    say = phrases.gettext
    told = say("what they are, when it is not what they look like: {names}")
    parser.add_argument(
        "--as",
        dest="kind",
        choices=[kind.value for kind in raw.Format],
        metavar="KIND",
        help=told.format(names=", ".join(raw.Format)),
    )
    parser.add_argument(
        "--map",
        dest="fields",
        type=as_argument(raw.mapped, phrases),
        default={},
        metavar="MAP",
        help=say("which field of a JSON row is which of ours: title=headline,text=body"),
    )


def _add_said(phrases: Phrases, parser: ArgumentParser) -> None:
    """Add what the person says of the articles."""
    say = phrases.gettext
    parser.add_argument(
        "--date",
        type=as_argument(PartialDate.parse, phrases),
        help=say("when it was published: 2021-07-05, 2021-07 or 2021"),
    )
    parser.add_argument("--source", help=say("who published it: a name, or an id in sources.yml"))
    parser.add_argument("--link", help=say("where it stands at its publisher"))
    parser.add_argument(
        "--section",
        choices=[section.value for section in Section],
        metavar="SECTION",
        help=say("its subject: {names}").format(names=", ".join(Section)),
    )
    parser.add_argument("--draft", action="store_true", help=say("keep it out of the site for now"))


def _add_bulk(phrases: Phrases, parser: ArgumentParser) -> None:
    """Add how a batch is worked on and told of."""
    say = phrases.gettext
    _add_workers(phrases, parser)
    parser.add_argument(
        "--report",
        type=Path,
        metavar="FILE",
        help=say("write what is refused, and why, into a file for --retry"),
    )
    told = say("fetch the pictures too, and put them beside the articles")
    parser.add_argument("--images", action="store_true", help=told)
    add_private(parser)


def _add_workers(phrases: Phrases, parser: ArgumentParser) -> None:
    """Add who works on many articles, and how each is told of."""
    say = phrases.gettext
    told = say("how many processes read articles (as many as there are processors)")
    add_workers(phrases, parser, told)
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help=say("read articles on a Dask cluster: tcp://host:8786; needs mujaz[cluster]"),
    )
    told = say("tell each result as a line of JSON")
    parser.add_argument("--json", action="store_true", help=told)


def _fetch(phrases: Phrases, parser: ArgumentParser) -> None:
    told = phrases.gettext("keep what is new out of the site for now")
    parser.add_argument("--draft", action="store_true", help=told)
    _add_bulk(phrases, parser)


def _refresh(phrases: Phrases, parser: ArgumentParser) -> None:
    say = phrases.gettext
    parser.add_argument(
        "names",
        nargs="*",
        type=Path,
        metavar="FILE",
        help=say("articles, or folders of them (all articles, unless said)"),
    )
    add_dry_run(phrases, parser)
    _add_workers(phrases, parser)


def _check(phrases: Phrases, parser: ArgumentParser) -> None:
    from mujaz.complaint_formats import FORMATS  # noqa: PLC0415  it brings the proofreader

    told = phrases.gettext("only what would stop a build")
    parser.add_argument("--errors", action="store_true", help=told)
    told = phrases.gettext("fail on a warning too")
    parser.add_argument("--strict", action="store_true", help=told)
    told = phrases.gettext("correct spaces and punctuation outside quotations, links and code")
    parser.add_argument("--fix", action="store_true", help=told)
    add_dry_run(phrases, parser)
    told = phrases.gettext("tell programs: {names}").format(names=", ".join(FORMATS))
    parser.add_argument("--format", choices=tuple(FORMATS), metavar="FORMAT", help=told)
    parser.set_defaults(editions=False, wrong=_only_shown)


def _only_shown(options: Namespace) -> Message | None:
    return message("--dry-run goes with --fix") if options.dry_run and not options.fix else None


def _links(phrases: Phrases, parser: ArgumentParser) -> None:
    told = phrases.gettext("how many processes read pages (as many as there are processors)")
    add_workers(phrases, parser, told)
    told = phrases.gettext("tell each dead link as a line of JSON")
    parser.add_argument("--json", action="store_true", help=told)


def _serve(phrases: Phrases, parser: ArgumentParser) -> None:
    told = phrases.gettext("where (127.0.0.1:8000)")
    parser.add_argument("--address", metavar="HOST:PORT", help=told)


def _completion(phrases: Phrases, parser: ArgumentParser) -> None:
    told = phrases.gettext("one of {names}").format(names=", ".join(SHELLS))
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=told)


_COMMANDS: dict[str, tuple[str, Command]] = {
    "init": (_("start a new digest"), init_arguments.add),
    "add": (_("make articles of files, pages, feeds and archives"), _add),
    "fetch": (_("add what is new in the feeds that sources.yml names"), _fetch),
    "refresh": (_("make sections, summaries and tags again where nobody changed them"), _refresh),
    "check": (_("say everything that is wrong in the content"), _check),
    "tags": (_("list all tags and their likely doubles; put them in order"), tag_arguments.add),
    "edition": (_("list the editions; propose one"), edition_arguments.add),
    "schema": (_("print the JSON Schema of a file, for text editors"), schema_arguments.add),
    "merge": (_("put two versions of a file together, for git"), merge_arguments.add),
    "build": (_("check the content and build the site"), build_arguments.add),
    "join": (_("build the site of parts that were made elsewhere"), build_arguments.join),
    "links": (_("say which links within the built site lead to nothing"), _links),
    "verify": (_("compare a published site with the one built here"), publisher_arguments.verify),
    "export": (_("write the library for other programs"), publisher_arguments.export),
    "import": (_("read a library that was exported"), publisher_arguments.import_),
    "serve": (_("show the site in a browser while editing"), _serve),
    "doctor": (_("say what is there of all that is needed"), publisher_arguments.doctor),
    "completion": (_("print what lets a shell complete these words"), _completion),
}
