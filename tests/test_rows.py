"""Rows of JSON: each an article or an address, each wrong one told by its line."""

import json
import pathlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mujaz import raw
from mujaz.errors import RawError
from mujaz.raw import Format, Kind, Limits, Raw, Refused
from parcels import carried, differences, opened, refusals

ROW = '{"text": "نص"}\n'


@pytest.mark.parametrize("path", carried("carried/rows"))
def test_rows_are_articles(path: pathlib.Path) -> None:
    assert differences(path) == []


def test_a_row_is_called_by_its_line_or_its_place() -> None:
    assert [item.name for item in opened(f"{ROW}\n{ROW}".encode())] == ["parcel:1", "parcel:3"]
    assert [item.name for item in opened(b'[{"text": "a"}, 7]')] == ["parcel#1", "parcel#2"]
    (item,) = opened(f"{ROW}x".encode())[1:]
    assert (item.name, item.error.line) == ("parcel", 2)


def test_a_map_is_written_as_pairs() -> None:
    assert raw.mapped("title=headline, text = a.b,") == {"title": "headline", "text": "a.b"}
    assert raw.mapped("") == {}


@pytest.mark.parametrize("text", ["title", "title=", "=x", "title=a,text", "a\x1b=b"])
def test_what_is_no_map_is_told(text: str) -> None:
    with pytest.raises(RawError) as raised:
        raw.mapped(text)
    assert str(raised.value.mend)


def test_a_map_names_our_fields() -> None:
    with pytest.raises(RawError, match="an article has no field “titel”"):
        raw.mapped("titel=headline")
    assert refusals(ROW.encode(), fields={"titel": "x"}) == [
        "parcel: an article has no field “titel”"
    ]


@pytest.mark.parametrize("path", ["", ".", "a..b", "text.x", "0"])
def test_a_path_that_leads_nowhere_gives_nothing(path: str) -> None:
    assert refusals(ROW.encode(), fields={"text": path}) == [
        "parcel: this row has neither a text nor an address"
    ]


HOSTILE = {
    "deep-arrays": "[" * 500_000,
    "deep-objects": '{"a":' * 500_000,
    "deep-in-a-field": '{"text": ' + "[" * 200_000 + "]" * 200_000 + "}",
    "many-digits": '{"date": ' + "9" * 1_000_000 + "}",
    "infinite": '{"text": "a", "date": 1e999}',
    "one-open-text": '{"text": "' + "a" * 10_000_000,
    "ten-megabytes-in-one-line": json.dumps({"title": "a" * 5_000_000, "text": "b" * 5_000_000}),
    "many-empty-lines": ROW + "\n" * 5_000_000,
    "many-bad-lines": "{x\n" * 90_000,
    "many-fields": json.dumps({f"k{i}": i for i in range(200_000)}),
    "many-tags": json.dumps({"text": "a", "tags": ["b"] * 500_000, "authors": "a," * 500_000}),
    "long-path": '{"text": {"a": 1}}',
    "tags-in-tags": json.dumps({"text": "<" * 2_000_000}),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_made_to_be_heavy_is_soon_done_with(text: str) -> None:
    start = time.monotonic()
    items = opened(text.encode(), kind=Format.ROWS, fields={"summary": "a." * 5_000})
    assert time.monotonic() - start < 15
    for item in items:
        if isinstance(item, Raw):
            assert len(item.said.tags) + len(item.said.authors) <= 60
            assert len(item.said.title or "") <= 1000


def test_a_line_that_is_too_large_stops_no_other() -> None:
    large = json.dumps({"text": "a" * 3000}) + "\n"
    items = opened((large + ROW).encode(), limits=Limits(article=1000))
    assert [type(item) for item in items] == [Refused, Raw]
    assert items[0].error.line == 1


def test_too_many_rows_are_read_so_far() -> None:
    items = opened((ROW * 9).encode(), limits=Limits(entries=4))
    assert [type(item) for item in items] == [*[Raw] * 4, Refused]


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["<p>x</p>", "https://a.example/", "javascript:x", "\ud800", "\x00"]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["name", "a"]), inner)
    ),
    max_leaves=6,
)


@settings(deadline=None, max_examples=150)
@given(
    rows=st.lists(
        st.dictionaries(st.sampled_from([*raw.rows.FIELDS, "url", "a"]), VALUES, max_size=6),
        max_size=4,
    ),
    fields=st.dictionaries(
        st.sampled_from(raw.rows.FIELDS), st.sampled_from(["a", "a.name", "text"])
    ),
)
def test_whatever_a_row_holds_is_an_article_or_a_reason(
    rows: list[dict[str, object]], fields: dict[str, str]
) -> None:
    for text in ("\n".join(map(json.dumps, rows)), json.dumps(rows)):
        items = opened(text.encode() or b"{}", kind=Format.ROWS, fields=fields)
        assert len(items) == max(len(rows), text == "")
        for item in items:
            if isinstance(item, Raw):
                assert item.kind in Kind
                assert "\ud800" not in item.text
                item.text.encode()


@settings(deadline=None, max_examples=100)
@given(data=st.binary(max_size=300), at=st.integers(0, 60))
def test_no_bytes_are_too_much(data: bytes, at: int) -> None:
    opened(data, kind=Format.ROWS)
    whole = f"{ROW}{ROW}".encode()
    opened(whole[:at] + data[:6] + whole[at:], kind=Format.ROWS)
