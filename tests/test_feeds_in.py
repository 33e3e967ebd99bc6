"""Feeds and lists of addresses: whole articles are taken, all else is to be fetched."""

import pathlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mujaz.raw import Format, Limits, Link, Raw, Refused
from parcels import STORY, carried, differences, opened, refusals

SOON = 15
"""Seconds that the worst that comes in may take, on a slow machine."""
DECLARES = "this XML declares entities or a document type of its own"
BREAKS_OFF = "this breaks off; what stood behind that place is lost"
ITEM = "<item><title>خبر</title><link>https://rasif.example/{}</link></item>"
FEED = f"<rss><channel><title>الرصيف</title>{ITEM.format(1)}{ITEM.format(2)}</channel></rss>"


@pytest.mark.parametrize("path", [*carried("carried/feeds"), *carried("carried/lists")])
def test_a_feed_brings_what_it_has(path: pathlib.Path) -> None:
    assert differences(path) == []


def doubled(levels: int) -> str:
    lines = [
        '<!ENTITY a0 "ha">',
        *(f'<!ENTITY a{i} "&a{i - 1};&a{i - 1};">' for i in range(1, levels)),
    ]
    subset = "".join(lines)
    return f"<!DOCTYPE rss [{subset}]><rss><channel><title>&a{levels - 1};</title></channel></rss>"


ATTACKS = {
    "billion-laughs": doubled(64),
    "quadratic": f'<!DOCTYPE rss [<!ENTITY a "{"a" * 9999}">]><rss>{"&a;" * 9999}</rss>',
    "external-file": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>',
    "external-address": '<!DOCTYPE rss [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]><rss>&x;</rss>',
    "parameter-entity": '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1:9/"> %x;]><rss/>',
    "own-doctype-of-a-public-one": '<!DOCTYPE rss PUBLIC "a" "b" [<!ENTITY x "y">]><rss>&x;</rss>',
    "lower-case": '<!doctype rss [<!ENTITY x "y">]><rss>&x;</rss>',
    "behind-a-comment": '<!-- <rss> --><!DOCTYPE rss [<!ENTITY x "y">]><rss>&x;</rss>',
    "behind-an-instruction": '<?x <rss> ?>\n<!DOCTYPE rss [<!ENTITY x "y">]><rss>&x;</rss>',
    "second-doctype": '<!DOCTYPE rss><!DOCTYPE rss [<!ENTITY x "y">]><rss>&x;</rss>',
    "subset-without-end": "<!DOCTYPE rss [<rss><channel/></rss>",
    "doctype-without-end": "<!DOCTYPE rss <rss><channel/></rss>",
    "of-an-atom-feed": '<!DOCTYPE feed [<!ENTITY x "y">]><feed>&x;</feed>',
    "of-opml": '<!DOCTYPE opml [<!ENTITY x "y">]><opml>&x;</opml>',
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
@pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS.keys())
def test_entities_are_refused_before_they_are_parsed(text: str, encoding: str) -> None:
    assert refusals(text.encode(encoding)) == [f"parcel: {DECLARES}"]


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE rss+AFs-',
        "<rss>&x;&#x3c;&LT;b&GT;</rss>",
    ],
    ids=["utf-7", "unknown-entity"],
)
def test_no_other_spelling_declares_any(text: str) -> None:
    assert not any(isinstance(item, Raw) for item in opened(text.encode(), kind=Format.FEED))


def test_an_external_document_type_is_not_asked_for() -> None:
    text = f'<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">{FEED}'
    assert len(opened(text.encode())) == 2


@pytest.mark.parametrize("name", ["a:b", "content:encoded", "x\ufffd", "Content-Length:", "_", "é"])
def test_no_name_of_an_unescaped_element_is_too_strange(name: str) -> None:
    inner = f"نص <{name}>آخر</{name}>"
    text = f"<rss><item><description>{inner}</description></item></rss>"
    (item,) = (item for item in opened(text.encode()) if isinstance(item, Raw))
    assert "<span>آخر</span>" in item.text


