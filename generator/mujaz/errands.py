"""An errand: one thing that another process sees to, while this one does something else."""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from typing import TypeVar, cast

from mujaz import bulk
from mujaz.errors import MujazError

Result = TypeVar("Result")


@contextmanager
def sent(work: Callable[[], Result], *, away: bool = True) -> Iterator[Callable[[], Result]]:
    """Have something done meanwhile; yield what waits for it, and gives its result once.

    A process that is split off this one does it, where the system can. Elsewhere, where it is not
    to be `away`, and where that process was ended, it is done here when somebody asks for it. What
    it raises is raised to who asks; when the context is left, nobody is at it any more.
    """
    if not (away and bulk.splits()):
        yield work
        return
    answer, asked = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_run, args=(work, asked))
    process.start()
    asked.close()
    try:
        yield partial(_result, answer, work)
    finally:
        process.terminate()
        process.join()
        answer.close()


def _run(work: Callable[[], object], asked: Connection) -> None:
    bulk.attend()
    try:
        found = work()
    except MujazError as error:
        asked.send((None, error))
    else:
        asked.send((found, None))


def _result(answer: Connection, work: Callable[[], Result]) -> Result:
    try:
        found, error = answer.recv()
    except (EOFError, OSError):  # it was ended before it said all, or in the midst of it
        return work()
    if error:
        raise error
    return cast("Result", found)
