"""Feeds are what RFC 4287 and JSON Feed 1.1 ask for, and hold what a reader may have."""

import dataclasses
import datetime as dt
import json
import re
import xml.etree.ElementTree as ET
from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import article, built, put, shelf
from mujaz import feeds, plan
from mujaz.digest import Digest
from mujaz.feeds import Wire
from mujaz.models import Library, Source, Tag
from mujaz.phrases import Phrases
from mujaz.plan import Kind, Page
from mujaz.render import Site

SITE = Site(
    name="موجز التجربة",
    description="خلاصة ما كتبته الصحف",
    phrases=Phrases.of("ar"),
    url="https://digest.example/",
)
ATOM = {"": "http://www.w3.org/2005/Atom"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
BASE = "{http://www.w3.org/XML/1998/namespace}base"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
DATES = st.one_of(
    st.dates(dt.date(1900, 1, 1), dt.date(2030, 1, 1)).map(str),
    st.sampled_from(["2021", "2021-07", "2021-07-05T10:15+03:00", "2021-07-05T10:15:30Z"]),
)


HOME = Page(kind=Kind.HOME, address="")


def feed(library: Library, html: dict[str, str] | None = None) -> ET.Element:
    return ET.fromstring(Wire(SITE, library).atom(HOME, html or {}))  # noqa: S314  our own


def entries(library: Library, html: dict[str, str] | None = None) -> list[ET.Element]:
    return feed(library, html).findall("entry", ATOM)


def entry(html: str = "<p>نص</p>", **front: object) -> ET.Element:
    """Return the entry of one article."""
    one = article("articles/2021/07/a.md", **{"date": "2021-07-05", **front})
    (found,) = entries(shelf(one), {"2021/07/a/": html})
    return found


def texts(element: ET.Element, name: str) -> list[str | None]:
    return [child.text for child in element.findall(name, ATOM)]


def links(element: ET.Element) -> dict[str, str]:
    return {link.get("rel"): link.get("href") for link in element.findall("link", ATOM)}


def test_a_feed_has_what_every_feed_must_have() -> None:
    root = feed(shelf(article(date="2021-07-05")))
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert root.get(LANG) == "ar"
    assert texts(root, "title") == ["موجز التجربة"]
    assert texts(root, "subtitle") == ["خلاصة ما كتبته الصحف"]
    assert texts(root, "id") == ["https://digest.example/"]
    assert texts(root, "updated") == ["2021-07-05T00:00:00Z"]
    assert links(root) == {
        "alternate": "https://digest.example/",
        "self": "https://digest.example/feed.xml",
    }


def test_a_feed_without_description_has_no_empty_subtitle() -> None:
    bare = Site(name="م", description="", phrases=SITE.phrases, url=SITE.url)
    root = ET.fromstring(Wire(bare, Library()).atom(HOME))  # noqa: S314  our own
    assert texts(root, "subtitle") == []


def test_an_entry_has_what_every_entry_must_have() -> None:
    found = entry(summary="وافق المجلس.", link="https://alrasif.example/1")
    assert texts(found, "title") == ["المجلس يوافق على الخطة"]
    assert texts(found, "id") == ["https://digest.example/2021/07/a/"]
    assert texts(found, "updated") == ["2021-07-05T00:00:00Z"]
    assert texts(found, "summary") == ["وافق المجلس."]
    assert links(found) == {
        "alternate": "https://digest.example/2021/07/a/",
        "via": "https://alrasif.example/1",
    }


def test_the_author_is_the_publisher_where_nobody_signed() -> None:
    assert texts(entry().find("author", ATOM), "name") == ["صحيفة alrasif"]
    signed = entry(authors=["ليلى حداد", "سامر"]).findall("author", ATOM)
    assert [texts(author, "name") for author in signed] == [["ليلى حداد"], ["سامر"]]


def test_tags_are_categories_by_their_labels() -> None:
    one = article(date="2021", tags=["الماء", "غزة"])
    library = shelf(one, tags=(Tag(label="المياه", aliases=("الماء",)),))
    categories = entries(library)[0].findall("category", ATOM)
    assert [(c.get("term"), c.get("scheme")) for c in categories] == [
        ("المياه", "https://digest.example/tags/"),
        ("غزة", "https://digest.example/tags/"),
    ]


@pytest.mark.parametrize(
    ("date", "updated"),
    [
        ("2021", "2021-01-01T00:00:00Z"),
        ("2021-07", "2021-07-01T00:00:00Z"),
        ("2021-07-05T10:15+03:00", "2021-07-05T10:15:00+03:00"),
        ("2021-07-05T10:15Z", "2021-07-05T10:15:00Z"),
        ("2021-07-05T10:15:30-05:00", "2021-07-05T10:15:30-05:00"),
    ],
)
def test_a_date_is_told_as_a_moment(date: str, updated: str) -> None:
    assert texts(entry(date=date), "updated") == [updated]


def test_the_language_is_the_articles_or_its_sources_or_the_sites() -> None:
    english = Source(id="daily", name="Daily", language="en")
    library = shelf(
        article("articles/c.md", date="2023", source="daily", language="fr"),
        article("articles/b.md", date="2022", source="daily"),
        article("articles/a.md", date="2021"),
        sources=(english,),
    )
    assert [found.get(LANG) for found in entries(library)] == ["fr", "en", "ar"]


def test_drafts_and_undated_articles_are_left_out() -> None:
    library = shelf(
        article("articles/a.md", date="2021"),
        article("articles/b.md"),
        article("articles/c.md", date="2022", status="draft"),
    )
    assert [texts(found, "id") for found in entries(library)] == [["https://digest.example/a/"]]
    assert texts(feed(library), "updated") == ["2021-01-01T00:00:00Z"]


def test_a_feed_of_nothing_is_still_a_feed() -> None:
    root = feed(shelf(article()))
    assert root.findall("entry", ATOM) == []
    assert RFC3339.fullmatch(texts(root, "updated")[0])


def test_the_newest_thirty_are_there_newest_first() -> None:
    library = shelf(*(article(f"articles/{n:02}.md", date=f"{1980 + n}") for n in range(40)))
    ids = [texts(found, "id")[0] for found in entries(library)]
    assert ids == [f"https://digest.example/{n:02}/" for n in range(39, 9, -1)]


def test_content_is_html_as_text() -> None:
    content = entry("<p>نص &amp; <bdi>HydraCove</bdi></p>").find("content", ATOM)
    assert content.get("type") == "html"
    assert content.text == "<p>نص &amp; <bdi>HydraCove</bdi></p>"


@pytest.mark.parametrize(
    ("rights", "has_content"), [("full", True), ("excerpt", True), ("link", False)]
)
def test_rights_to_link_alone_give_no_content(rights: str, has_content: bool) -> None:  # noqa: FBT001
    assert (entry(rights=rights).find("content", ATOM) is not None) == has_content


@given(
    st.dictionaries(st.from_regex(r"[a-z0-9]{1,5}", fullmatch=True), DATES, max_size=8),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1),
)
@settings(deadline=None)
def test_every_feed_can_be_read_and_its_ids_are_unique(dates: dict[str, str], words: str) -> None:
    title = words.strip() or "عنوان"
    library = shelf(
        *(article(f"articles/{name}.md", date=d, title=title) for name, d in dates.items())
    )
    root = feed(library, {f"{name}/": f"<p>{words}</p>" for name in dates})
    found = root.findall("entry", ATOM)
    ids = [texts(one, "id")[0] for one in (root, *found)]
    assert len(set(ids)) == len(ids) == len(dates) + 1
    assert all(RFC3339.fullmatch(texts(one, "updated")[0]) for one in (root, *found))
    moments = [dt.datetime.fromisoformat(texts(one, "updated")[0]) for one in (root, *found)]
    assert not found or moments[0] == max(moments)


