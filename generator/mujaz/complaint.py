"""A complaint: what is wrong in the content, where, how to mend it; and the line that says so."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath

from mujaz import frontmatter, library
from mujaz.errors import Message, MujazError
from mujaz.phrases import Phrases, _


class Severity(StrEnum):
    """An error stops a build; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


_GRAVE = {Severity.ERROR: _("error"), Severity.WARNING: _("warning")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What is wrong, where, and how to mend it."""

    severity: Severity
    path: PurePath
    """Below content/."""
    line: int
    """Counted from 1 in the file itself."""
    rule: str
    """The name of the rule that finds it."""
    problem: Message
    mend: Message


def line(complaint: Complaint, phrases: Phrases, *, content: Path) -> str:
    """Say a complaint in one line: where, what, and how to mend it."""
    return say(
        complaint.problem,
        complaint.mend,
        phrases,
        where=f"{content / complaint.path}:{complaint.line}",
    )


def ruled(complaint: Complaint, phrases: Phrases, *, content: Path) -> str:
    """Say a complaint in one line as `line` does, with how grave it is and its rule at the end."""
    grave = phrases.gettext(_GRAVE[complaint.severity])
    return f"{line(complaint, phrases, content=content)} [{grave}: {complaint.rule}]"


def say(problem: Message, mend: Message, phrases: Phrases, *, where: str) -> str:
    """Put a place, a problem and its mend into one line."""
    told = phrases.gettext("{problem}; to mend it: {mend}").format(
        problem=phrases.say(problem), mend=phrases.say(mend)
    )
    return f"{where}: {told}"


def told(error: MujazError, phrases: Phrases, *, fallback: str) -> str:
    """Say an error in one line; `fallback` is where it is when it does not say so."""
    where = str(error.path) if error.path else fallback
    if error.line:
        where += f":{error.line}"
    return say(error.problem, error.mend, phrases, where=where)


def broken(error: MujazError) -> Complaint:
    """Return the complaint of what could not be read."""
    return Complaint(
        severity=Severity.ERROR,
        path=error.path or PurePath(),
        line=error.line or 1,
        rule="schema",
        problem=error.problem,
        mend=error.mend,
    )


def wrong(
    content: Path, place: tuple[PurePosixPath, str], rule: str, problem: Message, mend: Message
) -> Complaint:
    """Return the complaint of a value that is an error where its key stands in a file."""
    path, key = place
    return Complaint(
        severity=Severity.ERROR,
        path=path,
        line=line_of(content, path, key),
        rule=rule,
        problem=problem,
        mend=mend,
    )


def line_of(content: Path, path: PurePosixPath, key: str) -> int:
    """Return where a key stands in a file of content/, counted from 1."""
    text = library.read(content, path)
    if path.suffix == ".md":
        return frontmatter.parse(frontmatter.split(text)).lines[key]
    return frontmatter.parse_yaml(text).lines.get(key, 1)
