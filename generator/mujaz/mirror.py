"""The site as it was last made, kept beside the library: what is in it need not be made again.

A file of the mirror and the file that the site shows are one file with two names (hard links), so
the site costs no room twice, and whether it shows what was made last is seen without reading. The
mirror is derived, and may be deleted at any time; what in it is damaged, foreign or of another
version is noticed and made again.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from mujaz import placing, sealed

_KIND = "mirror 1"
_DOORS = frozenset(("index.html", "404.html", "feed.xml", "sitemap.xml", "sitemap.xml.gz"))
"""What leads to all the rest: on a site that is new it comes last."""
_STATE, _SETTLED, _FILES = "state.json", "settled", "files"


@dataclass(frozen=True, slots=True)
class Made:
    """One file that was made, and what it was made of."""

    key: str
    """Names all that it depends on; equal keys, equal bytes."""
    digest: str
    size: int
    time: int
    """When it was last changed, in nanoseconds, as the disk says."""

    @property
    def stamp(self) -> tuple[int, int]:
        """What tells without reading whether a file is this one."""
        return self.size, self.time


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a site's folder took."""

    written: int
    unchanged: int
    removed: int


@dataclass(slots=True)
class Mirror:
    """The files of a site by their places below its root: `2021/07/a/index.html`."""

    folder: Path
    made: dict[str, Made] = field(default_factory=dict)
    settled: str | None = None
    """The site that shows all of it, and what that was made of."""
    opened: tuple[str, ...] = ()
    """The paths that it had when it was opened, which are those of a settled site."""

    @classmethod
    def at(cls, folder: Path) -> Self:
        """Open the mirror in a folder; one that cannot be believed is empty."""
        made = dict(_read(folder / _STATE))
        return cls(folder, made, sealed.read(folder / _SETTLED, _KIND), tuple(made))

    def place(self, path: str) -> str:
        """Return where a file of the site is kept: under a name of its own, in few folders."""
        name = sealed.digest(path.encode())
        return f"{self.folder}/{_FILES}/{name[:2]}/{name[2:]}"

    def lacks(self, keys: Mapping[str, str]) -> list[str]:
        """Return the paths, in their order, whose file is not there as their key asks for."""
        return [path for path, key in keys.items() if not self._holds(path, key)]

    def put(self, path: str, key: str, data: bytes) -> None:
        """Keep a file, at once; one that comes out as it was keeps its time."""
        digest = sealed.digest(data)
        if not self._is_as_it_was(path, key, digest):
            self.made[path] = Made(key, digest, *placing.write(self.place(path), data))

    def offers(self, path: str, key: str) -> bool:
        """Say whether, as far as is written down, a file is there as a key asks for."""
        made = self.made.get(path)
        return made is not None and made.key == key

    def adopt(self, other: Self, path: str) -> bool:
        """Take over what another mirror offers; False where its file is not whole.

        The bytes are looked at, whatever is said of them. Raises OSError when the disk refuses.
        """
        offered, place = other.made[path], other.place(path)
        if placing.digest(place) != offered.digest:
            return False
        if not self._is_as_it_was(path, offered.key, offered.digest):
            stamp = placing.take(place, self.place(path))
            self.made[path] = Made(offered.key, offered.digest, *stamp)
        return True

    def keep(self, paths: Iterable[str]) -> None:
        """Take out what is none of these."""
        wanted = frozenset(paths)
        for path in [path for path in self.made if path not in wanted]:
            del self.made[path]
            Path(self.place(path)).unlink(missing_ok=True)

    def save(self) -> None:
        """Write down what there is; what comes after is made again if the program ends before."""
        rows = {path: [m.key, m.digest, m.size, m.time] for path, m in sorted(self.made.items())}
        sealed.write(self.folder / _STATE, _KIND, json.dumps(rows, separators=(",", ":")))

    def settle(self, site: Path, inputs: str) -> None:
        """Remember that a site shows all of this, and what it was made of."""
        self.opened = tuple(self.made)
        self.settled = f"{_settled_head(site, inputs)}{_standing(site, self.made)}"
        sealed.write(self.folder / _SETTLED, _KIND, self.settled)

    def unsettle(self) -> None:
        """Forget it: until all is in its place again, nobody must believe it."""
        self.settled = None
        (self.folder / _SETTLED).unlink(missing_ok=True)

    def _is_as_it_was(self, path: str, key: str, digest: str) -> bool:
        """Say whether a file would come out as it is; it has the new key then."""
        was = self.made.get(path)
        if was is None or was.digest != digest or not self._holds(path, was.key):
            return False
        self.made[path] = replace(self.made[path], key=key)
        return True

    def _holds(self, path: str, key: str) -> bool:
        made = self.made.get(path)
        if made is None or made.key != key:
            return False
        place = self.place(path)
        stamp = placing.stamp(place)
        if stamp == made.stamp:
            return True
        if stamp is None or stamp[0] != made.size:
            return False
        if sealed.digest(placing.read(place, made.size)) != made.digest:
            return False
        # It came from elsewhere with its bytes whole, as a cache of CI does.
        self.made[path] = replace(made, time=stamp[1])
        return True


