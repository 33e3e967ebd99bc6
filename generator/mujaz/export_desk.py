"""The commands `mujaz export` and `mujaz import`: a library for other programs, and back."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from mujaz import database, disk, edition_desk, elsewhere, generators, library, portable
from mujaz.digest import Digest, shown
from mujaz.elsewhere import Elsewhere
from mujaz.errors import ContentError, DigestError, RawError, message
from mujaz.models import Article, Library
from mujaz.phrases import Phrases
from mujaz.telling import Asked, Note, Said


def exported(digest: Digest, asked: Asked) -> Iterator[Said]:
    """Write a library as it is asked for, and tell where it is.

    Raises ContentError where it is not to be read, WriteError when the disk refuses.
    """
    yield from _MAKERS[asked.options.to](digest, asked.options.out, asked.phrases)


def _as_lines(digest: Digest, out: Path, phrases: Phrases) -> Iterator[Said]:
    lines = [f"{line}\n" for line in portable.lines(digest.content)]
    disk.write(out, "".join(lines).encode())
    yield _wrote(out, phrases.counted("%(n)s file", "%(n)s files", len(lines)))


def _as_database(digest: Digest, out: Path, phrases: Phrases) -> Iterator[Said]:
    known = _whole(digest)
    disk.write(out, database.database(known))
    yield _wrote(out, phrases.counted("%(n)s article", "%(n)s articles", len(known.articles)))


def _as_folder(
    files: Callable[[Elsewhere], Iterator[tuple[str, bytes]]],
    digest: Digest,
    out: Path,
    phrases: Phrases,
) -> Iterator[Said]:
    if not elsewhere.empty(out):
        raise DigestError(
            message("this folder is not empty"),
            message("name a folder that is new or empty"),
            path=shown(out),
        )
    site = Elsewhere(digest=digest, known=_whole(digest), phrases=edition_desk.voice(digest))
    found = {out / path: data for path, data in files(site)}
    disk.write_all(found)
    yield _wrote(out, phrases.counted("%(n)s file", "%(n)s files", len(found)))


def _whole(digest: Digest) -> Library[Article]:
    """Return a library of which nothing is left out; raises the first ContentError there is."""
    shelf = library.load(digest.content)
    for error in shelf.complaints:
        raise error.at(shown(digest.content) / (error.path or PurePosixPath()))
    return shelf.library


def _wrote(out: Path, counted: str) -> Note:
    return Note(f"{shown(out)}: {counted}")


_MAKERS: Mapping[str, Callable[[Digest, Path, Phrases], Iterator[Said]]] = MappingProxyType(
    {
        "jsonl": _as_lines,
        "sqlite": _as_database,
        "hugo": partial(_as_folder, generators.hugo),
        "zensical": partial(_as_folder, generators.zensical),
    }
)
"""By what publisher_arguments calls them."""


def imported(digest: Digest, asked: Asked) -> Iterator[Said]:
    """Write the files of an export into a library, and tell how many are new there.

    Raises RawError where the file is no export, ContentError where a file is there that is another
    and nobody asked to replace it, WriteError when the disk refuses; the library is then as it was.
    """
    options, phrases, content = asked.options, asked.phrases, digest.content
    files = dict(portable.files(_read(options.file), options.file))
    there = {path: library.data(content, path) for path in files if library.holds(content, path)}
    others = [path for path, data in there.items() if data != files[path]]
    if others and not options.replace:
        raise ContentError(
            message("this file is there already, and is another"),
            message("give --replace if all that are there may be written over"),
            path=shown(content) / others[0],
        )
    new = {path: data for path, data in files.items() if there.get(path) != data}
    library.put_all(content, new)
    same = len(files) - len(new)
    told = (
        phrases.counted("%(n)s file written", "%(n)s files written", len(new)),
        phrases.counted("%(n)s unchanged", "%(n)s unchanged", same),
    )
    yield Note(phrases.joined(told))


def _read(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise RawError(
            message("this file cannot be read: {reason}", reason=reason),
            message("see to its name and its permissions"),
            path=file,
        ) from error
