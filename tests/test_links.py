"""Where the words of a page lead, whatever of it may be a link."""

from pathlib import PurePosixPath

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mujaz import links

HERE = PurePosixPath("articles/2026/a.md")
PARTS = st.sampled_from(
    (
        *("[أ](", "![ب](", ")", "<", ">", "b.md", "../c.md", "d e.md", "#x", "?q", "%20", "&amp;"),
        *(
            '"عنوان"',
            "[أ]: ",
            "[أ]",
            "[أ][ب]",
            "[ب]: ",
            "\n",
            "\n\n",
            " ",
            "\\_",
            "\\(",
            "(",
            "_f.png",
        ),
        *(
            '<a href="',
            "<img src='",
            '">',
            "'>",
            "`",
            "*",
            "https://a.example/",
            "/",
            "كلمة",
            "](",
            "]",
        ),
    )
)
TEXTS = st.lists(PARTS, max_size=10).map("".join)


@settings(max_examples=400)
@given(TEXTS)
def test_every_link_that_markdown_makes_is_found(text: str) -> None:
    root = markdown.Markdown(extensions=["attr_list", "footnotes", "tables"])
    found: list[str] = []
    root.treeprocessors.register(_Ends(found), "ends", 0)
    root.convert(text)
    places = links.places(text, HERE)
    for end in found:
        for place in links.places(f"[x](<{end}>)", HERE) if ">" not in end else ():
            assert place in places


class _Ends(markdown.treeprocessors.Treeprocessor):
    def __init__(self, found: list[str]) -> None:
        self.found = found

    def run(self, root) -> None:
        for element in root.iter():
            end = element.get("href") or element.get("src")
            # One that is not closed loses its last sign; no file has such a name.
            if end and "\x02" not in end and end.endswith((".md", ".png")):
                self.found.append(end)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("نص بلا روابط.", ()),
        ("[أ](b.md) و[ب](b.md#c)", ("articles/2026/b.md",)),
        ("[أ](../../about.md)", ("about.md",)),
        ("![ص](<صورة 1.png>)", ("articles/2026/صورة 1.png",)),
        ("![ص](a%20b.png)", ("articles/2026/a b.png",)),
        ("[أ](d e (1).md)", ("articles/2026/d e (1).md",)),
        ("[أ]: c.md\n", ("articles/2026/c.md",)),
        ("[أ]: \n[ب]: c.md\n", ("articles/2026/c.md",)),
        ("<a href='d.md'>", ("articles/2026/d.md",)),
        ("[أ](https://a.example/b.md) [ب](/c.md) [ج](#d) [د](mailto:a@b.c) [ه](http://[x)", ()),
    ],
)
def test_places_are_below_content(text: str, places: tuple[str, ...]) -> None:
    assert links.places(text, HERE) == places
