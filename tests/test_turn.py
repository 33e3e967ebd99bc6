"""Two builds at once in one cache: one waits for the other."""

import multiprocessing
import shutil
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

import increments
from builders import article, built, new_digest, put
from mujaz import turn
from mujaz.digest import Digest

pytest.importorskip("fcntl", reason="a system that knows no turns")
SPLIT = multiprocessing.get_context("fork")
PATIENCE = 60


@pytest.fixture
def some(tmp_path: Path) -> Digest:
    """A digest of a few articles."""
    made = new_digest(tmp_path / "digest")
    for number in range(1, 9):
        put(made.content, article(f"articles/{number}.md", date=f"2026-07-0{number}"))
    return made


def _taken(made: Digest, began: Event, has: Event) -> None:
    began.set()
    with turn.taken(made):
        has.set()


def test_the_next_has_its_turn_when_the_one_before_is_over(some: Digest) -> None:
    began, has = SPLIT.Event(), SPLIT.Event()
    waiting = SPLIT.Process(target=_taken, args=(some, began, has))
    with turn.taken(some):
        waiting.start()
        assert began.wait(PATIENCE)
        assert not has.wait(0.2)
    assert has.wait(PATIENCE)
    waiting.join()


def test_who_is_killed_gives_its_turn_to_the_next(some: Digest) -> None:
    has, never = SPLIT.Event(), SPLIT.Event()
    killed = SPLIT.Process(target=_kept, args=(some, has, never))
    killed.start()
    assert has.wait(PATIENCE)
    killed.kill()
    killed.join()
    with turn.taken(some):
        pass


def _kept(made: Digest, has: Event, never: Event) -> None:
    with turn.taken(made):
        has.set()
        never.wait()


def test_where_the_disk_takes_no_file_nobody_waits(some: Digest) -> None:
    (some.root / ".cache").write_text("a file", "utf-8")
    with turn.taken(some), turn.taken(some):
        pass


def test_builds_at_once_in_one_cache_end_well_with_the_site_of_one(some: Digest) -> None:
    built(some)
    before = increments.tree(some.site)
    shutil.rmtree(some.site)
    shutil.rmtree(some.cache)
    builds = [SPLIT.Process(target=built, args=(some,)) for _ in range(3)]
    for build in builds:
        build.start()
    for build in builds:
        build.join()
    assert [build.exitcode for build in builds] == [0, 0, 0]
    assert increments.tree(some.site) == before
    assert built(some).published.written == 0
