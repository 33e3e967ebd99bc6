"""The files of the index below the root of a site: their names, and what is in each."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from mujaz.mirror import Mirror
from mujaz.search import entries, facets, index, kin, kinds
from mujaz.search.facets import compact
from mujaz.search.store import Kept, Store, name
from mujaz.search.wanted import Wanted

FOLDER = "search"
MANIFEST = f"{FOLDER}/index.bin"
"""The one file whose name stays: it names all others."""
BLOCK = 32
"""Articles whose texts are named together: one that changes gives all of them new names."""
_FORMAT = 3
_KEY = "search "


@dataclass(frozen=True, slots=True)
class Files:
    """Every file of an index, which is made when it is asked for."""

    store: Path
    """The file in which the index is kept."""
    made: Mapping[str, bytes]
    """Files that are made of the cards alone."""
    texts: tuple[str, ...]
    """The file of each article's text."""
    shards: Mapping[str, tuple[str, str]]
    """The kind and the beginning of the shard in each file."""

    @property
    def keys(self) -> dict[str, str]:
        """What names the bytes of each file below the site's root, the manifest last.

        All other names tell what is in the file; so what they name is there before the manifest.
        """
        paths = (*self.texts, *self.shards, *self.made)
        return {**dict.fromkeys(paths, _KEY), MANIFEST: f"{_KEY}{name(self.made[MANIFEST])}"}

    def contents(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield some of the files with their bytes."""
        numbers = {path: number for number, path in enumerate(self.texts)}
        with closing(Store.left(self.store)) as store:
            for path in paths:
                if path in self.made:
                    yield path, self.made[path]
                elif path in numbers:
                    yield path, store.text(numbers[path])
                else:
                    yield path, store.packed(*self.shards[path])

    def laid(self, mirror: Mirror) -> Collection[str]:
        """Put what a mirror lacks of the files into it, and return the paths of all.

        Raises OSError when the disk refuses.
        """
        keys = self.keys
        for path, data in self.contents(mirror.lacks(keys)):
            mirror.put(path, keys[path], data)
        return keys


def files(store: Store, file: Path, wanted: Wanted) -> Files:
    """Return the files of an index whose shards are up to date, kept in `file`."""
    kept = {kind: store.shards(kind) for kind in _KINDS}
    prints = tuple(_blocks(store.prints()))
    known = facets.names(wanted.shelf)
    tables = [compact(known), *facets.blocks(wanted.cards, wanted.shelf, known)]
    told = {
        "format": _FORMAT,
        "articles": len(wanted.cards),
        **{_KINDS[kind]: _told(by_prefix) for kind, by_prefix in kept.items()},
        "texts": [BLOCK, "".join(prints)],
        "facets": [facets.BLOCK, "".join(map(name, tables))],
        "common": " ".join(index.common(store, len(wanted.cards))),
        **_RULES,
    }
    made = {_file(f"f{n}", name(raw)): entries.deflated(raw) for n, raw in enumerate(tables)}
    texts = (_text(number, prints) for number in range(len(wanted.cards)))
    made[MANIFEST] = entries.deflated(compact(told))
    return Files(file, made, tuple(texts), dict(_shards(kept)))


def _text(number: int, prints: Sequence[str]) -> str:
    block, place = divmod(number, BLOCK)
    return f"{FOLDER}/t{block}-{prints[block]}/{place}.bin"


def _shards(
    kept: Mapping[str, Mapping[str, Kept]],
) -> Iterator[tuple[str, tuple[str, str]]]:
    for kind, by_prefix in kept.items():
        for prefix, shard in by_prefix.items():
            yield _file(f"{kind}{_spelt(prefix)}", shard.print), (kind, prefix)


_RULES = {
    "beginnings": " ".join(kin.BEGINNINGS),
    "endings": [list(pair) for pair in kin.ENDINGS],
    "pronouns": " ".join(kin.PRONOUNS),
}
"""What the script may cut off a word that no article has."""
_KINDS = {kinds.WORDS.name: "words", kinds.GROUPS.name: "groups", kinds.SPELLING.name: "spelling"}
"""What the manifest calls the kinds of shards."""


def _told(by_prefix: Mapping[str, Kept]) -> list[str]:
    """Return the prefixes of shards, and their names in the same order."""
    return ["\n".join(by_prefix), "".join(shard.print for shard in by_prefix.values())]


def _blocks(prints: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(prints), BLOCK):
        yield name("".join(prints[start : start + BLOCK]).encode())


def _spelt(prefix: str) -> str:
    """Return a prefix in letters that any disk and any server takes: their numbers."""
    return ".".join(f"{ord(letter):x}" for letter in prefix)


def _file(place: str, print_: str) -> str:
    return f"{FOLDER}/{place}-{print_}.bin"
