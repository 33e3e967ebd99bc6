"""Values of a library: dates as exact as they are known, keys with their rules, what they mean."""

import datetime as dt
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from builders import article, shelf
from mujaz.errors import InvalidValueError, MujazError, message
from mujaz.models import FrontMatter, Rights, Source, Tag, Vocabulary
from mujaz.partial_date import PartialDate

DAYS = st.dates(min_value=dt.date(1, 1, 1))
MOMENTS = st.datetimes(
    min_value=dt.datetime(2, 1, 1),  # noqa: DTZ001  zones come from the next line
    max_value=dt.datetime(9998, 12, 31),  # noqa: DTZ001
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda m: dt.timezone(dt.timedelta(minutes=m))),
)
TEXTS = st.one_of(
    DAYS.map(lambda day: f"{day.year:04}"),
    DAYS.map(lambda day: f"{day.year:04}-{day.month:02}"),
    DAYS.map(dt.date.isoformat),
    MOMENTS.map(lambda moment: moment.isoformat(timespec="minutes")),
    MOMENTS.map(lambda moment: moment.isoformat(" ", timespec="seconds")),
)


def front(**values: object) -> FrontMatter:
    return FrontMatter.model_validate({"title": "عنوان", "source": "alrasif", **values})


def problem(**values: object) -> tuple[str, str]:
    """Return why a value is refused, and how to mend it."""
    with pytest.raises(ValidationError) as raised:
        front(**values)
    (detail,) = raised.value.errors()
    error = detail["ctx"]["error"]
    return str(error.problem), str(error.mend)


@settings(deadline=None)
@given(TEXTS)
def test_a_date_is_kept_as_it_was_written(text: str) -> None:
    assert str(PartialDate.parse(f" {text}\n")) == text
    assert str(front(date=text).date) == text
    assert front(date=text).model_dump(mode="json")["date"] == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2021", (2021, None, None)),
        ("2021-07", (2021, 7, None)),
        ("2021-07-05", (2021, 7, 5)),
        ("2021-07-05T10:15+03:00", (2021, 7, 5)),
        ("2021-07-05 23:59:59Z", (2021, 7, 5)),
    ],
)
def test_a_date_says_only_what_is_known(text: str, parts: tuple[int | None, ...]) -> None:
    date = PartialDate.parse(text)
    assert (date.year, date.month, date.day) == parts
    assert (date.moment is not None) == (len(text) > 10)


def test_a_number_in_front_matter_may_be_a_year() -> None:
    assert front(date=2021).date == PartialDate.parse("2021")
    assert front(date=PartialDate.of(dt.date(2021, 7, 5))).date == PartialDate.parse("2021-07-05")


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "7-7-2021", "2021-7-7", "21-07-07", "20210707", "2021-07-07T10:15", "2021-"),
        *("2021-07-07 10:15", "2021-W27", "٢٠٢١", "2021-07-07Z", "2021-07-07T10:15:00.5Z", "True"),
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError, match="is not a date") as raised:
        PartialDate.parse(text)
    assert f"“{text}”" in str(raised.value.problem)
    assert str(raised.value.mend) == (
        "write it as 2021-07-07, or 2021-07, or 2021 when no more is known"
    )


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2021-02-29",
            "2021-13",
            "2021-00",
            "2021-07-00",
            "2021-06-31",
            "0000",
            "2021-07-07T25:00Z",
        ),
        *("2021-07-07T10:61Z", "2021-07-07T10:00+25:00"),
    ],
)
def test_a_day_that_never_was_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError, match="there is no such day as") as raised:
        PartialDate.parse(text)
    assert str(raised.value.mend) == "look the date up at the publisher, or leave it out"
    assert problem(date=text) == (str(raised.value.problem), str(raised.value.mend))


@settings(deadline=None)
@given(TEXTS)
def test_the_first_day_of_a_date_lies_in_it(text: str) -> None:
    assert str(PartialDate.of(PartialDate.parse(text).first_day)).startswith(text[:10])


@settings(deadline=None)
@given(MOMENTS, MOMENTS)
def test_moments_of_one_day_sort_by_the_clock_of_the_world(
    one: dt.datetime, other: dt.datetime
) -> None:
    other = dt.datetime.combine(one.date(), other.timetz())
    first, second = (PartialDate.parse(m.isoformat(timespec="seconds")) for m in (one, other))
    cut = (moment.replace(microsecond=0) for moment in (one, other))
    left, right = cut
    assert (first.order < second.order) == (left < right)


