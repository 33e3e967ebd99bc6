"""What the letters of Arabic obey: golden cases by folder, and laws for any text."""

import pathlib
import sys
from collections.abc import Callable

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mujaz import arabic

CASES = pathlib.Path(__file__).parent / "cases"
ALPHABET = st.one_of(
    st.characters(),
    st.sampled_from('«»()[]"“”.؟!….،ـهـدأم 1٢\n\u200c\u200d\u200f\u0651\u064e\u00a0یکﻻﷺ\ufe70'),
)
ANY_TEXT = st.text(ALPHABET)


def cases(folder: str) -> list[object]:
    files = sorted((CASES / folder).glob("*.yml"))
    return [
        pytest.param(case["text"], case["expect"], id=f"{file.stem}-{place}")
        for file in files
        for place, case in enumerate(yaml.safe_load(file.read_text("utf-8")), 1)
    ]


@pytest.mark.parametrize(("text", "expect"), cases("clean"))
def test_clean(text: str, expect: str) -> None:
    assert arabic.clean(text) == expect


@pytest.mark.parametrize(("text", "expect"), cases("fold"))
def test_fold(text: str, expect: str) -> None:
    assert arabic.fold(text) == expect


@pytest.mark.parametrize(("text", "expect"), cases("words"))
def test_words(text: str, expect: list[str]) -> None:
    assert list(arabic.words(text)) == expect


@pytest.mark.parametrize(("text", "expect"), cases("sentences"))
def test_sentences(text: str, expect: list[str]) -> None:
    assert list(arabic.sentences(text)) == expect


@pytest.mark.parametrize(("text", "expect"), cases("romanise"))
def test_romanise(text: str, expect: str) -> None:
    assert arabic.romanise(text) == expect


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("أعلن رئيس الوزراء في المدينة", "ar"),
        ("قمر", "ar"),
        ("این خبر را که می‌خوانید تازه است", "fa"),
        ("یہ خبر نئی ہے اور اہم ہے", "ur"),
        ("ידיעה חדשה", "he"),
        ("Prime minister", "en"),
        ("The minister said that " * 10, "en"),
        ("Le ministre des affaires rurales veut dire oui sans rien promettre " * 3, "und"),
        ("новость", "und"),
        ("2021", "und"),
        ("", "und"),
    ],
)
def test_language(text: str, expect: str) -> None:
    assert arabic.language(text) == expect


def test_script_is_not_language() -> None:
    assert arabic.is_arabic_script("پیام")
    assert not arabic.is_arabic_script("message")


@given(ANY_TEXT)
def test_clean_is_idempotent(text: str) -> None:
    once = arabic.clean(text)
    assert arabic.clean(once) == once


@given(ANY_TEXT)
def test_fold_is_idempotent(text: str) -> None:
    once = arabic.fold(text)
    assert arabic.fold(once) == once


@given(ANY_TEXT)
def test_fold_forgets_what_clean_removes(text: str) -> None:
    assert arabic.fold(arabic.clean(text)) == arabic.fold(text)


PRINTED = st.text(
    st.sampled_from(
        "ابتةثجحخدذرزسشصضطظعغفقكلمنهويىءآأؤإئ،؛؟«»‘’“”–— \n.:!()'\"-019AZaz"
        "\u064b\u064e\u0650\u0651\u0652"  # ARABIC FATHATAN, FATHA, KASRA, SHADDA, SUKUN
    )
)
"""What newspapers are made of, which is cleaned and folded by a shorter way than the rest."""


@given(PRINTED)
def test_the_shorter_way_of_fold_and_clean_gives_what_the_longer_gives(text: str) -> None:
    longer = f"{text} é"  # a letter that only Unicode's tables know
    assert arabic.fold(longer) == arabic.fold(f"{text} e")
    assert arabic.clean(longer) == arabic.clean(f"{text} e").removesuffix("e") + "é"


@given(ANY_TEXT)
def test_sentences_lose_nothing(text: str) -> None:
    found = arabic.sentences(text)
    assert "".join(" ".join(found).split()) == "".join(text.split())
    assert all(sentence == sentence.strip() != "" for sentence in found)


@given(ANY_TEXT)
def test_words_are_where_their_spans_say(text: str) -> None:
    spans = arabic.word_spans(text)
    assert tuple(text[start:end] for start, end in spans) == arabic.words(text)


@given(ANY_TEXT)
def test_romanise_is_an_id(text: str) -> None:
    name = arabic.romanise(text)
    assert name
    assert len(name) <= 40
    assert name.replace("-", "a").isalnum()
    assert name.isascii()
    assert name == name.lower().strip("-")


@given(ANY_TEXT)
def test_language_never_raises(text: str) -> None:
    assert arabic.language(text) in {"ar", "fa", "ur", "he", "en", "und"}


def test_no_file_can_hold_a_surrogate() -> None:
    assert arabic.clean("a\ud800b") == "ab"


def calls(task: Callable[[], object]) -> int:
    """Count the Python and C calls of a task: time without a clock."""
    count = 0

    def tick(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(tick)
    try:
        task()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "unit", ["«", ".", ". ", "(«", "«»", '"a. ', "كلمة. ", "كلمة.. ", "هـ ", "\u200c", "\n "]
)
@pytest.mark.parametrize(
    "function", [arabic.sentences, arabic.clean, arabic.fold, arabic.words, arabic.language]
)
def test_work_grows_with_the_text_not_faster(unit: str, function: Callable[[str], object]) -> None:
    small, large = unit * 500, unit * 5_000
    assert calls(lambda: function(large)) <= 11 * calls(lambda: function(small)) + 100
