"""A body's words without its markup: the machine's word for word, an editor's as on the page."""

import html

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from builders import CASES
from mujaz import bodies, prose
from mujaz.blocks import Block, Role
from test_prose import LINES

FILES = sorted((CASES / "bodies").glob("*.yml"))
ROLES = st.sampled_from([Role.PARAGRAPH, Role.SUBHEAD, Role.QUOTE, Role.ITEM])
BLOCKS = st.builds(Block, ROLES, LINES, st.integers(2, 4))
SIGNS = st.lists(st.sampled_from([*"[](){}<>*_`~=!|#-+\\&;:\n 1.x", "\n\n", "](", "<!--", "```"]))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_body_says_what_its_reader_reads(file) -> None:
    for case in yaml.safe_load(file.read_text("utf-8")):
        found = [[str(block.role), block.text] for block in bodies.blocks(case["body"])]
        assert found == case["expect"], case["body"]


@given(st.lists(BLOCKS, max_size=5))
def test_what_the_machine_wrote_comes_back_word_for_word(blocks: list[Block]) -> None:
    found = [(block.role, block.text) for block in bodies.blocks(prose.markdown(blocks))]
    assert found == [
        (block.role, text) for block in blocks if (text := " ".join(block.text.split()))
    ]


@given(st.lists(LINES.filter(str.strip), min_size=1, max_size=3))
def test_cells_of_a_table_come_back(cells: list[str]) -> None:
    table = Block(Role.TABLE, " ".join(cells), rows=(tuple(cells), tuple(cells)))
    (found,) = bodies.blocks(prose.markdown([table]))
    assert (found.role, found.text) == (Role.TABLE, " ".join(" ".join(2 * cells).split()))


@given(LINES.filter(str.strip), LINES)
def test_a_picture_comes_back(shows: str, maker: str) -> None:
    picture = Block(Role.IMAGE, shows, link="https://a.example/p.jpg", credit=maker)
    (found,) = bodies.blocks(prose.markdown([picture]))
    assert (found.role, found.text) == (Role.IMAGE, " ".join(shows.split()))
    assert (found.link, found.credit or "") == (picture.link, " ".join(maker.split()))


@given(SIGNS.map("".join))
def test_nothing_that_an_editor_types_breaks_it(body: str) -> None:
    assert all(block.text == " ".join(block.text.split()) != "" for block in bodies.blocks(body))


@pytest.mark.parametrize("sign", ["[", "`", "_", "*", "[a](", "![](", "<a", "# ", "{:", "a_", "&#"])
def test_no_sign_however_often_takes_long(sign: str) -> None:
    assert bodies.blocks("س" + sign * 20_000)


def test_a_heading_keeps_the_sign_at_its_end() -> None:
    body = prose.markdown([Block(Role.SUBHEAD, "لغة C##", 2)])
    assert html.unescape(Markdown().convert(body)) == "<h2>لغة C##</h2>"
