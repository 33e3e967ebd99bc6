"""Text kept for later runs in a way that tells whether it can be believed."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

_DAY = 24 * 60 * 60
_BESIDE = "~"
"""How the names of files end that have not taken their places yet."""
_NUMBERS = count()


@contextmanager
def beside(file: Path) -> Iterator[Path]:
    """Yield a neighbour of a file to be written, which takes its place if all goes well.

    No other process of this machine has its name, even one that writes the same file now; whatever
    goes wrong, such as a full disk, nothing is left of it.
    """
    neighbour = file.with_name(f"{os.getpid()}-{next(_NUMBERS)}{_BESIDE}")
    neighbour.unlink(missing_ok=True)  # a killed program may have had the number of this one
    try:
        yield neighbour
        neighbour.replace(file)
    finally:
        neighbour.unlink(missing_ok=True)  # also where both are one file: a system does nothing


def write(file: Path, kind: str, text: str | bytes) -> None:
    """Write a text whole or not at all, under what it is; raises OSError when the disk refuses.

    It may be a hundred megabytes, so no copy is made of it on the way.
    """
    data = text.encode() if isinstance(text, str) else text
    file.parent.mkdir(parents=True, exist_ok=True)
    with beside(file) as neighbour, neighbour.open("wb") as whole:
        whole.writelines((_seal(kind, data), data))


def keep(file: Path, kind: str, text: str | bytes) -> None:
    """Write a text as `write` does, if the disk takes it.

    Else the next run works all of it out again, which is slow and not wrong.
    """
    with suppress(OSError):
        write(file, kind, text)


def read(file: Path, kind: str) -> str | None:
    """Return the text of a file; None where it is of another kind, damaged, or not there."""
    try:
        with file.open("rb") as whole:
            head, data = whole.readline(), whole.read()
    except OSError:
        return None
    return data.decode() if head == _seal(kind, data) else None


def borrow(file: Path, other: Path, kind: str) -> None:
    """Let a file that cannot be believed be as another of its kind is, if that can.

    Raises OSError when the disk refuses.
    """
    if read(file, kind) is None and (text := read(other, kind)) is not None:
        write(file, kind, text)


def forget(place: Path) -> None:
    """Remove what was kept in a file, or in a folder; nothing is asked of what is not there."""
    if place.is_dir():
        shutil.rmtree(place, ignore_errors=True)
    else:
        place.unlink(missing_ok=True)


def sweep(folder: Path, prefix: str) -> None:
    """Remove what killed programs left: folders of such names, and files beside their places.

    What is not a day older than what was last put there may be another's who is at work.
    """
    places = {place: _changed(place) for place in folder.iterdir()}
    newest = max(places.values(), default=0)
    for place, changed in places.items():
        left = place.name.startswith(prefix) or place.name.endswith(_BESIDE)
        if left and changed < newest - _DAY:
            with suppress(OSError):  # another build removed it; or it stays, and does no harm
                forget(place)


def _changed(place: Path) -> float:
    try:
        return place.stat().st_mtime
    except OSError:  # another build removed its own
        return 0


def _seal(kind: str, data: bytes) -> bytes:
    return f"mujaz {kind} {digest(data)}\n".encode()


def digest(data: bytes) -> str:
    """Return what names some bytes: 128 bits of BLAKE2b, in hexadecimal digits."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def digest_of(file: Path) -> str:
    """Return what names the bytes of a file of any size; nothing where there is none."""
    if not file.is_file():
        return ""
    with file.open("rb") as data:
        return hashlib.file_digest(data, "blake2b").hexdigest()
