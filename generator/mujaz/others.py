"""The files of content/ that are no articles, named by what is in them.

A copy of a digest, as CI has it, has other times and the same names: nothing of it is made anew.
What is kept between runs tells which files need not be read again.
"""

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from mujaz import library, sealed

FILE = "others.json"
"""Its usual name, below the cache of a digest."""
_KIND = "others 1"


def names(content: Path, file: Path) -> Mapping[str, str]:
    """Return what names the bytes of each file that is no article, by its path, in order.

    `file` is where they are kept, with what tells that a file did not change.
    """
    kept: dict[str, list[str]] = json.loads(sealed.read(file, _KIND) or "{}")
    now = {
        path: was if (was := kept.get(path)) and was[0] == stamp else [stamp, _name(content, path)]
        for path, stamp in library.other_stamps(content).items()
    }
    if now != kept:
        sealed.keep(file, _KIND, json.dumps(now))
    return {path: name for path, (_, name) in now.items()}


def _name(content: Path, path: str) -> str:
    return library.fingerprint(content, PurePosixPath(path))
