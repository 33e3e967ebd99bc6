"""From what came in to a draft; says why when there is no article in it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from mujaz import arabic
from mujaz.errors import NoArticleError, message
from mujaz.extract import body, furniture, head, inserts, lines
from mujaz.extract.body import Body, is_subhead
from mujaz.extract.head import Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What extraction made of a raw article; an editor has not seen it."""

    title: str
    paragraphs: tuple[str, ...]
    """The body in its order, subheads among them; plain text without any markup."""
    subheads: frozenset[int] = frozenset()
    """Which of the paragraphs are subheads, counted from 0."""
    kicker: str | None = None
    source: str | None = None
    """The publisher's name as the page gives it."""
    link: str | None = None
    date: dt.date | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    language: str = "ar"


def extract_text(
    text: str, *, url: str | None = None, today: dt.date = dt.date.max, known: Iterable[str] = ()
) -> Draft:
    """Read a text dump of a news page.

    `today` is the day after which no date is believed; `known` are names of publishers. Raises
    NoArticleError when there is no paragraph or no headline in it.
    """
    found = inserts.removed(lines.read(text))
    cut = body.find(found)
    if cut is None:
        raise NoArticleError(
            message("there is no paragraph of an article in this"),
            message("copy the whole page, the story included, and add that"),
        )
    names = frozenset(arabic.fold(name) for name in known)
    top = head.read(cut, today=today, known=names)
    if top is None:
        raise NoArticleError(
            message("there is no headline above the first paragraph"),
            message("write the headline on a line of its own above the story"),
        )
    return _draft(top, cut, url=url or _link(cut))


def _draft(top: Head, cut: Body, *, url: str | None) -> Draft:
    first, *others = cut.paragraphs
    lead = first.text[cut.opening.length :]
    paragraphs = (*top.standfirst, lead, *(line.text for line in others))
    before = len(top.standfirst) + 1
    return Draft(
        title=top.title,
        kicker=top.kicker,
        source=top.source,
        link=url,
        date=top.when,
        authors=top.authors,
        dateline=cut.opening.dateline,
        paragraphs=paragraphs,
        subheads=frozenset(before + i for i, line in enumerate(others) if is_subhead(line)),
        language=arabic.language(" ".join(paragraphs)),
    )


def _link(cut: Body) -> str | None:
    links = {link for line in (*cut.above, *cut.below) if (link := furniture.link_of(line))}
    return links.pop() if len(links) == 1 else None
