"""Which part of a site is whose, where several machines make it: each deals it out alike."""

from dataclasses import dataclass
from typing import Self

from mujaz import sealed
from mujaz.errors import InvalidValueError, message

MOST = 1000
"""Parts that a site is made in, at most: each reads the whole library before it begins."""
_DIGITS = 8
"""Hexadecimal digits of a folder's name in short, by which it is dealt out."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One part of a site that is made in so many."""

    number: int
    """From 1 upwards."""
    of: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2/8`; raises InvalidValueError."""
        number, _, of = text.partition("/")
        if number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of) <= MOST:
            return cls(int(number), int(of))
        problem = message("“{text}” is no part of a whole", text=text)
        raise InvalidValueError(problem, message("write 1/8 for the first of eight parts"))

    def holds(self, path: str) -> bool:
        """Say whether a file of the site belongs to it.

        A page stays with its feeds, which tell of the same articles; so a folder is dealt out, and
        not a file. Its name decides, so each machine deals alike and new pages move no others.
        """
        folder = path.rpartition("/")[0]
        return int(sealed.digest(folder.encode())[:_DIGITS], 16) % self.of == self.number - 1

    def share(self, count: int) -> range:
        """Return which of so many numbered things are its own: they follow each other."""
        return range(count * (self.number - 1) // self.of, count * self.number // self.of)
