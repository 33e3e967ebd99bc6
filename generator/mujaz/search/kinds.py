"""The kinds of shards, and how each is written whole or mended where a few of its keys changed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from mujaz.search import shards
from mujaz.search.shards import END, Group, Sized
from mujaz.search.store import Kept, Store

Value = TypeVar("Value")
Change = Callable[[Value | None], Value | None]
"""What becomes of a key's value; None where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[Value]):
    """Shards that hold one kind of values by their keys."""

    name: str
    most: int
    """Bytes of a shard before it is deflated."""
    write: Callable[[Mapping[str, Value]], bytes]
    read: Callable[[bytes], dict[str, Value]]
    size: Callable[[str, Value], int]


def _line(form: str, _level: int) -> int:
    return len(form.encode()) + 4


def _group(_head: str, group: Group) -> int:
    return sum(len(form.encode()) + 4 + len(data) for form, data in group.items())


WORDS: Kind[int] = Kind(name="w", most=20_000, write=shards.lexicon, read=shards.levels, size=_line)
"""The lexicon: how often each form is met, and the head of its kin; with the forms of a lemma that
none has met, where others of it are."""
GROUPS: Kind[Group] = Kind(
    name="g", most=12_000, write=shards.groups, read=shards.grouped, size=_group
)
"""Postings: which articles have each form of a lemma, by its head."""
SPELLING: Kind[int] = Kind(
    name="s", most=60_000, write=shards.spelling, read=shards.spelt, size=_line
)
"""The words with which misspelt ones are compared, and how often each is met."""


def values(store: Store, kind: Kind[Value]) -> dict[str, Value]:
    """Return all values of a kind."""
    kept = store.shards(kind.name)
    return _read(store, kind, kept, kept)


def put(store: Store, kind: Kind[Value], values: Mapping[str, Value], prefix: str = "") -> None:
    """Write the shards of values that all begin like `prefix`."""
    sizes = {key: kind.size(key, values[key]) for key in sorted(values)}
    items = [Sized(key, size) for key, size in sizes.items()]
    for place, keys in shards.cover(items, kind.most, prefix):
        if keys:
            raw = kind.write({key: values[key] for key in keys})
            store.put_shard(kind.name, place, raw, sum(map(sizes.__getitem__, keys)))


def mend(store: Store, kind: Kind[Value], changes: Mapping[str, Change[Value]]) -> None:
    """Let shards be as if all had been written with the changed values; others are left alone."""
    pending = dict(changes)
    kept = store.shards(kind.name)
    while pending:
        prefix = shards.home(next(iter(pending)), kept)
        here = [key for key in pending if (key + END).startswith(prefix)]
        values = _changed(_read(store, kind, [prefix], kept), {k: pending.pop(k) for k in here})
        wider, pooled = _wider(kind, prefix, sum(map(kind.size, values, values.values())), kept)
        values |= _read(store, kind, pooled, kept)
        store.drop_shards(kind.name, [prefix, *pooled])
        put(store, kind, values, wider)
        kept = store.shards(kind.name)


def _read(
    store: Store, kind: Kind[Value], prefixes: Iterable[str], kept: Mapping[str, Kept]
) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for prefix in prefixes:
        if prefix in kept:
            values |= kind.read(store.shard(kind.name, prefix))
    return values


def _changed(values: dict[str, Value], changes: Mapping[str, Change[Value]]) -> dict[str, Value]:
    for key, change in changes.items():
        value = change(values.pop(key, None))
        if value is not None:
            values[key] = value
    return values


def _wider(
    kind: Kind[Any], prefix: str, size: int, kept: Mapping[str, Kept]
) -> tuple[str, list[str]]:
    """Return the shortest prefix under which all fits into one shard, and what else is there."""
    pooled: list[str] = []
    while prefix:
        above = prefix[:-1]
        beside = [
            other for other in kept if other.startswith(above) and not other.startswith(prefix)
        ]
        size += sum(kept[other].size for other in beside)
        if size > kind.most:
            break
        pooled += beside
        prefix = above
    return prefix, pooled
