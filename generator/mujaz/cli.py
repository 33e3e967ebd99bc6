"""The command line: arguments, one call, words on the screen."""

import argparse
import datetime as dt
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from mujaz import __version__, check, ingest, library, raw, scaffold
from mujaz.check import Complaint
from mujaz.digest import Digest, find
from mujaz.errors import InvalidValueError, MujazError
from mujaz.ingest import Added, Given, Refused
from mujaz.models import Section
from mujaz.partial_date import PartialDate
from mujaz.phrases import Phrases, _, _n
from mujaz.raw import Raw

EXIT_GOOD, EXIT_COMPLAINTS, EXIT_USAGE, EXIT_INTERRUPTED = 0, 1, 2, 130


def run() -> None:
    """Run the command that the shell gave, and leave with its exit status."""
    sys.exit(main(sys.argv[1:], os.environ))


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run one command; 0 when all went well, 1 when something was refused, 2 for wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    phrases = Phrases.of(_language(environ))
    options = _parser(phrases).parse_args(arguments)
    try:
        status: int = options.command(options, phrases)
    except MujazError as error:
        _complain(_told(error, phrases, fallback="mujaz"))
        return EXIT_COMPLAINTS
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader of a pipe went away; Python would complain again when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_GOOD
    return status


def _language(environ: Mapping[str, str]) -> str:
    """Return the language to speak: English where the locale names another than Arabic.

    A locale that names none, such as C, gets Arabic: editors read what a publisher's robot prints.
    """
    names = (environ.get(key) for key in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((name for name in names if name), "C")
    return "ar" if locale.startswith(("ar", "C", "POSIX")) else "en"


def _parser(phrases: Phrases) -> argparse.ArgumentParser:
    say = phrases.gettext
    parser = argparse.ArgumentParser(
        prog="mujaz", description=say("Curated news digests, right-to-left first.")
    )
    parser.add_argument("--version", action="version", version=f"mujaz {__version__}")
    parser.add_argument(
        "--digest",
        metavar="DIR",
        type=Path,
        default=Path(),
        help=say("the digest's folder, or one inside it (this folder, unless said)"),
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for add in (_init_parser, _add_parser, _check_parser, _build_parser, _serve_parser):
        add(commands, say)
    return parser


Commands = argparse._SubParsersAction  # noqa: SLF001  argparse has no public name for it
Translate = Callable[[str], str]


def _init_parser(commands: Commands, say: Translate) -> None:  # type: ignore[type-arg]
    parser = commands.add_parser("init", help=say("start a new digest"))
    parser.add_argument("folder", nargs="?", type=Path, default=Path(), metavar="DIR")
    parser.add_argument("--name", default=say("My digest"), help=say("the digest's name"))
    parser.add_argument(
        "--url", default="https://digest.example/", help=say("where it will be published")
    )
    parser.add_argument(
        "--here",
        action="store_true",
        help=say("add what is missing to a folder that is not empty; nothing is overwritten"),
    )
    parser.set_defaults(command=_init)


def _add_parser(commands: Commands, say: Translate) -> None:  # type: ignore[type-arg]
    parser = commands.add_parser("add", help=say("make articles of text dumps of news pages"))
    parser.add_argument(
        "names",
        nargs="+",
        metavar="FILE",
        help=say("files, folders, patterns, or - for standard input"),
    )
    parser.add_argument(
        "--date",
        type=_checked(PartialDate.parse, say),
        help=say("when it was published: 2021-07-05, 2021-07 or 2021"),
    )
    parser.add_argument("--source", help=say("who published it: a name, or an id in sources.yml"))
    parser.add_argument("--link", help=say("where it stands at its publisher"))
    parser.add_argument(
        "--section",
        type=Section,
        choices=tuple(Section),
        metavar="SECTION",
        help=say("its subject: {names}").format(names=", ".join(Section)),
    )
    parser.add_argument("--draft", action="store_true", help=say("keep it out of the site for now"))
    parser.set_defaults(command=_add)


def _check_parser(commands: Commands, say: Translate) -> None:  # type: ignore[type-arg]
    parser = commands.add_parser("check", help=say("say everything that is wrong in the content"))
    parser.add_argument("--errors", action="store_true", help=say("only what would stop a build"))
    parser.set_defaults(command=_check)


def _build_parser(commands: Commands, say: Translate) -> None:  # type: ignore[type-arg]
    parser = commands.add_parser("build", help=say("check the content and build the site"))
    parser.add_argument("--strict", action="store_true", help=say("take every warning as an error"))
    parser.set_defaults(command=_build)


def _serve_parser(commands: Commands, say: Translate) -> None:  # type: ignore[type-arg]
    parser = commands.add_parser("serve", help=say("show the site in a browser while editing"))
    parser.add_argument("--address", metavar="HOST:PORT", help=say("where (127.0.0.1:8000)"))
    parser.set_defaults(command=_serve)


def _checked(parse: Callable[[str], PartialDate], say: Translate) -> Callable[[str], PartialDate]:
    def parsed(text: str) -> PartialDate:
        try:
            return parse(text)
        except InvalidValueError as error:
            problem, mend = (
                say(m.template).format_map(m.values) for m in (error.problem, error.mend)
            )
            told = f"{problem}; {mend}"
            raise argparse.ArgumentTypeError(told) from error

    return parsed


def _init(options: argparse.Namespace, phrases: Phrases) -> int:
    folder: Path = options.folder
    written = scaffold.init(folder, name=options.name, url=options.url, here=options.here)
    for path in written:
        _tell(str(path))
    _tell(
        phrases.gettext("A digest is in {folder}. Next: mujaz --digest {folder} add FILE").format(
            folder=folder
        )
    )
    return EXIT_GOOD


def _add(options: argparse.Namespace, phrases: Phrases) -> int:
    digest = find(options.digest)
    known = library.load(digest.content).library
    given = Given(
        date=options.date,
        source=options.source,
        link=options.link,
        section=options.section,
        draft=options.draft,
    )
    today = dt.datetime.now().astimezone().date()
    results = ingest.add(digest.content, _raws(options.names), known, given, today=today)
    counts = Counter(_report(result, digest, phrases) for result in results)
    _tell(phrases.joined(_counts(counts, phrases)))
    return EXIT_COMPLAINTS if counts[_REFUSED] else EXIT_GOOD


def _raws(names: Sequence[str]) -> Iterator[Raw | Refused]:
    if raw.STDIN in names:
        yield from _tried(raw.STDIN, lambda: raw.read_stream(sys.stdin.buffer))
    for path in raw.named(name for name in names if name != raw.STDIN):
        yield from _tried(str(path), lambda path=path: raw.read(path))  # type: ignore[misc]


def _tried(name: str, read: Callable[[], Raw]) -> Iterator[Raw | Refused]:
    try:
        yield read()
    except MujazError as error:
        yield Refused(name=name, error=error)


_REFUSED = "refused"


def _report(result: Added | Refused, digest: Digest, phrases: Phrases) -> str:
    """Say what became of one raw article, and return the word to count it under."""
    match result:
        case Refused():
            _complain(_told(result.error, phrases, fallback=result.name))
            return _REFUSED
        case Added():
            path = _shown(digest.content / result.article.path)
            outcome = phrases.gettext(_OUTCOMES[result.outcome])
            _tell(f"{outcome}: {path}  {result.article.front.title}")
            if result.kept:
                _tell(
                    "  "
                    + phrases.gettext("kept as a person wrote it: {keys}").format(
                        keys=phrases.joined(result.kept)
                    )
                )
            return result.outcome


_OUTCOMES = {
    ingest.Outcome.ADDED: _("added"),
    ingest.Outcome.UPDATED: _("updated"),
    ingest.Outcome.UNCHANGED: _("unchanged"),
}


def _counts(counts: Mapping[str, int], phrases: Phrases) -> Iterator[str]:
    if not counts:
        yield phrases.gettext("nothing to add")
    for key, forms in _COUNTED.items():
        if counts.get(key):
            yield phrases.counted(*forms, counts[key])


_COUNTED = {
    str(ingest.Outcome.ADDED): _n("%(n)s article added", "%(n)s articles added"),
    str(ingest.Outcome.UPDATED): _n("%(n)s article updated", "%(n)s articles updated"),
    str(ingest.Outcome.UNCHANGED): _n("%(n)s article unchanged", "%(n)s articles unchanged"),
    _REFUSED: _n("%(n)s article refused", "%(n)s articles refused"),
}


def _check(options: argparse.Namespace, phrases: Phrases) -> int:
    digest = find(options.digest)
    shelf = library.load(digest.content)
    found = check.complaints(digest.content, shelf)
    chosen = check.errors(found) if options.errors else found
    _list(chosen, digest, phrases)
    if chosen:
        _complain(phrases.counted("%(n)s complaint", "%(n)s complaints", len(chosen)))
        return EXIT_COMPLAINTS
    count = len(shelf.library.articles)
    _tell(phrases.counted("%(n)s article, no complaint", "%(n)s articles, no complaint", count))
    return EXIT_GOOD


def _build(options: argparse.Namespace, phrases: Phrases) -> int:
    from mujaz import build  # noqa: PLC0415  MkDocs takes half a second, other commands need none

    digest = find(options.digest)
    found = check.complaints(digest.content, library.load(digest.content))
    wrong = check.errors(found)
    if wrong:
        _list(wrong, digest, phrases)
        _complain(phrases.gettext("The site was not built; the published one is as it was."))
        return EXIT_COMPLAINTS
    built = build.build(digest, strict=options.strict)
    for warning in built.warnings:
        _complain(warning)
    _tell(
        phrases.gettext("The site is in {folder}: {counts}.").format(
            folder=_shown(built.site),
            counts=phrases.joined(_built(built.written, built.unchanged, built.removed, phrases)),
        )
    )
    _tell(
        phrases.gettext("To see it: mujaz --digest {folder} serve").format(
            folder=_shown(digest.root)
        )
    )
    return EXIT_GOOD


def _built(written: int, unchanged: int, removed: int, phrases: Phrases) -> Iterator[str]:
    yield phrases.counted("%(n)s file written", "%(n)s files written", written)
    yield phrases.counted("%(n)s unchanged", "%(n)s unchanged", unchanged)
    if removed:
        yield phrases.counted("%(n)s removed", "%(n)s removed", removed)


def _serve(options: argparse.Namespace, phrases: Phrases) -> int:
    from mujaz import build  # noqa: PLC0415  as in _build

    del phrases  # MkDocs speaks for itself
    build.serve(find(options.digest), address=options.address)
    return EXIT_GOOD


def _list(found: Iterable[Complaint], digest: Digest, phrases: Phrases) -> None:
    for complaint in found:
        _complain(check.line(complaint, phrases, content=_shown(digest.content)))


def _told(error: MujazError, phrases: Phrases, *, fallback: str) -> str:
    where = str(error.path) if error.path else fallback
    if error.line:
        where += f":{error.line}"
    return check.say(error.problem, error.mend, phrases, where=where)


def _shown(path: Path) -> Path:
    """Return a path as the person would write it from here."""
    try:
        return path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path


def _tell(line: str) -> None:
    print(line, flush=True)


def _complain(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
