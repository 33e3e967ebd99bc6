"""Work over an executor: in order, lazily, and no thing spoils another."""

import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from distributed import LocalCluster

from chores import deadly, doubled, endless, returned, spoilt
from mujaz import bulk, errors
from mujaz.bulk import AHEAD, CHUNK, Team


@pytest.mark.parametrize("count", [0, 1, CHUNK, 5 * CHUNK + 3])
def test_results_come_in_the_order_of_the_things(count: int) -> None:
    wanted = [(number, 2 * number) for number in range(count)]
    assert list(Team(work=doubled, spoilt=spoilt).results(range(count))) == wanted
    with ThreadPoolExecutor(3) as executor:
        team = Team(work=doubled, spoilt=spoilt, executor=executor, workers=3)
        assert list(team.results(range(count))) == wanted


def test_no_more_is_taken_than_the_workers_need_next() -> None:
    taken: list[int] = []

    def things() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    with ThreadPoolExecutor(1) as executor:
        results = Team(work=doubled, spoilt=spoilt, executor=executor).results(things())
        assert next(results) == (0, 0)
        assert len(taken) <= (AHEAD + 2) * CHUNK


def test_a_thing_that_ends_its_worker_is_the_only_one_that_is_spoilt() -> None:
    with bulk.pool(1) as executor:
        team = Team(work=deadly, spoilt=spoilt, executor=executor)
        found = dict(team.results(range(2 * CHUNK)))
    assert found == {**{number: 2 * number for number in range(2 * CHUNK)}, 20: -20}


def test_a_thing_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "PATIENCE", 3.0)
    began = time.monotonic()
    with bulk.pool(1) as executor:
        found = dict(Team(work=endless, spoilt=spoilt, executor=executor).results(range(5)))
    assert found == {0: 0, 1: 1, 2: 2, 3: -3, 4: 4}
    assert time.monotonic() - began < 100


def test_a_pool_leaves_no_process_behind() -> None:
    before = set(multiprocessing.active_children())
    with bulk.pool(1) as executor:
        executor.submit(time.sleep, 600)
        (process,) = set(multiprocessing.active_children()) - before
    process.join(30)
    assert not process.is_alive()


def test_a_pool_that_nothing_needs_starts_no_process() -> None:
    before = multiprocessing.active_children()
    with bulk.pool(2):
        assert set(multiprocessing.active_children()) <= set(before)


def test_the_first_things_are_worked_on_here() -> None:
    with bulk.pool(1) as executor:
        team = Team(work=doubled, spoilt=spoilt, executor=executor, here=3)
        before = multiprocessing.active_children()
        assert list(team.results(range(3))) == [(0, 0), (1, 2), (2, 4)]
        assert set(multiprocessing.active_children()) <= set(before)


def test_a_cluster_of_two_workers_gives_the_same_results() -> None:
    cluster = LocalCluster(2, threads_per_worker=1, dashboard_address=None)  # type: ignore[no-untyped-call]
    with cluster as local, bulk.cluster(local.scheduler_address) as (executor, workers):
        team = Team(work=doubled, spoilt=spoilt, executor=executor, workers=workers)
        assert list(team.results(range(50))) == [(number, 2 * number) for number in range(50)]
    assert workers == 2


def test_where_there_is_no_scheduler_the_mend_is_told() -> None:
    with (
        pytest.raises(errors.ExecutorError, match="no Dask scheduler at nowhere"),
        bulk.cluster("nowhere"),
    ):
        pass


def test_an_error_travels_whole_between_processes() -> None:
    sent = errors.RawError(errors.message("{what}", what="x"), errors.message("y"), line=3)
    with bulk.pool(1) as executor:
        found = executor.submit(returned, sent).result(60)
    assert (type(found), str(found), found.mend, found.line) == (
        errors.RawError,
        "x",
        errors.message("y"),
        3,
    )
