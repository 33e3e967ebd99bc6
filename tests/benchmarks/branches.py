"""Pairs of branches of one digest, merged by real git: `python tests/benchmarks/branches.py 50`.

Tells of each pair that does not come out as it should, and at the end how many merged, how many
wait for a person, and how many of all of them git alone would have merged.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import merges


def main(pairs: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        room = merges.opened(merges.morning(Path(folder, "digest")), Path(folder, "bin"))
        outcomes = [(seed, merges.day(room, seed)) for seed in range(pairs)]
    wrong = [(seed, fault) for seed, merged in outcomes for fault in merged.faults]
    for seed, fault in wrong:
        print(f"{seed}: {fault}")
    clean = sum(not merged.unmerged for _, merged in outcomes)
    alone = sum(merged.git_alone for _, merged in outcomes)
    print(f"{pairs} pairs: {clean} merge and check clean, {pairs - clean} where two wrote the same")
    print(f"git alone merges {alone}; {len(wrong)} come out wrong")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 50))
