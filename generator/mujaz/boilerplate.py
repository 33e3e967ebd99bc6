"""Lines that recur from dump to dump of one batch: theme text that no rule knows, and no story.

Three stories have no sentence in common; three pages of one site have many. What is learned is
used for the batch alone; an editor keeps a line for good under `furniture` in sources.yml, or asks
that those of each source be written there: `Memory` says which they are.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from mujaz import arabic, dates, prose
from mujaz.extract import lines
from mujaz.extract.furniture import is_furniture
from mujaz.models import Article, Source
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
    found = recurring({dump.text for dump in dumps})
    yield from ((dump, found) for dump in dumps)


def recurring(texts: Iterable[str]) -> frozenset[str]:
    """Return the lines, folded, that stand in at least three of these texts."""
    times = Counter(line for text in texts for line in set(_lines(text)))
    return frozenset(arabic.fold(line) for line, count in times.items() if count >= _TIMES)


def _lines(text: str) -> Iterator[str]:
    stripped = (line.strip() for line in text.splitlines())
    yield from (line for line in stripped if _SHORTEST <= len(line) <= _LONGEST)


@dataclass(slots=True)
class _Theme:
    """What recurs in the dumps of one source."""

    texts: set[bytes] = field(default_factory=set)
    """Digests of the dumps: one that comes in again says nothing new."""
    spellings: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """In how many dumps a line stands, by its folded form and then by how it is written."""
    told: set[str] = field(default_factory=set)
    """Lines, folded, that an article has."""


@dataclass(slots=True)
class Memory:
    """What the dumps of a batch teach of each source, for an editor who asks to keep it."""

    today: dt.date
    _themes: defaultdict[str, _Theme] = field(default_factory=lambda: defaultdict(_Theme))

    def note(self, dump: Raw, found: frozenset[str], article: Article) -> None:
        """Note what of the lines that were left out stands in a dump, and whose dump it is."""
        theme = self._themes[article.front.source]
        digest = blake2b(dump.text.encode(errors="replace"), digest_size=16).digest()
        if dump.kind is not Kind.TEXT or digest in theme.texts:
            return
        theme.texts.add(digest)
        words = _words(article)
        spelt = {arabic.fold(line): line for line in _lines(dump.text)}
        for folded in found & spelt.keys():
            theme.spellings[folded][arabic.clean(spelt[folded])] += 1
            if folded in words:
                theme.told.add(folded)

    def of(self, source: Source) -> tuple[str, ...]:
        """Return the lines to remember of a source, sorted.

        They stand in as many of its own dumps as make a line furniture of a batch, and in none of
        its articles. Those that our rules know need no remembering; those that name the source or
        a day tell whose an article is and when it was written.
        """
        theme = self._themes[source.id]
        found = (
            min(spellings, key=lambda line: (-spellings[line], line))
            for folded, spellings in theme.spellings.items()
            if spellings.total() >= _TIMES and folded not in theme.told
        )
        return tuple(sorted(line for line in found if self._says_nothing(line, source)))

    def _says_nothing(self, text: str, source: Source) -> bool:
        (line,) = lines.read(text)
        names = map(arabic.fold, (source.name, *source.aliases))
        return not (
            is_furniture(line)
            or (not line.closed and any(name in line.folded for name in names))
            or dates.is_date_line(text, today=self.today)
            or dates.parse_date(text, today=self.today)
        )


def _words(article: Article) -> str:
    """Return all that an article says, folded."""
    front = article.front
    said = (front.title, front.kicker, *front.authors, prose.plain(article.body))
    return arabic.fold("\n".join(filter(None, said)))
