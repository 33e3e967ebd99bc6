"""What the script of the search says, held against what the pages say: numbers, days and words."""

import html
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asking
from mujaz.partial_date import PartialDate
from mujaz.phrases import Phrases

SCRIPT = asking.SCRIPT.with_name("search-words.js")
SITES = [
    Phrases.of(locale, numerals=numerals)
    for locale, numerals in (
        ("ar", "arab"),
        ("ar_SY", "arab"),
        ("ar_MA", "latn"),
        ("ar_SA", "arab"),
        ("en_GB", "latn"),
        ("fa", "arabext"),
    )
]
ARTICLES = "%(n)s article", "%(n)s articles"
said = partial(asking.values, script=SCRIPT)
in_every_site = pytest.mark.parametrize("site", SITES, ids=lambda site: site.tag)


@pytest.mark.parametrize("site", SITES[:-1], ids=lambda site: site.tag)  # Persian has no catalogue
def test_script_counts_as_the_pages_do(site: Phrases) -> None:
    numbers = [*range(112), 200, 1000, 12_403, 1_000_000]
    forms = site.forms(*ARTICLES)
    told = said([["counted", forms, number, site.tag] for number in numbers])
    assert told == [site.counted(*ARTICLES, number) for number in numbers]


@in_every_site
def test_script_says_days_as_the_pages_do(site: Phrases) -> None:
    dates = ["2026", "2026-11", "2026-07-05T18:30+02:00"]
    dates += [f"20{month + 10}-{month:02}-{month + 9:02}" for month in range(1, 13)]
    told = said([["day", date, site.tag] for date in dates])
    assert told == [site.day(PartialDate.parse(date), weekday=False) for date in dates]


def test_arabic_has_all_six_forms_and_english_two() -> None:
    arabic = SITES[0].forms(*ARTICLES)
    assert arabic["two"] == "مقالتان"
    assert set(arabic) == {"zero", "one", "two", "few", "many", "other"}
    assert Phrases.of("en").forms(*ARTICLES) == {"one": "{n} article", "other": "{n} articles"}


PARTS = st.lists(
    st.tuples(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
        st.sampled_from([[], ["mark"], ["bdi"], ["mark", "bdi"]]),
    )
)


def written(text: str, within: list[str]) -> str:
    inner = html.escape(text).replace("&#x27;", "'")
    return (
        "".join(f"<{one}>" for one in within)
        + inner
        + "".join(f"</{one}>" for one in reversed(within))
    )


@settings(max_examples=20, deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=20))
def test_parts_of_a_snippet_are_what_it_was_made_of(snippets: list[Any]) -> None:
    calls = [["parts", "".join(written(*part) for part in snippet)] for snippet in snippets]
    for told, snippet in zip(said(calls), snippets, strict=True):
        assert joined((one["text"], one["within"]) for one in told) == joined(snippet)


def joined(parts: Any) -> list[list[Any]]:
    """Return parts with neighbours in the same elements as one."""
    found: list[list[Any]] = []
    for text, within in parts:
        if found and found[-1][1] == within:
            found[-1][0] += text
        else:
            found.append([text, within])
    return found


def test_no_other_element_comes_out_of_a_snippet() -> None:
    (told,) = said([["parts", "a<img src=x onerror=alert(1)><b>c</b>"]])
    assert {element for part in told for element in part["within"]} <= {"mark", "bdi"}


@pytest.mark.parametrize(
    ("query", "word", "whole"),
    [
        ("المد", "المدينة", "المدينة"),
        ("سوق المد", "المدينة", "سوق المدينة"),
        ('"سوق المد', "المدينة", '"سوق المدينة'),
        ("المدَ", "المدينة", "المدينة"),
        ("pay", "$&", "$&"),
        ("سوق ", "المدينة", None),
        ("", "المدينة", None),
    ],
    ids=["alone", "last of two", "in a phrase", "with a vowel sign", "no pattern", "done", "empty"],
)
def test_last_word_is_finished_while_it_is_typed(query: str, word: str, whole: str | None) -> None:
    assert said([["finished", query, word]]) == [whole]
