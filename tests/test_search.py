"""The search: what is kept of a library, what the script makes of it, what an edit costs."""

import gzip
import shutil
import string
import tempfile
import zlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import asking
from builders import CASES, article, put, shelf
from mujaz import arabic, search
from mujaz.errors import BuildError
from mujaz.models import Article, Library
from mujaz.search import entries, index, inverse, kin, kinds, numbers, shards, store
from mujaz.search.entries import WEIGHTS, Said

LETTERS = [
    chr(point)
    for point in (
        *range(0x20, 0x700),
        *range(0x8A0, 0x900),
        *range(0xFB50, 0xFDFB),
        *range(0xFE70, 0xFEFD),
    )
    if point != 0x345  # COMBINING GREEK YPOGEGRAMMENI: a letter to Python, a mark to browsers
]

NO_FIELDS = [""] * len(WEIGHTS)


def of(name: str) -> list[Any]:
    return [
        case["text"]
        for path in sorted((CASES / name).glob("*.yml"))
        for case in yaml.safe_load(path.read_text("utf-8"))
    ]


def told(content: Path, whole: Library[Article], folder: Path) -> dict[str, bytes]:
    """Return the files of a library's index, which is kept in a folder."""
    found = search.refreshed(
        content, asking.carded(content, whole), folder / "s.db", version=asking.VERSION
    )
    return dict(found.contents(found.keys))


def laid(content: Path, articles: list[Article]) -> Library[Article]:
    """Write articles into a content/ of their own and return the library."""
    for one in articles:
        place = content / one.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"---\n# {one.front!r}\n---\n\n{one.body}\n", "utf-8")
    return shelf(*articles)


@pytest.fixture
def site(content: Path, tmp_path: Path) -> Path:
    """A small index on the disk."""
    bodies = [
        "فتح الوزير المدرسة",
        "والوزراء في المدارس",
        "زار وزيرٌ مصر",
        "نشرت Nature بحثا عن النحل",
    ]
    for number, body in enumerate(bodies):
        path = f"articles/2026/0{number + 1}/a-{number}.md"
        put(
            content,
            article(
                path,
                title=f"خبر {number}",
                body=body,
                date=f"2026-0{number + 1}-03",
                section=("politics", "science")[number == 3],
                tags=["تعليم"][number:],
            ),
        )
    return asking.index_of(content, tmp_path / "site")


# ---- letters


def test_the_script_has_the_words_of_the_index() -> None:
    texts = [*of("fold"), *of("words")]
    mine = asking.values([["terms", text] for text in texts])
    assert [sorted(set(forms)) for forms in mine] == [
        sorted(inverse.words(Said(t, NO_FIELDS))) for t in texts
    ]


def test_the_script_folds_every_letter_like_python() -> None:
    texts = [f"ب{letter}ب" for letter in LETTERS]
    mine = asking.values([["terms", text] for text in texts])
    wrong = {
        text: (hex(ord(text[1])), forms, found)
        for text, forms in zip(texts, mine, strict=True)
        if {*forms} != (found := {*inverse.words(Said(text, NO_FIELDS))})
    }
    assert wrong == {}


def test_the_script_knows_the_same_words() -> None:
    texts = of("words")
    assert asking.values([["words", t] for t in texts]) == [list(arabic.words(t)) for t in texts]


# ---- kin


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("والمدارس", "مدرسه"),
        ("وزراء", "الوزير"),
        ("بالمستشفيات", "مستشفي"),
        ("كتابها", "الكتب"),
        ("للدول", "دوله"),
        ("الامريكيين", "امريكيه"),
        ("بالتحديد", "تحديد"),
        ("كبيره", "كبار"),
        ("الموت", "موتاهم"),
        ("الجو", "الاجواء"),
        ("لجسم", "الاجسام"),
        ("ومستثمرين", "مستثمر"),
        ("اندونيسي", "اندونيسيا"),
    ],
)
def test_forms_of_a_word_are_kin(one: str, other: str) -> None:
    assert kin.kin(one).head == kin.kin(other).head