def test_inclusions_are_not_followed() -> None:
    text = (
        '<rss xmlns:xi="http://www.w3.org/2001/XInclude"><channel><item><title>ا</title>'
        '<description><xi:include href="/etc/passwd" parse="text"/>نص</description>'
        "</item></channel></rss>"
    )
    (item,) = opened(text.encode())
    assert isinstance(item, Raw)
    assert "root:" not in item.text


MANY = 200_000
HEAVY = {
    "deep-items": "<rss><channel>" + "<item>" * MANY,
    "deep-closed": "<rss>" + "<a>" * MANY + "</a>" * MANY + "</rss>",
    "deep-outlines": "<opml><body>" + '<outline xmlUrl="https://a.example/">' * MANY,
    "tags-without-end": "<rss>" + "<a" * 3_000_000,
    "all-tags": "<rss>" + "<a/>" * 2_000_000 + "</rss>",
    "many-small-tags": "<rss><channel>" + "<a/>" * 700_000 + "</channel></rss>",
    "ampersands": "<rss><channel><title>" + "&" * 1_400_000 + "</title></channel></rss>",
    "attributes": "<rss " + " ".join(f"a{i}='b'" for i in range(MANY)) + "/>",
    "same-attribute": "<rss " + "a='b' " * MANY + "/>",
    "namespaces": "<rss " + " ".join(f"xmlns:n{i}='u{i}'" for i in range(20_000)) + "/>",
    "ten-megabytes-in-one-text": f"<rss><channel>{ITEM.format('a' * 10_000_000)}</channel></rss>",
    "ten-megabytes-in-one-title": f"<rss><channel><item><title>{'<' * 10}{'a ' * 5_000_000}</title>"
    "<link>https://a.example/</link></item></channel></rss>",
    "long-name": f"<rss><{'a' * 5_000_000}/></rss>",
    "comment-without-end": f"<!--{'-' * 5_000_000}<rss/>",
    "many-comments": f"{'<!---->' * 500_000}<rss/>",
    "comment-that-opens-again": f"<rss>{'<!--' * 300_000}</rss>",
    "cdata-without-end": f"<rss><channel>{ITEM.format(1)}<item><title><![CDATA[{'a' * 5_000_000}",
    "blanks": f"{' ' * 10_000_000}<rss/>",
    "break-bait": f"<rss><channel><item><description>{'<br' + ' ' * 2000}".ljust(5_000_000)
    + "&lt;p",
    "markup-bait": "<rss><channel><item><description>"
    + "&lt;p " * 400_000
    + "</description></item></channel></rss>",
    "post-bait": "<rss><channel><item><description>"
    + "The post " * 300_000
    + "</description></item></channel></rss>",
    "mailbox-bait": f"<rss><item><author>{'a@' * 1_000_000}</author></item></rss>",
}


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY.keys())
def test_what_is_made_to_be_heavy_is_soon_done_with(text: str) -> None:
    start = time.monotonic()
    items = opened(text.encode())
    assert time.monotonic() - start < SOON
    assert sum(isinstance(item, Raw) for item in items) <= 1


def test_of_a_feed_without_end_the_beginning_is_read() -> None:
    text = f"<rss><channel>{''.join(map(ITEM.format, range(12)))}</channel></rss>"
    items = opened(text.encode(), limits=Limits(items=5))
    assert [item.url for item in items[:-1] if isinstance(item, Link)] == [
        f"https://rasif.example/{i}" for i in range(5)
    ]
    assert isinstance(items[-1], Refused)
    assert str(items[-1].error.problem) == "only the first 5 entries of this were read"


