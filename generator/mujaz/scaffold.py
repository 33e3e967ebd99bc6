"""`mujaz init`: an empty folder becomes a digest."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mujaz import __version__, digest, disk, forms, schemas
from mujaz.errors import DigestError, message
from mujaz.models import Section
from mujaz.phrases import Phrases
from mujaz.resources import HOSTS, TEMPLATES

_FOLDERS = ("scaffold", "hosts/{host}")
"""Below templates/: what every digest has, and what is for its host."""
_CMS = "cms"
_SHARED = ".txt"
"""What several files of hosts include."""
# Templates are named without the dot of hidden files, for packaging tools leave such files out.
_HIDDEN = ("github", "gitignore", "gitlab-ci.yml", "forgejo", "gitattributes", "vscode")


def init(  # noqa: PLR0913  each says something else
    folder: Path,
    *,
    name: str,
    url: str,
    host: str = HOSTS[0],
    cms: str | None = None,
    here: bool = False,
) -> tuple[Path, ...]:
    """Write a new digest and return the files written; one that is there already is left alone.

    `cms` is the repository, OWNER/NAME, whose files a form at the site's address admin/ edits.
    Raises DigestError when the folder holds anything and `here` does not say that this is meant, or
    when the address is not one of the web.
    """
    if url and not _is_address(url):
        raise DigestError(*digest.no_address(url))
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
    texts = _texts(host, name=name, url=url, version=__version__, cms=cms)
    return tuple(_written(folder, texts))


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # such as http://[
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _written(folder: Path, texts: Iterable[tuple[str, str]]) -> Iterator[Path]:
    for name, text in texts:
        target = folder / name
        if not target.exists():
            disk.write(target, text.encode())
            yield target


def _texts(host: str, *, cms: str | None, **values: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each file of a digest, and what it says."""
    # GitHub's workflows say {{ }} themselves, so these templates use other signs.
    templates = Environment(  # noqa: S701  these are YAML and Markdown, not HTML
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        variable_start_string="<<",
        variable_end_string=">>",
    )
    templates.filters["yaml"] = _scalar
    templates.globals.update(sections=",".join(Section), orders=json.dumps(forms.ORDERS))
    for part in (*_FOLDERS, *([_CMS] if cms else ())):
        folder = part.format(host=host)
        for template in sorted((TEMPLATES / folder).rglob("*")):
            name = template.relative_to(TEMPLATES / folder).as_posix()
            if template.is_file() and template.suffix != _SHARED:
                yield _visible(name), templates.get_template(f"{folder}/{name}").render(values)
    for kind in ("sources", "tags"):  # in Arabic, as all of a new digest
        yield f".vscode/{kind}.schema.json", schemas.written(kind, Phrases.of("ar"))
    if cms:
        yield "content/admin/config.yml", forms.written(cms, host, Phrases.of("ar"))


def _scalar(text: str) -> str:
    """Return a text as the value of a key in YAML, in quotes where YAML would misread it."""
    line = yaml.safe_dump({"key": " ".join(text.split())}, allow_unicode=True, width=2**31)
    return line.removeprefix("key: ").rstrip("\n")


def _visible(template: str) -> str:
    return f".{template}" if template.startswith(_HIDDEN) else template