@pytest.mark.parametrize(("one", "other"), [("وزير", "زير"), ("الماني", "ماني"), ("بلاد", "لاد")])
def test_letters_of_a_word_are_no_clitics(one: str, other: str) -> None:
    assert kin.kin(one) != kin.kin(other)


@pytest.mark.parametrize(("name", "word"), [("السودان", "اسود"), ("درعا", "درع"), ("ناسا", "ناس")])
def test_places_are_no_forms_of_a_word(name: str, word: str) -> None:
    assert kin.kin(name).head != kin.kin(word).head


def test_forms_of_a_lemma_are_its_kin() -> None:
    assert {"فايده", "فوايد"} <= {*kin.of_lemma("فايده")}
    assert {kin.kin(form).head for form in kin.of_lemma("فايده")} == {"فايده"}
    assert kin.of_lemma("kin") == ()


def test_mates_differ_in_front_only() -> None:
    assert kin.kin("والوزير").bare == kin.kin("وزير").bare != kin.kin("وزراء").bare


# ---- numbers and shards


@given(st.dictionaries(st.integers(0, 1 << 30), st.integers(0, 15)))
def test_postings_are_read_as_they_were_written(found: dict[int, int]) -> None:
    data = numbers.postings(sorted(found.items()))
    assert numbers.posted(data) == found
    assert numbers.count(data) == len(found)


WORDS = st.text(st.sampled_from("ابتوكل"), min_size=1, max_size=7)


@given(st.dictionaries(WORDS, st.integers(1, 20)))
def test_a_lexicon_is_read_as_it_was_written(levels: dict[str, int]) -> None:
    assert shards.levels(shards.lexicon(levels)) == levels


@given(
    st.dictionaries(WORDS, st.dictionaries(WORDS, st.binary(min_size=1, max_size=9), min_size=1))
)
def test_groups_are_read_as_they_were_written(found: dict[str, dict[str, bytes]]) -> None:
    assert shards.grouped(shards.groups(found)) == found


@given(st.dictionaries(WORDS, st.integers(1, 50), min_size=1), st.integers(1, 120))
def test_every_key_is_at_home_in_one_shard(sizes: dict[str, int], most: int) -> None:
    items = [shards.Sized(key, size) for key, size in sorted(sizes.items())]
    covered = dict(shards.cover(items, most))
    assert sorted(key for keys in covered.values() for key in keys) == sorted(sizes)
    for prefix, keys in covered.items():
        assert {shards.home(key, covered) for key in keys} <= {prefix}
        assert sum(map(sizes.__getitem__, keys)) <= most or len(keys) == 1


# ---- between builds

VOCABULARY = [
    "وزير",
    "والوزير",
    "وزراء",
    "مدرسة",
    "المدارس",
    "بيت",
    "بيوت",
    "سوق",
    "باب",
    "قمح",
    "ليل",
]
BODIES = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=6).map(" ".join)
LIBRARIES = st.lists(
    st.dictionaries(st.integers(0, 40), BODIES, min_size=1, max_size=30), min_size=2, max_size=5
)


def numbered(bodies: dict[int, str]) -> list[Article]:
    return [
        article(f"articles/2026/07/a-{n:02}.md", body=body, date=f"2026-07-{n % 28 + 1:02}")
        for n, body in bodies.items()
    ]


@given(LIBRARIES, st.integers(20, 200))
def test_an_index_is_the_same_however_it_came_about(
    versions: list[dict[int, str]], most: int
) -> None:
    small = {"WORDS": replace(kinds.WORDS, most=most), "GROUPS": replace(kinds.GROUPS, most=most)}
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        for name, kind in small.items():
            patch.setattr(kinds, name, kind)
        patch.setattr(index, "FEW", 1)
        kept, content = Path(folder, "kept"), Path(folder, "content")
        for number, bodies in enumerate(versions):
            whole = laid(content, numbered(bodies))
            clean = told(content, whole, Path(folder, str(number)))
            assert told(content, whole, kept) == clean


