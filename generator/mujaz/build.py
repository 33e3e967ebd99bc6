"""MkDocs at work: what a site lacks, made beside it, and the digests that it shows by itself."""

import logging
import os
import re
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import TemplateError

from mujaz import bulk, library, plan, workshop
from mujaz.digest import Digest, unshown
from mujaz.mirror import Made, Mirror
from mujaz.order import Order
from mujaz.plugin import MujazPlugin
from mujaz.press import REST, Part, Prepared
from mujaz.shell import Settings
from mujaz.steps import Laps
from mujaz.workshop import ROOM, gave_up

# Material prints a page-long notice on MkDocs 2 at import; it speaks to theme authors.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands import build as host_build
from mkdocs.commands import serve as host_serve
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

_SITE = "site"
_LITTLE = 300
"""Files up to which one process is as fast as several, which have to start."""
_NAMED = re.compile(r"'([^']+\.md)'")
"""How MkDocs names the file that it warns of."""


def _parts(ready: Prepared, order: Order, workers: int) -> Iterator[Part]:
    """Make what is wanted: here where it is little, or a share in each of several processes."""
    wanted = sorted(order.wanted or ())
    if workers == 1 or len(wanted) < _LITTLE or not ready.digest.alone:
        yield _made(ready, order)
        return
    shares = [frozenset(wanted[start::workers]) for start in range(workers)]
    orders = [
        replace(order, wanted=share, rest=order.rest and not place)
        for place, share in enumerate(shares)
    ]
    yield from bulk.spread(_made, ready, orders, workers=workers)


def _settings(digest: Digest) -> Settings | None:
    """Return what MkDocs makes of a digest's settings; raises BuildError where it can nothing."""
    said: list[str] = []
    found: Settings | None = None
    with _listening(said.append, logging.WARNING), _giving_up(said):
        config = load_config(str(digest.config))
        config = config.plugins.on_config(config)
        for plugin in config.plugins.values():
            found = plugin.settings(config) if isinstance(plugin, MujazPlugin) else found
    return found


def _made(ready: Prepared, wanted: Order) -> Part:
    """Let MkDocs make what is wanted, and put it into the mirror."""
    said: list[str] = []
    here = Mirror(ready.mirror.folder, dict(ready.mirror.made))
    taken: list[str] = []
    laps = Laps(ready.clock)

    def take(path: str, data: bytes) -> None:
        here.put(path, ready.keys.get(path, ready.rest), data)
        taken.append(path)

    folder = _room(ready.digest)
    try:
        with _listening(said.append, logging.WARNING), _giving_up(said):
            _run(ready.digest, folder, replace(wanted, take=take, laps=laps))
        for file in sorted(path for path in (folder / _SITE).rglob("*") if path.is_file()):
            take(file.relative_to(folder / _SITE).as_posix(), file.read_bytes())
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    doubtful = _doubtful(ready, said)
    made = {path: doubtful(path, here.made[path]) for path in taken}
    return Part(made=made, said=tuple(said), took=laps.took)


def _doubtful(ready: Prepared, said: Sequence[str]) -> Callable[[str, Made], Made]:
    """Return what takes the key from a file that a warning is of: it is to be heard each time."""
    if not said:
        return lambda _path, made: made
    named = {_shown_at(found[1]) if (found := _NAMED.search(text)) else "" for text in said}
    elsewhere = not named <= ready.keys.keys()

    def judged(path: str, made: Made) -> Made:
        if path in ready.keys:
            return replace(made, key="") if path in named else made
        return replace(made, key=REST) if elsewhere else made

    return judged


def _shown_at(source: str) -> str:
    """Return the file of the page that shows the words of a file below content/."""
    address = plan.address_of(PurePosixPath(source))
    return f"{address.removeprefix(f'{library.ARTICLES}/')}index.html"


def _docs(digest: Digest, folder: Path, wanted: Order) -> Path:
    """Return a folder with what MkDocs has to look at: not every article, each time.

    Where the system makes no links for us, and where others have a hand in it, it looks at all.
    """
    if wanted.rest or not digest.alone:
        return digest.content
    docs = folder / "docs"
    docs.mkdir()
    try:
        for path in digest.content.iterdir():
            if path.name != library.ARTICLES:
                (docs / path.name).symlink_to(path.resolve())
    except OSError:
        return digest.content
    return docs


def _room(digest: Digest) -> Path:
    """Return a new folder to make things in."""
    digest.cache.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(dir=digest.cache, prefix=ROOM))


def serve(digest: Digest, *, address: str | None = None, say: Callable[[str], None]) -> None:
    """Show a digest in whose pages others have a hand, all built again after each edit.

    What MkDocs says meanwhile goes to `say`. Raises BuildError when it cannot begin.
    """
    options: dict[str, Any] = {"dev_addr": address} if address else {}
    try:
        with _listening(say, logging.INFO), _giving_up([]):
            host_serve.serve(str(digest.config), livereload=True, **options)
    except (OSError, OverflowError) as error:
        raise unshown(error) from error


class _Log(logging.Handler):
    """Passes on what MkDocs and the plugin say."""

    def __init__(self, take: Callable[[str], object], level: int) -> None:
        super().__init__(level)
        self._take = take

    def emit(self, record: logging.LogRecord) -> None:
        self._take(record.getMessage())


@contextmanager
def _listening(take: Callable[[str], object], level: int) -> Iterator[None]:
    logger, handler = logging.getLogger("mkdocs"), _Log(take, level)
    before = logger.propagate, logger.level
    logger.propagate = False
    logger.setLevel(level)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate = before[0]
        logger.setLevel(before[1])


def _run(digest: Digest, folder: Path, wanted: Order) -> None:
    config = load_config(
        str(digest.config),
        site_dir=str(folder / _SITE),
        docs_dir=str(_docs(digest, folder, wanted)),
    )
    for plugin in config.plugins.values():
        if isinstance(plugin, MujazPlugin):
            plugin.order = wanted
    config.plugins.on_startup(command="build", dirty=False)
    host_build.build(config)
    config.plugins.on_shutdown()


@contextmanager
def _giving_up(said: Sequence[str]) -> Iterator[None]:
    """Turn what MkDocs, a template or a page in no UTF-8 raises into one error of ours."""
    try:
        yield
    except Abort as error:
        raise gave_up(said or (str(error),)) from error  # it says only that it said why
    except (MkDocsException, UnicodeDecodeError) as error:
        raise gave_up((*said, str(error))) from error
    except TemplateError as error:
        raise gave_up((*said, _in_template(error))) from error


def _in_template(error: TemplateError) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename}:{frame.lineno}: " for frame in frames if _is_template(frame)]
    return f"{places[-1] if places else ''}{error.message}"


def _is_template(frame: traceback.FrameSummary) -> bool:
    return frame.filename.endswith((".html", ".xml"))


HOST = workshop.Host(settings=_settings, parts=_parts, serve=serve)
