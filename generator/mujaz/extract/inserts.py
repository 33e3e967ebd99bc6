"""What stands in a story's column and is not the story: captions, and boxes of other stories."""

import re
from collections.abc import Iterator, Sequence

from mujaz.extract.lines import Line

_SKIP = re.compile(
    r"(?:تخطي|تخط|تجاوز) (?P<name>.{3,40}?) و(?:واصل|تابع) القراءه|skip (?P<en>.{3,40})"
)
_SKIPPED = 20
"""Lines that such a box may have; one whose end does not come is not left out."""
_CAPTION_LABEL = re.compile(r"(?:التعليق علي الصوره|تعليق الصوره|image caption|caption)[،,:]?")
_CREDIT = re.compile(
    r"(?:صدر الصوره|مصدر الصوره|حقوق الصوره|image source|photo by)[،,:] ?.{0,60}|©|"
    r"(?:© ?)?(?:reuters|afp|ap|getty images|epa|رويترز|ا ف ب|غيتي)(?: ?/.{0,60})?"
)


def removed(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines without boxes that a reader is invited to skip, credits and captions."""
    return tuple(_without_captions(tuple(_without_boxes(lines))))


def _without_boxes(lines: Sequence[Line]) -> Iterator[Line]:
    i = 0
    while i < len(lines):
        end = _end_of_box(lines, i)
        if end is None:
            yield lines[i]
        i = i + 1 if end is None else end + 1


def _end_of_box(lines: Sequence[Line], at: int) -> int | None:
    """Return where a box that begins here ends: «تخطى قصص مقترحة وواصل القراءة» … «… نهاية»."""
    match = _SKIP.fullmatch(lines[at].folded)
    if match is None:
        return None
    closing = {f"{match['name']} نهايه", f"end of {match['en']}"}
    ends = (i for i in range(at, min(at + _SKIPPED, len(lines))) if lines[i].folded in closing)
    return next(ends, None)


def _without_captions(lines: Sequence[Line]) -> Iterator[Line]:
    """Leave out credits, and the caption that a label or a credit of two lines announces."""
    credits_before, labelled = 0, False
    for line in lines:
        label, credit = _CAPTION_LABEL.fullmatch(line.folded), _CREDIT.fullmatch(line.folded)
        caption = (labelled or credits_before > 1) and not (line.closed and line.prose)
        if not (label or credit or caption):
            yield line
        credits_before = credits_before + 1 if credit else 0
        labelled = bool(label)
