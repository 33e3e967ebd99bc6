"""Two people's versions of a file: put together where they can be, shown where they cannot."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import merges
from builders import article, bind, edition, put
from merges import Newsroom
from mujaz import frontmatter, provenance
from mujaz.digest import Digest
from mujaz.merging.values import met

SCALARS = st.sampled_from(("a", "b", "c", 1, 2021, True))
LISTS = st.lists(st.sampled_from("abcdef"), unique=True, max_size=5)
MAPPINGS = st.dictionaries(st.sampled_from("xyz"), SCALARS | LISTS, max_size=3)
VALUES = SCALARS | LISTS | MAPPINGS
PAIRS = (2, 3, 5, 12, 15)
"""Of these five one is a conflict over a tag's new name, and one over a source."""


@given(VALUES, VALUES)
def test_what_one_side_alone_changed_is_taken(base: object, changed: object) -> None:
    assert met(base, base, changed) == met(base, changed, base) == (changed, changed)


@given(MAPPINGS, MAPPINGS, MAPPINGS)
def test_a_key_is_disputed_only_where_both_changed_it(base: dict, one: dict, other: dict) -> None:
    mine, yours = met(base, one, other)
    disputed = {key for key in {**mine, **yours} if mine.get(key) != yours.get(key)}
    for key in disputed & (base.keys() | (one.keys() & other.keys())):
        assert one.get(key) != base.get(key) != other.get(key)


@given(LISTS, LISTS, LISTS)
def test_what_was_put_into_a_list_or_taken_out_is_so_in_both(base, one, other) -> None:
    mine, yours = met(base, one, other)
    if mine == yours:
        kept = {item for item in base if item in one and item in other}
        assert set(mine) == kept | (set(one) - set(base)) | (set(other) - set(base))


@pytest.fixture
def room(digest: Digest, tmp_path: Path) -> Newsroom:
    """A digest with an article and an edition, under git."""
    put(digest.content, article("articles/2026/07/a.md", date="2026-07-01", tags=["السوق"]))
    bind(digest.content, edition("2026/07/a"))
    made = merges.opened(digest.root, tmp_path / "bin")
    made.git("rm", "-qf", "content/editions/2020-01-01-2026-11-01.md")
    made.commit("one edition")
    return made


A = "content/articles/2026/07/a.md"
W48 = "content/editions/2026-w48.md"


def merged(room: Newsroom, path: str, ours: str, theirs: str) -> tuple[int, str]:
    """Return git's status, and the file, after two people wrote it anew."""
    for branch, text in (("theirs", theirs), ("ours", ours)):
        room.git("checkout", "-qB", branch, "main")
        room.write(path, text)
        room.commit(branch)
    return room.git("merge", "-q", "--no-edit", "theirs").returncode, room.read(path)


def edited(room: Newsroom, path: str, **changes: object) -> str:
    order = ("title", "kicker", "date", "source", "tags", "summary", "articles")
    return frontmatter.edit(room.read(path), changes, order=order)


def test_neighbouring_lines_are_two_values(room: Newsroom) -> None:
    ours = edited(room, A, title="العنوان عندنا")
    status, text = merged(room, A, ours, edited(room, A, kicker="تمهيد"))
    assert status == 0
    assert "title: العنوان عندنا\nkicker: تمهيد\n" in text


def test_two_tags_at_one_place_are_both_kept(room: Newsroom) -> None:
    ours, theirs = (edited(room, A, tags=["السوق", tag]) for tag in ("الجسر", "النهر"))
    status, text = merged(room, A, ours, theirs)
    assert (status, "- السوق\n- الجسر\n- النهر\n" in text) == (0, True)


def test_one_value_that_two_wrote_is_shown_alone(room: Newsroom) -> None:
    ours = edited(room, A, title="عندنا", kicker="تمهيد")
    status, text = merged(room, A, ours, edited(room, A, title="عندهم", tags=["السوق", "الجسر"]))
    conflict = "<<<<<<< ours\ntitle: عندنا\n=======\ntitle: عندهم\n>>>>>>> theirs\n"
    assert (status, conflict in text) == (1, True)
    assert [part in text for part in ("kicker: تمهيد\n", "- السوق\n- الجسر\n")] == [True, True]


def test_the_same_article_added_twice_is_one_with_the_words_of_a_person(room: Newsroom) -> None:
    path = "content/articles/2026/07/b.md"
    head = {"title": "خبر", "date": "2026-07-02", "source": "alrasif", "summary": "ما قالته الآلة."}
    head["added"] = "2026-07-03"
    signed = {**head, "generated": provenance.sign(head | {provenance.BODY: "نص.\n"})}
    theirs = {**signed, "summary": "ما كتبته هند.", "added": "2026-07-02"}
    status, text = merged(
        room,
        path,
        frontmatter.compose(signed, "نص صحّحته ليلى.\n"),
        frontmatter.compose(theirs, "نص.\n"),
    )
    assert (status, text) == (0, frontmatter.compose(theirs, "نص صحّحته ليلى.\n"))


