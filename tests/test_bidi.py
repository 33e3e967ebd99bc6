"""Foreign words in a line are isolated, and nothing else of it is touched."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from builders import CASES
from mujaz import bidi

ALPHABET = st.one_of(
    st.characters(exclude_categories=("Cs",)),
    st.sampled_from("ابت مجلس abc XYZ é я 0129 ٣٤ &<>\"' ;#.,:+-/@()«»،؟\u200f\u200e\u00a0"),
)
ANY_TEXT = st.text(ALPHABET)
DIRECTIONS = st.sampled_from(["rtl", "ltr"])
BDI = re.compile(r"</?bdi>")


def cases(folder: str) -> list[object]:
    return [
        pytest.param(case["text"], case.get("direction", "rtl"), case["expect"], id=file.stem)
        for file in sorted((CASES / folder).glob("*.yml"))
        for case in yaml.safe_load(file.read_text("utf-8"))
    ]


@pytest.mark.parametrize(("text", "direction", "expect"), cases("isolate"))
def test_isolate(text: str, direction: str, expect: str) -> None:
    assert bidi.isolate(text, direction) == expect


@pytest.mark.parametrize(("text", "direction", "expect"), cases("isolate-html"))
def test_isolate_html(text: str, direction: str, expect: str) -> None:
    assert bidi.isolate_html(text, direction) == expect


@given(ANY_TEXT, DIRECTIONS)
def test_without_its_isolates_a_text_is_the_escaped_text(text: str, direction: str) -> None:
    assert BDI.sub("", bidi.isolate(text, direction)) == str(escape(text))


@given(ANY_TEXT, DIRECTIONS)
def test_isolates_open_and_close_in_turn(text: str, direction: str) -> None:
    marks = BDI.findall(bidi.isolate(text, direction))
    assert marks == ["<bdi>", "</bdi>"] * (len(marks) // 2)


@given(ANY_TEXT, DIRECTIONS)
def test_html_and_text_are_isolated_alike(text: str, direction: str) -> None:
    escaped = str(escape(text))
    isolated = bidi.isolate_html(f"<p>{escaped}</p>", direction)
    assert isolated == f"<p>{bidi.isolate(text, direction)}</p>"


@given(st.lists(st.sampled_from(["<p>", "</p>", "<code>", "</code>", "قال ", "Reuters ", "&lt;"])))
def test_without_its_isolates_html_is_as_it_was(pieces: list[str]) -> None:
    html = "".join(pieces)
    assert BDI.sub("", bidi.isolate_html(html, "rtl")) == html


@given(ANY_TEXT, DIRECTIONS)
def test_no_letter_of_the_other_direction_stays_outside(text: str, direction: str) -> None:
    outside = re.sub(r"<bdi>.*?</bdi>|&#?\w+;", "", bidi.isolate(text, direction))
    foreign = r"[A-Za-z]" if direction == "rtl" else r"[\u0621-\u064a]"
    assert not re.search(foreign, outside)


@given(ANY_TEXT)
def test_isolating_html_twice_is_isolating_it_once(text: str) -> None:
    once = bidi.isolate_html(f"<p>{escape(text)}</p>", "rtl")
    assert bidi.isolate_html(once, "rtl") == once
