"""What a build does to the published site: all of it, or nothing."""

import gzip
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

import builders
from builders import PARAGRAPH, Ran, article, new_digest, put
from links import Site
from mujaz import digest, library, search
from mujaz.digest import Digest
from mujaz.errors import BuildError, DigestError, WriteError
from mujaz.mirror import Published
from mujaz.models import Source
from mujaz.phrases import Phrases

Command = Callable[..., Ran]
ARABIC = Phrases.of("ar")
MUJAZ = (sys.executable, "-c", "from mujaz.cli import run; run()")
# A shell that starts the tests in its background makes them deaf to an interrupt.
HEARING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def times(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def set_in(made: Digest, old: str, new: str) -> Digest:
    """Change what mkdocs.yml says; return the digest as it is then."""
    text = made.config.read_text("utf-8")
    assert old in text
    made.config.write_text(text.replace(old, new), "utf-8")
    return digest.find(made.root)


def copied(made: Digest, folder: Path, *, backwards: bool = False) -> Digest:
    """Copy what an editor has of a digest, its files made in one order or the other."""
    names = sorted(tree(made.content), reverse=backwards)
    for source in (made.config, *(made.content / name for name in names)):
        target = folder / source.relative_to(made.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    return digest.find(folder)


def ran(folder: Path, *command: str, **environ: str) -> subprocess.CompletedProcess[str]:
    ours = {key: os.environ[key] for key in ("PATH", "PYTHONPATH") if key in os.environ}
    env = {**ours, "HOME": str(folder), **environ}
    return subprocess.run(
        command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False
    )


def page(made: Digest, address: str = "") -> str:
    return (made.site / address / "index.html").read_text("utf-8")


@pytest.fixture(scope="session")
def published(sample_digest: Digest, tmp_path_factory: pytest.TempPathFactory) -> Digest:
    """The sample digest, built; tests only read it."""
    made = copied(sample_digest, tmp_path_factory.mktemp("published") / "digest")
    builders.built(made)
    return made


@pytest.fixture(scope="session")
def site(published: Digest) -> Site:
    return Site(published.site)


@pytest.fixture
def built(digest: Digest) -> Digest:
    """A digest of two articles, built."""
    put(digest.content, article(date="2026-07-05"))
    put(digest.content, article("articles/2026/08/alrasif-000002.md", title="خبر ثانٍ", date="2026"))
    builders.built(digest)
    return digest


def test_every_link_and_asset_of_the_sample_is_there(site: Site) -> None:
    assert len(site.links) > 1000
    assert site.broken() == []


def test_no_page_loads_anything_from_another_host(site: Site) -> None:
    assert site.foreign() == []


IMPORTED = re.compile(r'(?:from |import\()"\./([\w-]+\.js)"')


def test_every_asset_is_needed_or_a_licence(site: Site) -> None:
    assets = {name for name in site.files if name.startswith("assets/")}
    scripts = [site.folder / name for name in assets if name.endswith(".js")]
    imports = {name for file in scripts for name in IMPORTED.findall(file.read_text("utf-8"))}
    by_import = {f"assets/mujaz/{name}" for name in imports}
    idle = {name for name in assets - site.needed() if not name.endswith("-OFL.txt")} - by_import
    assert "assets/mujaz/mujaz.css" in assets
    assert idle == set()


def test_every_page_can_be_reached(site: Site) -> None:
    pages = {name for name in site.files if name.endswith(".html")}
    assert pages - site.needed() - {"404.html"} == set()


def test_the_site_is_small_and_has_no_index_but_ours(site: Site) -> None:
    assert sum((site.folder / name).stat().st_size for name in site.files) < 3_000_000
    found = {name for name in site.files if re.search("search|lunr", name)}
    shards, texts = r"[wgsf][\d.a-f]*-[a-z2-7]{7}", r"t\d+-[a-z2-7]{7}/\d+"
    page = r"search/index\.html|assets/mujaz/search(-\w+)?\.js"
    ours = re.compile(rf"search/(index|{shards}|{texts})\.bin|{page}")
    assert [name for name in found if not ours.fullmatch(name)] == []
    assert search.MANIFEST in found


def test_the_link_checker_sees_what_is_broken(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text(
        '<p id="here"></p><a href="#here">1</a><a href="#nowhere">2</a><a href="../">3</a>'
        '<a href="../b/">4</a><a href="..">5</a><img src="picture.png" srcset="two.png 2x">'
        '<a href="https://elsewhere.example/">6</a><script src="//cdn.example/x.js"></script>'
        '<link rel="canonical" href="https://elsewhere.example/"><img src="data:,">'
        '<meta http-equiv="refresh" content="0; url=../gone/"><a href="/other/">7</a>',
        "utf-8",
    )
    (tmp_path / "index.html").write_text("<p style='background: url(no.png)'></p>", "utf-8")
    (tmp_path / "404.html").write_text('<a href="a/">1</a><a href="/d/a/">2</a>', "utf-8")
    (tmp_path / "style.css").write_text('@import "b.css"; a {src: url("c.woff2")}', "utf-8")
    checked = Site(tmp_path, url="https://digest.example/d/")
    assert {(link.page, link.to) for link in checked.broken()} == {
        ("404.html", "a/"),
        *(("a/index.html", to) for to in ("#nowhere", "../b/", "picture.png", "two.png")),
        *(("a/index.html", to) for to in ("../gone/", "/other/")),
        ("index.html", "no.png"),
        *(("style.css", to) for to in ("b.css", "c.woff2")),
    }
    assert [link.to for link in checked.foreign()] == ["//cdn.example/x.js"]


def test_a_site_is_the_same_byte_for_byte_wherever_it_is_built(
    published: Digest, tmp_path: Path
) -> None:
    again = copied(published, tmp_path / "elsewhere", backwards=True)
    done = ran(
        again.root,
        *MUJAZ,
        "build",
        TZ="Pacific/Kiritimati",
        LANG="en_US.UTF-8",
        LC_ALL="C",
        PYTHONHASHSEED="4711",
        SOURCE_DATE_EPOCH="1",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert tree(again.site) == tree(published.site)


def test_mkdocs_alone_builds_the_same_site(published: Digest, tmp_path: Path) -> None:
    again = copied(published, tmp_path / "elsewhere")
    done = ran(again.root, sys.executable, "-m", "mkdocs", "build", "--strict", "-q")
    assert done.returncode == 0, done.stderr
    assert tree(again.site) == tree(published.site)


def test_a_second_build_writes_nothing(built: Digest) -> None:
    before = times(built.site)
    again = builders.built(built)
    assert again.published == Published(written=0, unchanged=len(before), removed=0)
    assert times(built.site) == before


def test_a_correction_writes_only_the_pages_it_changes(built: Digest) -> None:
    before = times(built.site)
    put(built.content, article(date="2026-07-05", body=PARAGRAPH.replace("القديم", "العتيق")))
    again = builders.built(built)
    new = (Path(name) for name, when in times(built.site).items() if before.get(name) != when)
    changed = {path.relative_to(built.site).as_posix() for path in new}
    found = {name for name in changed if name.startswith("search/")}
    assert search.MANIFEST in found
    # The feed of a source has no bodies, and comes out as it was.
    assert changed - found == {"2026/07/alrasif-000001/index.html", "feed.json", "feed.xml"}
    assert again.published.written == len(changed)
    assert "العتيق" in page(built, "2026/07/alrasif-000001")


def test_what_no_longer_belongs_goes_and_what_is_hidden_stays(built: Digest) -> None:
    (built.site / ".nojekyll").touch()
    (built.site / ".git" / "refs").mkdir(parents=True)
    (built.site / ".git" / "HEAD").write_text("ref: refs/heads/main\n", "utf-8")
    (built.site / "old" / "deep").mkdir(parents=True)
    (built.site / "old" / "deep" / "index.html").touch()
    (built.content / "articles/2026/07/alrasif-000001.md").unlink()
    again = builders.built(built)
    assert not (built.site / "2026" / "07").exists()
    assert not (built.site / "old").exists()
    assert (built.site / ".nojekyll").is_file()
    assert (built.site / ".git" / "refs").is_dir()
    assert (built.site / ".git" / "HEAD").is_file()
    assert again.published.removed >= 2


def test_a_file_and_a_folder_may_change_places(built: Digest) -> None:
    shutil.rmtree(built.site / "about")
    (built.site / "about").write_text("was a file", "utf-8")
    (built.site / "feed.xml").unlink()
    (built.site / "feed.xml" / "was").mkdir(parents=True)
    builders.built(built)
    assert (built.site / "about" / "index.html").is_file()
    assert (built.site / "feed.xml").is_file()


FAULTS: dict[str, Callable[[Digest], object]] = {
    "broken-article": lambda made: (made.content / "articles/2026/07/alrasif-000001.md").write_text(
        "---\ntitle: [\n---\n"
    ),
    "template-that-does-not-parse": lambda made: shell(made, "{{ nope"),
    "template-with-an-unknown-name": lambda made: shell(made, "\n{{ nope.nothing }}"),
    "page-in-another-encoding": lambda made: (made.content / "about.md").write_bytes(
        "عن الموجز".encode("cp1256")
    ),
    "unknown-plugin": lambda made: set_in(made, "  - mujaz:", "  - nonesuch\n  - mujaz:"),
    "unknown-locale": lambda made: set_in(made, "numerals: arab", "locale: klingon"),
    "unknown-numerals": lambda made: set_in(made, "numerals: arab", "numerals: roman"),
    "another-theme": lambda made: set_in(made, "name: material", "name: mkdocs"),
    "pages-of-nothing": lambda made: set_in(made, "numerals: arab", "per_page: 0"),
    "addresses-of-files": lambda made: set_in(
        made, "docs_dir: content", "docs_dir: content\nuse_directory_urls: false"
    ),
}
WORDS = {
    "broken-article": "content/articles/2026/07/alrasif-000001.md:",
    "template-that-does-not-parse": "overrides/main.html:1: unexpected end of template",
    "template-with-an-unknown-name": "overrides/main.html:2: 'nope' is undefined",
    "page-in-another-encoding": "about.md",
    "unknown-plugin": 'The "nonesuch" plugin is not installed',
    "unknown-locale": "mkdocs.yml: لا توجد لغة باسم «klingon»؛ ولإصلاحه: اكتب ar مثلاً",
    "unknown-numerals": "numerals",
    "another-theme": "اكتب theme: {name: material}، واحذف use_directory_urls",
    "pages-of-nothing": "mkdocs.yml: قيمة per_page هي 0؛ ولإصلاحه: اكتب عدد المقالات",
    "addresses-of-files": "اكتب theme: {name: material}، واحذف use_directory_urls",
}


def shell(made: Digest, text: str, *, name: str = "main.html") -> Digest:
    """Bring a template of the digest's own."""
    (made.root / "overrides").mkdir(exist_ok=True)
    (made.root / "overrides" / name).write_text(text, "utf-8")
    return set_in(made, "name: material", "name: material\n  custom_dir: overrides")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failed_build_leaves_everything_as_it_was(
    built: Digest, fault: str, mujaz: Command
) -> None:
    FAULTS[fault](built)
    before, when = tree(built.site), times(built.site)
    said = mujaz("--digest", built.root, "build")
    assert said.status == 1
    assert said.out == ""
    assert WORDS[fault] in said.err
    assert re.search(r"the published site is as it was|the published one is as it was", said.err)
    assert (tree(built.site), times(built.site)) == (before, when)


def test_mkdocs_alone_says_what_is_wrong_too(built: Digest) -> None:
    FAULTS["broken-article"](built)
    done = ran(built.root, sys.executable, "-m", "mkdocs", "build", "-q")
    assert WORDS["broken-article"] in done.stderr
    last = ARABIC.counted("%(n)s error in the content", "%(n)s errors in the content", 1)
    assert done.stderr.strip().endswith(last)


def test_a_first_build_that_fails_leaves_no_site(digest: Digest) -> None:
    shell(digest, "{{ nope")
    with pytest.raises(BuildError) as failed:
        builders.built(digest)
    assert str(failed.value.problem).startswith("the site was not built: ")
    assert str(failed.value.mend) == ("mend what is named there; the published site is as it was")
    assert not digest.site.exists()


def test_a_warning_is_told_and_stops_a_strict_build(digest: Digest, mujaz: Command) -> None:
    (digest.content / "about.md").write_text("# نحن\n\n[هنا](gone.md)\n", "utf-8")
    strict = mujaz("--digest", digest.root, "build", "--strict")
    assert strict.status == 1
    assert "gone.md" in strict.err
    assert not digest.site.exists()
    lenient = mujaz("--digest", digest.root, "build")
    assert lenient.status == 0
    assert "gone.md" in lenient.err
    assert digest.site.is_dir()


def test_another_search_beside_the_sites_own_is_said_to_be_idle(digest: Digest) -> None:
    done = builders.built(set_in(digest, "plugins:\n", "plugins:\n  - search\n"))
    assert len(done.warnings) == 1
    assert "search" in done.warnings[0]
    assert not [name for name in tree(done.site) if "lunr" in name or "worker" in name]


def test_without_an_address_there_is_no_feed_and_no_sitemap_and_it_is_said(digest: Digest) -> None:
    made = set_in(digest, "site_url: https://digest.example/\n", "")
    put(made.content, article())
    done = builders.built(made)
    assert done.warnings == (ARABIC.gettext("no feed is made: set site_url in mkdocs.yml"),)
    assert not [name for name in tree(made.site) if name.endswith((".xml", ".gz"))]
    assert "feed.xml" not in page(made)
    assert Site(made.site).broken() == []


def test_the_sitemap_has_what_is_published_and_no_hour_of_the_build(built: Digest) -> None:
    put(built.content, article("articles/2026/07/draft.md", status="draft"))
    put(built.content, article("articles/2026/07/dated.md", date="2026-07-05T10:15+03:00"))
    builders.built(built)
    sitemap = (built.site / "sitemap.xml").read_bytes()
    space = {"": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    urls = ET.fromstring(sitemap).findall("url", space)  # noqa: S314  our own
    found = {url.findtext("loc", "", space): url.findtext("lastmod", "", space) for url in urls}
    pages = {name for name in tree(built.site) if name.endswith("index.html")}
    pages.remove("search/index.html")  # it asks not to be listed
    address = "https://digest.example/"
    assert set(found) == {address + name.removesuffix("index.html") for name in pages}
    assert found[f"{address}2026/07/dated/"] == "2026-07-05"
    assert set(found.values()) == {"", "2026-07-05", "2026-01-01"}
    assert gzip.decompress((built.site / "sitemap.xml.gz").read_bytes()) == sitemap


def test_an_english_digest_is_english_and_left_to_right(digest: Digest) -> None:
    made = set_in(set_in(digest, "language: ar", "language: en"), "numerals: arab", "per_page: 5")
    put(made.content, article(date="2026-07-05"))
    builders.built(made)
    assert '<html lang="en" dir="ltr"' in page(made)
    assert "July" in page(made, "2026/07/alrasif-000001")
    assert "Archive" in page(made)


def test_a_digest_may_be_dark_always(built: Digest) -> None:
    assert "assets/mujaz/scheme.js" in page(built)
    set_in(built, "language: ar", "language: ar\n  palette:\n    scheme: slate")
    builders.built(built)
    assert 'data-md-color-scheme="slate"' in page(built)
    assert "assets/mujaz/scheme.js" not in page(built)


def test_a_digest_is_arabic_and_right_to_left(built: Digest) -> None:
    assert '<html lang="ar" dir="rtl"' in page(built)


@pytest.mark.parametrize(
    ("rights", "first", "second"),
    [("full", True, True), ("excerpt", True, False), ("link", False, False)],
)
def test_rights_say_what_of_the_body_is_published(
    digest: Digest,
    rights: str,
    first: bool,  # noqa: FBT001
    second: bool,  # noqa: FBT001
) -> None:
    library.add_source(digest.content, Source(id="alrasif", name="الرصيف", rights=rights))
    put(digest.content, article(body="الفقرة الأولى.\n\nالفقرة الثانية.\n", date="2026-07-05"))
    builders.built(digest)
    site = b"".join(tree(digest.site).values())
    assert ("الفقرة الأولى".encode() in site) is first
    assert ("الفقرة الثانية".encode() in site) is second


def test_what_is_published_is_what_is_not_a_draft(digest: Digest) -> None:
    put(digest.content, article(title="مسودة لم تتم", status="draft"))
    put(digest.content, article("articles/2026/07/with-picture.md", title="خبر مصور"))
    (digest.content / "articles/2026/07/picture.png").write_bytes(b"png")
    builders.built(digest)
    files = tree(digest.site)
    assert "articles/2026/07/picture.png" in files
    assert not [name for name in files if name.endswith((".yml", ".md"))]
    assert not [name for name, data in files.items() if "مسودة لم تتم".encode() in data]


def test_folders_have_the_names_that_the_settings_give_them(built: Digest) -> None:
    before = tree(built.site)
    built.content.rename(built.root / "texts")
    made = set_in(built, "docs_dir: content", "docs_dir: texts\nsite_dir: out/public")
    done = builders.built(made)
    assert done.site == built.root / "out" / "public"
    assert tree(done.site) == before


@pytest.mark.parametrize("folder", [".", "..", "content", "content/site", "content/.."])
def test_a_site_that_would_fall_upon_the_content_is_refused(built: Digest, folder: str) -> None:
    made = set_in(built, "docs_dir: content", f"docs_dir: content\nsite_dir: {folder}")
    before = tree(made.root)
    with pytest.raises(DigestError) as refused:
        builders.built(made)
    where = (made.root / folder).resolve()
    assert str(refused.value.problem) == f"the site would be written over the content, in {where}"
    assert str(refused.value.mend) == "give site_dir a folder of its own, such as site"
    assert refused.value.path == made.config
    assert tree(made.root) == before


def test_a_site_that_cannot_be_written_is_said(built: Digest) -> None:
    made = set_in(built, "docs_dir: content", "docs_dir: content\nsite_dir: mkdocs.yml/site")
    before = tree(built.site)
    with pytest.raises(WriteError) as failed:
        builders.built(made)
    assert str(failed.value.problem) == "the site cannot be written: Not a directory"
    assert str(failed.value.mend) == (
        "see to the permissions and the free space there, then run this again"
    )
    assert failed.value.path == made.site
    assert tree(built.site) == before


def test_a_cache_that_cannot_be_written_is_said(digest: Digest) -> None:
    (digest.root / ".cache").write_text("a file", "utf-8")
    with pytest.raises(WriteError) as failed:
        builders.built(digest)
    assert str(failed.value.problem) == "the site cannot be written: Not a directory"
    assert not digest.site.exists()


def test_a_part_of_ours_may_be_replaced_without_materials_scripts(built: Digest) -> None:
    (built.root / "overrides" / "partials").mkdir(parents=True)
    shell(built, "<footer>حقوق النشر لنا</footer>", name="partials/footer.html")
    builders.built(built)
    assert "حقوق النشر لنا" in page(built)
    assert not (built.site / "assets" / "javascripts").exists()


def test_a_shell_of_ones_own_may_load_what_material_has(built: Digest) -> None:
    shell(built, "<p>{{ page.content }}</p>", name="base.html")
    builders.built(built)
    assert list((built.site / "assets" / "javascripts").glob("bundle.*.js"))


def free_port() -> int:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@contextmanager
def served(made: Digest, port: int) -> Iterator[subprocess.Popen[str]]:
    code = f"{HEARING}\n{MUJAZ[2]}"
    command = (sys.executable, "-c", code, "serve", "--address", f"127.0.0.1:{port}")
    (made.root / "tmp").mkdir()
    env = {"PATH": os.environ["PATH"], "LANG": "en_GB.UTF-8", "TMPDIR": str(made.root / "tmp")}
    with subprocess.Popen(
        command, cwd=made.root, env=env, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def shown(address: str, words: str) -> bool:
    """Wait until a page is served that holds these words."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310  our own
                if answer.status == 200 and words in answer.read().decode():
                    return True
        except OSError:
            pass
        time.sleep(0.1)
    return False


def test_a_digest_is_served_and_built_again_at_each_edit_until_interrupted(digest: Digest) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    with served(digest, port) as process:
        assert shown(address, 'dir="rtl"')
        (digest.content / "about.md").write_text("# نحن أهل الحيّ\n", "utf-8")
        assert shown(f"{address}about/", "نحن أهل الحيّ")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0
    assert f"The site is shown at {address} until you press Ctrl-C." in said
    assert "Traceback" not in said
    assert list((digest.root / "tmp").iterdir()) == []
    assert not digest.site.exists()


def test_a_digest_that_others_have_a_hand_in_is_served_as_mkdocs_does(digest: Digest) -> None:
    set_in(digest, "docs_dir: content", "docs_dir: content\nhooks: [own.py]")
    (digest.root / "own.py").write_text(
        "def on_page_content(html, **_):\n    return html + '<p>hooked</p>'\n", "utf-8"
    )
    port = free_port()
    with served(digest, port) as process:
        assert shown(f"http://127.0.0.1:{port}/about/", "hooked")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Serving on" in said


def test_a_profile_is_told_beside_what_a_build_says(digest: Digest, mujaz: Command) -> None:
    said = mujaz("--digest", digest.root, "build", "--workers", "1", "--profile")
    assert said.status == 0
    assert re.search(r"(?m)^ +\d+\.\d\d  making pages$", said.err)
    assert re.search(r"(?m)^ +\d+\.\d  index.html$", said.err)
    assert "making pages" not in said.out


def test_a_place_that_is_taken_is_said(digest: Digest, mujaz: Command) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        said = mujaz("--digest", digest.root, "serve", "--address", address)
    assert said.status == 1
    assert "the site cannot be shown there: " in said.err
    assert "to mend it: name another place, such as --address 127.0.0.1:8001" in said.err


@pytest.mark.parametrize("address", ["nowhere", "127.0.0.1:port", "127.0.0.1:99999"])
def test_an_address_that_is_none_is_said(digest: Digest, mujaz: Command, address: str) -> None:
    said = mujaz("--digest", digest.root, "serve", "--address", address)
    assert said.status == 1
    assert "to mend it: " in said.err


def test_a_broken_digest_is_not_served(built: Digest, mujaz: Command) -> None:
    FAULTS["broken-article"](built)
    said = mujaz("--digest", built.root, "serve")
    assert said.status == 1
    assert WORDS["broken-article"] in said.err


def test_two_digests_are_built_in_one_process_each_its_own_way(tmp_path: Path) -> None:
    one, other = new_digest(tmp_path / "one"), new_digest(tmp_path / "other")
    other = set_in(other, "language: ar", "language: en")
    builders.built(one)
    builders.built(other)
    before = tree(one.site)
    assert builders.built(one).published.written == 0
    assert tree(one.site) == before
    assert 'lang="en"' in page(other)
