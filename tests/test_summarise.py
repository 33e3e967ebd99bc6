"""What a summary is: golden cases by folder, and laws for any article."""

import itertools
import pathlib
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mujaz import arabic
from mujaz.summarise import description, summarise, summary

CASES = pathlib.Path(__file__).parent / "cases"
ANY_TEXT = st.text(st.characters() | st.sampled_from('أبت «»"().؟!:\n\u0651ـ\u200f'))
SENTENCES = (
    "افتتحت البلدية حديقة الزيتون في حي المنارة بعد عامين من العمل.",
    "وأضاف أن الدخول إليها مجاني طوال العام.",
    "من جهته شكر رئيس الحي كل من عمل فيها.",
    "تضم الحديقة أربعين شجرة نقلت من قرى الجبل.",
    "كيف تسقى هذه الأشجار كلها في الصيف؟",
    "قال البستاني سالم الدرويش: «نسقيها فجرا. الماء يكفي.»",
    "حديقة للجميع",
    "وهو أمر لم يكن في الحسبان قبل عام واحد.",
    "بلغت الكلفة 3.5 مليون ليرة، دفع التجار نصفها.",
    "The gardeners came from three towns.",
)
STANDING = ("وصلت السفينة البيضاء", "تضم الحديقة أربعين شجرة نقلت من قرى الجبل")
LEANING = ("وأضاف أن الدخول مجاني", "من جهته شكر الناس", "وهو أمر", "لكن الماء", "Meanwhile it")
ARTICLES = st.lists(st.lists(st.sampled_from(SENTENCES), max_size=4).map(" ".join), max_size=6)
ANY_ARTICLES = ARTICLES | st.lists(ANY_TEXT, max_size=4)


def cases(folder: str) -> list[object]:
    return [
        pytest.param(case, id=f"{file.stem}-{place}")
        for file in sorted((CASES / folder).glob("*.yml"))
        for place, case in enumerate(yaml.safe_load(file.read_text("utf-8")), 1)
    ]


@pytest.mark.parametrize("case", cases("summarise"))
def test_summarise(case: dict) -> None:
    """A case that expects a `summary` is of what an article is ingested with."""
    paragraphs, shown = case.pop("paragraphs"), case.pop("summary", None)
    if shown is None:
        expect = tuple(case.pop("expect"))
        assert summarise(paragraphs, **case) == expect
    else:
        assert summary(paragraphs, **{"title": "", **case}) == " ".join(shown)


@pytest.mark.parametrize("case", cases("summary"))
def test_summary(case: dict) -> None:
    assert summary(case["paragraphs"], title=case.get("title", "")) == case["expect"]


@pytest.mark.parametrize("case", cases("description"))
def test_description(case: dict) -> None:
    assert description(case["summary"]) == case["expect"]


LONG_WORDS = st.lists(
    st.sampled_from(
        ["المدينة", "و", "في", "«قال", "نعم»", "(أ", "ب)", "،", "ثم", '"', "the", "42"]
    ),
    max_size=80,
).map(" ".join)


@given(LONG_WORDS | ANY_TEXT, st.integers(1, 200))
def test_description_is_the_summarys_own_beginning_and_short(text: str, most: int) -> None:
    found = description(text, most=most)
    plain = " ".join(text.split())
    assert len(found) <= most
    assert found.removesuffix("…") in plain
    if found.endswith("…") and found not in plain:
        rest = plain[plain.index(found[:-1]) + len(found) - 1 :]
        assert not (found[-2:-1].isalnum() and rest[:1].isalnum())


def split(paragraphs: list[str]) -> list[str]:
    return [sentence for text in paragraphs for sentence in arabic.sentences(text)]


def closed(text: str) -> bool:
    return all(text.count(a) == text.count(b) for a, b in ("«»", "()", "[]", "{}")) and (
        sum(map(text.count, '"“”„‟')) % 2 == 0
    )


ITEM = re.compile(r"^(?:[-–—•*]+ *|\d{1,2} ?[-.)] ?(?!\d))")


def said(sentence: str) -> tuple[str, ...]:
    return arabic.words(arabic.fold(sentence))


@given(ANY_ARTICLES, st.integers(0, 5) | st.none(), st.integers(0, 60) | st.none())
def test_sentences_are_the_articles_own_in_its_order(
    paragraphs: list[str], most: int | None, words: int | None
) -> None:
    left = iter(split(paragraphs))
    assert all(sentence in left for sentence in summarise(paragraphs, sentences=most, words=words))


