"""The form at admin/: Sveltia CMS as npm has it, with its test back end, in Chromium."""

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route

from builders import ROOT, article, bind, built, edition, put
from mujaz import digest as digests
from mujaz import scaffold

pytestmark = pytest.mark.browser
PACKAGES = ROOT / ".venv" / "npm"
"""Where tests/tools/browser.sh puts the packages."""
ADDRESS = re.compile(
    r"https://(?:cdn\.jsdelivr\.net/npm|unpkg\.com)/((?:@[\w-]+/)?[\w-]+)(?:@[\d.]+)?/(.*)"
)
SCRIPT = re.compile(r'<script src="(https:[^"]+)" integrity="sha384-([^"]+)"')
PUT = """async ([path, text]) => {
  let place = await navigator.storage.getDirectory();
  const names = ["sveltia-cms-test", ...path.split("/")], last = names.pop();
  for (const name of names) place = await place.getDirectoryHandle(name, { create: true });
  const file = await (await place.getFileHandle(last, { create: true })).createWritable();
  await file.write(text);
  await file.close();
}"""
GET = """async (path) => {
  let place = await navigator.storage.getDirectory();
  const names = ["sveltia-cms-test", ...path.split("/")], last = names.pop();
  for (const name of names) place = await place.getDirectoryHandle(name);
  return (await (await place.getFileHandle(last)).getFile()).text();
}"""
SAVED = f"""async ([path, text]) => {{
  try {{ return (await ({GET})(path)).includes(text); }}
  catch (error) {{
    if (error.name === "NotReadableError") return false; // just being written: look again
    throw error;
  }}
}}"""
A, W48 = "content/articles/2026/07/alrasif-000001.md", "content/editions/2026-w48.md"
HEAD = """\
---
# سألنا الناشر
title: "«خبر»: العنوان"    # كما في الصحيفة
date: 2026-07
source: alrasif
added: 2026-07-03
tags: [السوق, 'الميناء']
summary: كلام الآلة.
رأي: مفتاح لا نعرفه
generated:
  date: 48ae1c82 (json-ld)
---

نص *أول*  مسافتان.


<!-- تعليق -->
نص ثان.
"""


def packaged(url: str) -> Path | None:
    """Return the file of a package that an address of a network of packages names."""
    found = ADDRESS.fullmatch(url)
    return PACKAGES / found[1] / found[2] if found else None


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A digest with the form, which edits the files of the browser's own disk."""
    root = tmp_path_factory.mktemp("cms") / "digest"
    scaffold.init(root, name="موجز التجربة", url="https://digest.example/", cms="hayy/digest")
    made = digests.find(root)
    put(made.content, article())
    bind(made.content, edition("2026/07/alrasif-000001"))
    config = made.content / "admin" / "config.yml"
    settings = yaml.safe_load(config.read_text("utf-8"))
    settings["backend"] = {"name": "test-repo"}
    config.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    return built(made, strict=True).site


@pytest.fixture
def desk(browser: Browser, serve: Callable[..., str], site: Path) -> Iterator[Page]:
    """The form, opened where an article and an edition lie."""
    if not PACKAGES.is_dir():
        pytest.skip("no package of npm is there: run make browser where npm is")
    page = browser.new_page(locale="ar")
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.route(re.compile("^https:"), _answer)
    page.goto(f"{serve(site)}admin/")
    for path, text in ((A, HEAD), (W48, (site.parent / W48).read_text("utf-8"))):
        page.evaluate(PUT, [path, text])
    page.reload()
    page.get_by_role("button").first.click()
    page.get_by_text("المقالات").first.wait_for()
    yield page
    page.close()
    assert wrong == []


def _answer(route: Route) -> None:
    file = packaged(route.request.url)
    if file and file.is_file():
        route.fulfill(path=file, headers={"Access-Control-Allow-Origin": "*"})
    else:
        route.abort()


def saved(desk: Page, where: str, path: str, key: str, text: str) -> str:
    """Fill one field in, save, and return the file."""
    desk.evaluate("address => { location.hash = address }", f"#/collections/{where}")
    field = desk.locator(f"[data-key-path='{key}']").locator("input, textarea").first
    field.fill(text)
    desk.get_by_role("button", name="حفظ").first.click()
    desk.wait_for_function(SAVED, arg=[path, text])
    return desk.evaluate(GET, path)


def test_a_summary_is_edited_and_every_other_byte_stays(desk: Page) -> None:
    assert desk.evaluate("document.documentElement.dir") == "rtl"
    text = "كلام هند: «جديد»."
    file = saved(desk, "articles/entries/2026/07/alrasif-000001", A, "summary", text)
    assert file == HEAD.replace("summary: كلام الآلة.", f"summary: '{text}'")


def test_a_key_that_was_not_there_takes_its_place(desk: Page) -> None:
    file = saved(desk, "articles/entries/2026/07/alrasif-000001", A, "kicker", "تمهيد")
    assert file == HEAD.replace("date: 2026-07\n", "kicker: تمهيد\ndate: 2026-07\n", 1)


def test_an_edition_keeps_its_articles(desk: Page, site: Path) -> None:
    before = (site.parent / W48).read_text("utf-8")
    file = saved(desk, "editions/entries/2026-w48", W48, "title", "أسبوع هادئ")
    wanted = before.replace("title: أخبار الأسبوع", "title: أسبوع هادئ")
    assert file == wanted.rstrip("\n") + "\n"  # the program ends every file with one


def test_what_is_loaded_is_what_was_looked_at(site: Path) -> None:
    if not PACKAGES.is_dir():
        pytest.skip("no package of npm is there: run make browser where npm is")
    scripts = SCRIPT.findall((site / "admin" / "index.html").read_text("utf-8"))
    assert len(scripts) == 2
    for address, expected in scripts:
        file = packaged(address)
        digest = hashlib.sha384(file.read_bytes()).digest()
        assert base64.b64encode(digest).decode() == expected


def test_readers_and_search_engines_are_not_led_to_the_form(site: Path) -> None:
    page = (site / "admin" / "index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in page
    others = [file for file in site.rglob("*.html") if file.parent.name != "admin"]
    assert not [file for file in others if 'href="admin/' in file.read_text("utf-8")]
    assert "admin" not in (site / "sitemap.xml").read_text("utf-8")
