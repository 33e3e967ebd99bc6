"""What may be read from a date line: golden cases, all days of ten years, laws for any text."""

import datetime as dt
import functools
import pathlib
from collections.abc import Callable, Iterator

import pytest
import yaml
from babel import Locale
from hijridate import Gregorian
from hypothesis import given
from hypothesis import strategies as st

from mujaz import dates

CASES = pathlib.Path(__file__).parent / "cases" / "dates"
TODAY = dt.date(2026, 11, 24)
FIRST = dt.date(2015, 1, 1)
DAYS = tuple(FIRST + dt.timedelta(days=count) for count in range(3653))
HIJRI = (
    "محرم",
    "صفر",
    "ربيع الأول",
    "ربيع الآخر",
    "جمادى الأولى",
    "جمادى الآخرة",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذو القعدة",
    "ذو الحجة",
)
JALALI = (
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
)
ORDINALS = (
    "الأول",
    "الثاني",
    "الثالث",
    "الرابع",
    "الخامس",
    "السادس",
    "السابع",
    "الثامن",
    "التاسع",
    "العاشر",
    "الحادي عشر",
    "الثاني عشر",
    "الثالث عشر",
    "الرابع عشر",
    "الخامس عشر",
    "السادس عشر",
    "السابع عشر",
    "الثامن عشر",
    "التاسع عشر",
    "العشرين",
    "الحادي والعشرين",
    "الثاني والعشرين",
    "الثالث والعشرين",
    "الرابع والعشرين",
    "الخامس والعشرين",
    "السادس والعشرين",
    "السابع والعشرين",
    "الثامن والعشرين",
    "التاسع والعشرين",
    "الثلاثين",
    "الحادي والثلاثين",
)
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

Style = Callable[[dt.date], str]


@functools.cache
def calendar_names(language: str) -> tuple[dict[int, str], dict[int, str]]:
    locale = Locale.parse(language)
    return dict(locale.months["format"]["wide"]), dict(locale.days["format"]["wide"])


def month(day: dt.date, language: str) -> str:
    return calendar_names(language)[0][day.month]


def day_name(day: dt.date, language: str) -> str:
    return calendar_names(language)[1][day.weekday()]


def worded(language: str) -> Style:
    return lambda day: f"{day.day} {month(day, language)} {day.year}"


def named(language: str) -> Style:
    return lambda day: f"{day_name(day, language)}، {worded(language)(day)}"


def hijri(day: dt.date) -> str:
    year, number, date = Gregorian(day.year, day.month, day.day).to_hijri().datetuple()
    return f"{date} {HIJRI[number - 1]} {year} هـ"


def hijri_numbers(day: dt.date) -> str:
    year, number, date = Gregorian(day.year, day.month, day.day).to_hijri().datetuple()
    return f"{date:02}/{number:02}/{year}هـ".translate(EASTERN)


STYLES: dict[str, Style] = {
    **{f"words-{language}": worded(language) for language in ("ar", "ar_SY", "ar_DZ", "ar_MA")},
    **{f"words-{language}": worded(language) for language in ("ar_MR", "fa", "fa_AF", "ur", "en")},
    **{f"day-name-{language}": named(language) for language in ("ar", "ar_LB", "ar_TN", "fa")},
    **{f"day-name-{language}": named(language) for language in ("en", "he")},
    "eastern-digits": lambda day: worded("ar")(day).translate(EASTERN),
    "persian-digits": lambda day: worded("fa")(day).translate(PERSIAN),
    "hebrew": lambda day: f"{day.day} ב{month(day, 'he')} {day.year}",
    "doubled": lambda day: f"{day.day} {month(day, 'ar')}/{month(day, 'ar_SY')} {day.year}",
    "bracketed": lambda day: f"{day.day} {month(day, 'ar_SY')} ({month(day, 'ar')}) {day.year}",
    "month-first": lambda day: f"{month(day, 'ar')} {day.day}، {day.year}",
    "english-month-first": lambda day: f"{month(day, 'en')} {day.day}, {day.year}",
    "english-of": lambda day: f"{day.day}th of {month(day, 'en')} {day.year}",
    "in-words": lambda day: f"{ORDINALS[day.day - 1]} من {month(day, 'ar_SY')} {day.year}",
    "month-and-year-introduced": lambda day: f"{day.day} من شهر {month(day, 'ar')} عام {day.year}",
    "slashes": lambda day: f"{day:%d/%m/%Y}",
    "dashes": lambda day: f"{day.day}-{day.month}-{day.year}",
    "dots": lambda day: f"{day:%d.%m.%Y}",
    "year-first": lambda day: f"{day:%Y/%m/%d}",
    "dotted-year-first": lambda day: f"{day:%Y.%m.%d}",
    "iso": lambda day: f"{day}T23:30:00-05:00",
    "mail": lambda day: f"{day:%a, %d %b %Y} 10:15:00 GMT",
    "clock": lambda day: f"{day:%a %b %d} 10:15:00 {day.year}",
    "hijri": hijri,
    "hijri-day-name": lambda day: f"{day_name(day, 'ar')} {hijri(day)}",
    "hijri-numbers": hijri_numbers,
    "hijri-and-gregorian": lambda day: f"{hijri(day)} الموافق {worded('ar')(day)} م",
}


