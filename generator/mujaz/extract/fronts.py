"""Section fronts: pages that hold the beginnings of stories and lead on to each, and none whole.

Told only by what no story does: its paragraphs do not break off, one after the other, nor does a
line lead away after each. Of 290 articles none has two paragraphs of three that break off, the
nearest two of five. A front whose teasers are whole sentences reads as an article does: by words
and links between them, eight articles of 125 would go with it.
"""

import re
from collections.abc import Sequence

from mujaz.extract.body import Body
from mujaz.extract.lines import Line

_BREAKS_OFF = re.compile(r"(?:…|\.\.\.)[\W_]*$")
_LEADS_ON = re.compile(
    r"\W*(?:(?:ل|اقرا |ل?قراءه |عرض )?(?:ال|ل)?مزيد|(?:ل?متابعه|تابع|اكمل|واصل) القراءه|"
    r"(?:ل|عرض )?(?:ال|ل)?تفاصيل|اقرا الخبر(?: كاملا)?|read (?:more|on|the full story)|"
    r"continue reading|(?:full|read the) story|more)\W*"
)
_END = 20
"""Letters at the end of a line in which it shows how it ends."""
_FEWEST = 4
_SHARE = 0.6
_FIRST = 4
"""Paragraphs at the top, of which all but one lead on: teasers below a story make no front."""


def is_front(lines: Sequence[Line], cut: Body) -> bool:
    """Whether what was found in a dump is no story, but the beginnings of several."""
    part = lines[len(cut.above) : len(lines) - len(cut.below)]
    following = (*part[1:], *cut.below[:1], part[-1])
    pairs = zip(part, following, strict=False)
    leading = [_leads_on(line, after) for line, after in pairs if line.prose]
    return (
        len(leading) >= _FEWEST
        and sum(leading) >= _SHARE * len(leading)
        and sum(leading[:_FIRST]) >= _FIRST - 1
    )


def _leads_on(line: Line, after: Line) -> bool:
    return bool(_BREAKS_OFF.search(line.text[-_END:]) or _LEADS_ON.fullmatch(after.folded))
