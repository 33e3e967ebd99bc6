"""How the files of a site take their places in its folder, and are looked at there."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from mujaz import sealed


def stamp(place: str) -> tuple[int, int] | None:
    """Return the size and the time of a file; None where there is none."""
    try:
        status = os.stat(place)  # noqa: PTH116  a site has many files, and a Path takes its time
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def read(place: str, size: int) -> bytes:
    """Return the bytes of a file of a known size; of another, fewer than all or one more."""
    # Half of what a Path takes; all of a site is read so when it comes from elsewhere.
    file = os.open(place, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return os.read(file, size + 1)
    finally:
        os.close(file)


def folders(paths: Iterable[str]) -> set[str]:
    """Return every folder that some files are in, and those above, up to the root of all."""
    found = {""}
    for path in paths:
        end = path.rfind("/")
        while end >= 0 and path[:end] not in found:
            found.add(path[:end])
            end = path.rfind("/", 0, end)
    return found


def walk(root: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the files of a site below its root, with their sizes and times."""
    folders = [""]
    while folders:
        above = folders.pop()
        with os.scandir(root / above) as entries:
            for entry in entries:
                path = above + entry.name
                if not above and entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{path}/")
                else:
                    status = entry.stat(follow_symlinks=False)
                    yield path, (status.st_size, status.st_mtime_ns)


def write(place: str, data: bytes) -> tuple[int, int]:
    """Write a file that another name may show by now: never into it; return its stamp.

    One that is new is written in its place, which takes a fifth of the time; who ends the program
    meanwhile leaves a part of it there, of which nobody has written down yet that it is whole.
    """
    try:
        return _write_new(place, data)
    except FileNotFoundError:  # no folder yet
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        return write(place, data)  # by now another may have made both
    except FileExistsError:
        with sealed.beside(Path(place)) as neighbour:
            return _write_new(str(neighbour), data)


def _write_new(place: str, data: bytes) -> tuple[int, int]:
    with open(place, "xb") as file:  # noqa: PTH123  as in stamp
        file.write(data)
        file.flush()
        # Of the open file: in its place there may be another's by now.
        status = os.fstat(file.fileno())
    return status.st_size, status.st_mtime_ns


def prepare(site: Path, paths: Iterable[str]) -> None:
    """Make the folders of files that are to appear, as far as nothing is in their way."""
    for folder in sorted(folders(paths)):
        with suppress(OSError):  # mostly because it is there; `show` sees to anything else
            os.mkdir(f"{site}/{folder}")  # noqa: PTH102  as in stamp


def digest(place: str) -> str | None:
    """Return what names the bytes of a file; None where there is none, or what only leads to one.

    A link might lead out of a folder that came from elsewhere.
    """
    try:
        return None if os.path.islink(place) else sealed.digest(Path(place).read_bytes())  # noqa: PTH114  as above
    except OSError:
        return None


def take(theirs: str, place: str) -> tuple[int, int]:
    """Let a file from elsewhere be ours as if it were made now, or a copy of it; return its stamp.

    Its own time tells nothing: what packs and unpacks files may give all of them the same.
    """
    Path(place).parent.mkdir(parents=True, exist_ok=True)
    with sealed.beside(Path(place)) as neighbour:
        try:
            neighbour.hardlink_to(theirs)
            os.utime(neighbour)
        except OSError:  # another disk, one without links, or the file of another user
            neighbour.unlink(missing_ok=True)
            shutil.copyfile(theirs, neighbour)
        status = neighbour.stat()
    return status.st_size, status.st_mtime_ns


def show(new: str, site: Path, path: str) -> None:
    """Let a file appear where there is none; most have their folder already."""
    target = f"{site}/{path}"
    try:
        os.link(new, target)
    except OSError:  # no folder yet, something in the way, another disk, or one without links
        _clear_way(site, path)
        replace(new, target)


def replace(new: str, target: str) -> None:
    """Let a file take its place at once; where the disk gives it no second name, a copy of it."""
    with sealed.beside(Path(target)) as neighbour:
        try:
            neighbour.hardlink_to(new)
        except OSError:
            shutil.copy2(new, neighbour)


def _clear_way(site: Path, path: str) -> None:
    """Make the folders of a file, where an older site may have a file of that name."""
    target = site / path
    if not target.parent.is_dir():
        for folder in reversed(target.relative_to(site).parents):
            if (site / folder).is_file():
                (site / folder).unlink()
            (site / folder).mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        shutil.rmtree(target)


def remove(root: Path, paths: Iterable[str]) -> None:
    """Remove files, and the folders that are empty then."""
    for path in paths:
        target = root / path
        if target.is_dir() and not target.is_symlink():
            continue  # a folder took the place of a file
        target.unlink(missing_ok=True)
        with suppress(OSError):  # something else is in it
            for folder in PurePosixPath(path).parents[:-1]:
                (root / folder).rmdir()
