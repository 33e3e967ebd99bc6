"""A published site is what was built here, or each file that is not is named."""

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Ran, article, built, host, new_digest, put
from mujaz import batch, checksums, digest, made_by, press, scaffold, workshop
from mujaz.checksums import Checksums
from mujaz.digest import Digest
from servers import Internet, answer

Command = Callable[..., Ran]
WRONG = (
    "{where}: this is not the site that was built here: 1 file missing, 1 file other, and 1 file "
    "too many; to mend it: publish the folder site/ as mujaz build leaves it"
)
HEX = st.text("0123456789abcdef", min_size=32, max_size=32)
PATHS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1).filter(
    lambda path: not path.startswith("#")
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Digest:
    """A digest that is built, with the checksums of its site; tests copy it."""
    root = tmp_path_factory.mktemp("whole") / "digest"
    scaffold.init(root, name="موجز التجربة", url="http://digest.example/")
    made = digest.find(root)
    put(made.content, article(date="2026-07-05", summary="خلاصة."))
    press_with_sums(made)
    return made


def press_with_sums(made: Digest) -> None:
    summed = replace(digest.find(made.root), sums=True)
    assert isinstance(press.built(summed, {}, make=partial(workshop.make, host=host)), press.Built)


@pytest.fixture
def published(whole: Digest, tmp_path: Path) -> Path:
    """Its site, in a folder of a host."""
    return Path(shutil.copytree(whole.site, tmp_path / "host"))


@pytest.fixture
def at_home(published: Path, online: Internet) -> Internet:
    """A world in which that host is at the digest's own address."""
    for file in published.rglob("*"):
        if file.is_file():
            path = file.relative_to(published).as_posix()
            place = path.removesuffix("index.html") if file.name == "index.html" else path
            online.server.answers[f"/{place}"] = answer(file.read_bytes())
    return online


def test_the_checksums_are_those_of_b2sum(whole: Digest) -> None:
    sums = checksums.read((whole.site / checksums.FILE).read_bytes())
    files = {path for path, _ in press.mirror.placing.walk(whole.site)}
    assert set(sums.files) == files - {checksums.FILE}
    assert sums.made_by == made_by.names()
    ran = subprocess.run(
        ["b2sum", "--check", checksums.FILE], cwd=whole.site, check=False, capture_output=True
    )
    assert ran.returncode == 0, ran.stderr


@given(st.dictionaries(PATHS, HEX, min_size=1), st.lists(st.sampled_from(["Mujaz 1", "b 2"])))
def test_checksums_are_read_as_they_were_written(files: dict[str, str], names: list[str]) -> None:
    sums = Checksums(files=files, made_by=tuple(names))
    assert checksums.read(checksums.written(sums)) == sums


@pytest.mark.parametrize("data", [b"<!doctype html>\n", b"\xff\xfe", b"", b"# only a head\n\n"])
def test_what_are_no_checksums_is_not_read(data: bytes) -> None:
    assert checksums.read(data) is None


def test_a_build_without_them_takes_them_away(tmp_path: Path) -> None:
    made = new_digest(tmp_path / "digest")
    put(made.content, article())
    press_with_sums(made)
    file = made.site / checksums.FILE
    before = file.stat().st_mtime_ns
    press_with_sums(made)
    assert file.stat().st_mtime_ns == before
    built(made)
    assert not file.exists()


def test_a_folder_as_it_was_built_is_good(mujaz: Command, whole: Digest, published: Path) -> None:
    count = len(checksums.read((whole.site / checksums.FILE).read_bytes()).files)
    said = mujaz("--digest", whole.root, "verify", published)
    assert said == Ran(0, f"{count} files are as they were built\n", "")


def test_each_file_that_is_not_as_it_was_built_is_named(
    mujaz: Command, whole: Digest, published: Path
) -> None:
    (published / "index.html").write_text("other", "utf-8")
    (published / "404.html").unlink()
    (published / "more.txt").write_text("more", "utf-8")
    (published / ".nojekyll").touch()
    said = mujaz("--digest", whole.root, "verify", published)
    assert (said.status, said.out) == (1, "")
    assert said.err.splitlines() == [
        "404.html: missing",
        "index.html: other than built",
        "more.txt: not of this site",
        WRONG.format(where=published),
    ]
    *lines, last = mujaz("--digest", whole.root, "verify", published, "--json").out.splitlines()
    assert list(map(json.loads, lines)) == [
        {"path": "404.html", "found": "missing"},
        {"path": "index.html", "found": "other"},
        {"path": "more.txt", "found": "extra"},
    ]
    counts = json.loads(last)["counts"]
    assert (counts["missing"], counts["other"], counts["extra"], counts["unread"]) == (1, 1, 1, 0)
    assert counts["read"] == counts["files"] - 1


def test_of_many_files_some_are_named(mujaz: Command, whole: Digest, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    *lines, rest, _last = mujaz("--digest", whole.root, "verify", "empty").err.splitlines()
    assert len(lines) == 20
    assert rest.startswith("… and ")


def test_the_site_that_readers_find_is_looked_at(
    mujaz: Command, whole: Digest, at_home: Internet
) -> None:
    said = mujaz("--digest", whole.root, "verify")
    assert (said.status, said.err) == (0, "")
    assert "/" in at_home.server.paths
    assert "/2026/07/alrasif-000001/" in at_home.server.paths
    assert at_home.clock.now - 1000 < len(at_home.server.paths)


def test_a_host_that_serves_something_else_is_found_out(
    mujaz: Command, whole: Digest, at_home: Internet
) -> None:
    at_home.server.answers["/"] = answer(b"somebody else")
    at_home.server.answers["/feed.xml"] = answer(status="410 Gone")
    at_home.server.answers["/feed.json"] = answer(status="403 Forbidden")
    said = mujaz("--digest", whole.root, "verify", "http://digest.example")
    assert said.status == 1
    assert "index.html: other than built\n" in said.err
    assert "feed.xml: missing\n" in said.err
    assert "feed.json: not to be read (“http" in said.err
    *_, last = mujaz("--digest", whole.root, "verify", "--json").out.splitlines()
    assert json.loads(last)["counts"]["unread"] == 1


def test_of_a_large_site_some_files_are_read_and_the_checksums_tell_of_the_rest(
    mujaz: Command, whole: Digest, at_home: Internet
) -> None:
    said = mujaz("--digest", whole.root, "verify", "--sample", "3")
    assert said.out.startswith("3 files are as they were built and ")
    assert len(at_home.server.paths) in {3, 4}  # one may be robots.txt, which it does not count
    sums = checksums.read((whole.site / checksums.FILE).read_bytes())
    older = replace(sums, files={**sums.files, "about/index.html": "0" * 32}, made_by=("Mujaz 0",))
    at_home.server.answers[f"/{checksums.FILE}"] = answer(checksums.written(older))
    said = mujaz("--digest", whole.root, "verify", "--sample", "3")
    assert said.err.splitlines()[:2] == [
        "about/index.html: other than built",
        "The site was made by Mujaz 0, and not by what is here.",
    ]


def test_of_files_that_nothing_tells_of_nothing_is_said(
    mujaz: Command, whole: Digest, published: Path, at_home: Internet
) -> None:
    del at_home.server.answers[f"/{checksums.FILE}"]
    for where in ("http://digest.example/", published):
        said = mujaz("--digest", whole.root, "verify", where, "--sample", "2")
        assert (said.status, said.out.endswith(" were not looked into\n")) == (0, True)


def test_a_site_without_checksums_is_read_all_the_same(
    mujaz: Command, whole: Digest, at_home: Internet
) -> None:
    del at_home.server.answers[f"/{checksums.FILE}"]
    said = mujaz("--digest", whole.root, "verify", "--sample", "5", "--json")
    assert (said.status, json.loads(said.out)["counts"]["read"]) == (0, 5)


def test_a_host_that_is_not_there_is_told_once(
    mujaz: Command, whole: Digest, online: Internet
) -> None:
    online.dead.add("93.184.216.34")
    said = mujaz("--digest", whole.root, "verify")
    assert (said.status, len(said.err.splitlines())) == (1, 1)


def test_what_was_built_before_the_content_changed_is_said(
    mujaz: Command, whole: Digest, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(whole.root, tmp_path / "copy"))
    put(copy / "content", article("articles/2026/07/alrasif-000002.md", title="خبر آخر"))
    said = mujaz("--digest", copy, "verify", copy / "site")
    assert said.status == 0
    assert said.err == "The site is not what mujaz build would make now: run it first.\n"


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("nowhere", "there is no site at “nowhere”"),
        ("http://[", "“http://[” is not an address of the web"),
        ("", "there is no site here to compare with"),
    ],
)
def test_without_a_site_there_is_nothing_to_compare(
    mujaz: Command, whole: Digest, digest: Digest, where: str, told: str
) -> None:
    root = whole.root if where else digest.root
    said = mujaz("--digest", root, "verify", *filter(None, [where]))
    assert said.status == 1
    assert told in said.err


def test_where_nobody_says_who_asks_nobody_is_asked(digest: Digest) -> None:
    with pytest.raises(Exception, match="where the digest is published"):
        batch.fetcher(replace(digest, url=None), private=False)
