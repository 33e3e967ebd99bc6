"""What is written of what came in is inert: from the command line to the built site."""

import contextlib
import io
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html

from attacks import CARRIERS, WORDS
from batches import SITE, page, told
from builders import new_digest
from mujaz import cli, frontmatter, library
from mujaz.digest import Digest
from mujaz.models import Source
from mujaz.raw.markup import is_html
from parcels import zipped
from servers import Internet, Server, answer

CASES = [(carrier, number) for carrier in CARRIERS for number in range(len(WORDS))]
SOON = 40
"""Seconds that the worst that comes in may take, on a slow machine."""
LINKS = ("href", "src", "action", "formaction", "data", "poster", "background", "xlink:href")
UNSEEN = {"\u202e", "\u202c", "\u2066", "\u2028", "\u0085"}
"""RIGHT-TO-LEFT OVERRIDE, POP DIRECTIONAL FORMATTING, LEFT-TO-RIGHT ISOLATE, LINE SEPARATOR,
NEXT LINE."""
REFUSED = {
    "this is not a text",
    "there is no headline on this page",
    "the text does not say who published it",
}
"""A dump that holds a control, one that is taken for a page, rows whose source is but a tag."""


@dataclass(frozen=True, slots=True)
class Attacked:
    """A digest to which all attacks were added, with its site."""

    digest: Digest
    results: dict[str, dict]
    """By the name of what was added."""
    built: int
    checked: int

    def page(self, carrier: str, number: int) -> html.HtmlElement:
        """Return the page of one attack; skips the test of what became none."""
        result = self.results[f"{carrier}-{number}"]
        if result["outcome"] == "refused":
            pytest.skip(result["problem"])
        path = Path(result["path"].rpartition("/articles/")[2]).with_suffix("")
        return html.parse(self.digest.site / path / "index.html").getroot()

    def pages(self) -> Iterator[html.HtmlElement]:
        return (html.parse(path).getroot() for path in self.digest.site.rglob("*.html"))


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    folder = tmp_path_factory.mktemp("attacked")
    digest = new_digest(folder / "digest")
    source = Source(id="alrasif", name="صحيفة الرصيف", url=f"{SITE}/")
    library.add_source(digest.content, source)
    (came_in := folder / "in").mkdir()
    for index, (carrier, number) in enumerate(CASES):
        data = CARRIERS[carrier](1000 + 50 * index, WORDS[number])
        (came_in / f"{carrier}-{number}").write_bytes(data)
    results = _ran(digest, "add", "--json", "--workers", "1", "--report", folder / "r", came_in)
    return Attacked(
        digest,
        {Path(line["name"]).name.partition("#")[0].partition(":")[0]: line for line in results},
        checked=cli.main(["--digest", str(digest.root), "check", "--errors"], {}),
        built=cli.main(["--digest", str(digest.root), "build"], {}),
    )


def _ran(digest: Digest, *words: object) -> list[dict]:
    """Run a command in this process, and return the lines of JSON that it said but the last."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out):
        cli.main(["--digest", str(digest.root), *map(str, words)], {"LANG": "en_GB.UTF-8"})
    out.flush()
    return [json.loads(line) for line in out.buffer.getvalue().decode().splitlines()[:-1]]


def bare(text: str) -> str:
    """Return the signs of a text: how it is broken is the theme's."""
    return "".join(text.split())


def live(root: html.HtmlElement) -> Iterator[str]:
    """Yield what on a page would act, or lead elsewhere than to the web."""
    for element in root.iter(html.etree.Element):
        told_of_it = f"<{element.tag} {dict(element.attrib)}> {(element.text or '')[:200]}"
        acts = element.tag in {"script", "style", "iframe", "object", "embed", "svg", "math"}
        data = element.get("type") in {"application/json", "application/ld+json"}
        if acts and not data and "pwn" in told_of_it + (element.text or ""):
            yield told_of_it
        for name, value in element.attrib.items():
            if name.startswith("on") or (name in LINKS and not is_harmless(element, value)):
                yield told_of_it


def is_harmless(element: html.HtmlElement, address: str) -> bool:
    """Whether an address leads to the web if followed, and nothing of evil is fetched unasked."""
    parts = urlsplit(address.strip())
    fetched = element.tag not in {"a", "link"} or element.get("rel") in {"stylesheet", "icon"}
    return parts.scheme in {"", "http", "https", "mailto"} and not (
        fetched and "evil" in (parts.hostname or "")
    )


def test_all_of_it_is_added_checked_and_built(attacked: Attacked) -> None:
    assert (attacked.checked, attacked.built) == (0, 0)
    assert len(attacked.results) == len(CASES)
    refused = [line for line in attacked.results.values() if line["outcome"] == "refused"]
    assert {line["problem"] for line in refused} <= REFUSED
    assert len(refused) <= 8
    assert library.load(attacked.digest.content).complaints == ()


def test_nothing_is_live_on_any_page(attacked: Attacked) -> None:
    found = {line for root in attacked.pages() for line in live(root)}
    assert found == set()


@pytest.mark.parametrize("carrier", CARRIERS)
def test_it_reads_as_it_read(attacked: Attacked, carrier: str) -> None:
    for number, words in enumerate(WORDS):
        with contextlib.suppress(pytest.skip.Exception):
            shown = bare(attacked.page(carrier, number).find(".//article").text_content())
            index = CASES.index((carrier, number))
            assert bare(told(1000 + 50 * index)[0][:30]) in shown
            assert "49pwn" not in shown
            assert "site_name" not in shown
            seen = "".join(letter for letter in words if letter not in UNSEEN)
            if carrier != "page" and "\n" not in words and seen == words:
                assert bare(words) in shown or (carrier == "row" and is_html(words))


