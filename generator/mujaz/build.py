"""The build and serve commands: MkDocs beside the published site, then file by file into it."""

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mujaz.digest import Digest
from mujaz.errors import BuildError, MujazError, WriteError, message

# Material prints a page-long notice on MkDocs 2 at import; it speaks to theme authors.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands import build as host_build
from mkdocs.commands import serve as host_serve
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException


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
    when the disk does not take the site.
    """
    try:
        folder = Path(tempfile.mkdtemp(dir=digest.root, prefix=".mujaz-site-"))
    except OSError as error:
        raise _unwritable(digest.root, error) from error
    try:
        with _listening() as log:
            _run(digest, folder, strict=strict, log=log)
        return _publish(folder, digest.site, log.warnings())
    except OSError as error:
        raise _unwritable(digest.site, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def serve(digest: Digest, *, address: str | None = None) -> None:
    """Show the digest in a browser, built again after each edit, until interrupted."""
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    options: dict[str, Any] = {"dev_addr": address} if address else {}
    try:
        host_serve.serve(str(digest.config), livereload=True, **options)
    except MkDocsException as error:
        raise _gave_up(str(error), ()) from error


class _Log(logging.Handler):
    """Keeps what MkDocs and the plugin say of a build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def warnings(self) -> tuple[str, ...]:
        return tuple(record.getMessage() for record in self.records)


@contextmanager
def _listening() -> Iterator[_Log]:
    logger, handler = logging.getLogger("mkdocs"), _Log()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def _run(digest: Digest, folder: Path, *, strict: bool, log: _Log) -> None:
    try:
        config = load_config(str(digest.config), site_dir=str(folder))
        config.plugins.on_startup(command="build", dirty=False)
        host_build.build(config)
        config.plugins.on_shutdown()
    except MkDocsException as error:
        raise _gave_up(str(error), log.warnings()) from error
    if strict and log.records:
        raise _gave_up(None, log.warnings())


def _gave_up(reason: str | None, said: tuple[str, ...]) -> MujazError:
    told = "\n".join((*said, reason) if reason else said)
    return BuildError(
        message("the site was not built: {reason}", reason=told),
        message("mend what is named there; the published site is as it was"),
    )


def _publish(folder: Path, site: Path, warnings: tuple[str, ...]) -> Built:
    """Move each file that is new or differs into its place.

    One move is atomic, so no reader ever meets half a page; what did not change keeps its time.
    """
    fresh = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    changed = [path for path in fresh if not _same(folder / path, site / path)]
    # Pages last: what a page needs is there before the page is.
    for path in sorted(changed, key=lambda path: path.suffix == ".html"):
        _clear_way(site / path, site)
        (folder / path).replace(site / path)
    removed = _remove_stale(site, {site / path for path in fresh})
    return Built(
        site=site,
        written=len(changed),
        unchanged=len(fresh) - len(changed),
        removed=removed,
        warnings=warnings,
    )


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
        message("the site cannot be written: {reason}", reason=error.strerror),
        message("see to the permissions and the free space there, then run this again"),
        path=path,
    )
