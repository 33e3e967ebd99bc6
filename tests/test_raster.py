"""What a picture is, told from its own bytes."""

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import CASES
from mujaz import raster
from mujaz.raster import ENDINGS, Raster

FILES = sorted((CASES / "pictures").iterdir())
"""Made by an encoder, 48 by 32 pixels each."""
JPEG = (CASES / "pictures" / "jpeg.jpg").read_bytes()
AVIF = (CASES / "pictures" / "avif.avif").read_bytes()
WEBP = (CASES / "pictures" / "webp-lossy.webp").read_bytes()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_kind_and_size_are_read(path: Path) -> None:
    assert raster.read(path.read_bytes()) == Raster(path.suffix[1:], 48, 32)


def test_there_is_a_picture_of_every_kind() -> None:
    assert {path.suffix[1:] for path in FILES} == set(ENDINGS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_picture_that_breaks_off_is_none_or_the_same(path: Path) -> None:
    data = path.read_bytes()
    whole = raster.read(data)
    found = [raster.read(data[:end]) for end in range(len(data))]
    assert set(found) <= {None, whole}
    assert found[:10] == [None] * 10


def test_a_size_stands_behind_any_segments_and_fillings() -> None:
    behind = b"\xff\xe1\x00\x06Exif" * 12 + b"\xff\x01" + b"\xff\xff\xff\xff"
    assert raster.read(JPEG[:2] + behind + JPEG[2:]) == Raster("jpg", 48, 32)


def test_a_size_that_is_never_reached_is_given_up_soon() -> None:
    assert raster.read(b"\xff\xd8" + b"\xff\xe1\x00\x02" * 2_000_000) is None
    assert raster.read(b"\xff\xd8" + b"\xff" * 5_000_000) is None
    assert raster.read(b"\xff\xd8\xff\xd9" + JPEG) is None
    assert raster.read(b"\xff\xd8\xff\xe1\x00\x02stray" + JPEG) is None


def test_of_the_items_of_an_avif_the_largest_is_the_picture() -> None:
    thumbnail = b"ispe\0\0\0\0" + struct.pack(">II", 16, 16)
    tall = b"ispe\0\0\0\0" + struct.pack(">II", 400, 600)
    assert raster.read(AVIF + thumbnail) == Raster("avif", 48, 32)
    assert raster.read(AVIF + tall) == Raster("avif", 400, 600)
    assert raster.read(AVIF.replace(b"ispe", b"free")) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<!DOCTYPE html><html></html>",
        b"GIF88a\x30\0\x20\0",
        b"BM" + bytes(60),
        b"II*\0" + bytes(60),
        b"\x89PNG\r\n\x1a\n" + bytes(20),
        b"RIFF" + bytes(4) + b"WAVE" + bytes(40),
        WEBP.replace(b"VP8 ", b"VP8?"),
        WEBP.replace(b"\x9d\x01\x2a", b"\x9d\x01\x2b"),
        AVIF.replace(b"avif", b"heic"),
        b"%PDF-1.7\n",
    ],
)
def test_what_is_of_no_kind_that_is_taken_is_none(data: bytes) -> None:
    assert raster.read(data) is None


@given(st.sampled_from(FILES), st.data())
def test_no_bytes_are_an_error(path: Path, data: st.DataObject) -> None:
    whole = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(0, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    found = raster.read(bytes(whole))
    assert found is None or found.ending in ENDINGS
