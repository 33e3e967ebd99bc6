"""Whether a build of what changed gives the site of a clean build, byte for byte.

    python tests/benchmarks/incremental.py SEED COUNT

Runs COUNT sequences of random edits, each in a digest of its own, with a build after each edit. It
names the sequences that do not hold, and prints how many builds there were.
"""

import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import edits
from increments import DiffersError, followed

MOST = 6
"""Edits in a sequence."""


def main(seed: int, count: int) -> int:
    """Run the sequences; return the exit status."""
    counts: Counter[str] = Counter()
    wrong = 0
    for number in range(seed, seed + count):
        chance = random.Random(number)
        with tempfile.TemporaryDirectory(prefix="mujaz-") as folder:
            made = edits.digest(Path(folder, "digest"), chance)
            try:
                followed(made, chance, chance.randint(1, MOST), counts)
            except DiffersError as error:
                print(f"sequence {number}: {error}", flush=True)
                wrong += 1
    told = ", ".join(f"{n} {what}" for what, n in sorted(counts.items()))
    print(f"{count} sequences, {wrong} wrong: {told}")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
