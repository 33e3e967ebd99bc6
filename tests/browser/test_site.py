"""The site as a reader opens it: on a telephone, on a desk, in the dark, on paper."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Page, Route

import builders
from browser.newsstand import BASE, KINDS, OVERLAY, Visit
from builders import SAMPLE, new_digest
from mujaz import digest
from mujaz.models import Article, Library

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Visitor = Callable[..., Visit]

WIDTHS = (320, 390, 768, 1280)
TELEPHONE = {"width": 390, "height": 844}
LIGHT, DARK = "rgb(251, 249, 244)", "rgb(21, 20, 18)"
TOO_WIDE = """() => [document.documentElement, document.body]
  .some((one) => one.scrollWidth > document.documentElement.clientWidth)"""
TEXT_STARTS = """(one) => {
  const all = document.createRange();
  all.selectNodeContents(one);
  const [text, box] = [all.getBoundingClientRect(), one.getBoundingClientRect()];
  return text.left - box.left < box.right - text.right ? "left" : "right";
}"""
BACKGROUND = "getComputedStyle(document.body).backgroundColor"


def told(shelf: Library, file: str) -> tuple[dict[str, object], Article]:
    """Return what a sample dump tells, and the article that was made of it."""
    gold = yaml.safe_load((SAMPLE / "expected.yml").read_text("utf-8"))[file]
    (article,) = (one for one in shelf.articles if one.front.title == gold["title"])
    return gold, article


def text(page: Page, selector: str) -> str:
    return " ".join(page.locator(selector).first.inner_text().split())


def test_article_shows_what_its_dump_told(visit: Visitor, shelf: Library) -> None:
    gold, article = told(shelf, "rasif-water-authority.txt")
    page = visit().go(article.address)
    assert text(page, "h1") == gold["title"]
    assert text(page, ".overline") == gold["kicker"]
    assert text(page, ".meta__source") == gold["source"]
    assert text(page, ".summary p") == article.front.summary
    assert page.locator(".article time").first.get_attribute("datetime") == gold["date"]
    paragraphs = page.locator(".prose > p").all_inner_texts()
    assert len(paragraphs) == gold["paragraphs"]
    assert paragraphs[0].startswith(gold["first"])
    assert paragraphs[-1].endswith(gold["last"])


@pytest.mark.parametrize("kind", KINDS)
def test_page_is_right_to_left_and_asks_only_its_own_host(visit: Visitor, kind: str) -> None:
    reader = visit()
    page = reader.go(KINDS[kind])
    assert page.evaluate("getComputedStyle(document.querySelector('main')).direction") == "rtl"
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('1em Naskh'))")
    assert (reader.errors, reader.foreign) == ([], [])


def test_prose_keeps_the_habits_of_arabic_print(visit: Visitor) -> None:
    page = visit().go("about/")

    def style(selector: str, name: str) -> str:
        return page.locator(selector).first.evaluate(f"one => getComputedStyle(one).{name}")

    assert style(".prose > ol", "listStyleType") == "arabic-indic"  # the numerals of this site
    assert (style(".prose em", "fontStyle"), style(".prose em", "fontWeight")) == ("normal", "600")
    assert style(".prose code", "direction") == "ltr"
    assert page.locator(".prose pre").evaluate(TEXT_STARTS) == "left"
    assert page.locator(".prose td").first.evaluate(TEXT_STARTS) == "right"


@pytest.mark.parametrize("kind", KINDS)
def test_page_never_slides_sideways(visit: Visitor, kind: str) -> None:
    page = visit().go(KINDS[kind])
    too_wide = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        too_wide += [width] if page.evaluate(TOO_WIDE) else []
    assert too_wide == []


def test_front_page_has_no_hole_beside_its_lead(visit: Visitor) -> None:
    page = visit().go("")
    ends = [
        page.locator(f".front__{part} .meta").last.bounding_box()["y"] for part in ("lead", "side")
    ]
    assert abs(ends[0] - ends[1]) < 2


def test_front_page_tells_no_story_twice(visit: Visitor, english: str) -> None:
    page = visit().go("")
    assert page.locator(".introduction").is_visible()
    addresses = page.eval_on_selector_all(".story__title a", "all => all.map(a => a.href)")
    assert len(addresses) == len(set(addresses)) > 5
    # The new digest's introduction is a comment that says where to write one.
    assert visit(home=english).go("").locator(".introduction").count() == 0


def test_wide_table_slides_within_its_frame(visit: Visitor) -> None:
    page = visit(viewport=TELEPHONE).go("about/")
    frame = page.locator(".table").first
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    frame.focus()
    assert frame.evaluate("frame => frame === document.activeElement")


def test_article_in_another_language_says_so_and_runs_its_own_way(visit: Visitor) -> None:
    page = visit().go(KINDS["article-in-english"])
    assert page.locator("html").get_attribute("lang") == "ar"
    for part in ("h1", ".summary p", ".prose", ".overline span"):
        assert page.locator(part).get_attribute("lang") == "en"
        assert page.locator(part).evaluate("one => getComputedStyle(one).direction") == "ltr"
    assert page.locator(".article__head .meta__source").get_attribute("lang") == "en"


def test_article_from_an_attacker_shows_its_words_and_runs_none(
    visit: Visitor, shelf: Library
) -> None:
    (front,) = (one.front for one in shelf.articles if one.front.source == "hostile")
    reader = visit()
    for address in ("", "tags/", "sources/", "2026/11/", KINDS["article-from-an-attacker"]):
        page = reader.go(address)
        page.mouse.move(640, 300)
        assert page.locator("main :is(script, style, [onclick], [onload])").count() == 0
    assert (reader.errors, reader.foreign) == ([], [])
    assert page.title() == f"{front.title} · موجز السنديان"
    assert text(page, "h1") == front.title
    assert text(page, ".summary p") == front.summary
    assert text(page, ".note p") == front.note
    assert set(page.locator(".tags a").all_inner_texts()) == set(front.tags)


def test_text_from_elsewhere_is_not_shown_beyond_its_rights(visit: Visitor) -> None:
    page = visit().go(KINDS["article-elsewhere"])
    assert "لا يُعرض هذا المتن" not in page.content()
    assert (
        page.locator(".original a").get_attribute("href") == "https://almarsad.example/lighthouses"
    )
    assert "ولا يُعرض ما بعد ذلك" not in visit().go(KINDS["article-in-part"]).content()


@pytest.mark.parametrize("kind", ["home", "article", "about", "not-found"])
def test_page_is_whole_without_javascript(visit: Visitor, kind: str) -> None:
    plain = visit(java_script_enabled=False).go(KINDS[kind])
    alive = visit().go(KINDS[kind])
    assert plain.locator("main").inner_text() == alive.locator("main").inner_text()
    assert not plain.locator("button.tool").is_visible()
    assert alive.locator("button.tool").is_visible()


def test_dark_follows_the_system_without_javascript(visit: Visitor) -> None:
    page = visit(java_script_enabled=False, color_scheme="dark").go("")
    assert page.locator("body").evaluate(f"() => {BACKGROUND}") == DARK


@pytest.mark.parametrize(
    ("system", "first", "then"), [("light", LIGHT, DARK), ("dark", DARK, LIGHT)]
)
def test_choice_of_colours_is_remembered(
    visit: Visitor, system: str, first: str, then: str
) -> None:
    page = visit(color_scheme=system).go("")
    button = page.get_by_role("button", name="الوضع الداكن")
    assert (page.evaluate(BACKGROUND), button.get_attribute("aria-pressed")) == (
        first,
        str(system == "dark").lower(),
    )
    button.focus()
    page.keyboard.press("Enter")
    for address in ("", "archive/"):
        page.goto(page.url.split(BASE)[0] + BASE + address)
        assert page.evaluate(BACKGROUND) == then
        assert button.get_attribute("aria-pressed") == str(system == "light").lower()
        colours = page.eval_on_selector_all(
            "meta[name=theme-color]", "all => all.map(m => m.content)"
        )
        assert {rgb(colour) for colour in colours} == {then}
    button.click()
    page.reload()
    assert page.evaluate(BACKGROUND) == first
    page.emulate_media(color_scheme="light" if system == "dark" else "dark")
    assert page.evaluate(BACKGROUND) == then  # it follows the system again


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(pair, 16)) for pair in re.findall('[0-9a-f]{2}', colour))})"


def test_paper_takes_the_article_and_leaves_the_way_about(visit: Visitor) -> None:
    page = visit(color_scheme="dark").go(KINDS["article"])
    page.emulate_media(media="print")
    for left_out in (".nav", ".skip", ".masthead__tools", ".neighbours", ".footer__links"):
        assert not page.locator(left_out).first.is_visible()
    for kept in ("h1", ".meta__source", ".summary", ".prose", ".picture", ".note"):
        assert page.locator(kept).first.is_visible()
    assert page.evaluate(BACKGROUND) == "rgb(255, 255, 255)"
    after = "link => getComputedStyle(link, '::after').content"
    address = "https://almina.example/2026/11/quay?from=front&page=1"
    assert f"<{address}>" in page.locator(".article__head a[href^=http]").evaluate(after)


def test_search_engines_are_asked_to_leave_answers(visit: Visitor) -> None:
    page = visit().go("search/?q=المرفأ")
    page.locator("meta[name=robots][content=noindex]").wait_for(state="attached")
    page.locator(".finder__words").fill("")
    page.locator("meta[name=robots]").wait_for(state="detached")


def rewritten(visit: Visitor, was: re.Pattern[str], now: str) -> Visit:
    """Return a reader of pages that a digest's own template makes otherwise."""
    reader = visit()

    def answer(route: Route) -> None:
        given = route.fetch()
        route.fulfill(response=given, body=was.sub(now, given.text(), count=1))

    reader.page.route(lambda url: urlsplit(url).path.endswith("/"), answer)
    return reader


