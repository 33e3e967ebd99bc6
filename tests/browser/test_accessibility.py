"""Nothing in any kind of page shuts a reader out, as far as a machine can tell."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.newsstand import KINDS, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Visitor = Callable[..., Visit]


LAID_OUT = {"runOnly": ["color-contrast", "scrollable-region-focusable", "target-size"]}
"""Of all that axe looks at, what a narrower page changes."""


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_violation(visit: Visitor, kind: str) -> None:
    page = visit(color_scheme="light").go(KINDS[kind])
    found = Axe().run(page)
    assert not found.violations_count, found.generate_report()
    page.emulate_media(color_scheme="dark")  # of all that axe looks at only the colours change
    found = Axe().run(page, options={"runOnly": ["color-contrast"]})
    assert not found.violations_count, found.generate_report()
    for width in (768, 390):
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page, options=LAID_OUT)
        assert not found.violations_count, (width, found.generate_report())


def test_axe_would_find_a_fault(visit: Visitor) -> None:
    page = visit().go("")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert [found["id"] for found in Axe().run(page).response["violations"]] == ["html-has-lang"]


def test_first_tab_leads_past_the_masthead(visit: Visitor) -> None:
    page = visit(reduced_motion="reduce").go(KINDS["article"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


FOCUSED = """() => {
  const focused = document.activeElement;
  if (focused === document.body) return null;
  const {outlineStyle, outlineWidth} = getComputedStyle(focused);
  const {bottom, right, top, left} = focused.getBoundingClientRect();
  return {
    name: focused.textContent.trim(),
    outline: outlineStyle === "none" ? 0 : parseFloat(outlineWidth),
    seen: bottom > 0 && right > 0 && top < innerHeight && left < innerWidth,
  };
}"""
REACHABLE = """[...document.querySelectorAll("a[href], button, summary, input, [tabindex='0']")]
  .filter((one) => one.checkVisibility() && !one.disabled).length"""


@pytest.mark.parametrize("kind", ["home", "article", "about", "tags", "listing-second-page"])
def test_keyboard_reaches_everything_and_shows_where_it_is(visit: Visitor, kind: str) -> None:
    page = visit(reduced_motion="reduce").go(KINDS[kind])
    reached = []
    for _ in range(page.evaluate(REACHABLE)):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    assert None not in reached
    assert [one for one in reached if one["outline"] < 2 or not one["seen"]] == []
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) is None  # and out again: there is no trap


FILL = """(colour) => {
  const bar = document.querySelector(".volume rect");
  const ours = getComputedStyle(bar).fill;
  bar.style.fill = colour;
  return [ours, getComputedStyle(bar).fill];
}"""


def test_colours_of_the_reader_replace_ours(visit: Visitor) -> None:
    ours, theirs = visit(forced_colors="active").go(KINDS["figures"]).evaluate(FILL, "LinkText")
    assert ours == theirs


MOVES = """() => [...document.querySelectorAll("*")].filter(
  (one) => getComputedStyle(one).transitionDuration.split(", ").some((time) => time !== "0s")
    || getComputedStyle(one).animationName !== "none").length"""


def test_nothing_moves_for_who_wants_no_motion(visit: Visitor) -> None:
    assert visit(reduced_motion="reduce").go("").evaluate(MOVES) == 0
    assert visit(reduced_motion="no-preference").go("").evaluate(MOVES) > 0


TARGETS = """() => [...document.querySelectorAll("a[href], button")]
  .filter((one) => !one.closest(".prose p, .prose li, .footer p") && one.className !== "skip")
  .filter((one) => one.checkVisibility())
  .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24)
  .map(([name, box]) => `${name}: ${box.width} × ${box.height}`)"""


@pytest.mark.parametrize("kind", ["home", "article", "tags", "sources", "archive", "month"])
def test_finger_hits_every_link(visit: Visitor, kind: str) -> None:
    page = visit(viewport={"width": 390, "height": 844}).go(KINDS[kind])
    assert page.evaluate(TARGETS) == []