@given(ANY_ARTICLES, st.integers(1, 5), st.integers(0, 60))
def test_both_limits_are_kept_unless_one_sentence_is_longer(
    paragraphs: list[str], most: int, words: int
) -> None:
    chosen = summarise(paragraphs, sentences=most, words=words)
    assert len(chosen) <= most
    held = len(chosen) > 1 and not closed(chosen[0]) and closed(" ".join(chosen))
    assert len(chosen) <= 1 or held or sum(len(said(sentence)) for sentence in chosen) <= words


@given(ANY_ARTICLES)
def test_an_article_with_a_word_in_it_has_a_summary(paragraphs: list[str]) -> None:
    assert bool(summarise(paragraphs)) == any(said(sentence) for sentence in split(paragraphs))


@given(st.lists(st.sampled_from(SENTENCES[1:]), unique=True))
def test_without_limits_all_of_it_is_kept(others: list[str]) -> None:
    paragraphs = [SENTENCES[0], *others]
    assert summarise(paragraphs, sentences=None) == tuple(split(paragraphs))


@given(ARTICLES)
def test_nothing_is_said_twice(paragraphs: list[str]) -> None:
    chosen = [one for one in summarise(paragraphs, sentences=None) if len(said(one)) > 5]
    assert len(set(chosen)) == len(chosen)


@given(st.lists(st.sampled_from(STANDING + LEANING)), st.integers(1, 5))
def test_leaning_sentence_is_never_without_the_one_before(begun: list[str], most: int) -> None:
    numbered = [f"{words} {place}." for place, words in enumerate(("بدأ العام", *begun))]
    chosen = summarise(numbered, sentences=most)
    leaning = [sentence for sentence in chosen if sentence.startswith(LEANING)]
    assert all(numbered[numbered.index(sentence) - 1] in chosen for sentence in leaning)


@given(ARTICLES, st.integers(1, 5))
def test_tatweel_and_vowel_marks_choose_no_other_sentences(
    paragraphs: list[str], most: int
) -> None:
    plain = split(paragraphs)
    marked = [decorated(text) for text in paragraphs]
    assert [arabic.fold(text) for text in split(marked)] == [arabic.fold(text) for text in plain]
    folded = [arabic.fold(sentence) for sentence in summarise(paragraphs, sentences=most)]
    chosen = [arabic.fold(sentence) for sentence in summarise(marked, sentences=most)]
    assert chosen == folded


def decorated(text: str) -> str:
    """Return a text with a tatweel and an ARABIC DAMMA in the middle of every long word."""
    return re.sub(r"(?<!\w)(\w\w)(?=\w\w\w)", "\\1\u064fـ", text)


@given(ANY_ARTICLES)
def test_the_same_article_has_the_same_summary(paragraphs: list[str]) -> None:
    assert summarise(paragraphs) == summarise(tuple(paragraphs))


def sentence(words: int, word: str = "كلمة") -> str:
    return " ".join((*itertools.repeat(word, words - 1), "أخيرة."))


@pytest.mark.parametrize(
    ("lengths", "places"),
    [
        ((23, 23, 24), (0, 1, 2)),
        ((23, 23, 25), (0, 1)),
        ((30, 31), (0,)),  # two sentences, however long
        ((20, 20, 20), (0,)),  # sixty words, however many sentences
        ((20, 20, 21), (0, 1, 2)),
        ((71, 20, 20), (1, 2)),  # what is too long has no place beside others,
        ((71, 72), (0,)),  # and is better than nothing
        ((30, 5, 31), (0, 2)),  # nor has a heading
        ((15, 15, 8, 24), (0, 1, 3)),  # of neighbours the much longer one
    ],
)
def test_summary_of_ingestion_has_a_size(lengths: tuple[int, ...], places: tuple[int, ...]) -> None:
    paragraphs = [
        sentence(length, f"كلمة{'اوي'[place % 3]}") for place, length in enumerate(lengths)
    ]
    assert summary(paragraphs, title="") == " ".join(paragraphs[place] for place in places)


@given(ANY_ARTICLES)
def test_summary_of_ingestion_is_short_and_is_not_the_whole_text(paragraphs: list[str]) -> None:
    found = summary(paragraphs, title="")
    whole = split(paragraphs)
    assert found == "" or len(whole) > 1
    heads = (*whole, *(ITEM.sub("", sentence) for sentence in whole))
    assert found == "" or any(found.startswith(head) for head in heads)
    assert len(said(found)) <= max((70, *(len(said(sentence)) for sentence in whole)))


@pytest.mark.parametrize("unit", ["ا", "و", "كلمة ", "ب. ", "«", "؟", "\u064e", "ـ", "x"])
def test_a_megabyte_of_one_thing_is_survived(unit: str) -> None:
    text = unit * (1_000_000 // len(unit.encode()))
    assert "".join(summarise([text])).strip() in text