def test_one_edit_changes_few_files(tmp_path: Path) -> None:
    pairs = [a + b for a in string.ascii_lowercase for b in string.ascii_lowercase]
    bodies = [" ".join(f"{pair}{n % 7}x{k}" for k in range(12)) for n, pair in enumerate(pairs)]
    before = told(tmp_path, laid(tmp_path, numbered(dict(enumerate(bodies)))), tmp_path)
    bodies[300] += " qqqq"
    after = told(tmp_path, laid(tmp_path, numbered(dict(enumerate(bodies)))), tmp_path)
    new = [path for path in after.keys() - before.keys() if path.count("/") == 1]
    assert 0 < len(new) <= 3


def test_several_processes_make_the_same_index(tmp_path: Path) -> None:
    whole = laid(tmp_path, numbered({n: f"كلمة{n} وزير" for n in range(320)}))
    alone = told(tmp_path, whole, tmp_path / "one")
    found = search.refreshed(
        tmp_path, asking.carded(tmp_path, whole), tmp_path / "s.db", version="", workers=2
    )
    assert dict(found.contents(found.keys)) == alone


DAMAGE = {
    "no database": lambda _: b"no database at all" * 99,
    "truncated": lambda data: data[: len(data) // 2],
    "flipped in the middle": lambda data: data[:9000] + bytes(b ^ 1 for b in data[9000:]),
    "one bit": lambda data: data[:-20] + bytes([data[-20] ^ 4]) + data[-19:],
    "empty": lambda _: b"",
}


@pytest.mark.parametrize("harm", DAMAGE)
@pytest.mark.parametrize("name", ["s.db", "s.db.seal"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, harm: str, name: str) -> None:
    bodies = {n: f"وزير مدرسة كلمة{n}" for n in range(30)}
    clean = told(tmp_path, laid(tmp_path, numbered(bodies)), tmp_path)
    file = tmp_path / name
    file.write_bytes(DAMAGE[harm](file.read_bytes()))
    assert told(tmp_path, laid(tmp_path, numbered(bodies)), tmp_path) == clean
    file.write_bytes(DAMAGE[harm](file.read_bytes()))
    new = laid(tmp_path, numbered({**bodies, 29: "باب"}))
    assert told(tmp_path, new, tmp_path) == told(tmp_path, new, tmp_path / "clean")


def test_what_was_begun_when_the_program_was_ended_is_taken_back(tmp_path: Path) -> None:
    file, left = tmp_path / "s.db", tmp_path / "left.db"
    told(tmp_path, laid(tmp_path, numbered({1: "وزير"})), tmp_path)
    with closing(store.Store.at(file, asking.VERSION)) as begun:
        rows = [(f"articles/{n}.md", "key") for n in range(9)]
        whole = entries.Entry(b"a" * 1_000_000, "")  # all of them more than waits in memory
        begun.put((row, whole) for row in rows)
        begun.enlist(rows)
        for name in (file, file.with_name("s.db-journal")):  # as a kill leaves them
            shutil.copyfile(name, name.with_name(name.name.replace("s.db", "left.db")))
    shutil.copyfile(file.with_name("s.db.seal"), left.with_name("left.db.seal"))
    assert left.read_bytes() != file.read_bytes()
    with closing(store.Store.at(left, asking.VERSION)) as after:
        assert len(after.listed()) == 1
    assert left.read_bytes() == file.read_bytes()


def test_an_article_that_changes_meanwhile_is_not_taken_for_what_it_was(tmp_path: Path) -> None:
    whole = asking.carded(tmp_path, laid(tmp_path, numbered({1: "وزير"})))
    path = tmp_path / whole.articles[0].path
    path.write_text(path.read_text("utf-8").replace("وزير", "مدير"), "utf-8")
    with pytest.raises(BuildError, match="changed while"):
        search.refreshed(tmp_path, whole, tmp_path / "s.db", version="")


def test_another_version_begins_anew(tmp_path: Path) -> None:
    told(tmp_path, laid(tmp_path, numbered({1: "وزير"})), tmp_path)
    with closing(store.Store.at(tmp_path / "s.db", asking.VERSION)) as same:
        assert len(same.listed()) == 1
    with closing(store.Store.at(tmp_path / "s.db", "newer")) as other:
        assert other.listed() == []


def test_what_may_not_be_shown_is_not_found(content: Path, tmp_path: Path) -> None:
    put(content, article(body="ظاهر\n\nمستور", rights="excerpt", summary="خلاصة"))
    site = asking.index_of(content, tmp_path / "site")
    shown, hidden = asking.values([["search", "ظاهر"], ["search", "مستور"]], site)
    assert (shown["total"], hidden["total"]) == (1, 0)


def test_only_linked_articles_show_their_summary(content: Path, tmp_path: Path) -> None:
    put(content, article(body="نص طويل", rights="link", summary="خلاصة النبأ"))
    site = asking.index_of(content, tmp_path / "site")
    (found,) = asking.values([["search", "النبأ"]], site)
    assert found["results"][0]["snippet"] == "خلاصة <mark>النبأ</mark>"


def test_an_empty_library_finds_nothing(content: Path, tmp_path: Path) -> None:
    (found,) = asking.values([["search", "وزير"]], asking.index_of(content, tmp_path / "site"))
    assert found["results"] == []


# ---- what the script answers


def names(answer: dict[str, Any]) -> list[str]:
    return [asking.stem(result) for result in answer["results"]]


def test_forms_of_a_word_find_each_other_the_typed_one_first(site: Path) -> None:
    one, two = asking.values([["search", "الوزير"], ["search", "وزراء"]], site)
    assert names(one)[0] == "a-0"
    assert names(two)[0] == "a-1"
    assert {*names(one)} == {*names(two)} == {"a-0", "a-1", "a-2"}


def test_forms_that_no_article_has_find_their_kin(site: Path) -> None:
    found, completed = asking.values([["search", "بحوث"], ["complete", "بحو"]], site)
    assert names(found) == ["a-3"]
    assert "<mark>بحثا</mark>" in found["results"][0]["snippet"]
    assert (found["suggestion"], completed) == (None, [])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("وزير -مصر", {"a-0", "a-1"}),
        ("-مصر وزير", {"a-0", "a-1"}),
        ('"فتح الوزير"', {"a-0"}),
        ("nature", {"a-3"}),
        ("المَدْرَسة", {"a-0", "a-1"}),
        ("بوزير", {"a-0", "a-1", "a-2"}),
        ("وزير مدرسة", {"a-0", "a-1"}),
    ],
)
def test_queries_find_what_they_say(site: Path, query: str, found: set[str]) -> None:
    (answer,) = asking.values([["search", query]], site)
    assert {*names(answer)[: answer["total"]]} == found


