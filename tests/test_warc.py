"""Archives of the web: the pages in them, with where and when; the rest is passed over."""

import datetime as dt
import gzip
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import CASES
from mujaz.raw import Format, Kind, Limits, Raw, Refused
from parcels import PAGE, articles, opened, refusals, zipped

DAMAGED = "this archive is damaged, or breaks off"
NO_ANSWER = "there is no answer of a web server in this record"
LINK = "https://rasif.example/1"
HTML = {"Content-Type": "text/html; charset=utf-8"}


FIELDS = {
    "WARC-Target-URI": LINK,
    "WARC-Date": "2021-07-05T10:00:00Z",
    "WARC-Record-ID": "<urn:uuid:1>",
    "Content-Type": "application/http; msgtype=response",
}


def record(block: bytes, kind: str = "response", **other: object) -> bytes:
    """Return a record of a WARC, right but for the fields that are said to be other ones."""
    said = {name.replace("_", "-"): value for name, value in other.items()}
    fields = {"WARC-Type": kind, **FIELDS, "Content-Length": len(block), **said}
    lines = [f"{name}: {value}" for name, value in fields.items() if value is not None]
    return "\r\n".join(["WARC/1.0", *lines]).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def answer(
    body: bytes, fields: dict[str, str] | None = None, status: str = "HTTP/1.1 200 OK"
) -> bytes:
    """Return what a web server answered."""
    lines = [
        status,
        *(f"{name}: {value}" for name, value in (HTML if fields is None else fields).items()),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


PAGE_1 = PAGE.encode()
GOOD = record(answer(PAGE_1))
REST = record(b"software: x\r\n", "warcinfo", WARC_Target_URI=None) + record(
    b"GET / HTTP/1.1\r\n\r\n", "request"
)


def written(*, packed: bool) -> bytes:
    """Return a WARC of warcio 1.8, the program that most others use: a note, then three pairs."""
    return (CASES / "warc" / ("warcio.warc.gz" if packed else "warcio.warc")).read_bytes()


@pytest.mark.parametrize("packed", [False, True])
def test_a_warc_of_warcio_is_read(*, packed: bool) -> None:
    items = opened(written(packed=packed))
    assert [(item.link, item.seen, item.kind, item.text) for item in items] == [
        (f"https://rasif.example/{number}", dt.date(2021, 7, 5), Kind.HTML, PAGE)
        for number in (0, 2)
    ]
    assert items[0].name == "parcel#https://rasif.example/0"
    assert items[0].said == Raw("", "").said


def test_of_a_wacz_the_archives_are_read_and_not_the_indexes() -> None:
    wacz = zipped(
        {
            "datapackage.json": "{}",
            "pages/pages.jsonl": '{"text": "x"}',
            "indexes/index.cdx.gz": gzip.compress(b"x"),
            "archive/a.warc.gz": written(packed=True),
            "archive/b.warc": GOOD,
        }
    )
    assert [item.link for item in opened(wacz)] == [
        "https://rasif.example/0",
        "https://rasif.example/2",
        LINK,
    ]


def test_a_resource_is_a_page_when_it_says_so() -> None:
    page = record(PAGE_1, "resource", Content_Type="text/html")
    picture = record(b"\x89PNG", "resource", Content_Type="image/png")
    assert [item.text for item in opened(page + picture)] == [PAGE]


PASSED_OVER = {
    "not-found": record(answer(PAGE_1, status="HTTP/1.1 404 Not Found")),
    "moved": record(answer(PAGE_1, status="HTTP/1.1 301 Moved")),
    "picture": record(answer(b"\x89PNG", {"Content-Type": "image/png"})),
    "no-type": record(answer(PAGE_1, {})),
    "feed": record(answer(b"<rss/>", {"Content-Type": "application/rss+xml"})),
    "revisit": record(b"HTTP/1.1 200 OK\r\n\r\n", "revisit"),
    "metadata": record(b"x: y", "metadata"),
    "conversion": record(b"text", "conversion"),
    "continuation": record(PAGE_1, "continuation"),
    "unknown": record(PAGE_1, "x"),
}


@pytest.mark.parametrize("data", PASSED_OVER.values(), ids=PASSED_OVER.keys())
def test_what_is_no_page_is_passed_over(data: bytes) -> None:
    assert [item.link for item in opened(data + GOOD)] == [LINK]


def chunks(body: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    parts = (body[at : at + 100] for at in range(0, len(body), 100))
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(part), part) for part in parts) + end


