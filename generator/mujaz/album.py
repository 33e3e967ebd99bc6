"""Where pictures become files: those that are asked for are fetched, and looked at first.

A file is named by its article and by the address that it came from. So what is there is known
without being fetched again, however often its article comes in.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from mujaz import frontmatter, library, pictures, raster
from mujaz.errors import FetchError, MujazError, message
from mujaz.pictures import Values

LARGEST = 5 * 2**20
"""Bytes of a picture."""
MOST = 20
"""Pictures that are fetched for an article in one go: they are in memory until it is written."""
_LEAST_SIDE = 16
"""Pixels; what is less counts readers, or is a bullet."""
_MOST_PIXELS = 50_000_000
"""What a telephone still unpacks; a few bytes can claim to be more."""
_LATER = message("add it again later, or put a picture beside the article and name its file there")
_OWN = message("put a picture beside the article and name its file there, or leave the link")

Fetch = Callable[[str], bytes]
"""Returns what is at an address; raises MujazError."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A picture that stays a link, and why."""

    link: str
    error: MujazError


@dataclass(frozen=True, slots=True, kw_only=True)
class Hung:
    """What is written into an article, its pictures named where they are."""

    values: Mapping[str, frontmatter.Value]
    files: Mapping[PurePosixPath, bytes]
    """Pictures that are to be written with it, by their paths below content/."""
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class _Picture:
    ending: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Album:
    """The pictures of a library."""

    content: Path
    fetch: Fetch | None = None
    """None: none is asked for, and only those that are there are named."""
    _failed: dict[str, MujazError] = field(default_factory=dict)
    """What was asked for in vain: no such address is asked twice in a batch."""

    def hung(self, path: PurePosixPath, values: Values, free: Collection[str]) -> Hung:
        """Name the pictures of an article that are beside it; fetch those that are asked for.

        These are the ones in the values that are `free`: what a person wrote stays as it is.
        """
        kept = {link: self._kept(path, link) for link in pictures.links(values, values)}
        names = {link: name for link, name in kept.items() if name}
        asked = [link for link in pictures.links(values, free) if link not in names]
        found, missing = self._fetched(asked)
        places = {
            link: pictures.place(path, link, picture.ending) for link, picture in found.items()
        }
        return Hung(
            values=pictures.named(
                values, {**names, **{link: place.name for link, place in places.items()}}
            ),
            files={place: found[link].data for link, place in places.items()},
            missing=missing,
        )

    def _kept(self, path: PurePosixPath, link: str) -> str | None:
        """Return the name of the file in which a picture is already."""
        places = (pictures.place(path, link, ending) for ending in raster.ENDINGS)
        return next((place.name for place in places if library.holds(self.content, place)), None)

    def _fetched(self, links: Iterable[str]) -> tuple[dict[str, _Picture], tuple[Missing, ...]]:
        """Return the pictures at some addresses, and which of them are not to be had."""
        found: dict[str, _Picture] = {}
        missing: list[Missing] = []
        if self.fetch is None:
            return found, ()
        for link in links:
            try:
                found[link] = self._one(link, self.fetch, room=len(found) < MOST)
            except MujazError as error:
                missing.append(Missing(link, error))
        return found, tuple(missing)

    def _one(self, link: str, fetch: Fetch, *, room: bool) -> _Picture:
        if not room:
            raise _one_too_many()
        if error := self._failed.get(link):
            raise error
        try:
            return _seen_through(fetch(link))
        except MujazError as error:
            self._failed[link] = _for_a_picture(error)
            raise self._failed[link] from error


def _seen_through(data: bytes) -> _Picture:
    """Return a picture whose kind and size were found in it; raises FetchError when it is none."""
    picture = raster.read(data)
    if picture is None:
        kinds = ", ".join(raster.ENDINGS)
        raise FetchError(message("this is no picture of the kinds {kinds}", kinds=kinds), _OWN)
    least, pixels = min(picture.width, picture.height), picture.width * picture.height
    if least < _LEAST_SIDE or pixels > _MOST_PIXELS:
        size = f"{picture.width}×{picture.height}"
        raise FetchError(message("a picture of {size} pixels is none to show", size=size), _OWN)
    return _Picture(picture.ending, data)


def _for_a_picture(error: MujazError) -> MujazError:
    """Return why a picture was not fetched, with a mend that is one for pictures."""
    if not isinstance(error, FetchError) or error.mend is _OWN:
        return error
    return FetchError(error.problem, _LATER)


def _one_too_many() -> FetchError:
    return FetchError(
        message("no more than {count} pictures are fetched for an article at a time", count=MOST),
        message("add it again: the next ones are fetched then"),
    )
