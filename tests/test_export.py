"""A library goes out to other programs, and what comes back is the same to the byte."""

import json
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import Ran, article, bind, edition, new_digest, put
from mujaz import arabic, database, disk, library, portable
from mujaz.digest import Digest

Command = Callable[..., Ran]
HEADS = st.sampled_from(
    [
        "---\ntitle: خبر  # an editor's comment\nsource: alrasif\n---\n",
        "---\r\ntitle: 'Water: what next?'\r\nsource: alrasif\r\nmood: calm\r\n...\r\n",
        '\ufeff---\nsource: "alrasif"\ntitle: >-\n  one\n  two\ndate: 2026-07\n---\n\n',
        "---\ntitle: [\n---\n",
        "---\nsource: alrasif\n---\n",
        "",
    ]
)
NAMES = st.sampled_from(
    [
        "articles/2026/07/a.md",
        "articles/b.md",
        "articles/a.jpg",
        "about.md",
        "صور/م.png",
        "tags.yml",
    ]
)
ANY = st.one_of(
    st.binary(max_size=99), st.text(st.characters(exclude_categories=("Cs",))).map(str.encode)
)
LINES = {
    "no-json": "[",
    "no-object": "[]",
    "no-path": '{"text": "x"}',
    "no-words": '{"path": "a.md"}',
    "above-the-content": '{"path": "../a.md", "text": "x"}',
    "within-and-out-again": '{"path": "articles/../../a.md", "text": "x"}',
    "from-the-root": '{"path": "/etc/a.md", "text": "x"}',
    "hidden": '{"path": ".git/config", "text": "x"}',
    "another-spelling": '{"path": "articles//a.md", "text": "x"}',
    "of-windows": '{"path": "..\\\\a.md", "text": "x"}',
    "nowhere": '{"path": "", "text": "x"}',
    "no-base64": '{"path": "a.jpg", "base64": "!"}',
    "the-same-file-again": '{"path": "more.md", "text": "y"}',
    "a-number": '{"path": 7, "text": "x"}',
}


def files(content: Path) -> dict[str, bytes]:
    return {str(path): library.data(content, path) for path in library.whole(content)}


@pytest.fixture
def full(digest: Digest) -> Digest:
    """A digest with some of everything."""
    put(digest.content, article(date="2026-07-05T10:15+03:00", tags=["لبنان", "مرفأ"], mood="calm"))
    path = "articles/2026/07/alrasif-000002.md"
    front = {"title": "خبرٌ ثانٍ عن الجسر", "authors": ["ليلى", "سامي"], "rights": "link"}
    put(digest.content, article(path, body="قال **الوزير** [كلاماً](x.md).\n\nثم ذهب.", **front))
    tags = "لبنان:\n  kind: place\n  aliases:\n  - Lebanon\n  - لبنان الكبير\n"
    (digest.content / "tags.yml").write_text(tags, "utf-8")
    (digest.content / "articles" / "2026" / "07" / "a.jpg").write_bytes(b"\xff\xd8\x00")
    (digest.content / ".hidden").write_text("x", "utf-8")
    listed = "2026/07/alrasif-000001", {"heading": "الاقتصاد"}, "2026/07/alrasif-000002"
    bind(digest.content, edition(*listed, words="أسبوع هادئ."))
    return digest


def test_what_goes_out_comes_back_to_the_byte(mujaz: Command, full: Digest, tmp_path: Path) -> None:
    said = mujaz("--digest", full.root, "export", "--to", "jsonl", "library.jsonl")
    count = len(files(full.content))
    assert said == Ran(0, f"library.jsonl: {count} files\n", "")
    other = new_digest(tmp_path / "other")
    said = mujaz("--digest", other.root, "import", "library.jsonl", "--replace")
    assert said.status == 0
    assert files(other.content) == files(full.content)
    assert library.load(other.content) == library.load(full.content)
    said = mujaz("--digest", other.root, "import", "library.jsonl")
    assert said == Ran(0, f"0 files written and {count} unchanged\n", "")


