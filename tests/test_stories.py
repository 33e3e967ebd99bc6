"""What makes two articles one story, and how the index keeps what it is told."""

import random
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import RAW, TODAY
from mujaz import extract, raw, stories
from mujaz.errors import WriteError
from mujaz.stories import Told, store
from mujaz.stories.shingles import Sketch, basis, shingles

CASES = Path(__file__).parent / "cases" / "stories"
WORD = st.sampled_from(["قال", "الوزير", "إن", "الجسر", "فتح", "أمس", "أمام", "بعد", "عام"])
ANY_TEXT = st.lists(WORD, max_size=20).map(" ".join) | st.text(max_size=40)
ARTICLES = st.dictionaries(st.sampled_from("abcdefgh"), ANY_TEXT, max_size=6)
WHOLE = "أعلنت البلدية اليوم أن جسر الوادي سيفتح أمام السيارات صباح الأحد بعد ترميم دام عاماً"
COPY = "جسر الوادي سيفتح أمام السيارات صباح الأحد بعد ترميم"
STRANGER = "فاز فريق الميناء بكأس المدينة بعد مباراة امتدت إلى ركلات الترجيح"
SHELF = {"copy": COPY, "stranger": STRANGER, "whole": WHOLE}


def cases() -> list[object]:
    return [
        pytest.param(case, id=f"{file.stem}-{place}")
        for file in sorted(CASES.glob("*.yml"))
        for place, case in enumerate(yaml.safe_load(file.read_text("utf-8")), 1)
    ]


@contextmanager
def index_of(articles: Mapping[str, str], folder: Path | None = None) -> Iterator[stories.Index]:
    """Open an index that holds these articles; the digest of each is its text."""
    with stories.Index.at(folder) as index:
        index.follow(articles, lambda key: Told(articles[key]))
        yield index


def keys(index: stories.Index, text: str, articles: Mapping[str, str]) -> set[str]:
    return {match.key for match in index.alike(text, articles.__getitem__)}


def tell_apart(index: stories.Index, articles: Mapping[str, str] = SHELF) -> None:
    """Assert that an index knows this shelf, and finds in it what it should."""
    assert index.known() == articles
    assert keys(index, COPY, articles) == {"copy", "whole"}
    assert keys(index, STRANGER, articles) == {"stranger"}


