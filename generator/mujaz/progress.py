"""How far a long batch or build is, on a terminal; nowhere else."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from mujaz.phrases import Phrases
from mujaz.steps import Clock, Steps
from mujaz.telling import Step


@contextmanager
def shown(stream: TextIO | None, phrases: Phrases, *, lines: TextIO) -> Iterator[Step]:
    """Show a bar while a batch runs: done and expected, rate, time left, counts by outcome.

    Nothing is shown where there is no stream, or one that is no terminal. What is printed to
    `lines` meanwhile goes above it; into a file or a pipe it goes as it would without a bar.
    """
    if stream is None or not stream.isatty():
        yield _nothing
        return
    from mujaz import bar as bars  # noqa: PLC0415  it takes a while to load, for terminals alone
    from mujaz import report  # noqa: PLC0415  builds show another bar, and tell of no articles

    with bars.bar(stream, above=lines.isatty()) as bar:
        task = bar.add_task("", total=None, rate="", told="")

        def step(counts: Counter[str], expected: int) -> None:
            speed = bar.tasks[0].speed
            bar.update(
                task,
                completed=report.done(counts),
                total=max(expected, report.done(counts)),
                rate=_rate(speed, phrases) if speed else "",
                told=phrases.joined(report.counts(counts, phrases)),
            )

        yield step


@contextmanager
def steps(stream: TextIO | None, phrases: Phrases, clock: Clock) -> Iterator[Steps]:
    """Show what a build is at, and how much of that is done. Nowhere but on a terminal.

    It is drawn as the build tells, by no thread: a build splits its process, and a lock that is
    held at that moment would be held there for ever.
    """
    if stream is None or not stream.isatty():
        yield Steps(clock)
        return
    from mujaz import bar as bars  # noqa: PLC0415  as in shown

    with bars.steps(stream) as bar:
        task = bar.add_task("", total=None)

        def tell(step: str, done: int, count: int) -> None:
            told = phrases.gettext(step)
            bar.update(task, description=told, completed=done, total=count or None, refresh=True)

        yield Steps(clock, tell)


def _rate(speed: float, phrases: Phrases) -> str:
    if speed >= 1:
        return phrases.gettext("{number} a second").format(number=phrases.number(round(speed)))
    return phrases.gettext("{number} a minute").format(number=phrases.number(round(60 * speed)))


def _nothing(_counts: Counter[str], _expected: int) -> None:
    """Show nothing."""
