"""The bars that a terminal shows of a long batch, and of a build."""

from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


def bar(stream: TextIO, *, above: bool) -> Progress:
    """Return a bar that is not shown yet; what is printed meanwhile may go `above` it."""
    return Progress(
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[told]}"),
        console=Console(file=stream),
        transient=True,
        redirect_stdout=above,
    )


def steps(stream: TextIO) -> Progress:
    """Return the bar of a build, drawn when it is told and by no thread."""
    columns = TextColumn("{task.description}"), BarColumn(bar_width=24), MofNCompleteColumn()
    console = Console(file=stream)
    return Progress(*columns, console=console, transient=True, auto_refresh=False)
