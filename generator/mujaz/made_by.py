"""Which program made what is kept between runs: another version must not believe it."""

import platform
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from mujaz import resources, sealed

_PACKAGES = (
    *("babel", "hijridate", "jinja2", "markdown", "markupsafe", "mkdocs", "mkdocs-material"),
    *("pydantic", "pygments", "pymdown-extensions", "pyyaml"),
)
"""What has a hand in a page; of Mujaz itself the files are looked at."""


@cache
def version() -> str:
    """Return what changes with any code, template or package that has a hand in the site."""
    own = "".join(map(_signed, sorted(_own_files())))
    others = "".join(f"{name} {metadata.version(name)}\n" for name in _PACKAGES)
    return sealed.digest(f"{platform.python_version()}\n{others}{own}".encode())


def _own_files() -> Iterator[Path]:
    here = Path(__file__).parent
    for folder in (here, resources.TEMPLATES):
        yield from (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")


def _signed(path: Path) -> str:
    return f"{path.name} {sealed.digest(path.read_bytes())}\n"
