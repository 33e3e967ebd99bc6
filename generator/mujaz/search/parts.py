"""The files of the index below the root of a site: their names, and what is in each."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from mujaz.mirror import Mirror
from mujaz.models import Card, Library
from mujaz.search import entries, facets, index, kin, kinds
from mujaz.search.facets import compact
from mujaz.search.index import Wanted
from mujaz.search.store import Kept, Store, name

FOLDER = "search"
MANIFEST = f"{FOLDER}/index.bin"
"""The one file whose name stays: it names all others."""
BLOCK = 32
"""Articles whose texts are named together: one that changes gives all of them new names."""
_FORMAT = 1
_KEY = "search "


@dataclass(frozen=True, slots=True)
class Files:
    """Every file of an index, which is made when it is asked for."""

    store: Path
    """The file in which the index is kept."""
    version: str
    made: Mapping[str, bytes]
    """Files that are made of the cards alone."""
    blocks: tuple[str, ...]
    """The folders of texts."""
    articles: int
    shards: tuple[str, ...]
    """What names each shard."""

    @property
    def keys(self) -> dict[str, str]:
        """What names the bytes of each file below the site's root, the manifest last.

        All other names tell what is in the file; so what they name is there before the manifest.
        """
        paths = (*(path for path, _ in self._texts()), *map(_file, self.shards), *self.made)
        return {**dict.fromkeys(paths, _KEY), MANIFEST: f"{_KEY}{name(self.made[MANIFEST])}"}

    def contents(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield some of the files with their bytes."""
        texts, shards = dict(self._texts()), {_file(shard): shard for shard in self.shards}
        with closing(Store.at(self.store, self.version)) as store:
            for path in paths:
                if path in self.made:
                    yield path, self.made[path]
                elif path in texts:
                    yield path, store.text(texts[path])
                else:
                    yield path, store.printed(shards[path])

    def laid(self, mirror: Mirror) -> Collection[str]:
        """Put what a mirror lacks of the files into it, and return the paths of all."""
        keys = self.keys
        for path, data in self.contents(mirror.lacks(keys)):
            mirror.put(path, keys[path], data)
        return keys

    def _texts(self) -> Iterator[tuple[str, int]]:
        """Yield each file of a text with the number of its article."""
        for number in range(self.articles):
            yield f"{FOLDER}/{self.blocks[number // BLOCK]}/{number % BLOCK}.bin", number


def files(store: Store, file: Path, wanted: Wanted, library: Library[Card]) -> Files:
    """Return the files of an index whose shards are up to date, kept in `file`."""
    kept = {kind: store.shards(kind) for kind in _KINDS}
    blocks = tuple(_blocks(store.prints()))
    known = facets.names(library)
    tables = [compact(known), *facets.blocks(wanted.cards, library, known)]
    told = {
        "format": _FORMAT,
        "articles": len(wanted.cards),
        **{_KINDS[kind]: _told(by_prefix) for kind, by_prefix in kept.items()},
        "texts": [BLOCK, "".join(blocks)],
        "facets": [facets.BLOCK, "".join(map(name, tables))],
        "common": " ".join(index.common(store, len(wanted.cards))),
        **_RULES,
    }
    printed = {_file(name(raw)): entries.deflated(raw) for raw in tables}
    return Files(
        store=file,
        version=store.version,
        made={**printed, MANIFEST: entries.deflated(compact(told))},
        blocks=blocks,
        articles=len(wanted.cards),
        shards=tuple(shard.print for shelf in kept.values() for shard in shelf.values()),
    )


_RULES = {
    "beginnings": " ".join(kin.BEGINNINGS),
    "endings": [list(pair) for pair in kin.ENDINGS],
    "pronouns": " ".join(kin.PRONOUNS),
}
"""What the script may cut off a word that no article has."""
_KINDS = {kinds.WORDS.name: "words", kinds.GROUPS.name: "groups", kinds.SPELLING: "spelling"}
"""What the manifest calls the kinds of shards."""


def _told(by_prefix: Mapping[str, Kept]) -> list[str]:
    """Return the prefixes of shards, and their names in the same order."""
    return ["\n".join(by_prefix), "".join(shard.print for shard in by_prefix.values())]


def _blocks(prints: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(prints), BLOCK):
        yield name("".join(prints[start : start + BLOCK]).encode())


def _file(print_: str) -> str:
    return f"{FOLDER}/{print_}.bin"
