"""Two plots of costs against the size of an archive, as SVG: time and memory, in two languages."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from mujaz import arabic

Rows = Sequence[Mapping[str, object]]

WIDTH, HEIGHT = 460, 340
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 40, 44
COLOURS = {
    "hugo": "#0072b2",
    "pagefind": "#56b4e9",
    "mujaz cold": "#d55e00",
    "mujaz fresh clone": "#e69f00",
    "mujaz one edit": "#009e73",
    "mujaz nothing": "#999999",
    "mujaz serve": "#cc79a7",
}
"""What is drawn, in colours that all eyes tell apart (Okabe and Ito, 2008)."""
ENGLISH = {
    "seconds": "seconds",
    "megabytes": "megabytes at the most, of all processes",
    "articles": "articles",
    "hugo": "Hugo, without search",
    "pagefind": "Pagefind on that",
    "mujaz cold": "Mujaz, the first build",
    "mujaz fresh clone": "a fresh clone with the cache",
    "mujaz one edit": "one article edited",
    "mujaz nothing": "nothing changed",
    "mujaz serve": "an edit shown by serve",
}
ARABIC = {
    "seconds": "ثوانٍ",
    "megabytes": "ميغابايت في الذروة، للعمليات كلها",
    "articles": "مقالات",
    "hugo": "Hugo بلا بحث",
    "pagefind": "Pagefind بعده",
    "mujaz cold": "موجز: البناء الأول",
    "mujaz fresh clone": "نسخة جديدة مع المخزَّن",
    "mujaz one edit": "بعد تعديل مقالة",
    "mujaz nothing": "لم يتغيّر شيء",
    "mujaz serve": "تعديل يعرضه serve",
}
STYLE = """
text { font: 12px sans-serif; fill: #222 } .grid { stroke: #ccc } path { fill: none }
@media (prefers-color-scheme: dark) { text { fill: #ddd } .grid { stroke: #555 } }
"""
Scale = Callable[[float], float]


def written(folder: Path, rows: Rows) -> None:
    """Write the plots of some costs into a folder, in both languages."""
    for language, words in (("en", ENGLISH), ("ar", ARABIC)):
        (folder / f"archive-{language}.svg").write_text(drawn(rows, words), "utf-8")


def drawn(rows: Rows, words: Mapping[str, str]) -> str:
    """Return both plots beside each other, with what their lines mean below."""
    legend = [what for what in COLOURS if any(row["what"] == what for row in rows)]
    height = HEIGHT + 24 * -(-len(legend) // 3) + 8
    parts = (
        *_panel(rows, "seconds", words, 0),
        *_panel(rows, "megabytes", words, WIDTH),
        *(line for place, what in enumerate(legend) for line in _named(what, place, words)),
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDTH} {height}" role="img">'
    return "\n".join((head, f"<style>{STYLE}</style>", *parts, "</svg>", ""))


def _panel(rows: Rows, value: str, words: Mapping[str, str], left: int) -> Iterator[str]:
    across = _scale([float(str(row["articles"])) for row in rows], LEFT, WIDTH - RIGHT)
    up = _scale([float(str(row[value])) for row in rows], HEIGHT - BOTTOM, TOP)
    yield f'<g transform="translate({left} 0)">'
    yield f'<text x="{LEFT}" y="22">{_told(words[value])}</text>'
    for tick in _ticks([float(str(row[value])) for row in rows]):
        y = up(tick)
        yield f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{tick:,g}</text>'
    for count in sorted({float(str(row["articles"])) for row in rows}):
        x, y = across(count), HEIGHT - BOTTOM + 18
        yield f'<text x="{x:.1f}" y="{y}" text-anchor="middle">{count:,.0f}</text>'
    yield (
        f'<text x="{(WIDTH + LEFT) / 2}" y="{HEIGHT - 6}" text-anchor="middle">'
        f"{_told(words['articles'])}</text>"
    )
    for what, colour in COLOURS.items():
        yield from _line(rows, what, value, colour, (across, up))
    yield "</g>"


def _line(
    rows: Rows, what: str, value: str, colour: str, scales: tuple[Scale, Scale]
) -> Iterator[str]:
    points = [
        (scales[0](float(str(row["articles"]))), scales[1](float(str(row[value]))))
        for row in rows
        if row["what"] == what and row[value]
    ]
    if points:
        way = " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        yield f'<path d="M{way}" stroke="{colour}" stroke-width="2"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)


def _named(what: str, place: int, words: Mapping[str, str]) -> Iterator[str]:
    x, y = LEFT + place % 3 * 290, HEIGHT + 16 + place // 3 * 24
    yield f'<circle cx="{x}" cy="{y}" r="5" fill="{COLOURS[what]}"/>'
    yield f'<text x="{x + 12}" y="{y + 4}">{_told(words[what])}</text>'


def _told(text: str) -> str:
    """Return a text as it stands in a drawing, in its own direction whatever word is first."""
    right_to_left = arabic.is_arabic_script(text)
    # RIGHT-TO-LEFT ISOLATE, and POP DIRECTIONAL ISOLATE
    return f"\u2067{escape(text)}\u2069" if right_to_left else escape(text)


def _scale(values: Sequence[float], start: float, end: float) -> Scale:
    """Return a logarithmic scale, on which as many times more is as far everywhere."""
    ticks = _ticks(values)
    low, high = math.log(ticks[0]), math.log(ticks[-1])
    return lambda value: start + (end - start) * (math.log(value) - low) / (high - low)


def _ticks(values: Sequence[float]) -> list[float]:
    """Return powers of ten around some values, two at least."""
    found = [value for value in values if value > 0] or [1.0]
    low, high = math.floor(math.log10(min(found))), math.ceil(math.log10(max(found)))
    return [10.0**power for power in range(low, max(high, low + 1) + 1)]
