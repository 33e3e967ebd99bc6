"""The words of all articles, a share of these after the other: read here, or elsewhere before.

What was made of a share is good for the same articles under the same numbers, and for no others; so
a machine that knows the whole library can make its part of an index for another to join.
"""

from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import replace

from mujaz import bulk, sealed
from mujaz.search.inverse import Runs
from mujaz.search.sheets import Read, Share, Sheet
from mujaz.search.store import Row, Store
from mujaz.search.wanted import Wanted

_LITTLE = 300
"""Articles up to which one process is as fast as several, which have to start."""
_SHARE = 750
"""Articles that one process reads at a time, at most: so much is in memory beside the index."""

_ORDER = array("Q", (1,)).tobytes()
"""How numbers are kept on this machine: on a few the other way round."""


def runs(store: Store, wanted: Wanted, numbers: range, *, workers: int = 1) -> Iterator[Runs]:
    """Yield the postings of some articles, in shares that follow each other.

    Their entries are in the store then. Raises ContentError when an article cannot be read.
    """
    for piece, is_kept in _pieces(store, wanted.rows, numbers):
        if is_kept:
            yield store.run(piece)
        else:
            for read, share in _read(store, wanted, piece, workers):
                store.put(zip(wanted.rows[share.start : share.stop], read.entries, strict=True))
                yield read.runs


def keep(store: Store, wanted: Wanted, numbers: range, *, workers: int = 1) -> None:
    """Make what a part of the articles comes to, for another to join; keep it and no other part's.

    Raises ContentError as `runs`.
    """
    store.clear(wanted.rows, numbers)
    for piece, is_kept in tuple(_pieces(store, wanted.rows, numbers)):
        if not is_kept:
            for read, share in _read(store, wanted, piece, workers):
                rows = wanted.rows[share.start : share.stop]
                store.put(zip(rows, read.entries, strict=True))
                store.put_run(share, _key(wanted.rows, share), read.runs)


def _pieces(store: Store, rows: Sequence[Row], numbers: range) -> Iterator[tuple[range, bool]]:
    """Divide some articles into pieces, and say of each whether it is kept what they come to."""
    at, known = numbers.start, store.known()
    for piece, key in store.runs():
        inside = at <= piece.start and piece.stop <= numbers.stop
        if inside and key == _key(rows, piece) and known.issuperset(rows[piece.start : piece.stop]):
            if at < piece.start:
                yield range(at, piece.start), False
            yield piece, True
            at = piece.stop
    if at < numbers.stop:
        yield range(at, numbers.stop), False


def _key(rows: Sequence[Row], share: range) -> str:
    """Return what names all that the postings of a share follow from, beside the program."""
    told = (_ORDER, share.start, *rows[share.start : share.stop])
    return sealed.digest(repr(told).encode())


def _read(
    store: Store, wanted: Wanted, numbers: range, workers: int
) -> Iterator[tuple[Read, range]]:
    """Yield what is made of some articles, in shares that follow each other."""
    known, count = store.known(), len(numbers)

    def sheet(number: int) -> Sheet:
        row = wanted.rows[number]
        kept = store.entry(row) if row in known else None
        return replace(wanted.sheet(number), kept=kept)

    rounds = -(-count // (_SHARE * workers))
    size = max(1, -(-count // (rounds * workers))) if count else 1
    parts = [numbers[start : start + size] for start in range(0, count, size)]
    shares = (Share(part.start, tuple(map(sheet, part))) for part in parts)
    yield from zip(_done(shares, workers if count >= _LITTLE else 1), parts, strict=True)


def _done(shares: Iterable[Share], workers: int) -> Iterator[Read]:
    if workers == 1:
        yield from map(Share.read, shares)
        return
    with bulk.forked(workers) as executor:
        yield from _ahead(executor, shares, workers + 1)


def _ahead(executor: Executor, shares: Iterable[Share], most: int) -> Iterator[Read]:
    """Yield what is made of shares, of which `most` at a time are in other processes."""
    waiting: deque[Future[Read]] = deque()
    for share in shares:
        waiting.append(executor.submit(Share.read, share))
        if len(waiting) >= most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
