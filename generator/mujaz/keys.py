"""What each page shows, as a key: pages with equal keys have equal bytes.

A key is made of all that is given to the page's template, so what a page does not show cannot make
it new, and a field that a page gains is in its key at once.
"""

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import Any

from pydantic import BaseModel

from mujaz import feeds, groups, sealed
from mujaz.editions import Chapter, Contents
from mujaz.groups import Entry, Group
from mujaz.models import Card, Library
from mujaz.plan import Kind, Page


class Keys:
    """Makes the keys of one library's pages; what many pages show is worked out once."""

    def __init__(
        self,
        library: Library[Card],
        shell: bytes,
        standing: Callable[[str], bool],
        *,
        thorough: bool = False,
    ) -> None:
        """Take the library, and what stands for all that the pages have in common.

        `standing` says whether the site has what stands at a place below content/. Where they are
        to be `thorough`, as for templates that nobody here knows, a page shows all of its articles.
        """
        self._library, self._shell, self._thorough = library, shell, thorough
        self._standing = lru_cache(maxsize=None)(standing)
        self._wholes: dict[str, bytes] = {}
        self._rows: dict[str, bytes] = {}
        self._names: dict[str, bytes] = {}
        self._tags: dict[str, bytes] = {}
        self._sources = {
            key: sealed.digest(_model(source)).encode() for key, source in library.sources.items()
        }
        ways = {
            "article": lambda card: (self._whole(card),),
            "newer_article": lambda card: (self._name(card),),
            "older_article": lambda card: (self._name(card),),
        }
        self._fields = tuple((n.encode(), d, self._said) for n, d in _FIELDS.items())
        """Each field's name, what it is on most pages, and what is shown of it."""
        self._own_fields = tuple((n, d, ways.get(n.decode(), say)) for n, d, say in self._fields)
        """The same of an article's page: it links to its neighbours, and shows no more of them."""

    def page(self, page: Page, prose: bytes = b"", links: tuple[str, ...] = ()) -> str:
        """Return the key of a page; `prose` is what an editor wrote for it, with its links."""
        own = page.kind.encode(), page.address.encode()
        parts = [self._shell, prose, self.there(links), *own]
        fields = self._own_fields if page.kind is Kind.ARTICLE else self._fields
        for (name, default, shown), value in zip(fields, _values(page), strict=True):
            if value is not default:
                parts.append(name)
                parts += shown(value)
        return sealed.digest(b"\x1e".join(parts))

    def text(self, said: bytes) -> str:
        """Return the key of a file that says this, and no more than the pages have in common."""
        return sealed.digest(self._shell + said)

    def feed(self, page: Page) -> str:
        """Return the key of a page's feeds, which show all of their articles, or editions."""
        own = page.address.encode(), *self._said(page.subject), *self._said(page.editions)
        shown: Iterable[Any] = feeds.articles(page, self._library)  # cards, as all of this library
        return self.text(b"\x1e".join((*own, *map(self._whole, shown))))

    def copy(self, settings: bytes, contents: Contents) -> str:
        """Return the key of an edition's files, which show all of its articles."""
        shown: Iterable[Any] = contents.articles  # cards, as all of this library
        parts = (settings, *self._said(contents), *map(self._whole, shown))
        return sealed.digest(b"\x1e".join(parts))

    def poster(self, settings: bytes, card: Card | None) -> str:
        """Return the key of a poster: the places that pages lead to are nothing to it."""
        return sealed.digest(settings + (self._row(card) if card else b""))

    def news(self, cards: Iterable[Card]) -> str:
        """Return the key of a list that says what rows do of each article."""
        return self.text(b"\x1e".join(map(self._row, cards)))

    def there(self, links: Iterable[str]) -> bytes:
        """Return which of some links lead to anything."""
        return bytes(map(self._standing, links))

    def _whole(self, card: Card) -> bytes:
        """Return what the page of an article shows of it: its file, source, tags, and links."""
        known = self._wholes.get(card.address)
        if known is None:
            front = card.front
            tags = map(self._tag, front.tags)
            own = card.digest.encode(), card.address.encode(), self.there(card.links)
            known = b"\x1e".join((*own, self._sources[front.source], *tags))
            self._wholes[card.address] = known
        return known

    def _tag(self, spelling: str) -> bytes:
        known = self._tags.get(spelling)
        if known is None:
            known = _model(groups.tag_of(spelling, self._library.vocabulary))
            self._tags[spelling] = known
        return known

    def _name(self, card: Card) -> bytes:
        """Return what a link to an article shows of it."""
        if self._thorough:
            return self._whole(card)
        known = self._names.get(card.address)
        if known is None:
            spoken = card.front.language, self._library.sources[card.front.source].language
            known = self._names[card.address] = repr(
                (card.address, card.front.title, spoken)
            ).encode()
        return known

    def _row(self, card: Card) -> bytes:
        """Return what a list shows of an article."""
        if self._thorough:
            return self._whole(card)
        known = self._rows.get(card.address)
        if known is None:
            rights = self._library.rights(card).encode()
            source = self._sources[card.front.source]
            known = b"\x1e".join((self._name(card), card.outline.encode(), rights, source))
            self._rows[card.address] = known
        return known

    def _said(self, value: object) -> Iterable[bytes]:
        match value:
            case tuple():
                return self._several(value)
            case Card():
                return (self._row(value),)
            case BaseModel():
                return (_model(value),)
            case Group() | Entry() | Contents() | Chapter():
                fields = (getattr(value, field.name) for field in dataclasses.fields(value))
                return chain.from_iterable(map(self._said, fields))
            case _:
                return (repr(value).encode(),)

    def _several(self, values: Iterable[object]) -> Iterator[bytes]:
        for one in values:
            if type(one) is Card:  # most are
                yield self._row(one)
            else:
                yield from self._said(one)
        yield b"\x1d"


_FIELDS = {
    field.name: field.default
    for field in dataclasses.fields(Page)
    if field.name not in {"kind", "address"}
}
_values = attrgetter(*_FIELDS)


@lru_cache(maxsize=1 << 16)
def _model(model: BaseModel) -> bytes:
    return model.model_dump_json(exclude_defaults=True).encode()
