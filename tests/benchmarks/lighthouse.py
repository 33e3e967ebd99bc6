"""What Lighthouse says of the site on a telephone, and how much a reader loads.

    npm install --prefix FOLDER lighthouse
    python tests/benchmarks/lighthouse.py FOLDER/node_modules/.bin/lighthouse

It builds the site of the browser's tests, serves it on loopback as a static host would (deflated,
and kept by the browser for ten minutes), and prints, for each page, the four scores of Lighthouse's
mobile preset, the bytes of a first visit, and what Lighthouse would mend. It ends with status 1
where a score is below the least of which the documentation speaks.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from browser.newsstand import BASE, KINDS, Host, overlay
from builders import built, sampled

PAGES = ("home", "article", "tag", "search")
LEAST = 95
CHROME = "--chrome-flags=--headless=new --no-sandbox"


@contextmanager
def served() -> Iterator[str]:
    """Build the site of the browser's tests, and serve it; yields the address of its front page."""
    with tempfile.TemporaryDirectory(prefix="mujaz-") as folder:
        made = overlay(sampled(Path(folder, "sample")), Path(folder, "digest"))
        built(made)
        root = Path(folder, "www")
        root.mkdir()
        (root / BASE.strip("/")).symlink_to(made.site, target_is_directory=True)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(root)))
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{BASE}"
        server.shutdown()
        server.server_close()


def report(lighthouse: str, address: str) -> Mapping[str, Any]:
    """Return what Lighthouse reports of one address."""
    command = [lighthouse, address, "--output=json", "--quiet", CHROME]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    told: Mapping[str, Any] = json.loads(ran.stdout)
    return told


def lines(kind: str, told: Mapping[str, Any]) -> Iterator[str]:
    """Yield what to tell of one report."""
    scores = " ".join(f"{one['title']} {score(one)}" for one in told["categories"].values())
    loaded = told["audits"]["total-byte-weight"]["numericValue"]
    yield f"{kind}: {scores}; {loaded / 1000:.0f} KB"
    for audit in told["audits"].values():
        if audit["score"] is not None and audit["score"] < 1:
            yield f"    {audit['id']}: {audit.get('displayValue', '')} {audit['title']}"


def score(category: Mapping[str, Any]) -> int:
    """Return the score of one category, of 100."""
    return round(100 * category["score"])


def main(lighthouse: str) -> int:
    """Print what Lighthouse says of each page; return the exit status."""
    lowest = 100
    with served() as home:
        for kind in PAGES:
            told = report(lighthouse, home + KINDS[kind])
            print(*lines(kind, told), sep="\n", flush=True)
            lowest = min(lowest, *map(score, told["categories"].values()))
    return int(lowest < LEAST)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
