"""A text that uses tags is HTML; one that names them is not."""

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builders import CASES, PARAGRAPH
from mujaz.raw import Format, Kind, find_format
from mujaz.raw.markup import is_html
from parcels import articles

FOLDER = CASES / "markup"
NAMES = st.sampled_from(["p", "div", "ul", "span", "b", "a", "h2", "table", "em", "br", "html"])
SENTENCES = st.sampled_from(
    [
        "الوسم <{0}> يفتح، والوسم </{0}> يغلق.",
        "تُكتب الكلمة بين <{0}> و</{0}> لا غير.",
        "يضع المبرمج <{0}> قبل النص كله.",
        "قال رئيس البلدية إن العمل يبدأ بعد أسبوعين.",
    ]
)


def texts(name: str) -> list[str]:
    return yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8"))


@pytest.mark.parametrize("text", texts("tags-that-are-used-make-html"))
def test_what_uses_tags_is_html(text: str) -> None:
    assert is_html(text)


@pytest.mark.parametrize("text", texts("tags-that-are-named-make-no-html"))
def test_what_names_tags_is_none(text: str) -> None:
    assert not is_html(text)


@given(st.lists(st.tuples(SENTENCES, NAMES), min_size=1, max_size=12))
def test_however_many_tags_are_named_a_text_stays_one(told: list[tuple[str, str]]) -> None:
    text = "\n\n".join(sentence.format(name) for sentence, name in told)
    assert not is_html(text)
    assert find_format(f"درس اليوم\n\n{text}".encode()) is Format.TEXT


@given(st.lists(st.sampled_from(["p", "div", "li", "blockquote"]), min_size=1, max_size=9))
def test_paragraphs_in_tags_are_html_wherever_they_begin(names: list[str]) -> None:
    page = "\n".join(f"<{name}>{PARAGRAPH}</{name}>" for name in names)
    assert is_html(page)
    assert is_html(f"المجلس يوافق على الخطة\n{page}")


@given(st.text(st.sampled_from("<>/ pb=\n.أ"), max_size=60), st.integers(1, 4))
def test_whatever_stands_in_angle_brackets_there_is_an_answer(text: str, least: int) -> None:
    assert is_html(text, least=least) in {True, False}


def test_a_row_that_names_tags_is_a_text() -> None:
    named, used = (
        f'{{"title": "درس اليوم", "text": "{text}"}}\n'.encode()
        for text in ("الوسم <p> يفتح فقرة", "<p>يفتح فقرة</p>")
    )
    assert [item.kind for item in articles(named + used)] == [Kind.TEXT, Kind.HTML]


@pytest.mark.parametrize("letters", ["<", "<p>", "<b>أ</b>", "<p ", "</p>", "<br>", "<p><b>"])
def test_much_of_anything_is_soon_judged(letters: str) -> None:
    start = time.monotonic()
    is_html(letters * (10_000_000 // len(letters)))
    assert time.monotonic() - start < 5
