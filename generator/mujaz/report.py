"""What became of a batch, in words for a person and in lines for a machine."""

import json
import re
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mujaz import complaint, disk
from mujaz.album import Missing
from mujaz.desk import Added, Outcome
from mujaz.errors import MujazError, RawError, message
from mujaz.library import SOURCES
from mujaz.models import Source
from mujaz.phrases import Phrases, _, _n
from mujaz.raw import Refused
from mujaz.refresh import Refreshed
from mujaz.wishes import Wishes

REFUSED, MISSING = "refused", "missing"
"""What is counted beside the outcomes: refused articles, and pictures that are not to be had."""
_PLACE = re.compile(r"[/#:]")
"""What stands between the name of a thing and the place in it."""
Result = Added | Refused

_OUTCOMES = {
    Outcome.ADDED: _("added"),
    Outcome.UPDATED: _("updated"),
    Outcome.UNCHANGED: _("unchanged"),
}
_COUNTED = {
    str(Outcome.ADDED): _n("%(n)s article added", "%(n)s articles added"),
    str(Outcome.UPDATED): _n("%(n)s article updated", "%(n)s articles updated"),
    str(Outcome.UNCHANGED): _n("%(n)s article unchanged", "%(n)s articles unchanged"),
    REFUSED: _n("%(n)s article refused", "%(n)s articles refused"),
    MISSING: _n("%(n)s picture missing", "%(n)s pictures missing"),
}


def outcome(result: Result) -> str:
    """Return the word to count a result under: added, updated, unchanged or refused."""
    return REFUSED if isinstance(result, Refused) else str(result.outcome)


def enter(result: Result, found: Counter[str]) -> None:
    """Count a result, and the pictures that it lacks."""
    found[outcome(result)] += 1
    if isinstance(result, Added) and result.missing:
        found[MISSING] += len(result.missing)


def done(found: Counter[str]) -> int:
    """Return how many articles were counted."""
    return found.total() - found[MISSING]


def added_lines(added: Added, phrases: Phrases, *, content: Path) -> Iterator[str]:
    """Yield what to tell of an article: what became of it, where it is, and what was kept.

    Of one that is refreshed and stays as it was there is no news; a dry run tells the change alone.
    """
    if isinstance(added, Refreshed) and (added.dry or added.outcome is Outcome.UNCHANGED):
        if changed := added.diff(content):
            yield changed.removesuffix("\n")
        return
    said = phrases.gettext(_OUTCOMES[added.outcome])
    yield f"{said}: {content / added.article.path}  {added.article.front.title}"
    if added.kept:
        told = phrases.gettext("kept as a person wrote it: {keys}")
        yield "  " + told.format(keys=phrases.joined(added.kept))
    if added.retells:
        told = phrases.gettext("tells the story of: {article}")
        yield "  " + told.format(article=added.retells)


def missing_lines(added: Added, phrases: Phrases, *, content: Path) -> Iterator[str]:
    """Yield a complaint for each picture that an article names and that could not be had."""
    for picture in added.missing:
        where = f"{content / added.article.path}: {picture.link}"
        yield complaint.say(picture.error.problem, picture.error.mend, phrases, where=where)


def counts(found: Counter[str], phrases: Phrases) -> Iterator[str]:
    """Yield a phrase for each outcome that there was."""
    if not found.total():
        yield phrases.gettext("nothing to do")
    for key, forms in _COUNTED.items():
        if found[key]:
            yield phrases.counted(*forms, found[key])


def as_json(result: Result, phrases: Phrases, *, content: Path) -> str:
    """Return a result as one line of JSON; its keys are documented in the manual."""
    match result:
        case Refused():
            told = _refusal(result, phrases)
        case Added(missing=lacks):
            told = {
                "name": result.name,
                "outcome": outcome(result),
                "path": str(content / result.article.path),
                "title": result.article.front.title,
                **({"kept": list(result.kept)} if result.kept else {}),
                **({"story": result.retells} if result.retells else {}),
                **({"missing": [_missing(one, phrases) for one in lacks]} if lacks else {}),
            }
    return json.dumps(told, ensure_ascii=False)


def _refusal(refused: Refused, phrases: Phrases) -> dict[str, object]:
    error = refused.error
    line = {"line": error.line} if error.line else {}
    return {"name": refused.name, "outcome": REFUSED, **line, **_said(error, phrases)}


