"""A host's workflow, run here: its shell steps in their order, in a clean clone of a digest.

What stands in for the host is as little as can be: `actions/checkout` is `git clone`, the cache is
a folder that is copied, and pip finds in a folder the wheel that it would find on PyPI.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import yaml

from builders import ROOT
from mujaz.digest import CACHE

WHO = {
    f"GIT_{role}_{part}": "press@digest.example"
    for role in ("AUTHOR", "COMMITTER")
    for part in ("NAME", "EMAIL")
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was run: its script, what it said, and the seconds that it took."""

    script: str
    status: int
    said: str
    seconds: float


@dataclass(frozen=True)
class Machine:
    """A machine of a host: Python without Mujaz, git, and what is kept between runs."""

    folder: Path
    variables: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def new(cls, folder: Path) -> "Machine":
        """Make one whose Python has what Mujaz needs, from this one, and not Mujaz itself."""
        machine = cls(folder)
        for made in (machine.bin, machine.wheels, folder / "home", folder / "needs"):
            made.mkdir(parents=True, exist_ok=True)
        here = Path(sysconfig.get_path("purelib"))
        for package in here.iterdir():
            if "mujaz" not in package.name:
                (folder / "needs" / package.name).symlink_to(package)
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", machine.wheels]
        subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
        return machine

    @property
    def bin(self) -> Path:
        """Where commands are that go before all others: a test may put some there."""
        return self.folder / "bin"

    @property
    def wheels(self) -> Path:
        """Where pip looks instead of on PyPI."""
        return self.folder / "wheels"

    def cleaned(self) -> None:
        """Give it a Python in which nothing was installed."""
        python = self.folder / "python"
        venv.create(python, clear=True, symlinks=True, with_pip=True)
        (packages,) = python.glob("lib/python*/site-packages")
        (packages / "needs.pth").write_text(f"{self.folder / 'needs'}\n", "utf-8")

    def clone(self, origin: Path, name: str) -> Path:
        """Clone the newest commit of a digest, and nothing else."""
        folder = self.folder / name
        self.git(self.folder, "clone", "-q", "--depth=1", origin.as_uri(), str(folder))
        return folder

    def git(self, where: Path, *words: str) -> str:
        done = subprocess.run(
            ["git", *words],
            cwd=where,
            env={**self._environ, **WHO},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout.strip()

    @property
    def _environ(self) -> dict[str, str]:
        paths = (str(self.bin), str(self.folder / "python" / "bin"), os.environ["PATH"])
        return {
            "PATH": os.pathsep.join(paths),
            "HOME": str(self.folder / "home"),
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.wheels),
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "LANG": "en_GB.UTF-8",
            "RUNNER_TEMP": str(self.folder),
            **self.variables,
        }

    def run(self, script: str, where: Path, **variables: str) -> Step:
        """Run a script as hosts do: the first command that fails ends it."""
        begun = perf_counter()
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=where,
            env={**self._environ, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return Step(script, done.returncode, done.stdout, perf_counter() - begun)

    def keep(self, where: Path, key: str) -> None:
        """Keep what a clone has made, as the cache of a host does."""
        kept = self.folder / "caches" / key
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(where / CACHE, kept)

    def restore(self, where: Path, key: str) -> None:
        """Put into a clone what was kept: copies, for hosts keep no links between files."""
        if (kept := self.folder / "caches" / key).is_dir():
            shutil.copytree(kept, where / CACHE)


def actions(machine: Machine, where: Path, work: Iterable[Mapping[str, object]]) -> Iterator[Step]:
    """Run the steps of a job of GitHub's, or Forgejo's, until one fails; yield what was run."""
    for step in work:
        given = step.get("with", {})
        match str(step.get("uses", "")).split("@")[0].rpartition("actions/")[2]:
            case "cache/restore":
                machine.restore(where, given["restore-keys"])
            case "cache/save":
                machine.keep(where, given["key"].partition("$")[0])
            case "":
                known = dict.fromkeys(step.get("env", {}), "a-token")
                ran = machine.run(step["run"], where, **known)
                yield ran
                if ran.status:
                    return


def steps(file: Path, job: str) -> list[dict[str, object]]:
    """Return the steps of a job in a workflow."""
    return yaml.safe_load(file.read_text("utf-8"))["jobs"][job]["steps"]
