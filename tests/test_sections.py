"""A newsroom's own word for a section, in the languages that newsrooms here write."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz import arabic, sections
from mujaz.models import Section
from mujaz.sections.cues import HINTING, TELLING

MEANT = {
    "الرياضة": Section.SPORT,
    "رياضه": Section.SPORT,
    "  كرة القدم ": Section.SPORT,
    "Sports": Section.SPORT,
    "ورزشی": Section.SPORT,
    "کھیل": Section.SPORT,
    "ספורט": Section.SPORT,
    "السياسة": Section.POLITICS,
    "POLITICS": Section.POLITICS,
    "سیاسی": Section.POLITICS,
    "سیاست": Section.POLITICS,
    "פוליטיקה": Section.POLITICS,
    "مال وأعمال": Section.ECONOMY,
    "Business": Section.ECONOMY,
    "اقتصادی": Section.ECONOMY,
    "کاروبار": Section.ECONOMY,
    "כלכלה": Section.ECONOMY,
    "صحة": Section.HEALTH,
    "سلامت": Section.HEALTH,
    "صحت": Section.HEALTH,
    "בריאות": Section.HEALTH,
    "فرهنگ و هنر": Section.CULTURE,
    "ثقافت": Section.CULTURE,
    "תרבות": Section.CULTURE,
    "חינוך": Section.EDUCATION,
    "محیط زیست": Section.ENVIRONMENT,
    "طقس": Section.WEATHER,
    "منوعات": Section.HUMAN_INTEREST,
    "أخبار > رياضة": Section.SPORT,
    "الرئيسية » اقتصاد » أسواق": Section.ECONOMY,
    "News / World / Sport": Section.SPORT,
    "أخبار | اقتصاد": Section.ECONOMY,
    "أخبار - ثقافة": Section.CULTURE,
    "رياضة، كرة قدم": Section.SPORT,
}
NOT_MEANT = ("", "   ", "أخبار", "سياسة/رياضة", "World", "non-sport", "رياضيات", ">", "/|/", "ו")


@pytest.mark.parametrize("word", MEANT)
def test_a_word_means_its_section(word: str) -> None:
    assert sections.meant(word) is MEANT[word]


@pytest.mark.parametrize("word", NOT_MEANT)
def test_a_word_that_means_none_or_several_means_nothing(word: str) -> None:
    assert sections.meant(word) is None


def test_nothing_means_nothing() -> None:
    assert sections.meant(None) is None


@given(st.text())
def test_any_text_is_taken(word: str) -> None:
    assert sections.meant(word) is None or sections.meant(word) in Section


def test_a_text_that_tells_no_section_gets_none() -> None:
    assert sections.proposed("", []) is None
    assert sections.proposed("المباراة", ["مباراة " * 50]) is None
    half = "مباراة كرة القدم في الملعب. المدرب واللاعبون. تضخم، بورصة، أسهم، صادرات، موازنة."
    assert sections.proposed("", [half]) is None


def test_a_cue_is_found_behind_its_prefixes_and_as_a_phrase() -> None:
    told = "وبالمباراة ولكرة القدم وللمدرب فاللاعبين"
    assert sections.proposed("الدوري", [told]) is Section.SPORT


def test_no_cue_stands_under_two_sections() -> None:
    lists = [words for list_ in (TELLING, HINTING) for words in list_.values()]
    cues = [arabic.fold(cue).strip() for words in lists for cue in re.split("[،,]", words)]
    assert [cue for cue, count in Counter(cues).items() if count > 1] == []
    assert all(cues)


@given(st.text(), st.lists(st.text()))
def test_any_article_is_read(title: str, paragraphs: list[str]) -> None:
    found = sections.proposed(title, paragraphs)
    assert found is None or found in Section


def test_what_stands_late_in_a_long_text_tells_nothing() -> None:
    cues = "المدرب واللاعبون والملعب والمنتخب ومباراة وكأس العالم"
    assert sections.proposed("", [cues, "كلمة " * 400]) is Section.SPORT
    assert sections.proposed("", ["كلمة " * 400, cues]) is None
