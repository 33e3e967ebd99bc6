"""The build and serve commands: MkDocs beside the published site, then file by file into it."""

import logging
import os
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateError

from mujaz.digest import Digest
from mujaz.errors import BuildError, DigestError, WriteError, message

# Material prints a page-long notice on MkDocs 2 at import; it speaks to theme authors.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands import build as host_build
from mkdocs.commands import serve as host_serve
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build changed in the published site."""

    site: Path
    written: int
    unchanged: int
    removed: int
    warnings: tuple[str, ...] = ()


def build(digest: Digest, *, strict: bool = False) -> Built:
    """Build a digest's site; the published one is touched only when the whole build is good.

    Raises BuildError when MkDocs gives up, or, with `strict`, when it warns of anything; WriteError
    when the disk does not take the site; DigestError when the site would fall upon the content.
    """
    _keep_apart(digest)
    said: list[str] = []
    try:
        folder = Path(tempfile.mkdtemp(dir=digest.root, prefix=".mujaz-site-"))
    except OSError as error:
        raise _unwritable(digest.root, error) from error
    try:
        with _listening(said.append, logging.WARNING), _giving_up(said):
            _run(digest, folder)
        if strict and said:
            raise _gave_up(said)
        return _publish(folder, digest.site, tuple(said))
    except OSError as error:
        raise _unwritable(digest.site, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def serve(digest: Digest, *, address: str | None = None, say: Callable[[str], None]) -> None:
    """Show the digest in a browser, built again after each edit, until interrupted.

    What MkDocs says meanwhile goes to `say`. Raises BuildError when it cannot begin.
    """
    options: dict[str, Any] = {"dev_addr": address} if address else {}
    try:
        with _listening(say, logging.INFO), _giving_up([]):
            host_serve.serve(str(digest.config), livereload=True, **options)
    except (OSError, OverflowError) as error:
        raise BuildError(
            message("the site cannot be shown there: {reason}", reason=error),
            message("name another place, such as --address 127.0.0.1:8001"),
        ) from error


def _keep_apart(digest: Digest) -> None:
    """Refuse a site that would fall upon the content: what is not of the site is removed from it.

    MkDocs refuses it too, but is told of the folder beside the site only.
    """
    root, content, site = (
        folder.resolve() for folder in (digest.root, digest.content, digest.site)
    )
    inside = site.is_relative_to(content) or content.is_relative_to(site)
    if inside or root.is_relative_to(site):
        raise DigestError(
            message("the site would be written over the content, in {folder}", folder=site),
            message("give site_dir a folder of its own, such as site"),
            path=digest.config,
        )


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


def _run(digest: Digest, folder: Path) -> None:
    config = load_config(str(digest.config), site_dir=str(folder))
    config.plugins.on_startup(command="build", dirty=False)
    host_build.build(config)
    config.plugins.on_shutdown()


@contextmanager
def _giving_up(said: Sequence[str]) -> Iterator[None]:
    """Turn what MkDocs, a template or a page in no UTF-8 raises into one error of ours."""
    try:
        yield
    except Abort as error:
        raise _gave_up(said or (str(error),)) from error  # it says only that it said why
    except (MkDocsException, UnicodeDecodeError) as error:
        raise _gave_up((*said, str(error))) from error
    except TemplateError as error:
        raise _gave_up((*said, _in_template(error))) from error


def _in_template(error: TemplateError) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename}:{frame.lineno}: " for frame in frames if _is_template(frame)]
    return f"{places[-1] if places else ''}{error.message}"


def _is_template(frame: traceback.FrameSummary) -> bool:
    return frame.filename.endswith((".html", ".xml"))


def _gave_up(said: Sequence[str]) -> BuildError:
    return BuildError(
        message("the site was not built: {reason}", reason="\n".join(said)),
        message("mend what is named there; the published site is as it was"),
    )


def _publish(folder: Path, site: Path, warnings: tuple[str, ...]) -> Built:
    """Put each file that is new or differs into its place.

    A file is put there at once, so no reader ever meets half a page; what did not change keeps its
    time.
    """
    fresh = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    changed = [path for path in fresh if not _same(folder / path, site / path)]
    # Pages last: what a page needs is there before the page is.
    for path in sorted(changed, key=lambda path: path.suffix == ".html"):
        _clear_way(site / path, site)
        _put(folder / path, site / path)
    removed = _remove_stale(site, {site / path for path in fresh})
    return Built(
        site=site,
        written=len(changed),
        unchanged=len(fresh) - len(changed),
        removed=removed,
        warnings=warnings,
    )


def _put(new: Path, target: Path) -> None:
    """Copy a file to a neighbour of its place first: the site may be on another disk."""
    neighbour = target.with_name(f".mujaz-{target.name}")
    shutil.copyfile(new, neighbour)
    neighbour.replace(target)


def _same(new: Path, old: Path) -> bool:
    if not old.is_file() or old.stat().st_size != new.stat().st_size:
        return False
    return old.read_bytes() == new.read_bytes()


def _clear_way(target: Path, site: Path) -> None:
    """Make the folders of a file, where an older build may have left a file of that name."""
    for parent in reversed(target.relative_to(site).parents):
        folder = site / parent
        if folder.is_file():
            folder.unlink()
        folder.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        shutil.rmtree(target)


def _remove_stale(site: Path, wanted: set[Path]) -> int:
    """Remove what no longer belongs; names with a dot in front (.git, .nojekyll) are not ours."""
    entries = [
        path
        for top in site.iterdir()
        if not top.name.startswith(".")
        for path in (top, *(top.rglob("*") if top.is_dir() else ()))
    ]
    stale = [path for path in entries if path.is_file() and path not in wanted]
    for path in stale:
        path.unlink()
    for path in sorted((path for path in entries if path.is_dir()), reverse=True):
        with suppress(OSError):  # it still holds something
            path.rmdir()
    return len(stale)


def _unwritable(path: Path, error: OSError) -> WriteError:
    return WriteError(
        message("the site cannot be written: {reason}", reason=error.strerror or error),
        message("see to the permissions and the free space there, then run this again"),
        path=path,
    )
