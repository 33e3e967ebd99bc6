"""What an edition is proposed to hold: picks first, then what many tell, balanced and fresh."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from mujaz import groups
from mujaz.models import Library, Listed, Rights
from mujaz.partial_date import PartialDate

MOST = 20
"""Stories of an edition, unless more or fewer are asked for: a quarter of an hour's reading."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days of an edition, the first and the last."""

    first: dt.date
    last: dt.date

    @classmethod
    def week(cls, day: dt.date) -> "Span":
        """Return the ISO week of a day, Monday to Sunday."""
        monday = day - dt.timedelta(days=day.weekday())
        return cls(monday, monday + dt.timedelta(days=6))

    @property
    def name(self) -> str:
        """What the edition's file is called: 2026-w48, 2026-11-24, 2026-11, or both ends.

        >>> Span(dt.date(2026, 11, 23), dt.date(2026, 11, 29)).name
        '2026-w48'
        """
        if self == Span.week(self.first):
            year, week, _ = self.first.isocalendar()
            return f"{year:04}-w{week:02}"
        return str(self.dates[0]) if len(self.dates) == 1 else f"{self.first}-{self.last}"

    @property
    def dates(self) -> tuple[PartialDate, ...]:
        """How front matter says these days: a day or a month alone, else both ends."""
        first, last = PartialDate.of(self.first), PartialDate.of(self.last)
        month = PartialDate.parse(str(first)[:7])
        if (self.first, self.last) == (month.first_day, month.last_day):
            return (month,)
        return (first,) if first == last else (first, last)

    def holds(self, article: Listed) -> bool:
        """Say whether an article is of these days; one of a month is, where all the month is."""
        when = article.front.date
        return bool(when and self.first <= when.first_day and when.last_day <= self.last)


def chosen(library: Library[Listed], span: Span, *, most: int = MOST) -> tuple[Listed, ...]:
    """Choose the articles of an edition, in its order; equal libraries give equal choices.

    Of the tellings of one story there is one. Editors' picks come first, the newest before others.
    Then each place goes to the story that has the most tellings, less the stories that its section
    has already; among equals to the newest.
    """
    tellings = groups.tellings(library)
    told = {path: len(found) for path, found in tellings.items()}
    there = _folded(library, filter(span.holds, library.published))
    found = [article for article in there if article.front.pick][:most]
    rest = [article for article in there if not article.front.pick]
    counts = Counter(article.front.section for article in found)

    def worth(place: int) -> int:
        article = rest[place]
        return told.get(article.path, 1) - counts[article.front.section]

    while rest and len(found) < most:
        best = rest.pop(max(range(len(rest)), key=worth))  # of equals the first, the newest
        counts[best.front.section] += 1
        found.append(best)
    return tuple(found)


def _folded(library: Library[Listed], articles: Iterable[Listed]) -> tuple[Listed, ...]:
    """Keep of each story the telling to show: a pick, then one in full, with a summary, longest."""
    by_story: dict[str, list[Listed]] = {}
    for article in articles:
        story = article.front.story or article.address.rstrip("/")
        by_story.setdefault(story, []).append(article)

    def rank(article: Listed) -> tuple[bool, bool, bool, int]:
        front, full = article.front, library.rights(article) is Rights.FULL
        return front.pick, full, bool(front.summary), article.minutes

    return tuple(max(found, key=rank) for found in by_story.values())