@settings(max_examples=40)
@given(st.dictionaries(NAMES, st.tuples(HEADS, ANY)))
def test_any_files_come_back_to_the_byte(found: dict[str, tuple[str, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder)
        written = {
            PurePosixPath(name): head.encode() + data for name, (head, data) in found.items()
        }
        disk.write_all({content / path: data for path, data in written.items()})
        told = "\n".join(portable.lines(content))
        assert dict(portable.files(told.split("\n"), Path("x"))) == written


def test_a_line_has_the_values_of_an_article(full: Digest) -> None:
    rows = {row["path"]: row for row in map(json.loads, portable.lines(full.content))}
    row = rows["articles/2026/07/alrasif-000001.md"]
    assert row["address"] == "2026/07/alrasif-000001/"
    assert row["front"]["date"] == "2026-07-05T10:15+03:00"
    assert (row["front"]["tags"], row["front"]["mood"]) == (["لبنان", "مرفأ"], "calm")
    assert row["body"].startswith("قال رئيس البلدية")
    assert rows["articles/2026/07/a.jpg"]["base64"] == "/9gA"
    assert rows["editions/2026-w48.md"]["text"].endswith("أسبوع هادئ.")


def test_a_line_of_another_program_needs_no_head() -> None:
    front = {"mood": "calm", "source": "alrasif", "title": "خبر", "summary": None}
    line = json.dumps({"path": "articles/a.md", "front": front, "body": "نص.\n"})
    ((path, data),) = portable.files([line, ""], Path("x"))
    assert str(path) == "articles/a.md"
    assert data.decode() == "---\ntitle: خبر\nsource: alrasif\nmood: calm\n---\n\nنص.\n"


@pytest.mark.parametrize("case", LINES)
def test_a_line_that_is_none_is_refused_with_its_number(
    case: str, mujaz: Command, digest: Digest, tmp_path: Path
) -> None:
    before = files(digest.content)
    good = '{"path": "more.md", "text": "x"}'
    (tmp_path / "x.jsonl").write_text(f"{good}\n{LINES[case]}\n", "utf-8")
    said = mujaz("--digest", digest.root, "import", "x.jsonl")
    assert said.status == 1
    assert said.err.startswith("x.jsonl:2: this is no line of an export of a library; ")
    assert files(digest.content) == before


def test_what_an_editor_has_is_not_written_over_unless_told(mujaz: Command, full: Digest) -> None:
    mujaz("--digest", full.root, "export", "--to", "jsonl", "library.jsonl")
    file = full.content / "about.md"
    file.write_text("mine", "utf-8")
    said = mujaz("--digest", full.root, "import", "library.jsonl")
    assert (said.status, file.read_text("utf-8")) == (1, "mine")
    assert said.err.startswith(
        "digest/content/about.md: this file is there already, and is another;"
    )
    assert mujaz("--digest", full.root, "import", "library.jsonl", "--replace").status == 0
    assert file.read_text("utf-8") != "mine"


@pytest.mark.parametrize("data", [None, b"\xff"])
def test_a_file_that_cannot_be_read_is_said(
    mujaz: Command, digest: Digest, tmp_path: Path, data: bytes | None
) -> None:
    if data:
        (tmp_path / "x.jsonl").write_bytes(data)
    said = mujaz("--digest", digest.root, "import", "x.jsonl")
    assert (said.status, said.err.startswith("x.jsonl: this file cannot be read: ")) == (1, True)


def asked(data: bytes, question: str, *values: object) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(data)
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return base.execute(question, values).fetchall()


def test_a_database_answers_questions(mujaz: Command, full: Digest, tmp_path: Path) -> None:
    said = mujaz("--digest", full.root, "export", "--to", "sqlite", "library.db")
    assert said == Ran(0, "library.db: 2 articles\n", "")
    data = (tmp_path / "library.db").read_bytes()
    assert data == database.database(library.load(full.content).library)
    found = "SELECT title, date, rights, other FROM articles ORDER BY path"
    assert asked(data, found) == [
        ("المجلس يوافق على الخطة", "2026-07-05T10:15+03:00", "full", '{"mood": "calm"}'),
        ("خبرٌ ثانٍ عن الجسر", None, "link", "{}"),
    ]
    named = "SELECT name FROM authors JOIN articles ON id = article ORDER BY place"
    assert asked(data, named) == [("ليلى",), ("سامي",)]
    tagged = "SELECT tag, kind FROM article_tags LEFT JOIN tags ON tag = label ORDER BY place"
    assert asked(data, tagged) == [("لبنان", "place"), ("مرفأ", None)]
    assert asked(data, "SELECT tag FROM spellings WHERE spelling = 'Lebanon'") == [("لبنان",)]
    words = "SELECT words FROM articles WHERE address = '2026/07/alrasif-000002/'"
    assert asked(data, words) == [("قال الوزير كلاماً.\n\nثم ذهب.",)]
    listed = "SELECT heading, address FROM edition_items ORDER BY place"
    assert asked(data, listed) == [
        (None, "2026/07/alrasif-000001/"),
        ("الاقتصاد", None),
        (None, "2026/07/alrasif-000002/"),
    ]
    search = "SELECT title FROM search JOIN articles ON id = search.rowid WHERE search MATCH ?"
    assert asked(data, search.replace("title F", "articles.title F"), arabic.fold("الجسر")) == [
        ("خبرٌ ثانٍ عن الجسر",)
    ]


def test_a_library_with_something_broken_is_no_database(mujaz: Command, full: Digest) -> None:
    (full.content / "articles" / "c.md").write_text("---\ntitle: [\n---\n", "utf-8")
    said = mujaz("--digest", full.root, "export", "--to", "sqlite", "library.db")
    assert (said.status, said.err.startswith("digest/content/articles/c.md:")) == (1, True)
