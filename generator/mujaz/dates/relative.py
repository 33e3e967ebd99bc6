"""Reading a date, absolute or counted from today."""

import datetime as dt
import re
from typing import Final

from mujaz.dates import shapes, verdict
from mujaz.dates.letters import plain
from mujaz.dates.mentions import find
from mujaz.dates.shapes import Reading, Token

_LONGEST: Final = 400
_DAYS_AGO: Final = {
    plain(phrase): days
    for days, phrases in (
        (0, ("اليوم", "الآن", "هذا اليوم")),
        (1, ("أمس", "الأمس", "بالأمس", "البارحة")),
        (2, ("أول أمس", "أول من أمس", "أمس الأول", "أول الأمس", "أول البارحة", "قبل أمس")),
    )
    for phrase in phrases
}
_SPANS: Final = {
    plain(phrase): days
    for days, phrases in (
        (1, ("يوم", "يوم واحد")),
        (2, ("يومين", "يومان")),
        (7, ("أسبوع", "أسبوع واحد")),
        (14, ("أسبوعين", "أسبوعان")),
    )
    for phrase in phrases
}
_COUNTS: Final = {
    plain(word): count
    for count, words in enumerate(
        (
            ("ثلاثة", "ثلاث"),
            ("أربعة", "أربع"),
            ("خمسة", "خمس"),
            ("ستة", "ست"),
            ("سبعة", "سبع"),
            ("ثمانية", "ثماني"),
            ("تسعة", "تسع"),
            ("عشرة", "عشر"),
        ),
        start=3,
    )
    for word in words
}
_AGO: Final = re.compile(r"(?:قبل|منذ|من) (?P<span>.+)")
_COUNTED: Final = re.compile(r"(?P<count>\S+) (?:ايام|يوما?)")
_MONTH: Final = re.compile(
    r"(?:من )?(?:(?P<last>الشهر (?:الماضي|المنصرم|الفائت))|(?:الشهر )?(?:الجاري|الحالي)|هذا الشهر)",
)
_FURNITURE: Final = frozenset("PULtAakghz-,.:()|")
_MOST_DAYS: Final = 366


def parse_date(text: str, *, today: dt.date) -> dt.date | None:
    """Return the day a text means, read on the day `today`; None where none may be claimed.

    The text is a date or a line about one, not an article: more than 400 characters are refused.
    A relative day («أمس», «منذ أسبوع», «28 من الشهر الماضي») is one only when it is all the text
    says. Hours and minutes ago are refused: midnight may lie between. So are months, and weeks
    beyond two, which sites round down.
    """
    if len(text) > _LONGEST:
        return None
    day = dt.date(today.year, today.month, today.day)
    reading = shapes.read(text)
    if any(letter in "GHJF" for letter in reading.shape):
        return verdict.settle(find(reading, day), today=day)
    return _relative(reading, day)


def _relative(reading: Reading, today: dt.date) -> dt.date | None:
    settled = zip(reading.shape, reading.tokens, strict=True)
    tokens = [token for letter, token in settled if letter not in _FURNITURE]
    if len(tokens) > 1 and tokens[0].kind == "Y":
        tokens = tokens[1:]
    said = [token for token in tokens if token.kind not in "Ww"]
    named = {token.number for token in tokens if token.kind in "Ww"}
    if not said or (named and said[0].kind in "Xs"):  # «قبل يوم الأربعاء» counts no days
        return None
    days = _days_ago([token.text for token in said])
    date = _in_month(said, today) if days is None else _earlier(today, days)
    if date is None or date > today or not named <= {date.isoweekday()}:
        return None
    return date


def _days_ago(words: list[str]) -> int | None:
    phrase = " ".join(words)
    ago = _AGO.fullmatch(phrase)
    if phrase in _DAYS_AGO or ago is None:
        return _DAYS_AGO.get(phrase)
    if counted := _COUNTED.fullmatch(ago["span"]):
        return _count(counted["count"])
    return _SPANS.get(ago["span"])


def _count(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) <= 3 else _COUNTS.get(word)  # noqa: PLR2004


def _earlier(today: dt.date, days: int) -> dt.date | None:
    return today - dt.timedelta(days=days) if days <= _MOST_DAYS else None


def _in_month(tokens: list[Token], today: dt.date) -> dt.date | None:
    """Read a day of this month or the last: «28 من الشهر الماضي», «الخامس من الشهر الجاري»."""
    if tokens[0].kind not in "doO":
        return None
    month = _MONTH.fullmatch(" ".join(token.text for token in tokens[1:]))
    if month is None:
        return None
    first = today.replace(day=1)
    if month["last"]:
        first = (first - dt.timedelta(days=1)).replace(day=1)
    date = first + dt.timedelta(days=tokens[0].number - 1)
    return date if date.month == first.month else None
