"""A bar on a terminal, and nothing elsewhere."""

import io
import json
import os
import pty
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from batches import dumps
from mujaz import progress
from mujaz.digest import Digest
from mujaz.phrases import Phrases
from mujaz.steps import still

MUJAZ = (sys.executable, "-c", "from mujaz.cli import run; run()")
ENVIRON = {**os.environ, "LC_ALL": "en_GB.UTF-8", "TERM": "xterm", "COLUMNS": "120"}
COUNT = 12
CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def heard(end: int) -> str:
    """Return all that a terminal was told, until the other side is closed."""
    said = b""
    while True:
        try:
            part = os.read(end, 2**16)
        except OSError:  # so Linux says it
            part = b""
        if not part:
            return said.decode("utf-8", "replace")
        said += part


def added(digest: Digest, folder: Path, *options: str, out: object = None) -> tuple[str, str, int]:
    """Run `mujaz add` with the errors on a terminal, the words there too unless told."""
    command = [*MUJAZ, "--digest", digest.root, "add", "--workers", "1", folder, *options]
    end, other = pty.openpty()
    with subprocess.Popen(command, env=ENVIRON, stdout=out or other, stderr=other) as running:
        os.close(other)
        said = heard(end)
        words = running.stdout.read().decode() if running.stdout else ""
    os.close(end)
    return said, words, running.returncode


def test_a_terminal_sees_how_far_a_batch_is(digest: Digest, tmp_path: Path) -> None:
    said, _, status = added(digest, dumps(tmp_path / "in", COUNT))
    assert status == 0
    assert f"{COUNT}/{COUNT}" in CONTROL.sub("", said)
    assert said.count("added: ") == COUNT
    assert "articles added" in said.splitlines()[-1]
    assert "\x1b[2K" in said


def test_words_go_to_their_pipe_while_the_bar_is_on_the_terminal(
    digest: Digest, tmp_path: Path
) -> None:
    folder = dumps(tmp_path / "in", COUNT)
    (folder / "bad.txt").write_text("لا شيء", "utf-8")
    said, words, status = added(digest, folder, "--json", out=subprocess.PIPE)
    told = [json.loads(line) for line in words.splitlines()]
    assert [line.get("outcome") for line in told] == ["added"] * COUNT + ["refused", None]
    assert told[-1]["counts"]["added"] == COUNT
    assert '"outcome"' not in said
    assert f"{COUNT + 1}/{COUNT + 1}" in CONTROL.sub("", said)
    assert status == 1


def test_a_pipe_sees_no_bar(digest: Digest, tmp_path: Path) -> None:
    folder = dumps(tmp_path / "in", 3)
    command = [*MUJAZ, "--digest", digest.root, "add", "--workers", "1", folder]
    ran = subprocess.run(command, env=ENVIRON, capture_output=True, check=True)
    assert ran.stderr == b""
    assert b"\x1b" not in ran.stdout
    assert len(ran.stdout.splitlines()) == 4


@pytest.mark.parametrize(("speed", "said"), [(12.4, "12 a second"), (0.5, "30 a minute")])
def test_the_rate_is_told_in_what_fits_it(speed: float, said: str) -> None:
    assert progress._rate(speed, Phrases.of("en")) == said  # noqa: SLF001


def test_more_that_are_done_than_were_expected_are_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    with progress.shown(stream, Phrases.of("en"), lines=io.StringIO()) as step:
        step(Counter(added=3), -2)
        step(Counter(added=7), 5)
    assert "7/7" in CONTROL.sub("", stream.getvalue())


def test_where_nobody_looks_nothing_is_shown() -> None:
    stream = io.StringIO()
    with progress.shown(stream, Phrases.of("en"), lines=stream) as step:
        step(Counter(added=1), 1)
    assert stream.getvalue() == ""


def test_a_terminal_sees_what_a_build_is_at(digest: Digest) -> None:
    command = [*MUJAZ, "--digest", digest.root, "build", "--workers", "1"]
    end, other = pty.openpty()
    with subprocess.Popen(command, env=ENVIRON, stdout=subprocess.PIPE, stderr=other) as running:
        os.close(other)
        said = CONTROL.sub("", heard(end))
    os.close(end)
    assert running.returncode == 0
    steps = ("reading what changed", "making pages", "indexing for the search", "moving them into")
    places = [said.index(step) for step in steps]
    assert places == sorted(places)


def test_nobody_else_hears_of_the_steps() -> None:
    stream = io.StringIO()
    with progress.steps(stream, Phrases.of("en"), still) as went, went.at("making pages", 2):
        went.made({"a": 1.0}, 2)
    assert stream.getvalue() == ""
