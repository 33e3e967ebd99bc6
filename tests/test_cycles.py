"""When Python looks for cycles of objects, and when it does not."""

import gc

import pytest

from mujaz import cycles


@pytest.fixture(autouse=True)
def _as_before():
    threshold, was = gc.get_threshold(), gc.isenabled()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)
    (gc.enable if was else gc.disable)()


@pytest.mark.parametrize("quiet", [cycles.paused, cycles.undisturbed])
@pytest.mark.parametrize("usual", [True, False])
def test_it_looks_for_none_meanwhile_and_then_as_before(quiet, *, usual: bool) -> None:
    (gc.enable if usual else gc.disable)()

    def gives_up() -> None:
        with quiet():
            assert not gc.isenabled()
            raise KeyError

    with pytest.raises(KeyError):
        gives_up()
    assert gc.isenabled() is usual


def test_what_was_read_undisturbed_is_never_looked_at() -> None:
    gc.unfreeze()
    with cycles.undisturbed():
        read = [[number] for number in range(1000)]
    assert gc.get_freeze_count() > len(read)


def test_it_looks_less_often_and_at_the_end_no_more() -> None:
    gc.set_threshold(700, 10, 10)
    cycles.unhurried()
    assert gc.get_threshold() > (700, 10, 10)
    cycles.over()
    assert not gc.isenabled()