def _missing(picture: Missing, phrases: Phrases) -> dict[str, str]:
    return {"link": picture.link, **_said(picture.error, phrases)}


def _said(error: MujazError, phrases: Phrases) -> dict[str, str]:
    return {"problem": phrases.say(error.problem), "mend": phrases.say(error.mend)}


def counts_as_json(found: Counter[str]) -> str:
    """Return the counts as the last line of JSON."""
    return json.dumps({"counts": {key: found[key] for key in _COUNTED}})


def remembered(source: Source, lines: Sequence[str], phrases: Phrases) -> str:
    """Return what to tell of the lines that were written down for a source."""
    told = phrases.counted(
        "%(n)s line of {name} is in {file} now, and left out of any dump",
        "%(n)s lines of {name} are in {file} now, and left out of any dump",
        len(lines),
    )
    return told.format(name=source.name, file=SOURCES)


def remembered_as_json(source: Source, lines: Sequence[str]) -> str:
    """Return the lines that were written down for a source as one line of JSON."""
    return json.dumps({"source": source.id, "remembered": list(lines)}, ensure_ascii=False)


@dataclass(slots=True)
class Refusals:
    """The report of what was refused: lines of JSON in a file, written as they come."""

    path: Path
    wished: Mapping[str, Wishes]
    """What the person named, and how it is to be read."""
    wishes: Wishes
    """How that is to be read which nobody named, such as the feeds of `fetch`."""
    phrases: Phrases
    again: bool = False
    """Whether it is the report that is tried again: it keeps what it says until `finish`."""
    _lines: list[str] = field(default_factory=list)

    def entering(self, results: Iterable[Result]) -> Iterator[Result]:
        """Yield each result once it is written down, and finish the report after the last."""
        for result in results:
            self.enter(result)
            yield result
        self.finish()

    def enter(self, result: Result) -> None:
        """Write down at once what is to be tried again: a batch may be cut off at any moment."""
        if isinstance(result, Refused):
            self._write(result.name, _refusal(result, self.phrases))
        elif result.missing:
            lacks = [_missing(picture, self.phrases) for picture in result.missing]
            told = {"name": result.name, "outcome": MISSING, "missing": lacks}
            self._write(result.name, told)

    def _write(self, name: str, told: Mapping[str, object]) -> None:
        origin = self._origin(name)
        wishes = self.wished.get(origin, self.wishes).told()
        line = {"from": origin, **told, **({"wishes": wishes} if wishes else {})}
        self._lines.append(json.dumps(line, ensure_ascii=False))
        with disk.telling(self.path), self.path.open("a", encoding="utf-8") as file:
            file.write(f"{self._lines[-1]}\n")

    def begin(self) -> None:
        """Empty the report of an earlier batch."""
        with disk.telling(self.path), self.path.open("a" if self.again else "w"):
            pass

    def finish(self) -> None:
        """Take out what was tried again and is not refused any more; raises WriteError."""
        if self.again:
            disk.write(self.path, "".join(f"{line}\n" for line in self._lines).encode())

    def _origin(self, name: str) -> str:
        """Return what to name again: the file or address that was named, or an archive below it."""
        ends = [found.start() for found in _PLACE.finditer(name)]
        outer = [name, *(name[:end] for end in reversed(ends))]
        return next((part for part in outer if part in self.wished or _is_file(part)), name)


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except OSError:  # a name longer than names may be
        return False


def wished(options: Namespace) -> dict[str, Wishes]:
    """Return what a person names to be added, and how each is to be read.

    Raises RawError where the report that is to be tried again is none.
    """
    wishes = Wishes.of(options)
    before = refused_before(options.retry) if options.retry else {}
    again = {name: wishes.before(earlier) for name, earlier in before.items()}
    return again | dict.fromkeys(options.names, wishes)


def refused_before(path: Path) -> dict[str, Wishes]:
    """Return what an earlier report says to try again, and how it was to be read.

    Raises RawError where it is no report.
    """
    try:
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        return {str(line["from"]): Wishes.model_validate(line.get("wishes", {})) for line in lines}
    except OSError as error:
        raise _unreadable(path, str(error.strerror)) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RawError(
            message("this is no report of a batch"),
            message("name the file that --report wrote"),
            path=path,
        ) from error


def _unreadable(path: Path, reason: str) -> RawError:
    return RawError(
        message("this file cannot be read: {reason}", reason=reason),
        message("see to its name and its permissions"),
        path=path,
    )
