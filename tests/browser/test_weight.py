"""What a reader's telephone loads, in bytes as they come over the wire."""

from collections.abc import Callable

import pytest

from browser.newsstand import KINDS, Host, Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

FIRST, NEXT, FACES = 250_000, 30_000, 150_000
"""The most that the first article may weigh, that the next may, and that all fonts together may."""


@pytest.fixture(scope="session")
def hosted(site, serve: Callable[..., str]) -> str:
    """The address of the front page, on a host that deflates what it serves."""
    return serve(site, Host)


class Scale:
    """Weighs what a page loads, by the name of its file."""

    def __init__(self, reader: Visit) -> None:
        self.reader = reader
        self._names: dict[str, str] = {}
        self._loaded: dict[str, int] = {}
        wire = reader.page.context.new_cdp_session(reader.page)
        wire.send("Network.enable")
        wire.on("Network.responseReceived", self._note)
        wire.on("Network.loadingFinished", self._weigh)

    def _note(self, event: dict) -> None:
        self._names[event["requestId"]] = event["response"]["url"]

    def _weigh(self, event: dict) -> None:
        name = self._names.get(event["requestId"], "")
        self._loaded[name] = self._loaded.get(name, 0) + int(event["encodedDataLength"])

    def weigh(self, address: str) -> dict[str, int]:
        """Open an address and return the bytes of each file that came for it."""
        self._loaded.clear()
        page = self.reader.go(address)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready")
        return {name: size for name, size in self._loaded.items() if size}


def test_first_article_weighs_little_and_the_next_no_more_than_its_words(
    visit: Callable[..., Visit], hosted: str
) -> None:
    scale = Scale(visit(home=hosted))
    first = scale.weigh(KINDS["article-in-english"])  # it shows Latin letters too
    faces = [size for name, size in first.items() if name.endswith(".woff2")]
    assert len(faces) == 4
    assert sum(faces) < FACES
    assert 0 < sum(first.values()) < FIRST
    following = scale.weigh(KINDS["article-with-a-table"])
    assert [name for name in following if not name.endswith("/")] == []
    assert 0 < sum(following.values()) < NEXT


def test_page_without_a_search_loads_no_index(visit: Callable[..., Visit], hosted: str) -> None:
    loaded = Scale(visit(home=hosted)).weigh("")
    assert [name for name in loaded if name.endswith("/find.js")]
    assert [name for name in loaded if "/search" in name] == []
