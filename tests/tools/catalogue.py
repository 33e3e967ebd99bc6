"""Bring the catalogues up to what the code and the templates say: `make catalogues`.

New texts come in without a translation, for a person to give one; those that nothing says any more
go. `tests/test_catalogues.py` fails until both are done.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from mujaz import front

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "generator" / "mujaz" / "locale"
_KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "message": None,
    "say": None,
    "_n": (1, 2),
    "counted": (1, 2),
    "forms": (1, 2),
}
_METHODS = [
    ("**.py", "python"),
    ("**.html", "jinja2"),
    ("**.xml", "jinja2"),
    ("**.xhtml", "jinja2"),
]


FOR_READERS = (
    "templates/",
    "generator/mujaz/almanac.py",
    "generator/mujaz/phrases.py",
    "generator/mujaz/render.py",
)
"""Where the texts are that readers of a site see."""
_WHOLE = ("ar",)
"""Languages in which editors are told too; in the others they are told in English."""


def template(language: str = "ar") -> Catalog:
    """Return every text that is to be translated into a language, with the files that say it."""
    catalog = Catalog(project="mujaz", fuzzy=False)
    for folder in ("generator/mujaz", "templates/pages", "templates/theme", "templates/copies"):
        found = extract_from_dir(ROOT / folder, _METHODS, keywords=_KEYWORDS)
        for file, _line, text, comments, context in found:
            where = f"{folder}/{file}"
            if language in _WHOLE or where.startswith(FOR_READERS):
                catalog.add(text, locations=[(where, 0)], auto_comments=comments, context=context)
    for text in _of_keys() if language in _WHOLE else ():
        catalog.add(text, locations=[("generator/mujaz/front.py", 0)])
    return catalog


def _of_keys() -> Iterator[str]:
    """Yield what the schema says of its keys, to who fills them in."""
    for model in (front.FrontMatter, front.EditionHead, front.Source, front.Tag):
        for field in model.model_fields.values():
            yield from (str(field.title), str(field.description))


def read(path: Path) -> Catalog:
    """Read one catalogue; its language is the name of its folder."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def places(text: str) -> list[str]:
    """Return the names of the values that a text leaves places for: {name} or %(name)s."""
    return re.findall(r"\{\w+\}|%\(\w+\)s", text)


def main() -> int:
    """Update every catalogue; 1 when a text waits for its translation."""
    waiting = 0
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/mujaz.po")):
        catalog = read(path)
        made = catalog.creation_date
        catalog.update(template(path.parts[-3]), no_fuzzy_matching=True)
        catalog.creation_date = made  # nothing changed, no change in git
        catalog.obsolete.clear()
        catalog.fuzzy = False
        with path.open("wb") as file:
            write_po(file, catalog, width=100, sort_output=True, include_lineno=False)
        empty = [m.id for m in catalog if m.id and not (m.string and all(m.string))]
        print(
            f"{path.relative_to(ROOT)}: {len(catalog)} texts, {len(empty)} wait for a translation"
        )
        waiting += len(empty)
    return int(waiting > 0)


if __name__ == "__main__":
    sys.exit(main())