def cases(prefix: str) -> list[object]:
    return [
        pytest.param(case["text"], case["today"], case["date"], id=f"{file.stem}-{place}")
        for file in sorted(CASES.glob("*.yml"))
        if file.stem.startswith("line-") == (prefix == "line-")
        for place, case in enumerate(yaml.safe_load(file.read_text("utf-8")), 1)
    ]


@pytest.mark.parametrize(("text", "today", "date"), cases(""))
def test_date(text: str, today: dt.date, date: dt.date | None) -> None:
    assert dates.parse_date(text, today=today) == date


@pytest.mark.parametrize(("text", "today", "date"), cases("line-"))
def test_date_line(text: str, today: dt.date, date: dt.date | None) -> None:
    assert dates.find_date_line(text, today=today) == date


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_every_day_of_ten_years_reads_back(style: Style) -> None:
    assert [dates.parse_date(style(day), today=TODAY) for day in DAYS] == list(DAYS)


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_every_style_is_a_date_line(style: Style) -> None:
    days = DAYS[::37]
    assert [dates.find_date_line(style(day), today=TODAY) for day in days] == list(days)


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_prose_with_a_date_is_no_date_line(style: Style) -> None:
    prose = (
        "أعلن الوزير في {} عن خطة جديدة",
        "{} أعلن الوزير عن خطة",
        "وأضاف أن الحرب بدأت في {}.",
    )
    lines = [sentence.format(style(day)) for day in DAYS[::97] for sentence in prose]
    assert {dates.find_date_line(line, today=TODAY) for line in lines} == {None}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_tomorrow_is_refused(style: Style) -> None:
    yesterdays = [
        dates.parse_date(style(day), today=day - dt.timedelta(days=1)) for day in DAYS[::37]
    ]
    assert set(yesterdays) == {None}


def jalali_days() -> Iterator[tuple[int, int, int]]:
    """Yield the days of 1394 to 1403, the leap years of which were 1395, 1399 and 1403."""
    for year in range(1394, 1404):
        last = 30 if year in {1395, 1399, 1403} else 29
        for number, length in enumerate([31] * 6 + [30] * 5 + [last], 1):
            yield from ((year, number, day) for day in range(1, length + 1))


def test_every_jalali_day_of_ten_years_reads_back() -> None:
    nowruz = dt.date(2015, 3, 21)
    texts = [f"{day} {JALALI[number - 1]} {year}" for year, number, day in jalali_days()]
    read = [dates.parse_date(text.translate(PERSIAN), today=TODAY) for text in texts]
    assert read == [nowruz + dt.timedelta(days=count) for count in range(len(texts))]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("11 فروردین 1304", dt.date(1925, 3, 31)),  # the calendar's law
        ("22 بهمن 1357", dt.date(1979, 2, 11)),  # the revolution
        ("30 اسفند 1375", dt.date(1997, 3, 20)),
    ],
)
def test_jalali_days_that_history_knows(text: str, date: dt.date) -> None:
    assert dates.parse_date(text, today=TODAY) == date


@given(st.sampled_from(DAYS), st.integers(1, 6))
def test_wrong_day_name_is_refused(day: dt.date, off: int) -> None:
    other = day_name(day + dt.timedelta(days=off), "ar")
    assert dates.parse_date(f"{other} {worded('ar')(day)}", today=TODAY) is None


@given(st.sampled_from(DAYS), st.integers(0, 60))
def test_days_ago_are_counted(today: dt.date, count: int) -> None:
    ago = dates.parse_date(f"قبل {count} يوما", today=today)
    assert ago == today - dt.timedelta(days=count)


def test_a_time_of_reading_serves_as_its_day() -> None:
    now = dt.datetime(2021, 7, 7, 10, 30, tzinfo=dt.UTC)
    assert dates.parse_date("أمس", today=now) == dt.date(2021, 7, 6)
    assert dates.find_date_line("7/7/2021", today=now) == dt.date(2021, 7, 7)


WORDS = """
في من إلى و قبل بعد منذ حتى يوم شهر عام سنة الأربعاء الخميس أحد اليوم أمس نشر آخر تحديث الساعة ص م
هـ ش يوليو تموز كانون الثاني الأول تشرين ربيع ذو القعدة رمضان رجب محرم تیر دی مه السابع العشرين
والعشرين July May GMT العدد صفحة بيروت رويترز كتب الرئيس يومين أيام أسبوع الماضي
/ - . ، : ( ) | 1 7 07 29 30 31 32 0 12 1442 1400 2021 2020 99 10:30 7/7/2021 30/2/1442 2021-07-07
1400/4/16 7/7/21 ٧ ۱۴۰۰ ٢٠٢١
"""
RANDOM_LINES = st.lists(st.sampled_from(WORDS.split()), max_size=9).map(" ".join)


@given(RANDOM_LINES | st.text(max_size=40), st.sampled_from(DAYS))
def test_no_text_raises_or_comes_from_the_future(text: str, today: dt.date) -> None:
    date = dates.parse_date(text, today=today)
    assert date is None or date <= today


@given(RANDOM_LINES)
def test_a_date_line_says_what_its_text_says(line: str) -> None:
    date = dates.find_date_line(line, today=TODAY)
    assert date is None or date == dates.parse_date(line, today=TODAY)
