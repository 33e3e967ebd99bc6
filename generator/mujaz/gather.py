"""All that some names mean, opened: files, folders, patterns, standard input, addresses, feeds."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from mujaz import raw
from mujaz.errors import MujazError, RawError, message
from mujaz.fetch import Fetched, Fetcher
from mujaz.raw import Format, Item, Link, Raw, Refused, Said

_DEPTH = 3
"""Addresses that lead to addresses: a list of feeds, a feed of it, a page of that."""


@dataclass(slots=True)
class Tally:
    """How many articles there will be, as far as is known by now."""

    opened: int = 0
    """In what was opened."""
    waiting: int = 0
    """Names that were not opened yet; each is one at least."""
    addresses: set[str] = field(default_factory=set)
    """Where entries of feeds and lists led: no page is fetched twice in a batch."""

    @property
    def expected(self) -> int:
        """All of them."""
        return self.opened + self.waiting


def _nothing_known(_link: str) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gatherer:
    """How names are turned into raw articles."""

    fetcher: Callable[[], Fetcher]
    """Opens the network; raises MujazError where it may not be opened."""
    kind: Format | None = None
    """What everything is, when a person says so."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Which field of a row is which of ours."""
    known: Callable[[str], bool] = _nothing_known
    """Whether the library has the article of an address: a list's is then not fetched again."""

    tally: Tally = field(default_factory=Tally)

    def all(self, names: Iterable[str], stdin: BinaryIO) -> Iterator[Raw | Refused]:
        """Yield each raw article that the names mean; what cannot be read is yielded refused.

        Each is opened when its turn comes, so that a folder may be larger than memory.
        """
        given = list(dict.fromkeys(names))
        addresses = [name for name in given if is_address(name)]
        paths = raw.named(n for n in given if n != raw.STDIN and not is_address(n))
        self.tally.waiting = len(addresses) + len(paths)
        if raw.STDIN in given:
            yield from self._opened(raw.STDIN, lambda: raw.read_stream(stdin))
        for name in addresses:
            self.tally.waiting -= 1
            yield from self.followed(Link(name, name))
        for path in paths:
            self.tally.waiting -= 1
            yield from self._opened(str(path), lambda path=path: raw.read(path))  # type: ignore[misc]

    def followed(self, link: Link, depth: int = 1) -> Iterator[Raw | Refused]:
        """Yield what an address leads to: the article, or those of the feed or list that it is."""
        try:
            fetched = self.fetcher().get(link.url)
        except MujazError as error:
            yield self._refused(link.name, error)
        else:
            for item in self.entries(fetched, link):
                yield from self.resolved(item, depth)

    def entries(self, fetched: Fetched, link: Link) -> Iterator[Item]:
        """Yield what is in what was fetched: the article, or the entries of a feed or a list."""
        self.tally.opened += raw.expected(fetched.data)
        for item in raw.opened(link.name, fetched.data, kind=self.kind, fields=self.fields):
            yield _placed(item, link, fetched)

    def _opened(self, name: str, read: Callable[[], bytes]) -> Iterator[Raw | Refused]:
        try:
            data = read()
        except MujazError as error:
            yield self._refused(name, error)
            return
        self.tally.opened += raw.expected(data)
        for item in raw.opened(name, data, kind=self.kind, fields=self.fields):
            yield from self.resolved(item, depth=0)

    def resolved(self, item: Item, depth: int) -> Iterator[Raw | Refused]:
        """Yield an item as it is, or what its address leads to unless the library has it."""
        if not isinstance(item, Link):
            yield item
        elif depth >= _DEPTH:
            yield Refused(name=item.name, error=_too_deep())
        else:
            self.tally.opened -= 1  # it stood for what its address leads to
            if item.url not in self.tally.addresses and not self.known(item.url):
                self.tally.addresses.add(item.url)
                yield from self.followed(item, depth + 1)

    def _refused(self, name: str, error: MujazError) -> Refused:
        """Return what cannot be opened; it counts as one of what was."""
        self.tally.opened += 1
        return Refused(name=name, error=error)


def is_address(name: str) -> bool:
    """Whether a name is an address on the web, and no file."""
    return name.partition("://")[0].lower() in {"http", "https"} and "://" in name


def _placed(item: Item, link: Link, fetched: Fetched) -> Item:
    """Return an item with what is known of it from the way to it.

    A page is at the address that it was fetched from; what a feed said of it stays said. What a
    feed, a list or an archive holds has addresses of its own, or none, and only its publisher
    comes from above.
    """
    if isinstance(item, Refused):
        return item
    said = replace(item.said, source=link.said.source or item.said.source)
    itself = item.name == link.name and item.said == Said()
    if isinstance(item, Raw) and item.link is None and itself:
        return replace(item, link=fetched.url, said=link.said)
    return replace(item, said=said)


def _too_deep() -> RawError:
    return RawError(
        message("this address is in a list of lists of addresses"),
        message("add the address itself"),
    )
