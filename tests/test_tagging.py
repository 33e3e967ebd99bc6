"""What a tag is: golden cases, and laws for any article."""

import pathlib
import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mujaz import arabic
from mujaz.tagging import suggest_tags
from mujaz.tagging.background import background

CASES = pathlib.Path(__file__).parent / "cases" / "tags"
WORDS = """
السفينة سفينة للسفينة وبالسفينة البحارة للبحارة بحار مروان بن سالم الدرويش والدرويش علي على في من
إلى وقال قالت أن الذي المشكلة المجلس البلدي بلدي البلدية للجنة لجنة اللجنة وزير الوزير وزراء كتاب
وكتاب كتابها سريعا جدا يكتبون تكتب سجلت بيروت وبيروت فبيروت كبيروت يوليو 2026 متر ليرة HydraCove
بـHydraCove harbour The library، . «الفنار» (الفنار) : ؟ شرغوف وشرغوف وولل للل
"""
ARTICLES = st.lists(st.lists(st.sampled_from(WORDS.split()), max_size=20).map(" ".join), max_size=4)
ANY_TEXT = st.text(st.characters() | st.sampled_from("وفبكلات ال\n\u0651\u064bـ.«»x1٣"))
ANY_ARTICLES = ARTICLES | st.lists(ANY_TEXT, max_size=3)


def cases() -> list[object]:
    return [
        pytest.param(case, id=f"{file.stem}-{place}")
        for file in sorted(CASES.glob("*.yml"))
        for place, case in enumerate(yaml.safe_load(file.read_text("utf-8")), 1)
    ]


@pytest.mark.parametrize("case", cases())
def test_suggest_tags(case: dict) -> None:
    found = suggest_tags(case.get("title", ""), [case["text"]], limit=case.get("limit", 5))
    assert list(found) == case["expect"]


def test_what_stands_at_the_head_outweighs_what_comes_twice_at_the_end() -> None:
    text = f"الشرغوف. {'ثم ' * 900}. الزنبوط. الزنبوط."
    assert suggest_tags("", [text]) == ("الشرغوف", "الزنبوط")
    assert suggest_tags("", [text.replace("ثم ", "")]) == ("الزنبوط", "الشرغوف")


@given(ANY_TEXT, ANY_ARTICLES, st.integers(0, 8))
def test_tags_are_no_more_than_asked_for_and_no_two_are_one(
    title: str, paragraphs: list[str], limit: int
) -> None:
    tags = suggest_tags(title, paragraphs, limit=limit)
    assert len(tags) <= limit
    assert len({arabic.fold(tag) for tag in tags}) == len(tags)


@given(ARTICLES)
def test_fewer_tags_are_the_best_of_more(paragraphs: list[str]) -> None:
    assert suggest_tags("", paragraphs, limit=2) == suggest_tags("", paragraphs, limit=5)[:2]


def stands(tag: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Say whether a tag is in a text, its first word perhaps with something written onto it."""
    first, *rest = tag
    bare = first.removeprefix("ال")
    return any(
        word.endswith((first, "ل" + bare)) and list(words[place:end]) == rest
        for place, word in enumerate(words, 1)
        if (end := place + len(rest))
    )


TYING = frozenset(map(arabic.fold, ["عبد", "أبو", "أبي", "أم", "آل", "بن", "ابن", "بنت", "ولد"]))
"""Words that tie a name together, and count for none of its own."""


@given(ANY_TEXT, ANY_ARTICLES)
def test_tags_are_phrases_of_the_article(title: str, paragraphs: list[str]) -> None:
    texts = [tuple(map(arabic.fold, arabic.words(text))) for text in (title, *paragraphs)]
    for tag in suggest_tags(title, paragraphs):
        words = tuple(map(arabic.fold, arabic.words(tag)))
        assert 1 <= len([word for word in words if word not in TYING]) <= 4
        assert any(stands(words, text) for text in texts)


@given(ANY_ARTICLES)
def test_tags_begin_and_end_with_a_word_that_means_something(paragraphs: list[str]) -> None:
    stops = background().stops - {"علي"}  # «علي» is a name where the paper writes «على»
    for tag in suggest_tags("", paragraphs):
        words = arabic.words(arabic.fold(tag))
        assert words[0] not in stops
        assert words[-1] not in stops


@given(ANY_ARTICLES)
def test_no_tag_is_part_of_another(paragraphs: list[str]) -> None:
    tags = [f" {arabic.fold(tag)} " for tag in suggest_tags("", paragraphs)]
    assert not [(one, two) for one in tags for two in tags if one != two and one in two]


@given(ARTICLES)
def test_tatweel_and_vowel_marks_change_no_tag(paragraphs: list[str]) -> None:
    # after the second letter of long words a tatweel and an ARABIC DAMMA
    marked = [re.sub(r"(?<!\w)(\w\w)(?=\w\w\w)", "\\1\u064fـ", text) for text in paragraphs]
    plain = [arabic.fold(tag) for tag in suggest_tags("", paragraphs)]
    assert [arabic.fold(tag) for tag in suggest_tags("", marked)] == plain


@given(ANY_ARTICLES)
def test_the_same_article_has_the_same_tags(paragraphs: list[str]) -> None:
    assert suggest_tags("", paragraphs) == suggest_tags("", tuple(paragraphs))


@settings(deadline=None)
@given(st.text("وفبكلا\u064e", min_size=1, max_size=4), st.integers(1, 3000))
def test_prefixes_without_end_are_survived(unit: str, times: int) -> None:
    assert all(len(tag) <= 30 for tag in suggest_tags("", [unit * times]))


@pytest.mark.parametrize("unit", ["ا", "و", "لل", "كلمة ", "ب. ", "«", "\u064e", "ـ", "x", "بَ"])
def test_a_megabyte_of_one_thing_is_survived(unit: str) -> None:
    text = unit * (1_000_000 // len(unit.encode()))
    assert all(len(tag) <= 40 for tag in suggest_tags("", [text]))
