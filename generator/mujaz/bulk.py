"""The same work for many things over an executor: in their order, some ahead, no harm from one.

The work is pure, so a pool of processes, a cluster and this process alone give the same results;
only the time differs.
"""

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, Generic, ParamSpec, TypeVar

from mujaz import cycles
from mujaz.errors import ExecutorError, message

Known = TypeVar("Known")
Thing = TypeVar("Thing")
Result = TypeVar("Result")
P = ParamSpec("P")
Work = Callable[[Thing], Result]

CHUNK = 16
"""Things that travel together: one journey costs as much as the work on a short article."""
AHEAD = 4
"""Chunks that wait for each worker; more would only fill memory."""
_CONNECT = 10
"""Seconds in which a scheduler must answer."""
PATIENCE = 60.0
"""Seconds after which a chunk, or one thing alone, is given up; most take a tenth of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Team(Generic[Thing, Result]):
    """Who does the work, and what is done."""

    work: Work[Thing, Result]
    spoilt: Callable[[Thing], Result]
    """Makes the result of a thing whose work ended the process that did it, or never ended."""
    executor: Executor | None = None
    """None: this process, one thing after the other."""
    workers: int = 1
    here: int = 0
    """How many things are worked on in this process first: a short batch needs no other."""

    def results(self, things: Iterable[Thing]) -> Iterator[tuple[Thing, Result]]:
        """Yield each thing with its result, in their order; things are taken as they are needed."""
        if self.executor is None:
            yield from ((thing, self.work(thing)) for thing in things)
            return
        source = iter(things)
        yield from ((thing, self.work(thing)) for thing in islice(source, self.here))
        waiting: deque[_Chunk[Thing, Result]] = deque()
        while chunk := tuple(islice(source, CHUNK)):
            waiting.append(self._sent(chunk, self.executor))
            if len(waiting) > AHEAD * self.workers:
                yield from self._received(waiting.popleft())
        while waiting:
            yield from self._received(waiting.popleft())

    def _sent(self, chunk: tuple[Thing, ...], executor: Executor) -> "_Chunk[Thing, Result]":
        try:
            return _Chunk(chunk, executor.submit(_each, self.work, chunk))
        except (BrokenExecutor, RuntimeError):  # broken, or shut down by what broke it
            return _Chunk(chunk, None)

    def _received(self, chunk: "_Chunk[Thing, Result]") -> Iterator[tuple[Thing, Result]]:
        try:
            results = chunk.future.result(PATIENCE) if chunk.future else None
        except Exception:  # noqa: BLE001  each executor has its own; the work raises none
            results = None
        if results is None:  # one of them did it: each alone shows which
            results = [alone(self.work, thing, self.spoilt) for thing in chunk.things]
        yield from zip(chunk.things, results, strict=True)


@dataclass(frozen=True, slots=True)
class _Chunk(Generic[Thing, Result]):
    things: tuple[Thing, ...]
    future: Future[list[Result]] | None


def _each(work: Work[Thing, Result], things: tuple[Thing, ...]) -> list[Result]:
    return [work(thing) for thing in things]


def alone(
    work: Work[Thing, Result],
    thing: Thing,
    spoilt: Callable[[Thing], Result],
    *,
    patience: float = PATIENCE,
) -> Result:
    """Return the result of one thing, worked on in a process of its own for a while at most."""
    with pool(1) as executor:
        try:
            return executor.submit(work, thing).result(patience)
        except (BrokenExecutor, TimeoutError):
            return spoilt(thing)


def processes(asked: int | None) -> int:
    """Return how many processes work: as many as a person asked for, or as there are processors."""
    return asked or os.cpu_count() or 1


def attend() -> None:
    """Let a worker end with its parent, whatever ended that; Ctrl-C is the parent's to answer."""
    cycles.unhurried()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        signal.raise_signal(signal.SIGTERM)


class _Pool(Executor):
    """A pool of processes that starts when it is first needed.

    They start anew and not by a fork of this process, whose threads would hold locks in them.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._inner: ProcessPoolExecutor | None = None

    def submit(
        self, fn: Callable[P, Result], /, *args: P.args, **kwargs: P.kwargs
    ) -> Future[Result]:
        if self._inner is None:
            context = multiprocessing.get_context("spawn")
            self._inner = ProcessPoolExecutor(self._workers, mp_context=context, initializer=attend)
        return self._inner.submit(fn, *args, **kwargs)

    def end(self) -> None:
        """Leave no process behind, whatever it is at."""
        if self._inner is not None:
            processes = list((self._inner._processes or {}).values())  # noqa: SLF001  no other way
            self._inner.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.kill()


@contextmanager
def pool(workers: int) -> Iterator[Executor]:
    """Open a pool of processes that starts when it is first needed and leaves none behind."""
    executor = _Pool(workers)
    try:
        yield executor
    finally:
        executor.end()


def spread(
    work: Callable[[Known, Thing], Result],
    known: Known,
    things: Iterable[Thing],
    *,
    workers: int,
    together: int = 1,
) -> Iterator[Result]:
    """Yield the result of each thing, in their order; all of them are worked on with what is known.

    Several processes are split off this one, where the system can, and have what it knows without
    being told. Elsewhere they start anew, and each is told once; the results are the same.
    """
    if workers == 1:
        yield from (work(known, thing) for thing in things)
        return
    with forked(workers, partial(work, known)) as executor:
        yield from executor.map(_worked, things, chunksize=together)


def splits() -> bool:
    """Say whether the system can split a process off this one."""
    return "fork" in multiprocessing.get_all_start_methods()


@contextmanager
def forked(workers: int, known: Callable[[Any], Any] | None = None) -> Iterator[Executor]:
    """Open a pool of processes that are split off this one, where the system can.

    `known` is the work of `spread`, which they begin with.
    """
    how = "fork" if splits() else "spawn"
    with ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context(how),
        initializer=_taught,
        initargs=(known,),
    ) as executor:
        yield executor


_WORK: list[Callable[[Any], Any]] = []
"""What a process that `spread` began does: it would be told with each thing otherwise."""


def _taught(work: Callable[[Any], Any] | None) -> None:
    attend()
    gc.freeze()  # what is looked at for cycles is copied from the process it is shared with
    if work:
        _WORK.append(work)


def _worked(thing: Any) -> Any:  # noqa: ANN401  of any work
    return _WORK[-1](thing)


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """Open a Dask cluster as an executor, and say how many threads it has.

    Raises ExecutorError where there is none, or where the extra `mujaz[cluster]` is missing.
    """
    try:
        from distributed import Client  # noqa: PLC0415  optional, and takes a second

        client = Client(address, timeout=_CONNECT)  # type: ignore[no-untyped-call]
    except ImportError as error:
        raise ExecutorError(
            message("this installation knows no clusters"),
            message("install it with pip install 'mujaz[cluster]'"),
        ) from error
    except (OSError, ValueError) as error:
        raise ExecutorError(
            message("there is no Dask scheduler at {address}", address=address),
            message("start one with dask scheduler, and name it as tcp://host:8786"),
        ) from error
    with client:
        threads = sum(worker["nthreads"] for worker in client.scheduler_info()["workers"].values())
        yield client.get_executor(), max(1, threads)  # type: ignore[no-untyped-call]
