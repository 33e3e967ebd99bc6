"""Whether a site is whole whenever its build is killed, and the next build finishes.

    python tests/benchmarks/killed.py SEED COUNT

Each of COUNT builds runs in a process of its own, after some edits, and is killed at a moment of
chance's choosing. Then every page that the site leads to must be there, and a build that nobody
kills must give the site of a clean build.
"""

import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import edits
from increments import killed_at_times


def main(seed: int, count: int) -> int:
    """Kill the builds; return the exit status."""
    chance, counts = random.Random(seed), Counter[str]()
    with tempfile.TemporaryDirectory(prefix="mujaz-") as folder:
        made = edits.digest(Path(folder, "digest"), chance)
        killed_at_times(made, chance, count, counts)
    print(", ".join(f"{n} {what}" for what, n in sorted(counts.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