def test_signs_that_xml_has_none_of_do_not_break_a_feed() -> None:
    found = entry("<p>نص\u000b\u0000</p>", summary="خلاصة\u0008 ما\ufffe")  # control signs
    assert texts(found, "summary") == ["خلاصة ما"]
    assert texts(found, "content") == ["<p>نص</p>"]


def test_the_same_library_gives_the_same_bytes() -> None:
    library = shelf(article(date="2021"))
    assert Wire(SITE, library).atom(HOME) == Wire(SITE, library).atom(HOME)
    assert Wire(SITE, library).json(HOME) == Wire(SITE, library).json(HOME)


def test_links_of_a_built_feed_lead_to_what_the_site_has(digest: Digest) -> None:
    body = "![سوق](sea.jpg) [الأول](https://alrasif.example/1)"
    path = put(digest.content, article(date="2021-07-05", body=body))
    (path.parent / "sea.jpg").write_bytes(b"a picture")
    built(digest, strict=True)
    root = ET.parse(digest.site / "feed.xml").getroot()  # noqa: S314  our own
    content = root.find("entry/content", ATOM)
    links = re.findall(r'(?:src|href)="([^"]+)"', content.text)
    picture, elsewhere = (urljoin(content.get(BASE), link) for link in links)
    assert elsewhere == "https://alrasif.example/1"
    assert (digest.site / picture.removeprefix("https://digest.example/")).is_file()


def of(library: Library, kind: Kind) -> Page:
    """Return the first page of a kind."""
    return next(page for page in plan.pages(library) if page.kind is kind)


def told(library: Library, page: Page = HOME, html: dict[str, str] | None = None) -> dict:
    return json.loads(Wire(SITE, library).json(page, html))


def test_a_json_feed_has_what_every_one_must_have() -> None:
    found = told(shelf(article(date="2021-07-05")))
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert (found["title"], found["language"]) == ("موجز التجربة", "ar")
    assert found["home_page_url"] == "https://digest.example/"
    assert found["feed_url"] == "https://digest.example/feed.json"


@pytest.mark.parametrize("dates", [(), ("2021",), ("2021-07", "2020")])
def test_a_json_feed_of_ready_items_is_written_as_json_is(dates: tuple[str, ...]) -> None:
    some = (article(f"articles/2021/07/{date}.md", date=date, tags=["غزة"]) for date in dates)
    written = Wire(SITE, shelf(*some)).json(HOME)
    whole = json.dumps(json.loads(written), ensure_ascii=False, indent=1)
    assert written.decode() == f"{whole}\n"


