"""Days of the three calendars as Gregorian days; None for a day that calendar does not have."""

import datetime as dt
from collections.abc import Callable
from typing import Final, Literal

from hijridate import Hijri

Calendar = Literal["G", "H", "J"]

# Nobody's archive of news is older; a smaller "year" beside a Gregorian month is a slip.
_FIRST_GREGORIAN: Final = 1800
# Iran made the solar Hijri calendar law in 1304 (1925).
_JALALI_YEARS: Final = range(1304, 1498)
_JALALI_LEAPS: Final = (1, 5, 9, 13, 17, 22, 26, 30)
_JALALI_CYCLE: Final = 33
_NOWRUZ_1400: Final = dt.date(2021, 3, 21).toordinal()
_LONG_MONTH: Final = 30


def to_date(calendar: Calendar, year: int, month: int, day: int) -> dt.date | None:
    """Return the Gregorian day of a date, None where the calendar has no such day.

    A Hijri date follows Umm al-Qura, within the years `hijridate` has tables for. The thirtieth
    of a month that has twenty-nine days there is the day after them, because a country that
    sights the moon may have had it: see `is_settled`.
    """
    return _RECKONINGS[calendar](year, month, day)


def is_settled(calendar: Calendar, year: int, month: int, day: int) -> bool:
    """Tell whether a date that `to_date` accepts needs no other date beside it to be believed."""
    return calendar != "H" or day < _LONG_MONTH or _hijri_exactly(year, month, day) is not None


def years_near(calendar: Calendar, day: dt.date) -> tuple[int, ...]:
    """Return the years of a calendar in which a date close to `day` may lie."""
    middles = {"G": day.year, "H": (day.year - 622) * 33 // 32 + 1, "J": day.year - 621}
    middle = middles[calendar]
    return (middle - 1, middle, middle + 1)


def _gregorian(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if year >= _FIRST_GREGORIAN else None
    except ValueError:
        return None


def _hijri_exactly(year: int, month: int, day: int) -> dt.date | None:
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return dt.date(found.year, found.month, found.day)


def _hijri(year: int, month: int, day: int) -> dt.date | None:
    exact = _hijri_exactly(year, month, day)
    if exact or day != _LONG_MONTH:
        return exact
    eve = _hijri_exactly(year, month, day - 1)
    return eve and eve + dt.timedelta(days=1)


def _jalali_leaps_before(year: int) -> int:
    cycles, rest = divmod(year - 1, _JALALI_CYCLE)
    return cycles * len(_JALALI_LEAPS) + sum(leap <= rest for leap in _JALALI_LEAPS)


def _jalali_month_length(year: int, month: int) -> int:
    if month <= 6:  # noqa: PLR2004 - spring and summer have the long months
        return 31
    if month < 12 or year % _JALALI_CYCLE in _JALALI_LEAPS:  # noqa: PLR2004 - Esfand is last
        return 30
    return 29


def _jalali(year: int, month: int, day: int) -> dt.date | None:
    """Reckon by the 33-year cycle, which equals Iran's observed calendar in all these years.

    K. M. Borkowski, "The Persian calendar for 3000 years", Earth, Moon, and Planets 74 (1996),
    223-230: the cycle holds, unbroken, from 1210 to 1634.
    """
    if year not in _JALALI_YEARS or not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        return None
    if not 1 <= day <= _jalali_month_length(year, month):
        return None
    leaps = _jalali_leaps_before(year) - _jalali_leaps_before(1400)
    before = sum(_jalali_month_length(year, earlier) for earlier in range(1, month))
    return dt.date.fromordinal(
        _NOWRUZ_1400 + 365 * (year - 1400) + leaps + before + day - 1,
    )


_RECKONINGS: Final[dict[Calendar, Callable[[int, int, int], dt.date | None]]] = {
    "G": _gregorian,
    "H": _hijri,
    "J": _jalali,
}