def test_words_that_no_article_has_together_are_told(site: Path) -> None:
    (answer,) = asking.values([["search", "مصر النحل وزير"]], site)
    assert names(answer)[0] == "a-2"
    assert answer["relaxed"] == ["النحل"]


def test_words_of_most_articles_are_asked_for_where_the_others_are_in_none(
    content: Path, tmp_path: Path
) -> None:
    for number in range(70):
        put(content, article(f"articles/2026/01/a-{number}.md", body="قال الوزير"))
    index = asking.index_of(content, tmp_path / "site")
    (answer,) = asking.values([["search", "الوزير zzz"]], index)
    assert (answer["total"], answer["relaxed"]) == (70, ["zzz"])


def test_a_phrase_that_is_nowhere_is_told(site: Path) -> None:
    (answer,) = asking.values([["search", '"الوزير فتح"']], site)
    assert answer["relaxed"] == ['"الوزير فتح"']


def test_a_misspelt_word_has_a_suggestion(site: Path) -> None:
    (answer,) = asking.values([["search", "المدسة مصر"]], site)
    assert answer["suggestion"] == "المدرسه مصر"


def test_the_last_word_is_completed(site: Path) -> None:
    (found,) = asking.values([["complete", "مصر المد"]], site)
    assert found == ["المدارس", "المدرسه"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"from": "2026-02-01", "to": "2026-02-28"}, ["a-1"]),
        ({"from": "2026-03"}, ["a-2"]),
        ({"to": "2026-01"}, ["a-0"]),
        ({"section": ["science"]}, []),
        ({"source": ["no-such", "alrasif"]}, ["a-2", "a-1", "a-0"]),
        ({"source": ["alrasif"]}, ["a-2", "a-1", "a-0"]),
    ],
)
def test_filters_leave_what_passes(site: Path, filters: dict[str, Any], found: list[str]) -> None:
    (answer,) = asking.values([["search", "وزير", {"filters": filters, "sort": "date"}]], site)
    assert names(answer) == found
    assert answer["total"] == len(found)


