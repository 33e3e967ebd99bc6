"""Change two keys in the front matter of many articles: our surgical edit beside ruamel.yaml.

    python tests/benchmarks/front_matter.py [N]      N files, 10,000 unless said

Both keep an editor's comments and order. Prints the time of each, their ratio in this run, and how
many files came back with other bytes than those of the two keys.
"""

import io
import sys
import time

from ruamel.yaml import YAML

from mujaz import frontmatter
from mujaz.models import KEYS

CHANGES = {"summary": "خلاصة جديدة: أقصر من الأولى.", "tags": ["المياه", "السنديان"]}


def article(number: int) -> str:
    """Return an article as an editor may have left it: with comments, quotes and wide spacing."""
    return (
        "---\n"
        f"title:   'عنوان المقالة رقم {number}: تفصيل'  # راجعته سلمى\n"
        f"date: 2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}\n"
        "source: alrasif\n"
        "# وسوم اتفقنا عليها في الاجتماع\n"
        "tags:\n  - المياه   # أبقوه\n  - هيئة المياه\n"
        "summary: خلاصة أولى\n"
        "weight: 3\n"
        "---\n\nنص المقالة.\n"
    )


def surgical(text: str) -> str:
    """Edit as `mujaz add` does."""
    return frontmatter.edit(text, CHANGES, order=KEYS)


def round_trip(text: str) -> str:
    """Edit with ruamel.yaml's round-trip loader and dumper, one instance for all files."""
    document = frontmatter.split(text)
    values = RUAMEL.load(document.head)
    values.update(CHANGES)
    out = io.StringIO()
    RUAMEL.dump(values, out)
    return document.opening + out.getvalue() + document.closing + document.body


def untouched(text: str) -> list[str]:
    """Return the lines that neither edit has any business with."""
    return [line for line in text.splitlines() if not line.startswith((*CHANGES, "  -", "- "))]


def main() -> None:
    """Measure both and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    texts = [article(number) for number in range(count)]
    seconds = {}
    for name, edit in (("surgical edit", surgical), ("ruamel.yaml", round_trip)):
        start = time.perf_counter()
        results = [edit(text) for text in texts]
        seconds[name] = time.perf_counter() - start
        pairs = zip(texts, results, strict=True)
        foreign = sum(untouched(before) != untouched(after) for before, after in pairs)
        print(f"{name}: {seconds[name]:.2f} s for {count} files, {foreign} changed elsewhere")
    print(f"ratio: {seconds['ruamel.yaml'] / seconds['surgical edit']:.1f}")


RUAMEL = YAML()
RUAMEL.preserve_quotes = True
RUAMEL.width = 2**31

if __name__ == "__main__":
    main()
