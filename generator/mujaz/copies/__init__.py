"""An edition as one file to hand on: a letter, a book, a print."""

from mujaz.copies.book import book
from mujaz.copies.copy import Copy, Telling, copied
from mujaz.copies.paper import printed
from mujaz.copies.sheets import letter

__all__ = ["Copy", "Telling", "book", "copied", "letter", "printed"]
