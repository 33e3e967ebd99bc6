"""A library of any size, invented: the same for the same number, on any machine.

Sentences are those of the sample dumps in random order, with invented names in them, so that words
are as many and as unevenly used as in a real archive. Ten years of days, forty sources, five tags.
"""

import datetime as dt
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

RAW = Path(__file__).parents[1] / "sample" / "raw"
SOURCES, TAGS, TAGS_EACH = 40, 400, 5
WORDS, FEWEST, MOST = 450, 6, 60
"""Words of an article, and of a sentence."""
NAMES, SPREAD = 0.15, 0.4
"""How many words of a sentence are names, and how unevenly these are used (Pareto's exponent)."""
FIRST, DAYS = dt.date(2016, 1, 1), 3650
SECTIONS = ("politics", "economy", "society", "culture", "health", "sport")
_LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهي"
_END = re.compile(r"(?<=[.؟!])\s+|\n")
_PLAIN = re.compile(r"[ء-غف-ي٠-٩0-9 .،؛؟!«»]+")
"""Arabic letters and marks of the sentence: nothing that YAML or Markdown would read."""


def library(content: Path, count: int) -> None:
    """Write a library of so many articles."""
    said, chance = list(_sentences()), random.Random(7)
    tags = [f"{_name(chance)} {_name(chance)}" for _ in range(TAGS)]
    for number in range(count):
        day = FIRST + dt.timedelta(days=number * DAYS // count)
        source = f"source{number % SOURCES:02d}"
        path = content / "articles" / f"{day:%Y}" / f"{day:%m}" / f"{source}-{number:06x}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_article(chance, said, tags, day, source), "utf-8")
    sources = (f"source{n:02d}:\n  name: صحيفة {n}\n" for n in range(SOURCES))
    (content / "sources.yml").write_text("".join(sources), "utf-8")


def _sentences() -> Iterator[str]:
    for path in sorted(RAW.glob("*.txt")):
        for sentence in _END.split(path.read_text("utf-8", "ignore")):
            if _PLAIN.fullmatch(sentence) and FEWEST <= len(sentence.split()) <= MOST:
                yield " ".join(sentence.split())


def _article(
    chance: random.Random, said: list[str], tags: list[str], day: dt.date, source: str
) -> str:
    body: list[str] = []
    while sum(paragraph.count(" ") for paragraph in body) < WORDS:
        body.append(" ".join(_told(chance, said) for _ in range(2)))
    listed = "".join(f"- '{tag}'\n" for tag in chance.sample(tags, TAGS_EACH))
    title = " ".join(chance.choice(said).split()[:7]).rstrip("،.؟!«»")
    summary = " ".join(body[0].split()[:35])
    return (
        f"---\ntitle: '{title} في {_name(chance)}'\ndate: {day}\nsource: {source}\n"
        f"section: {chance.choice(SECTIONS)}\ntags:\n{listed}summary: '{summary}'\n---\n\n"
        + "\n\n".join(body)
        + "\n"
    )


def _told(chance: random.Random, said: list[str]) -> str:
    """Return a sentence, with names in place of some of its words."""
    words = chance.choice(said).split()
    return " ".join(_name(chance) if chance.random() < NAMES else word for word in words)


def _name(chance: random.Random) -> str:
    """Return a word that few articles share, as names are; some are common, most are not."""
    return _word(int(chance.paretovariate(SPREAD)))


@cache
def _word(number: int) -> str:
    kind = random.Random(number)
    return "".join(kind.choices(_LETTERS, k=kind.choice((3, 4, 5, 6))))
