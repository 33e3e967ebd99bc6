"""One site of every kind of page, built and served once for each worker, and a browser on it."""

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser.newsstand import BASE, Shelf, StrictShelf, Visit, overlay
from builders import built
from mujaz import library
from mujaz.digest import Digest
from mujaz.models import Library

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def published(sample_digest: Digest, tmp_path_factory: pytest.TempPathFactory) -> Digest:
    """The sample's digest with an article of every shape, built."""
    made = overlay(sample_digest, tmp_path_factory.mktemp("browser") / "digest")
    built(made)
    return made


@pytest.fixture(scope="session")
def site(published: Digest) -> Path:
    """The folder of the built site."""
    return published.site


@pytest.fixture(scope="session")
def shelf(published: Digest) -> Library:
    """The library that the site was built from."""
    return library.load(published.content).library


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Serves a built site until the tests end; returns the address of its front page."""
    servers = []

    def start(folder: Path, handler: type[Shelf] = Shelf) -> str:
        root = tmp_path_factory.mktemp("www")
        (root / BASE.strip("/")).symlink_to(folder, target_is_directory=True)
        shelf = functools.partial(handler, directory=str(root))
        servers.append(http.server.ThreadingHTTPServer(("127.0.0.1", 0), shelf))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}{BASE}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def home(site: Path, serve: Callable[..., str]) -> str:
    """The address of the front page."""
    return serve(site)


@pytest.fixture(scope="session")
def strict(site: Path, serve: Callable[..., str]) -> str:
    """The same, from a host with a strict Content-Security-Policy."""
    return serve(site, StrictShelf)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium: the system's, else Playwright's own."""
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    with sync_playwright() as playwright:
        # Chromium's sandbox needs rights that a container does not give.
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser, home: str) -> Iterator[Callable[..., Visit]]:
    """Opens a fresh browser with the given options; afterwards it is forgotten, choices and all."""
    contexts = []

    def start(*, home: str = home, **options: Any) -> Visit:
        options.setdefault("viewport", {"width": 1280, "height": 900})
        contexts.append(browser.new_context(**options))
        return Visit(contexts[-1].new_page(), home)

    yield start
    for context in contexts:
        context.close()