def test_an_item_says_what_an_entry_does() -> None:
    one = article(
        "articles/2021/07/a.md", date="2021-07-05", tags=["غزة"], link="https://alrasif.example/1"
    )
    (item,) = told(shelf(one), HOME, {"2021/07/a/": "<p>نص</p>"})["items"]
    assert item == {
        "id": "https://digest.example/2021/07/a/",
        "url": "https://digest.example/2021/07/a/",
        "external_url": "https://alrasif.example/1",
        "title": "المجلس يوافق على الخطة",
        "date_published": "2021-07-05T00:00:00Z",
        "authors": [{"name": "صحيفة alrasif"}],
        "tags": ["غزة"],
        "language": "ar",
        "content_html": "<p>نص</p>",
    }


def test_an_item_without_a_body_has_its_summary_for_words_or_its_headline() -> None:
    linked = article("articles/b.md", date="2022", rights="link", summary="وافق المجلس.")
    items = told(shelf(article("articles/a.md", date="2021"), linked), HOME, {"b/": "<p>نص</p>"})
    words = [item.get("content_text") for item in items["items"]]
    assert words == ["وافق المجلس.", "المجلس يوافق على الخطة"]
    assert all("content_html" not in item for item in items["items"])


@pytest.mark.parametrize(
    ("kind", "title", "address"),
    [
        (Kind.SOURCE, "صحيفة alrasif · موجز التجربة", "sources/alrasif/"),
        (Kind.SECTION, "صحة · موجز التجربة", "sections/health/"),
        (Kind.TAG, "السوق · موجز التجربة", "tags/souq/"),
    ],
)
def test_each_listing_has_feeds_of_what_it_lists(kind: Kind, title: str, address: str) -> None:
    tags = (Tag(label="السوق", slug="souq", description="في المدينة القديمة"),)
    library = shelf(
        article("articles/a.md", date="2021", section="health", tags=["السوق"]),
        article("articles/b.md", section="health", tags=["السوق"]),
        article("articles/c.md", date="2022", source="daily"),
        tags=tags,
    )
    page = of(library, kind)
    root = ET.fromstring(Wire(SITE, library).atom(page))  # noqa: S314  our own
    assert texts(root, "title") == [title]
    assert texts(root, "id") == [f"https://digest.example/{address}"]
    assert links(root)["self"] == f"https://digest.example/{address}feed.xml"
    assert [texts(one, "id")[0] for one in root.findall("entry", ATOM)] == [
        "https://digest.example/a/"
    ]
    found = told(library, page)
    assert (found["title"], found["feed_url"]) == (title, links(root)["self"][:-3] + "json")
    assert [item["id"] for item in found["items"]] == ["https://digest.example/a/"]
    described = {Kind.TAG: "في المدينة القديمة"}.get(kind)
    assert found.get("description") == described


def test_feeds_of_one_wire_are_those_of_wires_of_their_own() -> None:
    library = shelf(article("articles/a.md", date="2021", section="health", summary="وافق."))
    wire = Wire(SITE, library)
    for page in (of(library, Kind.SOURCE), of(library, Kind.SECTION), HOME):
        assert wire.atom(page) == Wire(SITE, library).atom(page)
        assert wire.json(page) == Wire(SITE, library).json(page)


def test_a_hub_is_named_where_there_is_one() -> None:
    site = dataclasses.replace(SITE, hub="https://hub.example/")
    wire = Wire(site, shelf(article(date="2021")))
    assert links(ET.fromstring(wire.atom(HOME)))["hub"] == "https://hub.example/"  # noqa: S314
    assert json.loads(wire.json(HOME))["hubs"] == [
        {"type": "WebSub", "url": "https://hub.example/"}
    ]
    assert "hubs" not in told(shelf(article(date="2021")))


def test_the_list_of_sources_names_our_feed_of_each() -> None:
    paper = Source(
        id="daily",
        name="Daily & Co",
        url="https://daily.example/",
        language="en",
        feeds=("https://daily.example/rss?key=ours",),
    )
    library = shelf(
        article("articles/a.md", date="2021", source="daily"),
        article("articles/b.md", date="2022"),
        sources=(paper,),
    )
    opml = feeds.opml(SITE, of(library, Kind.SOURCES).entries)
    root = ET.fromstring(opml)  # noqa: S314  our own
    assert (root.get("version"), root.findtext("head/title")) == ("2.0", "موجز التجربة")
    daily, rasif = sorted((one.attrib for one in root.findall("body/outline")), key=len)[::-1]
    assert daily == {
        "type": "rss",
        "text": "Daily & Co",
        "title": "Daily & Co",
        "language": "en",
        "xmlUrl": "https://digest.example/sources/daily/feed.xml",
        "htmlUrl": "https://daily.example/",
    }
    assert rasif["htmlUrl"] == "https://digest.example/sources/alrasif/"
    assert b"key=ours" not in opml
