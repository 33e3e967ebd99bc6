"""The shorter way through Markdown gives what the longer one gives, or steps aside."""

from functools import partial

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import PARAGRAPH
from mujaz import bidi, paragraphs

ALL = markdown.Markdown(extensions=sorted(paragraphs.KNOWN))
FEW = markdown.Markdown(extensions=["tables", "footnotes"])
NONE = markdown.Markdown()
SIGNS = st.text(
    st.one_of(
        # With a no-break space, a zero-width non-joiner, an em space and separators of lines.
        st.sampled_from(
            "ابت وa1٢.:-+!?()\"'/،؛؟«»%\n\n =~*_`[]<>&#|^\\\u00a0\u200c\u2003\u2028\x1c"
        ),
        st.characters(),
    ),
    max_size=40,
)
SCRAPS = st.lists(
    st.sampled_from(
        (
            *(
                "قال",
                "الوزير",
                "- ",
                "1. ",
                "٢. ",
                "+",
                "!!! ",
                "??? ",
                ": ",
                "note",
                "http://x.y/z",
            ),
            *(
                "a@b.c",
                '"',
                "    ",
                "3)",
                "/// ",
                "--",
                "---",
                "; ",
                "!",
                "?",
                "::",
                "$",
                "===",
                "...",
            ),
            *(
                "\n",
                "\n\n",
                "\n\n\n",
                " ",
                "\t",
                "&amp;",
                "&",
                "[^1]",
                "*[HTML]: x",
                "~~~",
                "A\n:  b",
            ),
        )
    ),
    max_size=12,
).map("".join)


@settings(max_examples=2500)
@given(st.one_of(SIGNS, SCRAPS))
def test_it_gives_what_markdown_gives_or_steps_aside(text: str) -> None:
    html = paragraphs.html(text)
    if html is not None:
        for converter in (ALL, FEW, NONE):
            assert converter.reset().convert(text) == html


@given(st.one_of(SIGNS, SCRAPS), st.sampled_from(["rtl", "ltr"]))
def test_foreign_words_are_isolated_as_between_the_tags(text: str, direction: str) -> None:
    html = paragraphs.html(text)
    marked = paragraphs.html(text, partial(bidi.marked, direction=direction))
    assert marked == (None if html is None else bidi.isolate_html(html, direction))


def test_it_takes_plain_paragraphs() -> None:
    text = f"\n{PARAGRAPH}\n\n\n«قال»: نعم، (ثلاثة) - أو أربعة!\nوبقية السطر؟\n"
    html = paragraphs.html(text)
    assert html == ALL.reset().convert(text)
    assert html.count("<p>") == 2


@pytest.mark.parametrize("text", ["", "\n", "\n\n"])
def test_nothing_is_nothing(text: str) -> None:
    assert paragraphs.html(text) == "" == ALL.reset().convert(text)


@pytest.mark.parametrize(
    "text",
    [
        "# أ",
        "- أ",
        "+ أ",
        "1. أ",
        "٢. أ",
        ": أ",
        "    أ",
        "أ *ب*",
        "أ & ب",
        "<b>",
        "أ  \nب",
        "أ\r\nب",
    ],
)
def test_it_steps_aside_for_what_may_be_a_sign(text: str) -> None:
    assert paragraphs.html(text) is None


@pytest.mark.parametrize(
    ("names", "suits"),
    [
        ([], True),
        (["tables", "markdown.extensions.toc", "pymdownx.mark"], True),
        (["nl2br"], False),
        (["smarty", "tables"], False),
        (["pymdownx.snippets"], False),
    ],
)
def test_it_is_taken_where_every_extension_is_known(names: list[str], suits: bool) -> None:  # noqa: FBT001
    assert paragraphs.suits(names) is suits
