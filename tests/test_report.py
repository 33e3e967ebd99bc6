"""What became of a batch: lines for people, lines for machines, and the report to try again."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from batches import SITE, entry, feed, page_of, told
from builders import article as written
from builders import dump, put
from mujaz import library, report
from mujaz.digest import Digest
from mujaz.errors import MujazError, RawError, message
from mujaz.models import Source
from mujaz.phrases import Phrases
from mujaz.raw import Refused
from mujaz.report import Refusals
from mujaz.wishes import Wishes
from parcels import tarred, zipped
from servers import NOT_FOUND, Internet, Server, answer

ENGLISH = Phrases.of("en")
NAMED = '<meta property="og:site_name" content="صحيفة الرصيف">'
EMPTY = "لا شيء"


def story(number: int) -> str:
    return "\n\n".join(["صحيفة الرصيف", f"خبر اللجنة رقم {number}", *told(number)])


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def origins(path: Path) -> list[str]:
    return [line["from"] for line in lines(path)]


@pytest.fixture
def run(digest: Digest, mujaz):
    """Runs `mujaz add` in the digest, with one worker."""
    return lambda *given: mujaz("--digest", digest.root, "add", "--workers", 1, *given)


def test_what_is_refused_is_reported_and_tried_again(run, digest: Digest, tmp_path: Path) -> None:
    good, bad, noted = tmp_path / "good.txt", tmp_path / "bad.txt", tmp_path / "report.jsonl"
    good.write_text(story(1), "utf-8")
    bad.write_text(EMPTY, "utf-8")
    ran = run(good, bad, "--report", noted)
    assert ran.status == 1
    (line,) = lines(noted)
    assert (line["from"], line["name"], line["outcome"]) == (str(bad), str(bad), "refused")
    assert line["problem"] in ran.err
    assert line["mend"] in ran.err
    bad.write_text(story(2), "utf-8")
    ran = run("--retry", noted)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith("1 article added\n")
    assert noted.read_text() == ""
    assert len(library.load(digest.content).library.articles) == 2
    assert run("--retry", noted).out == "nothing to do\n"


def test_what_is_refused_again_stays_in_the_report_once(run, tmp_path: Path) -> None:
    bad, noted = tmp_path / "bad.txt", tmp_path / "report.jsonl"
    bad.write_text(EMPTY, "utf-8")
    run(bad, "--report", noted)
    before = noted.read_bytes()
    assert run("--retry", noted).status == 1
    assert noted.read_bytes() == before


def test_a_retry_may_report_elsewhere(run, tmp_path: Path) -> None:
    bad, noted, other = tmp_path / "bad.txt", tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    bad.write_text(EMPTY, "utf-8")
    run(bad, "--report", noted)
    before = noted.read_bytes()
    run("--retry", noted, "--report", other)
    assert noted.read_bytes() == before == other.read_bytes()


def test_a_new_report_says_nothing_of_an_earlier_batch(run, tmp_path: Path) -> None:
    good, noted = tmp_path / "good.txt", tmp_path / "report.jsonl"
    good.write_text(story(1), "utf-8")
    noted.write_text("earlier\n", "utf-8")
    run(good, "--report", noted)
    assert noted.read_text() == ""


def test_a_retry_that_is_cut_off_forgets_nothing(tmp_path: Path) -> None:
    noted = tmp_path / "report.jsonl"
    noted.write_text('{"from": "a.txt"}\n{"from": "b.txt"}\n', "utf-8")
    refusals = Refusals(
        noted, dict.fromkeys(("a.txt", "b.txt"), Wishes()), Wishes(), ENGLISH, again=True
    )
    refusals.begin()
    refusals.enter(Refused(name="a.txt", error=RawError(message("x"), message("y"))))
    assert list(report.refused_before(noted)) == ["a.txt", "b.txt"]
    refusals.finish()
    assert list(report.refused_before(noted)) == ["a.txt"]


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize("named", ["archive", "folder", "pattern"])
def test_a_member_of_an_archive_is_tried_again_through_it(
    run, tmp_path: Path, pack, named: str
) -> None:
    folder, noted = tmp_path / "in", tmp_path / "report.jsonl"
    folder.mkdir()
    archive = folder / "a.pack"
    members = {"good.txt": story(1).encode(), "deep/bad.txt": EMPTY.encode()}
    archive.write_bytes(pack(members))
    names = {"archive": archive, "folder": folder, "pattern": folder / "*.pack"}
    run(names[named], "--report", noted)
    assert origins(noted) == [str(archive)]
    archive.write_bytes(pack({**members, "deep/bad.txt": story(2).encode()}))
    ran = run("--retry", noted)
    assert ran.out.splitlines()[-1] == "1 article added and 1 article unchanged"


def test_a_row_is_tried_again_through_its_file(run, tmp_path: Path) -> None:
    path, noted = tmp_path / "rows.jsonl", tmp_path / "report.jsonl"
    rows = [{"text": story(1)}, {"text": EMPTY}, {"x": 1}]
    path.write_text("\n".join([*map(json.dumps, rows), "{broken", ""]), "utf-8")
    run(path, "--report", noted)
    assert [line["name"] for line in lines(noted)] == [f"{path}:2", str(path), str(path)]
    assert origins(noted) == [str(path)] * 3
    assert lines(noted)[-1]["line"] == 4
    assert run("--retry", noted).status == 1


@pytest.mark.parametrize(
    ("name", "named", "origin"),
    [
        ("a.txt", ("a.txt",), "a.txt"),
        ("ab.txt", ("a", "."), "ab.txt"),
        ("a#3", ("a",), "a"),
        ("a/x.txt#2", ("a",), "a"),
        ("a:7", ("a",), "a"),
        ("https://x.example/f#3", ("https://x.example/f",), "https://x.example/f"),
        ("https://x.example/a.zip/x.txt", ("https://x.example/a.zip",), "https://x.example/a.zip"),
        ("https://x.example/f#3", (), "https://x.example/f#3"),
        ("-#3", ("-",), "-"),
        ("x" * 5000, (), "x" * 5000),
    ],
)
def test_what_to_name_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, named: tuple[str, ...], origin: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a").write_text("x", "utf-8")
    refusals = Refusals(tmp_path / "report", dict.fromkeys(named, Wishes()), Wishes(), ENGLISH)
    refusals.enter(Refused(name=name, error=RawError(message("x"), message("y"))))
    assert origins(tmp_path / "report") == [origin]


def test_an_entry_of_a_feed_is_tried_again_through_it(
    run, server: Server, online: Internet, tmp_path: Path
) -> None:
    del online
    noted = tmp_path / "report.jsonl"
    server.answers |= {
        "/feed": answer(feed(entry(1), entry(2))),
        "/1": answer(page_of(1, NAMED)),
        "/2": [NOT_FOUND, answer(page_of(2, NAMED))],
    }
    run(f"{SITE}/feed", "--report", noted)
    assert origins(noted) == [f"{SITE}/feed"]
    assert run("--retry", noted).out.splitlines()[-1] == "1 article added"
    assert server.paths.count("/1") == 1


@pytest.mark.parametrize("text", ["[]\n", "{}\n", "x\n", "1\n", '{"from": "a"}\n{\n', "\xff"])
def test_what_is_no_report_is_told(run, tmp_path: Path, text: str) -> None:
    noted = tmp_path / "report.jsonl"
    noted.write_bytes(text.encode("latin-1"))
    ran = run("--retry", noted)
    assert ran.status == 1
    assert ran.err.startswith(f"{noted}: this is no report of a batch; to mend it: ")
    assert noted.read_bytes() == text.encode("latin-1")


def test_a_report_that_is_not_there_is_told(run, tmp_path: Path) -> None:
    ran = run("--retry", tmp_path / "none")
    assert ran.err.startswith(f"{tmp_path / 'none'}: this file cannot be read: No such file")


def test_a_report_that_cannot_be_written_is_told_and_nothing_is_added(
    run, digest: Digest, tmp_path: Path
) -> None:
    good = tmp_path / "good.txt"
    good.write_text(story(1), "utf-8")
    ran = run(good, "--report", tmp_path)
    assert ran.err.startswith(f"{tmp_path}: this file cannot be written: Is a directory")
    assert library.load(digest.content).library.articles == ()
    with pytest.raises(MujazError, match="cannot be written"):
        Refusals(tmp_path, {}, Wishes(), ENGLISH).enter(
            Refused(name="a", error=RawError(message("x"), message("y")))
        )


def test_lines_of_json_say_all_of_each(run, digest: Digest, tmp_path: Path) -> None:
    good, bad = tmp_path / "a.txt", tmp_path / "b.txt"
    good.write_text(story(1), "utf-8")
    bad.write_text(EMPTY, "utf-8")
    ran = run(good, bad, "--json")
    first, second, last = map(json.loads, ran.out.splitlines())
    (article,) = library.load(digest.content).library.articles
    assert first == {
        "name": str(good),
        "outcome": "added",
        "path": f"digest/content/{article.path}",
        "title": "خبر اللجنة رقم 1",
    }
    assert second["outcome"] == "refused"
    assert set(second) == {"name", "outcome", "problem", "mend"}
    counts = {"added": 1, "updated": 0, "unchanged": 0, "refused": 1, "missing": 0}
    assert last == {"counts": counts}
    assert (ran.status, ran.err) == (1, "")


def test_what_was_kept_and_what_is_told_again_is_said(run, digest: Digest, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(story(1), "utf-8")
    run(path)
    (article,) = library.load(digest.content).library.articles
    file = digest.content / article.path
    text = file.read_text("utf-8")
    file.write_text(text.replace("title: خبر", "title: نبأ"), "utf-8")
    other = tmp_path / "b.txt"
    other.write_text(story(1).replace("صحيفة الرصيف", "جريدة السد"), "utf-8")
    said = run(path, other).out.splitlines()
    assert said[0].startswith("unchanged: ")
    assert said[1] == "  kept as a person wrote it: title"
    assert said[3] == f"  tells the story of: {article.address[:-1]}"
    (digest.content / "articles").rename(tmp_path / "old")
    as_json = [json.loads(line) for line in run(path, other, "--json").out.splitlines()]
    assert as_json[0]["path"] == f"digest/content/articles/{as_json[1]['story']}.md"


def test_json_names_what_was_kept(run, digest: Digest, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(story(1), "utf-8")
    run(path)
    (article,) = library.load(digest.content).library.articles
    put(digest.content, written(str(article.path), title="نبأ", body=article.body))
    found = json.loads(run(path, "--json").out.splitlines()[0])
    assert "title" in found["kept"]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_counts_are_told_in_the_readers_language(lang: str) -> None:
    phrases = Phrases.of(lang)
    some = Counter({"added": 3, "updated": 1, "unchanged": 11, "refused": 2})
    said = list(report.counts(some, phrases))
    assert len(said) == 4
    assert list(report.counts(Counter(), phrases)) == [phrases.gettext("nothing to do")]
    assert any("a" <= letter <= "z" for line in said for letter in line) == (lang == "en")


def test_a_name_that_holds_controls_moves_no_cursor(run, tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    archive.write_bytes(zipped({"\x1b[2J\u202ex.txt": EMPTY}))  # RIGHT-TO-LEFT OVERRIDE
    ran = run(archive)
    assert ran.status == 1
    assert not {"\x1b", "\u202e"} & set(ran.err + ran.out)


def test_a_report_into_a_pipe_is_written_as_it_comes(run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text(EMPTY, "utf-8")
    end, other = os.pipe()
    run(bad, "--report", f"/dev/fd/{other}")
    os.close(other)
    assert json.loads(os.read(end, 2**16))["from"] == str(bad)
    os.close(end)


def test_what_a_file_is_can_be_said(run, digest: Digest, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"<html>\n{dump()}", "utf-8")
    run(path, "--as", "text", "--source", "صحيفة الرصيف")
    (article,) = library.load(digest.content).library.articles
    assert article.front.source == "alrasif"


def test_fields_of_rows_are_mapped(run, digest: Digest, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    row = {
        "headline": "عنوان الصف",
        "body": "\n\n".join(told(1)),
        "meta": {"site": "جريدة السد", "day": "2021-07-05T23:00:00+03:00"},
        "cat": "Sport",
        "permalink": "https://alsad.example/1",
    }
    path.write_text(json.dumps(row) + "\n", "utf-8")
    fields = "title=headline,text=body,source=meta.site,date=meta.day,section=cat,link=permalink"
    assert run(path, "--map", fields).status == 0
    (article,) = library.load(digest.content).library.articles
    front = article.front
    assert (front.title, front.source, str(front.date)) == ("عنوان الصف", "alsad", "2021-07-05")
    assert (front.section, front.link) == ("sport", "https://alsad.example/1")


ROWS = [{"headline": "عنوان الصف", "body": "\n\n".join(told(1)), "day": "5 تموز 2021"}, {"x": 1}]
SAID = ("--source", "جريدة السد", "--section", "sport", "--date", "2021-07", "--draft")


@pytest.fixture
def refused(run, tmp_path: Path) -> tuple[Path, Path]:
    """A file of rows that was added as said, one of them in vain; and the report of that."""
    rows, noted = tmp_path / "rows", tmp_path / "report.jsonl"
    rows.write_text("\n".join(map(json.dumps, ROWS)), "utf-8")
    run(rows, "--as", "jsonl", "--map", "title=headline,text=body", *SAID, "--report", noted)
    row = {"headline": "عنوان آخر", "body": "\n\n".join(told(2))}
    rows.write_text("\n".join(map(json.dumps, [ROWS[0], row])), "utf-8")
    return rows, noted


def test_a_report_says_how_its_lines_were_to_be_read(refused: tuple[Path, Path]) -> None:
    (line,) = lines(refused[1])
    assert line["wishes"] == {
        "as": "jsonl",
        "map": {"title": "headline", "text": "body"},
        "date": "2021-07",
        "source": "جريدة السد",
        "section": "sport",
        "draft": True,
    }


def test_a_retry_remembers_what_was_said(run, digest: Digest, refused: tuple[Path, Path]) -> None:
    ran = run("--retry", refused[1])
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[-1] == "1 article added and 1 article unchanged"
    for article in library.load(digest.content).library.articles:
        front = article.front
        assert (front.source, front.section, str(front.date)) == ("alsad", "sport", "2021-07")
        assert front.status == "draft"


def test_what_is_said_again_goes_before_what_was_said(
    run, digest: Digest, refused: tuple[Path, Path], tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(story(3), "utf-8")
    assert run(other, "--date", "2022", "--retry", refused[1]).status == 0
    found = {a.front.title: a.front for a in library.load(digest.content).library.articles}
    new, named = found["عنوان آخر"], found["خبر اللجنة رقم 3"]
    assert (str(new.date), new.source, new.status) == ("2022", "alsad", "draft")
    # What is named beside the report was not in it.
    assert (str(named.date), named.source, named.status) == ("2022", "alrasif", "published")


def test_what_is_refused_again_is_reported_as_it_was_read(run, refused: tuple[Path, Path]) -> None:
    rows, noted = refused
    rows.write_text(json.dumps({"x": 1}), "utf-8")
    before = lines(noted)[0]["wishes"]
    run("--retry", noted, "--date", "2022")
    assert lines(noted)[0]["wishes"] == {**before, "date": "2022"}


def test_lines_of_several_batches_are_each_tried_in_their_way(
    run, digest: Digest, tmp_path: Path
) -> None:
    noted = tmp_path / "report.jsonl"
    told_of = {"a.txt": {"source": "جريدة السد"}, "b.txt": {"source": "صحيفة النهار"}, "c.txt": {}}
    for number, name in enumerate(told_of):
        text = story(number).partition("\n\n")[2] if told_of[name] else story(number)
        (tmp_path / name).write_text(text, "utf-8")
    said = [{"from": str(tmp_path / name), "wishes": told_of[name]} for name in told_of]
    noted.write_text("\n".join(map(json.dumps, said)), "utf-8")
    assert run("--retry", noted).status == 0
    articles = library.load(digest.content).library.articles
    assert {article.front.source for article in articles} == {"alsad", "alnahar", "alrasif"}


@pytest.mark.parametrize(
    "wishes",
    [{"date": "yesterday"}, {"as": "odt"}, {"section": "gossip"}, {"report": "x"}, [], 1, "draft"],
)
def test_wishes_that_nobody_can_have_had_make_it_no_report(run, tmp_path: Path, wishes) -> None:
    noted = tmp_path / "report.jsonl"
    noted.write_text(json.dumps({"from": "a.txt", "wishes": wishes}), "utf-8")
    ran = run("--retry", noted)
    assert (ran.status, ran.err.count("this is no report of a batch")) == (1, 1)


def test_a_fetch_that_is_retried_is_a_draft_still(
    digest: Digest, mujaz, server: Server, online: Internet, tmp_path: Path
) -> None:
    del online
    noted = tmp_path / "report.jsonl"
    library.add_source(digest.content, Source(id="alrasif", name="الرصيف", feeds=(f"{SITE}/feed",)))
    server.answers |= {"/feed": answer(feed(entry(1))), "/1": [NOT_FOUND, answer(page_of(1))]}
    mujaz("--digest", digest.root, "fetch", "--workers", 1, "--draft", "--report", noted)
    assert lines(noted)[0]["wishes"] == {"draft": True}
    assert mujaz("--digest", digest.root, "add", "--retry", noted, "--workers", 1).status == 0
    (article,) = library.load(digest.content).library.articles
    assert article.front.status == "draft"
