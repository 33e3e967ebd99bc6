"""When Python looks for cycles of objects, which are all that its counting does not free.

Reading a library makes many objects and no cycles: each look goes through all of them for nothing.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def unhurried() -> None:
    """Look less often: a page's objects are gone when it has been read in any case.

    It saves a tenth of the time.
    """
    gc.set_threshold(20_000, 20, 50)


@contextmanager
def paused() -> Iterator[None]:
    """Look for none meanwhile."""
    usual = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if usual:
            gc.enable()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Look for none meanwhile, and never at what is there at the end: it is read once and kept.

    Processes that are split off later would copy what is looked at.
    """
    with paused():
        try:
            yield
        finally:
            gc.freeze()


def over() -> None:
    """Never look again: what is left goes with the process."""
    gc.freeze()
    gc.disable()
