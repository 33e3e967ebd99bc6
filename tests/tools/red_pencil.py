"""What an editor would strike in summaries: `python tests/tools/red_pencil.py [TEXTS…]`.

Counts, over the sample digest or over the TEXTS named (folders of dumps, or files of JSON rows
with a `text`, and a `title` and a `kicker` where they have one), the summaries that

* begin with a connective that hangs in the air,
* leave a quotation or a bracket open,
* hold a sentence that was cut,
* have more than 70 words,
* say the headline again,

and prints each of them. It shares no list of words and no rule with the program, so that it can
disagree with it: a mark is counted, not parsed; a connective is a word of the list below.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mujaz import proposal, raw
from mujaz.proposal import Background
from mujaz.raw import Refused
from mujaz.summarise import summary

RAW = Path(__file__).parents[1] / "sample" / "raw"
TODAY = date(2026, 11, 24)
LONGEST = 70

DANGLING = re.compile(
    r"(?:و|ف)?(?:أضاف|اضاف|تابع|أردف|أوضح أن|أكد أن|قال إن|قال:|ذكر أن|أشار إلى|لفت إلى|شدد على"
    r"|من جهته|من جانبه|من ناحيته|بدوره|من جهتها|من جانبها|بدورها|في المقابل|إلى ذلك|في هذا السياق"
    r"|في سياق|في غضون ذلك|كما |كذلك|أيضا|لكن|غير أن|إلا أن|لذلك|لذا|حيث|لأن|بينما|فيما |مع ذلك"
    r"|من هنا|يذكر أن|يشار إلى|الجدير بالذكر)"
    r"|(?:فقد|ففي|فإن|ثم|وهو|وهي|وهم|وهذا|وهذه|وذلك|وتلك) "
    r"|(?:وی افزود|همچنین|اما|با این حال|در ادامه|از سوی دیگر|انہوں نے|تاہم|لیکن|دوسری جانب)\b"
    r"|(?:אבל|אך|אולם|עם זאת|הוא הוסיף|בנוסף|לדבריו)\b"
    r"|(?:However|But|Meanwhile|Moreover|He added|She added|In addition|Therefore|Also)\b"
)
MARKS = ("«»", "()", "[]")
ENDS = tuple(".؟?!…۔")
CUT = re.compile(r"[،؛,;:]$|\s(?:من|في|إلى|على|عن|أن|إن|التي|الذي|حيث|مع|و|of|the|and|to)$")
CLOSERS = "»”“\"')] "


@dataclass(frozen=True, slots=True)
class Told:
    """An article as its summary is judged."""

    name: str
    title: str
    text: str
    summary: str


def dangles(told: Told) -> bool:
    return bool(DANGLING.match(told.summary.lstrip('«"“(')))


def is_open(told: Told) -> bool:
    uneven = any(told.summary.count(a) != told.summary.count(b) for a, b in MARKS)
    plain = re.sub('(?<=[א-ת])"(?=[א-ת])', "", told.summary)
    return uneven or sum(map(plain.count, '"“”')) % 2 == 1


def is_cut(told: Told) -> bool:
    """Whether a summary ends where its article goes on, or on a word that wants another.

    An end is a full stop or the like, or a line's end in the article.
    """
    bare = told.summary.rstrip(CLOSERS)
    whole = bare.endswith(ENDS) or told.summary[-20:] in {
        line.strip()[-20:] for line in told.text.splitlines()
    }
    return bool(bare) and (not whole or bool(CUT.search(told.summary)))


def is_long(told: Told) -> bool:
    return sum(any(map(str.isalnum, word)) for word in told.summary.split()) > LONGEST


def repeats(told: Told) -> bool:
    """Whether the words of the headline stand in a row in the summary, or open it all but one."""
    title, found = told.title.split(), told.summary.split()
    opens = sum(map(str.__eq__, title, found)) >= max(len(title) - 1, 4)
    return len(title) > 3 and (f" {told.title} " in f" {told.summary} " or opens)


FAULTS: dict[str, Callable[[Told], bool]] = {
    "begin with a dangling connective": dangles,
    "leave a quotation or a bracket open": is_open,
    "hold a cut sentence": is_cut,
    "have more than 70 words": is_long,
    "say the headline again": repeats,
}


def of_dumps(folder: Path) -> Iterator[Told]:
    """Yield each dump of a folder as the program reads it; what it refuses has no summary."""
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        for item in raw.opened(path.name, path.read_bytes()):
            made = (
                item
                if isinstance(item, Refused)
                else proposal.propose(item, Background(today=TODAY))
            )
            if not isinstance(made, Refused):
                body = "\n".join(made.draft.paragraphs)
                yield Told(path.name, made.draft.title, body, str(made.made["summary"].value or ""))


def of_rows(file: Path) -> Iterator[Told]:
    """Yield each row of JSON; paragraphs stand between blank lines."""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        row = json.loads(line)
        title, kicker = row.get("title", ""), row.get("kicker", "")
        text = row["text"].replace("\ufeff", "")  # \ufeff: ZERO WIDTH NO-BREAK SPACE
        paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
        made = summary(paragraphs, title=title, kicker=kicker)
        yield Told(str(row.get("id", number)), title, text, made)


def of(path: Path) -> Iterator[Told]:
    return of_dumps(path) if path.is_dir() else of_rows(path)


def faults(told: Told) -> tuple[str, ...]:
    return tuple(name for name, has in FAULTS.items() if told.summary and has(told))


def main(paths: list[Path]) -> None:
    for path in paths:
        every = list(of(path))
        found = {told.name: faults(told) for told in every}
        counts = Counter(name for names in found.values() for name in names)
        empty = sum(not told.summary for told in every)
        print(f"{path}: {len(every)} articles, {empty} without a summary")
        for name in FAULTS:
            print(f"{counts[name]:5} {name}")
        for told in every:
            for name in found[told.name]:
                print(f"      {told.name}: {name}: {told.summary}")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or [RAW])