def file_of(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def rows(folder: Path) -> tuple[int, int]:
    """Count the articles and the postings that the file holds, and see that it is sound."""
    with closing(sqlite3.connect(file_of(folder))) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return tuple(
            db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in ("articles", "postings")
        )


@pytest.mark.parametrize("case", cases())
def test_one_story_or_two(case: dict) -> None:
    a, b, same = case["a"], case["b"], case["same"]
    assert (stories.containment(a, b) >= stories.ALIKE) == same
    with index_of({"a": a, "b": b}) as index:
        assert ("b" in keys(index, a, {"a": a, "b": b})) == same
        assert ("a" in keys(index, b, {"a": a, "b": b})) == same


def test_the_sample_and_what_others_made_of_it_are_told_apart() -> None:
    """Shortened, corrected, mixed and signed copies of every sample dump: all found, no other."""
    chance = random.Random(1)
    end = " وكالة الأفق للأنباء جميع الحقوق محفوظة ولا يجوز إعادة النشر من غير إذن خطي مسبق"
    shelf: dict[str, str] = {}
    for path in sorted(RAW.iterdir()):
        draft = extract.extract_text(
            raw.decode(raw.read(path)), today=TODAY, known=("صحيفة", "أوراق")
        )
        words = "\n".join(draft.paragraphs).split()
        corrected = [f"{word}ه" if chance.random() < 0.05 else word for word in words]
        mixed = words[len(words) // 3 : len(words) // 3 * 2] + STRANGER.split()
        made = (words, words[: len(words) // 3], corrected, mixed)
        shelf |= {f"{path.stem}/{place}": " ".join(text) + end for place, text in enumerate(made)}
    with index_of(shelf) as index:
        for key, text in shelf.items():
            story = {other for other in shelf if other.split("/")[0] == key.split("/")[0]}
            related = {  # two thirds of a text that do not overlap need not be alike
                other for other in story if stories.containment(text, shelf[other]) >= stories.ALIKE
            }
            assert keys(index, text, shelf) == related
            assert key.split("/")[0] + "/0" in related


def test_what_many_articles_end_with_makes_none_of_them_alike() -> None:
    chance = random.Random(2)
    end = f" {WHOLE} {STRANGER}"
    shelf = {
        str(number): " ".join("".join(chance.choices("ابتجدرسعلمن", k=5)) for _ in range(12)) + end
        for number in range(150)
    }
    assert stories.containment(shelf["0"], shelf["1"]) > stories.ALIKE
    with index_of(shelf) as index:
        assert keys(index, shelf["7"], shelf) == {"7"}


def test_long_texts_are_known_by_a_sample_and_found_by_it() -> None:
    chance = random.Random(3)
    shelf = {
        str(number): " ".join("".join(chance.choices("ابتجدرسعلمن", k=4)) for _ in range(450))
        for number in range(40)
    }
    assert max(len(Sketch.of(shingles(text)).hashes) for text in shelf.values()) < 90
    with index_of(shelf) as index:
        for key, text in shelf.items():
            half = " ".join(text.split()[100:325] + STRANGER.split())
            (match,) = index.alike(half, shelf.__getitem__)
            assert match.key == key
            assert match.containment == stories.containment(half, text)


def test_the_most_alike_comes_first() -> None:
    with index_of(SHELF) as index:
        found = index.alike(f"{COPY} قريباً", SHELF.__getitem__)
        assert [(match.key, match.containment) for match in found] == [
            ("copy", 1.0),
            ("whole", 7 / 8),
        ]


def test_an_article_that_is_gone_is_like_none() -> None:
    with index_of(SHELF) as index:
        assert index.alike(COPY, {}.get("gone", "").strip) == ()


def test_a_text_without_end_costs_no_more_than_a_long_one() -> None:
    text = " ".join(map(str, range(300_000)))
    assert len(shingles(text)) < 20_000
    with index_of({"endless": text}) as index:
        assert keys(index, text, {"endless": text}) == {"endless"}


@pytest.mark.parametrize(
    ("a", "b", "shared"),
    [((90, 11), (100, 12), 90), ((90, 11), (56, 56), 11), ((60, 60), (56, 56), 56)],
)
def test_two_texts_meet_in_what_both_keep(
    a: tuple[int, int], b: tuple[int, int], shared: int
) -> None:
    assert basis(a, b) == basis(b, a) == shared


@given(ANY_TEXT, ANY_TEXT)
def test_containment_is_a_share_and_the_same_from_both_sides(a: str, b: str) -> None:
    assert 0 <= stories.containment(a, b) == stories.containment(b, a) <= 1
    assert stories.containment(a, a) == bool(shingles(a))


@given(ARTICLES, ANY_TEXT)
def test_short_texts_are_found_as_if_all_had_been_read(articles: dict[str, str], text: str) -> None:
    with index_of(articles) as index:
        assert keys(index, text, articles) == {
            key for key in articles if stories.containment(text, articles[key]) >= stories.ALIKE
        }


@given(ARTICLES)
def test_alike_is_symmetric(articles: dict[str, str]) -> None:
    with index_of(articles) as index:
        found = {key: keys(index, text, articles) for key, text in articles.items()}
    assert all(a in found[b] for a in found for b in found[a])


@settings(max_examples=20)
@given(ARTICLES, ARTICLES)
def test_what_was_removed_leaves_nothing(
    tmp_path_factory: pytest.TempPathFactory, first: dict[str, str], then: dict[str, str]
) -> None:
    folder = tmp_path_factory.mktemp("stories")
    with stories.Index.at(folder) as index:
        for key, text in [*first.items(), *then.items()]:
            index.put(key, text, Told(text))
        assert index.known() == first | then
        for key in {*first, *then, "never there"}:
            index.remove(key)
        assert index.known() == {}
    assert rows(folder) == (0, 0)


@settings(max_examples=20)
@given(ARTICLES, ARTICLES, ANY_TEXT)
def test_an_index_that_is_opened_again_is_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    first: dict[str, str],
    then: dict[str, str],
    text: str,
) -> None:
    folder = tmp_path_factory.mktemp("stories")
    with index_of(first, folder):
        pass
    with stories.Index.at(folder) as index:
        changed = {key for key in then if then[key] != first.get(key)}
        assert index.known() == first
        assert index.follow(then, lambda key: Told(then[key])) == len(changed)
        kept = index.alike(text, then.__getitem__)
    with stories.Index.at(folder) as index, index_of(then) as fresh:
        assert index.known() == then
        assert index.follow(then, lambda key: Told({}[key])) == 0
        assert kept == index.alike(text, then.__getitem__) == fresh.alike(text, then.__getitem__)


def foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE articles (title)")


def other_format(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA user_version = 1")


def read_only_by_its_head(file: Path) -> None:
    octets = bytearray(file.read_bytes())
    octets[18] = 9  # the version of the format for writing
    file.write_bytes(octets)


DAMAGE = {
    "empty": lambda file: file.write_bytes(b""),
    "text": lambda file: file.write_text("هذا ليس فهرساً\n" * 500, "utf-8"),
    "foreign": foreign,
    "of another format": other_format,
    "read-only by its head": read_only_by_its_head,
    "with tables of no name": lambda file: file.write_bytes(
        file.read_bytes().replace(b"articles", b"\x80rticles").replace(b"TABLE", b"TXBLE")
    ),
    "without its tables": lambda file: file.write_bytes(file.read_bytes()[:4096]),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_file_that_is_not_ours_is_replaced(tmp_path: Path, damage: str) -> None:
    with index_of(SHELF, tmp_path):
        pass
    DAMAGE[damage](file_of(tmp_path))
    with index_of(SHELF, tmp_path) as index:
        index.put("new", "new", Told(COPY))
        index.remove("new")
        tell_apart(index)
    assert rows(tmp_path)[0] == len(SHELF)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_never_lies_and_never_stops_anyone(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("stories")
    shelf = SHELF | {str(number): f"{WHOLE} {STRANGER} {number}" * 3 for number in range(60)}
    with index_of(shelf, folder):
        pass
    file, chance = file_of(folder), data.draw(st.randoms(use_true_random=False))
    octets = bytearray(file.read_bytes())
    if data.draw(st.booleans()):
        del octets[chance.randrange(len(octets)) :]
    for _ in range(chance.choice([1, 20, 500]) if octets else 0):
        octets[chance.randrange(len(octets))] = chance.randrange(256)
    file.write_bytes(octets)
    with index_of(shelf, folder) as index:
        assert keys(index, COPY, shelf) <= {
            key for key in shelf if stories.containment(COPY, shelf[key]) >= stories.ALIKE
        }
        index.put("new", "new", Told(COPY))
        assert "new" in keys(index, COPY, shelf | {"new": COPY})
        index.remove("new")


def test_a_file_that_breaks_while_it_is_open_is_filled_anew(tmp_path: Path) -> None:
    with index_of(SHELF, tmp_path):
        pass
    file = file_of(tmp_path)
    whole = file.read_bytes()
    with index_of(SHELF, tmp_path) as index:
        file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
        tell_apart(index)
    assert file_of(tmp_path) != file


def test_a_file_that_breaks_before_anything_was_followed_is_begun_anew(tmp_path: Path) -> None:
    with index_of(SHELF, tmp_path):
        pass
    file = file_of(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with stories.Index.at(tmp_path) as index:
        index.put("whole", WHOLE, Told(WHOLE))
        assert index.known() == {"whole": WHOLE}


def test_a_closed_index_stays_closed(tmp_path: Path) -> None:
    with index_of(SHELF, tmp_path) as index:
        pass
    with pytest.raises(sqlite3.ProgrammingError):
        index.known()


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "stories"
    file.write_text("مسودة", "utf-8")
    with pytest.raises(WriteError) as caught:
        stories.Index.at(file)
    assert caught.value.path == file
    assert "File exists" in str(caught.value)
    assert file.read_text("utf-8") == "مسودة"


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "1.sqlite").mkdir()
    with pytest.raises(WriteError, match="unable to open"):
        stories.Index.at(tmp_path)


def test_a_full_disk_is_told_and_what_was_written_stays(tmp_path: Path) -> None:
    with index_of(SHELF, tmp_path):
        pass
    opened = store.opened(tmp_path, 1)
    with closing(opened.db) as db:
        db.execute("PRAGMA max_page_count = 1")  # never less than it has
        with pytest.raises(WriteError, match="full"), store.telling(tmp_path), db:
            db.execute("INSERT INTO articles VALUES (9, 'k', 'd', 1, 1, zeroblob(100000))")
    with stories.Index.at(tmp_path) as index:
        tell_apart(index)


def test_who_writes_too_long_is_told_to_the_one_who_waits(tmp_path: Path) -> None:
    with index_of(SHELF, tmp_path):
        pass
    with (
        closing(sqlite3.connect(file_of(tmp_path), isolation_level=None)) as other,
        stories.Index.at(tmp_path, wait=0.05) as index,
    ):
        other.execute("BEGIN IMMEDIATE")
        tell_apart(index)  # who only reads does not wait
        with pytest.raises(WriteError) as caught:
            index.put("new", "new", Told(COPY))
        assert str(caught.value) == "another program has been writing here for a long time"
        assert str(caught.value.mend) == "wait until it has ended, then run this again"
        other.execute("ROLLBACK")
        index.put("new", "new", Told(COPY))


def test_a_writer_waits_until_another_is_done(tmp_path: Path) -> None:
    with index_of(SHELF, tmp_path):
        pass
    other = sqlite3.connect(file_of(tmp_path), isolation_level=None, check_same_thread=False)
    with closing(other), stories.Index.at(tmp_path) as index:
        other.execute("BEGIN IMMEDIATE")
        released = threading.Timer(0.2, other.execute, ["ROLLBACK"])
        released.start()
        index.put("new", "new", Told(COPY))
        released.join()
        assert "new" in index.known()


WRITER = """
import sys
from pathlib import Path
from mujaz import stories
from mujaz.stories import Told
with stories.Index.at(Path(sys.argv[1])) as index:
    print("open", flush=True)
    for number in range(int(sys.argv[3])):
        text = f"{sys.argv[2]} {number} " * 60
        index.put(f"{sys.argv[2]}-{number}", "", Told(text))
"""


def writer(folder: Path, name: str, count: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", WRITER, str(folder), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


@pytest.mark.parametrize("before", ["nothing", "a damaged file"])
def test_several_programs_write_at_once(tmp_path: Path, before: str) -> None:
    folder = tmp_path / "stories"
    if before == "a damaged file":
        folder.mkdir()
        (folder / "1.sqlite").write_text("هذا ليس فهرساً", "utf-8")
    writers = [writer(folder, name, 50) for name in ("a", "b", "c")]
    for one in writers:
        one.communicate()
    assert [one.returncode for one in writers] == [0, 0, 0]
    assert rows(folder)[0] == 150


def test_a_program_that_is_killed_leaves_whole_articles(tmp_path: Path) -> None:
    with writer(tmp_path, "a", 1_000_000) as killed:
        assert killed.stdout is not None
        killed.stdout.readline()
        while killed.poll() is None and len(stories_known(tmp_path)) < 20:
            pass
        killed.send_signal(signal.SIGKILL)
    with stories.Index.at(tmp_path) as index:
        for key in index.known():
            text = f"{key.replace('-', ' ')} " * 60
            assert key in {match.key for match in index.alike(text, lambda _, text=text: text)}
    assert rows(tmp_path)[0] >= 20


def stories_known(folder: Path) -> Mapping[str, str]:
    with stories.Index.at(folder) as index:
        return index.known()


def test_what_a_newer_file_replaced_is_taken_away(tmp_path: Path) -> None:
    for name in ("1.sqlite", "1.sqlite-wal", "2.sqlite", "notes.sqlite", "2.txt"):
        (tmp_path / name).write_bytes(b"old")
    with index_of(SHELF, tmp_path) as index:
        tell_apart(index)
    assert {path.name for path in tmp_path.iterdir()} == {"3.sqlite", "notes.sqlite", "2.txt"}


def test_articles_are_found_by_their_marks_until_these_change(tmp_path: Path) -> None:
    with stories.Index.at(tmp_path) as index:
        index.put("b", "1", Told(WHOLE, ("link", "title", "title")))
        index.put("a", "1", Told(COPY, ("title",)))
    with stories.Index.at(tmp_path) as index:
        assert index.marked("title") == ("a", "b")
        assert index.marked("link") == ("b",)
        index.put("b", "2", Told(WHOLE, ("other",)))
        index.remove("a")
        assert (index.marked("title"), index.marked("link")) == ((), ())
        assert index.marked("other") == ("b",)
