"""JSON Feed, 1.0 and 1.1; each entry is an article or its address."""

from collections.abc import Iterator, Mapping, Sequence

from mujaz.errors import RawError, message
from mujaz.raw import entries
from mujaz.raw.entries import Entry
from mujaz.raw.items import Item, Said
from mujaz.raw.json_text import loaded, whole
from mujaz.raw.limits import Limits, beyond
from mujaz.raw.refusal import refused
from mujaz.raw.words import language, moment, names, one_line, web_link

_Object = Mapping[str, object]


def read(name: str, data: bytes, *, limits: Limits) -> Iterator[Item]:
    """Yield the entries of a feed; raises RawError when it is none."""
    feed = loaded(data)
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(feed, dict) or not isinstance(items, list):
        raise _no_feed()
    for number, found in enumerate(items[: limits.items], start=1):
        place = f"{name}#{number}"
        if isinstance(found, dict):
            yield entries.item(place, _entry(found, feed))
        else:
            yield refused(place, _no_feed())
    if len(items) > limits.items:
        yield refused(name, beyond(limits.items))


def _entry(found: _Object, feed: _Object) -> Entry:
    base = _text(feed, "home_page_url")
    addresses = (_text(found, key) for key in ("url", "external_url", "id"))
    said = Said(
        title=one_line(_text(found, "title")),
        source=one_line(_text(feed, "title")),
        date=moment(_text(found, "date_published")),
        authors=names(_text(author, "name") for author in _authors(found)),
        tags=names(tag for tag in _list(found, "tags") if isinstance(tag, str)),
        language=language(_text(found, "language") or _text(feed, "language")),
    )
    link = next((link for text in addresses if (link := web_link(text, web_link(base)))), None)
    body = _text(found, "content_html") or entries.paragraphs(_text(found, "content_text") or "")
    if body:
        return Entry(link=link, said=said, body=body, content=True)
    return Entry(link=link, said=said, body=entries.paragraphs(_text(found, "summary") or ""))


def _authors(found: _Object) -> Iterator[_Object]:
    for author in (*_list(found, "authors"), found.get("author")):
        if isinstance(author, dict):
            yield author


def _text(found: _Object, key: str) -> str | None:
    text = found.get(key)
    return whole(text) if isinstance(text, str) else None


def _list(found: _Object, key: str) -> Sequence[object]:
    several = found.get(key)
    return several if isinstance(several, list) else ()


def _no_feed() -> RawError:
    return RawError(
        message("this is no JSON Feed: its items are not where they should be"),
        message("add the feed's RSS or Atom, or a file of one JSON object a line"),
    )