def fields(**more: str) -> dict[str, str]:
    return {**HTML, **{name.replace("_", "-"): value for name, value in more.items()}}


BARE_DEFLATE = zlib.compress(PAGE_1)[2:-4]
BODIES = {
    "plain": (PAGE_1, fields()),
    "wrong-length": (PAGE_1, fields(Content_Length="10")),
    "length-is-no-number": (PAGE_1, fields(Content_Length="x")),
    "chunks": (chunks(PAGE_1), fields(Transfer_Encoding="chunked")),
    "chunks-without-end": (chunks(PAGE_1, b""), fields(Transfer_Encoding="Chunked")),
    "chunks-already-joined": (PAGE_1, fields(Transfer_Encoding="chunked")),
    "gzip": (gzip.compress(PAGE_1), fields(Content_Encoding="gzip")),
    "gzip-not-declared": (gzip.compress(PAGE_1), fields()),
    "gzip-already-unpacked": (PAGE_1, fields(Content_Encoding="gzip")),
    "gzip-in-chunks": (
        chunks(gzip.compress(PAGE_1)),
        fields(Content_Encoding="GZIP", Transfer_Encoding="chunked"),
    ),
    "deflate": (zlib.compress(PAGE_1), fields(Content_Encoding="deflate")),
    "bare-deflate": (BARE_DEFLATE, fields(Content_Encoding="deflate")),
    "deflate-already-unpacked": (PAGE_1, fields(Content_Encoding="deflate")),
    "identity": (PAGE_1, fields(Content_Encoding="identity")),
}


@pytest.mark.parametrize(("body", "head"), BODIES.values(), ids=BODIES.keys())
def test_a_body_is_unpacked_whatever_its_head_says(body: bytes, head: dict[str, str]) -> None:
    assert [item.text for item in opened(record(answer(body, head)))] == [PAGE]


def test_the_encoding_that_the_server_declares_is_known() -> None:
    text = f"<html><p>{'Мэр города сказал, что работы начнутся. ' * 5}</html>"
    head = {"Content-Type": "text/html; Charset='koi8-r'"}
    assert [item.text for item in opened(record(answer(text.encode("koi8-r"), head)))] == [text]


@pytest.mark.parametrize("status", ["HTTP/2 200", "HTTP/1.0 200 OK", "HTTP/1.1 200"])
def test_every_version_of_http_is_read(status: str) -> None:
    assert len(articles(record(answer(PAGE_1, status=status)))) == 1


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("<https://rasif.example/1>", LINK),
        ("javascript:alert(1)", None),
        ("urn:uuid:1", None),
        ("file:///etc/passwd", None),
        (None, None),
    ],
)
def test_only_addresses_on_the_web_are_links(link: str | None, found: str | None) -> None:
    (item,) = articles(record(answer(PAGE_1), WARC_Target_URI=link))
    assert item.link == found


@pytest.mark.parametrize("date", ["2021-02-31T00:00:00Z", "yesterday", "", "2021"])
def test_a_day_that_there_is_not_is_no_day(date: str) -> None:
    (item,) = articles(record(answer(PAGE_1), WARC_Date=date))
    assert item.seen is None


# What is wrong is refused, and the next record found.

REFUSED = {
    "no-answer": (record(b"no answer"), NO_ANSWER),
    "empty-answer": (record(b""), NO_ANSWER),
    "too-many-fields": (
        record(answer(PAGE_1, {f"X-{i}": "y" for i in range(200)})),
        NO_ANSWER,
    ),
    "endless-field": (record(answer(PAGE_1, {"X": "y" * 100_000})), NO_ANSWER),
    "empty-page": (record(answer(b"")), "this is empty"),
    "brotli": (
        record(answer(b"\x1b", fields(Content_Encoding="br"))),
        "this page is packed in a way that is not read: br",
    ),
    "gzip-cut": (record(answer(gzip.compress(PAGE_1)[:-20])), DAMAGED),
    "gzip-bomb": (
        record(answer(gzip.compress(bytes(20_000_000)))),
        "this unpacks to more than 200 times its size, as archive bombs do",
    ),
    "deflate-bomb": (
        record(answer(zlib.compress(bytes(9_000_000)), fields(Content_Encoding="deflate"))),
        "this unpacks to more than 200 times its size, as archive bombs do",
    ),
    "no-length": (record(PAGE_1[:200], Content_Length=""), DAMAGED),
    "negative-length": (record(PAGE_1[:200], Content_Length=-5), DAMAGED),
    "length-in-words": (record(PAGE_1[:200], Content_Length="ten"), DAMAGED),
    "length-too-small": (record(answer(b"x" * 100), Content_Length=5), NO_ANSWER),
    "garbage-before": (b"garbage\n" * 500, DAMAGED),
    "binary-before": (bytes(range(256)) * 100 + b"\n", DAMAGED),
    "other-version": (GOOD.replace(b"WARC/1.0", b"WARC/x.0"), DAMAGED),
    "head-without-end": (
        b"WARC/1.0\r\n" + b"X: y\r\n" * 1000 + b"\r\n",
        DAMAGED,
    ),
    "endless-line": (b"WARC/1.0\r\n" + b"X" * 500_000 + b"\r\n\r\n", DAMAGED),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED.keys())
