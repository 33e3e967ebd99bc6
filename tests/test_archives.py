"""Archives: their files are read, none is written anywhere, and no bomb goes off."""

import bz2
import gzip
import lzma
import pathlib
import struct
import tarfile
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mujaz import raw
from mujaz.raw import Format, Limits, Refused
from parcels import DUMP, PAGE, articles, opened, refusals, tarred, zipped

TEXT = DUMP.encode()
DAMAGED = "this archive is damaged, or breaks off"
BOMB = "this unpacks to more than 200 times its size, as archive bombs do"
OVERLAP = "the files in this archive lie over each other, as archive bombs do"
LARGER = "what is packed in this is larger than 1 MB; the rest is not read"
ZEROS = bytes(30_000_000)
ONE_MEGABYTE = Limits(total=2**20)


def noise(size: int) -> bytes:
    """Return bytes that do not pack well, the same each time."""
    return b"".join(zlib.crc32(struct.pack("<I", i)).to_bytes(4, "big") for i in range(size // 4))


PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
}
FILES = {"أ.txt": TEXT, "folder/b.html": PAGE.encode("cp1256"), "c.txt": b"\x00\x01"}
ARCHIVES = {
    "zip": zipped(FILES),
    "stored-zip": zipped(FILES, method=zipfile.ZIP_STORED),
    "bz2-zip": zipped(FILES, method=zipfile.ZIP_BZIP2),
    "tar": tarred(FILES),
    "gnu-tar": tarred(FILES, form=tarfile.GNU_FORMAT),
    "old-tar": tarred(FILES, form=tarfile.USTAR_FORMAT),
    "tar.gz": tarred(FILES, mode="w:gz"),
    "tar.bz2": tarred(FILES, mode="w:bz2"),
    "tar.xz": tarred(FILES, mode="w:xz"),
    "zip.gz": gzip.compress(zipped(FILES)),
    "tar-in-zip": zipped({"a.tar": tarred(FILES)}),
    "zip-in-zip": zipped({"a.zip": zipped(FILES)}),
    "tar.gz-in-zip-in-tar": tarred({"a.zip": zipped({"b.tgz": tarred(FILES, mode="w:gz")})}),
}


@pytest.mark.parametrize("data", ARCHIVES.values(), ids=ARCHIVES.keys())
def test_the_files_in_an_archive_are_read_each_as_what_it_is(data: bytes) -> None:
    items = opened(data)
    assert [item.name.removeprefix("parcel/").split("/")[-1] for item in items] == [
        "أ.txt",
        "b.html",
        "c.txt",
    ]
    assert [type(item).__name__ for item in items] == ["Raw", "Raw", "Refused"]
    assert [item.kind for item in articles(data)] == ["text", "html"]


@pytest.mark.parametrize("name", PACKINGS)
@pytest.mark.parametrize("padding", [b"", b"\x00" * 100, b"garbage"], ids=["", "zeros", "garbage"])
def test_a_packed_text_is_read_in_all_its_members(name: str, padding: bytes) -> None:
    pack = PACKINGS[name]
    (item,) = articles(pack(TEXT) + pack(TEXT) + padding)
    assert (item.name, item.text) == ("parcel", DUMP + DUMP)


@pytest.mark.parametrize("size", range(2**16 - 14, 2**16 + 2))
def test_members_are_found_wherever_the_first_ends(size: int) -> None:
    """A gzip of stored bytes has 23 beside them: each border of what is read at once is met."""
    first = gzip.compress(b"a" * (size - 23), compresslevel=0)
    (item,) = articles(first + gzip.compress(b"b"))
    assert item.text == "a" * (size - 23) + "b"


LONG = f"{'خ' * 120}.txt"


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_the_long_names_of_a_tar_are_told(form: int) -> None:
    (item,) = articles(tarred({LONG: TEXT}, form=form))
    assert item.name == f"parcel/{LONG}"


NAMES = {
    "../../etc/passwd": "parcel/../../etc/passwd",
    "/etc/passwd": "parcel//etc/passwd",
    "C:\\windows\\x.txt": "parcel/C:\\windows\\x.txt",
    "a\x1b[2J\u202eb\r.txt": "parcel/a\ufffd[2J\ufffdb\ufffd.txt",
    "x" * 9_000: f"parcel/{'x' * 200}",
}


@pytest.mark.parametrize(("name", "label"), NAMES.items(), ids=range(len(NAMES)))
def test_names_label_and_do_no_more(
    name: str, label: str, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for data in (zipped({name: TEXT}), tarred({name: TEXT})):
        assert [item.name for item in articles(data)] == [label]
    assert list(tmp_path.iterdir()) == []


ATTENDANTS = [
    "__MACOSX/a.txt",
    ".DS_Store",
    "folder/.hidden",
    "page_files/x.html",
    "page.files/x.html",
    "style.css",
    "code.JS",
    "font.woff2",
    "logo.svg",
]


@pytest.mark.parametrize("name", ATTENDANTS)
def test_what_stands_beside_a_page_is_passed_over(name: str) -> None:
    assert raw.attends(name)
    for data in (zipped({name: TEXT, "a.txt": TEXT}), tarred({name: TEXT, "a.txt": TEXT})):
        assert [item.name for item in opened(data)] == ["parcel/a.txt"]


@pytest.mark.parametrize(
    "picture", ["89504e470d0a1a0a", "ffd8ffe000", "474946383961", "5249464600000000574542500000"]
)
def test_pictures_beside_a_page_are_passed_over(picture: str) -> None:
    assert opened(zipped({"a.png": bytes.fromhex(picture)})) == []


def test_other_files_are_no_attendants() -> None:
    assert not any(
        map(raw.attends, ("a.html", "a/b.txt", "files/a.txt", "..txt", "../a.txt", "css"))
    )


def test_what_they_are_may_be_said() -> None:
    data = zipped({"a": PAGE, "b": zipped({"c": PAGE})})
    assert [item.kind for item in articles(data, kind=Format.TEXT)] == ["text", "text"]
    assert [item.kind for item in articles(data, kind=Format.ZIP)] == ["html", "html"]
    assert refusals(TEXT, kind=Format.ZIP) == [f"parcel: {DAMAGED}"]
    assert refusals(TEXT, kind=Format.TAR) == [f"parcel: {DAMAGED}"]
    assert refusals(TEXT, kind=Format.GZIP) == [f"parcel: {DAMAGED}"]


# Bombs.


def test_a_zip_of_zeros_is_a_bomb_and_the_other_files_are_read() -> None:
    data = zipped({"a.txt": ZEROS, "b.txt": TEXT})
    assert refusals(data) == [f"parcel/a.txt: {BOMB}"]
    assert [item.name for item in articles(data)] == ["parcel/b.txt"]


@pytest.mark.parametrize("name", PACKINGS)
def test_packed_zeros_are_a_bomb(name: str) -> None:
    assert refusals(PACKINGS[name](ZEROS)) == [f"parcel: {BOMB}"]


@pytest.mark.parametrize("name", PACKINGS)
def test_a_bomb_inside_a_tar_ends_it(name: str) -> None:
    data = PACKINGS[name](tarred({"a.txt": TEXT, "b.txt": ZEROS, "c.txt": TEXT}))
    assert refusals(data) == [f"parcel/b.txt: {BOMB}"]
    assert [item.name for item in articles(data)] == ["parcel/a.txt"]


def test_a_bomb_packed_twice_is_one() -> None:
    assert refusals(gzip.compress(gzip.compress(ZEROS))) == [f"parcel: {BOMB}"]


def test_a_bomb_costs_neither_memory_nor_time() -> None:
    bombs = [zipped({f"{i}": ZEROS for i in range(40)}), *(p(ZEROS) for p in PACKINGS.values())]
    start = time.monotonic()
    tracemalloc.start()
    for bomb in bombs:
        assert all(isinstance(item, Refused) for item in opened(bomb))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40 * 2**20
    assert time.monotonic() - start < 15


@pytest.mark.parametrize(
    "data",
    [
        zipped({f"{i}.txt": noise(300_000) for i in range(9)}),
        gzip.compress(noise(1_200_000)),
        tarred({f"{i}.txt": noise(300_000) for i in range(9)}, mode="w:gz"),
        tarred({f"{i}.zip": zipped({"a": noise(300_000)}) for i in range(9)}),
        zipped({"a.zip": zipped({"b.txt": noise(1_200_000)}), "c.txt": TEXT}),
    ],
    ids=["zip", "gz", "tar.gz", "zips-in-tar", "zip-in-zip"],
)
def test_what_unpacks_to_too_much_in_all_is_read_so_far(data: bytes) -> None:
    found = refusals(data, limits=ONE_MEGABYTE)
    assert [reason.partition(": ")[2] for reason in found][-1] == LARGER
    assert sum(LARGER in reason for reason in found) == 1


@pytest.mark.parametrize(
    "data", [zipped({f"{i}": TEXT for i in range(9)}), tarred({f"{i}": TEXT for i in range(9)})]
)
def test_too_many_files_are_read_so_far(data: bytes) -> None:
    limits = Limits(entries=4)
    assert len(articles(data, limits=limits)) == 4
    assert refusals(data, limits=limits) == [
        "parcel: there are more than 4 entries in this; the rest is not read"
    ]


def test_entries_of_archives_inside_are_counted_together() -> None:
    data = zipped({f"{i}.zip": zipped({"a": TEXT, "b": TEXT}) for i in range(9)})
    assert len(articles(data, limits=Limits(entries=7))) == 4
    assert len(refusals(data, limits=Limits(entries=7))) == 1


def test_a_million_empty_members_are_damage() -> None:
    start = time.monotonic()
    data = gzip.compress(b"") * 400_000
    assert refusals(data) == [f"parcel: {DAMAGED}"]
    assert time.monotonic() - start < 15


@pytest.mark.parametrize(
    "wrap", [lambda data: zipped({"a": data}), lambda data: tarred({"a": data}), gzip.compress]
)
def test_archives_lie_in_each_other_to_a_depth(wrap: Callable[[bytes], bytes]) -> None:
    data = TEXT
    for _ in range(4):
        data = wrap(data)
    assert len(articles(data)) == 1
    (reason,) = refusals(wrap(data))
    assert reason.endswith(": archives lie in each other here, more than 4 deep")


def test_a_zip_that_holds_itself_ends() -> None:
    assert (
        len(
            opened(
                zipped(
                    {
                        f"{i}.zip": zipped({"a": zipped({"b": zipped({"c": zipped({})})})})
                        for i in range(20)
                    }
                )
            )
        )
        == 20
    )


# Zips with tricks.


def patched(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


CENTRAL, LOCAL, END = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"
ONE = zipped({"a.txt": TEXT})


def in_central(offset: int, new: bytes, data: bytes = ONE) -> bytes:
    return patched(data, data.index(CENTRAL) + offset, new)


def overlapping() -> bytes:
    """Return a zip whose ten entries are the same bytes."""
    central = ONE[ONE.index(CENTRAL) : ONE.index(END)]
    end = struct.pack("<4s4H2LH", END, 0, 0, 10, 10, len(central) * 10, ONE.index(CENTRAL), 0)
    return ONE[: ONE.index(CENTRAL)] + central * 10 + end


TRICKS = {
    "encrypted": (in_central(8, b"\x01\x00"), "this file is locked with a password"),
    "strongly-encrypted": (in_central(8, b"\x41\x00"), "this file is locked with a password"),
    "patch-data": (in_central(8, b"\x20\x00"), "this file is packed in a way that is not read"),
    "lzma": (
        zipped({"a.txt": TEXT}, method=zipfile.ZIP_LZMA),
        "this file is packed in a way that is not read",
    ),
    "unknown-method": (
        in_central(10, b"\x63\x00"),
        "this file is packed in a way that is not read",
    ),
    "wrong-sum": (in_central(16, b"\xff\xff\xff\xff"), DAMAGED),
    "overlapping": (overlapping(), OVERLAP),
    "size-beyond-the-end": (in_central(20, b"\xff\xff\xff\x0f"), OVERLAP),
    "offset-beyond-the-end": (in_central(42, b"\xff\xff\xff\x0f"), OVERLAP),
    "local-head-missing": (patched(ONE, 0, b"XXXX"), DAMAGED),
    "local-name-differs": (patched(ONE, 30, b"b"), DAMAGED),
    "name-is-no-utf-8": (
        in_central(8, b"\x00\x08", patched(ONE, ONE.index(CENTRAL) + 46, b"\xff")),
        DAMAGED,
    ),
    "directory-missing": (ONE[: ONE.index(CENTRAL)], DAMAGED),
    "directory-claims-too-much": (patched(ONE, ONE.index(END) + 12, b"\xff\xff\xff\x7f"), DAMAGED),
    "cut": (ONE[:-10], DAMAGED),
    "packed-bytes-wrong": (patched(ONE, 40, b"\xff" * 20), DAMAGED),
    "head-alone": (LOCAL, DAMAGED),
    "word-document": (
        zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}),
        "this is a book, or a document of a word processor",
    ),
    "book": (
        zipped({"mimetype": "x", "META-INF/container.xml": "<x/>"}),
        "this is a book, or a document of a word processor",
    ),
}


@pytest.mark.parametrize(("data", "reason"), TRICKS.values(), ids=TRICKS.keys())
def test_a_zip_with_a_trick_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    found = [line.partition(": ")[2] for line in refusals(data, kind=Format.ZIP)]
    assert found == [reason]


def test_a_file_without_a_name_is_read() -> None:
    assert [item.name for item in articles(zipped({"": TEXT}))] == ["parcel/"]


def test_an_empty_zip_holds_nothing() -> None:
    assert opened(zipped({})) == []


def test_the_same_name_twice_is_two_files() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped([("a.txt", TEXT), ("a.txt", PAGE)])
    assert [item.kind for item in articles(data)] == ["text", "html"]


# Tars with tricks.


def head(name: str = "a.txt", *, size: int | bytes = len(TEXT), kind: bytes = b"0") -> bytes:
    """Return the head of a file in a tar; `size` as a number, or as the bytes of its field."""
    field = size if isinstance(size, bytes) else b"%011o\x00" % size
    block = bytearray(512)
    block[:100] = name.encode().ljust(100, b"\x00")
    block[100:124] = b"0000644\x000000000\x000000000\x00"
    block[124:136] = field.ljust(12, b"\x00")
    block[136:148] = b"00000000000\x00"
    block[156:157] = kind
    block[257:265] = b"ustar\x0000"
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\x00 " % sum(block)
    return bytes(block)


BODY = TEXT.ljust(-(-len(TEXT) // 512) * 512, b"\x00")
FINE = head("fine.txt") + BODY
HUGE = b"\x80" + (2**62).to_bytes(11, "big")
NEGATIVE = b"\xff" + (2**88 - 512).to_bytes(11, "big")
KINDS = {
    "hard-link": b"1",
    "symbolic-link": b"2",
    "character-device": b"3",
    "block-device": b"4",
    "folder": b"5",
    "pipe": b"6",
    "long-link": b"K",
    "unknown": b"Z",
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_what_is_no_file_in_a_tar_is_passed_over(kind: bytes) -> None:
    data = head("evil", size=0, kind=kind) + FINE
    assert [item.name for item in opened(data)] == ["parcel/fine.txt"]


@pytest.mark.parametrize("kind", [b"x", b"L", b"g", b"S"])
def test_the_extensions_of_a_tar_may_say_anything(kind: bytes) -> None:
    for text in (b"999999 path=" + b"a" * 490, b"-1 path=x\n", b"", b"\xff" * 512, b"11 size=-9\n"):
        data = head("x", size=len(text), kind=kind) + text.ljust(512 if text else 0, b"\x00") + FINE
        assert len(articles(data)) == 1


TAR_TRICKS = {
    "negative-size": head(size=NEGATIVE) + FINE,
    "endless-size": head(size=HUGE) + FINE,
    "size-is-no-number": head(size=b"abc") + FINE,
    "size-beyond-the-end": head(size=10**9) + FINE,
    "wrong-sum": patched(FINE, 0, b"X"),
    "head-cut": FINE + FINE[:300],
    "body-cut": FINE + FINE[:600],
    "endless-long-name": head("x", size=HUGE, kind=b"L") + FINE,
    "endless-extension": head("x", size=HUGE, kind=b"x") + FINE,
    "endless-link": head("x", size=HUGE, kind=b"1") + FINE,
}


@pytest.mark.parametrize("data", TAR_TRICKS.values(), ids=TAR_TRICKS.keys())
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["tar", "tar.gz"])
def test_a_tar_with_a_trick_is_read_up_to_it(data: bytes, pack: Callable[[bytes], bytes]) -> None:
    found = opened(pack(data))
    assert str(found[-1].error.problem) == DAMAGED
    assert [item.name for item in found[:-1]] in ([], ["parcel/fine.txt"])


def test_a_file_that_is_too_large_is_stepped_over() -> None:
    data = tarred({"large.txt": b"a" * 5000, "a.txt": b"b" * 50})
    limits = Limits(article=1000)
    assert [item.name for item in articles(data, limits=limits)] == ["parcel/a.txt"]
    assert len(refusals(data, limits=limits)) == 1


def test_an_archive_in_an_archive_may_be_larger_than_an_article() -> None:
    inner = zipped({"a.txt": b"b" * 50, "b.bin": noise(5000)}, method=zipfile.ZIP_STORED)
    for data in (zipped({"i": inner}), tarred({"i": inner}), gzip.compress(inner)):
        assert len(articles(data, limits=Limits(article=1000))) == 1


@pytest.mark.parametrize("data", ARCHIVES.values(), ids=ARCHIVES.keys())
def test_an_archive_that_breaks_off_is_told(data: bytes) -> None:
    for cut in range(1, len(data), max(1, len(data) // 40)):
        items = opened(data[:cut])
        assert all(str(item.error.problem) for item in items if isinstance(item, Refused))


@pytest.mark.parametrize("name", PACKINGS)
@pytest.mark.parametrize("cut", [4, 12, -8, -1])
def test_what_is_packed_and_cut_is_damaged(name: str, cut: int) -> None:
    data = PACKINGS[name](TEXT)[:cut]
    assert refusals(data, kind=Format(name)) == [f"parcel: {DAMAGED}"]


def test_a_head_of_xz_does_not_get_the_memory_that_it_asks_for() -> None:
    large = lzma.compress(TEXT, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 2**30}])
    assert refusals(large) == [f"parcel: {DAMAGED}"]


@settings(deadline=None, max_examples=120)
@given(data=st.data())
def test_no_change_of_an_archive_is_too_much(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(ARCHIVES)))
    changed = bytearray(ARCHIVES[name])
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    opened(bytes(changed))


@settings(deadline=None, max_examples=60)
@given(
    data=st.binary(max_size=300),
    start=st.sampled_from([LOCAL, END, b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\x00"]),
)
def test_no_bytes_are_too_much(data: bytes, start: bytes) -> None:
    opened(start + data)
    opened(FINE + data)
