"""A date as exactly as it is known: to the year, the month, the day, or the moment."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Self

from mujaz.errors import InvalidValueError, message

FORM = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?P<zone>Z|[+-]\d\d:\d\d))?)?)?",
    re.ASCII,
)
"""The four forms: `2021`, `2021-07`, `2021-07-07`, `2021-07-07T10:15+03:00`."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the year, the month, the day, or the moment (ISO 8601, reduced precision)."""

    text: str
    """As the front matter writes it."""
    year: int
    month: int | None = None
    day: int | None = None
    moment: datetime | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read one of the four forms; raise InvalidValueError for anything else."""
        match = FORM.fullmatch(text.strip())
        if match is None:
            raise InvalidValueError(
                message("“{text}” is not a date", text=text),
                message("write it as 2021-07-07, or 2021-07, or 2021 when no more is known"),
            )
        try:
            return cls._from_match(match)
        except ValueError as error:
            raise InvalidValueError(
                message("there is no such day as “{text}”", text=text),
                message("look the date up at the publisher, or leave it out"),
            ) from error

    @classmethod
    def _from_match(cls, match: re.Match[str]) -> Self:
        year, month, day = (
            int(match[name]) if match[name] else None for name in ("year", "month", "day")
        )
        date(*(1 if part is None else part for part in (year, month, day)))  # month 0 is no month
        moment = None
        if match["time"]:
            moment = datetime.fromisoformat(f"{match[0][:10]}T{match['time']}{match['zone']}")
        return cls(match[0], year or 0, month, day, moment)

    @classmethod
    def of(cls, day: date) -> Self:
        """Return a whole day as a PartialDate."""
        return cls(day.isoformat(), day.year, day.month, day.day)

    def __str__(self) -> str:
        """Return the ISO form."""
        return self.text

    @property
    def first_day(self) -> date:
        """The earliest day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The latest day that it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def order(self) -> tuple[int, int, int, float]:
        """A key that sorts by time; less precise dates come before the days inside them."""
        seconds = 0.0
        if self.moment is not None:
            midnight = datetime(self.year, self.month or 1, self.day or 1, tzinfo=UTC)
            seconds = (self.moment - midnight).total_seconds()
        return self.year, self.month or 0, self.day or 0, seconds
