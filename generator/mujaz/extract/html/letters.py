"""Many lines cleaned or folded at once: on a page it is most of the work that is not parsing."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from mujaz import arabic

# Nothing of this is changed by cleaning: ASCII and Latin letters, quotation marks, dashes. Lines
# are without line ends, and with one space at a time.
_CLEAN: Final = re.compile("[ -~\u00a1-\u00ac\u00ae-\u024f‘’“”–—…]*")  # not SOFT HYPHEN
_ASCII: Final = str.maketrans("‘’“”–—", "''\"\"--")


def clean(lines: Sequence[str]) -> list[str]:
    """Return the lines as `arabic.clean` leaves each."""
    return _changed(
        lines, arabic.clean, [line if _CLEAN.fullmatch(line) else None for line in lines]
    )


def fold(lines: Sequence[str]) -> list[str]:
    """Return the lines as `arabic.fold` leaves each; of a Latin one dashes and quotes are ASCII."""
    plain = [line.translate(_ASCII) for line in lines]
    folded = [line.casefold() if line.isascii() else None for line in plain]
    return _changed(plain, arabic.fold, folded)


def _changed(
    lines: Sequence[str], change: Callable[[str], str], done: Sequence[str | None]
) -> list[str]:
    """Return what is done, and the rest of the lines changed in one go."""
    rest = [line for line, ready in zip(lines, done, strict=True) if ready is None]
    changed = iter(change("\n".join(rest)).split("\n"))
    return [next(changed) if ready is None else ready for ready in done]
