"""Who draws posters: Pillow, an extra, which is loaded when the first is drawn."""

from functools import cache
from importlib import metadata

from mujaz.errors import ExtraError, message
from mujaz.posters.poster import Poster


def draw(poster: Poster) -> bytes:
    """Return a poster as a PNG; raises ExtraError where there is nothing to draw it with."""
    drawer()
    from mujaz.posters import drawing  # noqa: PLC0415  an extra

    return drawing.drawn(poster)


@cache
def drawer() -> str:
    """Return what draws posters, with its version; raises ExtraError where it is not there."""
    try:
        from PIL import features  # noqa: PLC0415  an extra
    except ImportError as error:
        problem = message("posters need Pillow, which is not installed")
        raise ExtraError(problem, message("pip install 'mujaz[posters]'")) from error
    if not features.check("raqm"):
        raise ExtraError(
            message("posters need a Pillow with Raqm, which joins Arabic letters"),
            message("install the wheel of Pillow from PyPI: it brings Raqm"),
        )
    return f"pillow {metadata.version('pillow')}"
