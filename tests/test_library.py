"""The library on the disk: what is saved is read again, and what fails leaves nothing behind."""

import datetime as dt
import os
import stat
import string
import subprocess
import sys
import tempfile
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import article, put
from mujaz import frontmatter, library
from mujaz.errors import ContentError, WriteError
from mujaz.models import KEYS, FrontMatter, Rights, Section, Source, Status

PATH = PurePosixPath("articles/2026/07/alrasif-000001.md")

AWKWARD = st.sampled_from(
    [
        *(": ", "# ", "- ", "'", '"', "---", "...", "\n", "\n\n", "{", "[", "&a", "*a", "!x", "|"),
        *(">", "%", "@", "`", "?", ",", "no", "true", "null", "~", "1", "1.5", "2021-07-07", "\\"),
        *("المياه", "«قال»", "\u200f", "\u2028", "\u0085", "\ufeff"),  # marks and line ends
    ]
)
TEXT = (
    st.lists(AWKWARD, min_size=1, max_size=4).map("".join)
    | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
).filter(lambda text: text.strip() == text)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
MAYBE = st.none() | TEXT
OWN_KEYS = st.text(string.ascii_letters + "مفتاح-_. :#", min_size=1, max_size=8).filter(
    lambda key: key not in KEYS
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | TEXT,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=4,
)
FRONTS = st.builds(
    lambda own, **known: FrontMatter.model_validate({**own, **known}),
    own=st.dictionaries(OWN_KEYS, ANYTHING, max_size=3),
    title=TEXT,
    kicker=MAYBE,
    date=st.sampled_from([None, "2021", "2021-07", "2021-07-05", "2021-07-05T10:15+03:00"]),
    source=st.sampled_from(["alrasif", "a-1", "2021", "no", "null"]),
    link=st.sampled_from([None, "https://a.example/خبر?a=b#c"]),
    authors=TEXTS,
    section=st.none() | st.sampled_from(Section),
    tags=TEXTS,
    summary=MAYBE,
    pick=st.booleans(),
    status=st.sampled_from(Status),
    rights=st.none() | st.sampled_from(Rights),
    generated=st.dictionaries(TEXT, TEXT, max_size=2),
)
BODIES = st.lists(AWKWARD, max_size=5).map("".join) | st.text(
    st.characters(exclude_categories=["Cs"])
)


