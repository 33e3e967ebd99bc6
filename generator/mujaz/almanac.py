"""A day in the calendars of the Hijra: the lunar one of Umm al-Qura, and the solar one of Iran."""

from datetime import date
from typing import NamedTuple

from hijridate import Gregorian

from mujaz.errors import message

_LUNAR_FROM, _LUNAR_TO = date(1924, 8, 1), date(2077, 11, 16)
"""The days for which hijridate's tables of Umm al-Qura hold."""
_SOLAR_FROM, _SOLAR_TO = date(1925, 3, 31), date(2122, 3, 20)
"""From the law that made the solar calendar Iran's, as long as the rule of 33 years holds."""
_LONG = 31 * 6
"""Days of the first six months, of 31 days each; those that follow have 30."""
LUNAR_MONTHS = (
    message("Muharram"),
    message("Safar"),
    message("Rabi al-Awwal"),
    message("Rabi al-Thani"),
    message("Jumada al-Ula"),
    message("Jumada al-Akhira"),
    message("Rajab"),
    message("Shaban"),
    message("Ramadan"),
    message("Shawwal"),
    message("Dhu al-Qada"),
    message("Dhu al-Hijja"),
)
SOLAR_MONTHS = (
    *("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور"),
    *("مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"),
)


class Day(NamedTuple):
    """A day of any calendar."""

    year: int
    month: int
    day: int


def lunar(when: date) -> Day | None:
    """Return a day in the calendar of Umm al-Qura; None where its tables do not reach.

    >>> lunar(date(2021, 7, 5))
    Day(year=1442, month=11, day=25)
    """
    if not _LUNAR_FROM <= when <= _LUNAR_TO:
        return None
    return Day(*Gregorian.fromdate(when).to_hijri().datetuple())


def solar(when: date) -> Day | None:
    """Return a day in the solar calendar of Iran; None where the rule for it does not hold.

    >>> solar(date(2021, 3, 20)), solar(date(2021, 3, 21))
    (Day(year=1399, month=12, day=30), Day(year=1400, month=1, day=1))
    """
    if not _SOLAR_FROM <= when <= _SOLAR_TO:
        return None
    year = when.year - 621
    if when.toordinal() < _new_year(year):
        year -= 1
    passed = when.toordinal() - _new_year(year)
    month, day = divmod(passed, 31) if passed < _LONG else divmod(passed - _LONG, 30)
    return Day(year, month + (1 if passed < _LONG else 7), day + 1)


def _new_year(year: int) -> int:
    """Return the first day of a solar year, as `date` counts days.

    Eight years of 33 are leap years, as ICU reckons (persncal.cpp), whose days these are.
    """
    return _EPOCH + 365 * (year - 1) + (8 * year + 21) // 33


_EPOCH = date(2021, 3, 21).toordinal() - 365 * 1399 - (8 * 1400 + 21) // 33
"""Counted back from the first day of 1400."""
