"""`mujaz init`: an empty folder becomes a digest."""

from collections.abc import Iterator
from pathlib import Path

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mujaz import __version__, disk, schemas
from mujaz.errors import DigestError, message
from mujaz.models import Section
from mujaz.phrases import Phrases
from mujaz.resources import TEMPLATES

_FOLDER = TEMPLATES / "scaffold"
# Templates are named without the dot of hidden files, for packaging tools leave such files out.
_HIDDEN = ("github", "gitignore", "gitattributes", "vscode")


def init(folder: Path, *, name: str, url: str, here: bool = False) -> tuple[Path, ...]:
    """Write a new digest and return the files written; one that is there already is left alone.

    Raises DigestError when the folder holds anything and `here` does not say that this is meant, or
    when the address is not one of the web.
    """
    if url and not url.startswith(("https://", "http://")):
        raise DigestError(
            message("“{url}” is not an address of the web", url=url),
            message("write it whole, such as https://digest.example/"),
        )
    if folder.exists() and not folder.is_dir():
        raise DigestError(
            message("this is a file"), message("name a folder that is new or empty"), path=folder
        )
    if not here and folder.exists() and any(folder.iterdir()):
        raise DigestError(
            message("this folder is not empty"),
            message("name another, or write --here to add what is missing to this one"),
            path=folder,
        )
    return tuple(_written(folder, name, url))


def _written(folder: Path, name: str, url: str) -> Iterator[Path]:
    # GitHub's workflows say {{ }} themselves, so these templates use other signs.
    templates = Environment(  # noqa: S701  these are YAML and Markdown, not HTML
        loader=FileSystemLoader(_FOLDER),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        variable_start_string="<<",
        variable_end_string=">>",
    )
    templates.filters["yaml"] = _scalar
    templates.globals["sections"] = ",".join(Section)
    for template in sorted(templates.list_templates()):
        target = folder / _visible(template)
        if not target.exists():
            text = templates.get_template(template).render(name=name, url=url, version=__version__)
            disk.write(target, text.encode())
            yield target
    yield from _schemas(folder / ".vscode")


def _schemas(folder: Path) -> Iterator[Path]:
    """Write what a text editor checks the files of names by, in Arabic, as all of a new digest."""
    for kind in ("sources", "tags"):
        target = folder / f"{kind}.schema.json"
        if not target.exists():
            disk.write(target, schemas.written(kind, Phrases.of("ar")).encode())
            yield target


def _scalar(text: str) -> str:
    """Return a text as the value of a key in YAML, in quotes where YAML would misread it."""
    line = yaml.safe_dump({"key": " ".join(text.split())}, allow_unicode=True, width=2**31)
    return line.removeprefix("key: ").rstrip("\n")


def _visible(template: str) -> str:
    return f".{template}" if template.startswith(_HIDDEN) else template
