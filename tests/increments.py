"""A build of what changed, held against a clean one: the same site, the same words about it."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from builders import EMPTY, host
from edits import break_one, describe_tag, edit, lay_template, meddle, spoil, write_prose
from links import Site
from mujaz import digest, press, workshop
from mujaz.digest import Digest
from mujaz.errors import BuildError
from mujaz.outcome import Built

NOISY = (meddle, spoil, break_one, lay_template, describe_tag, write_prose)
"""Edits that spoil a site by hand, or that builds are often refused for."""
KEPT = ("content", "overrides", "mkdocs.yml")


class DiffersError(AssertionError):
    """A build of what changed is not what a clean one is."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build came to."""

    kind: str
    """Good, refused for complaints, or failed."""
    said: frozenset[str]
    site: dict[str, bytes]


def tree(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def outcome(made: Digest, *, workers: int = 1) -> Outcome:
    """Build a digest as the command does; its mkdocs.yml is read anew."""
    made = digest.find(made.root)
    make = partial(workshop.make, host=host, workers=workers)
    try:
        built = press.built(made, EMPTY, make=make, workers=workers)
    except BuildError as error:
        return Outcome("failed", frozenset((str(error.problem),)), tree(made.site))
    if isinstance(built, Built):
        return Outcome("good", frozenset(built.warnings), tree(made.site))
    told = frozenset(f"{c.path}:{c.line} {c.problem}" for c in built)
    return Outcome("refused", told, tree(made.site))


def clean(made: Digest, folder: Path) -> Outcome:
    """Build a copy of a digest that has neither a cache nor a site."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in KEPT:
        source = made.root / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        elif source.exists():
            shutil.copyfile(source, folder / name)
    return outcome(digest.find(folder))


def compared(now: Outcome, anew: Outcome, before: dict[str, bytes]) -> None:
    """Raise DiffersError unless both came to the same; a build that failed changed nothing."""
    if (now.kind, now.said) != (anew.kind, anew.said):
        raise DiffersError(now.kind, sorted(now.said), "clean", anew.kind, sorted(anew.said))
    due = anew.site if now.kind == "good" else before
    wrong = [path for path in sorted(now.site | due) if now.site.get(path) != due.get(path)]
    if wrong:
        raise DiffersError(len(wrong), "wrong files", wrong[:5])


def followed(made: Digest, chance: random.Random, steps: int, counts: Counter[str]) -> None:
    """Build a digest after each of some edits, and hold it against a clean build at times.

    Raises DiffersError, with the edits that led to it.
    """
    story: list[str] = []
    for step in range(steps + 1):
        if step:
            story.append(edit(made, chance))
        before = tree(made.site)
        now = outcome(made)
        counts[f"{now.kind} builds"] += 1
        counts["with warnings"] += bool(now.said and now.kind == "good")
        if step == steps or chance.random() < 1 / 2:
            counts["clean builds beside"] += 1
            try:
                compared(now, clean(made, made.root.parent / "clean"), before)
            except DiffersError as error:
                raise DiffersError(story, *error.args) from error


MUJAZ = "from mujaz.cli import run; run()"


def killed_at_times(made: Digest, chance: random.Random, count: int, counts: Counter[str]) -> None:
    """Kill builds at any moment of theirs; raise DiffersError where that does harm."""
    began = time.monotonic()
    killed(made, 60)
    longest = 1.2 * (time.monotonic() - began)
    for _ in range(count):
        changed(made, chance)
        came_to = killed(made, chance.uniform(longest / 8, longest))
        longest *= 1.1 if came_to == "killed" else 0.9
        counts[came_to] += 1
        if broken := dead_ends(made):
            raise DiffersError(*broken[:5])
        if chance.random() < 1 / 3:
            counts["finished by the next"] += 1
            compared(outcome(made), clean(made, made.root.parent / "clean"), {})
        elif chance.random() < 1 / 2:
            counts["killed again before it was finished"] += 1
        else:
            outcome(made)


def changed(made: Digest, chance: random.Random) -> None:
    """Make some edits that no build is refused for."""
    while True:
        for _ in range(chance.randint(1, 3)):
            edit(made, chance, without=NOISY)
        if not press.prepared(digest.find(made.root), EMPTY).complaints:
            return


def killed(made: Digest, after: float) -> str:
    """Start a build, kill it after some seconds, and say whether it was over by then."""
    workers = str(1 + int(1000 * after) % 2)
    command = (sys.executable, "-c", MUJAZ, "build", "--workers", workers)
    with subprocess.Popen(
        command, cwd=made.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
    return "killed" if process.returncode == -signal.SIGKILL else "over before"


def dead_ends(made: Digest) -> list[str]:
    """Return the links of a reader's pages, from the front page on, that lead to no file."""
    site = Site(made.site)
    reached = site.reached()
    # An editor may name what is not there; that is warned of, and stays as it was written. Without
    # the extension a footnote is a link, too.
    written = (".md", ".png", "هامش.")
    ours = (link for link in site.broken() if not link.to.endswith(written))
    return sorted({f"{link.page}: {link.to}" for link in ours if link.page in reached})
