"""How a site speaks: numbers, counts, days, lists and names, in a language's own manner."""

import datetime as dt
import re
from pathlib import Path

import babel
import pytest
import yaml
from hijridate import Hijri
from hypothesis import given
from hypothesis import strategies as st

from builders import CASES
from mujaz import almanac, phrases
from mujaz.errors import message
from mujaz.models import Section, Source, Tag
from mujaz.partial_date import PartialDate
from mujaz.phrases import NUMERALS, Phrases

ENGLISH, ARABIC = Phrases.of("en"), Phrases.of("ar")
DAYS = st.dates(dt.date(1924, 8, 1), dt.date(2077, 11, 16))


def cases(folder: str, *keys: str) -> list[object]:
    return [
        pytest.param(
            Phrases.of(case["locale"], numerals=case.get("numerals", "latn")),
            *(case[key] for key in keys),
            id=f"{file.stem}-{place}",
        )
        for file in sorted((CASES / folder).glob("*.yml"))
        for place, case in enumerate(yaml.safe_load(file.read_text("utf-8")), 1)
    ]


@pytest.mark.parametrize(("speak", "date", "expect"), cases("day", "date", "expect"))
def test_day(speak: Phrases, date: str, expect: str) -> None:
    assert speak.day(PartialDate.parse(date)) == expect


@pytest.mark.parametrize(("speak", "date", "expect"), cases("hijri", "date", "expect"))
def test_hijri(speak: Phrases, date: str, expect: str) -> None:
    assert speak.hijri(PartialDate.parse(date)) == expect


@pytest.mark.parametrize(("speak", "count", "expect"), cases("counted", "count", "expect"))
def test_counted(speak: Phrases, count: int, expect: str) -> None:
    assert speak.counted("%(n)s article", "%(n)s articles", count) == expect


def test_a_day_may_go_without_its_name() -> None:
    day = PartialDate.parse("2021-07-05")
    assert ARABIC.day(day, weekday=False) == "5 يوليو 2021"
    assert ENGLISH.day(day, weekday=False) == "July 5, 2021"


@pytest.mark.parametrize(
    ("locale", "month"),
    [("ar", "يوليو"), ("ar_SY", "تموز"), ("ar_MA", "يوليوز"), ("en", "July"), ("cs", "červenec")],
)
def test_a_month_goes_without_its_year(locale: str, month: str) -> None:
    assert Phrases.of(locale).month(PartialDate.parse("2021-07")) == month


@given(DAYS)
def test_hijri_days_are_those_of_the_tables(day: dt.date) -> None:
    said = ENGLISH.hijri(PartialDate.of(day))
    date, name, year = re.fullmatch(r"(\d+) (.+) (\d+) AH", said).groups()
    month = [f"{one}" for one in almanac.LUNAR_MONTHS].index(name) + 1
    assert Hijri(int(year), month, int(date)).to_gregorian() == day


@given(st.dates())
def test_no_day_outside_the_hijri_tables_raises(day: dt.date) -> None:
    inside = dt.date(1924, 8, 1) <= day <= dt.date(2077, 11, 16)
    assert bool(ENGLISH.hijri(PartialDate.of(day))) == inside


@pytest.mark.parametrize(
    ("numerals", "expect"), [("latn", "12,345"), ("arab", "١٢٬٣٤٥"), ("arabext", "۱۲٬۳۴۵")]
)
def test_numbers_are_grouped_in_the_numerals_of_the_site(numerals: str, expect: str) -> None:
    assert Phrases.of("ar", numerals=numerals).number(12345) == expect


@pytest.mark.parametrize("numerals", NUMERALS)
@given(text=st.text())
def test_digits_change_digits_alone(numerals: str, text: str) -> None:
    written = Phrases.of("ar", numerals=numerals).digits(text)
    back = written.translate(str.maketrans(NUMERALS[numerals], NUMERALS["latn"]))
    assert back == text.translate(str.maketrans(NUMERALS[numerals], NUMERALS["latn"]))


