"""The index of related articles, kept between runs: only what an edit moved is worked out anew."""

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from mujaz import errands, sealed
from mujaz.models import Card, Library, Listed
from mujaz.related import Index, Marked

FILE, LISTS = "related.json", "related-lists.json"
"""The names of what is kept, below the cache of a digest."""


def near(cards: Library[Card], cache: Path, *, version: str, away: bool = False) -> Index:
    """Return the index of related articles: its lists alone, where nothing else is asked for.

    They are read where nothing changed that they follow from; else they are those of `index`, which
    may be worked out `away` from here: it takes as much memory as all else that is known of them.
    """
    kind, file = f"related lists {version} {_basis(cards)}", cache / LISTS
    if kept := sealed.read(file, kind):
        return _read_lists(kept)
    with errands.sent(partial(_listed, cards, cache, version), away=away) as told:
        lists = told()
    sealed.keep(file, kind, json.dumps(lists, separators=(",", ":")))
    return Index.made({}, lists)


def _listed(cards: Library[Card], cache: Path, version: str) -> Mapping[str, tuple[str, ...]]:
    return index(cards, cache, version=version).lists


def index(cards: Library[Card], cache: Path, *, version: str) -> Index:
    """Return the index of related articles, made of the one that is kept below a cache."""
    kind, file = f"related {version}", cache / FILE
    kept = sealed.read(file, kind)
    was = _read(kept) if kept else None
    found = Index.of(cards, was)
    if was is None or found.marked != was.marked:
        sealed.keep(file, kind, _written(found))
    return found


def borrow(cache: Path, other: Path, *, version: str) -> None:
    """Let a cache without an index begin with that of another; raises OSError as `sealed.write`."""
    sealed.borrow(cache / FILE, other / FILE, f"related {version}")


def _basis(library: Library[Listed]) -> str:
    """Return what stands for all that a library's index follows from."""
    described = [(tag.label, tag.aliases) for tag in library.vocabulary.tags]
    fronts = ((str(article.path), article.front) for article in library.published)
    told = (
        (path, f.title, f.kicker, f.summary, f.tags, f.date and f.date.text, f.story)
        for path, f in fronts
    )
    return sealed.digest(repr((described, *told)).encode())


def _read_lists(text: str) -> Index:
    """Return an index of the lists that were written: all that a plan needs of one."""
    return Index.made({}, {path: tuple(found) for path, found in json.loads(text).items()})


def _written(index: Index) -> str:
    """Return an index as text that `_read` reads."""
    rows = [
        [path, one.order, one.said, one.story, one.day, one.marks, index.lists[path]]
        for path, one in index.marked.items()
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _read(text: str) -> Index:
    """Return the index that was written."""
    marked: dict[str, Marked] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for path, order, said, story, day, marks, found in json.loads(text):
        when, name = order
        own = ((*when,), name)
        marked[path] = Marked(tuple(said), own, story, day, tuple(marks))
        lists[path] = tuple(found)
    return Index.made(marked, lists)
