"""How far a long batch is, on a terminal; nowhere else."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from mujaz import report
from mujaz.phrases import Phrases

Step = Callable[[Counter[str], int], None]
"""Takes the counts so far, and how many articles there will be as far as is known."""


@contextmanager
def shown(stream: TextIO, phrases: Phrases) -> Iterator[Step]:
    """Show a bar while a batch runs: done and expected, rate, time left, counts by outcome.

    Nothing is shown where the stream is no terminal. Lines that are printed meanwhile go above it.
    """
    if not stream.isatty():
        yield _nothing
        return
    bar = _bar(stream)
    with bar:
        task = bar.add_task("", total=None, rate="", told="")

        def step(counts: Counter[str], expected: int) -> None:
            speed = bar.tasks[0].speed
            bar.update(
                task,
                completed=counts.total(),
                total=max(expected, counts.total()),
                rate=_rate(speed, phrases) if speed else "",
                told=phrases.joined(report.counts(counts, phrases)),
            )

        yield step


def _bar(stream: TextIO) -> Progress:
    return Progress(
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[told]}"),
        console=Console(file=stream),
        transient=True,
    )


def _rate(speed: float, phrases: Phrases) -> str:
    if speed >= 1:
        return phrases.gettext("{number} a second").format(number=phrases.number(round(speed)))
    return phrases.gettext("{number} a minute").format(number=phrases.number(round(60 * speed)))


def _nothing(_counts: Counter[str], _expected: int) -> None:
    """Show nothing."""