def tree(folder: Path) -> dict[str, bytes | None]:
    """Return every path below a folder, hidden ones too, with what is in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def text_of(front: FrontMatter, body: str) -> str:
    values = front.model_dump(mode="json", exclude_defaults=True)
    return frontmatter.compose(values, body)


@settings(deadline=None)
@given(FRONTS, BODIES)
def test_what_is_saved_is_loaded_again(front: FrontMatter, body: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder)
        text = text_of(front, body)
        library.save(content, PATH, text, source=Source(id=front.source, name="صحيفة: الرصيف"))
        shelf = library.load(content)
        (found,) = shelf.library.articles
        assert found == library.parse(text, PATH)
        assert found.front == front
        assert found.body == f"\n{body}"
        assert shelf.library.sources[front.source].name == "صحيفة: الرصيف"


@settings(deadline=None)
@given(FRONTS, BODIES)
def test_saving_what_was_loaded_changes_no_byte(front: FrontMatter, body: str) -> None:
    text = text_of(front, body)
    found = library.parse(text, PATH)
    assert text_of(found.front, found.body.removeprefix("\n")) == text


def test_an_article_that_breaks_the_schema_raises_the_first_complaint() -> None:
    with pytest.raises(ContentError, match="the key “title” is missing") as raised:
        library.parse("---\nsource: alrasif\ndate: soon\n---\n", PATH)
    assert (raised.value.path, raised.value.line) == (PATH, 2)


def test_a_misspelt_key_stops_no_reading() -> None:
    text = "---\ntitle: عنوان\nsource: alrasif\nsumary: خلاصة\n---\n"
    assert library.parse(text, PATH).front.summary is None


def test_there_must_be_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="there is no folder of content here") as raised:
        library.load(tmp_path / "content")
    assert raised.value.path == tmp_path / "content"
    assert "run mujaz init first" in str(raised.value.mend)


def test_an_empty_folder_is_an_empty_library(tmp_path: Path) -> None:
    assert library.load(tmp_path) == library.Shelf(library=library.Library())


def test_articles_come_newest_first_wherever_they_lie(content: Path) -> None:
    for path, date in (
        ("articles/x/b.md", "2021-07-05"),
        ("articles/a.md", "2022"),
        ("articles/c.md", None),
    ):
        put(content, article(path, date=date))
    found = [str(one.path) for one in library.load(content).library.articles]
    assert found == ["articles/a.md", "articles/x/b.md", "articles/c.md"]


def test_broken_files_are_complaints_and_the_others_are_read(content: Path) -> None:
    put(content, article("articles/good.md"))
    folder = content / "articles"
    (folder / "a.md").write_bytes("---\ntitle: é\n---\n".encode("latin-1"))
    (folder / "b.md").symlink_to("nowhere.md")
    (folder / "c.md").write_text("---\ntitle: عنوان\nsource: alrasef\n---\n", "utf-8")
    (folder / "d.md").write_text("---\ntitle: عنوان\nsource: nobody\n---\n", "utf-8")
    (folder / "e.md").write_text("---\ntitle: [\n---\n", "utf-8")
    shelf = library.load(content)
    assert [str(one.path) for one in shelf.library.articles] == ["articles/good.md"]
    told = [(str(c.path), c.line, str(c.problem), str(c.mend)) for c in shelf.complaints]
    assert told[:4] == [
        ("articles/a.md", 2, "this file is not in UTF-8", "save it again as UTF-8"),
        (
            "articles/b.md",
            None,
            "this file cannot be read: No such file or directory",
            "see to its permissions",
        ),
        (
            "articles/c.md",
            3,
            "there is no source “alrasef” in sources.yml",
            "did you mean “alrasif”?",
        ),
        (
            "articles/d.md",
            3,
            "there is no source “nobody” in sources.yml",
            "add it to sources.yml, or correct it here",
        ),
    ]
    assert [told[4][0], told[4][1]] == ["articles/e.md", 3]
    assert len(told) == 5


def test_broken_files_of_names_are_complaints(content: Path) -> None:
    (content / "sources.yml").write_text("alrasif: {name: الرصيف\n", "utf-8")
    (content / "tags.yml").write_text("- المياه\n", "utf-8")
    shelf = library.load(content)
    assert shelf.library.sources == {}
    assert [str(c.path) for c in shelf.complaints] == ["sources.yml", "tags.yml"]
    assert [c.line for c in shelf.complaints] == [2, 1]


def test_sources_and_tags_are_read_in_their_order(content: Path) -> None:
    (content / "sources.yml").write_text("b:\n  name: ب\na:\n  name: أ\n  rights: link\n", "utf-8")
    (content / "tags.yml").write_text("المياه:\n  aliases: [الماء]\nالسنديان:\n", "utf-8")
    found = library.load(content).library
    assert list(found.sources) == ["b", "a"]
    assert found.sources["a"].rights is Rights.LINK
    assert [tag.label for tag in found.vocabulary.tags] == ["المياه", "السنديان"]


SOURCE = Source(id="alsadd", name="صحيفة السد")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, "alsadd:\n  name: صحيفة السد\n"),
        ("", "alsadd:\n  name: صحيفة السد\n"),
        ("# الناشرون\n", "# الناشرون\nalsadd:\n  name: صحيفة السد\n"),
        ("a: {name: 'أ'}  # ب", "a: {name: 'أ'}  # ب\nalsadd:\n  name: صحيفة السد\n"),
    ],
)
def test_a_new_source_goes_to_the_end_and_nothing_else_changes(
    tmp_path: Path, before: str | None, after: str
) -> None:
    if before is not None:
        (tmp_path / "sources.yml").write_text(before, "utf-8")
    library.add_source(tmp_path, SOURCE)
    assert (tmp_path / "sources.yml").read_text("utf-8") == after
    assert library.load(tmp_path).library.sources["alsadd"] == SOURCE


@pytest.mark.parametrize(
    ("before", "line", "problem"),
    [
        ("a:\n  name: [\n", 3, "this YAML cannot be read"),
        ("# أ\nalsadd:\n  nmae: السد\n", 2, "what is said of “alsadd” cannot be read"),
        ("{a: {name: أ}}\n", 2, "this YAML cannot be read"),
    ],
)
def test_a_source_is_not_put_into_a_broken_file_nor_the_article_without_it(
    tmp_path: Path, before: str, line: int, problem: str
) -> None:
    (tmp_path / "sources.yml").write_text(before, "utf-8")
    with pytest.raises(ContentError, match=problem) as raised:
        library.save(tmp_path, PATH, "نص", source=SOURCE)
    assert (raised.value.path, raised.value.line) == (PurePosixPath("sources.yml"), line)
    assert tree(tmp_path) == {"sources.yml": before.encode()}


def test_a_file_is_replaced_whole_and_keeps_its_permissions(content: Path) -> None:
    path = put(content, article())
    path.chmod(0o640)
    library.save(content, article().path, "نص آخر\n")
    assert path.read_bytes() == "نص آخر\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_new_file_has_the_permissions_that_new_files_have(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        library.save(tmp_path, PATH, "نص")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / PATH).stat().st_mode) == 0o640


def test_where_a_folder_cannot_be_made_nothing_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "articles").write_text("لست مجلداً", "utf-8")
    before = tree(tmp_path)
    with pytest.raises(WriteError, match="this file cannot be written: Not a directory") as raised:
        library.save(tmp_path, PATH, "نص")
    assert raised.value.path == tmp_path / PATH
    assert "see to the permissions and the free space there" in str(raised.value.mend)
    assert tree(tmp_path) == before


def test_where_a_folder_has_the_name_of_the_file_nothing_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / PATH).mkdir(parents=True)
    before = tree(tmp_path)
    with pytest.raises(WriteError, match="Is a directory"):
        library.save(tmp_path, PATH, "نص")
    assert tree(tmp_path) == before


def test_when_one_of_two_files_fails_neither_is_there(tmp_path: Path) -> None:
    (tmp_path / "sources.yml").write_text("a:\n  name: أ\n", "utf-8")
    (tmp_path / "articles").write_text("لست مجلداً", "utf-8")
    before = tree(tmp_path)
    with pytest.raises(WriteError):
        library.save(tmp_path, PATH, "نص", source=SOURCE)
    assert tree(tmp_path) == before


def test_an_interruption_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        library.save(tmp_path, PATH, "نص")
    assert tree(tmp_path) == {}


SLOW = (
    "import os, time\n"
    "os.fsync = lambda _: (print('staged', flush=True), time.sleep(600))\n"
    "from pathlib import Path, PurePosixPath\n"
    "from mujaz import library\n"
    "library.save(Path('.'), PurePosixPath('articles/2026/07/a.md'), 'x')\n"
)
"""Writes an article, on a disk that takes its time."""


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """What a program left that was killed while it wrote."""
    with subprocess.Popen(
        [sys.executable, "-c", SLOW], cwd=tmp_path, stdout=subprocess.PIPE
    ) as running:
        running.stdout.readline()
        running.kill()
    (left,) = (path for path in tmp_path.rglob("*") if path.is_file())
    return left


def test_what_a_killed_program_left_is_swept_when_it_is_old(tmp_path: Path, killed: Path) -> None:
    assert killed.name.startswith(".mujaz-")
    left = dt.datetime.fromtimestamp(killed.stat().st_mtime, dt.UTC).date()
    # Who wrote it may be writing still, on a machine where it is another day.
    for days in (-1, 0, 1):
        library.sweep(tmp_path, left + dt.timedelta(days=days))
        assert killed.exists()
    library.sweep(tmp_path, left + dt.timedelta(days=2))
    assert not killed.exists()


def test_nothing_else_is_swept(tmp_path: Path, killed: Path) -> None:
    (tmp_path / ".mujaz-folder00").mkdir()
    (tmp_path / ".mujaz-abcd0123").symlink_to(killed)
    for name in (".mujaz-notes", "a.mujaz-abcd0123", ".mujaz-abcd0123.md", "sources.yml"):
        (tmp_path / name).write_text("x", "utf-8")
    before = {path for path in tmp_path.rglob("*") if path != killed}
    library.sweep(tmp_path, dt.date(9999, 12, 31))
    assert set(tmp_path.rglob("*")) == before


def test_what_another_program_swept_first_is_no_error(
    tmp_path: Path, killed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = os.walk

    def late(folder: Path) -> list[tuple[str, list[str], list[str]]]:
        found = list(walk(folder))
        killed.unlink()
        return found

    monkeypatch.setattr(os, "walk", late)
    library.sweep(tmp_path, dt.date(9999, 12, 31))
    assert not killed.exists()


def test_when_a_file_cannot_take_its_place_those_before_it_go_and_what_others_put_there_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture, other = PATH.with_name("a.jpg"), tmp_path / PATH.with_name("b.md")
    rename = Path.replace

    def replace(path: Path, target: Path) -> Path:
        if target.suffix == ".md":
            other.write_text("x", "utf-8")
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(WriteError, match="No space left"):
        library.save(tmp_path, PATH, "نص", source=SOURCE, beside={picture: b"x"})
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [other]


def test_a_library_knows_which_files_it_holds(content: Path) -> None:
    assert not library.holds(content, PATH)
    library.save(content, PATH, "ليس مقالة")
    assert library.holds(content, PATH)
