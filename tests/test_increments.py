"""A build makes what changed, and the site is that of a clean build; so it is after a kill."""

import multiprocessing
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.commands import build as host_build
from mkdocs.config import load_config

import edits
import increments
from builders import EMPTY, PARAGRAPH, article, bind, built, edition, host, new_digest, put
from increments import DiffersError, Outcome, clean, compared, followed, killed_at_times, outcome
from mujaz import build, bulk, catalogue, digest, press, render, searching, workshop
from mujaz.digest import Digest
from mujaz.errors import BuildError, WriteError
from mujaz.order import Order
from mujaz.page import Page
from mujaz.press import Part, Prepared


@pytest.fixture
def three(tmp_path: Path) -> Digest:
    """A digest of three articles and a draft, built."""
    made = new_digest(tmp_path / "digest")
    for number in (1, 2, 3):
        put(
            made.content,
            article(
                f"articles/2026/07/alrasif-{number}.md",
                date=f"2026-07-{number}" if number > 9 else f"2026-07-0{number}",
            ),
        )
    put(made.content, article("articles/draft.md", status="draft", image="own.png"))
    (made.content / "articles" / "own.png").write_bytes(b"png")
    built(made)
    return made


def lacking(made: Digest) -> set[str]:
    """Return what a build of a digest would make."""
    ready = press.prepared(digest.find(made.root), EMPTY)
    return set(ready.order.wanted or ()) | ({"the rest"} if ready.order.rest else set())


def settled(made: Digest) -> bool:
    """Say whether a build finds that nothing changed, without looking at any page."""
    looked: list[str] = []
    prepared = press.prepared
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(press, "prepared", lambda *a, **k: looked.append("") or prepared(*a, **k))
        built(made)
    return not looked


def holds(made: Digest) -> None:
    """Build a digest, and hold it against a clean build."""
    compared(outcome(made), clean(made, made.root.parent / "clean"), {})


