"""What comes in, from the arguments to the words on the screen: add, fetch and refresh."""

import datetime as dt
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mujaz import check, report
from mujaz.batch import Again, Batch
from mujaz.digest import find, shown
from mujaz.phrases import Phrases
from mujaz.raw import Refused
from mujaz.report import Result
from mujaz.telling import Screen
from mujaz.wishes import Wishes


def add(options: Namespace, phrases: Phrases, screen: Screen, *, today: dt.date) -> bool:
    """Add what is named; return whether nothing was refused."""
    digest, wishes = find(options.digest), Wishes.of(options)
    before = report.refused_before(options.retry) if options.retry else {}
    wished = {name: wishes.before(earlier) for name, earlier in before.items()}
    wished |= dict.fromkeys(options.names, wishes)
    batch = Batch.of(digest, options, wished, today=today)
    return _Telling(options, phrases, screen).reported(batch.added(screen.stdin()), batch)


def fetch(options: Namespace, phrases: Phrases, screen: Screen, *, today: dt.date) -> bool:
    """Add what is new in the feeds of the sources; return whether nothing was refused."""
    batch = Batch.of(find(options.digest), options, {}, today=today)
    return _Telling(options, phrases, screen).reported(batch.fetched(), batch)


def refresh(options: Namespace, phrases: Phrases, screen: Screen) -> bool:
    """Make again what nobody changed; return whether nothing was refused."""
    again, telling = Again.of(find(options.digest), options), _Telling(options, phrases, screen)
    return telling.summed(telling.followed(again.refreshed(), again))


class _Telling:
    """Tells of what comes of a batch, as its options say."""

    def __init__(self, options: Namespace, phrases: Phrases, screen: Screen) -> None:
        self._options, self._phrases, self._screen = options, phrases, screen

    def reported(self, results: Iterator[Result], batch: Batch) -> bool:
        """Tell of each result as it comes, and write the report; return whether all went well."""
        refusals = batch.refusals(self._options, self._phrases)
        entered = refusals.entering(results) if refusals else results
        counts = self.followed(entered, batch)
        for source, lines in batch.remembered():
            as_json = report.remembered_as_json(source, lines)
            told = report.remembered(source, lines, self._phrases)
            self._screen.tell(as_json if self._options.json else told)
        return self.summed(counts)

    def followed(self, results: Iterator[Result], task: Batch | Again) -> Counter[str]:
        """Tell of each result as it comes, and count them."""
        counts: Counter[str] = Counter()
        content = shown(task.digest.content)
        with self._screen.bar() as step:
            for result in results:
                report.enter(result, counts)
                self._say(result, content)
                step(counts, task.expected)
        return counts

    def summed(self, counts: Counter[str]) -> bool:
        """Tell how many there were of each kind; return whether all went well."""
        if self._options.json:
            self._screen.tell(report.counts_as_json(counts))
        else:
            # What a dry run prints is a diff, for a program that knows no word of ours.
            is_dry = getattr(self._options, "dry_run", False)
            told = self._screen.complain if is_dry else self._screen.tell
            told(self._phrases.joined(report.counts(counts, self._phrases)))
        return not counts[report.REFUSED] + counts[report.MISSING]

    def _say(self, result: Result, content: Path) -> None:
        phrases, screen = self._phrases, self._screen
        if self._options.json:
            screen.tell(report.as_json(result, phrases, content=content))
        elif isinstance(result, Refused):
            screen.complain(check.told(result.error, phrases, fallback=result.name))
        else:
            screen.tell(*report.added_lines(result, phrases, content=content))
            for picture in result.missing:
                where, error = f"{content / result.article.path}: {picture.link}", picture.error
                screen.complain(check.say(error.problem, error.mend, phrases, where=where))
