"""From what came in to a draft; says why when there is no article in it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from mujaz import arabic
from mujaz.blocks import Block, Role
from mujaz.errors import NoArticleError, message
from mujaz.extract import body, fronts, head, inserts, lines
from mujaz.extract.body import Body, is_subhead
from mujaz.extract.draft import Draft
from mujaz.extract.furniture import link_of
from mujaz.extract.head import Head
from mujaz.extract.html import extract_html
from mujaz.extract.lines import Line

__all__ = ["Draft", "extract_html", "extract_text"]

_TELLING = 1_000
"""Letters by which a language is told."""
MOST_LINES = 50_000
"""Lines of a dump, blank ones too: a live blog has some thousands, a book of 500 pages 20,000."""


def extract_text(
    text: str,
    *,
    url: str | None = None,
    today: dt.date = dt.date.max,
    known: Iterable[str] = (),
    furniture: frozenset[str] = frozenset(),
) -> Draft:
    """Read a text dump of a news page.

    `today` is the day after which no date is believed; `known` are names of publishers;
    `furniture` are folded lines that are none of the story. Raises NoArticleError when there is no
    paragraph or no headline in it, more lines than any article has, or only beginnings of stories.
    """
    cut = _cut(text)
    names = frozenset(arabic.fold(name) for name in known)
    top = head.read(cut, today=today, known=names)
    if top is None:
        raise NoArticleError(
            message("there is no headline above the first paragraph"),
            message("write the headline on a line of its own above the story"),
        )
    return _draft(top, body.without(cut, furniture), url=url or _link(cut))


def _cut(text: str) -> Body:
    """Return what is in a dump, cut in three; raises NoArticleError where there is no story."""
    if len(text.splitlines()) > MOST_LINES:
        raise NoArticleError(
            message("this has more than {most} lines, and no article has so many", most=MOST_LINES),
            message("add the articles in it one file each"),
        )
    found = inserts.removed(lines.read(text))
    cut = body.find(found)
    if cut is None:
        raise NoArticleError(
            message("there is no paragraph of an article in this"),
            message("copy the whole page, the story included, and add that"),
        )
    if fronts.is_front(found, cut):
        raise NoArticleError(
            message("these are the beginnings of several stories, and none of them is whole"),
            message("open the story, and add its own page"),
        )
    return cut


def _draft(top: Head, cut: Body, *, url: str | None) -> Draft:
    blocks = tuple(_blocks(top, cut))
    return Draft(
        title=top.title,
        kicker=top.kicker,
        source=top.source,
        link=url,
        date=top.when,
        date_from="page" if top.when else None,
        authors=top.authors,
        dateline=cut.opening.dateline,
        blocks=blocks,
        language=arabic.language(" ".join(block.text for block in blocks)[:_TELLING]),
    )


def _blocks(top: Head, cut: Body) -> Iterator[Block]:
    first, *others = cut.paragraphs
    for text in (*top.standfirst, first.text[cut.opening.length :]):
        yield Block(Role.PARAGRAPH, text)
    before = first
    for short, found in groupby(others, key=is_subhead):
        run = tuple(found)
        heads = _heads(run, before, last=run[-1] is others[-1]) if short else 0
        for place, line in enumerate(run, 1):
            yield Block(Role.SUBHEAD if place > len(run) - heads else Role.PARAGRAPH, line.text)
        before = run[-1]


def _heads(run: Sequence[Line], before: Line, *, last: bool) -> int:
    """Return how many of the short lines before a paragraph, from its end, are its headings.

    None of those that end a story is one, nor the halves of verses that «قال الشاعر:» announces.
    """
    if last:
        return 0
    return len(run) % 2 if len(run) > 1 and before.text.endswith(":") else len(run)


def _link(cut: Body) -> str | None:
    links = {link for line in (*cut.above, *cut.below) if (link := link_of(line))}
    return links.pop() if len(links) == 1 else None
