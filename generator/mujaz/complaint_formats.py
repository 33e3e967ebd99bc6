"""Complaints as programs read them: annotations, reports of code quality, SARIF, plain JSON."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from mujaz import __version__, sealed
from mujaz.complaint import Complaint, Severity
from mujaz.phrases import Phrases
from mujaz.proofread import RULES, Level

_SARIF = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_GRAVE = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def told(name: str, found: Iterable[Complaint], phrases: Phrases, *, content: Path) -> str:
    """Return complaints in one of the FORMATS; `content` is how the reader writes that folder."""
    return FORMATS[name](tuple(found), phrases, content)


def _where(complaint: Complaint, content: Path) -> str:
    return (content / complaint.path).as_posix()


def _said(complaint: Complaint, phrases: Phrases) -> str:
    problem, mend = phrases.say(complaint.problem), phrases.say(complaint.mend)
    return phrases.gettext("{problem}; to mend it: {mend}").format(problem=problem, mend=mend)


def _github(found: tuple[Complaint, ...], phrases: Phrases, content: Path) -> str:
    """Return the commands that GitHub's runner shows beside the lines of a change."""
    lines = (
        f"::{one.severity} file={_property(_where(one, content))},line={one.line},"
        f"title={_property(one.rule)}::{_data(_said(one, phrases))}"
        for one in found
    )
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _gitlab(found: tuple[Complaint, ...], phrases: Phrases, content: Path) -> str:
    """Return a report for GitLab's Code Quality: its format is Code Climate's, cut down."""
    return _json(
        [
            {
                "description": _said(one, phrases),
                "check_name": one.rule,
                "fingerprint": mark,
                "severity": _GRAVE[one.severity],
                "location": {"path": _where(one, content), "lines": {"begin": one.line}},
            }
            for one, mark in zip(found, _fingerprints(found), strict=True)
        ]
    )


def _fingerprints(found: Iterable[Complaint]) -> Iterator[str]:
    """Yield what names each complaint, and still does when lines above it come or go."""
    seen: Counter[str] = Counter()
    for one in found:
        whole = f"{one.rule} {one.path} {one.problem}"
        seen[whole] += 1
        yield sealed.digest(f"{whole} {seen[whole]}".encode())


def _plain(found: tuple[Complaint, ...], phrases: Phrases, content: Path) -> str:
    return _json(
        [
            {
                "path": _where(one, content),
                "line": one.line,
                "rule": one.rule,
                "severity": one.severity,
                "problem": phrases.say(one.problem),
                "mend": phrases.say(one.mend),
            }
            for one in found
        ]
    )


def _sarif(found: tuple[Complaint, ...], phrases: Phrases, content: Path) -> str:
    rules = [
        {
            "id": name,
            "shortDescription": {"text": phrases.gettext(rule.about)},
            "defaultConfiguration": _usual(rule.level),
        }
        for name, rule in RULES.items()
    ]
    driver = {"name": "Mujaz", "version": __version__, "rules": rules}
    results = [_result(one, phrases, content) for one in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _json({"$schema": _SARIF, "version": "2.1.0", "runs": [run]})


def _usual(level: Level) -> Mapping[str, object]:
    if level is Level.OFF:
        return {"enabled": False}
    return {"level": str(level)}


def _result(one: Complaint, phrases: Phrases, content: Path) -> Mapping[str, object]:
    place = {
        "artifactLocation": {"uri": quote(_where(one, content))},
        "region": {"startLine": one.line},
    }
    return {
        "ruleId": one.rule,
        "level": str(one.severity),
        "message": {"text": _said(one, phrases)},
        "locations": [{"physicalLocation": place}],
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


FORMATS: Mapping[str, Callable[[tuple[Complaint, ...], Phrases, Path], str]] = {
    "github": _github,
    "gitlab": _gitlab,
    "json": _plain,
    "sarif": _sarif,
}
"""Each format that `mujaz check --format` writes, and who makes it."""
