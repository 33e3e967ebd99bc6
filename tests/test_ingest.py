"""From a dump to a file: added, updated, unchanged or refused, and nothing of a person's lost."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builders import RAW, TODAY, add, add_raws, dump, raw_of
from mujaz import frontmatter, library, provenance
from mujaz.digest import Digest
from mujaz.errors import NoArticleError, RawError, UnknownSourceError, message
from mujaz.ingest import Added, Given, Outcome
from mujaz.models import Article, Section, Status
from mujaz.partial_date import PartialDate
from mujaz.raw import Raw, Refused

TITLE = "المجلس يوافق على ترميم السوق القديم"
DATED = dump().replace("\n\n", "\n\n12/7/2026\n\n", 1)
CORRECTED = DATED.replace("مليوني ليرة", "ثلاثة ملايين ليرة").replace(TITLE, f"{TITLE} كله")
HARBOUR = """\
صحيفة الرصيف

افتتاح مرفأ الصيادين الجديد في الزيتونة

افتتح محافظ الزيتونة صباح أمس مرفأ الصيادين الجديد بعد أعمال امتدت ثلاث سنوات كاملة.

ويتسع المرفأ لمئتي قارب، وفيه سوق مغطاة للأسماك ومخازن مبردة يديرها الصيادون أنفسهم.
"""
UNNAMED = dump().partition("\n\n")[2]


def file_of(content: Path, result: Added | Refused) -> Path:
    assert isinstance(result, Added), result.error
    return content / result.article.path


def head(path: Path) -> dict[str, object]:
    return dict(frontmatter.parse(frontmatter.split(path.read_text("utf-8"))).values)


def rewrite(path: Path, old: str, new: str) -> None:
    """Change a file as an editor would."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8", newline="")