@pytest.mark.parametrize(
    ("locale", "items", "expect"),
    [
        ("en", [], ""),
        ("en", ["a"], "a"),
        ("en", ["a", "b"], "a and b"),
        ("en", ["a", "b", "c"], "a, b, and c"),
        ("ar", ["ليلى", "سامر"], "ليلى وسامر"),
        ("ar", ["ليلى", "سامر", "هند"], "ليلى وسامر وهند"),
    ],
)
def test_lists_are_joined_as_the_language_does(locale: str, items: list[str], expect: str) -> None:
    assert Phrases.of(locale).joined(iter(items)) == expect


@pytest.mark.parametrize(
    ("locale", "language", "direction"),
    [
        ("ar", "ar", "rtl"),
        ("ar_SY", "ar", "rtl"),
        ("fa", "fa", "rtl"),
        ("en-GB", "en", "ltr"),
        ("pt_BR", "pt", "ltr"),
    ],
)
def test_a_locale_has_a_language_and_a_direction(
    locale: str, language: str, direction: str
) -> None:
    speak = Phrases.of(locale)
    assert (speak.language, speak.direction) == (language, direction)


@pytest.mark.parametrize("locale", ["xx", "ar_XX", "arabic", "", "../ar"])
def test_an_unknown_locale_is_refused(locale: str) -> None:
    with pytest.raises((babel.UnknownLocaleError, ValueError)):
        Phrases.of(locale)


def test_a_language_without_a_catalogue_speaks_english() -> None:
    assert Phrases.of("sw").gettext("Undated") == "Undated"
    assert Phrases.of("sw").counted("%(n)s article", "%(n)s articles", 2) == "2 articles"


def test_a_catalogue_is_read_from_its_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "sw" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "mujaz.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgid "Undated"\nmsgstr "Bila tarehe"\n\n'
        'msgid "%(n)s article"\nmsgid_plural "%(n)s articles"\n'
        'msgstr[0] "makala %(n)s"\nmsgstr[1] "makala %(n)s zote"\n',
        "utf-8",
    )
    monkeypatch.setattr(phrases, "LOCALE", tmp_path)
    phrases.catalogue.cache_clear()
    try:
        speak = Phrases.of("sw")
        assert speak.gettext("Undated") == "Bila tarehe"
        assert speak.counted("%(n)s article", "%(n)s articles", 3) == "makala 3 zote"
    finally:
        phrases.catalogue.cache_clear()


def test_a_message_is_said_with_what_fills_it() -> None:
    said = message("there is no key “{key}”", key="titel")
    assert ENGLISH.say(said) == "there is no key “titel”"
    assert "titel" in ARABIC.say(said)


def test_what_fills_a_message_is_never_read_as_a_template() -> None:
    assert ENGLISH.say(message("there is no key “{key}”", key="{0} %s")) == (
        "there is no key “{0} %s”"
    )


def test_a_subject_is_called_by_its_name() -> None:
    assert ENGLISH.label(Source(id="alrasif", name="صحيفة الرصيف")) == "صحيفة الرصيف"
    assert ENGLISH.label(Tag(label="المياه")) == "المياه"
    assert ENGLISH.label(Section.CRIME) == "Crime and law"
    assert ENGLISH.label(PartialDate.parse("2021-07")) == "July 2021"
    assert ENGLISH.label(None) == "Undated"


def test_every_section_has_a_name() -> None:
    assert set(phrases.SECTIONS) == set(Section)


@pytest.mark.parametrize(
    ("locale", "numerals"),
    [
        ("ar", "latn"),
        ("ar_EG", "arab"),
        ("ar_MA", "latn"),
        ("fa", "arabext"),
        ("ur", "latn"),
        ("he", "latn"),
    ],
)
def test_numerals_are_those_that_readers_are_used_to(locale: str, numerals: str) -> None:
    assert Phrases.of(locale, numerals=None).numerals == numerals


@pytest.mark.parametrize(
    ("locale", "before"), [("ar", 6), ("ar_MA", 4), ("fa", 6), ("he", 5), ("en", 5), ("en_GB", 4)]
)
def test_a_week_begins_where_its_readers_begin_it(locale: str, before: int) -> None:
    friday = PartialDate.parse("2021-01")
    assert Phrases.of(locale).days_before(friday) == before
