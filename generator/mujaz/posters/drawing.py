"""A poster as a PNG, by Pillow, whose Raqm joins Arabic letters and orders mixed lines."""

import io
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from PIL import Image, ImageDraw, ImageFont

from mujaz.posters import letters
from mujaz.posters.poster import HEIGHT, WIDTH, Line, Poster
from mujaz.resources import TEMPLATES

FACE = TEMPLATES / "posters" / "naskh-hebrew.woff2"
_MARGIN = 72
_MEASURE = WIDTH - 2 * _MARGIN
_NAME, _NAME_SIZE = 104, 42
"""The baseline of the digest's name, and its size."""
_RULES = ((132, 137), (142, 143))
_OVERLINE, _FOOT, _SMALL = 212, 574, 34
"""The baselines of the small lines, and their size."""
_TOP, _ROOM = 226, 300
"""Where the headline begins, and how high it may be."""
_SIZES = ((84, 2), (72, 3), (60, 3), (52, 4))
"""Sizes of a headline, and up to how many lines it has of each."""
_ASCENT, _LEADING = 1.15, 1.42
_TONES = 8
"""Shades from the paper to a colour; those of two colours are four bits a point."""
_FULL, _SOFT = 255, 176
_PAPER, _INK, _ACCENT = (0xFB, 0xF9, 0xF4), (0x1B, 0x19, 0x16), (0x8A, 0x1C, 0x2B)
"""As in templates/theme/assets/mujaz/mujaz.css, where it is light."""
_PRESSED = 4
"""How hard the PNG is deflated: at 6 it takes a quarter longer for 3 % less."""


def drawn(poster: Poster) -> bytes:
    """Return a poster as a PNG; the same Pillow draws the same bytes."""
    sheet = Image.new("L", (WIDTH, HEIGHT))
    pen = ImageDraw.Draw(sheet)
    for top, bottom in _RULES:
        pen.rectangle((_MARGIN, top, WIDTH - _MARGIN - 1, bottom), fill=_FULL)
    _write(pen, poster.name, _NAME, _NAME_SIZE)
    _headline(pen, poster.headline)
    if poster.foot:
        _write(pen, poster.foot, _FOOT, _SMALL, _SOFT)
    shades = sheet.point(_shades(0))
    if poster.overline:
        shades.paste(_overline(poster.overline), (0, _OVERLINE - 2 * _SMALL))
    return _png(shades)


def _overline(line: Line) -> Image.Image:
    """Return the strip of the line above the headline, in the shades of its own colour."""
    strip = Image.new("L", (WIDTH, 2 * _SMALL + _SMALL // 2))
    _write(ImageDraw.Draw(strip), line, 2 * _SMALL, _SMALL)
    return strip.point(_shades(_TONES))


def _headline(pen: ImageDraw.ImageDraw, headline: Line) -> None:
    size, told = _fitted(headline)
    height = size * (_ASCENT + _LEADING * (len(told) - 1))
    baseline = _TOP + max(0.0, _ROOM - height) / 3 + size * _ASCENT
    for text in told:
        _put(pen, replace(headline, text=text), round(baseline), size)
        baseline += size * _LEADING


def _fitted(headline: Line) -> tuple[int, list[str]]:
    """Return the largest size at which a headline has room, and its lines; a long one is cut."""
    text = letters.plain(headline.text)
    for size, most in _SIZES:
        measure = _Measure(headline, size)
        told = list(letters.lines(text, _MEASURE, measure))
        if len(told) <= most:
            return size, told
    last = " ".join(told[most - 1 :])
    return size, [*told[: most - 1], letters.cut(last, _MEASURE, measure)]


def _write(
    pen: ImageDraw.ImageDraw, line: Line, baseline: int, size: int, shade: int = _FULL
) -> None:
    """Write a line, cut where it is too long."""
    text = letters.cut(letters.plain(line.text), _MEASURE, _Measure(line, size))
    _put(pen, replace(line, text=text), baseline, size, shade)


def _put(
    pen: ImageDraw.ImageDraw, line: Line, baseline: int, size: int, shade: int = _FULL
) -> None:
    rightward = line.direction == "ltr"
    pen.text(
        (_MARGIN if rightward else WIDTH - _MARGIN, baseline),
        line.text,
        fill=shade,
        font=face(size),
        anchor="ls" if rightward else "rs",
        direction=line.direction,
        language=line.language,
    )


@dataclass(frozen=True, slots=True)
class _Measure:
    """How wide texts are that run as a line does."""

    line: Line
    size: int

    def __call__(self, text: str) -> float:
        line = self.line
        return face(self.size).getlength(text, direction=line.direction, language=line.language)


@cache
def face(size: int) -> ImageFont.FreeTypeFont:
    """Return the face in a size."""
    return ImageFont.truetype(FACE, size, layout_engine=ImageFont.Layout.RAQM)


@cache
def _shades(first: int) -> list[int]:
    """Return which shade of the palette each grey is; those of a colour begin with `first`."""
    steps = (round(grey * (_TONES - 1) / _FULL) for grey in range(_FULL + 1))
    return [first + step for step in steps]


@cache
def _palette() -> list[int]:
    between = (
        [round(p + (c - p) * step / (_TONES - 1)) for p, c in zip(_PAPER, colour, strict=True)]
        for colour in (_INK, _ACCENT)
        for step in range(_TONES)
    )
    return list(chain.from_iterable(between))


def _png(shades: Image.Image) -> bytes:
    shades.putpalette(_palette())
    written = io.BytesIO()
    shades.save(written, "PNG", bits=4, compress_level=_PRESSED)
    return written.getvalue()