def test_an_article_that_both_put_into_an_edition_stands_there_once(room: Newsroom) -> None:
    ours = edited(room, W48, articles=["2026/07/b", "2026/07/a"])
    theirs = edited(room, W48, articles=["2026/07/a", "2026/07/b"])
    status, text = merged(room, W48, ours, theirs)
    assert (status, text.count("2026/07/b")) == (0, 1)


def test_sources_that_both_added_at_the_end_are_both_there(room: Newsroom) -> None:
    path = "content/sources.yml"
    ours, theirs = (
        f"{room.read(path)}{key}:\n  name: {name}\n  rights: excerpt\n"
        for key, name in (("alghad", "الغد"), ("alshams", "الشمس"))
    )
    status, text = merged(room, path, ours, theirs)
    assert (status, frontmatter.parse_yaml(text).values["alshams"]["rights"]) == (0, "excerpt")
    assert frontmatter.parse_yaml(text).values["alghad"]["rights"] == "excerpt"


def test_a_comment_is_never_lost(room: Newsroom) -> None:
    ours = edited(room, A, title="عندنا")
    theirs = edited(room, A, kicker="تمهيد").replace("kicker:", "# سألنا المحرر\nkicker:")
    status, text = merged(room, A, ours, theirs)
    assert (status, "# سألنا المحرر" in text) == (1, True)


def test_a_comment_behind_a_value_is_not_lost_either(room: Newsroom) -> None:
    ours = edited(room, A, tags=["السوق", "الجسر"])
    theirs = edited(room, A, tags=["السوق", "النهر"]).replace("alrasif\n", "alrasif  # سألناه\n")
    status, text = merged(room, A, ours, theirs)
    assert (status, "  # سألناه\n" in text) == (1, True)


def test_what_git_cannot_merge_stays_as_it_was(mujaz, tmp_path: Path) -> None:
    texts = [f"---\ntitle: {title}\n---\n\n\0\n" for title in "abc"]
    for name, text in zip(("base.md", "ours.md", "theirs.md"), texts, strict=True):
        (tmp_path / name).write_text(text, "utf-8")
    ran = mujaz("merge", "base.md", "ours.md", "theirs.md", "content/articles/a.md")
    told = "content/articles/a.md: git cannot merge this file: "
    assert (ran.status, ran.err.startswith(told), len(ran.err.splitlines())) == (1, True, 1)
    assert (tmp_path / "ours.md").read_text("utf-8") == texts[1]


def test_a_file_that_cannot_be_read_is_merged_as_git_does(room: Newsroom) -> None:
    ours, theirs = (edited(room, A, title=title) for title in ("عندنا", "عندهم"))
    status, text = merged(room, A, ours, theirs.replace("source:", "- source:"))
    assert (status, "<<<<<<<" in text) == (1, True)


def test_git_does_as_always_where_mujaz_is_not_at_hand(room: Newsroom) -> None:
    (room.programs / "mujaz").unlink()
    ours, theirs = edited(room, A, title="عندنا"), edited(room, A, tags=["السوق", "الجسر"])
    status, text = merged(room, A, ours, theirs)
    assert (status, "title: عندنا\n" in text, "- الجسر\n" in text) == (0, True, True)


def test_the_command_tells_how_many_values_two_wrote(mujaz, tmp_path: Path) -> None:
    texts = ("---\ntitle: كان\n---\n", "---\ntitle: عندنا\n---\n", "---\ntitle: عندهم\n---\n")
    for name, text in zip(("base.md", "ours.md", "theirs.md"), texts, strict=True):
        (tmp_path / name).write_text(text, "utf-8")
    ran = mujaz("merge", "base.md", "ours.md", "theirs.md", "content/articles/a.md")
    told = "content/articles/a.md: 1 value that two people wrote\n"
    assert (ran.status, ran.out, ran.err) == (1, "", told)


@pytest.mark.parametrize("given", [(), ("a", "b"), ("--install", "a", "b", "c")])
def test_wrong_usage_is_told(given: tuple[str, ...], mujaz) -> None:
    with pytest.raises(SystemExit):
        mujaz("merge", *given)


def test_what_is_missing_is_told(mujaz) -> None:
    ran = mujaz("merge", "a.md", "b.md", "c.md")
    assert (ran.status, "a.md: " in ran.err) == (1, True)


def test_a_folder_without_a_repository_is_told(digest: Digest, mujaz, monkeypatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", os.fspath(digest.root.parent))
    ran = mujaz("--digest", digest.root, "merge", "--install")
    assert (ran.status, "git repository" in ran.err) == (1, True)


def test_random_days_of_two_people_merge_or_show_what_both_wrote(tmp_path: Path) -> None:
    room = merges.opened(merges.morning(tmp_path / "digest"), tmp_path / "bin")
    outcomes = [merges.day(room, seed) for seed in PAIRS]
    assert [merged.faults for merged in outcomes] == [()] * len(PAIRS)