def test_what_a_digest_asks_of_search_engines_stays(visit: Visitor) -> None:
    own = '<meta name="robots" content="nofollow"></head>'
    page = rewritten(visit, re.compile("</head>"), own).go("search/?q=المرفأ")
    page.locator("meta[name=robots][content=noindex]").wait_for(state="attached")
    page.locator(".finder__words").fill("")
    page.locator("meta[name=robots][content=noindex]").wait_for(state="detached")
    assert page.locator("meta[name=robots]").get_attribute("content") == "nofollow"


def test_scripts_do_without_what_a_digests_own_templates_lack(visit: Visitor) -> None:
    reader = rewritten(visit, re.compile("(?s)<body>.*</body>"), "<body><main>نص</main></body>")
    page = reader.go(KINDS["article"])
    assert page.locator(".find, .offline").count() == 0
    page.context.set_offline(True)
    page.context.set_offline(False)
    assert reader.errors == []


def test_reader_who_lost_the_network_is_told_so(visit: Visitor) -> None:
    page = visit().go(KINDS["article"])
    notice = page.locator(".offline")
    assert not notice.is_visible()
    page.context.set_offline(True)
    notice.wait_for(state="visible")
    assert notice.bounding_box()["y"] < page.viewport_size["height"]
    page.context.set_offline(False)
    notice.wait_for(state="hidden")


