"""The body of each kind of page, and what pages share."""

import posixpath
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup

from builders import article, shelf
from mujaz import plan, render
from mujaz.models import Article, Library, Rights, Source, Tag
from mujaz.phrases import Phrases
from mujaz.plan import Kind, Page, Redirect
from mujaz.render import Site
from mujaz.resources import TEMPLATES

ARABIC = Site(name="موجز التجربة", description="خلاصة", phrases=Phrases.of("ar"))
ENGLISH = Site(name="The Digest", description="News", phrases=Phrases.of("en"))
ADDRESSES = st.lists(st.sampled_from(["2021", "07", "tags", "a", "page"]), max_size=4).map(
    lambda names: "".join(f"{name}/" for name in names)
)
FULL = {
    "date": "2021-07-05",
    "kicker": "بلديات",
    "link": "https://alrasif.example/1",
    "authors": ["ليلى حداد", "Sam Reed"],
    "section": "economy",
    "tags": ["المياه", "الأسواق"],
    "summary": "وافق المجلس على الخطة.",
    "note": "تابعنا الخبر من الجلسة.",
}


class Tree(HTMLParser):
    """Fails when elements do not close in the order in which they opened."""

    VOID = ("img", "link", "meta", "br", "hr", "path", "rect", "input")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        self.links.extend(value or "" for name, value in attrs if name in {"href", "src"})

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(html: str) -> Tree:
    tree = Tree()
    tree.feed(html)
    tree.close()
    assert tree.open == []
    return tree


def words(html: str) -> str:
    return " ".join(" ".join(read(html).text).split())


def body(library: Library, address: str, site: Site = ENGLISH, content: str = "") -> str:
    (page,) = (page for page in plan.pages(library, per_page=2) if page.address == address)
    return render.body(render.environment(site, library), page, content=content)


def story(site: Site = ENGLISH, content: str = "<p>نص</p>", **front: object) -> str:
    """Return the body of an article's page."""
    one = article("articles/a.md", **front)
    return body(shelf(one), "a/", site, content)


MANY = shelf(
    article("articles/2021/07/a.md", **FULL, pick=True),
    article("articles/2021/07/b.md", **{**FULL, "date": "2021-07", "link": None}),
    article("articles/2021/07/c.md", **{**FULL, "date": "2021", "language": "en"}),
    article("articles/2020/d.md", date="2020-01-01", tags=["المياه"]),
    article("articles/e.md", image="e.jpg", image_alt="سوق", image_credit="هند"),
    article("articles/f.md", image="https://alrasif.example/f.jpg", source="daily"),
    sources=(
        Source(id="daily", name="Daily", language="en", url="https://daily.example/"),
        Source(id="alrasif", name="صحيفة الرصيف", description="صحيفة من Beirut"),
    ),
    tags=(Tag(label="المياه", slug="water", description="الأنهار والآبار"),),
)


def test_article_says_when_it_was_added_where_that_is_another_day() -> None:
    assert "Added: November 24, 2026" in words(story(date="2021-07-05", added="2026-11-24"))
    assert "Added: November 24, 2026" in words(story(added="2026-11-24"))
    for same in ("2021-07-05", "2021-07-05T10:15+03:00"):
        assert "Added" not in words(story(date=same, added="2021-07-05"))
    assert "Added" not in words(story(date="2021-07-05"))


def test_front_page_says_of_which_week_its_tags_are() -> None:
    five = [article(f"articles/{n}.md", date="2026-11-24", tags=["السوق"]) for n in range(5)]
    assert "The week in tags November 18, 2026 – November 24, 2026" in words(body(shelf(*five), ""))
    assert "Most used tags" in words(body(shelf(*five[1:]), ""))


SCRIPTS = {
    path.relative_to(TEMPLATES / "theme").as_posix()
    for path in (TEMPLATES / "theme" / "assets").rglob("*.js")
}
"""What a page asks for at once, which the theme brings."""


@pytest.mark.parametrize("site", [ARABIC, ENGLISH], ids=["ar", "en"])
def test_every_page_of_a_library_is_a_tree_whose_links_are_pages(site: Site) -> None:
    pages = plan.pages(MANY, per_page=2)
    environment = render.environment(site, MANY)
    addresses = {page.address for page in pages} | {"articles/e.jpg", *SCRIPTS}
    for page in pages:
        tree = read(render.body(environment, page))
        for link in tree.links:
            if not link.startswith(("https://", "#")):
                there = posixpath.normpath(f"/{page.address}/{link}").strip("/")
                assert (f"{there}/" if there and "." not in there else there) in addresses


