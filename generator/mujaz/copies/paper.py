"""An edition on paper: PDF by WeasyPrint, whose Pango joins Arabic letters as they are written."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata

from mujaz.copies import sheets
from mujaz.copies.copy import Copy
from mujaz.errors import ExtraError, message
from mujaz.resources import TEMPLATES

_FONTS = TEMPLATES / "theme" / "assets" / "mujaz" / "fonts"
_EPOCH = "SOURCE_DATE_EPOCH"
_COUNTERS = {"latn": "decimal", "arab": "arabic-indic", "arabext": "persian"}
"""What CSS calls the numerals of page numbers."""


def printed(copy: Copy) -> bytes:
    """Return an edition as a PDF; raises ExtraError where there is nothing to make one with."""
    counters = _COUNTERS[copy.site.phrases.numerals]
    html = sheets.page(copy, "print.html", fonts=_FONTS.as_uri(), counters=counters)
    try:
        from weasyprint import HTML  # noqa: PLC0415  an extra
    except ImportError as error:
        raise _lacking() from error
    except OSError as error:  # it is there, and the library that it shapes letters with is not
        problem = message("a PDF needs Pango, which is not installed")
        mend = message("apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")
        raise ExtraError(problem, mend) from error
    name = copy.contents.edition.name.encode()
    with _without_clock():
        made: bytes = HTML(string=html).write_pdf(pdf_identifier=name)
    return made


def printer() -> str:
    """Return what prints, with its version; raises ExtraError where it is not there."""
    try:
        return f"weasyprint {metadata.version('weasyprint')}"
    except metadata.PackageNotFoundError as error:
        raise _lacking() from error


def _lacking() -> ExtraError:
    problem = message("a PDF needs WeasyPrint, which is not installed")
    return ExtraError(problem, message("pip install 'mujaz[print]'"))


@contextmanager
def _without_clock() -> Iterator[None]:
    """Keep the hour out of fonts, where fontTools writes it unless the environment says another.

    Same edition, same bytes; reproducible-builds.org/specs/source-date-epoch.
    """
    if _EPOCH in os.environ:
        yield
        return
    os.environ[_EPOCH] = "0"
    try:
        yield
    finally:
        del os.environ[_EPOCH]