@pytest.mark.parametrize(
    "text",
    [
        "<opml><body>" + "".join(f'<outline xmlUrl="https://{i}.example"/>' for i in range(9)),
        "".join(f"https://{i}.example\n" for i in range(9)),
        '{"version": "https://jsonfeed.org/version/1", "items": ['
        + ",".join(f'{{"url": "https://{i}.example"}}' for i in range(9))
        + "]}",
        "<urlset>" + "".join(f"<url><loc>https://{i}.example</loc></url>" for i in range(9)),
    ],
    ids=["opml", "links", "json-feed", "sitemap"],
)
def test_of_a_list_without_end_the_beginning_is_read(text: str) -> None:
    items = opened(text.encode(), limits=Limits(items=3))
    assert sum(isinstance(item, Link) for item in items) == 3
    assert "parcel: only the first 3 entries of this were read" in refusals(
        text.encode(), limits=Limits(items=3)
    )


@pytest.mark.parametrize("cut", [30, 60, 90, 110, 150])
def test_of_a_feed_that_breaks_off_the_rest_is_read_and_the_loss_told(cut: int) -> None:
    assert refusals(FEED[:-cut].encode())[-1] == f"parcel: {BREAKS_OFF}"


def test_a_text_that_breaks_off_is_not_taken_for_whole() -> None:
    text = f"{FEED[:-16]}<item><link>https://rasif.example/3</link><description>{'<p/>'}".replace(
        "<p/>", f"<![CDATA[{STORY}{STORY}"
    )
    items = opened(text.encode())
    assert [type(item) for item in items] == [Link, Link, Link, Refused]


@pytest.mark.parametrize("opening", ["<![CDATA[", "<!--"])
def test_what_never_closes_is_a_loss_that_is_told(opening: str) -> None:
    text = FEED.replace("<channel>", f"<channel>{'<a/ ' * 200}").replace(
        "/2</link>", f"/2{opening}"
    )
    assert refusals(text.encode())[-1] == f"parcel: {BREAKS_OFF}"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<?xml version='1.0'?><kml/>", "this XML is neither a feed nor a list of feeds or pages"),
        ("<?xml version='1.0'?>", "there is no XML in this that could be read"),
        ("<rss", "there is no XML in this that could be read"),
        ("نص", "there is no XML in this that could be read"),
        ("", "this is empty"),
        ("\x00\x00", "this is empty"),
    ],
)
def test_what_is_no_feed_is_told(text: str, reason: str) -> None:
    assert refusals(text.encode(), kind=Format.FEED) == [f"parcel: {reason}"]


@pytest.mark.parametrize(
    "text", ["[]", "{}", '{"items": {}}', '{"items": 1}', "7", "null"], ids=lambda text: text
)
def test_json_that_is_no_feed_is_told(text: str) -> None:
    assert refusals(text.encode(), kind=Format.JSON_FEED) == [
        "parcel: this is no JSON Feed: its items are not where they should be"
    ]


@pytest.mark.parametrize("kind", [Format.FEED, Format.OPML, Format.SITEMAP, Format.JSON_FEED])
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_no_bytes_are_too_much_for_the_readers_of_feeds(kind: Format, data: st.DataObject) -> None:
    whole = data.draw(
        st.sampled_from(
            [
                FEED,
                ATTACKS["quadratic"][:500],
                '{"items": [{"url": "https://a.example"}, 1]}',
                STORY,
            ]
        )
    ).encode()
    at = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, 20))
    mutated = whole[:at] + data.draw(st.binary(max_size=12)) + whole[at + length :]
    for item in opened(mutated, kind=kind):
        assert isinstance(item, Raw | Link | Refused)
    opened(data.draw(st.binary(max_size=400)), kind=kind)


@settings(deadline=None, max_examples=60)
@given(text=st.text(alphabet="<>&;!-[]?/ab='\" \n", max_size=200))
def test_no_markup_is_too_much_for_them(text: str) -> None:
    for kind in (Format.FEED, Format.OPML, Format.SITEMAP):
        opened(f"<rss>{text}".encode(), kind=kind)
        opened(text.encode(), kind=kind)
