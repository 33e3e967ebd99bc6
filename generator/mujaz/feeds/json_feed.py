"""Feeds as JSON Feed 1.1 (jsonfeed.org)."""

import json
from collections.abc import Iterable, Iterator, Mapping

from mujaz import render
from mujaz.feeds.channel import Channel, moment
from mujaz.models import Library, Listed, Rights
from mujaz.render import Site

FILE = "feed.json"
_VERSION = "https://jsonfeed.org/version/1.1"


def document(site: Site, channel: Channel, items: Iterable[str]) -> bytes:
    """Return a feed with these items."""
    feed = {
        "version": _VERSION,
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": f"{channel.home}{FILE}",
        "description": channel.description,
        "language": site.language,
        "hubs": [{"type": "WebSub", "url": site.hub}] if site.hub else (),
    }
    opened = _json({name: value for name, value in feed.items() if value}).removesuffix("\n}")
    body = ",\n".join(items)
    listed = f"[\n{body}\n ]" if body else "[]"
    return f'{opened},\n "items": {listed}\n}}\n'.encode()


def item(site: Site, library: Library[Listed], article: Listed, html: str = "") -> str:
    """Return an article's item; `html` is its shown body, where the feed is to have it.

    An item must have words of its own: without a body they are the summary, or the headline.
    """
    told = dict(_told(site, library, article))
    if html and library.rights(article) is not Rights.LINK:
        told["content_html"] = str(html)
    else:
        told["content_text"] = article.front.summary or article.front.title
    return written({name: value for name, value in told.items() if value})


def written(told: Mapping[str, object]) -> str:
    """Return an item as `document` takes it, which is what it says, set in by its place there."""
    return "  " + _json(told).replace("\n", "\n  ")  # no text in JSON has a line's end


def _json(told: Mapping[str, object]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1)


def _told(site: Site, library: Library[Listed], article: Listed) -> Iterator[tuple[str, object]]:
    front, source = article.front, render.source_of(article, library)
    address = f"{site.url}{article.address}"
    yield from (("id", address), ("url", address), ("external_url", front.link))
    yield from (("title", front.title), ("summary", front.summary))
    yield "date_published", moment(front.date)
    yield "authors", [{"name": name} for name in front.authors or (source.name,)]
    yield "tags", [site.phrases.label(tag.subject) for tag in render.tags_of(article, library)]
    yield "language", front.language or source.language or site.language
