"""Finding the line of a page that says when it was published."""

import datetime as dt
import re
from itertools import pairwise
from typing import Final

from mujaz.dates import shapes, verdict
from mujaz.dates.mentions import Mention, find

_LONGEST: Final = 160
_NUMBER: Final = re.compile(r"\d")
# Up to three words that nothing ties to the date are a place, a paper or a person; prose is tied.
_NAME_BEFORE: Final = re.compile(r"(?<![^-|/()*+:b])[xi](?:\.?[xi]){0,2}(?=[-|/()*+])")
_NAME_AFTER: Final = re.compile(r"(?<=[-|/()*+])[xi](?:\.?[xi])?(?=$|[-|/()*+])")
_BYLINE: Final = re.compile(r"b:?[xip.]{1,6}")
_PLACE_OF_ZONE: Final = re.compile(r"z[xp]{1,2}")
_FURNITURE: Final = re.compile(r"[-,.:()|/*+;WwtagAzLPUsYKkNpb]*")


def find_date_line(line: str, *, today: dt.date) -> dt.date | None:
    """Return the day a line gives when giving it is all the line does; None for any other line.

    Beside the date may stand its day name, the time and zone, labels («نشر في», «آخر تحديث»), an
    issue's number, and apart from it a place, an agency or a byline. Only a date with day, month
    and year counts: a dump is not read on the day it was made, so «أمس» says nothing.
    """
    day = dt.date(today.year, today.month, today.day)
    return verdict.settle(_dates(line, day), today=day)


def is_date_line(line: str, *, today: dt.date) -> bool:
    """Say whether a line is one that says when, whether or not a day may be claimed from it."""
    return bool(_dates(line, dt.date(today.year, today.month, today.day)))


def _dates(line: str, day: dt.date) -> tuple[Mention, ...]:
    """Return the dates of a line that says nothing else."""
    if len(line) > _LONGEST or not _NUMBER.search(line):
        return ()
    reading = shapes.read(line)
    found = find(reading, day)
    return found if found and _is_furniture(reading.shape, found) else ()


def _is_furniture(shape: str, found: tuple[Mention, ...]) -> bool:
    """Tell whether nothing is left of a line without its dates but what belongs on a date line."""
    first, last = found[0].start, found[-1].end
    between = "".join(shape[one.end : other.start] for one, other in pairwise(found))
    bare = (
        _NAME_BEFORE.sub("", _named(shape[:first])),
        _named(between),
        _NAME_AFTER.sub("", _named(shape[last:])),
    )
    return all(map(_FURNITURE.fullmatch, bare))


def _named(shape: str) -> str:
    return _PLACE_OF_ZONE.sub("", _BYLINE.sub("", shape))
