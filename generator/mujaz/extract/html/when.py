"""The day of publication, from all that a page says of it; none where it contradicts itself."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from mujaz import arabic, dates
from mujaz.extract.draft import DateOrigin
from mujaz.extract.html import names
from mujaz.extract.html.head import Head
from mujaz.extract.html.parts import Part
from mujaz.extract.html.surroundings import says_published

_ISO: Final = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)"
    r"(?:[T ]+(?P<hour>\d\d?):?\d\d(?::?\d\d(?:[.,]\d+)?)?\s*(?P<zone>Z|UTC|GMT|[+-][\d:]{2,6})?)?"
)
_UNIVERSAL: Final = re.compile(r"Z|UTC|GMT|[+-]?00:?00")
_COMPACT: Final = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:T?\d{4,6}Z?)?")
_EITHER_WAY: Final = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}(?!\d)")
"""Numbers that may be day and month or month and day."""
_MONTHS: Final = 12
_PATH: Final = re.compile(
    r"/(?P<year>(?:19|20)\d\d)/(?:(?P<month>\d\d?)/(?P<day>\d\d?)|"
    r"[a-z_]{3,30}/(?P<month2>\d\d?)/(?P<day2>\d\d?))(?=/|$|-)"
    r"|/(?P<year3>(?:19|20)\d\d)-(?P<month3>\d\d)-(?P<day3>\d\d)(?=\D|$)"
    r"|(?<!\d)(?P<year4>(?:19|20)\d\d)(?P<month4>\d\d)(?P<day4>\d\d)(?=\D|\d{6,}|$)"
)
_DAY: Final = dt.timedelta(days=1)
_FIRST: Final = dt.date(1990, 1, 2)
"""No page is older than the web; an empty field of a database is the first of January 1970."""
_NEAR: Final = 14
"""Parts around the head of a story among which its date line stands."""
_CHANGED: Final = frozenset(
    map(
        arabic.fold,
        ("تحديث", "التحديث", "محدث", "تعديل", "updated", "update", "modified", "edited", "עודכן"),
    )
)
_MORNING, _EVENING = 12, 10


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and which statement gave it: json-ld, meta, page or address."""

    date: dt.date
    origin: DateOrigin
    hour: int | None = None
    """Of the day in universal time, where a statement gives it so: the page's day may differ."""


def find(head: Head, near: Sequence[Part], *, today: dt.date) -> Day | None:
    """Return the day of publication; None when nothing sure says it or two sure ones differ.

    `near` are the parts around the head of the story, the nearest first.
    """
    told = [*_told(head)]
    shown = [day for day in _shown(near, head.language or "") if day.date <= today]
    placed = [Day(day, "address") for day in _placed(head.link)]
    if any(day.date > today for day in (*told, *placed)):
        return None
    if told and _differ([*told, *placed]):
        return None
    if told:
        return _checked(told[0], shown)
    if _differ([*shown, *placed]):
        return None
    # Of two days side by side the first is that of publication.
    return min((*shown, *placed), key=lambda day: day.date, default=None)


def _checked(day: Day, shown: Sequence[Day]) -> Day | None:
    """Return a stated day by what the page shows; a page may show a later day: of a change."""
    for other in shown:
        if day.date - other.date > _DAY:
            return None
        if day.hour is not None and abs(day.date - other.date) == _DAY:
            later = other.date > day.date
            if day.hour >= _EVENING if later else day.hour <= _MORNING:
                return Day(other.date, day.origin)
    return day


def _differ(days: Sequence[Day]) -> bool:
    found = [day.date for day in days]
    return bool(found) and max(found) - min(found) > _DAY


def _told(head: Head) -> Iterator[Day]:
    if head.linked.date and (day := _stated(head.linked.date, "json-ld")):
        yield day
    for text in head.days:
        if day := _stated(text, "meta"):
            yield day


def _stated(text: str, origin: DateOrigin) -> Day | None:
    """Read a machine's statement: ISO 8601 mostly, else as people write."""
    bare = text.strip()
    found = _ISO.match(bare) or _COMPACT.fullmatch(bare)
    if found is None:
        read = dates.find_date_line(bare, today=dt.date.max) if _is_plain(bare, "en") else None
        return Day(read, origin) if read and read >= _FIRST else None
    date = _date(found["year"], found["month"], found["day"])
    parts = found.groupdict()
    universal = bool(parts.get("zone")) and bool(_UNIVERSAL.fullmatch(parts["zone"]))
    hour = int(parts["hour"]) if universal and parts.get("hour") else None
    return Day(date, origin, hour) if date else None


def _shown(near: Sequence[Part], language: str) -> Iterator[Day]:
    """Yield the days that date lines and <time> give, those of a change left out."""
    for part in near:
        if part.words > _NEAR or _is_changed(part):
            continue
        stamp = part.box.nearest("time")
        when = stamp.element.get("datetime") if stamp else None
        day = _stated(when, "page") if when else None
        if day is None and _is_plain(part.text, language):
            read = dates.find_date_line(part.text, today=dt.date.max)
            day = Day(read, "page") if read and read >= _FIRST else None
        if day:
            yield Day(day.date, "page")


def _is_changed(part: Part) -> bool:
    """Whether a line gives the day of a change: «آخر تحديث», and no day of publication beside."""
    if names.is_changed(part.box.names):
        return True
    words = set(arabic.words(arabic.fold(part.text)))
    return bool(words & _CHANGED) and not says_published(part.text)


def _is_plain(text: str, language: str) -> bool:
    """Whether no numbers of a text may be read two ways; Arabic pages write the day first."""
    if not language.startswith("en"):
        return True
    found = _EITHER_WAY.search(text)
    if found is None or found[1] == found[2]:
        return True
    return int(found[1]) > _MONTHS or int(found[2]) > _MONTHS


def _placed(link: str | None) -> Iterator[dt.date]:
    """Yield the days that an address holds, whole: /2020/8/24/, /2020-08-24, /20200824…."""
    for found in _PATH.finditer(unquote(urlsplit(link or "").path)):
        parts = {name.rstrip("234"): text for name, text in found.groupdict().items() if text}
        if date := _date(parts["year"], parts["month"], parts["day"]):
            yield date


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        date = dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return date if date >= _FIRST else None
