"""The hooks that this repository offers to pre-commit, run by git itself."""

import os
import subprocess
import sys

import pytest
import yaml

from builders import ROOT, article, put
from mujaz.digest import Digest

HOOKS = {
    hook["id"]: hook
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
}


def git(made: Digest, *words: str) -> subprocess.CompletedProcess[str]:
    who = {
        f"GIT_{role}_{part}": "a@b.example"
        for role in ("AUTHOR", "COMMITTER")
        for part in ("NAME", "EMAIL")
    }
    environ = {**os.environ, **who, "PYTHONPATH": os.pathsep.join(sys.path), "LANG": "en_GB.UTF-8"}
    return subprocess.run(
        ["git", *words],
        cwd=made.root,
        env=environ,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def hooked(digest: Digest) -> Digest:
    """A digest in a repository whose commits are checked."""
    assert git(digest, "init", "-q").returncode == 0
    program = f'"{sys.executable}" -c "from mujaz.cli import run; run()"'
    hook = digest.root / ".git" / "hooks" / "pre-commit"
    entry = HOOKS["mujaz-check"]["entry"].replace("mujaz", program, 1)
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\n{entry}\n", "utf-8")
    hook.chmod(0o755)
    return digest


def test_a_commit_with_an_error_is_not_made_and_one_with_a_warning_is(hooked: Digest) -> None:
    broken = put(hooked.content, article("articles/b.md", date="2021", aliases=["/tags/"]))
    git(hooked, "add", "-A")
    refused = git(hooked, "commit", "-qm", "one")
    assert (refused.returncode, "[error: alias]" in refused.stderr) == (1, True)
    broken.unlink()
    put(hooked.content, article("articles/a.md"))
    git(hooked, "add", "-A")
    made = git(hooked, "commit", "-qm", "one")
    assert (made.returncode, "[warning: missing-date]" in made.stderr) == (0, True)


def test_every_hook_looks_at_the_whole_digest() -> None:
    assert set(HOOKS) == {"mujaz-check", "mujaz-fix"}
    assert not any(hook["pass_filenames"] for hook in HOOKS.values())
