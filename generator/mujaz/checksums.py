"""What a build was: the checksum of every file of a site, as `b2sum --check` reads them.

The hash is BLAKE2b of 128 bits (`b2sum -l 128`), which the mirror knows of each file anyway.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mujaz import made_by
from mujaz.mirror import Mirror

FILE = "mujaz.b2sum"
"""Where they are in the site."""
_ROW = re.compile(r"(\\?)([0-9a-f]{32})  (.+)")
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checksums:
    """The files of a site, and who made them."""

    files: Mapping[str, str]
    """Their checksums, by their places below the site's root."""
    made_by: tuple[str, ...] = ()
    """The program, and the packages that have a hand in a page, each with its version."""


def written(sums: Checksums) -> bytes:
    """Return the file; `b2sum` passes over its first lines, as over all that begin with `#`."""
    heads = (f"# {name}" for name in sums.made_by)
    rows = (_row(path, digest) for path, digest in sorted(sums.files.items()))
    return "".join(f"{line}\n" for line in (*heads, *rows)).encode()


def _row(path: str, digest: str) -> str:
    """Return a line as GNU b2sum writes it: what would end the line stands behind a backslash."""
    if "\\" in path or "\n" in path:
        escaped = path.replace("\\", "\\\\").replace("\n", "\\n")
        return f"\\{digest}  {escaped}"
    return f"{digest}  {path}"


def keep(mirror: Mirror, wanted: set[str], *, sums: bool) -> None:
    """Take out of a mirror what is not wanted, and with `sums` add the file of what is there."""
    if not sums:
        mirror.keep(wanted)
        return
    mirror.keep({*wanted, FILE})
    files = {path: made.digest for path, made in mirror.made.items() if path != FILE}
    mirror.put(FILE, FILE, written(Checksums(files=files, made_by=made_by.names())))


def read(data: bytes) -> Checksums | None:
    """Return what a file says; None where it is no such file."""
    lines = data.decode("utf-8", "replace").removesuffix("\n").split("\n")
    heads = tuple(line.removeprefix("# ") for line in lines if line.startswith("#"))
    rows = [_ROW.fullmatch(line) for line in lines if not line.startswith("#")]
    found = {_path(row): row[2] for row in rows if row}
    return Checksums(files=found, made_by=heads) if len(found) == len(rows) else None


def _path(row: re.Match[str]) -> str:
    escaped, _, path = row.groups()
    return _ESCAPED.sub(_meant, path) if escaped else path


def _meant(found: re.Match[str]) -> str:
    return "\n" if found[1] == "n" else found[1]
