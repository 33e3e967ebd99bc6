"""Days in the lunar and the solar calendar, and how a site of Persian says them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz import almanac
from mujaz.partial_date import PartialDate
from mujaz.phrases import Phrases

PERSIAN = Phrases.of("fa", numerals=None)


def test_solar_year_begins_with_spring() -> None:
    firsts = [
        dt.date(2024, 3, 20),
        dt.date(2025, 3, 21),
        dt.date(2026, 3, 21),
        dt.date(1926, 3, 22),
    ]
    told = [almanac.solar(day) for day in firsts]
    assert told == [(1403, 1, 1), (1404, 1, 1), (1405, 1, 1), (1305, 1, 1)]
    assert almanac.solar(dt.date(2025, 3, 20)) == (1403, 12, 30)  # a leap year
    assert almanac.solar(dt.date(2026, 3, 20)) == (1404, 12, 29)


def test_no_solar_day_is_made_up_where_its_rule_does_not_hold() -> None:
    assert almanac.solar(dt.date(1925, 3, 30)) is None
    assert almanac.solar(dt.date(1925, 3, 31)) == (1304, 1, 11)
    assert almanac.solar(dt.date(2122, 3, 21)) is None
    assert almanac.lunar(dt.date(1900, 1, 1)) is None


@given(st.dates(dt.date(1925, 3, 31), dt.date(2122, 3, 19)))
def test_solar_days_follow_one_another(day: dt.date) -> None:
    here, after = almanac.solar(day), almanac.solar(day + dt.timedelta(1))
    assert here
    assert after
    assert after == (here.year, here.month, here.day + 1) or after.day == 1
    assert after > here


@pytest.mark.parametrize(
    ("date", "says", "beside"),
    [
        (
            "2021-07-05",
            "دوشنبه ۱۴ تیر ۱۴۰۰",
            ("۵ ژوئیهٔ ۲۰۲۱", "۲۵ ذی\u200cالقعده ۱۴۴۲ ه.ق"),
        ),  # ZWNJ
        ("2021-07", "ژوئیهٔ ۲۰۲۱", ()),
        ("2021", "۲۰۲۱", ()),
        ("1900-01-01", "دوشنبه ۱ ژانویهٔ ۱۹۰۰", ()),
    ],
)
def test_persian_names_the_solar_day_and_the_others_beside_it(
    date: str, says: str, beside: tuple[str, ...]
) -> None:
    when = PartialDate.parse(date)
    assert (PERSIAN.day(when), PERSIAN.beside(when)) == (says, beside)


def test_days_of_persian_are_said_whole() -> None:
    first, last = (PartialDate.parse(day) for day in ("2021-07-05", "2021-07-11"))
    assert PERSIAN.days(first, last) == "۱۴ تیر ۱۴۰۰ – ۲۰ تیر ۱۴۰۰"


@pytest.mark.parametrize(("locale", "count"), [("ar", 1), ("ur", 1), ("he", 0), ("en", 0)])
def test_lunar_day_stands_beside_where_readers_look_for_it(locale: str, count: int) -> None:
    assert len(Phrases.of(locale).beside(PartialDate.parse("2021-07-05"))) == count


def test_persian_of_afghanistan_keeps_the_gregorian_day() -> None:
    assert Phrases.of("fa_AF").tag == "fa-AF-u-ca-gregory-nu-latn"
    assert PERSIAN.tag == "fa-u-ca-persian-nu-arabext"
