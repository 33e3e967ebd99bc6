"""An edition as one file to hand on: a letter, a book, a print."""

from mujaz.copies.book import book
from mujaz.copies.copy import Copy, Telling, copied
from mujaz.copies.paper import printed, printer
from mujaz.copies.sheets import letter

__all__ = ["MAKERS", "Copy", "Telling", "book", "copied", "letter", "printed", "printer"]

MAKERS = {"epub": book, "pdf": printed}
"""What makes each kind of file that an edition's page offers."""
