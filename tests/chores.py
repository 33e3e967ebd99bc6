"""Work for the pools of test_bulk.py; their processes must be able to import it."""

import os
import time

from mujaz.errors import ContentError, MujazError, message


def doubled(number: int) -> int:
    return 2 * number


def deadly(number: int) -> int:
    """Double a number, as a parser does that some input brings down."""
    if number == 20:
        os._exit(1)
    return 2 * number


def endless(number: int) -> int:
    if number == 3:
        time.sleep(600)
    return number


def failing() -> int:
    raise ContentError(message("nothing there"), message("write it"))


def spoilt(number: int) -> int:
    return -number


def returned(error: MujazError) -> MujazError:
    return error
