"""A published site held against the one that was built here, file by file."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from mujaz import checksums, made_of, mirror, placing, sealed
from mujaz.checksums import Checksums
from mujaz.digest import Digest
from mujaz.errors import FetchError, GoneError, MujazError
from mujaz.fetch import Fetcher
from mujaz.mirror import Mirror

TOGETHER = 8
"""Files that are asked for at a time."""
_INDEX = "index.html"


class Found(StrEnum):
    """What may be wrong with a file of a site."""

    MISSING = "missing"
    OTHER = "other"
    EXTRA = "extra"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is not as it was built."""

    path: str
    found: Found
    error: MujazError | None = None
    """Why it could not be read."""


class Site(Protocol):
    """Where files of a site are looked at."""

    def listed(self) -> Checksums | None:
        """Return the files that it says it has; None where it does not say; raises FetchError."""

    def digest(self, path: str) -> str | None:
        """Return the checksum of a file; None where there is none; raises FetchError."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A site in a folder, as a host would be given it."""

    root: Path

    def listed(self) -> Checksums:
        """Return the files there are; what is in them, nobody has looked at."""
        return Checksums(files=dict.fromkeys((path for path, _ in placing.walk(self.root)), ""))

    def digest(self, path: str) -> str | None:
        """Return the checksum of a file, if it is there."""
        file = self.root / path
        return sealed.digest(file.read_bytes()) if file.is_file() else None


@dataclass(frozen=True, slots=True)
class Web:
    """A site where readers find it."""

    url: str
    """With a slash at its end."""
    fetcher: Fetcher

    def listed(self) -> Checksums | None:
        """Return what its file of checksums says."""
        data = self._data(checksums.FILE)
        return checksums.read(data) if data else None

    def digest(self, path: str) -> str | None:
        """Return the checksum of what readers get."""
        data = self._data(path)
        return None if data is None else sealed.digest(data)

    def _data(self, path: str) -> bytes | None:
        # Hosts lead from …/index.html to the folder, where links lead too.
        address = path.removesuffix(_INDEX) if f"/{path}".endswith(f"/{_INDEX}") else path
        try:
            return self.fetcher.get(f"{self.url}{quote(address)}").data
        except GoneError:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What became of it."""

    differences: tuple[Difference, ...]
    """In the order of paths."""
    looked: int
    """Files that were read."""
    believed: bool
    """Whether the site's own checksums told of the others."""
    known: int
    """Files that it ought to have."""
    made_by: tuple[str, ...]
    """What the site says that made it."""


def shows(digest: Digest, environ: Mapping[str, str], there: Mirror) -> bool:
    """Say whether a site is what a build would make now, with checksums or without.

    That is not known of one whose build warned of something, nor of one that others have a hand in.
    """
    asked_for = (made_of.inputs(replace(digest, sums=sums), environ) for sums in (False, True))
    return any(mirror.shown(there, digest.site, inputs) for inputs in asked_for)


def verified(built: Mapping[str, str], site: Site, *, most: int | None = None) -> Verified:
    """Compare a site with the checksums of what was built; read `most` of its files, or all.

    Raises FetchError where the site cannot be reached at all.
    """
    ours = {path: digest for path, digest in built.items() if path != checksums.FILE}
    listed = site.listed()
    told = tuple(_told(ours, listed)) if listed else ()
    wrong = {difference.path for difference in told}
    asked = _sample([path for path in ours if path not in wrong], ours, most)
    with ThreadPoolExecutor(TOGETHER) as pool:
        read = tuple(pool.map(lambda path: _read(site, path, ours[path]), asked))
    return Verified(
        differences=tuple(sorted((*told, *filter(None, read)), key=lambda one: one.path)),
        looked=len(asked),
        believed=bool(listed and any(listed.files.values())),
        known=len(ours),
        made_by=listed.made_by if listed else (),
    )


def _told(ours: Mapping[str, str], listed: Checksums) -> Iterator[Difference]:
    """Yield what a site's own list of files says that is not as it ought to be."""
    theirs = listed.files
    yield from (Difference(path, Found.MISSING) for path in ours.keys() - theirs.keys())
    yield from (
        Difference(path, Found.EXTRA) for path in theirs.keys() - ours.keys() - {checksums.FILE}
    )
    for path in ours.keys() & theirs.keys():
        if theirs[path] not in {"", ours[path]}:
            yield Difference(path, Found.OTHER)


def _sample(paths: Iterable[str], ours: Mapping[str, str], most: int | None) -> Collection[str]:
    """Return as many paths as are wanted: others when the site is another, the same else."""
    if most is None:
        return tuple(paths)
    return sorted(paths, key=lambda path: sealed.digest(f"{ours[path]} {path}".encode()))[:most]


def _read(site: Site, path: str, digest: str) -> Difference | None:
    try:
        found = site.digest(path)
    except FetchError as error:
        return Difference(path, Found.UNREAD, error)
    if found == digest:
        return None
    return Difference(path, Found.MISSING if found is None else Found.OTHER)