@pytest.mark.parametrize("seed", range(8))
def test_edits_upon_edits_give_the_site_of_a_clean_build(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    followed(edits.digest(tmp_path / "digest", chance), chance, 3, Counter())


def mkdocs_alone(made: Digest, folder: Path) -> dict[str, bytes]:
    """Return the site that `mkdocs build` makes, in this process."""
    config = load_config(str(made.config), site_dir=str(folder))
    config.plugins.on_startup(command="build", dirty=False)
    host_build.build(config)
    return increments.tree(folder)


@pytest.mark.parametrize("seed", range(100, 103))
def test_mkdocs_alone_gives_the_same_site(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    made = edits.digest(tmp_path / "digest", chance)
    while outcome(made).kind != "good":
        edits.edit(made, chance)
    assert mkdocs_alone(made, tmp_path / "alone") == increments.tree(made.site)


def test_mkdocs_alone_makes_only_what_is_not_kept(
    three: Digest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    render_body = render.body

    def body(pages: object, page: Page, *, content: str = "") -> str:
        made.append(page.address)
        return render_body(pages, page, content=content)

    put(three.content, article("articles/2026/07/alrasif-3.md", date="2026-07-03", note="كلمة"))
    with monkeypatch.context() as patch:
        patch.setattr(render, "body", body)
        found = mkdocs_alone(three, tmp_path / "alone")
    assert "2026/07/alrasif-3/" in made
    assert not {"2026/07/alrasif-1/", "tags/", "archive/"} & set(made)
    assert found == clean(three, tmp_path / "clean").site


ADDED = """
copyright: '© <a href="https://other.example/">الموجز</a>'
extra_css: [own.css, "https://other.example/own.css"]
extra_javascript:
  - own.js
  - /from-the-root.js
  - module.mjs
  - {path: "https://other.example/late.js", defer: true}
  - {path: soon.js, async: true, type: text/plain}
"""


def test_what_settings_add_to_every_page_is_what_mkdocs_makes_of_it(
    three: Digest, tmp_path: Path
) -> None:
    three.config.write_text(three.config.read_text("utf-8") + ADDED, "utf-8")
    outcome(three)
    page = (three.site / "2026/07/alrasif-1/index.html").read_text("utf-8")
    assert all(script in page for script in ('module.mjs" type="module"', "defer", "async"))
    assert mkdocs_alone(three, tmp_path / "alone") == increments.tree(three.site)


def test_only_what_needs_markdown_is_left_to_mkdocs(three: Digest) -> None:
    left: set[str] = set()

    def parts(ready: Prepared, order: Order, workers: int) -> Iterator[Part]:
        left.update(order.wanted or ())
        return build.HOST.parts(ready, order, workers)

    host = replace(build.HOST, parts=parts)
    marked = "\n\n## عنوان\n"
    put(three.content, article("articles/2026/07/alrasif-2.md", body=PARAGRAPH + marked))
    put(three.content, article("articles/2026/07/alrasif-3.md", date="2025-01-01"))
    ready = press.prepared(digest.find(three.root), EMPTY)
    workshop.make(ready, lambda: host)
    assert left - {"index.html"} == {"2026/07/alrasif-2/index.html"}
    assert ready.order.wanted > left


def test_a_difference_is_seen() -> None:
    good = Outcome("good", frozenset(), {"a": b"1"})
    with pytest.raises(DiffersError, match="wrong files"):
        compared(good, Outcome("good", frozenset(), {"a": b"2"}), {})
    with pytest.raises(DiffersError, match="refused"):
        compared(good, Outcome("refused", frozenset({"x"}), {}), {})


def test_builds_killed_at_any_moment_leave_a_whole_site(tmp_path: Path) -> None:
    chance, counts = random.Random(5), Counter[str]()
    killed_at_times(edits.digest(tmp_path / "digest", chance), chance, 4, counts)
    assert counts["killed"]
    built_at_last = increments.killed(digest.find(tmp_path / "digest"), 600)
    assert built_at_last == "over before"


def test_nothing_changed_and_nothing_is_made(three: Digest) -> None:
    assert settled(three)
    assert lacking(three) == set()


def test_a_fresh_clone_with_a_kept_cache_makes_nothing(three: Digest, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    shutil.copytree(three.content, clone / "content", copy_function=shutil.copyfile)
    shutil.copyfile(three.config, clone / "mkdocs.yml")
    shutil.copytree(three.root / ".cache", clone / ".cache", copy_function=shutil.copyfile)
    made = digest.find(clone)
    assert lacking(made) == set()
    assert not settled(made)
    assert increments.tree(made.site) == increments.tree(three.site)
    assert settled(made)


SHOWN = {
    "2026/07/alrasif-3/index.html",
    *("feed.xml", "feed.json", "sources/alrasif/feed.xml", "sources/alrasif/feed.json"),
}
CORRECTIONS = {
    "body": ({"body": PARAGRAPH[::-1]}, SHOWN),
    "note": ({"note": "كلمة"}, SHOWN),
}


@pytest.mark.parametrize("key", CORRECTIONS)
def test_a_correction_makes_what_shows_it(three: Digest, key: str) -> None:
    value, due = CORRECTIONS[key]
    path = "articles/2026/07/alrasif-3.md"
    put(three.content, article(path, date="2026-07-03", **value))
    assert lacking(three) == due
    holds(three)


def test_a_source_of_another_name_makes_all_that_names_it(three: Digest) -> None:
    sources = three.content / "sources.yml"
    sources.write_text(sources.read_text("utf-8").replace("صحيفة", "جريدة"), "utf-8")
    due = lacking(three)
    assert {"2026/07/alrasif-1/index.html", "index.html", "feed.xml", "sources/index.html"} <= due
    assert not {"tags/index.html", "sitemap.xml"} & due
    holds(three)


def test_a_tags_label_is_in_the_feed_and_on_the_pages_that_name_it(three: Digest) -> None:
    put(three.content, article("articles/2026/07/alrasif-3.md", date="2026-07-03", tags=["سوق"]))
    built(three)
    (three.content / "tags.yml").write_text("السوق:\n  slug: souq\n  aliases: [سوق]\n", "utf-8")
    due = lacking(three)
    assert {"feed.xml", "tags/souq/index.html", "2026/07/alrasif-3/index.html"} <= due
    assert "2026/07/alrasif-1/index.html" not in due
    holds(three)


def test_a_picture_of_a_draft_comes_with_it(three: Digest) -> None:
    assert not (three.site / "articles" / "own.png").exists()
    put(three.content, article("articles/draft.md", image="own.png"))
    holds(three)
    assert (three.site / "articles" / "own.png").exists()


def test_a_link_is_led_anew_when_its_end_goes_and_when_it_comes(three: Digest) -> None:
    text = "انظر [هنا](alrasif-2.md).\n"
    put(three.content, article("articles/2026/07/alrasif-3.md", body=text, date="2026-07-03"))
    holds(three)
    target = three.content / "articles/2026/07/alrasif-2.md"
    target.rename(three.content / "articles/2026/07/alrasif-4.md")
    warned = outcome(three)
    assert any("alrasif-2.md" in told for told in warned.said)
    compared(warned, clean(three, three.root.parent / "clean"), {})
    (three.content / "articles/2026/07/alrasif-4.md").rename(target)
    holds(three)


def test_a_link_to_a_draft_leads_nowhere_in_each_build(three: Digest) -> None:
    put(three.content, article("articles/alrasif-5.md", body="[مسودة](draft.md)\n"))
    (three.content / "about.md").write_text("[صورة](articles/own.png)\n", "utf-8")
    for _ in range(2):
        said = outcome(three).said
        assert len(said) == 2
    holds(three)


@pytest.mark.parametrize(
    "name", ["about.md", "articles/alrasif-5.md", "index.md", "tags/index.md", "sources.md"]
)
def test_a_warning_is_heard_at_each_build_until_it_is_mended(three: Digest, name: str) -> None:
    head = "---\ntitle: عنوان\nsource: alrasif\n---\n\n" if "alrasif" in name else ""
    page = three.content / name
    page.parent.mkdir(exist_ok=True)
    page.write_text(f"{head}[هنا](gone.md)\n", "utf-8")
    for strict in (False, True, True, False):
        before = increments.tree(three.site)
        if strict:
            with pytest.raises(BuildError, match="gone"):
                built(three, strict=True)
            assert increments.tree(three.site) == before
        else:
            (told,) = built(three).warnings
            assert "gone.md" in told
    page.write_text(f"{head}هنا\n", "utf-8")
    assert built(three, strict=True).warnings == ()
    assert settled(three)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_any_number_of_processes_make_the_same_site(
    three: Digest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    monkeypatch.setattr(build, "_LITTLE", 0)
    monkeypatch.setattr(catalogue, "_MANY", 0)
    monkeypatch.setattr(bulk.multiprocessing, "get_all_start_methods", lambda: [method])
    shutil.copytree(three.content, tmp_path / "other" / "content")
    shutil.copyfile(three.config, tmp_path / "other" / "mkdocs.yml")
    made = digest.find(tmp_path / "other")
    built(made, workers=3)
    assert settled(made)  # no file was made by two of them
    assert increments.tree(made.site) == increments.tree(three.site)
    put(made.content, article("articles/2026/07/alrasif-3.md", date="2026-07-03", note="كلمة"))
    put(three.content, article("articles/2026/07/alrasif-3.md", date="2026-07-03", note="كلمة"))
    built(made, workers=2)
    built(three)
    assert increments.tree(made.site) == increments.tree(three.site)


@pytest.mark.parametrize("much", [0, 99], ids=["search afterwards", "search meanwhile"])
def test_what_is_made_at_the_same_time_gives_the_same_site(
    three: Digest, monkeypatch: pytest.MonkeyPatch, much: int
) -> None:
    monkeypatch.setattr(press, "_LITTLE", 0)
    monkeypatch.setattr(searching, "MUCH", much)
    monkeypatch.setattr(workshop, "_LITTLE", 0)
    monkeypatch.setattr(workshop, "_ROUND", 20)  # of some fifty files
    before = increments.tree(three.site)
    press.forget(three)
    shutil.rmtree(three.site)
    built(three, workers=2)
    assert increments.tree(three.site) == before
    assert settled(three)
    assert not multiprocessing.active_children()


def test_a_build_that_stops_leaves_nobody_at_the_search(
    three: Digest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "_LITTLE", 0)
    monkeypatch.setattr(press.search, "of", lambda *_, **__: time.sleep(600))
    (three.content / "articles/2026/07/alrasif-1.md").write_text("---\ntitle: [\n---\n", "utf-8")
    assert outcome(three, workers=2).kind == "refused"
    assert not multiprocessing.active_children()


def kept(made: Digest) -> list[Path]:
    """Return the files of a cache: the states, and two of the many others."""
    found = sorted(path for path in made.cache.rglob("*") if path.is_file())
    states = [path for path in found if path.suffix == ".json" or path.name == "settled"]
    return [*states, *[path for path in found if path not in states][:2]]


HARM = {
    "gone": lambda path: path.unlink(),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:40]),
    "empty": lambda path: path.write_bytes(b""),
    "foreign": lambda path: path.write_text("mujaz mirror 1 0\n{}", "utf-8"),
    "flipped": lambda path: path.write_bytes(
        bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:]
    ),
    "binary": lambda path: path.write_bytes(b"\xff\xfe\x00"),
    "other": lambda path: path.write_bytes(path.read_bytes().replace(b"1 ", b"0 ", 1)),
}


@pytest.mark.parametrize("harm", HARM)
def test_a_damaged_cache_is_noticed_and_made_again(three: Digest, harm: str) -> None:
    before = increments.tree(three.site)
    for path in kept(three):
        HARM[harm](path)
        (three.content / "articles" / "own.png").touch()  # or nothing would be looked at
        outcome(three)
        assert increments.tree(three.site) == before


def test_another_version_of_the_program_believes_nothing(
    three: Digest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mujaz.made_by.version", lambda: "another")
    assert "2026/07/alrasif-1/index.html" in lacking(three)
    holds(three)


@pytest.mark.parametrize(
    "place",
    ["index.html", "2026/07/alrasif-1/index.html", "feed.xml", "sitemap.xml.gz", "404.html"],
)
def test_what_was_done_to_the_site_by_hand_is_undone(three: Digest, place: str) -> None:
    before = increments.tree(three.site)
    with (three.site / place).open("ab") as file:
        file.write(b"more")
    outcome(three)
    assert increments.tree(three.site) == before
    (three.site / place).unlink()
    outcome(three)
    assert increments.tree(three.site) == before
    (three.site / place).with_name("by-hand.html").touch()
    outcome(three)
    assert increments.tree(three.site) == before
    (three.site / "new" / "deep").mkdir(parents=True)
    (three.site / "new" / "deep" / "index.html").touch()
    outcome(three)
    assert increments.tree(three.site) == before


def test_a_disk_without_hard_links_takes_copies(
    three: Digest, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = increments.tree(three.site)
    shutil.rmtree(three.site)

    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    outcome(three)
    assert increments.tree(three.site) == before
    again = built(three)
    assert again.published.written == 0
    holds(three)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of another kind")
def test_a_site_that_takes_nothing_is_said_and_built_once_it_does(three: Digest) -> None:
    put(three.content, article("articles/2026/07/alrasif-3.md", date="2026-07-03", note="كلمة"))
    shutil.rmtree(three.site)
    three.site.write_text("a file", "utf-8")
    with pytest.raises(WriteError, match="cannot be written"):
        built(three)
    assert three.site.read_text("utf-8") == "a file"
    three.site.unlink()
    holds(three)


def test_what_killed_builds_left_is_swept_a_day_later(three: Digest) -> None:
    old, new = three.cache / "making-old", three.cache / "making-new"
    for folder in (old, new):
        (folder / "site").mkdir(parents=True)
    increments.os.utime(old, (0, 0))
    put(three.content, article("articles/2026/07/alrasif-3.md", date="2026-07-03", note="كلمة"))
    built(three)
    assert (old.exists(), new.exists()) == (False, True)


def test_a_stale_page_goes_though_a_build_was_killed_before_it_went(three: Digest) -> None:
    (three.content / "articles/2026/07/alrasif-2.md").unlink()
    ready = press.prepared(digest.find(three.root), EMPTY)
    workshop.make(ready, host)  # and no more: the program ends before the site is touched
    holds(three)
    assert not (three.site / "2026/07/alrasif-2").exists()


def test_an_article_that_changes_while_the_site_is_made_stops_it(three: Digest) -> None:
    path = put(three.content, article("articles/2026/07/alrasif-3.md", note="كلمة"))
    ready = press.prepared(digest.find(three.root), EMPTY)
    path.write_text(path.read_text("utf-8").replace("كلمة", "غيرها"), "utf-8")
    with pytest.raises(BuildError, match="alrasif-3"):
        workshop.make(ready, host)
    holds(three)


def test_a_clean_build_believes_nothing_and_changes_nothing(three: Digest, mujaz) -> None:
    place = three.cache / "site" / "state.json"
    before, kept = increments.tree(three.site), place.stat().st_mtime_ns
    (three.cache / "feeds.json").write_text("{}", "utf-8")
    told = mujaz("--digest", three.root, "build", "--clean")
    assert (told.status, told.err) == (0, "")
    assert increments.tree(three.site) == before
    assert place.stat().st_mtime_ns != kept
    assert (three.cache / "feeds.json").exists()  # what is no build's stays


def test_a_variable_of_the_settings_is_among_what_pages_are_made_of(
    three: Digest, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = three.config.read_text("utf-8").replace("موجز التجربة", "!ENV [MUJAZ_NAME, موجز]")
    three.config.write_text(text, "utf-8")
    for name in ("موجز الأول", "موجز الثاني"):
        monkeypatch.setenv("MUJAZ_NAME", name)
        built(three, environ={"MUJAZ_NAME": name})
        assert name in (three.site / "2026/07/alrasif-1/index.html").read_text("utf-8")


def test_a_page_that_names_what_no_site_has_is_made_each_time(three: Digest) -> None:
    (three.content / "about.md").write_text("[أ](../mkdocs.yml) [ب](tags.yml)\n", "utf-8")
    for _ in range(2):
        assert len(outcome(three).said) == 2


def test_a_template_of_ones_own_brings_no_template_of_a_sitemap(
    three: Digest, tmp_path: Path
) -> None:
    before = (three.site / "sitemap.xml").read_bytes()
    (three.root / "overrides").mkdir()
    (three.root / "overrides" / "main.html").write_text('{% extends "base.html" %}', "utf-8")
    text = three.config.read_text("utf-8")
    text = text.replace("name: material", "name: material\n  custom_dir: overrides")
    three.config.write_text(text, "utf-8")
    holds(three)
    assert (three.site / "sitemap.xml").read_bytes() == before
    assert mkdocs_alone(three, tmp_path / "alone") == increments.tree(three.site)
    three.config.write_text(text.replace("site_url: ", "# "), "utf-8")
    compared(outcome(three), clean(three, tmp_path / "clean"), {})
    assert not (three.site / "sitemap.xml").exists()


def test_a_correction_makes_the_editions_that_show_it_anew(three: Digest) -> None:
    bind(three.content, edition("2026/07/alrasif-1", "2026/07/alrasif-2", date="2026-07"))
    built(three)
    put(
        three.content,
        article("articles/2026/07/alrasif-1.md", date="2026-07-01", summary="خلاصة جديدة"),
    )
    due = lacking(three)
    listed = {"editions/index.html", "editions/feed.xml", "editions/feed.json", "index.html"}
    assert listed | {"editions/2026-w48/index.html"} <= due
    holds(three)


def test_an_editors_word_makes_its_edition_anew_and_no_article(three: Digest) -> None:
    bind(three.content, edition("2026/07/alrasif-1", date="2026-07"))
    built(three)
    bind(three.content, edition("2026/07/alrasif-1", date="2026-07", words="كلمة"))
    due = lacking(three)
    assert "editions/2026-w48/index.html" in due
    assert not any(name.startswith("2026/") for name in due)
    holds(three)


def test_the_first_edition_is_named_on_every_page(three: Digest) -> None:
    bind(three.content, edition("2026/07/alrasif-1", date="2026-07"))
    assert "2026/07/alrasif-2/index.html" in lacking(three)
    holds(three)
    (three.content / "editions" / "2026-w48.md").unlink()
    holds(three)


def test_the_front_page_of_an_edition_is_dated_by_an_article_that_it_does_not_show(
    three: Digest,
) -> None:
    bind(three.content, edition("2026/07/alrasif-1", "2026/07/alrasif-2", date="2026-07"))
    built(three)
    put(three.content, article("articles/2026/07/alrasif-3.md", date="2026-07-05"))
    assert "index.html" in lacking(three)
    holds(three)
    assert 'datetime="2026-07-05"' in (three.site / "index.html").read_text("utf-8")
