"""Which program made what is kept between runs: another version must not believe it."""

import platform
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from mujaz import __version__, resources, sealed

_PACKAGES = (
    *("babel", "hijridate", "jinja2", "markdown", "markupsafe", "mkdocs", "mkdocs-material"),
    *("pydantic", "pygments", "pymdown-extensions", "pyyaml"),
)
"""What has a hand in a page; of Mujaz itself the files are looked at."""
_EXTRAS = ("pillow", "weasyprint")
"""What draws posters, and what prints editions."""


@cache
def version() -> str:
    """Return what changes with any code, template or package that has a hand in the site."""
    own = "".join(map(_signed, sorted(_own_files())))
    return sealed.digest("\n".join((*names(), own)).encode())


def names() -> tuple[str, ...]:
    """Return what has a hand in a site, as a person names it: `Mujaz 1.0.0`, `babel 2.17.0`."""
    packages = (f"{name} {metadata.version(name)}" for name in _PACKAGES)
    return f"Mujaz {__version__}", f"Python {platform.python_version()}", *packages


def extras() -> tuple[str, ...]:
    """Return what has a hand in files beside pages, as far as it is installed."""
    return tuple(map(_extra, _EXTRAS))


def _extra(name: str) -> str:
    try:
        return f"{name} {metadata.version(name)}"
    except metadata.PackageNotFoundError:
        return ""


def _own_files() -> Iterator[Path]:
    here = Path(__file__).parent
    for folder in (here, resources.TEMPLATES):
        yield from (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")


def _signed(path: Path) -> str:
    return f"{path.name} {sealed.digest(path.read_bytes())}\n"
