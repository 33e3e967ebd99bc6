"""What the press of GitHub takes here, step by step, cold and with what it kept.

python tests/benchmarks/press.py            (the sample dumps)
python tests/benchmarks/press.py FOLDER     (a digest with mkdocs.yml and content/)
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from builders import NAMELESS, RAW
from mujaz import scaffold
from presses import Machine, actions, steps

MUJAZ = (sys.executable, "-c", "from mujaz.cli import run; run()")


def sample(folder: Path) -> None:
    """Start a digest of the sample dumps."""
    scaffold.init(folder, name="موجز السنديان", url="https://digest.example/")
    for name, source in NAMELESS.items():
        add = (*MUJAZ, "--digest", str(folder), "add", "--source", source, str(RAW / name))
        subprocess.run(add, check=True, capture_output=True)
    whole = (*MUJAZ, "--digest", str(folder), "add", str(RAW))
    subprocess.run(whole, check=True, capture_output=True)


def main(given: list[str]) -> None:
    with tempfile.TemporaryDirectory() as room:
        made = Path(room, "digest")
        if given:
            shutil.copytree(given[0], made, ignore=shutil.ignore_patterns("site", ".cache", ".git"))
            scaffold.init(made, name="موجز", url="https://digest.example/", here=True)
        else:
            sample(made)
        machine = Machine.new(Path(room, "host"))
        for words in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-qm", "one")):
            machine.git(made, *words)
        work = steps(made / ".github" / "workflows" / "publish.yml", "build")
        for name in ("cold", "restored"):
            machine.cleaned()
            print(name)
            for step in actions(machine, machine.clone(made, name), work):
                print(f"{step.seconds:8.2f} s  {step.script}", flush=True)
                if step.status:
                    sys.exit(step.said)


if __name__ == "__main__":
    main(sys.argv[1:])
