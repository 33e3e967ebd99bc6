"""`mujaz links` tells of what is not there, and of nothing else."""

import json
import shutil
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builders import CASES, article, built, put
from links import Site
from mujaz import dead_links
from mujaz import digest as digests
from mujaz.digest import Digest
from mujaz.phrases import Phrases

PATHS = st.text("ab./", min_size=1).filter(lambda link: "//" not in link)
FILES = sorted((CASES / "dead-links").glob("*.yml"))


def lay(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def told(site: dead_links.Site, **options: int) -> dict[str, list[str]]:
    return {str(dead.target): list(dead.pages) for dead in dead_links.dead(site, **options)}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_links(file: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(file.read_text("utf-8"))
    lay(tmp_path, case["files"])
    assert told(dead_links.Site.at(tmp_path, case.get("url"))) == case["dead"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_any_number_of_workers_tells_the_same(file: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(file.read_text("utf-8"))
    lay(tmp_path, case["files"])
    site = dead_links.Site.at(tmp_path, case.get("url"))
    assert dead_links.dead(site, workers=2) == dead_links.dead(site, workers=1)


@given(
    st.sampled_from(["index.html", "a/index.html", "a/b/index.html", "a/b.css", "404.html"]), PATHS
)
def test_a_link_leads_where_the_standard_says(page: str, link: str) -> None:
    """RFC 3986, as Python joins addresses; a host may know nothing that lies above the site."""
    site = dead_links.Site(Path(), "https://digest.example/news/", frozenset())
    near = "not/here/" if page == "404.html" else page
    joined = urlsplit(urljoin(f"{site.url}{near}", link)).path
    inside = joined.removeprefix("/news/")
    found = site.target(page, link)
    assert found is not None
    if inside == joined:
        assert found.file == joined
    else:
        assert found.file == (
            f"{inside}index.html" if inside.endswith("/") or not inside else inside
        )


@pytest.fixture
def site(sample_digest: Digest, tmp_path: Path) -> Digest:
    """The samples as a digest of this test's own, built."""
    folder = tmp_path / "digest"
    shutil.copytree(sample_digest.root, folder, ignore=shutil.ignore_patterns("site", ".cache"))
    made = digests.find(folder)
    built(made)
    return made


def test_a_site_of_every_kind_of_page_has_none(site: Digest, mujaz) -> None:
    pages = len(dead_links.Site.at(site.site, site.url).pages)
    ran = mujaz("--digest", site.root, "links")
    assert (ran.status, ran.out, ran.err) == (0, f"{pages} pages, no dead link\n", "")


def test_it_finds_what_the_judge_of_our_own_sites_finds(site: Digest) -> None:
    """The judge in tests/links.py reads pages with another parser, and is held to more."""
    files = dead_links.Site.at(site.site, site.url).files
    lost = sorted(name for name in files if name.startswith("tags/"))[::7]
    for name in lost:
        (site.site / name).unlink()
    broken = Site(site.site, url=f"{site.url}").broken()
    wanted = {(link.page, urljoin(f"/{link.page}", link.to).strip("/")) for link in broken}
    found = dead_links.dead(dead_links.Site.at(site.site, site.url))
    told = {(page, str(dead.target).strip("/")) for dead in found for page in dead.pages}
    assert len(told) > len(lost)
    assert told == {(page, unquote(target)) for page, target in wanted}


def test_a_dead_link_fails_and_is_told_with_its_page(digest: Digest, mujaz) -> None:
    put(digest.content, article(body="انظر [الأرشيف](/gone/) و[هذا](/gone/).", date="2026-07-05"))
    built(digest)
    ran = mujaz("--digest", digest.root, "links", "--workers", 1)
    page = digest.site / "2026" / "07" / "alrasif-000001" / "index.html"
    told = "gone/ is not there; pages that link to it: 1"
    mend = "to mend it: correct the link, or add what it leads to"
    assert (ran.status, ran.out) == (1, "")
    place = f"digest/{page.relative_to(digest.root)}"
    assert ran.err.splitlines() == [f"{place}: {told}; {mend}", "1 dead link"]
    ran = mujaz("--digest", digest.root, "links", "--workers", 1, "--json")
    page = "2026/07/alrasif-000001/index.html"
    assert (ran.status, ran.err) == (1, "")
    assert [json.loads(line) for line in ran.out.splitlines()] == [
        {"target": "gone/", "pages": [page]}
    ]


def test_where_nothing_was_built_it_says_so(digest: Digest, mujaz) -> None:
    ran = mujaz("--digest", digest.root, "links", lang="ar")
    assert (ran.status, ran.out) == (1, "")
    assert Phrases.of("ar").gettext("build it first: mujaz build") in ran.err
