"""The feeds that a digest reads: what each had when it was read last, and what is new in it."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from mujaz import disk, raw
from mujaz.desk import Added
from mujaz.errors import GoneError, MujazError, NoArticleError, RawError, message
from mujaz.fetch import Fetched
from mujaz.gather import Gatherer
from mujaz.models import Source
from mujaz.raw import Format, Item, Limits, Link, Raw, Refused, Said

_KEPT = Limits().items
"""Entries of one feed that are remembered; no feed is read further."""
_GONE = 3
"""Readings in which the page or a picture of an entry is not there, until it is given up."""
_PAGES = frozenset({Format.HTML, Format.TEXT})
"""What a server sends in the place of a feed that is gone."""


@dataclass(slots=True)
class Feed:
    """What is remembered of one feed."""

    etag: str | None = None
    modified: str | None = None
    seen: list[str] = field(default_factory=list)
    """Digests of the entries that became articles, or never will; the newest last."""
    gone: list[str] = field(default_factory=list)
    """Those whose pages or pictures were not there, once for each time."""


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
        self._failed: set[tuple[str, str]] = set()

    def items(self, gatherer: Gatherer, sources: Mapping[str, Source]) -> Iterator[Raw | Refused]:
        """Yield what is new in each feed, said to be of its source; each feed is read once."""
        of: dict[str, Source] = {}
        for source in sources.values():
            for url in source.feeds:
                of.setdefault(url, source)
        for url, source in of.items():
            yield from self._new(gatherer, url, source)

    def note(self, result: Added | Refused) -> None:
        """Remember what became of an entry."""
        feed, entry = self._of.pop(result.name, (None, None))
        if feed is None or entry is None:
            return
        if self._is_done(result, feed, entry):
            self._feed(feed).seen.append(entry)
        else:
            self._failed.add((feed, entry))

    def _is_done(self, result: Added | Refused, feed: str, entry: str) -> bool:
        """Say whether an entry became an article, or never will; a page may come after its feed.

        So may its pictures; those that are gone for good would have it read for ever.
        """
        match result:
            case Added(missing=()) | Refused(error=NoArticleError()):
                return True
            case Added() | Refused(error=GoneError()):
                gone = self._feed(feed).gone
                gone.append(entry)
                return gone.count(entry) >= _GONE
            case _:
                return False

    def save(self) -> None:
        """Write it down; raises WriteError when the disk refuses."""
        undone = self._failed | set(self._of.values())
        for url, (etag, modified) in self._marks.items():
            if url not in {feed for feed, _ in undone}:
                self._feed(url).etag, self._feed(url).modified = etag, modified
        for url, feed in self._feeds.items():
            newest = dict.fromkeys(reversed(feed.seen))
            whole = [entry for entry in newest if (url, entry) not in undone]
            feed.seen = whole[:_KEPT][::-1]
            feed.gone = [entry for entry in feed.gone[-_KEPT:] if entry not in newest]
        told = {url: asdict(feed) for url, feed in sorted(self._feeds.items())}
        disk.write(self._path, json.dumps(told, indent=1).encode())

    def _new(self, gatherer: Gatherer, url: str, source: Source) -> Iterator[Raw | Refused]:
        feed = self._feed(url)
        try:
            fetched = gatherer.fetcher().get(url, etag=feed.etag, modified=feed.modified)
            if fetched.unchanged:
                return
            _see_that_it_is_a_feed(fetched)
        except MujazError as error:
            yield Refused(name=url, error=error)
            return
        seen = frozenset(feed.seen)
        for item in gatherer.entries(fetched, Link(url, url, Said(source=source.id))):
            entry = _entry(item)
            if entry in seen:
                gatherer.tally.opened -= 1
                feed.seen.append(entry)  # it is still shown: among the newest again
            else:
                yield from self._resolved(gatherer, item, url, entry)
        self._marks[url] = (fetched.etag, fetched.modified)  # not where we are cut off before

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


def _see_that_it_is_a_feed(fetched: Fetched) -> None:
    if raw.find_format(fetched.data) in _PAGES:
        raise RawError(
            message("there is no feed at this address, but a page"),
            message("look for the feed's address on the publisher's site"),
        )


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
        told = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}  # all is new then; the library knows what it has
    feeds = told.items() if isinstance(told, dict) else ()
    return {url: _recalled(feed) for url, feed in feeds if isinstance(feed, dict)}


def _recalled(told: Mapping[str, object]) -> Feed:
    """Return what a file says of a feed, as far as it is what we wrote."""
    return Feed(
        etag=_text(told.get("etag")),
        modified=_text(told.get("modified")),
        seen=_texts(told.get("seen")),
        gone=_texts(told.get("gone")),
    )


def _texts(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
