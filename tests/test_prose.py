"""What came from outside reads in the site as it read at its source: nothing in it is live."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from mujaz import arabic, prose
from mujaz.blocks import Block, Role

EXTENSIONS = [
    *("abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "legacy_attrs"),
    *("legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "tables", "toc", "wikilinks"),
    *("pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.blocks.admonition", "pymdownx.caret"),
    *("pymdownx.blocks.caption", "pymdownx.blocks.definition", "pymdownx.blocks.html"),
    *("pymdownx.critic", "pymdownx.details", "pymdownx.emoji", "pymdownx.escapeall"),
    *("pymdownx.fancylists", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys"),
    *("pymdownx.magiclink", "pymdownx.mark", "pymdownx.progressbar", "pymdownx.saneheaders"),
    *("pymdownx.snippets", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist"),
    *("pymdownx.tilde", "pymdownx.b64"),
]
"""What a digest may switch on; those that change the quotation marks of a text are left out."""

RICH = Markdown(
    extensions=EXTENSIONS,
    extension_configs={
        "pymdownx.magiclink": {
            "repo_url_shorthand": True,
            "social_url_shorthand": True,
            "user": "a",
            "repo": "b",
        }
    },
)
BARE = Markdown()

SIGNS = r"""
* ** _ __ ` `` ``` ~ ~~ ~~~ ^ = == === ==== + ++ - -- --- > # ## [ ] ( ) [x] [^1] [TOC] [[a]] { }
{{ }} {% %} {: {# .b} ! !! !!! ??? ???+ /// ::: :: : ; ;; % @ @user
a@b.example #12 !12 ?12 | || $ $$
\ \( \) \[ \] & &amp; &lt; &#60; &copy <b> </b> <!-- --> <script> <?php <http://a.example>
https://a.example www.a.example 1. 1) a. A) iv. (a) (1) #. *[HTML]: 12:30:45 :smile: Update: a:
--8<-- ;--8<-- {++ ++} {-- --} {== ==} المياه قال السنديان، «نعم» ٣. 1986. C++ 2*3 snake_case
' " … — . ، x
"""
LIVE = SIGNS.split()
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"])
MIXED = st.lists(st.sampled_from(LIVE) | st.sampled_from([" ", " ", ""]), max_size=8).map("".join)
LINES = st.one_of(
    MIXED,
    st.lists(st.sampled_from(LIVE), max_size=8).map(" ".join),
    st.text(CHARACTERS, max_size=30),
).map(lambda text: " ".join(arabic.clean(text).split()))


class Page(HTMLParser):
    """Collects the tags and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.alternatives: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.tags.extend(name for name, _ in attrs)
        self.alternatives.extend(value or "" for name, value in attrs if name == "alt")

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def page(markdown: str, reader: Markdown) -> Page:
    return Page(reader.reset().convert(markdown))


@pytest.mark.parametrize("line", LIVE)
@pytest.mark.parametrize("reader", [RICH, BARE], ids=["all-extensions", "none"])
def test_every_sign_of_markdown_is_text(line: str, reader: Markdown) -> None:
    for text in (line, f"{line} نص", f"نص {line} نص", f"{line}نص{line}"):
        found = page(prose.escape(text), reader)
        assert (found.tags, found.text) == (["p"], text)


@settings(deadline=None, max_examples=400)
@given(LINES)
def test_a_line_is_one_paragraph_of_its_own_text(line: str) -> None:
    for reader in (RICH, BARE):
        found = page(prose.escape(line), reader)
        assert (found.tags, found.text) == ((["p"], line) if line else ([], ""))


def paragraphs(lines: list[str]) -> list[Block]:
    return [Block(Role.PARAGRAPH, line) for line in lines]


@settings(deadline=None)
@given(st.lists(LINES.filter(bool), min_size=1, max_size=4))
def test_paragraphs_stay_apart(lines: list[str]) -> None:
    found = page(prose.markdown(paragraphs(lines)), RICH)
    assert found.tags == ["p"] * len(lines)
    assert found.text.split("\n") == lines


ODD = "*تفصيل* # <b> [x](y) {{ z }} | &amp; ]"
ODD_WRITTEN = "\\*تفصيل\\* # &lt;b> &#91;x](y) &#123;&#123; z }} &#124; &#38;amp; ]"


def test_subheads_are_headings_and_nothing_in_them_is_live() -> None:
    body = prose.markdown([Block(Role.PARAGRAPH, "أولاً"), Block(Role.SUBHEAD, "*تفصيل* # <b>")])
    assert body == "أولاً\n\n## \\*تفصيل\\* # &lt;b>\n"
    assert page(body, BARE).tags == ["p", "h2"]


def test_a_list_stays_a_list_and_a_quotation_a_quotation() -> None:
    body = prose.markdown(
        [
            Block(Role.SUBHEAD, "مطالب", level=3),
            Block(Role.ITEM, "1. الأول"),
            Block(Role.ITEM, "الثاني"),
            Block(Role.ITEM, "أول مرقّم", level=1),
            Block(Role.QUOTE, "> قال الوزير"),
        ]
    )
    assert body.startswith("### مطالب\n\n- 1\\. الأول\n- الثاني\n1. أول مرقّم\n\n> &#62;")


def test_a_table_shows_its_cells_and_nothing_in_them_is_live() -> None:
    table = Block(Role.TABLE, "", rows=(("السلعة", ODD), ("السمك",)))
    body = prose.markdown([table])
    assert body == f"| السلعة | {ODD_WRITTEN} |\n| --- | --- |\n| السمك |  |\n"
    assert page(body, RICH).tags.count("td") == len(table.rows)


def test_a_table_without_rows_is_none() -> None:
    assert prose.markdown([Block(Role.TABLE, ""), Block(Role.PARAGRAPH, "نص")]) == "نص\n"


def test_a_picture_is_a_link_to_its_publisher_for_a_site_asks_nothing_of_other_hosts() -> None:
    link = "https://example.org/a_b*c(1).jpg?x=1&y=2"
    body = prose.markdown([Block(Role.IMAGE, f"السوق {ODD}", link=link, credit="رويترز")])
    found = page(body, RICH)
    assert found.tags == ["p", "a", "href"]
    assert found.text == f"السوق {ODD} (رويترز)"
    assert prose.markdown([Block(Role.IMAGE, "", link=link)]) == "\n"
    assert prose.markdown([Block(Role.IMAGE, "", link=link, credit="رويترز")]).startswith(
        "[رويترز]"
    )
    assert prose.markdown([Block(Role.IMAGE, "السوق")]) == "السوق\n"


WRITTEN = st.builds(
    Block,
    st.sampled_from([Role.PARAGRAPH, Role.SUBHEAD, Role.QUOTE]),
    LINES.filter(bool),
    level=st.integers(2, 4),
)


@settings(deadline=None)
@given(st.lists(WRITTEN, max_size=4))
def test_plain_gives_the_words_back(blocks: list[Block]) -> None:
    words = "\n\n".join(block.text for block in blocks)
    assert prose.plain(prose.markdown(blocks)) == f"{words}\n"


def test_plain_gives_the_words_of_lists_tables_and_pictures_back() -> None:
    blocks = [
        Block(Role.ITEM, "بند"),
        Block(Role.ITEM, "رقم", level=12),
        Block(Role.TABLE, "", rows=(("سلعة", "ثمن"), ("خبز", "5"))),
        Block(Role.IMAGE, "صورة", link="https://example.org/1.jpg"),
    ]
    assert prose.plain(prose.markdown(blocks)).split() == [
        *("بند", "رقم", "سلعة", "ثمن", "خبز", "5", "صورة"),
    ]


def test_a_template_finds_nothing_to_fill_in() -> None:
    escaped = prose.escape("{{ config }} {% raw %} {# x #}")
    assert not {"{{", "{%", "{#"} & {escaped[i : i + 2] for i in range(len(escaped))}


def test_what_an_editor_wrote_by_hand_is_no_error() -> None:
    assert prose.plain("## عنوان\n\n**مهم** &#99999999999; &#1632;") == "عنوان\n\n**مهم** \ufffd ٠"


def test_line_breaks_inside_a_paragraph_are_spaces() -> None:
    assert prose.escape("  سطر\n- سطر\u2028آخر ") == "سطر - سطر آخر"  # line separator


@settings(deadline=None)
@given(st.lists(LINES.filter(bool), min_size=1, max_size=4), st.sampled_from([None, "رويترز"]))
def test_a_picture_is_shown_in_the_place_of_its_link_and_says_what_the_link_said(
    said: list[str], credit: str | None
) -> None:
    links = [f"https://example.org/{number}_a(1).jpg?x=*1*&y=2" for number in range(len(said))]
    blocks = [
        Block(Role.IMAGE, text, link=link, credit=credit)
        for text, link in zip(said, links, strict=True)
    ]
    body = prose.markdown(blocks)
    assert prose.linked_pictures(body) == tuple(links)
    files = {link: f"alwatan-3f9c2a-{number}.jpg" for number, link in enumerate(links)}
    shown = prose.with_pictures(body, files)
    assert prose.linked_pictures(shown) == ()
    assert prose.shown_pictures(shown) == tuple(files.values())
    assert prose.plain(shown) == prose.plain(body)
    for reader in (RICH, BARE):
        found = page(shown, reader)
        assert found.tags == ["p", "img", "alt", "src"] * len(said)
        assert found.alternatives == said


def test_a_link_to_another_picture_and_a_body_without_any_stay_as_they_are() -> None:
    body = "[سوق](<https://example.org/1.jpg>) و[خبر](<https://example.org/2>)\n"
    assert prose.with_pictures(body, {}) == body
    assert prose.linked_pictures(body) == ("https://example.org/1.jpg",)
    assert prose.with_pictures("نص\n", {"https://example.org/1.jpg": "1.jpg"}) == "نص\n"


def test_pictures_are_seen_however_an_editor_writes_them() -> None:
    body = "![a](1.jpg) نص ![](<2 3.jpg> 'سوق')\n\n![b]( ../4.png)\n\n[c](5.jpg) ![d] (6.jpg)"
    assert prose.shown_pictures(body) == ("1.jpg", "2 3.jpg", "../4.png")


def test_the_words_of_a_link_that_an_editor_wrote_keep_their_signs() -> None:
    assert prose.plain("[خبر](https://example.org/a)\n") == "[خبر](https://example.org/a)\n"


def test_a_body_is_in_its_normal_form_whatever_program_saved_it() -> None:
    assert prose.normal("\r\nنص\r\n\r\nنص\r\n\r\n") == "نص\n\nنص\n"
