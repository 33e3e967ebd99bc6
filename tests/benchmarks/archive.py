"""What an archive costs: time and memory of builds, beside Hugo and Pagefind in the same run.

    python tests/benchmarks/archive.py N… [--hugo PATH] [--pagefind PATH] [--into FOLDER]

For each number N of articles it invents a library, then measures: Hugo with a theme of a few lines
and no search, Pagefind on what Hugo made (both where they are installed: they are found on PATH,
or named), and Mujaz: everything for the first time, one article edited, nothing changed, a fresh
clone with the cache of the one before, an edit until its new page is served by `mujaz serve`, and
four parts made apart and joined: each part is a machine's, so the longest of them and the join are
what a person waits for.

Memory is that of all processes together at its highest: the sum of their proportional shares, as
the kernel counts them, looked at twenty times a second. `--into` writes the figures as JSON, with
a plot of them against N in English and in Arabic. It needs Linux.
"""

import argparse
import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from http.client import HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parent))

import invented
import plot
from watched import Cost, measured, share

PARTS = 4
MUJAZ = (sys.executable, "-c", "from mujaz.cli import run; run()")
HEARING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
CONFIG = """
site_name: موجز القياس
site_url: https://digest.example/
docs_dir: content
theme:
  name: material
  language: ar
plugins:
- mujaz
"""
HUGO = {
    "hugo.toml": 'baseURL = "https://digest.example/"\ntitle = "القياس"\nlanguageCode = "ar"\n'
    "[pagination]\npagerSize = 20\n[taxonomies]\ntag = 'tags'\nsource = 'source'\n",
    "layouts/_default/baseof.html": '<!doctype html><html lang="ar" dir="rtl"><head>'
    "<meta charset=utf-8><title>{{ .Title }}</title></head>"
    '<body><main data-pagefind-body>{{ block "main" . }}{{ end }}</main></body></html>',
    "layouts/_default/single.html": '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}'
    '{{ range .GetTerms "tags" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}',
    "layouts/_default/list.html": '{{ define "main" }}<h1>{{ .Title }}</h1>'
    '{{ range .Paginator.Pages }}<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>'
    "<p>{{ .Params.summary }}</p>{{ end }}"
    '{{ template "_internal/pagination.html" . }}{{ end }}',
}
PATIENCE = 600


def peers(count: int, content: Path, folder: Path, hugo: str, pagefind: str) -> Iterator[Cost]:
    """Measure Hugo, and Pagefind on what it made."""
    for name, text in HUGO.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (folder / "content").symlink_to(content, target_is_directory=True)
    yield measured("hugo", count, folder, hugo, "--quiet")
    if pagefind:
        yield measured("pagefind", count, folder, *pagefind.split(), "--site", "public")


def ours(count: int, root: Path) -> Iterator[Cost]:
    """Measure the builds of Mujaz."""
    (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
    yield measured("mujaz cold", count, root, *MUJAZ, "build")
    newest = max((root / "content" / "articles").rglob("*.md"))
    with newest.open("a", encoding="utf-8") as file:
        file.write("\nفقرة مضافة للقياس.\n")
    yield measured("mujaz one edit", count, root, *MUJAZ, "build")
    yield measured("mujaz nothing", count, root, *MUJAZ, "build")
    clone = root.with_name("clone")
    for name in ("content", ".cache"):  # without their times, as git and a restored cache give them
        shutil.copytree(root / name, clone / name, copy_function=shutil.copyfile)
    shutil.copyfile(root / "mkdocs.yml", clone / "mkdocs.yml")
    yield measured("mujaz fresh clone", count, clone, *MUJAZ, "build")
    shutil.rmtree(clone)
    yield served(count, root, newest)
    yield from parts(count, root)


def parts(count: int, root: Path) -> Iterator[Cost]:
    """Measure a site made in parts: the part that took the most of processors, and the join."""
    names = [f"part-{number}" for number in range(1, PARTS + 1)]
    costs = [
        measured(
            "mujaz longest part",
            count,
            root,
            *(*MUJAZ, "build", "--shard", f"{number}/{PARTS}", "--cache", name),
        )
        for number, name in enumerate(names, 1)
    ]
    yield max(costs, key=lambda cost: cost.cpu)
    shutil.rmtree(root / "site")
    yield measured("mujaz join", count, root, *MUJAZ, "join", *names, "--cache", "joined")


def served(count: int, root: Path, path: Path) -> Cost:
    """Measure how long it takes from a saved edit until the new page has been read."""
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    code = f"{HEARING}\n{MUJAZ[2]}"
    command = (sys.executable, "-c", code, "serve", "--address", f"127.0.0.1:{port}")
    with subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE) as process:
        assert process.stderr
        process.stderr.readline()
        try:
            return _edited(count, process.pid, f"http://127.0.0.1:{port}", root / "content", path)
        finally:
            process.send_signal(signal.SIGINT)
            process.stderr.read()


