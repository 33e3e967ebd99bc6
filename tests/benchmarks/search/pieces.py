"""A library of real text: long texts cut into pieces, each an article.

    python tests/benchmarks/search/pieces.py CONTENT TEXTS.jsonl… [--words 250]

Each line of a file is an object whose `text` is a long text. A piece ends with the first sentence
that makes it so many words; what is left of a text is a piece of its own from 40 words on.
"""

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

FEWEST, TITLE = 40, 8
_END = re.compile(r"(?<=[.؟!])\s+|\n")
_MARKUP = re.compile(r"[\"'\[\]{}#*_`<>|\\:&!%@\ufeff-]")  # ZERO WIDTH NO-BREAK SPACE


def main() -> None:
    """Write what the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("content", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--words", type=int, default=250)
    given = parser.parse_args()
    lines = (line for file in given.texts for line in file.read_text("utf-8").splitlines())
    texts = (json.loads(line)["text"] for line in lines)
    print(library(given.content, texts, given.words), "articles")


def library(content: Path, texts: Iterable[str], words: int) -> int:
    """Write a library of the pieces of texts, and return how many there are."""
    folder = content / "articles"
    folder.mkdir(parents=True)
    (content / "sources.yml").write_text("texts:\n  name: نصوص\n", "utf-8")
    number = 0
    for number, piece in enumerate((p for text in texts for p in pieces(text, words)), 1):
        title = " ".join(piece.split()[:TITLE])
        date = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
        path = folder / date[:4] / date[5:7] / f"texts-{number:06x}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        head = f"---\ntitle: '{title}'\ndate: {date}\nsource: texts\n---\n\n"
        path.write_text(f"{head}{piece}\n", "utf-8")
    return number


def pieces(text: str, words: int) -> Iterator[str]:
    """Yield a text in pieces of whole sentences, a paragraph each."""
    piece: list[str] = []
    for sentence in _END.split(text):
        piece.append(" ".join(_MARKUP.sub(" ", sentence).split()))
        if _count(piece) >= words:
            yield "\n\n".join(filter(None, piece))
            piece = []
    if _count(piece) >= FEWEST:
        yield "\n\n".join(filter(None, piece))


def _count(piece: list[str]) -> int:
    return sum(len(sentence.split()) for sentence in piece)


if __name__ == "__main__":
    main()
