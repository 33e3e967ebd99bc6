"""The command line: arguments, one call, words on the screen."""

import datetime as dt
import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from time import perf_counter

from mujaz import arguments, bulk, check, cycles, progress, usage, workshop
from mujaz.check import Complaint
from mujaz.desks import DESKS
from mujaz.digest import Digest, find, shown
from mujaz.errors import MujazError
from mujaz.phrases import Phrases
from mujaz.telling import Aside, Asked, Bar, Failed, Note, Said

EXIT_GOOD, EXIT_COMPLAINTS, EXIT_BROKEN, EXIT_INTERRUPTED = 0, 1, 70, 130
"""As the manual tells; what is broken is Mujaz itself (EX_SOFTWARE of sysexits.h)."""


def run() -> None:
    """Run the command that the shell gave, and leave with its exit status."""
    status = main(sys.argv[1:], os.environ)
    cycles.over()
    sys.exit(status)


def main(given: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run one command; return 0 when all went well, 1 when something was refused.

    Where Mujaz itself is at fault it is 70. Raises SystemExit with 2 for wrong usage, and with 0
    after the help.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        return _run(given, Phrases.of(usage.language(environ)), environ)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader of a pipe went away; Python would complain again when it flushes at the end.
        for stream in (sys.stdout, sys.stderr):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return EXIT_GOOD


def _run(given: Sequence[str], phrases: Phrases, environ: Mapping[str, str]) -> int:
    try:
        options = arguments.read(given, phrases)
        if desk := DESKS.get(options.command):
            stream = None if options.quiet else sys.stderr
            steps = partial(progress.steps, stream, phrases, perf_counter)
            return _told(desk(Asked(options, phrases, environ, _today(), steps)), options)
        return _COMMANDS[options.command](options, phrases)
    except MujazError as error:
        _trace(given)
        _complain(check.told(error, phrases, fallback="mujaz"))
        return EXIT_COMPLAINTS
    except BrokenPipeError:
        raise  # no fault of ours
    except Exception as error:  # noqa: BLE001  the last door: a person sees one line, with a mend
        _trace(given)
        _complain(usage.failed(error, phrases))
        return EXIT_BROKEN
    finally:
        sys.stdout.flush()  # argparse does not, and a broken pipe must show while it can be caught


def _trace(given: Sequence[str]) -> None:
    """Say where an error came up, to those who asked for it."""
    if "--debug" in given:
        traceback.print_exc()


def _add(options: Namespace, phrases: Phrases) -> int:
    from mujaz import intake  # noqa: PLC0415  a build takes nothing in

    telling = intake.Telling(options, phrases, _bar(options, phrases))
    return _told(telling.added(sys.stdin.buffer, today=_today()), options)


def _fetch(options: Namespace, phrases: Phrases) -> int:
    from mujaz import intake  # noqa: PLC0415  as above

    telling = intake.Telling(options, phrases, _bar(options, phrases))
    return _told(telling.fetched(today=_today()), options)


def _refresh(options: Namespace, phrases: Phrases) -> int:
    from mujaz import intake  # noqa: PLC0415  as above

    return _told(intake.Telling(options, phrases, _bar(options, phrases)).refreshed(), options)


def _bar(options: Namespace, phrases: Phrases) -> Bar:
    stream = None if options.quiet else sys.stderr
    return partial(progress.shown, stream, phrases, lines=sys.stdout)


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _serve(options: Namespace, phrases: Phrases) -> int:
    from mujaz import serving  # noqa: PLC0415  a build needs no server
    from mujaz.build_desk import host  # noqa: PLC0415  nor do other commands need a build
    from mujaz.proof import Proof, Reading  # noqa: PLC0415  as above

    digest, workers = find(options.digest), bulk.processes(None)
    with cycles.undisturbed():
        reading = Reading.of(digest, workers=workers)
    if reading.complaints:
        _list(reading.complaints, digest, phrases)
        return EXIT_COMPLAINTS
    if digest.alone:
        proof = Proof(reading, os.environ, make=partial(workshop.add, host=host), say=_complain)
        serving.serve(proof, phrases, address=options.address, say=_complain)
    else:
        host().serve(digest, address=options.address, say=_complain)
    return EXIT_GOOD


_COMMANDS: dict[str, Callable[[Namespace, Phrases], int]] = {
    "add": _add,
    "fetch": _fetch,
    "refresh": _refresh,
    "serve": _serve,
}


def _list(found: Iterable[Complaint], digest: Digest, phrases: Phrases) -> None:
    for complaint in found:
        _complain(check.line(complaint, phrases, content=shown(digest.content)))


def _told(said: Iterable[Said], options: Namespace) -> int:
    """Put on the screen what a desk says, as it says it, and return the exit status."""
    status = EXIT_GOOD
    for line in said:
        match line:
            case Failed():
                status = EXIT_COMPLAINTS
            case Aside():
                status = EXIT_COMPLAINTS if line.stops else status
                _complain(line.text)
            case Note():
                _note(options, line.text)
            case _:
                _tell(line)
    return status


def _note(options: Namespace, *lines: str) -> int:
    """Tell what was done, to those who want to hear it."""
    return EXIT_GOOD if options.quiet else _tell(*lines)


def _tell(*lines: str) -> int:
    for line in lines:
        print(line, flush=True)
    return EXIT_GOOD


def _complain(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
