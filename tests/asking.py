"""The script of the search, asked from Python: in Node, which reads the index from the disk."""

import json
import shutil
import subprocess
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from builders import ROOT
from mujaz import library, sealed, search
from mujaz.models import Article, Card, Library
from mujaz.search import Files

SCRIPT = ROOT / "templates" / "theme" / "assets" / "mujaz" / "search.js"
ASK = ROOT / "tests" / "tools" / "ask.mjs"
VERSION = "of the tests"


def asked(
    calls: list[list[object]], site: Path | None = None, script: Path = SCRIPT
) -> list[dict[str, Any]]:
    """Return what a script answers to some calls; `site` is where the index was written."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no Node here; the browser tests try the script too")
    index = f"{(site / search.FOLDER).as_uri()}/" if site else None
    given = json.dumps({"script": str(script), "index": index, "calls": calls})
    done = subprocess.run([node, ASK], input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def values(calls: list[list[object]], site: Path | None = None, script: Path = SCRIPT) -> list[Any]:
    return [answer["value"] for answer in asked(calls, site, script)]


def carded(content: Path, whole: Library[Article]) -> Library[Card]:
    """Return the cards of a library whose articles lie in a content/."""
    cards = (
        Card(
            path=a.path,
            front=a.front,
            minutes=1,
            digest=sealed.digest(library.data(content, a.path)),
        )
        for a in whole.articles
    )
    return Library(articles=tuple(cards), sources=whole.sources, vocabulary=whole.vocabulary)


def written(found: Files, site: Path) -> Path:
    """Write the files of an index into a site, and return that."""
    for path, data in found.contents(found.keys):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    return site


def index_of(content: Path, folder: Path) -> Path:
    """Return a site that holds the index of a content/."""
    shelf = carded(content, library.load(content).library)
    return written(search.refreshed(content, shelf, folder / "s.db", version=VERSION), folder)


def stem(result: dict[str, Any]) -> str:
    """Return the short name of the article that a result leads to."""
    return PurePosixPath(result["url"]).name
