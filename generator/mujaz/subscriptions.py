"""The feeds that a digest reads: what each had when it was read last, and what is new in it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from mujaz import disk
from mujaz.desk import Added
from mujaz.errors import MujazError, NoArticleError
from mujaz.gather import Gatherer
from mujaz.models import Source
from mujaz.raw import Item, Link, Raw, Refused, Said

_KEPT = 5_000
"""Entries of one feed that are remembered; feeds show some hundreds at a time."""


@dataclass(slots=True)
class Feed:
    """What is remembered of one feed."""

    etag: str | None = None
    modified: str | None = None
    seen: list[str] = field(default_factory=list)
    """Digests of the entries that became articles, or never will; the newest last."""


class Subscriptions:
    """One reading of every feed that the sources name.

    What an entry became is noted when it is known, and a feed's ETag only when all of its entries
    were: what failed today is tried again tomorrow, and what an editor deleted does not come back.
    """

    def __init__(self, path: Path) -> None:
        """Remember what the file says; one that cannot be read is as none."""
        self._path = path
        self._feeds = _remembered(path)
        self._of: dict[str, tuple[str, str]] = {}
        """The feed and the entry that a raw article came from, by its name."""
        self._marks: dict[str, tuple[str | None, str | None]] = {}
        self._failed: set[str] = set()

    def items(self, gatherer: Gatherer, sources: dict[str, Source]) -> Iterator[Raw | Refused]:
        """Yield what is new in each feed, said to be of its source."""
        for source in sources.values():
            for feed in source.feeds:
                yield from self._new(gatherer, feed, source)

    def note(self, result: Added | Refused) -> None:
        """Remember what became of an entry."""
        feed, entry = self._of.pop(result.name, (None, None))
        if feed is None or entry is None:
            return
        if isinstance(result, Refused) and not isinstance(result.error, NoArticleError):
            self._failed.add(feed)
        else:
            self._feed(feed).seen.append(entry)

    def save(self) -> None:
        """Write it down; raises WriteError when the disk refuses."""
        for url, (etag, modified) in self._marks.items():
            pending = any(feed == url for feed, _ in self._of.values())
            if url not in self._failed and not pending:
                self._feed(url).etag, self._feed(url).modified = etag, modified
        told = {url: asdict(feed) for url, feed in sorted(self._feeds.items())}
        for feed in told.values():
            feed["seen"] = feed["seen"][-_KEPT:]
        disk.write(self._path, json.dumps(told, indent=1).encode())

    def _new(self, gatherer: Gatherer, url: str, source: Source) -> Iterator[Raw | Refused]:
        feed = self._feed(url)
        link = Link(url, url, Said(source=source.id))
        try:
            fetched = gatherer.fetcher().get(url, etag=feed.etag, modified=feed.modified)
        except MujazError as error:
            yield Refused(name=url, error=error)
            return
        if fetched.unchanged:
            return
        self._marks[url] = (fetched.etag, fetched.modified)
        seen = frozenset(feed.seen)
        for item in gatherer.entries(fetched, link):
            entry = _entry(item)
            if entry not in seen:
                yield from self._resolved(gatherer, item, url, entry)

    def _resolved(
        self, gatherer: Gatherer, item: Item, url: str, entry: str
    ) -> Iterator[Raw | Refused]:
        found = False
        for resolved in gatherer.resolved(item, depth=1):
            found = True
            self._of[resolved.name] = (url, entry)
            yield resolved
        if not found:  # the library has it from elsewhere
            self._feed(url).seen.append(entry)

    def _feed(self, url: str) -> Feed:
        return self._feeds.setdefault(url, Feed())


def _entry(item: Item) -> str:
    """Return the digest of what makes an entry itself: its address, else its words."""
    match item:
        case Link():
            told = item.url
        case Raw():
            told = item.link or item.text
        case Refused():
            told = str(item.error)
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:16]


def _remembered(path: Path) -> dict[str, Feed]:
    try:
        told: Any = json.loads(path.read_text("utf-8"))
        return {str(url): Feed(**feed) for url, feed in told.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}  # all is new then; the library knows what it has
