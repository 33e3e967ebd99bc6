"""What a site is made of, as short texts that change when it does."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from mujaz import library, made_by, sealed
from mujaz.digest import Digest

_WORD = re.compile(r"\w+")


def inputs(digest: Digest, environ: Mapping[str, str]) -> str:
    """Return what changes with anything that the site is made of."""
    if not (digest.alone and digest.content.is_dir()):
        return ""
    articles = repr(library.stamps(digest.content)).encode()
    return sealed.digest(settings(digest, environ) + articles + others(digest.content))


def settings(digest: Digest, environ: Mapping[str, str]) -> bytes:
    """Return the program, the settings, the variables that they name, and the digest's theme."""
    written = digest.config.read_bytes()
    theme = "".join(_signed(digest.theme)) if digest.theme else ""
    told = repr((made_by.version(), sorted(_variables(written, environ)), theme))
    return sealed.digest(told.encode() + written).encode()


def _signed(folder: Path) -> Iterator[str]:
    """Yield each file of a theme with what is in it: a fresh clone has other times."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield f"{path.relative_to(folder)} {sealed.digest(path.read_bytes())}\n"


def _variables(settings: bytes, environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the variables of the environment that some settings name, with their values."""
    written = settings.decode("utf-8", "replace")
    if "!ENV" in written:
        yield from ((name, environ[name]) for name in set(_WORD.findall(written)) & environ.keys())


def others(content: Path) -> bytes:
    """Return what changes with any file under content/ that is no article."""
    return repr(sorted(_stamps(content, ""))).encode()


def _stamps(content: Path, above: str) -> Iterator[tuple[str, int, int, int]]:
    """Yield each file that is no article, with what changes when it does."""
    inside = f"{above}/".startswith(f"{library.ARTICLES}/")
    with os.scandir(content / above) as entries:
        for entry in entries:
            path = f"{above}/{entry.name}" if above else entry.name
            if entry.is_dir():
                yield from _stamps(content, path)
            elif not (inside and entry.name.endswith(".md")):
                status = entry.stat()
                yield path, status.st_size, status.st_mtime_ns, status.st_ctime_ns
