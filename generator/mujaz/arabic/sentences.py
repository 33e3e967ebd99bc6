"""Sentences: where one ends, in Arabic as newspapers punctuate it, and in English."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from mujaz.arabic.letters import TATWEEL

_END = re.compile("[.؟?!…۔。！？]+")
_CLOSERS = frozenset("»”“\"’')]›")
_PAIRS = {"»": "«", ")": "(", "]": "["}
_OPENERS = frozenset(_PAIRS.values())

_QUOTES = re.compile('[«»()\\[\\]"“”„]')
_BEFORE_OPENER = frozenset(" \t\u00a0([«:،-وفبلك" + TATWEEL)  # \u00a0: NO-BREAK SPACE
_AFTER_CLOSER = frozenset(" \t\u00a0)]».,:؛،؟?!…-")  # \u00a0: NO-BREAK SPACE
_ALWAYS = frozenset("۔。！？")

_ABBREVIATIONS = (
    "dr mr mrs ms prof st jr sr vs etc no inc ltd co corp gen col lt sen rep gov capt sgt rev hon "
    "fig vol pp ed ود وأ وم تل"
)
_ABBREVIATED = frozenset(_ABBREVIATIONS.split())
"""What stands before a dot that ends no sentence, besides single letters and initials."""

_INITIALS = re.compile(rf"(?:[^\W\d_]\.)*[^\W\d_]{TATWEEL}?")
_ERA = re.compile(rf"\d\s?(?:م|ه{TATWEEL}?|ق\.?م|ص|[ap]\.?m)$", re.IGNORECASE)
"""After a number a letter is a measure, and its dot may be the sentence's too."""

_LIST_NUMBER = re.compile(r"[\d()-]{1,4}")
_OPENING = re.compile(
    "(?:و(?:[أإايتن]|قال|تابع|قد|كا|ذكر|شدد|هو|هي|هذ|ذلك|لم|لا|لكن|من|في|على|عن|بعد|مع|ختم|صرح|رأى|رد)"
    "|كما|ثم|لكن|أما|إن|هذا|هذه|يذكر|قال|أضاف|يشار|غير|لم|لا|لقد|فقد)"
)
"""How an Arabic sentence likes to begin, and a noun that follows a quotation does not."""

_TOKEN = re.compile(r"[^\s«»()\[\]\"“”„،,:؛]*$")
_FOLLOWING = re.compile(r"[\s«»()\[\]\"“”„-]*(\S{0,12})")
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3]")  # KASHMIRI YEH - YEH BARREE + HAMZA
_WINDOW = 24
_LONG_ENOUGH = 20
_TOO_LONG = 40
"""Words after which two dots end a sentence: before a new clause, or before anything at all."""


class _Stop(NamedTuple):
    """A run of marks that may end a sentence, and what stands about it."""

    marks: str
    """The run itself."""
    window: str
    """The few characters of the sentence before it."""
    glued: str
    """The character that touches it from after, its closing quotes passed over."""
    following: str
    """The beginning of the next word."""
    quoted: bool
    """Whether closing quotes stand right after the run."""
    length: int
    """Words of the sentence so far."""

    @property
    def token(self) -> str:
        """What touches the run from before, back to a space or a quote."""
        found = _TOKEN.search(self.window)
        return found[0] if found else ""


def sentences(text: str) -> tuple[str, ...]:
    """Split paragraphs into whole sentences; no character but spaces is lost.

    A line end is always an end. A full stop, a question mark or an exclamation mark is one
    unless it stands inside quotes or brackets, after an abbreviation, an initial or a list number,
    or inside a number or an address. «..» and «…» are a pause in Arabic newspapers, and an end
    only when the sentence has run long and a new clause opens. «؛» never ends a sentence. A quote
    without its partner protects nothing, so it cannot swallow what follows.
    """
    return tuple(sentence for line in text.splitlines() for sentence in _of_line(line) if sentence)


def _of_line(line: str) -> Iterator[str]:
    """Yield the sentences of one line, stripped."""
    start = 0
    for end in _ends(line):
        yield line[start:end].strip()
        start = end
    yield line[start:].strip()


def _ends(line: str) -> Iterator[int]:
    """Yield the places of a line where a sentence ends and another begins."""
    spans = _protected(line)
    span = next(spans, None)
    start = counted = length = 0
    for found in _END.finditer(line):
        while span and span[1] <= found.start():
            span = next(spans, None)
        length += len(line[counted : found.start()].split())
        counted = found.start()
        end = _past_closers(line, found.end(), span)
        if span and span[0] < found.start() and end < span[1]:
            continue
        if _is_end(_stop(line, start, found, end, length)):
            yield end
            start, counted, length = end, end, 0