@pytest.mark.parametrize("site", [ARABIC, ENGLISH], ids=["ar", "en"])
def test_an_empty_library_has_its_pages_too(site: Site) -> None:
    environment = render.environment(site, Library())
    for page in plan.pages(Library()):
        read(render.body(environment, page))


def test_each_kind_of_page_has_a_template() -> None:
    environment = render.environment(ENGLISH, Library())
    for kind in set(Kind) - {Kind.NOT_FOUND}:
        assert environment.get_template(f"{kind}.html")


def test_an_article_says_all_that_its_front_matter_says() -> None:
    said = words(story(**FULL))
    told = ("بلديات", "المجلس يوافق على الخطة", "صحيفة alrasif", "ليلى حداد and Sam Reed")
    dated = ("Monday, July 5, 2021", "Economy")
    rest = ("In brief وافق المجلس على الخطة", "Editor’s note تابعنا الخبر من الجلسة", "المياه")
    for text in (*told, *dated, *rest):
        assert text in said


def test_an_article_says_nothing_of_what_is_not_known() -> None:
    said = words(story())
    for text in ("AH", "In brief", "Editor’s note", "Tags", "Read the original", "None"):
        assert text not in said


def test_words_of_an_editor_are_escaped() -> None:
    html = story(**{**FULL, "title": "<script>a</script>", "note": "<b>", "kicker": "&"})
    assert "<script>" not in html
    assert "<b>" not in html
    assert "&lt;" in html


def test_content_is_html_and_stays() -> None:
    assert '<p id="x">نص</p>' in story(content='<p id="x">نص</p>')


def test_words_of_another_script_are_isolated() -> None:
    assert "<bdi>HydraCove</bdi>" in story(ARABIC, title="شركة HydraCove تفوز")


def test_an_article_in_another_language_says_so_of_its_own_parts() -> None:
    english = story(ARABIC, **{**FULL, "title": "Water", "language": "en"})
    assert '<h1 lang="en" dir="ltr">' in english
    assert '<h1 lang="ar" dir="rtl">' in story(ENGLISH, language="ar")
    assert "<h1>" in story(ARABIC, language="ar-SY")


def test_numerals_and_months_are_the_sites() -> None:
    site = Site(name="م", description="", phrases=Phrases.of("ar_SY", numerals="arab"))
    assert "الاثنين، ٥ تموز ٢٠٢١" in words(story(site, date="2021-07-05"))


def test_a_picture_elsewhere_is_linked_and_never_loaded() -> None:
    html = story(image="https://alrasif.example/a.jpg")
    assert "<img" not in html
    assert 'href="https://alrasif.example/a.jpg"' in html
    assert '<img src="../articles/a.jpg" alt="سوق">' in story(image="a.jpg", image_alt="سوق")


def test_an_article_leads_to_the_other_tellings_of_its_story() -> None:
    first = article("articles/2026/07/a-1.md", title="الأول", date="2026-07-11")
    again = article("articles/2026/07/b-2.md", title="الثاني", story="2026/07/a-1")
    page = body(shelf(first, again), "2026/07/b-2/")
    told = page[page.index('class="tellings"') :]
    assert "The same story, the oldest telling first" in told
    assert 'href="../../../2026/07/a-1/"' in told
    assert 'href="../../../2026/07/b-2/"' not in told
    assert told.index("الثاني") < told.index("الأول")  # of the two, it alone has a date
    assert "tellings" not in body(shelf(first), "2026/07/a-1/")


def test_listings_say_which_of_their_pages_they_are() -> None:
    first, second = (body(MANY, address) for address in ("2021/", "2021/page/2/"))
    assert "Page 1 of 2" in words(first)
    assert 'rel="next" href="../2021/page/2/"' in first
    assert 'rel="prev" href="../../../2021/"' in second


def test_an_unknown_name_in_a_template_is_an_error() -> None:
    environment = render.environment(ENGLISH, Library())
    with pytest.raises(UndefinedError):
        environment.from_string("{{ nothing }}").render()


