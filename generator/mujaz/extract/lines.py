"""A dump as lines: cleaned, unwrapped, with the blank space before each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mujaz import arabic

WRAP_LIMIT = 100
"""No program wraps by hand at more columns than this; longer lines are whole paragraphs."""

_ENDS = re.compile(r"[.؟?!…:؛]+[\"'”»)\]]*$|[»”\"]$")
_QUOTED_END = re.compile(r"(?<![.؟?!…])[»”\"]$")
_END = 20
"""Letters at the end of a line in which it shows how it ends."""
_LEADS_ON = frozenset(("من", "في", "علي", "الي", "عن", "مع", "بين", "ان", "التي", "الذي", "غير"))
_LABELS, _LABEL_WORDS = 3, 3
"""A menu has at least so many labels, of at most so many words each."""
_SEPARATORS = re.compile(r"\s*[|/»›>\\·]\s*|\t+| {2,}|\u00a0{2,}")  # U+00A0 no-break space
_PROSE_WORDS, _CLOSED_PROSE_WORDS, _HEADLINE_WORDS = 20, 9, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line that says something."""

    text: str
    """Cleaned."""
    folded: str
    """For rules about words."""
    words: int
    after_blank: bool
    """Whether blank lines stand before it."""
    menu: bool = False
    """Whether it is several short labels in a row, as menus and breadcrumbs are."""

    @property
    def closed(self) -> bool:
        """Whether it ends as a sentence ends."""
        return bool(_ENDS.search(self.text[-_END:]))

    @property
    def asks(self) -> bool:
        """Whether it is a question or a cry of a headline's length."""
        return self.words <= _HEADLINE_WORDS and self.text.endswith(("؟", "?", "!"))

    @property
    def prose(self) -> bool:
        """Whether it reads as a paragraph: long, or of some length and closed."""
        # A headline may end in a quotation, so that alone closes only what is longer than one.
        sure = self.closed and not _QUOTED_END.search(self.text[-_END:])
        enough = _CLOSED_PROSE_WORDS if sure else _HEADLINE_WORDS if self.closed else _PROSE_WORDS
        return self.words >= enough and not self.menu


def read(text: str) -> tuple[Line, ...]:
    """Return the lines of a dump that say something, hard-wrapped ones joined."""
    lines = tuple(_lines(text))
    width = max((len(line.text) for line in lines), default=0)
    return tuple(_unwrapped(lines, width) if width <= WRAP_LIMIT else _mended(lines))


def of(text: str, *, after_blank: bool = False, menu: bool = False) -> Line:
    """Return one cleaned line with what is known of it."""
    return Line(
        text=text,
        folded=arabic.fold(text),
        words=len(arabic.words(text)),
        after_blank=after_blank,
        menu=menu,
    )


def _lines(text: str) -> Iterator[Line]:
    blank = False
    for raw in text.splitlines():
        cleaned = arabic.clean(raw).strip()
        if cleaned:
            yield of(cleaned, after_blank=blank, menu=_is_menu(raw.strip()))
        blank = not cleaned


def _is_menu(raw: str) -> bool:
    labels = [label for label in _SEPARATORS.split(raw) if label.strip()]
    named = all(
        len(label.split()) <= _LABEL_WORDS and re.search(r"[^\W\d_]", label) for label in labels
    )
    return len(labels) >= _LABELS and named and not raw.endswith((".", "؟", "!"))


def _unwrapped(lines: Sequence[Line], width: int) -> Iterator[Line]:
    """Join each line to the one before when its first word would not have fitted there."""
    together: list[Line] = []
    for line in lines:
        if together and (line.after_blank or _fits(together[-1].text, line.text, width)):
            yield _joined(together)
            together = []
        together.append(line)
    if together:
        yield _joined(together)


def _mended(lines: Sequence[Line]) -> Iterator[Line]:
    """Join a paragraph that breaks off after a word which no sentence ends in to its end."""
    broken: list[Line] = []
    for line in lines:
        if broken and not line.closed:
            yield _joined(broken)
            broken = []
        broken.append(line)
        if not _breaks_off(line):
            yield _joined(broken)
            broken = []
    yield from broken


def _breaks_off(line: Line) -> bool:
    return line.prose and not line.closed and line.folded.rpartition(" ")[2] in _LEADS_ON


def _joined(lines: Sequence[Line]) -> Line:
    """Return lines as one; each is folded and counted once, however many there are."""
    if len(lines) == 1:
        return lines[0]
    return of(" ".join(line.text for line in lines), after_blank=lines[0].after_blank)


def _fits(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) <= width