def tree(folder: Path) -> dict[str, tuple[int, bytes] | None]:
    """Return every path below a folder, hidden ones too, with its time and what is in it."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        if path.is_file()
        else None
        for path in sorted(folder.rglob("*"))
    }


def add_all(content: Path, *texts: str, given: Given | None = None) -> list[Added | Refused]:
    raws = [Raw(str(number), text) for number, text in enumerate(texts, 1)]
    return add_raws(content, raws, given)


def articles(content: Path) -> tuple[Article, ...]:
    shelf = library.load(content)
    assert shelf.complaints == ()
    return shelf.library.articles


def test_a_dump_becomes_an_article_with_everything_the_machine_knows(content: Path) -> None:
    result = add(content, DATED, name="a.txt")
    path = file_of(content, result)
    assert (result.name, result.outcome, result.kept) == ("a.txt", Outcome.ADDED, ())
    assert list(head(path)) == ["title", "date", "added", "source", "tags", "summary", "generated"]
    assert head(path)["title"] == TITLE
    assert head(path)["date"] == "2026-07-12"
    assert str(head(path)["added"]) == str(TODAY)
    assert head(path)["source"] == "alrasif"
    assert set(head(path)["generated"]) == {"title", "date", "tags", "summary", "body"}
    assert articles(content) == (result.article,)
    assert result.article.body.count("\n\n") == 2


def test_the_day_on_which_it_came_in_stays_when_it_comes_again(content: Path) -> None:
    path = file_of(content, add(content, DATED))
    text = path.read_text("utf-8").replace(f"added: {TODAY}", "added: 2026-11-02")
    path.write_text(text, "utf-8")
    add(content, DATED.replace(TITLE, f"{TITLE} اليوم"))
    assert str(head(path)["added"]) == "2026-11-02"


def test_its_publisher_is_added_to_the_sources(content: Path) -> None:
    add(content, DATED)
    assert library.load(content).library.sources["alrasif"].name == "صحيفة الرصيف"
    before = (content / "sources.yml").read_bytes()
    add(content, HARBOUR)
    assert (content / "sources.yml").read_bytes() == before


def test_what_the_person_says_goes_before_the_page_and_is_not_signed(content: Path) -> None:
    given = Given(
        date=PartialDate.parse("2026-06"),
        source="جريدة السد",
        link="https://alsad.example/1",
        section=Section.ECONOMY,
        draft=True,
    )
    result = add(content, DATED, given)
    path = file_of(content, result)
    front = result.article.front
    assert str(path.relative_to(content)).startswith("articles/2026/06/")
    assert (str(front.date), front.link, front.section) == (
        "2026-06",
        "https://alsad.example/1",
        Section.ECONOMY,
    )
    assert library.load(content).library.sources[front.source].name == "جريدة السد"
    assert front.status is Status.DRAFT
    assert set(front.generated) == {"title", "tags", "summary", "body"}


def test_a_link_that_is_none_is_refused_and_leaves_nothing_behind(content: Path) -> None:
    before = tree(content)
    result = add(content, DATED, Given(link="alsad.example"))
    assert isinstance(result, Refused)
    assert str(result.error) == "“alsad.example” is not a link"
    assert result.error.path is None
    assert tree(content) == before


def test_file_names_are_ascii(content: Path) -> None:
    results = [add(content, DATED), add(content, CORRECTED, Given(source="أوراق الشرفة"))]
    for result in results:
        path = str(file_of(content, result).relative_to(content))
        assert re.fullmatch(r"articles/2026/07/[a-z-]+-[0-9a-f]{6}\.md", path)


@pytest.mark.parametrize(
    ("one", "other", "digits"),
    [
        (629, 1837, [6, 7]),  # e374cb27 and e374cb7a
        (29712, 47139, [6, 7]),  # 27c8095e both
    ],
)
def test_headlines_of_one_short_digest_get_different_files(
    content: Path, one: int, other: int, digits: list[int]
) -> None:
    headline = "افتتاح الجسر رقم {} في مدينة السنديان الساحلية"
    story = "وقال المهندس {0} إن الجسر {0} فتح أمام المارة صباح {0} بعد أعمال {0} طويلة في {0}."
    texts = [
        f"صحيفة السد\n\n{headline.format(number)}\n\n{story.format(word)}\n"
        for number, word in ((one, "سالم"), (other, "كريم"))
    ]
    found = [file_of(content, result) for result in add_all(content, *texts)]
    digests = [path.stem.removeprefix("alsad-") for path in found]
    assert [len(digest) for digest in digests] == digits
    assert digests[1].startswith(digests[0])
    assert len(articles(content)) == 2


def test_the_same_dump_again_changes_nothing(content: Path) -> None:
    add(content, DATED)
    before = tree(content)
    result = add(content, DATED)
    assert (result.outcome, result.kept) == (Outcome.UNCHANGED, ())
    assert tree(content) == before


def test_every_sample_again_changes_nothing(sample_digest, tmp_path: Path) -> None:
    content = shutil.copytree(sample_digest.content, tmp_path / "content")
    before = tree(content)
    raws = map(raw_of, sorted(RAW.iterdir()))
    results = add_raws(content, raws)
    assert len(results) == 26
    assert {result.outcome for result in results} == {Outcome.UNCHANGED}
    assert tree(content) == before


def test_line_ends_of_windows_and_blank_lines_at_the_end_are_no_change(content: Path) -> None:
    path = file_of(content, add(content, DATED))
    text = path.read_text("utf-8").rstrip("\n")
    for end in ("", "\n", "\n\n\n"):
        path.write_bytes((text + end).replace("\n", "\r\n").encode())
        result = add(content, DATED)
        assert (result.outcome, result.kept) == (Outcome.UNCHANGED, ())


def test_a_file_from_windows_stays_one_when_it_is_updated(content: Path) -> None:
    path = file_of(content, add(content, DATED))
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert add(content, CORRECTED).outcome is Outcome.UPDATED
    data = path.read_bytes()
    assert "ثلاثة ملايين".encode() in data
    assert data.count(b"\n") == data.count(b"\r\n")


def test_a_corrected_dump_updates_what_the_machine_wrote(content: Path) -> None:
    path = file_of(content, add(content, DATED))
    result = add(content, CORRECTED)
    assert (result.outcome, result.kept) == (Outcome.UPDATED, ())
    assert file_of(content, result) == path
    assert head(path)["title"] == f"{TITLE} كله"
    assert "ثلاثة ملايين ليرة" in path.read_text("utf-8")
    assert articles(content) == (result.article,)
    assert add(content, CORRECTED).outcome is Outcome.UNCHANGED
    assert add(content, DATED).outcome is Outcome.UPDATED


@pytest.mark.parametrize("key", ["title", "summary", "tags", "body", "date"])
def test_what_a_person_changed_is_kept_and_told(content: Path, key: str) -> None:
    path = file_of(content, add(content, DATED))
    edits = {
        "title": (f"title: {TITLE}\n", "title: عنوان المحررة  # أقصر\n"),
        "summary": ("\nsummary: ", "\nsummary: كلمة المحررة. "),
        "tags": ("tags:\n", "tags:\n- وسم المحررة\n"),
        "body": ("ورحّب تجار السوق", "ورحّب **تجار السوق**"),
        "date": ("date: 2026-07-12\n", "date: 2026-07-11\n"),
    }
    rewrite(path, *edits[key])
    theirs = head(path).get(key)
    text = CORRECTED.replace("12/7/2026", "13/7/2026").replace("مليوني", "سبعة ملايين")
    text = text.replace("ورحّب تجار السوق بالخطة", "ورحّب التجار بالخطة وبترميم الأزقة")
    result = add(content, text, Given(link="https://alrasif.example/1"))
    assert result.outcome is Outcome.UPDATED
    assert key in result.kept
    assert edits[key][1] in path.read_text("utf-8")
    assert head(path).get(key) == theirs
    others = {"title", "body", "date"} - {key}
    assert not others & set(result.kept)
    changed = {"title": f"{TITLE} كله", "date": "2026-07-13"}
    assert all(head(path)[other] == changed[other] for other in others & set(changed))
    again = add(content, text, Given(link="https://alrasif.example/1"))
    assert (again.outcome, again.kept) == (Outcome.UNCHANGED, result.kept)


def test_what_a_person_took_out_stays_out(content: Path) -> None:
    path = file_of(content, add(content, DATED))
    summary = head(path)["summary"]
    rewrite(path, f"summary: {summary}\n", "")
    result = add(content, DATED)
    assert (result.outcome, result.kept) == (Outcome.UNCHANGED, ("summary",))
    assert "summary" not in set(head(path)) - {"generated"}


def test_without_its_line_under_generated_a_value_is_the_persons(content: Path) -> None:
    path = file_of(content, add(content, DATED))
    signature = head(path)["generated"]["title"]
    rewrite(path, "  " + frontmatter.dump({"title": signature}), "")
    result = add(content, CORRECTED)
    assert result.kept == ("title",)
    assert head(path)["title"] == TITLE
    assert "title" not in head(path)["generated"]


def test_a_value_that_nobody_ever_wrote_may_come_later(content: Path) -> None:
    path = file_of(content, add(content, dump()))
    assert "date" not in head(path)
    assert add(content, DATED).outcome is Outcome.UPDATED
    assert head(path)["date"] == "2026-07-12"
    assert "date" in head(path)["generated"]
    assert add(content, dump()).outcome is Outcome.UPDATED
    assert "date" not in head(path)
    assert "date" not in head(path)["generated"]


def test_an_editors_own_keys_and_comments_survive_an_update(content: Path) -> None:
    path = file_of(content, add(content, DATED))
    rewrite(path, "source: alrasif\n", "# راجعته سلمى\nsource: alrasif  # نعم\nweight: 3\n")
    add(content, CORRECTED)
    assert "# راجعته سلمى\nsource: alrasif  # نعم\nweight: 3\n" in path.read_text("utf-8")


def test_what_the_person_says_later_is_written_and_stays(content: Path) -> None:
    path = file_of(content, add(content, DATED))
    add(content, DATED, Given(date=PartialDate.parse("2026-07-10"), draft=True))
    assert head(path)["date"] == "2026-07-10"
    assert head(path)["status"] == "draft"
    assert "date" not in head(path)["generated"]
    result = add(content, DATED)
    assert (result.outcome, result.kept) == (Outcome.UNCHANGED, ("date",))


def test_the_same_story_under_a_known_link_is_the_same_article_of_its_first_publisher(
    content: Path,
) -> None:
    link = Given(link="https://alrasif.example/1")
    path = file_of(content, add(content, DATED, link))
    sources = (content / "sources.yml").read_bytes()
    result = add(content, CORRECTED, Given(link=link.link, source="جريدة السد"))
    assert file_of(content, result) == path
    assert head(path)["source"] == "alrasif"
    assert (content / "sources.yml").read_bytes() == sources
    assert len(articles(content)) == 1


def test_a_dump_that_comes_before_and_after_its_correction_is_told_as_it_is(content: Path) -> None:
    results = add_all(content, DATED, CORRECTED, DATED)
    assert [r.outcome for r in results] == [Outcome.ADDED, Outcome.UPDATED, Outcome.UPDATED]
    (told,) = articles(content)
    assert told.front.title == TITLE


def test_an_unknown_publisher_is_refused_and_leaves_nothing_behind(content: Path) -> None:
    before = tree(content)
    result = add(content, UNNAMED, name="a.txt")
    assert isinstance(result, Refused)
    assert isinstance(result.error, UnknownSourceError)
    assert result.name == "a.txt"
    assert str(result.error) == "the text does not say who published it"
    assert str(result.error.mend) == "say it with --source, by its name or its id in sources.yml"
    assert tree(content) == before


@pytest.mark.parametrize("said", [" ", "\u200f", "ـ"])  # a right-to-left mark
def test_a_publisher_of_no_letters_is_none(content: Path, said: str) -> None:
    assert isinstance(add(content, UNNAMED, Given(source=said)), Refused)
    assert add(content, DATED, Given(source=said)).article.front.source == "alrasif"


def test_a_publisher_that_is_said_is_taken(content: Path) -> None:
    assert add(content, UNNAMED, Given(source="صحيفة الرصيف")).article.front.source == "alrasif"
    assert add(content, UNNAMED).outcome is Outcome.UNCHANGED  # known by its words


def test_the_unnamed_are_tried_again_when_the_names_of_the_others_are_known(
    content: Path,
) -> None:
    unnamed = HARBOUR.partition("\n\n")[2] + "\nصحيفة الرصيف\n"
    assert isinstance(add(content, unnamed), Refused)
    results = add_all(content, unnamed, DATED)
    assert [(result.name, result.outcome) for result in results] == [
        ("2", Outcome.ADDED),
        ("1", Outcome.ADDED),
    ]
    assert {article.front.source for article in articles(content)} == {"alrasif"}


def test_one_that_is_refused_stops_no_other(content: Path) -> None:
    unread = Refused(name="x", error=RawError(message("this is empty"), message("save it")))
    raws = [unread, Raw("a", "لا شيء"), Raw("b", DATED), Raw("c", UNNAMED.replace(TITLE, "آخر"))]
    results = add_raws(content, raws)
    assert results[0] is unread
    assert isinstance(results[1].error, NoArticleError)
    assert results[2].outcome is Outcome.ADDED
    assert {result.name for result in results} == {"x", "a", "b", "c"}
    assert len(articles(content)) == 1


def test_a_file_that_a_slip_has_broken_is_not_overwritten(content: Path) -> None:
    path = file_of(content, add(content, DATED))
    rewrite(path, "\ntitle: ", "\ntitle: [")
    before = tree(content)
    result = add(content, DATED)
    assert isinstance(result, Refused)
    assert str(result.error) == "this article is in the library already, and cannot be read there"
    assert str(result.error.mend) == "run mujaz check and mend it, then add this again"
    assert result.error.path == path
    assert tree(content) == before


def test_a_broken_file_of_sources_is_told_and_nothing_is_written(content: Path) -> None:
    add(content, DATED)
    rewrite(content / "sources.yml", "  name: صحيفة الرصيف", "  nmae: صحيفة الرصيف")
    before = tree(content)
    result = add(content, HARBOUR)
    assert isinstance(result, Refused)
    assert str(result.error) == "what is said of “alrasif” cannot be read"
    assert str(result.error.path) == "sources.yml"
    assert tree(content) == before


def test_front_matter_in_braces_is_refused_and_left_as_it_is(content: Path) -> None:
    path = file_of(content, add(content, DATED))
    generated = head(path)["generated"]
    inner = f"title: {TITLE}, source: alrasif, generated: {{title: '{generated['title']}'}}"
    body = frontmatter.split(path.read_text("utf-8")).body
    path.write_text(f"---\n{{{inner}}}\n---\n{body}", "utf-8")
    before = tree(content)
    result = add(content, CORRECTED)
    assert isinstance(result, Refused)
    assert "written in braces" in str(result.error)
    assert tree(content) == before


def test_values_of_a_language_other_than_its_sources_say_so(content: Path) -> None:
    english = (
        "Harbour Post\n\nCouncil agrees to restore the old market in the town\n\n"
        "The mayor said on Monday that the council had agreed to restore the old market, and that "
        "work would begin in two weeks and go on until the end of the year.\n"
    )
    assert add(content, english).article.front.language == "en"
    assert add(content, DATED).article.front.language is None


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200 * 2**20)


REFUSED = {
    "empty": (lambda path: path.write_bytes(b""), "this is empty"),
    "blank": (lambda path: path.write_bytes(b"\n\r\n \x00\x00"), "this is empty"),
    "binary": (
        lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\r"),
        "of the kind PNG",
    ),
    "nuls": (lambda path: path.write_bytes(DATED.encode().replace(b" ", b"\x00", 1)), "not a text"),
    "200-megabytes": (sparse, "this is too large for an article: 200 MB, and 20 MB are read"),
    "no-paragraph": (lambda path: path.write_text(TITLE, "utf-8"), "there is no paragraph"),
    "no-publisher": (lambda path: path.write_text(UNNAMED, "utf-8"), "does not say who published"),
    "invalid-bytes": (lambda path: path.write_bytes(DATED.encode() + b"\xd8"), "neither UTF-8 nor"),
    "missing": (lambda _: None, "this file cannot be read: No such file or directory"),
    "a-folder-for-a-link": (lambda path: path.symlink_to(path), "this file cannot be read"),
}


@pytest.mark.parametrize(("make", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_told_in_one_line_and_leaves_nothing_behind(
    digest, mujaz, tmp_path: Path, make, reason: str
) -> None:
    path = tmp_path / "came-in.txt"
    make(path)
    before = tree(digest.content)
    ran = mujaz("--digest", digest.root, "add", path)
    (line,) = ran.err.splitlines()
    assert line.startswith(f"{path}")
    assert reason in line
    assert "; to mend it: " in line
    assert ran.status == 1
    assert ran.out == "1 article refused\n"
    assert tree(digest.content) == before


INSIDE = """
import json, os, pathlib, shutil, subprocess, sys

