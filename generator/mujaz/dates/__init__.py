"""The day an Arabic newsroom wrote, or nothing: a date is read where it is certain, never guessed.

What may be claimed: a day, a month and a year that exist, agree with the day name beside them and
are not later than today. What may not: a bare year or month, a day without a year, a two-digit
year, two days that differ, a range, a day "before" or "until" which something happens.

The road of a text, one module a step: `letters` folds it, `shapes` turns it into tokens and one
letter for each, `mentions` finds dates in those letters, `verdict` asks whether they agree.
`relative` knows «أمس» and «قبل يومين»; `lines` knows what may stand on a date line.
"""

from mujaz.dates.furniture import places
from mujaz.dates.lines import find_date_line, is_date_line
from mujaz.dates.relative import parse_date

__all__ = ["find_date_line", "is_date_line", "parse_date", "places"]
