"""What was found in articles, kept by the digest of their files: who did not change is not read."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from mujaz import sealed
from mujaz.errors import Message
from mujaz.proofread.article import Finding

FILE = "proofread.json"
"""Its usual name, below the cache of a digest."""
_KIND = "proofread 1"

Findings = tuple[Finding, ...]


def read(file: Path, version: str) -> Mapping[str, Findings]:
    """Return what the same program found earlier, by the digests of files; nothing in doubt."""
    text = sealed.read(file, f"{_KIND} {version}")
    kept = json.loads(text) if text else {}  # what is sealed is what was written
    return {digest: tuple(map(_finding, rows)) for digest, rows in kept.items()}


def write(file: Path, version: str, findings: Mapping[str, Findings]) -> None:
    """Keep what was found, where the disk takes it; else it is found again."""
    rows = {digest: [_row(one) for one in found] for digest, found in findings.items()}
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    with suppress(OSError):
        sealed.write(file, f"{_KIND} {version}", text)


def _row(found: Finding) -> list[object]:
    said = (part for one in (found.problem, found.mend) for part in (one.template, one.values))
    return [found.rule, found.line, *said]


def _finding(row: tuple[str, int, str, dict[str, str], str, dict[str, str]]) -> Finding:
    rule, line, problem, filled, mend, filling = row
    return Finding(rule, line, Message(problem, filled), Message(mend, filling))