def _past_closers(line: str, end: int, span: tuple[int, int] | None) -> int:
    """Return the place after the closing quotes and brackets that touch a stop."""
    while line[end : end + 1] in _CLOSERS and not (span and span[0] == end):
        end += 1
    return end


def _protected(line: str) -> Iterator[tuple[int, int]]:
    """Yield the outermost quoted and bracketed spans in order, each with both its marks.

    One pass with a stack: a closing mark takes the nearest opening one of its kind and forgets
    what stood open between them; an opening mark that is never closed protects nothing.
    """
    reversed_quotes = _points_outwards(line)
    opened: list[tuple[str, int]] = []
    counts: Counter[str] = Counter()
    spans: list[tuple[int, int]] = []
    for found in _QUOTES.finditer(line):
        mark = _mirror(found[0]) if reversed_quotes else found[0]
        opener, opens = _role(line, found.start(), mark, counts)
        if opens:
            opened.append((opener, found.start()))
            counts[opener] += 1
        elif counts[opener]:
            start = _close(opener, opened, counts)
            while spans and spans[-1][0] > start:
                spans.pop()
            spans.append((start, found.end()))
    return iter(spans)


def _points_outwards(line: str) -> bool:
    """Say whether a line quotes »so«, as some presses do."""
    return -1 < line.find("»") < line.find("«") and line.rfind("»") < line.rfind("«")


def _mirror(mark: str) -> str:
    return {"«": "»", "»": "«"}.get(mark, mark)


def _role(line: str, place: int, mark: str, counts: Counter[str]) -> tuple[str, bool]:
    """Return the opening form of a mark, and whether it opens here."""
    if mark in _OPENERS:
        return mark, True
    if mark in _PAIRS:
        return _PAIRS[mark], False
    before, after = line[place - 1 : place] or " ", line[place + 1 : place + 2] or " "
    opens, closes = before in _BEFORE_OPENER, after in _AFTER_CLOSER
    return '"', opens if opens != closes else not counts['"']


def _close(opener: str, opened: list[tuple[str, int]], counts: Counter[str]) -> int:
    """Take the nearest open mark of a kind off the stack, and all above it; return its place."""
    while True:
        mark, place = opened.pop()
        counts[mark] -= 1
        if mark == opener:
            return place


def _stop(line: str, start: int, found: re.Match[str], end: int, length: int) -> _Stop:
    """Gather what decides about one stop; looks a fixed distance back, one word ahead."""
    following = _FOLLOWING.match(line, end)
    return _Stop(
        marks=found[0],
        window=line[max(start, found.start() - _WINDOW) : found.start()],
        glued=line[end : end + 1].strip(),
        following=following[1] if following else "",
        quoted=end > found.end(),
        length=length,
    )


def _is_end(stop: _Stop) -> bool:
    """Say whether a stop ends its sentence."""
    if _ALWAYS & set(stop.marks):
        return True
    if stop.following[:1].islower() or (stop.glued and not _forgotten_space(stop)):
        return False
    opening = bool(_OPENING.match(stop.following))
    if set(stop.marks) & set("؟?!"):
        return opening or not stop.quoted
    if stop.marks != ".":
        return stop.length >= (_LONG_ENOUGH if opening else _TOO_LONG)
    return stop.quoted or not _abbreviated(stop, opening=opening)


def _forgotten_space(stop: _Stop) -> bool:
    """Say whether a stop is glued to the next Arabic word only because no one typed the space."""
    token = stop.token
    typed = not token or token[-1].isdigit() or bool(_ARABIC_LETTER.match(token[-1]))
    return bool(_ARABIC_LETTER.match(stop.glued)) and typed and not _INITIALS.fullmatch(token)


def _abbreviated(stop: _Stop, *, opening: bool) -> bool:
    """Say whether a full stop belongs to an abbreviation, an initial or a list number."""
    if _ERA.search(stop.window):
        return not (opening or stop.following.startswith("و"))
    token = stop.token.lower()
    if _LIST_NUMBER.fullmatch(token):
        return stop.length <= 1
    return token in _ABBREVIATED or bool(_INITIALS.fullmatch(token))
