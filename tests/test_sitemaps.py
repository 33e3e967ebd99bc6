"""What search engines read: sitemaps of any size, of news, and robots.txt."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from builders import article, built, put, shelf
from mujaz import plan, render, sitemaps
from mujaz.digest import Digest
from mujaz.phrases import Phrases
from mujaz.render import Site

SITE = Site(
    name="موجز", description="", phrases=Phrases.of("ar"), url="https://digest.example/news/"
)
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
PAGES = render.environment(SITE, shelf())


def made(count: int) -> dict[str, ET.Element]:
    listed = [(f"{n:06}/", "2021-07-05") for n in range(count)]
    found = sitemaps.sitemap(PAGES, listed, sitemaps.parts(count), "sitemap.xml")
    return {name: ET.fromstring(text) for name, text in found.items()}  # noqa: S314  our own


def locations(root: ET.Element) -> list[str | None]:
    return [one.text for one in root.iter(f"{MAP}loc")]


def test_a_site_that_fits_one_sitemap_has_one() -> None:
    assert list(made(3)) == ["sitemap.xml"]
    assert locations(made(3)["sitemap.xml"])[0] == "https://digest.example/news/000000/"


def test_a_large_site_has_a_list_of_sitemaps_none_too_long_and_no_address_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sitemaps, "MOST", 4)
    found = made(9)
    parts = [f"sitemap-{n}.xml" for n in (1, 2, 3)]
    assert locations(found["sitemap.xml"]) == [f"https://digest.example/news/{n}" for n in parts]
    listed = [locations(found[name]) for name in parts]
    assert [len(one) for one in listed] == [3, 3, 3]
    assert len({address for one in listed for address in one}) == 9


def test_news_is_what_came_within_two_days_of_the_newest_and_may_be_shown_whole() -> None:
    dates = {"a": "2021-07-05T10:15+03:00", "b": "2021-07-03", "c": "2021-07-02", "d": "2021-07"}
    library = shelf(
        *(article(f"articles/{name}.md", date=date) for name, date in dates.items()),
        article("articles/e.md", date="2021-07-04", rights="link"),
        article("articles/f.md"),
    )
    assert [one.address for one in sitemaps.fresh(library)] == ["a/", "b/"]
    assert sitemaps.fresh(shelf(article(date="2021"))) == ()


def test_a_sitemap_of_news_says_what_it_must_of_each() -> None:
    library = shelf(article("articles/a.md", date="2021-07-05T10:15+03:00", language="en"))
    pages = render.environment(SITE, library)
    root = ET.fromstring(sitemaps.news(pages, sitemaps.fresh(library)))  # noqa: S314  our own
    told = {one.tag.removeprefix(NEWS): one.text for one in root.iter() if NEWS in one.tag}
    assert locations(root) == ["https://digest.example/news/a/"]
    assert {name: text for name, text in told.items() if text and text.strip()} == {
        "name": "موجز",
        "language": "en",
        "publication_date": "2021-07-05T10:15+03:00",
        "title": "المجلس يوافق على الخطة",
    }


def test_a_site_in_parts_is_built_and_comes_back_to_one(
    digest: Digest, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(digest.content, article(date="2021-07-05"))
    built(digest)
    one = (digest.site / "sitemap.xml").read_bytes()
    monkeypatch.setattr(sitemaps, "MOST", 4)
    put(digest.content, article("articles/b.md", date="2021-07-06"))
    built(digest)
    root = ET.parse(digest.site / "sitemap.xml").getroot()  # noqa: S314  our own
    files = [str(address).rsplit("/", 1)[1] for address in locations(root)]
    assert len(files) > 2
    assert all((digest.site / name).is_file() for name in files)
    monkeypatch.undo()
    (digest.content / "articles" / "b.md").unlink()
    built(digest)
    assert (digest.site / "sitemap.xml").read_bytes() == one
    assert not (digest.site / "sitemap-1.xml").exists()


def test_robots_are_told_where_the_sitemaps_are_unless_the_editor_tells_them(
    digest: Digest,
) -> None:
    put(digest.content, article(date="2021-07-05"))
    built(digest)
    lines = (digest.site / "robots.txt").read_text("utf-8").splitlines()
    assert lines[:2] == ["User-agent: *", "Allow: /"]
    assert lines[-2:] == [
        f"Sitemap: https://digest.example/{name}" for name in ("sitemap.xml", "sitemap-news.xml")
    ]
    (digest.content / "robots.txt").write_text("User-agent: *\nDisallow: /\n", "utf-8")
    built(digest)
    assert (digest.site / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"


def test_addresses_are_the_plans_and_the_editors_each_once() -> None:
    pages = plan.pages(shelf(article("articles/a.md", date="2021-07")))
    listed = dict(sitemaps.addresses([*pages, replace(pages[0])], ["about/", ""]))
    assert (listed["a/"], listed["about/"], listed[""]) == ("2021-07-01", "", "")


def test_the_page_of_the_search_is_in_no_sitemap(digest: Digest) -> None:
    put(digest.content, article(date="2021-07-05"))
    built(digest)
    assert (digest.site / "search" / "index.html").is_file()
    assert "/search/" not in (digest.site / "sitemap.xml").read_text("utf-8")
