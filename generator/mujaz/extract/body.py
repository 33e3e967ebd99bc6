"""Where the story begins and ends, and what stands inside it that is not story."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mujaz import arabic
from mujaz.extract.furniture import is_furniture, opens_tail
from mujaz.extract.lines import Line

_DATELINE = re.compile(
    r"^(?!كتب)(?P<place>[^\W\d_]+(?: [^\W\d_]+){0,2}) ?"
    r"(?:[-–—/،] ?(?P<agency>[^\d.:؛،«»()]{2,30}?)|[(«] ?(?P<inside>[^)»]{2,30}) ?[)»])"
    r" ?(?:[-–—:]+) ?(?=\S)"
)
_DATELINE_WORDS = 4
_WIRES = re.compile(
    # Agencies that others print: who they are does not say whose page this is.
    r"(?:ا ?ف ?ب|رويترز|ا ?ب|د ?ب ?ا|وفا|سانا|واس|قنا|بترا|وام|كونا|بنا|واج|وات|نوفوستي|"
    r"سبوتنيك|شينخوا|وكالات|(?:ال)?وكاله .*)"
)
_SUBHEAD_WORDS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The lines of a dump, cut in three, and what was read off the first paragraph."""

    above: tuple[Line, ...]
    paragraphs: tuple[Line, ...]
    below: tuple[Line, ...]
    dateline: str | None = None
    sender: str | None = None
    """The paper that the dateline names; an agency that others print is none."""


def find(lines: Sequence[Line]) -> Body | None:
    """Cut a dump in three; None when nothing in it reads as a paragraph."""
    stories = [i for i, line in enumerate(lines) if line.prose and not is_furniture(line)]
    start = next((i for i in stories if not lines[i].asks), None)
    if start is None:
        return None
    end = _end(lines, stories)
    kept = tuple(_story(lines[start:end]))
    dateline, sender = _dateline(kept[0].text)
    return Body(
        above=tuple(lines[:start]),
        paragraphs=kept,
        below=tuple(lines[end:]),
        dateline=dateline,
        sender=sender,
    )


def _dateline(text: str) -> tuple[str | None, str | None]:
    """Return «السنديان - الرصيف:» from the front of a paragraph, and the paper named in it."""
    match = _DATELINE.match(text)
    sender = (match["agency"] or match["inside"]).strip() if match else ""
    if match is None or len(sender.split()) > _DATELINE_WORDS:
        return None, None
    return match[0].strip(), None if _WIRES.fullmatch(arabic.fold(sender)) else sender


def is_subhead(line: Line) -> bool:
    """Whether a line inside a body is the heading of what follows."""
    return line.words <= _SUBHEAD_WORDS and not line.closed


def _end(lines: Sequence[Line], stories: Sequence[int]) -> int:
    """Return where the story is over: after its last paragraph and the short ones that close it."""
    tails = (i for i, line in enumerate(lines) if i > stories[0] and opens_tail(line))
    # A heading of other stories ends this one, unless the story clearly goes on below it.
    tail = next(
        (i for i in tails if not any(i < s and lines[s].closed for s in stories)), len(lines)
    )
    end = max(i for i in stories if i < tail) + 1
    while end < tail and lines[end].closed and not is_furniture(lines[end]) and _says(lines[end]):
        end += 1
    return end


def _says(line: Line) -> bool:
    return line.words > 1 and not line.text.endswith(":")


def _story(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the paragraphs; a heading of other stories takes the short lines below it along."""
    inside_insert = False
    for line in lines:
        if is_furniture(line):
            inside_insert = opens_tail(line)
        elif not inside_insert or line.prose:
            inside_insert = False
            yield line
