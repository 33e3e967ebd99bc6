"""The page of the search: what its address asks for is found, counted and narrowed down."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from browser.newsstand import KINDS, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Visitor = Callable[..., Visit]

MANY = "قال"
"""A word of more articles than the page shows at once."""
STEP = 20
"""Articles that the page shows at once."""
TITLES = "#finder-stories h3"
MOVED = """async () => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  await new Promise((done) => setTimeout(done, 300));
  return sum;
}"""


@pytest.fixture
def reader(visit: Visitor, strict: str) -> Visit:
    """A reader who has come to a host with a strict policy."""
    return visit(home=strict)


def asked(reader: Visit, query: str, **more: str) -> Page:
    """Open the page with a question, and wait for its answer."""
    given = "".join(f"&{name}={value}" for name, value in more.items())
    page = reader.go(f"{KINDS['search']}?q={query}{given}")
    expect(page.locator(".finder__count")).not_to_be_empty()
    return page


def given(page: Page) -> dict[str, list[str]]:
    """Return what the address of the page asks for."""
    return parse_qs(urlsplit(page.url).query)


def counted(text: str) -> int:
    """Return the number in a choice such as «صحيفة الرصيف (٨)»."""
    return int(text.rpartition("(")[2].rstrip(")"))


def choice(page: Page, field: str) -> Locator:
    """Return the first choice of a filter that narrows anything down."""
    return page.locator(f"select[name={field}] option", has_text="(").first


def test_address_asks_and_the_page_answers(reader: Visit) -> None:
    page = asked(reader, "المدينة المرفأ")
    expect(page.locator("[name=q]")).to_have_value("المدينة المرفأ")
    expect(page.locator(".finder__count")).to_have_text("٥ مقالات")
    assert page.locator("#finder-stories li").count() == 5
    first = page.locator("#finder-stories li").first
    expect(first.locator("mark").first).to_have_text("المدينة")
    expect(first.locator("time")).to_have_text("٢٠ نوفمبر ٢٠٢٦")
    expect(first.locator(".meta__source")).to_have_text("الميناء اليوم")
    expect(first.locator(".story__summary bdi").first).to_have_text("Open Quay 2.0")
    assert page.title() == "المدينة المرفأ · بحث · موجز السنديان"
    title = first.locator("h3").inner_text()
    first.locator("h3 a").click()
    expect(page.locator("h1")).to_have_text(title)
    assert (reader.errors, reader.foreign) == ([], [])


def test_typing_changes_the_address_but_not_the_history(reader: Visit) -> None:
    page = asked(reader, "المرفأ")
    before = page.evaluate("history.length")
    page.locator("[name=q]").fill("خرائط الملاحين")
    expect(page.locator(".finder__count")).to_have_text("مقالة واحدة")
    assert given(page) == {"q": ["خرائط الملاحين"]}
    assert page.evaluate("history.length") == before
    page.reload()
    expect(page.locator(TITLES)).to_have_text("متحف البحر يعرض خرائط الملاحين")
    page.locator("[name=q]").fill("")
    expect(page.locator(TITLES)).to_have_count(0)
    assert given(page) == {}


@pytest.mark.parametrize("field", ["source", "section", "tag", "year"])
def test_filter_leaves_as_many_as_it_said(reader: Visit, field: str) -> None:
    page = asked(reader, MANY)
    select = page.locator(f"select[name={field}]")
    said = counted(choice(page, field).inner_text())
    others = select.locator("option").count()
    assert others > 2 or field == "year"
    select.select_option(index=1)
    page.wait_for_url(lambda url: len(parse_qs(urlsplit(url).query)) > 1)
    page.reload()  # the address says it all
    expect(select).not_to_have_value("")
    expect(page.locator(TITLES)).to_have_count(min(said, 20))
    assert counted(select.locator("option:checked").inner_text()) == said
    assert select.locator("option").count() == others  # they stay to choose from


def test_sections_and_years_are_named_as_elsewhere_on_the_site(reader: Visit) -> None:
    page = asked(reader, "المتاحف")
    assert choice(page, "section").inner_text() == "ثقافة وفنون (١)"
    assert choice(page, "year").inner_text() == "٢٠٢٦ (٣)"


def test_days_narrow_down_and_the_newest_come_first(reader: Visit) -> None:
    page = asked(reader, MANY)
    page.locator("[name=from]").fill("2026-06-01")
    page.locator("[name=to]").fill("2026-09-30")
    page.locator("[name=sort]").select_option("date")
    page.wait_for_url("**sort=date")
    expect(page.locator(".finder__results[aria-busy]")).to_have_count(0)
    days = page.locator("#finder-stories time").evaluate_all("all => all.map((x) => x.dateTime)")
    assert days == sorted(days, reverse=True)
    assert len(days) > 5
    assert "2026-06-01" <= days[-1][:10] <= days[0][:10] <= "2026-09-30"
    expect(page.locator("[name=year]")).to_have_value("")


def test_more_shows_the_next_and_leads_to_it(reader: Visit) -> None:
    page = asked(reader, MANY)
    assert page.locator(TITLES).count() == 20
    page.locator(".finder__more").press("Enter")
    expect(page.locator(TITLES)).to_have_count(
        counted(f"({page.locator('.finder__count').inner_text().split()[0]})")
    )
    expect(page.locator(".finder__more")).to_be_hidden()
    assert page.locator(f"{TITLES} a").nth(20).evaluate("one => one === document.activeElement")


def test_word_that_no_article_has_is_named_as_it_was_typed(reader: Visit) -> None:
    page = asked(reader, "المرفأ زَرافة")
    assert page.locator(".finder__relaxed").inner_text().endswith("زَرافة")
    assert page.locator(TITLES).count() > 3


def test_misspelt_word_has_a_way_to_the_right_one(reader: Visit) -> None:
    page = asked(reader, "متحفف البحر")
    page.locator(".finder__suggestion a").click()
    expect(page.locator("[name=q]")).to_have_value("متحف البحر")
    expect(page.locator(".finder__suggestion")).to_be_hidden()
    expect(page.locator(TITLES).first).to_have_text("متحف البحر يعرض خرائط الملاحين")
    assert given(page) == {"q": ["متحف البحر"]}


def test_word_that_is_only_begun_has_ways_to_whole_ones(reader: Visit) -> None:
    page = asked(reader, "المد")
    expect(page.locator(".finder__count")).to_have_text("لا مقالات")
    ways = page.locator(".finder__begun a")
    word = ways.first.inner_text()
    assert word.startswith("المد")
    ways.first.click()
    expect(page.locator(TITLES).first).to_be_visible()
    assert given(page) == {"q": [word]}


def test_some_of_the_words_are_told_apart_from_all(reader: Visit) -> None:
    page = asked(reader, "خرائط الملاحين المرفأ")
    expect(page.locator(".finder__count")).to_have_text("مقالة واحدة")
    assert page.locator(TITLES).count() == 1
    expect(page.get_by_role("heading", name="فيها بعض الكلمات فقط")).to_be_visible()
    assert page.locator(".finder__rest li").count() > 1


def test_words_of_an_attacker_are_words(reader: Visit) -> None:
    page = asked(reader, "alert")
    expect(page.locator(TITLES)).to_contain_text("<script>alert(")
    page = asked(reader, '"><img src=x onerror=alert(1)>')
    assert page.locator("img").count() == 0
    assert reader.errors == []


def test_nothing_moves_when_the_answer_comes(reader: Visit) -> None:
    page = reader.go(KINDS["search"])
    page.evaluate("document.fonts.ready")  # they may move a line, and are none of the answer
    before = page.evaluate(MOVED)
    page.locator(".finder__words").fill(MANY)
    expect(page.locator(".finder__count")).not_to_be_empty()
    assert page.evaluate(MOVED) - before < 0.001


def test_slash_leads_to_the_words_and_the_masthead_has_no_second_box(reader: Visit) -> None:
    page = reader.go(KINDS["search"])
    assert page.locator("[name=q]").count() == 1
    page.keyboard.press("/")
    expect(page.locator("[name=q]")).to_be_focused()
    expect(page.locator("[name=q]")).to_have_value("")


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_page_with_its_answer_is_as_wide_as_the_window(visit: Visitor, width: int) -> None:
    page = asked(visit(viewport={"width": width, "height": 844}), MANY)
    toggle = page.locator(".finder__toggle")
    if toggle.is_visible():
        toggle.click()
        assert toggle.get_attribute("aria-expanded") == "true"
    expect(page.locator("[name=tag]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_an_answer(visit: Visitor, scheme: str) -> None:
    page = asked(visit(color_scheme=scheme, reduced_motion="reduce"), "متحفف البحر")
    found = Axe().run(page)
    assert not found.violations_count, found.generate_report()


def test_page_that_is_opened_from_a_disk_says_what_it_lacks(site: Path, visit: Visitor) -> None:
    page = visit(home=site.as_uri()).go("/search/index.html")
    expect(page.locator(".finder__failed")).to_be_visible()


def test_a_reader_comes_back_to_where_the_results_were_left(reader: Visit) -> None:
    page = asked(reader, MANY)
    page.locator(".finder__more").click()
    shown = page.locator("#finder-stories h3")
    expect(shown.nth(STEP)).to_be_visible()
    many = shown.count()
    shown.nth(STEP).locator("a").click()
    page.wait_for_url(lambda address: KINDS["search"] not in address)
    page.go_back()
    expect(shown).to_have_count(many)
    expect(shown.nth(STEP)).to_be_in_viewport()


def test_what_is_asked_for_stands_in_its_field_before_the_search_is_there(reader: Visit) -> None:
    page = reader.page
    page.route("**/search-page.js", lambda _: None)  # is never answered
    page.goto(f"{reader.home}{KINDS['search']}?q={MANY}", wait_until="commit")
    expect(page.locator(".finder__words")).to_have_value(MANY)
    expect(page.locator(".finder__results")).to_have_attribute("aria-busy", "true")