def publish(mirror: Mirror, site: Path, inputs: str = "") -> Published:
    """Make a folder show what the mirror holds, and nothing else.

    Each file takes its place at once, what is new before what led elsewhere until now, and what is
    gone goes last; what did not change keeps its time. Names with a dot in front (.git) are not
    ours. `inputs` stands for all that the mirror was made of. Raises OSError when the disk refuses.
    """
    site.mkdir(parents=True, exist_ok=True)
    there = _there(mirror, site)
    mirror.unsettle()
    changed = [path for path, made in mirror.made.items() if there.get(path) != made.stamp]
    placing.prepare(site, (path for path in changed if path not in there))
    # New files first: nothing that readers see leads to them before they are all there.
    for path in sorted(changed, key=lambda path: (path in there, path in _DOORS, path)):
        if path in there:
            placing.replace(mirror.place(path), f"{site}/{path}")
        else:
            placing.show(mirror.place(path), site, path)
    stale = [path for path in there if path not in mirror.made]
    placing.remove(site, stale)
    mirror.settle(site, inputs)
    return _told(mirror, len(changed), len(stale))


def shown(mirror: Mirror, site: Path, inputs: str) -> Published | None:
    """Return what `publish` would, where it would do nothing; None where that is not sure."""
    same = inputs and mirror.settled and mirror.settled.startswith(_settled_head(site, inputs))
    if not (same and _untouched(mirror, site)):
        return None
    whole = all(placing.stamp(f"{site}/{path}") == made.stamp for path, made in mirror.made.items())
    return _told(mirror, 0, 0) if whole else None


def _there(mirror: Mirror, site: Path) -> dict[str, tuple[int, int]]:
    """Return the files of a site with their sizes and times.

    Where nothing came or went in its folders since it was settled, they need not be listed.
    """
    if mirror.settled and mirror.settled.startswith(f"{site}\n") and _untouched(mirror, site):
        found = ((path, placing.stamp(f"{site}/{path}")) for path in mirror.opened)
        return {path: stamp for path, stamp in found if stamp}
    return dict(placing.walk(site))


def _untouched(mirror: Mirror, site: Path) -> bool:
    return (mirror.settled or "").rpartition("\n")[2] == _standing(site, mirror.opened)


def _standing(site: Path, paths: Collection[str]) -> str:
    """Return what stands for the files of a site, and for its folders.

    A folder's time changes with each file that comes or goes, so that a stranger is seen too.
    """
    folders = sorted(placing.folders(paths))
    times = [(folder, placing.stamp(f"{site}/{folder}")) for folder in folders]
    return sealed.digest(repr((times, sorted(paths))).encode())


def _settled_head(site: Path, inputs: str) -> str:
    return f"{site}\n{inputs}\n"


def _told(mirror: Mirror, written: int, removed: int) -> Published:
    return Published(written=written, unchanged=len(mirror.made) - written, removed=removed)


def _read(state: Path) -> Iterator[tuple[str, Made]]:
    """Yield what a mirror says that it holds; nothing where it is damaged or of another version."""
    for path, row in json.loads(sealed.read(state, _KIND) or "{}").items():
        yield path, Made(*row)
