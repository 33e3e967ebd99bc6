"""Index many articles and look for a few: the time, the memory and the size of it.

    python tests/benchmarks/stories.py [N]      N articles of 450 words, 100,000 unless said

The articles are made of phrases, common and rare as in a language (Zipf), so that strangers share
some; each thirtieth is a shortened copy of another, and each fifth ends like many others. Their
texts are not kept: a reader makes one again from its number, as a library would read its file.
"""

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from mujaz import stories
from mujaz.stories import Told

WORDS, COPY, ASKED = 450, 30, 300
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
CHANCE = random.Random(1)
VOCABULARY = ["".join(CHANCE.choices(LETTERS, k=CHANCE.randint(2, 7))) for _ in range(60_000)]
PHRASES = [" ".join(CHANCE.choices(VOCABULARY, k=CHANCE.randint(1, 5))) for _ in range(200_000)]
WEIGHTS = list(accumulate(1 / rank for rank in range(10, len(PHRASES) + 10)))
END = " ".join(CHANCE.choices(VOCABULARY, k=30))


def text(number: int) -> str:
    """Return the text of one article, the same each time."""
    chance = random.Random(number)
    if number % COPY == COPY - 1:
        return " ".join(text(number - 1).split()[: chance.randint(60, 200)])
    words = " ".join(chance.choices(PHRASES, cum_weights=WEIGHTS, k=WORDS // 2)).split()[:WORDS]
    return " ".join([*words, END] if number % 5 == 0 else words)


def read(key: str) -> str:
    """Return the text of an article by its key, as a library's reader would."""
    return text(int(key))


def asked(index: stories.Index, numbers: range) -> Iterator[tuple[float, bool]]:
    """Yield the milliseconds of each question, and whether the copy found its original only."""
    for number in numbers:
        copy, cache = text(number), {}
        index.alike(copy, lambda key, cache=cache: cache.setdefault(key, read(key)))
        start = time.perf_counter()
        found = index.alike(copy, cache.__getitem__)  # reading is the library's time, not ours
        taken = 1000 * (time.perf_counter() - start)
        yield taken, {match.key for match in found} == {str(number), str(number - 1)}


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        digests = {str(number): str(number) for number in range(count)}
        start = time.perf_counter()
        for key in list(digests)[: min(count, 2_000)]:
            text(int(key))
        making = (time.perf_counter() - start) / min(count, 2_000) * count
        start = time.perf_counter()
        with stories.Index.at(Path(folder)) as index:
            index.follow(digests, lambda key: Told(read(key)))
        taken = time.perf_counter() - start - making
        print(f"made: {taken:.0f} s for {count} articles ({1000 * taken / count:.2f} ms each)")
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
        print(f"size: {size / 1e6:.0f} MB, {size / count:.0f} bytes an article")
        report(Path(folder), digests)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"memory: {peak / 1024:.0f} MB at most, this program's own phrases and keys with it")


def report(folder: Path, digests: dict[str, str]) -> None:
    """Measure what an editor who adds one article waits for."""
    count = len(digests)
    start = time.perf_counter()
    with stories.Index.at(folder) as index:
        print(f"open: {1000 * (time.perf_counter() - start):.1f} ms")
        start = time.perf_counter()
        index.follow(digests, lambda key: Told(read(key)))
        print(f"follow, nothing changed: {1000 * (time.perf_counter() - start):.0f} ms")
        copies = range(COPY - 1, count, COPY)[:: max(1, count // COPY // ASKED)]
        answers = list(asked(index, copies))
        right = sum(right for _, right in answers)
        print(f"alike, a copy: {spread([taken for taken, _ in answers])}")
        print(f"copies that found their original and nothing else: {right} of {len(answers)}")
        strangers = [asked_once(index, number) for number in range(count, count + ASKED)]
        print(f"alike, a stranger: {spread(strangers)}")
        start = time.perf_counter()
        for number in range(count, count + ASKED):
            index.put(str(number), "", Told(text(number)))
        print(f"put: {1000 * (time.perf_counter() - start) / ASKED:.1f} ms, the making of it too")


def spread(times: list[float]) -> str:
    """Say the middle of some times, the time that one in twenty exceeds, and the longest."""
    ordered = sorted(times)
    middle, most = ordered[len(ordered) // 2], ordered[len(ordered) * 19 // 20]
    return f"{middle:.1f} ms, 19 of 20 within {most:.1f} ms, at most {ordered[-1]:.1f} ms"


def asked_once(index: stories.Index, number: int) -> float:
    """Return the milliseconds in which a text that no one else has is found to be so."""
    stranger = text(number)
    start = time.perf_counter()
    index.alike(stranger, read)
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    main()
