"""An edition as a book: EPUB 3.3 (w3.org/TR/epub-33), a zip of XHTML."""

import io
import zipfile
from collections.abc import Iterator

from mujaz.copies import sheets
from mujaz.copies.copy import Copy

_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The time of every file in it, the first that zip can tell: same edition, same bytes."""
_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="book/book.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""


def book(copy: Copy) -> bytes:
    """Return an edition as an EPUB."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as packed:
        for name, text in _files(copy):
            info = zipfile.ZipInfo(name, _BEGINNING)
            # The first file says what the others are, and must lie there as it is.
            stored = name == "mimetype"
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            packed.writestr(info, text)
    return whole.getvalue()


def _files(copy: Copy) -> Iterator[tuple[str, str]]:
    yield "mimetype", "application/epub+zip"
    yield "META-INF/container.xml", _CONTAINER
    chapters = tuple(
        (f"story-{number}.xhtml", article)
        for number, article in enumerate(copy.contents.articles, start=1)
    )
    files = {article.path: file for file, article in chapters}
    # An address is what tells books apart; without one, the digest's name and the edition's.
    identity = copy.address or f"urn:mujaz:{copy.contents.edition.name}"
    for template in ("book.opf", "nav.xhtml", "opening.xhtml", "book.css"):
        yield f"book/{template}", sheets.page(copy, template, files=files, identity=identity)
    for file, article in chapters:
        telling = copy.tellings[article.path]
        yield f"book/{file}", sheets.page(copy, "story.xhtml", telling=telling)
