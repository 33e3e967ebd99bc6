"""A newsroom's own word for a section, in the languages that newsrooms here write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz import sections
from mujaz.models import Section

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
