"""Errands: the same result whoever does it, and nobody is at it when nobody waits."""

import multiprocessing
import os
import signal
import time
from functools import partial

import pytest

from chores import doubled, failing
from mujaz import bulk, errands
from mujaz.errors import ContentError

AWAY = [pytest.param(True, id="by another process"), pytest.param(False, id="here")]


@pytest.mark.parametrize("away", AWAY)
def test_an_errand_gives_what_the_work_gives(*, away: bool) -> None:
    with errands.sent(partial(doubled, 21), away=away) as result:
        assert result() == 42
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("away", AWAY)
def test_what_it_raises_is_raised_to_who_asks(*, away: bool) -> None:
    with (
        errands.sent(failing, away=away) as result,
        pytest.raises(ContentError, match="nothing there"),
    ):
        result()


def test_it_is_done_by_another_process_meanwhile() -> None:
    with errands.sent(os.getpid) as result:
        assert result() != os.getpid()


def test_it_is_done_here_where_the_system_splits_no_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bulk, "splits", lambda: False)
    with errands.sent(os.getpid) as result:
        assert result() == os.getpid()


def test_it_is_done_here_when_its_process_was_ended() -> None:
    here = os.getpid()
    with errands.sent(lambda: here if os.getpid() == here else os._exit(1)) as result:
        assert result() == here


def test_it_is_done_here_when_its_process_was_ended_while_it_told_of_it() -> None:
    here = os.getpid()
    with errands.sent(partial(_much, here)) as result:
        # Nobody listens, so what it tells is more than the system takes of it.
        multiprocessing.active_children()[0].join()
        assert result() == _much(here)


def _much(here: int) -> bytes:
    if os.getpid() != here:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
    return b"much" * 1_000_000


def test_nobody_is_at_it_any_more_when_nobody_waits_for_it() -> None:
    with errands.sent(partial(time.sleep, 600)):
        assert len(multiprocessing.active_children()) == 1
    assert not multiprocessing.active_children()


def test_an_errand_may_split_off_processes_of_its_own() -> None:
    work = partial(_many, range(40))
    with errands.sent(work) as result:
        assert result() == work()


def _many(numbers: range) -> list[int]:
    return list(bulk.spread(_sum, 1, numbers, workers=2))


def _sum(known: int, number: int) -> int:
    return known + number
