"""Where the story begins and ends, and what stands inside it that is not story."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from mujaz import arabic
from mujaz.extract.furniture import is_furniture, opens_tail
from mujaz.extract.lines import Line

_DATELINE = re.compile(
    r"^(?!كتب)(?P<place>[^\W\d_]+(?: [^\W\d_]+){0,2}) ?"
    r"(?:[-–—/،]? ?(?P<day>\d{1,2}[-/]\d{1,2}[-/]\d{4}) )?"
    r"(?:[-–—/،]? ?[(«] ?(?P<inside>[^)»]{2,30}) ?[)»]|"
    r"(?:[-–—/،]|(?<=\d )) ?(?P<agency>[^\d.:؛،«»()]{2,30}?))"
    r" ?(?:[-–—:]+) ?(?=\S)"
)
_BYLINE = re.compile(r"^كتبت? ?[-–—:/] ?(?P<name>[^\d.:؛،«»()]{4,40}?) ?[:–—-] ?(?=\S)")
_DATELINE_WORDS = 4
_WIRES = re.compile(
    # Agencies that others print: who they are does not say whose page this is.
    r"(?:ا ?ف ?ب|رويترز|ا ?ب|د ?ب ?ا|وفا|سانا|واس|قنا|بترا|وام|كونا|بنا|واج|وات|نوفوستي|"
    r"سبوتنيك|شينخوا|وكالات|(?:ال)?وكاله .*)"
)
_SUBHEAD_WORDS = 9
_CONTENT_LETTERS, _BEGINNING = 3, 4
_CLITICS = re.compile(r"^[وف]?(?:[بك]?ال|لل|[بل])(?=\w{3})")
_ITEM = re.compile(r"[-–•*] ?\w|\d+ ?[.)-] ?\w")
_SAYING = 2
"""Words that a line has at least to be one of a story's last."""
_GAP = 8
"""Lines that are neither sentences nor items of a list: more of them in a row part two texts."""
_ENOUGH = 0.4
"""The share of the longest text's words that the story has at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What stands before the first sentence of a story."""

    length: int = 0
    """Its characters, the space behind it too."""
    dateline: str | None = None
    sender: str | None = None
    """The paper that the dateline names; an agency that others print is none."""
    day: str | None = None
    """The date in the dateline, as it is written."""
    author: str | None = None


@dataclass(frozen=True, kw_only=True)
class Body:
    """The lines of a dump, cut in three, and what was read off the first paragraph."""

    above: tuple[Line, ...]
    paragraphs: tuple[Line, ...]
    below: tuple[Line, ...]
    opening: Opening

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of the story, folded and bare of the article."""
        return frozenset(word for line in self.paragraphs for word in content_words(line))

    @cached_property
    def folded(self) -> str:
        """The story's text, folded."""
        return "\n".join(line.folded for line in self.paragraphs)


def content_words(line: Line) -> frozenset[str]:
    """Return the beginnings of the words of a line that may recur, bare of what is written on."""
    bare = (_CLITICS.sub("", word) for word in arabic.words(line.folded))
    return frozenset(word[:_BEGINNING] for word in bare if len(word) >= _CONTENT_LETTERS)


def taken_up(line: Line, vocabulary: frozenset[str]) -> float:
    """Return the share of a line's words that a story takes up, from 0 to 1."""
    words = content_words(line)
    return len(words & vocabulary) / max(1, len(words))


def find(lines: Sequence[Line]) -> Body | None:
    """Cut a dump in three; None when nothing in it reads as a paragraph."""
    stories = _story_run(lines, tuple(_prose(lines)))
    start = next((i for i in stories if not lines[i].asks), None)
    if start is None:
        return None
    end = _end(lines, stories)
    kept = tuple(_story(lines[start:end]))
    return Body(
        above=tuple(lines[:start]),
        paragraphs=kept,
        below=tuple(lines[end:]),
        opening=read_opening(kept[0].text),
    )