def test_a_body_is_safe_html() -> None:
    page = Page(kind=Kind.PROSE, address="about/")
    environment = render.environment(ENGLISH, Library())
    assert isinstance(render.body(environment, page, content="<p>عن الموجز</p>"), Markup)


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("", "The Digest"),
        ("tags/", "Tags"),
        ("tags/water/", "المياه"),
        ("tags/water/page/2/", "المياه, page 2"),
        ("sources/", "Sources"),
        ("sources/daily/", "Daily"),
        ("sections/economy/", "Economy"),
        ("archive/", "Archive"),
        ("2021/", "2021"),
        ("2021/07/", "July 2021"),
        ("undated/", "Undated"),
        ("search/", "Search"),
        ("2021/07/a/", "المجلس يوافق على الخطة"),
    ],
)
def test_a_page_is_called_by_what_it_shows(address: str, title: str) -> None:
    pages = {page.address: page for page in plan.pages(MANY, per_page=2)}
    assert render.title(pages[address], ENGLISH) == title


def test_a_page_of_an_editors_has_the_name_that_the_editor_gave() -> None:
    assert render.title(Page(kind=Kind.PROSE, address="about/"), ENGLISH) == ""


def test_no_two_pages_of_a_library_have_one_title() -> None:
    pages = [page for page in plan.pages(MANY, per_page=2) if page.kind is not Kind.ARTICLE]
    titles = [render.title(page, ENGLISH) for page in pages]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(
    ("rights", "shown"),
    [("full", "أول.\n\nثان.\n"), ("excerpt", "أول."), ("link", "")],
)
def test_rights_say_how_much_is_shown(rights: str, shown: str) -> None:
    assert render.shown("أول.\n\nثان.\n", Rights(rights)) == shown


def test_an_excerpt_is_the_first_paragraph_of_words() -> None:
    body = "\n\r\nأول\nتتمته.\r\n \r\nثان.\n"
    assert render.shown(body, Rights.EXCERPT).split() == ["أول", "تتمته."]


def test_rights_are_the_sources_unless_the_article_has_its_own() -> None:
    source = Source(id="alrasif", name="الرصيف", rights="link")
    silent, open_ = article("articles/a.md"), article("articles/b.md", rights="full")
    library = shelf(silent, open_, sources=(source,))
    assert library.rights(silent) is Rights.LINK
    assert library.rights(open_) is Rights.FULL


def test_a_page_that_hides_its_body_leads_to_the_publisher() -> None:
    link = "https://alrasif.example/1"
    html = story(content="", link=link, rights="link")
    assert "The whole story is at its publisher’s." in words(html)
    assert html.count(f'href="{link}"') == 1
    assert "minute" not in words(html)


@given(ADDRESSES, ADDRESSES)
def test_links_lead_where_they_say(here: str, there: str) -> None:
    old = Redirect(path=f"{here}index.html", article=article(f"articles/{there or 'a/'}b.md"))
    found = render.redirect(render.environment(ENGLISH, shelf(old.article)), old)
    (link,) = set(read(found.replace("<!doctype html>", "")).links)
    assert not link.startswith("/")
    assert posixpath.normpath(f"/{here}{link}/") == f"/{old.article.address}".rstrip("/")
    assert link.endswith("/")


def test_an_articles_tags_are_each_named_once_in_its_order() -> None:
    one = article(tags=["غزة", "المياه", "غزه", "الماء"])
    library = shelf(one, tags=(Tag(label="المياه", aliases=("الماء",)),))
    assert [entry.subject.label for entry in render.tags_of(one, library)] == ["غزة", "المياه"]


@pytest.mark.parametrize(("count", "minutes"), [(0, 1), (90, 1), (180, 1), (271, 2), (1800, 10)])
def test_minutes_are_counted_from_words(count: int, minutes: int) -> None:
    assert article(body="كلمة " * count).minutes == minutes


def test_a_feed_needs_to_know_where_the_site_is() -> None:
    there = Site(name="م", description="", phrases=Phrases.of("ar"), url="https://d.example/")
    assert (there.feed, ARABIC.feed) == ("feed.xml", None)


@given(st.text(max_size=30), st.text(max_size=30))
@settings(deadline=None, max_examples=40)
def test_no_words_break_a_page(title: str, tag: str) -> None:
    if title.strip() and tag.strip():
        one: Article = article("articles/a.md", title=title, tags=[tag], summary=title)
        read(body(shelf(one), "a/", ARABIC))
        assert not re.search(r"<script", body(shelf(one), "a/", ARABIC))
