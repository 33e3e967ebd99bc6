"""The box of the search in every masthead: by keyboard, by thumb, and without a script."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from browser.newsstand import BASE, KINDS, Visit
from builders import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Visitor = Callable[..., Visit]

TELEPHONE = {"width": 390, "height": 844}
MUSEUM = "متحف البحر يعرض خرائط الملاحين"
ACTIVE = """() => {
  const box = document.querySelector(".find__words");
  return document.getElementById(box.getAttribute("aria-activedescendant"))?.textContent ?? null;
}"""


@pytest.fixture
def reader(visit: Visitor, strict: str) -> Visit:
    """A reader on the front page of a host with a strict policy."""
    found = visit(home=strict)
    found.go("")
    return found


def typed(page: Page, query: str) -> None:
    """Type into the box, and wait for what it shows."""
    page.locator(".find__words").press_sequentially(query)
    expect(page.locator(".find__option").first).to_be_visible()


def test_letters_are_enough_and_enter_opens_what_the_arrows_chose(reader: Visit) -> None:
    page = reader.page
    typed(page, "خرائط الملاحين")
    expect(page.locator(".find [role=status]")).to_have_text("مقالة واحدة")
    assert page.locator(".find__words").get_attribute("aria-expanded") == "true"
    assert page.evaluate(ACTIVE) is None
    page.keyboard.press("ArrowDown")
    assert page.evaluate(ACTIVE).startswith(MUSEUM)
    assert page.locator(".find__option[aria-selected=true]").count() == 1
    page.keyboard.press("ArrowDown")
    assert page.evaluate(ACTIVE) == "كل النتائج"
    page.keyboard.press("ArrowDown")
    assert page.evaluate(ACTIVE) is None  # back in the words
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert reader.errors == []
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(MUSEUM)


def test_enter_on_the_words_themselves_opens_the_page_of_the_search(reader: Visit) -> None:
    typed(reader.page, "المرفأ")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**/search/?q=*")
    expect(reader.page.locator("[name=q]")).to_have_value("المرفأ")


def test_word_that_is_only_begun_is_offered_whole_as_articles_spell_it(reader: Visit) -> None:
    page = reader.page
    typed(page, "المدر")
    words = page.locator(".find__word").all_inner_texts()
    assert words
    assert all(word.startswith("المدر") for word in words)
    assert page.locator(".find__title").count()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".find__words")).to_have_value(f"{words[0]} ")
    expect(page.locator(".find__word")).to_have_count(0)
    assert page.locator(".find__words").evaluate("one => one === document.activeElement")


def test_words_that_are_nowhere_are_said_to_be_so(reader: Visit) -> None:
    reader.page.locator(".find__words").fill("زرافة")
    expect(reader.page.locator(".find__none")).to_have_text("لا مقالات")
    expect(reader.page.locator(".find [role=status]")).to_have_text("لا مقالات")
    assert reader.page.locator(".find__words").get_attribute("aria-expanded") == "false"


def test_escape_closes_and_the_arrow_opens_again(reader: Visit) -> None:
    page = reader.page
    typed(page, "المرفأ")
    page.keyboard.press("Escape")
    expect(page.locator(".find__panel")).to_be_hidden()
    assert page.locator(".find__words").get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowDown")
    expect(page.locator(".find__option").first).to_be_visible()
    page.mouse.click(640, 700)
    expect(page.locator(".find__panel")).to_be_hidden()
    assert page.locator(".find__words").input_value() == "المرفأ"


@pytest.mark.parametrize("letter", ["/", "ظ"])
def test_key_of_the_slash_leads_to_the_box_on_any_keyboard(reader: Visit, letter: str) -> None:
    page = reader.page
    key = "{key: letter, code: 'Slash', bubbles: true, cancelable: true}"
    press = f"letter => document.body.dispatchEvent(new KeyboardEvent('keydown', {key}))"
    assert page.evaluate(press, letter) is False  # nobody else is to have it
    assert page.locator(".find__words").evaluate("one => one === document.activeElement")
    page.keyboard.press("/")
    expect(page.locator(".find__words")).to_have_value("/")


def test_answer_to_an_older_question_comes_too_late(reader: Visit) -> None:
    held: list[Route] = []
    text = re.compile(r"/search/[^/]+/\d+\.bin$")
    reader.page.route(text, lambda route: held.append(route))  # noqa: PLW0108  needs a function
    box = reader.page.locator(".find__words")
    with reader.page.expect_request(text):
        box.fill("خرائط الملاحين")
    reader.page.unroute(text)
    box.fill("Dredgers")
    expect(reader.page.locator(".find__title").first).to_contain_text("Dredgers return")
    for route in held:
        route.continue_()
    reader.page.wait_for_load_state("networkidle")
    expect(reader.page.locator(".find__title").first).to_contain_text("Dredgers return")


def test_nothing_of_the_search_is_loaded_before_it_is_asked_for(reader: Visit) -> None:
    def loaded() -> list[str]:
        return [url for url in reader.requests if url.endswith((".bin", "search.js"))]

    reader.page.wait_for_load_state("networkidle")
    assert loaded() == []
    with reader.page.expect_request("**/index.bin"):
        reader.page.locator(".find__words").focus()
    assert loaded()


def test_what_the_masthead_needs_is_small(site: Path) -> None:
    names = ("find.js", "search-box.js")
    every, used = (
        len(gzip.compress((site / "assets/mujaz" / name).read_bytes())) for name in names
    )
    assert every < 1_024  # on every page; the other comes when the box is used
    assert every + used < 4_096


def test_search_that_does_not_load_says_so(reader: Visit) -> None:
    reader.page.route("**/*.bin", lambda route: route.abort())
    reader.page.locator(".find__words").fill("المرفأ")
    expect(reader.page.locator(".find__failed")).to_be_visible()
    reader.page.unroute("**/*.bin")
    reader.page.locator(".find__words").fill("المرفأ ")
    expect(reader.page.locator(".find__option").first).to_be_visible()
    expect(reader.page.locator(".find__failed")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 390, 768])
def test_thumb_opens_a_box_over_the_whole_width(visit: Visitor, strict: str, width: int) -> None:
    reader = visit(home=strict, viewport={"width": width, "height": 844}, has_touch=True)
    page = reader.go(KINDS["article"])
    expect(page.locator(".find__form")).to_be_hidden()
    page.locator(".find__open").tap()
    assert page.locator(".find__form").bounding_box()["width"] == width
    typed(page, "المرفأ")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    boxes = [one.bounding_box() for one in page.locator(".find__option, .find__button").all()]
    assert min(box["height"] for box in boxes) >= 40
    page.keyboard.press("Escape")
    expect(page.locator(".find__panel")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator(".find__form")).to_be_hidden()
    assert page.locator(".find__open").evaluate("one => one === document.activeElement")
    page.locator(".find__open").tap()
    page.locator(".find__close").tap()
    expect(page.locator(".find__form")).to_be_hidden()
    assert reader.errors == []


@pytest.mark.parametrize("viewport", [TELEPHONE, {"width": 1280, "height": 900}])
def test_axe_finds_no_violation_in_the_open_box(visit: Visitor, viewport: dict[str, int]) -> None:
    page = visit(viewport=viewport, reduced_motion="reduce").go("")
    if viewport is TELEPHONE:
        page.locator(".find__open").click()
    typed(page, "المدر")
    page.keyboard.press("ArrowDown")
    found = Axe().run(page)
    assert not found.violations_count, found.generate_report()


def test_without_a_script_the_way_leads_to_the_archive(visit: Visitor) -> None:
    page = visit(java_script_enabled=False).go(KINDS["article"])
    page.locator(".find__words").fill("المرفأ")
    page.locator(".find__words").press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator(".finder__form")).to_be_hidden()
    page.locator("noscript a").first.click()
    page.wait_for_url(f"**{BASE}archive/")


def test_without_a_script_the_button_of_a_telephone_is_a_link(visit: Visitor) -> None:
    page = visit(java_script_enabled=False, viewport=TELEPHONE).go("")
    page.locator(".find__open").click()
    page.wait_for_url("**/search/")


def test_no_template_has_a_script_or_a_handler_in_place() -> None:
    for template in (ROOT / "templates").rglob("*.html"):
        text = template.read_text("utf-8")
        assert not re.search(r"\son\w+=", text), template
        assert not re.search(r"<script(?![^>]*(\bsrc=|application/))", text), template