def _edited(count: int, process: int, host: str, content: Path, path: Path) -> Cost:
    """Listen for news of a page as a browser does, save an edit, and read the page again."""
    address = f"{host}/{path.relative_to(content / 'articles').with_suffix('')}/"
    costs: list[Cost] = []
    for word in ("أولى", "ثانية", "ثالثة"):
        found = re.search(r'data-news="(.*?)" data-file="(.*?)" data-key="(.*?)"', _read(address))
        assert found
        news = f"{host}{found[1]}?{urlencode({'file': found[2], 'key': found[3]})}"
        with _opened(news) as stream:
            assert b"right" in stream.readline()
            began, used = time.perf_counter(), _used(process)
            with path.open("a", encoding="utf-8") as file:
                file.write(f"\nفقرة {word}.\n")
            while b"reload" not in stream.readline():
                pass
            assert f"فقرة {word}." in _read(address)
            seconds, cpu = time.perf_counter() - began, _used(process) - used
        size = share(process)
        costs.append(
            Cost(what="mujaz serve", articles=count, seconds=seconds, cpu=cpu, megabytes=size)
        )
    return min(costs, key=lambda cost: cost.seconds)


def _read(address: str) -> str:
    with _opened(address) as answer:
        return answer.read().decode()


def _opened(address: str) -> HTTPResponse:
    found = urllib.request.urlopen(address, timeout=PATIENCE)  # noqa: S310  our own server
    assert isinstance(found, HTTPResponse)
    return found


def _used(process: int) -> float:
    times = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")


def ratios(costs: Sequence[Cost]) -> Iterator[str]:
    """Say what each took for what its peers took, in this run: on the clock, and of processors."""
    took = {cost.what: cost for cost in costs}
    search = ("hugo", "pagefind") if "pagefind" in took else ("hugo",)
    for what, beside in (
        ("mujaz cold", search),
        ("mujaz one edit", ("hugo",)),
        ("mujaz nothing", ("hugo",)),
        ("mujaz fresh clone", ("mujaz one edit",)),
    ):
        if known := [took[peer] for peer in beside if peer in took]:
            clock = took[what].seconds / sum(cost.seconds for cost in known)
            cpu = took[what].cpu / sum(cost.cpu for cost in known)
            yield f"{'':9}{what} / {' + '.join(beside)}: {clock:.2f} ({cpu:.2f})"
    apart, whole = (took["mujaz longest part"], took["mujaz join"]), took["mujaz cold"]
    clock = sum(cost.seconds for cost in apart) / whole.seconds
    cpu = sum(cost.cpu for cost in apart) / whole.cpu
    yield f"{'':9}mujaz longest part + join / mujaz cold: {clock:.2f} ({cpu:.2f})"


def run(count: int, hugo: str, pagefind: str) -> list[Cost]:
    """Measure an archive of so many articles, and tell of it."""
    costs: list[Cost] = []
    with tempfile.TemporaryDirectory(prefix="mujaz-") as work:
        folder = Path(work)
        invented.library(folder / "digest" / "content", count)
        if hugo:
            # It stays till the end: ext4 takes long over new files where many have just gone.
            costs += peers(count, folder / "digest" / "content", folder / "hugo", hugo, pagefind)
        costs += ours(count, folder / "digest")
    for line in (*(cost.told() for cost in costs), *ratios(costs)):
        print(line, flush=True)
    return costs


def main(arguments: Sequence[str]) -> None:
    """Measure archives of the sizes that are asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("counts", nargs="+", type=int)
    parser.add_argument("--hugo", default=shutil.which("hugo") or "")
    parser.add_argument("--pagefind", default=shutil.which("pagefind") or "")
    parser.add_argument("--into", type=Path)
    options = parser.parse_args(arguments)
    costs = [
        cost for count in options.counts for cost in run(count, options.hugo, options.pagefind)
    ]
    if options.into:
        rows = [asdict(cost) for cost in costs]
        (options.into / "archive.json").write_text(json.dumps(rows, indent=1) + "\n", "utf-8")
        plot.written(options.into, rows)


if __name__ == "__main__":
    main(sys.argv[1:])
