"""The site that these tests open: of every kind of page, served, and a reader who visits it."""

import gzip
import http.server
import io
import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from builders import ROOT
from mujaz import digest
from mujaz.digest import Digest

OVERLAY = ROOT / "tests" / "browser" / "digest"
BASE = "/news/"
"""The path below which the site is published, as OVERLAY/mkdocs.yml says."""

KINDS = {
    "home": "",
    "article": "2026/11/almina-000001/",
    "article-in-english": "2026/11/harbour-post-000002/",
    "article-with-a-long-headline": "2026/11/almina-000003/",
    "article-from-an-attacker": "2026/11/hostile-000004/",
    "article-with-a-table": "2026/11/almina-000005/",
    "article-elsewhere": "2026/10/almarsad-000006/",
    "article-in-part": "2026/10/almina-000007/",
    "article-bare": "undated/almina-000009/",
    "tags": "tags/",
    "tag": "tags/sindyan/",
    "sources": "sources/",
    "source": "sources/almina/",
    "listing-second-page": "2026/page/2/",
    "section": "sections/society/",
    "archive": "archive/",
    "year": "2026/",
    "month": "2026/11/",
    "undated": "undated/",
    "story": "stories/2026/11/almina-000001/",
    "figures": "figures/",
    "about": "about/",
    "search": "search/",
    "not-found": "2026/11/no-such-story/",
}
"""An address for each kind of page, and for each shape that one can take."""

_TOGETHER = ("sources.yml", "tags.yml")


def overlay(made: Digest, folder: Path) -> Digest:
    """Copy a digest, and lay over it the articles and settings of these tests."""
    shutil.copytree(made.root, folder)
    for ours in filter(Path.is_file, OVERLAY.rglob("*")):
        target = folder / ours.relative_to(OVERLAY)
        target.parent.mkdir(parents=True, exist_ok=True)
        before = target.read_bytes() if ours.name in _TOGETHER else b""
        target.write_bytes(before + ours.read_bytes())
    return digest.find(folder)


class Shelf(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a static host does: an address that is not there gets 404.html."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, *_: object) -> None:
        page = Path(self.directory + BASE, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


class Host(Shelf):
    """Serves as the common static hosts do: text deflated, all of it kept for ten minutes."""

    def send_head(self) -> io.BytesIO | None:
        opened = super().send_head()
        if opened is None:
            return None
        with opened:
            data = opened.read()
        return io.BytesIO(gzip.compress(data, mtime=0) if self._text else data)

    @property
    def _text(self) -> bool:
        return not self.path.endswith(_PACKED) and "gzip" in self.headers["Accept-Encoding"]

    def send_header(self, keyword: str, value: str) -> None:
        if not (self._text and keyword == "Content-Length"):
            super().send_header(keyword, value)

    def end_headers(self) -> None:
        if self._text:
            super().send_header("Content-Encoding", "gzip")
        super().send_header("Cache-Control", "max-age=600")
        super().end_headers()


_PACKED = (".woff2", ".gz", ".png")
"""What is deflated as it lies."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "font", "img", "connect")),
        "form-action 'self'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
    )
)


class StrictShelf(Shelf):
    """Serves as a host that lets nothing run or load but the site's own files."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


class Visit:
    """A page in a fresh browser, and what it did while it was open."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.home = page, home
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", self._refuse)
        page.on("request", lambda request: self.requests.append(request.url))

    def _note(self, said: Any) -> None:
        # That an address is not there is what the visit to it is for.
        if said.type == "error" and "404" not in said.text:
            self.errors.append(said.text)

    def _refuse(self, dialog: Any) -> None:
        self.errors.append(f"a script said: {dialog.message}")
        dialog.dismiss()

    def go(self, address: str) -> Page:
        """Open an address below the site's root."""
        self.page.goto(self.home + address)
        return self.page

    @property
    def foreign(self) -> list[str]:
        """The requests that left the site's own host."""
        host = self.home.removesuffix(BASE)
        return [url for url in self.requests if not url.startswith((host, "data:"))]
