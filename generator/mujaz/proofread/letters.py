"""What can be wrong in the letters of a text: spaces, punctuation, quotation marks, digits."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from mujaz.errors import Message, message
from mujaz.proofread import masks

_DOUBLED = re.compile(r"(?<=\S)[ ]{2,}(?=\S)")
_LATIN = re.compile(r"(?<=[\u0620-\u064a\u064b-\u0652\u066e-\u06d3])[,;?](?=\s|\Z)")
"""Behind an Arabic letter or vowel sign, at the end of a word: nothing else is plainly wrong."""
ARABIC = {",": "،", ";": "؛", "?": "؟"}
_PAIRS = {"»": "«", "”": "“", "›": "‹"}
_MARKS = re.compile(r"[«»“”‹›]")
_STRAIGHT = re.compile(r'(?<!\d)"|(?<=\d)"(?=\w)')
"""Behind a digit it may mean inches, or seconds of arc."""
_NUMBER = re.compile(r"(?<![A-Za-z\d])[0-9٠-٩۰-۹][0-9٠-٩۰-۹.,٫٬]*(?![A-Za-z])")
_KINDS = {"0": "0123456789", "٠": "٠١٢٣٤٥٦٧٨٩", "۰": "۰۱۲۳۴۵۶۷۸۹"}
_KIND_OF = {digit: kind for kind, digits in _KINDS.items() for digit in digits}


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found in a text, and where."""

    rule: str
    at: int
    problem: Message
    mend: Message


def wrong(text: str) -> Iterator[Found]:
    """Yield what is wrong in a text, rule by rule; what is no prose is not looked at."""
    shown = masks.prose(text)
    yield from _doubled(shown)
    yield from _latin(shown)
    yield from _unbalanced(shown)
    yield from _mixed(shown)


def mended(text: str, rules: Collection[str]) -> str:
    """Return a text with what `--fix` may correct corrected; quotations and links stay as they are.

    >>> mended("قال  لهم, ثم «عاد  هو, وهم»", ("doubled-space", "latin-punctuation"))
    'قال لهم، ثم «عاد  هو, وهم»'
    """
    own, edits = masks.own(text), list[tuple[tuple[int, int], str]]()
    if "doubled-space" in rules:
        edits += [(found.span(), " ") for found in _DOUBLED.finditer(own)]
    if "latin-punctuation" in rules:
        edits += [(found.span(), ARABIC[found[0]]) for found in _LATIN.finditer(own)]
    for (start, end), put in sorted(edits, reverse=True):
        text = text[:start] + put + text[end:]
    return text


def _doubled(shown: str) -> Iterator[Found]:
    for found in _DOUBLED.finditer(shown):
        problem = message("there are two spaces between two words")
        mend = message("leave one; mujaz check --fix does so outside quotations")
        yield Found("doubled-space", found.start(), problem, mend)


def _latin(shown: str) -> Iterator[Found]:
    for found in _LATIN.finditer(shown):
        problem = message("there is a Latin “{sign}” in Arabic text", sign=found[0])
        mend = message(
            "write “{sign}”; mujaz check --fix does so outside quotations", sign=ARABIC[found[0]]
        )
        yield Found("latin-punctuation", found.start(), problem, mend)


def _unbalanced(shown: str) -> Iterator[Found]:
    """Yield marks without their other half.

    A quotation of several paragraphs may open again in each, and may close at the end of each.
    """
    mend = message("write the other half, or take this one out")
    for sign, at in (*_lone(shown), *_lone_straight(shown)):
        problem = message("the quotation mark {sign} has no other half", sign=sign)
        yield Found("unbalanced-quotes", at, problem, mend)


def _lone(shown: str) -> Iterator[tuple[str, int]]:
    if "„" in shown:  # in German “ closes, and what opens and what closes cannot be told
        return
    opened: list[tuple[str, int]] = []
    for found in _MARKS.finditer(shown):
        sign, again = found[0], _begins_paragraph(shown, found.start())
        if sign in _PAIRS:
            if any(one == _PAIRS[sign] for one, _ in opened):
                while opened.pop()[0] != _PAIRS[sign]:
                    pass
            else:
                yield sign, found.start()
        elif not (again and any(one == sign for one, _ in opened)):
            opened.append((sign, found.start()))
    yield from opened


def _begins_paragraph(shown: str, at: int) -> bool:
    line = shown[:at].rpartition("\n")[2]
    return not line.strip(f"> {masks.HIDDEN}")


def _lone_straight(shown: str) -> Iterator[tuple[str, int]]:
    places = [found.start() for found in _STRAIGHT.finditer(shown)]
    inches = shown.count('"') - len(places)
    if len(places) % 2 and not inches:
        yield '"', places[-1]


def _mixed(shown: str) -> Iterator[Found]:
    """Yield the first number of the kind that is rarer in a text of several kinds."""
    kinds: Counter[str] = Counter()
    first: dict[str, re.Match[str]] = {}
    for found in _NUMBER.finditer(shown):
        for kind in {_KIND_OF[digit] for digit in found[0] if digit in _KIND_OF}:
            kinds[kind] += 1
            first.setdefault(kind, found)
    if len(kinds) > 1:
        rare = min(kinds, key=lambda kind: (kinds[kind], -first[kind].start()))
        problem = message("the number {number} is in other digits", number=first[rare][0])
        mend = message("write all numbers of a text in one kind of digits")
        yield Found("mixed-digits", first[rare].start(), problem, mend)
