"""Posters: the picture of a headline that messengers show with a link to it."""

from mujaz.posters.choice import FILE, Posters, wanted
from mujaz.posters.drawer import draw, drawer
from mujaz.posters.letters import drawable, drawn
from mujaz.posters.poster import HEIGHT, WIDTH, Line, Poster

__all__ = [
    "FILE",
    "HEIGHT",
    "WIDTH",
    "Line",
    "Poster",
    "Posters",
    "draw",
    "drawable",
    "drawer",
    "drawn",
    "wanted",
]
