"""What came in is read as the text that it is, or refused with a reason."""

import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import RAW, dump
from mujaz import raw
from mujaz.errors import RawError

TEXT = dump()
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")
WHO_AM_I = getattr(os, "geteuid", lambda: 1)()


def refused(data: bytes) -> str:
    with pytest.raises(RawError) as raised:
        raw.decode(data)
    return f"{raised.value.problem}; {raised.value.mend}"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256", "iso8859-6"], ids=str.upper
)
@pytest.mark.parametrize("nuls", [b"", b"\x00" * 4], ids=["", "nuls"])
def test_every_encoding_of_arabic_newsrooms_is_read(encoding: str, nuls: bytes) -> None:
    text = TEXT.replace("،", ",") if encoding == "iso8859-6" else TEXT
    assert raw.decode(text.encode(encoding) + nuls) == text


def test_utf_16_of_either_order_is_read_to_its_last_letter() -> None:
    for mark, order in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert raw.decode(mark + "\u0100خبر\u0600\u0100".encode(order)) == "\u0100خبر\u0600\u0100"


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_what_is_text_comes_back(text: str) -> None:
    if text.strip():
        kept = text.removeprefix("\ufeff")  # a byte order mark at the front is no text
        assert raw.decode(text.encode()) == kept or not kept.strip()


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b" \n\t\r\n", b"\x00", b"\x00" * 40_000, b" \x00\x00"),
        *(
            b"\xef\xbb\xbf",
            b"\xef\xbb\xbf \n",
            b"\xff\xfe",
            b"\xff\xfe\x20\x00",
            b"\xfe\xff\x00\x00",
        ),
        "\u00a0\u3000".encode(),  # no-break and ideographic space
    ],
)
def test_nothing_is_refused_as_empty(data: bytes) -> None:
    assert refused(data) == "this is empty; save the page's text into it first"


@pytest.mark.parametrize(
    "data",
    [
        PNG,
        b"%PDF-1.7\n\x00\x01",
        b"PK\x03\x04\x14\x00",
        "خبر\x00وخبر".encode(),
        "خبر \x07".encode(),
        b"\xff\xfe\x00\x00\x28\x06\x00\x00",  # UTF-32
        TEXT.encode("cp1256") + b"\x00\x01",
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    assert refused(data).startswith("this is not a text; copy the page's text into a plain text")


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"abc\n\xe9t\xe9\n", 2),
        (b"\xff\xd8\xff\xe0JFIF", 1),
        (TEXT.encode() + b"\xd8", TEXT.count("\n") + 1),
        (b"\xff\xfe\x28\x06\n\x00\x00\xd8", 2),
        ("один\nдва".encode("cp1251"), 1),
    ],
)
def test_bytes_of_no_known_encoding_are_refused_with_their_line(data: bytes, line: int) -> None:
    said = refused(data)
    assert f"neither UTF-8 nor Windows-1256; the first wrong one is in line {line};" in said
    assert said.endswith("save it again as UTF-8")


def test_a_broken_letter_in_a_page_of_utf_8_is_not_taken_for_windows_1256() -> None:
    data = TEXT.encode()
    middle = data.index("رئيس".encode()) + 1
    assert "neither UTF-8 nor" in refused(data[:middle] + b"\x2e" + data[middle + 1 :])


def test_a_file_is_called_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "خبر.txt"
    path.write_bytes(TEXT.encode("cp1256"))
    assert raw.decode(raw.read(path)) == TEXT


def test_every_sample_is_read() -> None:
    texts = [raw.decode(raw.read(path)) for path in sorted(RAW.iterdir())]
    assert len(texts) == 26
    assert all("نموذجية" in text for text in texts)


def test_a_pipe_is_read_to_its_end() -> None:
    assert raw.read_stream(io.BytesIO(TEXT.encode())) == TEXT.encode()


def test_a_file_of_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    with pytest.raises(RawError) as raised:
        raw.read(path)
    assert str(raised.value) == "this is too large for an article: 200 MB, and 20 MB are read"
    assert str(raised.value.mend) == "add the articles in it one file each"


def test_twenty_megabytes_are_read_and_a_byte_more_is_not() -> None:
    assert len(raw.read_stream(io.BytesIO(b"a" * raw.MAX_BYTES))) == raw.MAX_BYTES
    with pytest.raises(RawError, match="21 MB, and 20 MB are read"):
        raw.read_stream(io.BytesIO(b"a" * (raw.MAX_BYTES + 1)))


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless device here")
def test_what_never_ends_is_refused() -> None:
    with pytest.raises(RawError, match="too large for an article"):
        raw.read(Path("/dev/zero"))


@pytest.mark.parametrize(
    ("name", "reason"),
    [("missing.txt", "No such file"), ("", "Is a directory"), ("x" * 300, "name too long")],
)
def test_what_cannot_be_read_is_told_with_the_systems_reason(
    tmp_path: Path, name: str, reason: str
) -> None:
    with pytest.raises(RawError) as raised:
        raw.read(tmp_path / name)
    assert str(raised.value.problem).startswith("this file cannot be read: ")
    assert reason in str(raised.value.problem)
    assert str(raised.value.mend) == "see to its name and its permissions"


@pytest.mark.skipif(WHO_AM_I == 0, reason="nothing is forbidden to root")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(TEXT)
    path.chmod(0)
    with pytest.raises(RawError, match="Permission denied"):
        raw.read(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden/d.txt", "sub/.e.txt", "sub/f[1].txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT)
    return tmp_path


def found(folder: Path, *names: str) -> list[str]:
    paths = raw.named(str(folder / name) for name in names)
    return [path.relative_to(folder).as_posix() for path in paths]


def test_a_folder_means_all_files_below_it_but_hidden_ones(folder: Path) -> None:
    assert found(folder, "") == ["a.txt", "b.txt", "sub/c.txt", "sub/f[1].txt"]


@pytest.mark.parametrize(
    ("pattern", "expect"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("**/c.txt", ["sub/c.txt"]),
        ("s*", ["sub/c.txt", "sub/f[1].txt"]),
        ("sub/f[1].txt", ["sub/f[1].txt"]),
        ("*.html", ["*.html"]),
        ("missing.txt", ["missing.txt"]),
    ],
)
def test_patterns_mean_files_and_folders(folder: Path, pattern: str, expect: list[str]) -> None:
    assert found(folder, pattern) == expect


def test_each_file_comes_once_in_the_order_of_the_names(folder: Path) -> None:
    assert found(folder, "sub/c.txt", "b.txt", "*.txt", "sub")[:3] == [
        "sub/c.txt",
        "b.txt",
        "a.txt",
    ]
    assert found(folder, "sub/c.txt", "b.txt", "*.txt", "sub")[3:] == ["sub/f[1].txt"]


def test_a_hidden_folder_that_is_named_is_read(folder: Path) -> None:
    assert found(folder, ".hidden") == [".hidden/d.txt"]


def test_a_name_too_long_for_the_disk_is_left_for_reading_to_refuse(tmp_path: Path) -> None:
    assert found(tmp_path, "x" * 300, "*" * 300) == ["x" * 300, "*" * 300]


def test_a_link_to_nowhere_is_left_for_reading_to_refuse(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert found(tmp_path, "*.txt") == ["a.txt"]
