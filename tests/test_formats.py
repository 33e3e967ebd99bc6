"""What comes in is known by its content, and read in the encoding that it really has."""

import codecs
import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import PARAGRAPH
from mujaz import raw
from mujaz.errors import RawError
from mujaz.raw import Format, Kind, Limits, Raw, Refused, find_format
from mujaz.raw.html_text import encoding
from parcels import DUMP, PAGE, STORY, articles, carried, case, opened, refusals, tarred, zipped

PLAIN = PARAGRAPH.replace("،", ",")
"""A text of letters that ISO 8859-6 has."""


def formats() -> list[object]:
    return [
        pytest.param(found, id=f"{path.stem}-{number}")
        for path in (param.values[0] for param in carried("formats"))
        for number, found in enumerate(case(path), start=1)
    ]


def content(found: dict[str, str]) -> bytes:
    if "hex" in found:
        return bytes.fromhex(found["hex"])
    return found["text"].encode(found.get("encoding", "utf-8"))


@pytest.mark.parametrize("found", formats())
def test_a_format_is_found_in_the_bytes(found: dict[str, str]) -> None:
    if "is" in found:
        assert str(find_format(content(found))) == found["is"]
    else:
        (reason,) = refusals(content(found) + bytes(20))
        assert f"of the kind {found['kind']}, which" in reason


@pytest.mark.parametrize("form", [tarred({"أ.txt": b"x"}), tarred({"a": b"x"}, form=0)])
def test_a_tar_is_known_by_the_mark_in_its_first_head(form: bytes) -> None:
    assert find_format(form) is Format.TAR


def encodings() -> list[object]:
    return [
        pytest.param(found, id=f"{path.stem}-{number}")
        for path in (param.values[0] for param in carried("encodings"))
        for number, found in enumerate(case(path), start=1)
    ]


HEADS = {
    "html-5": '<html><head><meta charset="{}"></head><body>',
    "html-4": "<html><meta http-equiv=Content-Type content='text/html; charset={}'><body>",
    "xhtml": '<?xml version="1.0" encoding="{}"?><html><body>',
    "nothing": "<html><body>",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
@pytest.mark.parametrize("found", encodings())
def test_a_page_is_read_in_the_encoding_that_it_has(found: dict[str, str], head: str) -> None:
    text = found.get("text", PLAIN)
    page = f"{head.format(found.get('declared', 'x'))}<p>{text}</p></body></html>"
    data = page.encode(found["encoding"])
    if head == HEADS["nothing"]:
        assert text in raw.decode_html(data, declared=found.get("declared"))
    else:
        assert text in raw.decode_html(data)


def test_some_wrong_bytes_do_not_change_the_encoding() -> None:
    for name in ("utf-8", "cp1256"):
        data = PAGE.encode(name)
        middle = data.index("المجلس".encode(name))
        broken = data[:middle] + b"\xd8\xff " + data[middle:] + "خ".encode(name)[:1]
        assert "وافق في جلسته الأخيرة" in raw.decode_html(broken)


def test_controls_in_a_page_are_dropped() -> None:
    text = raw.decode_html(f"<p>نص\x00 \x0b\x1b[31m{PARAGRAPH}</p>".encode())
    assert text == f"<p>نص [31m{PARAGRAPH}</p>"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "this is empty"),
        (b" \x00\r\n", "this is empty"),
        (bytes(range(256)) * 40, "this is neither a page nor a text"),
        (b"\xff\x81\x90" * 500, "this is neither a page nor a text"),
        (b"abc\x01\x02\x03" * 500, "this is neither a page nor a text"),
    ],
)
def test_what_is_no_page_is_told(data: bytes, reason: str) -> None:
    with pytest.raises(RawError, match=reason):
        raw.decode_html(data)


@pytest.mark.parametrize("name", ["", None, "x\x00y", "a" * 100_000, "ütf"])
def test_no_name_of_an_encoding_is_too_strange(name: str | None) -> None:
    assert encoding(name) is None


@pytest.mark.parametrize(
    ("head", "link"),
    [
        ("<!-- saved from url=(0023)https://rasif.example/1 -->", "https://rasif.example/1"),
        (
            "<!--\n Page saved with SingleFile \n url: https://rasif.example/1 \n saved: x\n-->",
            "https://rasif.example/1",
        ),
        ("<!-- saved from url=(0014)about:internet -->", None),
        ("<!-- saved from url=(0029)javascript:alert(1) -->", None),
        ("<!-- a comment -->", None),
    ],
)
def test_a_saved_page_says_where_it_stood(head: str, link: str | None) -> None:
    (item,) = articles(f"<!DOCTYPE html>{head}<html>{STORY}</html>".encode())
    assert (item.kind, item.link) == (Kind.HTML, link)


def test_what_it_is_may_be_said() -> None:
    (item,) = articles(DUMP.encode(), kind=Format.HTML)
    assert item.kind is Kind.HTML
    (item,) = articles(PAGE.encode(), kind=Format.TEXT)
    assert item == Raw("parcel", PAGE)


@pytest.mark.parametrize("kind", [Format.TEXT, None])
def test_what_is_larger_than_an_article_is_not_read(kind: Format | None) -> None:
    (reason,) = refusals(b"a" * 2_000_001, kind=kind, limits=Limits(article=2_000_000))
    assert reason == "parcel: this is larger than the 1 MB that are read of one"


@pytest.mark.parametrize(
    "letters", ["نص ", "<", "<p>", "{", "[{", "From: ", "\n", "h", "https://a\n"]
)
def test_ten_megabytes_of_anything_are_soon_read(letters: str) -> None:
    data = (letters * (10_000_000 // len(letters.encode()))).encode()
    start = time.monotonic()
    opened(data)
    assert time.monotonic() - start < 15


BITS = [
    DUMP,
    PAGE,
    STORY,
    "<!--",
    "From a 2021\nX: y\n\n",
    "{",
    '{"text": "',
    "<?xml",
    "<rss>",
    "WARC/1.0\r\n",
]


@settings(deadline=None, max_examples=150)
@given(
    data=st.one_of(
        st.binary(max_size=600),
        st.text(st.characters(codec="utf-8"), max_size=200).map(str.encode),
        st.lists(st.sampled_from(BITS), max_size=4).map("".join).map(str.encode),
        st.sampled_from([zipped({"a.txt": DUMP}), tarred({"a": PAGE.encode()})]).flatmap(
            lambda whole: st.integers(0, len(whole)).map(lambda at: whole[:at])
        ),
    ),
    kind=st.none() | st.sampled_from(Format),
)
def test_no_bytes_are_too_much_for_any_reader(data: bytes, kind: Format | None) -> None:
    for item in opened(data, kind=kind):
        if isinstance(item, Refused):
            assert str(item.error.problem)
            assert str(item.error.mend)


@settings(deadline=None)
@given(data=st.binary(max_size=400), declared=st.none() | st.text(max_size=12))
def test_a_text_comes_of_any_bytes_or_a_reason(data: bytes, declared: str | None) -> None:
    with contextlib.suppress(RawError):
        text = raw.decode_html(data, declared=declared)
        assert text.translate(dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127))) == text


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_utf_8_is_read_as_it_is(text: str) -> None:
    data = f"{codecs.BOM_UTF8.decode()}<p>{text}</p>".encode()
    assert raw.decode_html(data) == f"<p>{text}</p>"