def without(cut: Body, furniture: frozenset[str]) -> Body:
    """Return a body without some lines, folded; with them, where they are most of it.

    Then they are no furniture: the same story came in more than once.
    """
    first, *others = cut.paragraphs
    kept = [line for line in others if line.folded not in furniture]
    if len(kept) < len(others) / 2:
        return cut
    return replace(cut, paragraphs=(first, *kept))


def _prose(lines: Sequence[Line]) -> Iterator[int]:
    """Yield where the paragraphs are; what no full stop closes and stands twice is a headline."""
    times = Counter(line.folded for line in lines)
    for i, line in enumerate(lines):
        headline = times[line.folded] > 1 and not line.closed
        if line.prose and not headline and not is_furniture(line):
            yield i


def _story_run(lines: Sequence[Line], prose: Sequence[int]) -> tuple[int, ...]:
    """Return the paragraphs that stand together and say enough, the first such.

    A page has others: a notice on cookies, blurbs of other stories, rules. Menus and lists of
    headlines, many short lines, stand between them and the story.
    """
    runs: list[list[int]] = []
    for i in prose:
        if runs and _between(lines, runs[-1][-1], i) <= _GAP:
            runs[-1].append(i)
        else:
            runs.append([i])
    said = [sum(lines[i].words for i in run) for run in runs]
    # The story stands before the site's rules and notices, which may be longer than it is.
    long = (run for run, words in zip(runs, said, strict=True) if words >= max(said) * _ENOUGH)
    return tuple(next(long, ()))


def _between(lines: Sequence[Line], last: int, following: int) -> int:
    part = lines[last + 1 : following]
    return sum(not line.closed and not _ITEM.match(line.text) for line in part)


def read_opening(text: str) -> Opening:
    """Read «السنديان - الرصيف:» or «كتب - أيمن حسن:» off the front of a paragraph."""
    dateline, byline = _DATELINE.match(text), _BYLINE.match(text)
    if byline:
        return Opening(length=byline.end(), author=byline["name"].strip())
    if dateline is None:
        return Opening()
    sender = (dateline["agency"] or dateline["inside"]).strip()
    if len(sender.split()) > _DATELINE_WORDS:
        return Opening()
    return Opening(
        length=dateline.end(),
        dateline=dateline[0].strip(),
        sender=None if _WIRES.fullmatch(arabic.fold(sender)) else sender,
        day=dateline["day"],
    )


def is_subhead(line: Line) -> bool:
    """Whether a line inside a body is the heading of what follows."""
    return line.words <= _SUBHEAD_WORDS and not line.closed and not _ITEM.match(line.text)


def _end(lines: Sequence[Line], stories: Sequence[int]) -> int:
    """Return where the story is over: after its last paragraph and the lines that belong to it."""
    tails = (i for i, line in enumerate(lines) if i > stories[0] and opens_tail(line))
    # A heading of other stories ends this one, unless the story clearly goes on below it.
    tail = next(
        (i for i in tails if not any(i < s and lines[s].closed for s in stories)), len(lines)
    )
    end = max(i for i in stories if i < tail) + 1
    while end < tail and not is_furniture(lines[end]) and _goes_on(lines, end):
        end += 1
    return end


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    """Whether a story goes on with a short line: a closed one, the next of a list, a quotation."""
    line, before = lines[at], lines[at - 1]
    if line.words < _SAYING or line.text.endswith(":"):
        return False
    listed = _ITEM.match(line.text) and _ITEM.match(before.text)
    # «كما قال الشاعر:» has the two halves of a verse after it.
    half = before.text if line.after_blank or before.prose else lines[at - 2].text
    return bool(line.closed or listed or before.text.endswith(":") or half.endswith(":"))


def _story(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the paragraphs; a heading of other stories takes the short lines below it along."""
    inside_insert = False
    for line in lines:
        if is_furniture(line):
            inside_insert = opens_tail(line)
        elif not inside_insert or line.prose:
            inside_insert = False
            yield line
