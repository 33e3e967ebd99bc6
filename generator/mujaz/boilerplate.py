"""Lines that recur from dump to dump of one batch: theme text that no rule knows, and no story.

Three stories have no sentence in common; three pages of one site have many. What is learned is
used for the batch alone; an editor keeps a line for good under `furniture` in sources.yml.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from mujaz import arabic
from mujaz.raw import Kind, Raw, Refused

WINDOW = 200
"""Dumps that are looked at together; more would only fill memory."""
_TIMES = 3
"""Dumps that must have a line; two may tell one story."""
_SHORTEST, _LONGEST = 20, 400
"""Letters of a line that is counted: shorter ones are names and rubrics, longer ones stories."""


def learned(
    items: Iterable[Raw | Refused],
) -> Iterator[tuple[Raw | Refused, frozenset[str]]]:
    """Yield each item with the lines, folded, that recur around it in the batch.

    Dumps wait for those that follow them; whatever else comes waits for nothing.
    """
    waiting: list[Raw] = []
    for item in items:
        dump = isinstance(item, Raw) and item.kind is Kind.TEXT
        if isinstance(item, Raw) and dump:
            waiting.append(item)
        if not dump or len(waiting) == WINDOW:
            yield from _together(waiting)
            waiting = []
        if not dump:
            yield item, frozenset()
    yield from _together(waiting)


def _together(dumps: Sequence[Raw]) -> Iterator[tuple[Raw, frozenset[str]]]:
    lines = recurring({dump.text for dump in dumps})
    yield from ((dump, lines) for dump in dumps)


def recurring(texts: Iterable[str]) -> frozenset[str]:
    """Return the lines, folded, that stand in at least three of these texts."""
    times = Counter(line for text in texts for line in set(_lines(text)))
    return frozenset(arabic.fold(line) for line, count in times.items() if count >= _TIMES)


def _lines(text: str) -> Iterator[str]:
    lines = (line.strip() for line in text.splitlines())
    yield from (line for line in lines if _SHORTEST <= len(line) <= _LONGEST)