def test_less_precise_dates_come_before_the_days_inside_them() -> None:
    texts = ["2020-12-31", "2021", "2021-01", "2021-01-01", "2021-01-01T00:30Z", "2021-02"]
    assert sorted(texts, key=lambda text: PartialDate.parse(text).order) == texts


@pytest.mark.parametrize(
    "link",
    [
        "http://a.example",
        "https://a.example/b?c=d#e",
        "https://جريدة.example/خبر",
        "HTTPS://a.b/%7B",
    ],
)
def test_links_of_the_web_are_taken(link: str) -> None:
    assert front(link=link).link == link


@pytest.mark.parametrize(
    "link",
    [
        *(
            "a.example",
            "//a.example",
            "ftp://a.example",
            "javascript:alert(1)",
            "https://",
            "mailto:a@b",
        ),
        *(
            "https:///a",
            "https://a.example/ b",
            "https://a.example/<b>",
            'https://a.example/"',
            "خبر",
        ),
        *("https://a.example/a|b", "https://a.example/{x}", "data:text/html,x", "https://?x"),
    ],
)
def test_what_is_no_link_of_the_web_is_refused(link: str) -> None:
    assert problem(link=link) == (
        f"“{link}” is not a link",
        "write the whole address, beginning with https://",
    )


@pytest.mark.parametrize("alias", ["/", "/2019/old-name/", "/2019/a.html", "/%D8%A7/", "/قديم/"])
def test_old_addresses_are_paths(alias: str) -> None:
    assert front(aliases=[alias]).aliases == (alias,)


@pytest.mark.parametrize(
    "alias",
    [
        *(
            "2019/old",
            "//a.example/",
            "/../../etc/",
            "/a/../b",
            "/%2e%2e/",
            "/.git/",
            "/a?b",
            "/a b/",
        ),
        *("/./a", "/a//b", "/%00", "/a%5Cb", "/a%3Ab", "/a%0Ab", "/%ff", "https://a.example/"),
    ],
)
def test_an_old_address_cannot_leave_the_site(alias: str) -> None:
    assert problem(aliases=[alias]) == (
        f"“{alias}” is not an old address of this site",
        "write the path alone, such as /2019/old-name/",
    )


def test_unknown_keys_are_kept() -> None:
    assert front(weight=3, mood={"calm": True}).model_extra == {"weight": 3, "mood": {"calm": True}}


def test_an_article_knows_its_address_and_whether_it_is_shown() -> None:
    told = article("articles/2021/07/alwatan-3f9c2a.md")
    assert told.address == "2021/07/alwatan-3f9c2a/"
    assert told.published
    assert not article(status="draft").published


def test_articles_sort_by_date_then_path_and_undated_ones_are_the_oldest() -> None:
    paths = ["articles/b.md", "articles/a.md", "articles/d.md", "articles/c.md"]
    dates = [None, "2021-07", "2021-07-01", "2021-07"]
    made = [article(path, date=date) for path, date in zip(paths, dates, strict=True)]
    found = [str(one.path) for one in sorted(made, key=lambda one: one.order)]
    assert found == ["articles/b.md", "articles/a.md", "articles/c.md", "articles/d.md"]


def test_rights_are_the_articles_own_else_its_sources() -> None:
    plain, own = article("articles/a.md"), article("articles/b.md", rights="full")
    library = shelf(
        plain, own, sources=(Source(id="alrasif", name="الرصيف", rights=Rights.EXCERPT),)
    )
    assert library.rights(plain) is Rights.EXCERPT
    assert library.rights(own) is Rights.FULL


def test_a_library_shows_no_drafts() -> None:
    shown, hidden = article("articles/a.md"), article("articles/b.md", status="draft")
    assert shelf(shown, hidden).published == (shown,)


def test_every_spelling_and_alias_leads_to_one_tag() -> None:
    water = Tag(label="المياه", aliases=("الماء",))
    vocabulary = Vocabulary((water,))
    assert vocabulary.find("الميـاه") is water
    assert vocabulary.find("الماءُ") is water
    assert vocabulary.find("النار") is None


def test_values_are_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        front().title = "آخر"
    with pytest.raises(AttributeError):
        article().path = PurePosixPath("articles/b.md")


def test_an_error_can_be_placed_in_a_file_and_stays_what_it_is() -> None:
    error = MujazError(message("“{x}” is odd", x=1), message("mend it"), line=3)
    placed = error.at(PurePosixPath("a.md"))
    assert (placed.problem, placed.mend, placed.path, placed.line) == (
        message("“{x}” is odd", x="1"),
        message("mend it"),
        PurePosixPath("a.md"),
        3,
    )
    assert str(placed) == "“1” is odd"
