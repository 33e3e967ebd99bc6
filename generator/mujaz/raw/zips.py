"""Zip archives, WACZ among them, with every trick that they are known for refused."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from mujaz.errors import RawError, message
from mujaz.raw.archives import Members, attends, gathered, inside, presented
from mujaz.raw.limits import Allowance, damaged
from mujaz.raw.refusal import refused

_STEP = 2**16
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2})
_ENCRYPTED, _PATCH, _STRONGLY = 0x1, 0x20, 0x40
_HEAD = 30
_DOCUMENTS = frozenset({"word/document.xml", "META-INF/container.xml", "META-INF/manifest.xml"})
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,  # names that are not UTF-8, offsets below zero
    OverflowError,
    NotImplementedError,
)


def read_zip(name: str, data: bytes, allowance: Allowance) -> Members:
    """Yield the files in a zip; of a WACZ the archives of the web, its indexes are of no use.

    Raises RawError when it is no zip, or one whose files lie over each other.
    """
    with _opened(data) as archive:
        for info in _chosen(archive.infolist()):
            allowance.enter()
            label = inside(name, info.filename)
            try:
                content = gathered(_parts(archive, info, allowance), allowance.limits)
            except RawError as error:
                yield refused(label, error)
            else:
                yield from presented(label, content)


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise damaged() from error
    infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
    ends = (info.header_offset + _HEAD + info.compress_size for info in infos)
    starts = [*(info.header_offset for info in infos[1:]), len(data)]
    # Each file by itself is small: that they share their bytes is what makes the bomb.
    if any(end > start for end, start in zip(ends, starts, strict=False)):
        raise RawError(
            message("the files in this archive lie over each other, as archive bombs do"),
            message("unpack it yourself if you trust it, and add its files"),
        )
    return archive


def _chosen(infos: Sequence[zipfile.ZipInfo]) -> Iterator[zipfile.ZipInfo]:
    names = {info.filename for info in infos}
    if names & _DOCUMENTS:
        raise RawError(
            message("this is a book, or a document of a word processor"),
            message("save it as a web page or as plain text, and add that"),
        )
    web = "datapackage.json" in names and any(name.startswith("archive/") for name in names)
    for info in infos:
        if web and not info.filename.startswith("archive/"):
            continue
        if not info.filename.endswith("/") and not attends(info.filename):
            yield info


def _parts(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: Allowance
) -> Iterator[bytes]:
    _see_that_it_opens(info)
    given = 0
    try:
        with archive.open(info) as stream:
            while part := stream.read(_STEP):
                given += len(part)
                allowance.unpack(len(part))
                allowance.weigh(given, info.compress_size)
                yield part
    except _BROKEN as error:
        raise damaged() from error


def _see_that_it_opens(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & (_ENCRYPTED | _STRONGLY):
        raise RawError(
            message("this file is locked with a password"),
            message("unpack the archive with its password, and add the files"),
        )
    if info.compress_type not in _METHODS or info.flag_bits & _PATCH:
        raise RawError(
            message("this file is packed in a way that is not read"),
            message("unpack the archive, and add the files"),
        )
