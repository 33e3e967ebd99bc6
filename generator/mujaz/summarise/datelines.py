"""What stands before the first words of a story: where it came from, and who wrote it."""

import re

from mujaz import arabic, dates

_DASH = "[-–—ـ/:|]"
_PLACE = r"[^\W\d_][\w'’.]*(?:[ ،,] ?[^\W\d_][\w'’.]*){0,3}"
_DAY = (
    r"(?:[،,]? ?\d{1,2}(?: [^\W\d_]+| ?[-/.] ?\d{1,2})(?:[-/ ،,.]+\d{2,4})?(?: \([^()]{2,20}\))?)?"
)
_MONTH_FIRST = r"(?:[،,] [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
_IN_MARKS = r"(?:\([^()]{2,40}\)|«[^«»]{2,40}»|\"[^\"]{2,40}\"|“[^“”]{2,40}”|/[^/]{2,40}/)"
_AGENCY = r"[^\d.:؛;،«»()!?؟/–—]{2,40}?"

_PLACED = re.compile(
    rf"(?P<place>{_PLACE}){_DAY}{_MONTH_FIRST} ?"
    rf"(?:{_DASH}? ?{_IN_MARKS} ?(?:{_DASH}+|(?<=/))"
    rf"|{_DASH} ?(?P<agency>{_AGENCY}) ?(?P<end>{_DASH}+)) ?(?=\S)"
)
"""«دمشق - سانا:», «القاهرة (رويترز) -», «الدوحة - (اف ب) -», «الرياض: «الشرق الأوسط»:»."""

_PLACE_ALONE = re.compile(rf"(?P<place>{_PLACE}){_DAY} ?(?:[-–—ـ/:]|\. ?[-–—]) ?(?=\S)")
_AGENCY_ALONE = re.compile(rf"[(/](?P<place>[^()/]{{2,30}})[)/] ?{_DASH} ?(?=\S)")
"""What is a place or an agency only when it is known as one: «بيروت -», «(رويترز) -»."""

_BYLINE = re.compile(
    r"(?:(?:بقلم|كتبت?|تقرير|حوار|إعداد|اعداد|ترجمة|متابعة|تحقيق) ?[-–—:/] ?|بقلم |نوشته "
    r"|از قلم |By |מאת:? )"
    rf"(?P<name>[^\d.:؛;«»()!?؟–—]{{3,40}}?) ?(?:{_DASH}+ |(?<! )[-:] ?)(?=\S)"
)
"""«بقلم ليلى حسن -», «كتب - أيمن حسن:», "By Jane Doe - "."""

_MOST_WORDS = 5
_LEAST_LEFT = 4
"""Words that must follow: what stands before fewer is no dateline."""
_NO_PLACE = re.compile(r"(?:قال|وقال|أكد|أضاف|ان|أن|إن|كتب|the|he|she)\b")


def without(text: str) -> str:
    """Return the first sentence of a paragraph without the dateline and byline at its head.

    >>> without("دمشق - سانا: بدأ موسم الحصاد في ريف المدينة.")
    'بدأ موسم الحصاد في ريف المدينة.'
    """
    rest = text
    for _ in range(2):  # a byline and a dateline, in either order
        length = _length(rest)
        if not length:
            break
        rest = rest[length:].lstrip(" -–—ـ:،,/")
    return rest if len(arabic.words(rest)) >= _LEAST_LEFT else text


def _length(text: str) -> int:
    """Return the letters of one dateline or byline; 0 when there is none."""
    if byline := _BYLINE.match(text):
        return byline.end() if _short(byline["name"]) else 0
    placed = _PLACED.match(text)
    if placed and _short(placed[0]) and _is_dateline(placed):
        return placed.end()
    alone = _PLACE_ALONE.match(text) or _AGENCY_ALONE.match(text)
    known = alone and arabic.fold(alone["place"]) in dates.places()
    return alone.end() if alone and known else 0


def _is_dateline(placed: re.Match[str]) -> bool:
    """Say whether what has the shape is one: an aside between two dashes has it too."""
    if placed["agency"] is None or ":" in placed["end"]:
        return not _NO_PLACE.match(placed["place"])
    return any(arabic.fold(placed[part]) in dates.places() for part in ("place", "agency"))


def _short(text: str) -> bool:
    return len(arabic.words(text)) <= _MOST_WORDS + 3
