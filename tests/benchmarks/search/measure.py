"""Our search and Pagefind's over the same articles, side by side in Chromium.

    python tests/benchmarks/search/measure.py CONTENT [--pagefind PYTHON] [--queries 100]

CONTENT is the content/ of a digest; PYTHON is an interpreter that has `pagefind[bin]`. It prints
how long each takes to index and with how much memory, and for each form of query how often the
article is among the first ten (recall@10), the mean of one over its rank (MRR), the bytes of a
first query and of those that follow, and the milliseconds from the query to the results; of ours
also those from the moment when the last byte has arrived.
"""

import argparse
import contextlib
import functools
import html
import http.server
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright
from queries import queries

from mujaz import library
from mujaz.models import Article

ROOT = Path(__file__).resolve().parents[3]
ASSETS = "assets/mujaz"
OURS = """async () => {
  const { open } = await import("/assets/mujaz/search.js");
  const [base, there] = [new URL("/search/", location.href), new Map()];
  const get = async (url) => {
    if (!there.has(url.href)) there.set(url.href, (await fetch(url)).arrayBuffer());
    return (await there.get(url.href)).slice();
  };
  const known = open(base, get);
  window.ask = async (query) => (await known.search(query)).results.map(({ url }) => url);
  window.again = async (query) => {
    const other = open(base, get);
    await other.search("");
    const start = performance.now();
    await other.search(query);
    return performance.now() - start;
  };
}"""
PAGEFIND = """async () => {
  const pagefind = await import("/pagefind/pagefind.js");
  window.ask = async (query) => {
    const found = await pagefind.search(query);
    const some = await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
    return some.map(({ url }) => url);
  };
}"""
ASK = """async (query) => {
  const start = performance.now();
  const urls = await window.ask(query);
  const took = performance.now() - start;
  return [urls, took, window.again ? await window.again(query) : took];
}"""
CARDS = """
import sys
from pathlib import Path
from mujaz import catalogue
content, folder = map(Path, sys.argv[1:])
catalogue.load(content, folder / "catalogue.json", version="0")
"""
INDEX = """
import sys
from pathlib import Path
from mujaz import catalogue, search
content, folder, site = map(Path, sys.argv[1:])
shelf = catalogue.load(content, folder / "catalogue.json", version="0").library
found = search.refreshed(content, shelf, folder / "search.db", version="0", workers=2)
for path, data in found.contents(found.keys):
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_bytes(data)
"""


def main() -> None:
    """Measure what the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("content", type=Path)
    parser.add_argument("--pagefind", help="an interpreter that has pagefind[bin]")
    parser.add_argument("--queries", type=int, default=100)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site, cache = Path(folder, "site"), Path(folder, "cache")
        articles = library.load(given.content).library.published
        shutil.copytree(ROOT / "templates" / "theme" / ASSETS, site / ASSETS)
        subprocess.run([sys.executable, "-c", CARDS, str(given.content), str(cache)], check=True)
        index("mujaz", [sys.executable, "-c", INDEX, str(given.content), str(cache), str(site)])
        pages(site, articles)
        systems = {"mujaz": OURS}
        if given.pagefind:
            index("pagefind", [given.pagefind, "-m", "pagefind", "--site", str(site)])
            systems["pagefind"] = PAGEFIND
        drive(site, systems, queries({a.address: a.body for a in articles}, given.queries))


def drive(site: Path, systems: dict[str, str], asked: dict[str, list[tuple[str, str]]]) -> None:
    """Ask each system all queries in a browser."""
    with served(site) as (address, sent), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for name, script in systems.items():
            print(name)
            for form, some in asked.items():
                context = browser.new_context(base_url=address)
                report(form, ask(context.new_page(), script, some, sent))
                context.close()


def index(name: str, command: list[str]) -> None:
    """Run an indexer under GNU time and say what it took."""
    told = "%e s, %U and %S s of processors, %M KB at most in one process"
    timed = ["/usr/bin/time", "-f", told, *command]
    done = subprocess.run(timed, capture_output=True, text=True, check=True)
    print(f"{name} indexes in {done.stderr.splitlines()[-1]}")


def pages(site: Path, articles: tuple[Article, ...]) -> None:
    """Write a page for each article, with nothing around it."""
    for article in articles:
        page = site / article.address / "index.html"
        page.parent.mkdir(parents=True)
        title, body = html.escape(article.front.title), html.escape(article.body)
        page.write_text(
            f'<html lang="ar"><title>{title}</title><body><h1>{title}</h1><p>{body}</p>', "utf-8"
        )
    (site / "index.html").write_text("<html><title>-</title>", "utf-8")


@contextlib.contextmanager
def served(site: Path) -> Iterator[tuple[str, list[int]]]:
    """Serve a folder; the list takes the length of each file that is sent."""
    sent: list[int] = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def send_header(self, keyword: str, value: str) -> None:
            if keyword == "Content-Length":
                sent.append(int(value))
            super().send_header(keyword, value)

        def end_headers(self) -> None:
            lasting = not self.path.endswith(("index.bin", ".html", "/"))
            super().send_header("Cache-Control", "max-age=99999" if lasting else "no-cache")
            super().end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=site)
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", sent
    server.shutdown()


def ask(page: Page, script: str, some: list[tuple[str, str]], sent: list[int]) -> list[Any]:
    """Ask queries one after the other, from a browser that knows nothing of the site."""
    page.goto("/index.html")
    rows = []
    for number, (address, query) in enumerate(some):
        sent.clear()
        if not number:
            page.evaluate(script)
        urls, took, arrived = page.evaluate(ASK, query)
        place = next((n for n, url in enumerate(urls, 1) if f"/{address}" in url), 0)
        rows.append((place, sum(sent), took, arrived))
    return rows


def report(form: str, rows: list[tuple[int, int, float, float]]) -> None:
    """Print the figures of one form."""
    places, sent, took, arrived = zip(*rows, strict=True)
    recall = sum(map(bool, places)) / len(rows)
    rank = statistics.mean(1 / place if place else 0.0 for place in places)
    print(
        f"  {form:18} recall@10 {recall:.3f}  MRR {rank:.3f}  first {sent[0]:7}  then median"
        f" {statistics.median(sent[1:]):8.0f} bytes  {statistics.median(took):6.1f} ms,"
        f" {statistics.median(arrived):6.1f} after the bytes"
    )


if __name__ == "__main__":
    main()
