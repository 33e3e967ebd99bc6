"""An entry of a feed, whatever the feed's kind: a whole article, or the address of one."""

import html
import re
from dataclasses import dataclass

from mujaz.errors import RawError, message
from mujaz.raw.items import Item, Kind, Link, Raw, Said
from mujaz.raw.refusal import refused
from mujaz.raw.words import TAG

_ARTICLE, _DESCRIPTION = 50, 120
"""Words from which a text is whole: one that is given as the content, one that may be a blurb."""
_PARAGRAPHS = 3
_PARAGRAPH = 8
"""Words that a paragraph has, unlike a line of links."""
_BREAK = re.compile(r"</(?:p|div|h\d|li|blockquote)\s*>|<br\s*/?>\s*<br|\n\s*?\n", re.IGNORECASE)
_APPENDED = re.compile(
    # What WordPress writes below each entry.
    r"(?:The post .{1,500}? (?:appeared|first appeared) .{1,300}"
    r"|(?:ظهرت|نُشرت|نشرت) (?:المقالة|التدوينة|هذه) .{1,500})\Z",
    re.DOTALL,
)
_TEASER = re.compile(
    r"(?:…|\.\.\.|\[&hellip;\]|\b(?:read more|continue reading|read the full .{1,40})"
    r"|(?:اقرأ|إقرأ) (?:المزيد|أيضا|أيضاً)|المزيد|تابع القراءة|متابعة القراءة|للمزيد"
    r"|ادامه مطلب|بیشتر بخوانید|مزید پڑھیں|קרא עוד|להמשך קריאה)[\W_]*\Z",
    re.IGNORECASE,
)
_TAIL = 1_000
_MARKUP = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|a|img|figure|strong|em|b|i|span|table)\b[^<>]*>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed gives of one article."""

    link: str | None
    said: Said
    body: str = ""
    """As HTML."""
    content: bool = False
    """Whether the feed says that the body is the article, not a word about it."""


def item(name: str, entry: Entry) -> Item:
    """Return an entry as an article when the feed has the whole of it, else as its address."""
    words = _words(entry.body)
    if entry.link and not (words and _whole(entry, words)):
        return Link(name, entry.link, entry.said)
    if not words:
        return refused(name, _nothing())
    text = page(entry.said.title, entry.body)
    return Raw(name, text, kind=Kind.HTML, link=entry.link, said=entry.said)


def page(title: str | None, body: str) -> str:
    """Return a page that holds a headline and the HTML of an article, and nothing besides."""
    head = html.escape(title or "")
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{head}</title></head>'
        f"<body><article><h1>{head}</h1>\n{body}\n</article></body></html>"
    )


def paragraphs(text: str) -> str:
    """Return a plain text as HTML: a paragraph for each block, or for each line without any."""
    parts = re.split(r"\n\s*?\n" if re.search(r"\n\s*?\n", text.strip()) else r"\n", text)
    return "\n".join(f"<p>{html.escape(part.strip())}</p>" for part in parts if part.strip())


def is_markup(text: str) -> bool:
    """Whether a text is written in HTML, not one that has a sign of it by chance."""
    return bool(_MARKUP.search(text))


def _whole(entry: Entry, words: list[str]) -> bool:
    if _TEASER.search(" ".join(words)[-_TAIL:]):
        return False
    if entry.content:
        return len(words) >= _ARTICLE
    parts = (TAG.sub(" ", part).split() for part in _BREAK.split(entry.body))
    full = sum(len(part) >= _PARAGRAPH for part in parts)
    return len(words) >= _DESCRIPTION and full >= _PARAGRAPHS


def _words(body: str) -> list[str]:
    """Return the words of a body, without what the publisher's program wrote below it."""
    plain = " ".join(html.unescape(TAG.sub(" ", body)).split())
    return (plain[:-_TAIL] + _APPENDED.sub("", plain[-_TAIL:])).split()


def _nothing() -> RawError:
    return RawError(
        message("this entry has neither a text nor an address"),
        message("look for the article at its publisher, and add that"),
    )