@pytest.mark.parametrize("packed", [False, True])
def test_a_record_that_is_wrong_stops_no_other(data: bytes, reason: str, *, packed: bool) -> None:
    whole = REST + data + GOOD
    items = opened(
        gzip.compress(REST) + gzip.compress(data) + gzip.compress(GOOD) if packed else whole
    )
    assert next(str(item.error.problem) for item in items if isinstance(item, Refused)) == reason
    assert [item.link for item in items if isinstance(item, Raw)] == [LINK]


@pytest.mark.parametrize("kind", ["response", "request", "resource"])
@pytest.mark.parametrize("length", [10**6, 10**9, 10**14])
def test_a_length_beyond_the_end_is_damage(kind: str, length: int) -> None:
    data = GOOD + record(answer(PAGE_1), kind, Content_Length=length)
    items = opened(data)
    assert [type(item) for item in items] == [Raw, Refused]
    assert str(items[1].error.problem) == DAMAGED


def test_a_page_that_is_too_large_is_stepped_over() -> None:
    limits = Limits(article=len(GOOD))
    deflated = record(answer(zlib.compress(PAGE_1 * 9), fields(Content_Encoding="deflate")))
    for large in (record(answer(PAGE_1 * 9)), deflated):
        items = opened(large + GOOD, limits=limits)
        assert [type(item) for item in items] == [Refused, Raw]
        assert "are read of one" in str(items[0].error.problem)


def test_too_many_records_are_read_so_far() -> None:
    items = opened(GOOD * 9, limits=Limits(entries=3))
    assert [type(item) for item in items] == [Raw, Raw, Raw, Refused]
    assert len(refusals(b"x\nWARC/1.0\n\n" * 9, kind=Format.WARC, limits=Limits(entries=3))) == 1


@pytest.mark.parametrize("packed", [False, True])
def test_of_one_that_breaks_off_the_records_before_are_read(*, packed: bool) -> None:
    data = written(packed=packed)
    for cut in range(60, len(data) - 5, len(data) // 30):
        items = opened(data[:cut])
        assert all(item.text == PAGE for item in items if isinstance(item, Raw))
    assert len(articles(data[: len(data) * 3 // 4])) >= 1


HEAVY = {
    "empty-lines": b"WARC/1.0\r\n" + b"\n" * 5_000_000,
    "heads": b"WARC/1.0\r\n\r\n" * 400_000,
    "one-line": b"WARC/1.0 " + b"a" * 10_000_000,
    "chunks": record(answer(b"1\r\na\r\n" * 1_000_000, fields(Transfer_Encoding="chunked"))),
    "large-chunk": record(answer(b"ffffffff\r\n" + PAGE_1, fields(Transfer_Encoding="chunked"))),
}


@pytest.mark.parametrize("data", HEAVY.values(), ids=HEAVY.keys())
def test_what_is_made_to_be_heavy_is_soon_done_with(data: bytes) -> None:
    start = time.monotonic()
    opened(data)
    assert time.monotonic() - start < 15


@settings(deadline=None, max_examples=100)
@given(data=st.data())
def test_no_change_of_a_warc_is_too_much(data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from([GOOD + REST + GOOD, written(packed=True)])))
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    opened(bytes(whole), kind=Format.WARC)


@settings(deadline=None, max_examples=100)
@given(block=st.binary(max_size=300), body=st.binary(max_size=300))
def test_no_bytes_are_too_much(block: bytes, body: bytes) -> None:
    opened(b"WARC/1.0\r\n" + block)
    for head in (fields(Transfer_Encoding="chunked"), fields(Content_Encoding="deflate"), {}):
        opened(record(answer(body, head)) + record(block))
