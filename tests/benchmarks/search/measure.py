"""Our search and Pagefind's over the same articles, side by side in Chromium.

    python tests/benchmarks/search/measure.py CONTENT [--pagefind PYTHON] [--queries 100]

CONTENT is the content/ of a digest; PYTHON is an interpreter that has `pagefind[bin]`. It prints
how long each takes to index and with how much memory (of all its processes together), the ratios,
and how many files of ours are new after one edit. Then for each form of query how often the article
is among the first ten (recall@10), the mean of one over its rank (MRR), the bytes of a first query
and of those that follow, and the milliseconds from the query to the results; of ours also those
from the moment when the last byte has arrived. «By lot» is what the first two are where the order
of all articles that hold the words is left to chance. It needs Linux.
"""

import argparse
import contextlib
import functools
import html
import http.server
import shutil
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Page, sync_playwright
from queries import Query, by_lot, queries
from watched import Cost, measured

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
lacking = [path for path in found.keys if path == search.MANIFEST or not (site / path).exists()]
for path, data in found.contents(lacking):
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
        content, site = Path(folder, "content"), Path(folder, "site")
        shutil.copytree(given.content, content, copy_function=shutil.copyfile)
        articles = library.load(content).library.published
        shutil.copytree(ROOT / "templates" / "theme" / ASSETS, site / ASSETS)
        (site / "index.html").write_text("<html><title>-</title>", "utf-8")
        indexed(content, site, articles, given.pagefind)
        systems = {"mujaz": OURS, **({"pagefind": PAGEFIND} if given.pagefind else {})}
        drive(site, systems, queries({a.address: a.body for a in articles}, given.queries))


def indexed(content: Path, site: Path, articles: Sequence[Article], pagefind: str | None) -> None:
    """Make the indexes, say what that took, and what one edit takes."""

    def run(what: str, *command: str) -> Cost:
        cost = measured(what, len(articles), site, *command)
        print(cost.told(), flush=True)
        return cost

    cache = content.with_name("cache")
    index = (sys.executable, "-c", INDEX, str(content), str(cache), str(site))
    run("mujaz reads cards", *cards(content, cache))
    ours = run("mujaz indexes", *index)
    if pagefind:
        pages(site, articles)
        theirs = run("pagefind indexes", pagefind, "-m", "pagefind", "--site", str(site))
        print(ratios(ours, theirs))
    before = files(site)
    with (content / articles[len(articles) // 2].path).open("a", encoding="utf-8") as file:
        file.write("\nفقرة مضافة للقياس.\n")
    run("mujaz reads cards", *cards(content, cache))
    run("mujaz after one edit", *index)
    new = files(site) - before
    texts = sum(path.parent != site / "search" for path in new)
    print(f"new of {len(before):,} files: {texts} texts, {len(new) - texts} shards")


def files(site: Path) -> set[Path]:
    """Return the files of our index."""
    return {path for path in (site / "search").rglob("*") if path.is_file()}


def cards(content: Path, cache: Path) -> tuple[str, ...]:
    """Return the command that reads what is known of articles before they are indexed."""
    return (sys.executable, "-c", CARDS, str(content), str(cache))


def ratios(ours: Cost, theirs: Cost) -> str:
    """Say how ours compares."""
    return (
        f"mujaz to pagefind: {ours.seconds / theirs.seconds:.3f} of the time on the clock,"
        f" {ours.cpu / theirs.cpu:.3f} of processors, {ours.megabytes / theirs.megabytes:.3f} of"
        " memory"
    )


class Answer(NamedTuple):
    """How a query was answered."""

    place: int
    """Of the article among the results, from 1 on; 0 where it is not among them."""
    sent: int
    """Bytes."""
    took: float
    arrived: float
    """Milliseconds to the results: of all, and after the last byte."""


def drive(site: Path, systems: Mapping[str, str], asked: Mapping[str, list[Query]]) -> None:
    """Ask each system all queries in a browser."""
    print("by lot")
    for form, some in asked.items():
        print("  {:18} recall@10 {:.3f}  MRR {:.3f}".format(form, *by_lot(some)))
    with served(site) as (address, sent), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for name, script in systems.items():
            print(name)
            for form, some in asked.items():
                context = browser.new_context(base_url=address)
                report(form, list(answers(context.new_page(), script, some, sent)))
                context.close()


def pages(site: Path, articles: Sequence[Article]) -> None:
    """Write a page for each article, with nothing around it."""
    for article in articles:
        page = site / article.address / "index.html"
        page.parent.mkdir(parents=True)
        title, body = html.escape(article.front.title), html.escape(article.body)
        page.write_text(
            f'<html lang="ar"><title>{title}</title><body><h1>{title}</h1><p>{body}</p>', "utf-8"
        )


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


def answers(page: Page, script: str, asked: Sequence[Query], sent: list[int]) -> Iterator[Answer]:
    """Ask queries one after the other, from a browser that knows nothing of the site."""
    page.goto("/index.html")
    for number, query in enumerate(asked):
        sent.clear()
        if not number:
            page.evaluate(script)
        urls, took, arrived = page.evaluate(ASK, query.typed)
        place = next((n for n, url in enumerate(urls, 1) if f"/{query.address}" in url), 0)
        yield Answer(place, sum(sent), took, arrived)


def report(form: str, found: Sequence[Answer]) -> None:
    """Print the figures of one form."""
    recall = statistics.mean(bool(answer.place) for answer in found)
    rank = statistics.mean(1 / answer.place if answer.place else 0.0 for answer in found)
    following = statistics.median(answer.sent for answer in found[1:])
    took = statistics.median(answer.took for answer in found)
    arrived = statistics.median(answer.arrived for answer in found)
    print(
        f"  {form:18} recall@10 {recall:.3f}  MRR {rank:.3f}  first {found[0].sent:7}  then median"
        f" {following:8.0f} bytes  {took:6.1f} ms, {arrived:6.1f} after the bytes",
        flush=True,
    )


if __name__ == "__main__":
    main()
