"""Why something did not become an article, to be kept when all else of it is forgotten."""

from mujaz.errors import MujazError
from mujaz.raw.items import Refused


def refused(name: str, error: MujazError, *, line: int | None = None) -> Refused:
    """Return what was refused, with its reason alone.

    An error that was raised holds on to all that was read when it was: forty bombs in a list of
    refusals would be forty times what a bomb may unpack to.
    """
    reason = type(error)(error.problem, error.mend, path=error.path, line=line or error.line)
    return Refused(name=name, error=reason)
