"""Which passages a summary takes: the best that fit, each of which can stand where it stands."""

import heapq
from collections.abc import Sequence

from mujaz.summarise.passages import Passage

_REPEATED = 0.7
"""Share of the shorter one's words in common from which two passages say the same."""
_TELLING = 4
"""Words that a passage must have for that."""
_COMPARED = 50
"""Passages with which one is compared: those that were chosen first, which a reader remembers."""


def best(passages: Sequence[Passage], *, most: float, words: float) -> tuple[Passage, ...]:
    """Return the best passages that fit into so many sentences and words, in document order.

    The best is returned even when it alone has more words. A passage that leans is taken only
    after what it leans on, one that begins with «and» not first, one that only says who said it
    and one that repeats another not at all; unless there is nothing else.
    """
    usable = tuple(one for one in passages if not one.opening.hearsay) or tuple(passages)
    standing = tuple(one for one in usable if not one.leans)
    following = {one.place: one for one in usable if one.leans} if standing else {}
    queue = _Queue(standing or usable)
    chosen: list[Passage] = []
    told: list[frozenset[str]] = []
    while _room(chosen, most, words) and (one := queue.pop(chosen)):
        if not _fits(one, chosen, most, words):
            continue
        if not _is_repeated(stems := one.stems, told[:_COMPARED]):
            chosen.append(one)
            told.append(stems)
            queue.push(following.pop(one.end, None))
    return tuple(sorted(chosen, key=lambda one: one.place))


class _Queue:
    """Passages by their score, the earlier of equals first."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._heap = [(-one.score, one.place, one) for one in passages]
        heapq.heapify(self._heap)
        self._waiting: list[Passage] = []
        self._may_wait = any(not one.opening.joined for one in passages)

    def push(self, one: Passage | None) -> None:
        """Take one more in, and those again that waited for another to stand before them."""
        for other in (*self._waiting, *filter(None, (one,))):
            heapq.heappush(self._heap, (-other.score, other.place, other))
        self._waiting.clear()

    def pop(self, chosen: Sequence[Passage]) -> Passage | None:
        """Return the best that may stand where it would: first nothing that begins with «and»."""
        while self._heap:
            one = heapq.heappop(self._heap)[2]
            first = all(one.place < other.place for other in chosen)
            if not (self._may_wait and one.opening.joined and first):
                return one
            self._waiting.append(one)
        return None


def _room(chosen: Sequence[Passage], most: float, words: float) -> bool:
    full = sum(len(one.texts) for one in chosen) >= most
    return not full and (not chosen or sum(one.words for one in chosen) < words)


def _fits(one: Passage, chosen: Sequence[Passage], most: float, words: float) -> bool:
    """Say whether there is room for one more; the first may be too long, but not too many."""
    sentences = len(one.texts) + sum(len(other.texts) for other in chosen)
    fits = one.words + sum(other.words for other in chosen) <= words
    return sentences <= most and (fits or not chosen)


def _is_repeated(stems: frozenset[str], told: Sequence[frozenset[str]]) -> bool:
    """Say whether a passage tells again what was chosen, as a lead does its standfirst."""
    for other in told:
        shorter = min(len(stems), len(other))
        if shorter >= _TELLING and len(stems & other) >= _REPEATED * shorter:
            return True
    return False
