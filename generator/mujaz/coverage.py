"""When a library's articles came, counted for charts and calendars, and which tags go together."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, takewhile

from mujaz.groups import Entry, Group
from mujaz.models import Library, Listed
from mujaz.partial_date import PartialDate

BARS = 36
"""Bars in a chart at most: three years by month, 36 years by year, and so on."""
COMPANY = 8
"""Tags that are named beside a tag, a source or a section."""
_STEPS = (1, 12, 120, 1200, 12_000)
"""Months in a bar."""
_TOGETHER = 2
"""Articles that two tags share at least, to be named together: one says nothing of either."""


@dataclass(frozen=True, slots=True)
class Bar:
    """How many articles there are from one month, or year, to another."""

    first: PartialDate
    last: PartialDate
    """The same as the first, but where a bar is of several years."""
    count: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Articles over time: how many of each month, year, decade…, with nothing left out between."""

    start: int
    """The month that the first bar begins with, counted from the year 0."""
    step: int
    """Months in a bar."""
    counts: tuple[int, ...]

    @property
    def bars(self) -> tuple[Bar, ...]:
        """Its bars, the oldest first."""
        return tuple(
            Bar(self._date(place), self._date(place, self.step - 1), count)
            for place, count in enumerate(self.counts)
        )

    @property
    def most(self) -> int:
        """How many articles the highest bar stands for."""
        return max(self.counts)

    def _date(self, place: int, after: int = 0) -> PartialDate:
        year, month = divmod(self.start + place * self.step + after, 12)
        # The year 0 is none; a bar of many years may begin there.
        return PartialDate(
            f"{year:04d}-{month + 1:02d}" if self.step == 1 else f"{year:04d}",
            max(year, 1),
            month + 1 if self.step == 1 else None,
        )


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a calendar: how many articles, and how many of each of its days."""

    subject: PartialDate
    address: str
    count: int
    days: tuple[int, ...]


def newest_week(
    published: Iterable[Listed],
) -> tuple[tuple[PartialDate, PartialDate] | None, tuple[Listed, ...]]:
    """Return the seven days that end with the newest article, and the articles of these days.

    No clock is asked, and what has no day is left out.
    """
    dated = ((a.front.date.first_day, a) for a in published if a.front.date and a.front.date.day)
    first = next(dated, None)
    if first is None:
        return None, ()
    newest, article = first
    begin = date.fromordinal(max(1, newest.toordinal() - 6))
    others = (other for day, other in takewhile(lambda pair: pair[0] >= begin, dated))
    return (PartialDate.of(begin), PartialDate.of(newest)), (article, *others)


class Survey:
    """Counts what is in the groups of one library; each article is looked at once."""

    def __init__(self, library: Library[Listed], tags: Sequence[Group]) -> None:
        """Take the library and its tags' groups."""
        self._months = {
            article.address: _month(article.front.date)
            for article in library.published
            if article.front.date
        }
        self._tags = {tag.address: tag for tag in tags}
        self._tagged: dict[str, list[str]] = {}
        for tag in tags:
            for article in tag.articles:
                self._tagged.setdefault(article.address, []).append(tag.address)

    def coverage(self, articles: Iterable[Listed]) -> Coverage | None:
        """Return the articles over time; None where they are all of one time, or of none."""
        known = (self._months.get(article.address) for article in articles)
        counts = Counter(month for month in known if month is not None)
        if not counts:
            return None
        # Where a year alone is known of some, no bar is a month.
        whole = all(month % 13 for month in counts)
        return _coverage(counts, _STEPS if whole else _STEPS[1:])

    def company(self, group: Group) -> tuple[Entry, ...]:
        """Return the tags that most of a group's articles have, with how many of them have each."""
        tagged = (self._tagged.get(article.address, ()) for article in group.articles)
        found = Counter(chain.from_iterable(tagged)).most_common(COMPANY + 1)
        beside = (
            Entry(subject=self._tags[address].subject, address=address, count=count)
            for address, count in found
            if address != group.address and count >= _TOGETHER
        )
        return tuple(beside)[:COMPANY]


def _month(when: PartialDate) -> int:
    """Return a month's number, thirteen to a year: the first stands for the year alone."""
    return when.year * 13 + (when.month or 0)


def _coverage(counts: Counter[int], steps: Sequence[int]) -> Coverage | None:
    months = {code: code // 13 * 12 + max(code % 13 - 1, 0) for code in counts}
    first, last = min(months.values()), max(months.values())
    step = next(step for step in steps if last // step - first // step < BARS or step == steps[-1])
    start = first // step
    bars = [0] * (last // step - start + 1)
    for code, count in counts.items():
        bars[months[code] // step - start] += count
    return Coverage(start * step, step, tuple(bars)) if len(bars) > 1 else None


def calendar(year: Group) -> tuple[Month, ...]:
    """Return the twelve months of a year's group."""
    days = Counter((when.month or 0, when.day) for when in _dates(year))
    return tuple(_calendar(year, days))


def _dates(group: Group) -> Iterator[PartialDate]:
    return (article.front.date for article in group.articles if article.front.date)


def _calendar(year: Group, found: Counter[tuple[int, int | None]]) -> Iterator[Month]:
    number = year.subject.year if isinstance(year.subject, PartialDate) else 1
    for month in range(1, 13):
        length = monthrange(number, month)[1]
        days = tuple(found[month, day] for day in range(1, length + 1))
        yield Month(
            subject=PartialDate(f"{number:04d}-{month:02d}", number, month),
            address=f"{year.address}{month:02d}/",
            count=sum(days) + found[month, None],
            days=days,
        )