def test_no_page_has_a_box_a_tab_or_a_note_of_theirs(attacked: Attacked) -> None:
    kinds = ("admonition", "tabbed-set", "footnote", "arithmatex", "critic", "evil")
    for root in attacked.pages():
        for kind in kinds:
            assert root.find_class(kind) == []
        assert root.findall(".//abbr") == []
        assert root.findall(".//mark") == []


def test_what_is_written_is_markdown_of_one_head(attacked: Attacked) -> None:
    files = list((attacked.digest.content / "articles").rglob("*.md"))
    added = [line for line in attacked.results.values() if line["outcome"] == "added"]
    assert len(files) == len(added)
    for path in files:
        text = path.read_text("utf-8")
        front = frontmatter.parse(frontmatter.split(text)).values
        assert set(front) <= set(library.FrontMatter.model_fields)
        assert not UNSEEN & set(text)
        assert "<script" not in frontmatter.split(text).body


def test_nothing_is_written_beside_the_library(attacked: Attacked) -> None:
    names = {path.name for path in attacked.digest.root.iterdir()}
    assert names <= {
        "content",
        "mkdocs.yml",
        "site",
        ".cache",
        ".gitattributes",
        ".gitignore",
        ".github",
        ".vscode",
        "README.md",
    }
    kinds = {
        path.suffix for path in (attacked.digest.content / "articles").rglob("*") if path.is_file()
    }
    assert kinds == {".md"}


LONG = "س" * (5 * 2**20) + " " + "<" * 1000
LINES = {
    "dump": f"صحيفة الرصيف\n\nعنوان الخبر\n\n{LONG}".encode(),
    "words": ("صحيفة الرصيف\n\nعنوان الخبر\n\n" + "قال المجلس " * 2**16).encode(),
    "page": page("عنوان الخبر", "قال المجلس " * 2**16 + "."),
    "page-of-one-word": page("عنوان الخبر", "س" * 2**20),
    "tags": page("عنوان", "<b>" * 2**20),
    "attributes": page("عنوان", f"<a {'x=1 ' * 2**20}>"),
    "title": page("عنوان " * 2**15),
    "brackets": b"[" * 10 * 2**20,
    "braces": b'{"a":' * 2**20,
    "angles": b"<" * 10 * 2**20,
    "row": json.dumps({"title": "س" * 5 * 2**20, "text": "قال " * 2**18, "source": "س"}).encode(),
    "feed": f"<rss><channel><item><title>{'س' * 5 * 2**20}</title></item></channel></rss>".encode(),
    "subject": b"From: a@b.example\nSubject: " + b"=?utf-8?q?a?= " * 2**16 + b"\nTo: x\n\nx",
    "carriage-returns": b"x\r" * 2**18,
    "zip": zipped({"x" * 60_000: b"x"}),
}


@pytest.mark.parametrize("case", LINES)
def test_a_line_without_end_is_read_or_refused_before_long(
    digest: Digest, mujaz, tmp_path: Path, case: str
) -> None:
    path = tmp_path / case
    path.write_bytes(LINES[case])
    began = time.monotonic()
    ran = mujaz("--digest", digest.root, "add", "--workers", 1, "--source", "الرصيف", path)
    assert time.monotonic() - began < SOON
    assert "Traceback" not in ran.err
    assert all(len(line) < 6000 for line in ran.err.splitlines())
    assert ran.status == (0 if library.load(digest.content).library.articles else 1)
    assert library.load(digest.content).complaints == ()


@pytest.mark.parametrize(
    "location",
    [
        "javascript:pwn()",
        "data:text/html,pwn",
        "file:///etc/passwd",
        "//10.0.0.1/",
        "http://[::1]/",
    ],
)
def test_a_page_that_leads_astray_is_refused(
    digest: Digest, server: Server, online: Internet, mujaz, location: str
) -> None:
    del online
    server.answers["/1"] = answer(status="302 Found", Location=location)
    ran = mujaz("--digest", digest.root, "add", "--workers", 1, f"{SITE}/1")
    assert (ran.status, server.paths) == (1, ["/1"])
    assert library.load(digest.content).library.articles == ()


@pytest.mark.parametrize(
    "link", ["http://[", "javascript:pwn()", "data:text/html,pwn", "https://", "//x", "https://a b"]
)
def test_a_link_that_a_person_gives_and_that_is_none_is_told(
    digest: Digest, mujaz, tmp_path: Path, link: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n\n".join(["صحيفة الرصيف", "عنوان الخبر", *told(1)]), "utf-8")
    ran = mujaz("--digest", digest.root, "add", "--workers", 1, "--link", link, path)
    assert ran.status == 1
    assert "is not a link" in ran.err


@pytest.mark.parametrize("sign", ["|", "{{ 7*7 }}", "^", "`", "\\", "%", "é", '"', "<b>", " "])
def test_a_sign_that_no_link_bears_is_encoded(
    digest: Digest, mujaz, tmp_path: Path, sign: str
) -> None:
    path = tmp_path / "a.html"
    head = f"<link rel='canonical' href='{SITE}/a{sign}b'>"
    path.write_bytes(page("عنوان الخبر", *told(1), head=head))
    ran = mujaz("--digest", digest.root, "add", "--workers", 1, "--source", "الرصيف", path)
    assert ran.status == 0
    (article,) = library.load(digest.content).library.articles
    assert article.front.link is None or urlsplit(article.front.link).hostname == "rasif.example"
