"""Whether the dates a text mentions agree on one day, and which."""

import datetime as dt
from typing import Final, NamedTuple

from mujaz.dates import calendars
from mujaz.dates.mentions import Mention

# A country that sights the moon may be a day away from the tables of Umm al-Qura.
_SIGHTING: Final = dt.timedelta(days=1)


class _Dated(NamedTuple):
    mention: Mention
    date: dt.date


def settle(found: tuple[Mention, ...], *, today: dt.date) -> dt.date | None:
    """Return the one day that all the dates of a text agree on, None where they do not.

    Of a day of publication and a day of change, the first is meant; of a Hijri and a Gregorian
    name for one day, the Gregorian.
    """
    dated = _dated(found)
    fixed = tuple(each for each in dated if each.mention.calendar != "H")
    lunar = tuple(each for each in dated if each.mention.calendar == "H")
    if not all(_day_name_agrees(each, fixed) for each in dated):
        return None
    if any(each.date > today for each in fixed or lunar):
        return None
    if fixed:
        return _published(fixed) if all(_beside(each, fixed) for each in lunar) else None
    return _published(lunar) if all(map(_is_settled, lunar)) else None


def _dated(found: tuple[Mention, ...]) -> tuple[_Dated, ...]:
    """Return every date with its day; nothing when one of them has no day or fits no other."""
    whole = [mention for mention in found if mention.year and mention.day]
    days = tuple(filter(None, map(_date, whole)))
    months = {(mention.calendar, mention.year, mention.month) for mention in whole}
    pairs = [(each, _date(each) or _completed(each, days)) for each in found if each.day]
    if any((each.calendar, each.year, each.month) not in months for each in found if not each.day):
        return ()
    dated = tuple(_Dated(each, date) for each, date in pairs if date)
    return dated if len(dated) == len(pairs) else ()


def _date(mention: Mention) -> dt.date | None:
    if mention.year is None or mention.day is None:
        return None
    return calendars.to_date(mention.calendar, mention.year, mention.month, mention.day)


def _completed(mention: Mention, days: tuple[dt.date, ...]) -> dt.date | None:
    """Give «7 يوليو» the year that brings it next to a whole date: «… 1442 هـ، 7 يوليو»."""
    if mention.year:
        return None
    for day in days:
        for year in calendars.years_near(mention.calendar, day):
            date = _date(mention._replace(year=year))
            if date and abs(date - day) <= _SIGHTING:
                return date
    return None


def _beside(lunar: _Dated, fixed: tuple[_Dated, ...]) -> bool:
    return any(abs(lunar.date - each.date) <= _SIGHTING for each in fixed)


def _day_name_agrees(each: _Dated, fixed: tuple[_Dated, ...]) -> bool:
    """Tell whether a day name is right; beside a sighted Hijri date it is the other date's."""
    if each.mention.weekday is None:
        return True
    near = [other.date for other in fixed if _beside(each, (other,))]
    days = near if each.mention.calendar == "H" and near else [each.date]
    return any(day.isoweekday() == each.mention.weekday for day in days)


def _is_settled(lunar: _Dated) -> bool:
    written = lunar.mention
    if written.year is None or written.day is None:
        return True
    return calendars.is_settled("H", written.year, written.month, written.day)


def _published(dated: tuple[_Dated, ...]) -> dt.date | None:
    """Return the only day, or the day of publication if every other is a later change of it.

    Of a day of change alone, nobody knows how long after publication it is.
    """
    days = {each.date for each in dated}
    first = {each.date for each in dated if not each.mention.updated}
    return min(days) if len(first) == 1 and first == {min(days, default=None)} else None
