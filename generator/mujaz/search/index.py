"""The index of a library as files of its site: kept between builds, of equal bytes either way.

Articles are numbered from the oldest on, so a new one takes a number that no other had. Where no
number moved, only the shards of words that came or went are made again; else all of them are, from
what is kept of each article. Both ways end in the same bytes, which depend on the library alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from mujaz.search import entries, inverse, kin, kinds, numbers, shards, shares
from mujaz.search.entries import Entry
from mujaz.search.shards import Group
from mujaz.search.store import Row, Store
from mujaz.search.wanted import Wanted

FEW = 8
"""One article of so many may have changed for the shards to be mended and not made again."""
_SPELT = 9
"""Words that fewer than one in 2**9 articles have are not offered for misspelt ones."""
_SMALL = 64
"""Articles up to which no word counts as common."""

Postings = dict[str, bytes]
Changes = dict[str, dict[int, int | None]]
"""What became of each word: in which articles, and with what weight; None where it is gone."""


def update(store: Store, wanted: Wanted, *, workers: int = 1) -> None:
    """Make the shards those of what is wanted.

    Only articles that are new or changed are read. Raises ContentError when one cannot be.
    """
    before = store.listed()
    if before != list(wanted.rows):
        changed = _changed(before, wanted.rows)
        if changed is None:
            _make(store, wanted, workers)
        else:
            _mend(store, wanted, before, changed)
    store.forget_runs()


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


def _make(store: Store, wanted: Wanted, workers: int) -> None:
    """Write all shards, from what is kept of each article and from the files of the others."""
    found = inverse.joined(shares.runs(store, wanted, range(len(wanted.rows)), workers=workers))
    store.enlist(wanted.rows)
    _write(store, found, len(wanted.rows))


def _write(store: Store, found: Postings, articles: int) -> None:
    """Write all shards of these postings."""
    by_head: dict[str, Postings] = {}
    for form in sorted(found):
        by_head.setdefault(kin.kin(form).head, {})[form] = found[form]
    levels = dict.fromkeys(chain.from_iterable(map(kin.of_lemma, by_head)), 0)
    levels |= {form: shards.level(data) for form, data in found.items()}
    for kind in (kinds.WORDS, kinds.GROUPS, kinds.SPELLING):
        store.drop_shards(kind.name, store.shards(kind.name))
    kinds.put(store, kinds.WORDS, levels)
    kinds.put(store, kinds.GROUPS, by_head)
    kinds.put(store, kinds.SPELLING, dict(_often(levels, articles)))


def _mend(store: Store, wanted: Wanted, before: Sequence[Row], changed: Sequence[int]) -> None:
    """Write the shards of the words that changed, and no others."""
    changes: Changes = {}
    for number in changed:
        old = _words(store.entry(before[number])) if number < len(before) else {}
        kept, said = wanted.sheet(number).read()
        store.put([(wanted.rows[number], kept)])
        _note(changes, number, old, inverse.words(said))
    store.enlist(wanted.rows)
    _rewrite(store, changes, len(wanted.rows))


def _words(kept: Entry) -> dict[str, int]:
    return inverse.words(entries.said_by(kept))


def _note(changes: Changes, number: int, old: Mapping[str, int], new: Mapping[str, int]) -> None:
    """Add what became of an article's words."""
    for form in old.keys() | new.keys():
        if old.get(form) != new.get(form):
            changes.setdefault(form, {})[number] = new.get(form)


def _rewrite(store: Store, changes: Changes, articles: int) -> None:
    """Write the shards of the words that changed, and no others."""
    levels: dict[str, int | None] = {}
    by_head: dict[str, list[str]] = {}
    for form in sorted(changes):
        by_head.setdefault(kin.kin(form).head, []).append(form)
    regroup = {
        head: partial(_regrouped, head=head, forms=forms, changes=changes, levels=levels)
        for head, forms in by_head.items()
    }
    kinds.mend(store, kinds.GROUPS, regroup)
    relevel = {form: partial(_instead, level) for form, level in levels.items()}
    kinds.mend(store, kinds.WORDS, relevel)
    often = dict(_often(levels, articles))
    respell = {form: partial(_instead, often.get(form)) for form in levels}
    kinds.mend(store, kinds.SPELLING, respell)


def _regrouped(
    group: Group | None,
    head: str,
    forms: Sequence[str],
    changes: Changes,
    levels: dict[str, int | None],
) -> Group | None:
    """Return a group with its changed forms; `levels` takes how often they are met now."""
    whole = dict(group or {})
    for form in forms:
        data = _reposted(whole.pop(form, b""), changes[form])
        levels[form] = shards.level(data) if data else None
        if data:
            whole[form] = data
    unmet = 0 if whole else None
    for form in kin.of_lemma(head):
        if form not in whole and (form in forms or bool(group) != bool(whole)):
            levels[form] = unmet
    return whole or None


def _reposted(data: bytes, changes: Mapping[int, int | None]) -> bytes:
    """Return postings with what became of a word in some articles."""
    found: dict[int, int | None] = {**numbers.posted(data), **changes}
    return numbers.postings(
        sorted((n, weight) for n, weight in found.items() if weight is not None)
    )


def _instead(level: int | None, _before: int | None) -> int | None:
    return level


def _often(levels: Mapping[str, int | None], articles: int) -> Iterator[tuple[str, int]]:
    """Yield the words that are met often enough to be offered for misspelt ones."""
    least = max(1, articles.bit_length() - _SPELT)
    for form, level in levels.items():
        if level and level >= least:
            yield form, level


def common(store: Store, articles: int) -> list[str]:
    """Return the words that a quarter of the articles have, or more: they tell little."""
    least = articles.bit_length() - 1
    if articles < _SMALL:
        return []
    known = kinds.values(store, kinds.SPELLING)
    return sorted(form for form, level in known.items() if level >= least)
