"""From a news page to the article on it: trafilatura's reading, and the last mile behind it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

from mujaz import arabic
from mujaz.blocks import Block
from mujaz.errors import NoArticleError, message
from mujaz.extract.draft import Draft
from mujaz.extract.html import (
    front,
    head,
    headline,
    pictures,
    reading,
    seeds,
    shape,
    story,
    surroundings,
    tree,
    trim,
    when,
    writers,
)
from mujaz.extract.html import known as spoken
from mujaz.extract.html.head import Head
from mujaz.extract.html.known import Known
from mujaz.extract.html.parts import Part
from mujaz.extract.html.trim import Cut

__all__ = ["extract_html"]
_LINKED: Final = 0.5
"""What is mostly a link is no headline: a logo, the teaser of a story."""
_SECTION: Final = 60
_TELLING: Final = 1000
"""Letters by which a language is told."""


def extract_html(
    html: str, *, url: str | None = None, today: dt.date = dt.date.max, known: Iterable[str] = ()
) -> Draft:
    """Read a news page as HTML.

    `url` is where it was fetched, `today` the day after which no date is believed; `known` are
    names of publishers. Raises NoArticleError when there is no paragraph or no headline on it, and
    for a section front.
    """
    page = tree.parse(html)
    top = head.read(page, url)
    tree.strip(page)
    read = reading.read(page)
    parts = read.parts
    publishers = frozenset(arabic.fold(name) for name in known)
    headings = [part for part in parts if part.heading and part.linked < _LINKED]
    title = headline.find(top, headings, publishers)
    said = spoken.of(top, title or "", publishers)
    cut = _story(parts, seeds.find(page, read, url), said)
    if front.is_front(parts, cut.body, top):
        raise _front()
    title = title or headline.above(top, parts, cut.body[0], publishers)
    if not title:
        raise _headless()
    return _page(top, title, parts, cut, said, today=today, publishers=publishers)


def _story(parts: Sequence[Part], found: frozenset[int], said: Known) -> Cut:
    """Return the parts of the story; raises NoArticleError when there are none."""
    cut = trim.trimmed(parts, story.extend(parts, found, said), said) if found else Cut(())
    if not any(parts[i].prose for i in cut.body):
        raise NoArticleError(
            message("there is no paragraph of an article on this page"),
            message("save the page of one story, after it has loaded, and add that"),
        )
    return cut


def _page(  # noqa: PLR0913 - what was read of a page, put together
    top: Head,
    title: str,
    parts: Sequence[Part],
    cut: Cut,
    said: Known,
    *,
    today: dt.date,
    publishers: frozenset[str],
) -> Draft:
    at = surroundings.title_at(parts, cut.body, said.titles)
    near = surroundings.near(parts, cut.body, at)
    day = when.find(top, near, today=today)
    blocks = shape.blocks(parts, cut, top.link)
    return Draft(
        title=arabic.clean(title),
        blocks=blocks,
        standfirst=tuple(arabic.clean(parts[i].text) for i in cut.standfirst),
        kicker=surroundings.kicker(parts, at),
        source=headline.site(top, title),
        link=top.link,
        date=day.date if day else None,
        date_from=day.origin if day else None,
        authors=writers.find(top, near, publishers),
        section=_section(top),
        image=pictures.of_page(top, blocks),
        language=_language(blocks, top.language),
    )


def _language(blocks: Sequence[Block], declared: str | None) -> str | None:
    """Return the language of the words; what a page declares only where they do not tell."""
    read = arabic.language(" ".join(block.text for block in blocks)[:_TELLING])
    named = (declared or "").replace("_", "-").split("-")[0].casefold()
    if read not in {"und", "en"} or not (named.isalpha() and named.isascii()):
        return read
    return named


def _section(top: Head) -> str | None:
    """Return the publisher's word for a section; a list of tags is none."""
    said = top.linked.section or top.said("article:section")
    return said if said and len(said) <= _SECTION else None


def _front() -> NoArticleError:
    return NoArticleError(
        message("this page lists other pages; it holds no article of its own"),
        message("open the article that you mean, and add its page or its link"),
    )


def _headless() -> NoArticleError:
    return NoArticleError(
        message("there is no headline on this page"),
        message("add the story as a text, with its headline on the first line"),
    )
