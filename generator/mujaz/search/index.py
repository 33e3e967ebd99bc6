"""The index of a library as files of its site: kept between builds, of equal bytes either way.

Articles are numbered from the oldest on, so a new one takes a number that no other had. Where no
number moved, only the shards of words that came or went are made again; else all of them are, from
what is kept of each article. Both ways end in the same bytes, which depend on the library alone.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from mujaz.models import Card, Library
from mujaz.search import entries, kin, kinds, numbers, shards
from mujaz.search.shards import Group
from mujaz.search.store import Row, Store

FEW = 8
"""One article of so many may have changed for the shards to be mended and not made again."""
_SPELT = 9
"""Words that fewer than one in 2**9 articles have are not offered for misspelt ones."""
_SMALL = 64
"""Articles up to which no word counts as common."""

_AT = ord("@")
Postings = dict[str, bytes]
Changes = dict[str, dict[int, int | None]]
"""What became of each word: in which articles, and with what weight; None where it is gone."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The articles that are to be found, the oldest first, and the key of each entry."""

    cards: tuple[Card, ...]
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, library: Library[Card]) -> "Wanted":
        """Take what a library shows."""
        cards = tuple(reversed(library.published))
        keys = (
            entries.key(card.digest, library.sources[card.front.source], library.rights(card))
            for card in cards
        )
        return cls(cards, tuple((str(c.path), key) for c, key in zip(cards, keys, strict=True)))


def lacking(store: Store, wanted: Wanted) -> list[int]:
    """Return the numbers of the articles whose entries are not there."""
    known = store.known()
    return [number for number, row in enumerate(wanted.rows) if row not in known]


def update(store: Store, wanted: Wanted) -> None:
    """Make the shards those of what is wanted; all its entries are there."""
    before = store.listed()
    if before == list(wanted.rows):
        return
    changed = _changed(before, wanted.rows)
    if changed is None:
        store.enlist(wanted.rows)
        _make(store, _inverted(store.all_words()), len(wanted.rows))
        return
    changes: Changes = {}
    for number in changed:
        old = dict(store.words(before[number])) if number < len(before) else {}
        _note(changes, number, old, dict(store.words(wanted.rows[number])))
    store.enlist(wanted.rows)
    _mend(store, changes, len(wanted.rows))


def _changed(before: Sequence[Row], now: Sequence[Row]) -> list[int] | None:
    """Return the numbers of what is new or was edited; None where numbers moved, or it is much."""
    if not before or len(now) < len(before) or len(now).bit_length() != len(before).bit_length():
        return None
    pairs = zip(before, now[: len(before)], strict=True)
    edited = [number for number, (old, new) in enumerate(pairs) if old != new]
    if any(before[number][0] != now[number][0] for number in edited):
        return None
    found = [*edited, *range(len(before), len(now))]
    return found if len(found) <= max(1, len(now) // FEW) else None


def _note(changes: Changes, number: int, old: Mapping[str, int], new: Mapping[str, int]) -> None:
    """Add what became of an article's words."""
    for form in old.keys() | new.keys():
        if old.get(form) != new.get(form):
            changes.setdefault(form, {})[number] = new.get(form)


def _inverted(entries: Iterable[Iterable[tuple[str, int]]]) -> Postings:
    """Return the postings of each form over all articles."""
    lists: defaultdict[str, array[int]] = defaultdict(partial(array, "L"))
    for article, words in enumerate(entries):
        shifted = article << numbers.WEIGHT_BITS
        for form, weight in words:
            lists[form].append(shifted | weight)
    return {form: numbers.packed(lists.pop(form)) for form in tuple(lists)}


def _make(store: Store, found: Postings, articles: int) -> None:
    """Write all shards."""
    by_head: dict[str, Postings] = {}
    for form in sorted(found):
        by_head.setdefault(kin.kin(form).head, {})[form] = found[form]
    levels = {form: shards.level(data) for form, data in found.items()}
    for kind in (kinds.WORDS.name, kinds.GROUPS.name, kinds.SPELLING):
        store.drop_shards(kind, store.shards(kind))
    kinds.put(store, kinds.WORDS, levels)
    kinds.put(store, kinds.GROUPS, by_head)
    _put_spelling(store, levels, articles)


def _mend(store: Store, changes: Changes, articles: int) -> None:
    """Write the shards of the words that changed, and no others."""
    levels: dict[str, int | None] = {}
    by_head: dict[str, list[str]] = {}
    for form in sorted(changes):
        by_head.setdefault(kin.kin(form).head, []).append(form)
    regroup = {
        head: partial(_regrouped, forms=forms, changes=changes, levels=levels)
        for head, forms in by_head.items()
    }
    kinds.mend(store, kinds.GROUPS, regroup)
    relevel = {form: partial(_instead, level) for form, level in levels.items()}
    kinds.mend(store, kinds.WORDS, relevel)
    known = {**_spelling(store), **levels}
    _put_spelling(store, {form: level for form, level in known.items() if level}, articles)


def _regrouped(
    group: Group | None, forms: Iterable[str], changes: Changes, levels: dict[str, int | None]
) -> Group | None:
    """Return a group with its changed forms; `levels` takes how often they are met now."""
    whole = dict(group or {})
    for form in forms:
        found = numbers.posted(whole.pop(form, b""))
        for article, weight in changes[form].items():
            if weight is None:
                found.pop(article, None)
            else:
                found[article] = weight
        if found:
            whole[form] = numbers.postings(sorted(found.items()))
        levels[form] = shards.level(whole[form]) if found else None
    return whole or None


def _instead(level: int | None, _before: int | None) -> int | None:
    return level


def _put_spelling(store: Store, levels: Mapping[str, int], articles: int) -> None:
    least = max(1, articles.bit_length() - _SPELT)
    lines = [f"{form}{chr(_AT + n)}\n" for form, n in sorted(levels.items()) if n >= least]
    if lines:
        store.put_shard(kinds.SPELLING, "", "".join(lines).encode(), 0)
    else:
        store.drop_shards(kinds.SPELLING, [""])


def _spelling(store: Store) -> dict[str, int]:
    kept = store.shards(kinds.SPELLING)
    lines = store.shard(kinds.SPELLING, "").decode().split("\n")[:-1] if kept else ()
    return {line[:-1]: ord(line[-1]) - _AT for line in lines}


def common(store: Store, articles: int) -> list[str]:
    """Return the words that a quarter of the articles have, or more: they tell little."""
    least = articles.bit_length() - 1
    if articles < _SMALL:
        return []
    return sorted(form for form, level in _spelling(store).items() if level >= least)
