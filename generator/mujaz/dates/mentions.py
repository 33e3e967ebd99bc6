"""Dates as a text mentions them, whole or lacking a day or a year, and what stands beside."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from mujaz.dates import calendars
from mujaz.dates.calendars import Calendar
from mujaz.dates.shapes import Reading

# A month may be named twice: «يوليو/تموز», «تموز (يوليو)».
_MONTH: Final = r"[GHJ](?:[-/(,]?[GHJ]\)?){0,2}"
_ERA: Final = r"(?:\(?(?P<{}>h[./]?j|[hgj])\)?)?"
# Marks stand between a number and a month, not between a word and one: «المؤتمر السابع - يوليو».
_DAY: Final = r"(?:df{0,2}[-/.,]?f{0,2}|of{0,2}|Of{1,2})"
_DATE: Final = re.compile(
    rf"""
      (?P<dmy> {_DAY} {_MONTH} [-/.,(]? [fc]{{0,3}} y) {_ERA.format("e1")}
    | (?P<mdy> {_MONTH} [-/.]? d f? [-/.,]? (?:t [zg]?)? y) {_ERA.format("e2")}
    | (?P<ymd> y [-/.,]? {_MONTH} [-/.,]? d) (?! [-/.,]? y | f* [GHJ])
    | (?P<ydm> y [-,]? W ,? {_DAY} {_MONTH}) (?! [-/.,]? c* y)
    | (?P<num> F) {_ERA.format("e3")}
    | (?P<dm> {_DAY} {_MONTH})
    | (?P<my> {_MONTH} [-/,]? c* y)
    """,
    re.VERBOSE,
)
# What no day may be read from, however well a part of it looks: several days of one month, spans
# of days or years, a day something happens before or after, numbers of laws and telephones, and
# an ordinal that belongs to a noun («الأسبوع الأول من تموز»).
_BARRED: Final = re.compile(
    r"""
      [doO] f* [-/,.]? B? [doO] f* [GHJ]
    | [doO] [-/,]? B? [WwY]+ [doO] f* [GHJ]
    | B (?: [doO] f* )? [GHJ] d?
    | [do] [-,B]{1,2} F
    | [yF] B [doOF] | F-d/d
    | K:? F
    | X [WwYL]* (?: [doO] f* [GHJ] | [GHJ] | F )
    | X [xWwYdoO]{1,4} f (?: [doO] f* [GHJ] | [GHJ] | F )
    | [GHJ] [-/,]? c* y [-/B] y
    | [xKNkvpbc] O f* [GHJ]
    """,
    re.VERBOSE,
)
_DAY_NAME_BEFORE: Final = re.compile(r"w[-,.()|:]*$")
_DAY_NAME_AFTER: Final = re.compile(r"[-,.()|/]*[Ww]")
_JALALI_OR_HIJRI: Final = range(1300, 1600)
_OF_ERA: Final[dict[str, Calendar]] = {"h": "H", "g": "G", "j": "J"}


class Mention(NamedTuple):
    """A date as written; a part that is not written is None."""

    calendar: Calendar
    year: int | None
    month: int
    day: int | None
    start: int
    end: int
    weekday: int | None = None
    updated: bool = False
    """Whether it says when the text was last changed."""


def find(reading: Reading, today: dt.date) -> tuple[Mention, ...]:
    """Return the dates a text mentions, in order; none when any of them is beyond understanding."""
    if _BARRED.search(reading.shape):
        return ()
    matches = tuple(_DATE.finditer(reading.shape))
    found = [_mention(match, reading, today) for match in matches]
    known = tuple(mention for mention in found if mention)
    return tuple(_beside(known, reading)) if len(known) == len(found) else ()


def _mention(match: re.Match[str], reading: Reading, today: dt.date) -> Mention | None:
    era = match["e1"] or match["e2"] or match["e3"] or ""
    calendar = _OF_ERA[era[-1]] if era else None
    if match["num"]:
        return _in_numbers(match, reading, calendar, today)
    return _in_words(match, reading, calendar)


def _in_words(
    match: re.Match[str],
    reading: Reading,
    era: Calendar | None,
) -> Mention | None:
    tokens = [reading.tokens[at] for at in range(match.start(), match.end())]
    months = {(token.kind, token.number) for token in tokens if token.kind in "GHJ"}
    if len(months) != 1:
        return None
    kind, month = months.pop()
    calendar = _calendar(kind)
    if era and era != calendar:
        return None
    day = next((token.number for token in tokens if token.kind in "doO"), None)
    year = next((token.number for token in tokens if token.kind == "y"), None)
    return Mention(calendar, year, month, day, match.start(), match.end())


def _calendar(kind: str) -> Calendar:
    match kind:
        case "H":
            return "H"
        case "J":
            return "J"
        case _:
            return "G"


def _in_numbers(
    match: re.Match[str],
    reading: Reading,
    era: Calendar | None,
    today: dt.date,
) -> Mention | None:
    """Read day/month/year or year/month/day: the year is the part with four digits."""
    parts = re.findall(r"\d+", reading.tokens[match.start()].text)
    if len(parts[0]) == 4:  # noqa: PLR2004 - only a year has four digits
        parts.reverse()
    day, month, year = map(int, parts)
    if len(parts[2]) != 4 or max(len(parts[0]), len(parts[1])) > 2:  # noqa: PLR2004
        return None
    written = (year, month, day)
    calendar = _calendar_of_numbers(written, reading, today) if era is None else era
    if calendar is None:
        return None
    return Mention(calendar, *written, match.start(), match.end())


def _calendar_of_numbers(
    written: tuple[int, int, int],
    reading: Reading,
    today: dt.date,
) -> Calendar | None:
    """Tell the calendar of a date in bare numbers.

    «14/04/1400» is a day of 1980 in Riyadh and of 2021 in Tehran. Years that Iran has not reached
    are Hijri; of the others only Persian digits can tell, and where they do not, nobody can.
    """
    if written[0] not in _JALALI_OR_HIJRI:
        return "G"
    jalali = calendars.to_date("J", *written)
    if jalali is None or jalali > today:
        return "H"
    return "J" if reading.persian else None


def _beside(found: tuple[Mention, ...], reading: Reading) -> Iterator[Mention]:
    """Yield each date with its day name and with the last label before it."""
    before = 0
    updated = False
    for mention in found:
        gap = reading.shape[before : mention.start]
        if "U" in gap or "P" in gap:
            updated = gap.rfind("U") > gap.rfind("P")
        if mention is found[-1] and "P" not in reading.shape:
            updated = updated or "U" in reading.shape[mention.end :]  # «…، آخر تحديث 02:21»
        at = _day_name(mention, reading.shape, before, last=mention is found[-1])
        weekday = None if at is None else reading.tokens[at].number
        yield mention._replace(weekday=weekday, updated=updated)
        before = mention.end


def _day_name(mention: Mention, shape: str, before: int, *, last: bool) -> int | None:
    """Return where a date's day name stands: before it, or, after the last date, right behind."""
    if last and (after := _DAY_NAME_AFTER.match(shape, mention.end)):
        return after.end() - 1
    named = shape.rfind("W", before, mention.end)
    if named >= 0:
        return named
    bare = _DAY_NAME_BEFORE.search(shape[before : mention.start])
    return before + bare.start() if bare else None
