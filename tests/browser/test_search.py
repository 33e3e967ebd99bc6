"""The search's script in a browser, under the policy that lets no string become a program."""

from collections.abc import Callable

import pytest

from browser.newsstand import Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

FIND = """async (query) => {
  const script = await import(new URL("assets/mujaz/search.js", location.href));
  const found = await window.mujaz.search(query);
  return { ...found, same: script.search === window.mujaz.search };
}"""
"""Asks from the front page; the site lies in a folder of its host."""


def test_the_script_finds_an_article_and_leads_to_it(visit: Callable[..., Visit]) -> None:
    page = visit().go("")
    found = page.evaluate(FIND, "المتاحف")
    assert found["same"]
    assert found["total"] >= 1
    first = found["results"][0]
    assert "<mark>" in first["snippet"]
    assert page.goto(first["url"]).status == 200
    assert first["title"] in page.locator("h1").inner_text()
