"""The files of the index below the root of a site: their names, and what is in each."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mujaz.models import Card, Library
from mujaz.search import entries, facets, index, kin, kinds
from mujaz.search.index import Wanted
from mujaz.search.store import Store, name

FOLDER = "search"
MANIFEST = f"{FOLDER}/index.bin"
"""The one file whose name stays: it names all others."""
BLOCK = 32
"""Articles whose texts are named together: one that changes gives all of them new names."""
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Files:
    """Every file of an index, which is made when it is asked for."""

    store: Store
    made: Mapping[str, bytes]
    """Files that are made of the cards alone."""
    texts: Mapping[str, int]
    """Files of texts, each with its article's number."""
    shards: Mapping[str, str]
    """Files of shards, each with the name of what is in it."""

    @property
    def paths(self) -> Iterator[str]:
        """Every file below the site's root, the manifest last: what it names is there before."""
        yield from self.texts
        yield from self.shards
        yield from self.made

    def key(self, path: str) -> str:
        """Return what names the bytes of a file: its own name but for one."""
        return f"search {name(self.made[path])}" if path == MANIFEST else "search"

    def data(self, path: str) -> bytes:
        """Return a file."""
        if path in self.made:
            return self.made[path]
        if path in self.texts:
            return self.store.text(self.texts[path])
        return self.store.printed(self.shards[path])


def files(store: Store, wanted: Wanted, library: Library[Card]) -> Files:
    """Return the files of an index whose shards are up to date."""
    kept = {kind: store.shards(kind) for kind in _KINDS}
    shards = {
        f"{FOLDER}/{shard.print}.bin": shard.print
        for by_prefix in kept.values()
        for shard in by_prefix.values()
    }
    blocks = list(_blocks(store.prints()))
    known = facets.names(library)
    tables = [_json(known), *facets.blocks(wanted.cards, library, known)]
    printed = {f"{FOLDER}/{name(raw)}.bin": entries.deflated(raw) for raw in tables}
    told = {
        "format": _FORMAT,
        "articles": len(wanted.cards),
        **{_KINDS[kind]: _told(by_prefix) for kind, by_prefix in kept.items()},
        "texts": [BLOCK, "".join(blocks)],
        "facets": [facets.BLOCK, "".join(map(name, tables))],
        "starts": [facets.day(card) for card in wanted.cards[:: facets.BLOCK]],
        "common": " ".join(index.common(store, len(wanted.cards))),
        "beginnings": " ".join(kin.BEGINNINGS),
        "endings": [list(pair) for pair in kin.ENDINGS],
        "pronouns": " ".join(kin.PRONOUNS),
    }
    return Files(
        store=store,
        made={**printed, MANIFEST: entries.deflated(_json(told))},
        texts=dict(_texts(blocks, len(wanted.cards))),
        shards=shards,
    )


_KINDS = {kinds.WORDS.name: "words", kinds.GROUPS.name: "groups", kinds.SPELLING: "spelling"}


def _told(by_prefix: Mapping[str, object]) -> list[str]:
    """Return the prefixes of shards, and their names in the same order."""
    prints = (getattr(shard, "print") for shard in by_prefix.values())  # noqa: B009
    return [",".join(by_prefix), "".join(prints)]


def _blocks(prints: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(prints), BLOCK):
        yield name("".join(prints[start : start + BLOCK]).encode())


def _texts(blocks: Sequence[str], articles: int) -> Iterator[tuple[str, int]]:
    for number in range(articles):
        yield f"{FOLDER}/{blocks[number // BLOCK]}/{number % BLOCK}.bin", number


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
