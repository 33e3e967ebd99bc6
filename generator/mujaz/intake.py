"""What comes in, and what is told of it: add, fetch and refresh."""

import datetime as dt
from argparse import Namespace
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import BinaryIO

from mujaz import check, report
from mujaz.batch import Again, Batch
from mujaz.digest import find, shown
from mujaz.phrases import Phrases
from mujaz.raw import Refused
from mujaz.report import Result
from mujaz.telling import Aside, Bar, Failed, Note, Said


class Telling:
    """Tells of what comes of a batch, each result as it comes, as its options say."""

    def __init__(self, options: Namespace, phrases: Phrases, bar: Bar) -> None:
        """Take the options; `bar` shows how far it is."""
        self._options, self._phrases, self._bar = options, phrases, bar
        self._is_dry = getattr(options, "dry_run", False)

    def added(self, stdin: BinaryIO, *, today: dt.date) -> Iterator[Said]:
        """Add what is named; raises MujazError where nothing can be."""
        digest, wished = find(self._options.digest), report.wished(self._options)
        batch = Batch.of(digest, self._options, wished, today=today)
        yield from self._reported(batch.added(stdin), batch)

    def fetched(self, *, today: dt.date) -> Iterator[Said]:
        """Add what is new in the feeds of the sources; raises MujazError where nothing can be."""
        batch = Batch.of(find(self._options.digest), self._options, {}, today=today)
        yield from self._reported(batch.fetched(), batch)

    def refreshed(self) -> Iterator[Said]:
        """Make again what nobody changed; raises MujazError where nothing can be."""
        again = Again.of(find(self._options.digest), self._options)
        counts = yield from self._followed(again.refreshed(), again)
        yield from self._summed(counts)

    def _reported(self, results: Iterator[Result], batch: Batch) -> Iterator[Said]:
        """Tell of all, and write the report."""
        refusals = batch.refusals(self._options, self._phrases)
        entered = refusals.entering(results) if refusals else results
        counts = yield from self._followed(entered, batch)
        for source, lines in batch.remembered():
            if self._options.json:
                yield report.remembered_as_json(source, lines)
            else:
                yield Note(report.remembered(source, lines, self._phrases))
        yield from self._summed(counts)

    def _followed(
        self, results: Iterator[Result], task: Batch | Again
    ) -> Generator[Said, None, Counter[str]]:
        counts: Counter[str] = Counter()
        content = shown(task.digest.content)
        with self._bar() as step:
            for result in results:
                report.enter(result, counts)
                yield from self._said(result, content)
                step(counts, task.expected)
        return counts

    def _summed(self, counts: Counter[str]) -> Iterator[Said]:
        """Tell how many there were of each kind."""
        told = self._phrases.joined(report.counts(counts, self._phrases))
        if self._options.json:
            yield report.counts_as_json(counts)
        elif not self._options.quiet:
            # What a dry run prints is a diff, for a program that knows no word of ours.
            yield Aside(told, stops=False) if self._is_dry else told
        if counts[report.REFUSED] + counts[report.MISSING]:
            yield Failed()

    def _said(self, result: Result, content: Path) -> Iterator[Said]:
        phrases = self._phrases
        if self._options.json:
            yield report.as_json(result, phrases, content=content)
        elif isinstance(result, Refused):
            yield Aside(check.told(result.error, phrases, fallback=result.name), stops=False)
        else:
            for line in report.added_lines(result, phrases, content=content):
                yield line if self._is_dry else Note(line)
            for line in report.missing_lines(result, phrases, content=content):
                yield Aside(line, stops=False)
