"""What the page's security policy asks of the HTML that Markdown made."""

import pytest

from mujaz.policy import lawful

OUT = 'rel="external noopener noreferrer"'


@pytest.mark.parametrize(
    ("html", "lawful_html"),
    [
        ('<a href="https://a.example/">أ</a>', f'<a {OUT} href="https://a.example/">أ</a>'),
        (
            '<a title="x" href="http://a.example">أ</a>',
            f'<a {OUT} title="x" href="http://a.example">أ</a>',
        ),
        ('<a href="../b/">أ</a>', '<a href="../b/">أ</a>'),
        ('<a href="https://digest.example/b/">أ</a>', '<a href="https://digest.example/b/">أ</a>'),
        ('<a href="https://digest.example">أ</a>', '<a href="https://digest.example">أ</a>'),
        (
            '<a href="https://digest.example.org/">أ</a>',
            f'<a {OUT} href="https://digest.example.org/">أ</a>',
        ),
        (
            '<a rel="license" href="https://a.example/">أ</a>',
            '<a rel="license" href="https://a.example/">أ</a>',
        ),
        ('<abbr title="x">أ</abbr>', '<abbr title="x">أ</abbr>'),
        ('<td style="text-align: center;">٣</td>', '<td class="to-center">٣</td>'),
        ('<th style="text-align: right;">٣</th>', '<th class="to-right">٣</th>'),
    ],
)
def test_links_say_that_they_lead_out_and_cells_are_aligned_by_class(
    html: str, lawful_html: str
) -> None:
    assert lawful(html, "https://digest.example/") == lawful_html


def test_a_site_that_knows_no_address_has_no_links_of_its_own() -> None:
    assert lawful('<a href="https://digest.example/">أ</a>', None).count(OUT) == 1