def test_page_that_is_not_there_leads_on(visit: Visitor) -> None:
    page = visit().go("2026/11/no/such/story/")
    assert page.evaluate(BACKGROUND) == LIGHT
    assert page.title().startswith(text(page, "h1"))
    addresses = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    assert len(addresses) > 10
    for address in {one.split("#")[0] for one in addresses if BASE in one and "no/such" not in one}:
        assert page.request.get(address).status == 200, address


def test_nothing_jumps_while_the_page_comes(visit: Visitor) -> None:
    shifts = """() => new Promise((resolve) => new PerformanceObserver((list) =>
      resolve(list.getEntries().reduce((sum, one) => sum + one.value, 0))
    ).observe({type: "layout-shift", buffered: true}) || setTimeout(resolve, 300, 0))"""
    for kind in ("home", "article"):
        page = visit(viewport=TELEPHONE).go(KINDS[kind])
        page.evaluate("document.fonts.ready")
        assert page.evaluate(shifts) < 0.05


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    """The address of a site in English, with an article in Arabic."""
    made = new_digest(tmp_path_factory.mktemp("english") / "digest")
    settings = made.config.read_text("utf-8")
    settings = settings.replace("language: ar", "language: en").replace("locale: ar", "locale: en")
    made.config.write_text(settings.replace("numerals: arab", "numerals: latn"), "utf-8")
    folder = made.content / "articles" / "2026" / "11"
    folder.mkdir(parents=True)
    for name in ("almina-000001.md", "harbour-post-000002.md", "quay.svg"):
        ours = OVERLAY / "content" / "articles" / "2026" / "11" / name
        (folder / name).write_bytes(ours.read_bytes())
    sources = (OVERLAY / "content" / "sources.yml").read_text("utf-8")
    sources = sources.replace("الميناء اليوم\n", "الميناء اليوم\n  language: ar\n")
    (made.content / "sources.yml").write_text(sources, "utf-8")
    built = digest.find(made.root)
    builders.built(built)
    return serve(built.site)


@pytest.mark.parametrize("kind", ["home", "article", "article-in-english", "archive"])
def test_site_in_english_runs_left_to_right(visit: Visitor, english: str, kind: str) -> None:
    reader = visit(home=english)
    page = reader.go(KINDS[kind])
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"
    assert page.locator(".masthead__name").inner_text() == "موجز التجربة"
    assert page.locator(".nav__places a").first.inner_text() == "Archive"
    too_wide = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        too_wide += [width] if page.evaluate(TOO_WIDE) else []
    assert (too_wide, reader.errors, reader.foreign) == ([], [], [])


def test_arabic_article_in_an_english_site_keeps_its_own_way(visit: Visitor, english: str) -> None:
    page = visit(home=english).go(KINDS["article"])
    for part in ("h1", ".summary p", ".prose"):
        assert page.locator(part).get_attribute("lang") == "ar"
        assert page.locator(part).get_attribute("dir") == "rtl"
    sides = "one => [getComputedStyle(one).borderRightWidth, getComputedStyle(one).borderLeftWidth]"
    assert page.locator(".summary").evaluate(sides) == ["4px", "0px"]
