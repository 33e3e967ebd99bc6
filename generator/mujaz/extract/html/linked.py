"""What a page says of its article in JSON-LD, however it is nested and however broken."""

import html
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

_LONGEST: Final = 1_000_000
_MOST_NODES: Final = 5000
_ARTICLE: Final = re.compile(r"(?:\w*Article|BlogPosting|Report|\w*Reportage|LiveBlogPosting)$")
_OTHER_NAMES: Final = """
    citation comment hasPart isPartOf itemListElement liveBlogUpdate mentions relatedLink review
    subjectOf video
"""
_OTHERS: Final = frozenset(_OTHER_NAMES.split())
"""What leads from the page to other things, which have headlines and days of their own."""
_TRAILING_COMMA: Final = re.compile(r",(?=\s*[}\]])")
_DATED: Final = re.compile(r'"datePublished"\s*:\s*"([^"\\]{8,40})"')
_HEADED: Final = re.compile(r'"headline"\s*:\s*("(?:[^"\\]|\\.){8,400}")')


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The fields of an article's node; None and empty where it says nothing."""

    typed: bool = False
    """Whether the page says that it is an article."""
    headline: str | None = None
    description: str | None = None
    date: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    section: str | None = None
    image: str | None = None
    language: str | None = None
    link: str | None = None


def read(texts: Iterable[str]) -> Linked:
    """Return what the scripts of a page say of its article."""
    kept = [text for text in texts if len(text) <= _LONGEST]
    nodes = tuple(node for text in kept for node in _nodes(_loaded(text)))
    articles = [node for node in nodes if _is_article(node)]
    pages = [node for node in nodes if "WebPage" in _types(node)]
    for node in (*articles, *pages):
        return _of(node, typed=bool(articles))
    return _salvaged("\n".join(kept))


def _loaded(text: str) -> object:
    """Return the value of a script; None when nothing can be made of it."""
    bare = text.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip().rstrip(";")
    for attempt in (bare, _TRAILING_COMMA.sub("", bare)):
        try:
            value: object = json.loads(attempt, strict=False)
        except (RecursionError, ValueError):
            continue
        return value
    return None


def _nodes(value: object) -> Iterator[Mapping[str, object]]:
    """Yield the objects in a value that are the page's own, the outer ones first."""
    queue = deque([value])
    for _ in range(_MOST_NODES):
        if not queue:
            return
        one = queue.popleft()
        if isinstance(one, dict):
            yield one
            queue.extend(inner for name, inner in one.items() if name not in _OTHERS)
        elif isinstance(one, list):
            queue.extend(one)


def _types(node: Mapping[str, object]) -> tuple[str, ...]:
    said = node.get("@type")
    return tuple(map(str, said)) if isinstance(said, list) else (str(said),)


def _is_article(node: Mapping[str, object]) -> bool:
    typed = any(_ARTICLE.match(name) for name in _types(node))
    return typed and any(node.get(name) for name in ("headline", "name", "datePublished"))


def _of(node: Mapping[str, object], *, typed: bool) -> Linked:
    return Linked(
        typed=typed,
        headline=_first(node, "headline", *(("name",) if typed else ())),
        description=_first(node, "description"),
        date=_first(node, "datePublished", "dateCreated"),
        authors=tuple(_named(node.get("author") or node.get("creator"))),
        publisher=next(_named(node.get("publisher")), None),
        section=_first(node, "articleSection"),
        image=next(_links(node.get("image") or node.get("thumbnailUrl")), None),
        language=_first(node, "inLanguage"),
        link=next(_links(node.get("mainEntityOfPage") or node.get("url")), None),
    )


def _first(node: Mapping[str, object], *names: str) -> str | None:
    return next((text for name in names for text in _texts(node.get(name))), None)


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            text = " ".join(html.unescape(value).split())
            if text:
                yield text
        case list():
            for one in value:
                if isinstance(one, str):
                    yield from _texts(one)
        case _:
            return


def _named(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else (value,):
        yield from _texts(one.get("name") if isinstance(one, dict) else one)


def _links(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else (value,):
        yield from _texts((one.get("url") or one.get("@id")) if isinstance(one, dict) else one)


def _salvaged(text: str) -> Linked:
    """Return what can be read off JSON that is broken, where it says one thing only."""
    days, heads = set(_DATED.findall(text)), set(_HEADED.findall(text))
    return Linked(
        date=days.pop() if len(days) == 1 else None,
        headline=_first({"it": _loaded(heads.pop())}, "it") if len(heads) == 1 else None,
    )