disk, digest, dump, room = sys.argv[1:]
mount = lambda *words: subprocess.run(["mount", *words], check=True)
mount("-t", "tmpfs", "-o", "size=1m", "none", disk)
root = pathlib.Path(shutil.copytree(digest, pathlib.Path(disk, "digest")))
content = root / "content"
if room == "read-only":
    mount("--bind", content, content)
    mount("-o", "remount,bind,ro", content)
else:
    filler = pathlib.Path(disk, "filler")
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            file.truncate(file.tell() // 4096 * 4096 - int(room) * 4096)

def tree():
    return {
        str(path): [path.stat().st_mtime_ns, path.read_text()] if path.is_file() else None
        for path in sorted(root.rglob("*"))
        if ".cache" not in path.parts
    }

before = tree()
command = [sys.executable, "-c", "from mujaz.cli import run; run()", "--digest", str(root)]
ran = subprocess.run([*command, "add", dump], capture_output=True, text=True)
print(json.dumps([ran.returncode, ran.stdout, ran.stderr, before == tree()]))
"""
"""In a name space of its own: a disk without room, or content/ that may not be written."""


@pytest.fixture
def in_name_space(tmp_path: Path):
    """Runs INSIDE; skips where mounts of one's own are not to be had."""
    name_space = ["unshare", "--map-root-user", "--mount"]
    path, disk = tmp_path / "came-in.txt", tmp_path / "disk"
    path.write_text(DATED, "utf-8")
    disk.mkdir()
    mount = [*name_space, "mount", "-t", "tmpfs", "none", disk]
    if not shutil.which("unshare") or subprocess.run(mount, check=False).returncode:
        pytest.skip("mounts of one's own are not to be had here")
    environ = {key: value for key, value in os.environ.items() if not key.startswith("LC_")}

    def run(digest: Digest, room: str) -> list[object]:
        ran = subprocess.run(
            [*name_space, sys.executable, "-c", INSIDE, disk, digest.root, path, room],
            env={**environ, "LANG": "en_GB.UTF-8", "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            check=True,
        )
        return json.loads(ran.stdout)

    return run


@pytest.mark.parametrize(
    ("room", "file", "reason"),
    [
        ("read-only", "sources.yml", "Read-only file system"),
        ("0", "sources.yml", "No space left on device"),
        ("1", "articles/2026/07/alrasif-", "No space left on device"),  # its source has room
    ],
)
def test_where_the_disk_takes_nothing_one_line_says_so_and_all_is_as_it_was(
    in_name_space, digest, room: str, file: str, reason: str
) -> None:
    status, out, err, as_before = in_name_space(digest, room)
    (line,) = err.splitlines()
    assert f"/disk/digest/content/{file}" in line.split(": ")[0]
    assert f": this file cannot be written: {reason}; to mend it: see to the permissions" in line
    assert (status, out) == (1, "1 article refused\n")
    assert as_before


def test_a_section_that_the_text_tells_is_the_machines(content: Path) -> None:
    told = "المدرب واللاعبون والملعب والمنتخب. خسر المنتخب مباراة في كأس العالم لكرة القدم."
    added = add(content, dump().replace("\n\nورحّب", f"\n\n{told}\n\nورحّب"))
    assert isinstance(added, Added)
    front = added.article.front
    assert front.section is Section.SPORT
    assert provenance.free("section", "sport", front.generated)
