"""Articles over time, days of a year, and tags that go together."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import article, shelf
from mujaz import coverage, groups, plan
from mujaz.coverage import BARS, Coverage, Survey
from mujaz.models import Library
from mujaz.plan import Kind, Page

DATES = st.one_of(
    st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)).map(str),
    st.sampled_from(["2020-02", "2020", "2021", "2021-01-01T10:00+03:00", None]),
)


def library(*dates: str | None) -> Library:
    return shelf(*(article(f"articles/{n}.md", date=date) for n, date in enumerate(dates)))


def covered(*dates: str | None) -> Coverage | None:
    there = library(*dates)
    return Survey(there, ()).coverage(there.published)


def told(found: Coverage | None) -> list[tuple[str, int]]:
    return [(str(bar.first), bar.count) for bar in found.bars] if found else []


def test_a_short_time_is_told_by_month_without_gaps() -> None:
    found = covered("2020-11-05", "2020-11", "2021-02-01T10:00+03:00")
    assert told(found) == [("2020-11", 2), ("2020-12", 0), ("2021-01", 0), ("2021-02", 1)]
    assert found.most == 2


def test_a_year_alone_makes_bars_of_years() -> None:
    assert told(covered("2020-11-05", "2021")) == [("2020", 1), ("2021", 1)]


def test_a_long_time_is_told_by_year_and_a_longer_one_by_decade() -> None:
    assert told(covered("1990-01-01", "2021-12-31"))[0] == ("1990", 1)
    found = covered("1931-05-01", "2021-12-31")
    first = found.bars[0]
    assert (str(first.first), str(first.last), first.count) == ("1930", "1939", 1)
    assert len(found.bars) == 10


@pytest.mark.parametrize("dates", [(), (None,), ("2021-05-01", "2021-05-30"), ("2021", "2021-03")])
def test_one_time_is_no_course_of_time(dates: tuple[str | None, ...]) -> None:
    assert covered(*dates) is None


@given(st.lists(DATES, max_size=12))
def test_every_dated_article_is_in_one_bar_and_bars_are_few(dates: list[str | None]) -> None:
    found = covered(*dates)
    if found:
        assert sum(found.counts) == sum(date is not None for date in dates)
        assert 1 < len(found.counts) <= BARS
        assert found.counts[0]
        assert found.counts[-1]
        assert [bar.first.order for bar in found.bars] == sorted(b.first.order for b in found.bars)
        assert found == covered(*reversed(dates))


def test_tags_go_together_that_share_two_articles_the_most_shared_first() -> None:
    there = shelf(
        article("articles/a.md", tags=["نهر", "جسر", "سد"]),
        article("articles/b.md", tags=["نهر", "جسر", "سد"]),
        article("articles/c.md", tags=["نهر", "جسر", "قارب"]),
        article("articles/d.md", tags=["قارب"]),
    )
    tags = groups.tags(there)
    survey = Survey(there, tags)
    (river,) = (tag for tag in tags if tag.subject.label == "نهر")
    beside = [(entry.subject.label, entry.count) for entry in survey.company(river)]
    assert beside == [("جسر", 3), ("سد", 2)]
    (source,) = groups.sources(there)
    used = [(entry.subject.label, entry.count) for entry in survey.company(source)]
    assert used == [("جسر", 3), ("نهر", 3), ("قارب", 2), ("سد", 2)]


def test_a_calendar_has_every_day_of_its_year() -> None:
    there = library("2020-02-29", "2020-02-29T10:00Z", "2020-02", "2020", "2020-12-31")
    (year,) = groups.years(there)
    months = coverage.calendar(year)
    assert [len(month.days) for month in months] == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    assert (months[1].count, months[1].days[28], months[1].address) == (3, 2, "2020/02/")
    assert [month.count for month in months if month.count] == [3, 1]


def pages(there: Library, kind: Kind, **options: int) -> list[Page]:
    return [page for page in plan.pages(there, **options) if page.kind is kind]


def test_the_first_page_of_a_listing_has_its_chart_and_no_other() -> None:
    there = library("2021-01-01", "2021-02-01", "2021-03-01")
    first, *rest = pages(there, Kind.SOURCE, per_page=1)
    assert first.coverage.counts == (1, 1, 1)
    assert [page.coverage for page in rest] == [None, None]
    year, *older = pages(there, Kind.YEAR, per_page=1)
    assert len(year.calendar) == 12
    assert [page.calendar for page in older] == [(), ()]


def test_figures_tell_of_all_that_is_published() -> None:
    there = shelf(
        article("articles/a.md", date="2021-01-05", section="health", tags=["نهر"]),
        article("articles/b.md", date="2021-03-05", source="daily"),
        article("articles/c.md"),
        article("articles/d.md", date="2022", status="draft"),
    )
    (page,) = pages(there, Kind.FIGURES)
    assert (page.address, page.total) == ("figures/", 3)
    assert page.coverage.counts == (1, 0, 1)
    counts = {group.address: [entry.count for entry in group.entries] for group in page.groups}
    assert counts == {"sections/": [1], "sources/": [2, 1], "tags/": [1]}
    assert (page.older_article.address, page.newer_article.address) == ("a/", "b/")


def test_a_story_has_a_page_with_all_its_tellings_the_oldest_first() -> None:
    there = shelf(
        article("articles/2021/b.md", date="2021-02-01", story="2021/a"),
        article("articles/2021/a.md", date="2021-01-01"),
        article("articles/2021/c.md", date="2021-01-02", story="gone/x"),
    )
    (page,) = pages(there, Kind.STORY)
    assert page.address == "stories/2021/a/"
    assert [told.address for told in page.tellings] == ["2021/a/", "2021/b/"]
    assert groups.story_address(page.tellings) == page.address