def test_a_section_that_no_article_has_leaves_none(content: Path, tmp_path: Path) -> None:
    put(content, article(body="فتح الوزير المدرسة"))
    site = asking.index_of(content, tmp_path / "site")
    filters = {"section": ["no-such"]}
    all_of_them, none = asking.values(
        [["search", "وزير"], ["search", "وزير", {"filters": filters}]], site
    )
    assert (all_of_them["total"], none["total"]) == (1, 0)


def test_counts_are_told_by_facet(site: Path) -> None:
    (answer,) = asking.values([["search", "وزير", {"counts": True}]], site)
    assert answer["counts"]["source"] == {"alrasif": 3}
    assert answer["counts"]["section"] == {"politics": 3}
    assert answer["counts"]["year"] == {"2026": 3}
    assert list(answer["counts"]["tag"].values()) == [1]


def test_a_result_shows_what_the_page_shows(site: Path) -> None:
    (answer,) = asking.values([["search", "وزير مصر"]], site)
    first = answer["results"][0]
    assert first["title"] == "خبر 2"
    assert first["source"] == "صحيفة alrasif"
    assert first["date"] == "2026-03-03"
    assert first["url"].endswith("/2026/03/a-2/")
    assert first["snippet"] == "زار <mark>وزيرٌ</mark> <mark>مصر</mark>"


def test_a_snippet_is_no_html_of_the_article() -> None:
    text = 'قال <b>وزير</b> & "عبد" إن Apple Inc باعت'
    (html,) = asking.values([["snippet", text, ["وزير"]]])
    assert html == (
        "قال &lt;<bdi>b</bdi>&gt;<mark>وزير</mark>&lt;/<bdi>b</bdi>&gt; &amp; &quot;عبد&quot; إن "
        "<bdi>Apple Inc</bdi> باعت"
    )


def test_the_script_is_small() -> None:
    assert len(gzip.compress(asking.SCRIPT.read_bytes())) < 12_000


def test_numbers_with_signs_in_them_are_found_in_the_smallest_shards(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("WORDS", "GROUPS"):
        monkeypatch.setattr(kinds, name, replace(getattr(kinds, name), most=1))
    put(content, article(body="بلغ 1,200 و1,300 و1.5 في 10:30 وO'Neil"))
    site = asking.index_of(content, tmp_path / "site")
    queries = ["1,200", "١٬٣٠٠", "1.5", "10:30", "o'neil"]
    found = asking.values([["search", query] for query in queries], site)
    assert [answer["total"] for answer in found] == [1] * len(queries)


def test_words_in_letters_beyond_the_first_plane_are_found(content: Path, tmp_path: Path) -> None:
    words = ["𞤀𞤣𞤤𞤢𞤥", "𞤀𞤣𞤤𞤢𞤥𞤲", "𞤀𞤣𞤤𞤢𞤲"]  # of Adlam, which JavaScript counts as two letters each
    for number, word in enumerate(words):
        put(content, article(f"articles/2026/0{number + 1}/a.md", body=f"نص فيه {word}"))
    site = asking.index_of(content, tmp_path / "site")
    found = asking.values([["search", word] for word in words], site)
    assert [answer["total"] for answer in found] == [1, 1, 1]


def test_the_script_reads_no_index_of_another_format(site: Path) -> None:
    manifest = site / search.MANIFEST
    told = zlib.decompress(manifest.read_bytes(), wbits=-zlib.MAX_WBITS)
    other = told.replace(b'"format":3', b'"format":4')
    assert other != told
    manifest.write_bytes(entries.deflated(other))
    with pytest.raises(AssertionError, match="an index of format 4, not 3"):
        asking.values([["search", "الوزير"]], site)
