"""Old addresses lead on to the article that took their place."""

import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from builders import article, built, errors, put, shelf
from mujaz import check, plan, render
from mujaz.digest import Digest
from mujaz.models import Library
from mujaz.phrases import Phrases
from mujaz.render import Site

ENGLISH = Phrases.of("en")
SITE = Site(name="موجز", description="", phrases=Phrases.of("ar"), url="https://digest.example/d/")
SEGMENTS = st.text(st.sampled_from("abz09-_~%.٠قمر/"), max_size=12)


def written(alias: str, *, site: Site = SITE) -> str:
    """Return the page that stands at an old address of articles/2021/07/new.md."""
    shown = shelf(article("articles/2021/07/new.md", title="خبر <جديد>", aliases=[alias]))
    (redirect,) = plan.redirects(shown)
    return render.redirect(render.environment(site, shown), redirect)


@pytest.mark.parametrize(
    ("alias", "file", "link"),
    [
        ("/old/name/", "old/name/index.html", "../../2021/07/new/"),
        ("/old/name", "old/name/index.html", "../../2021/07/new/"),
        ("/2021/07/name/", "2021/07/name/index.html", "../../../2021/07/new/"),
        ("/old.html", "old.html", "2021/07/new/"),
        ("/old/name.htm", "old/name.htm", "../2021/07/new/"),
        ("/story.php", "story.php/index.html", "../2021/07/new/"),
        ("/%D9%82%D9%85%D8%B1/", "قمر/index.html", "../2021/07/new/"),
        ("/قمر/", "قمر/index.html", "../2021/07/new/"),
    ],
)
def test_a_redirect_stands_where_a_server_looks_for_it(alias: str, file: str, link: str) -> None:
    (redirect,) = plan.redirects(shelf(article("articles/2021/07/new.md", aliases=[alias])))
    assert redirect.path == file
    assert f'<meta http-equiv="refresh" content="0; url={link}">' in written(alias)
    assert f'<a href="{link}">' in written(alias)


def test_a_redirect_is_a_page_in_the_sites_language_that_no_engine_lists() -> None:
    page = written("/old/")
    assert page.startswith('<!doctype html>\n<html lang="ar" dir="rtl">')
    assert '<meta name="robots" content="noindex">' in page
    assert "<title>خبر &lt;جديد&gt;</title>" in page


def test_its_canonical_address_is_the_articles() -> None:
    assert 'rel="canonical" href="https://digest.example/d/2021/07/new/"' in written("/old/")
    nowhere = Site(name="موجز", description="", phrases=ENGLISH)
    assert 'rel="canonical" href="../2021/07/new/"' in written("/old/", site=nowhere)


def test_an_article_is_led_to_once_from_each_address() -> None:
    shown = shelf(article(aliases=["/old/", "/old", "/%6Fld/", "/older/"]))
    assert [r.path for r in plan.redirects(shown)] == ["old/index.html", "older/index.html"]


def test_a_draft_is_led_to_from_nowhere() -> None:
    assert plan.redirects(shelf(article(aliases=["/old/"], status="draft"))) == ()


@pytest.mark.parametrize(
    "alias",
    [
        "old/",
        "/../x",
        "/a/../b",
        "/..",
        "/a/..",
        "/%2e%2e/x",
        "/a/%2E%2E%2Fb",
        "/.git/hooks/x.html",
        "//elsewhere.example/",
        "/a//b",
        "/%2Fetc/",
        "/a%5Cb",
        "/a%00b",
        "/a%0Ab",
        "/a?p=1",
        "/a%3Fp=1",
        "/%FF/",
        "/a b/",
        "https://digest.example/old/",
    ],
)
def test_what_is_no_address_of_this_site_is_refused(alias: str) -> None:
    with pytest.raises(ValidationError, match="is not an old address of this site"):
        article(aliases=[alias])


@given(SEGMENTS)
def test_no_redirect_is_written_outside_the_site(text: str) -> None:
    try:
        one = article(aliases=[f"/{text}"])
    except ValidationError:
        return
    (redirect,) = plan.redirects(Library(articles=(one,)))
    path = os.path.normpath(redirect.path)
    assert path == redirect.path
    assert not path.startswith(("/", "."))
    assert not any(name.startswith(".") for name in path.split("/"))


def test_two_articles_with_one_old_address_are_complained_of(content: Path) -> None:
    put(content, article("articles/a.md", date="2021", aliases=["/old/"]))
    put(content, article("articles/b.md", date="2020", aliases=["/older/", "/old"]))
    (complaint,) = errors(content)
    line = check.line(complaint, ENGLISH, content=Path("content"))
    assert line == (
        "content/articles/b.md:5: the old address “/old” leads to articles/a.md too; "
        "to mend it: keep it in one of the two"
    )


@pytest.mark.parametrize(
    "alias",
    [
        "/",
        "/index.html",
        "/tags/",
        "/archive",
        "/2021/",
        "/2021/07/",
        "/a/",
        "/about/",
        "/about/index.html",
        "/feed.xml",
        "/404.html",
        "/sitemap.xml",
        "/assets/mujaz/mujaz.css",
        "/search/",
        "/cuttings/one.html",
    ],
)
def test_an_old_address_where_something_stands_is_complained_of(content: Path, alias: str) -> None:
    (content / "cuttings").mkdir()
    (content / "cuttings" / "one.html").write_text("<p>…</p>", "utf-8")
    put(content, article("articles/a.md", date="2021-07-05", aliases=[alias]))
    (complaint,) = errors(content)
    assert check.line(complaint, ENGLISH, content=Path("content")) == (
        f"content/articles/a.md:5: the old address “{alias}” is another page's; "
        "to mend it: take it out of aliases"
    )


def test_old_addresses_of_ones_own_are_no_complaint(content: Path) -> None:
    put(content, article("articles/a.md", date="2021", aliases=["/old/", "/old", "/old.html"]))
    put(content, article("articles/b.md", date="2021", aliases=["/old/"], status="draft"))
    assert errors(content) == ()


def test_a_built_site_leads_on_and_lists_no_old_address(digest: Digest) -> None:
    put(digest.content, article(date="2026-07-01", aliases=["/2019/old-name/", "/older.html"]))
    built(digest, strict=True)
    page = (digest.site / "2019" / "old-name" / "index.html").read_text("utf-8")
    target = re.search(r"url=([^\"]+)", page)[1]
    assert (digest.site / "2019" / "old-name" / target / "index.html").is_file()
    assert (digest.site / "older.html").is_file()
    for listing in ("sitemap.xml", "feed.xml"):
        ET.parse(digest.site / listing)  # noqa: S314  our own
        assert "old" not in (digest.site / listing).read_text("utf-8")
