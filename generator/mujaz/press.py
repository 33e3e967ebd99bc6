"""From a digest to what its site lacks: read, planned, and held against what was made before.

Nothing here knows of MkDocs; where nothing is lacking, nobody needs to load it.
"""

from collections.abc import Callable, Collection, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from mujaz import (
    apart,
    catalogue,
    check,
    checksums,
    cycles,
    made_by,
    made_of,
    mirror,
    others,
    related,
    relations,
    sealed,
    search,
    searching,
)
from mujaz.check import Complaint
from mujaz.digest import Digest
from mujaz.errors import WriteError, message
from mujaz.library import Shelf
from mujaz.mirror import Made, Mirror
from mujaz.models import Card
from mujaz.order import Order
from mujaz.outcome import Built, Outcome
from mujaz.steps import PUBLISHING, READING, SEARCH, Clock, Steps, still

REST = "rest "
"""Before the key of what is not planned: it is made together."""
_LITTLE = 300
"""Articles up to which this process alone is as fast as with others."""
MIRROR = "site"
"""Where the mirror is, below the cache of a digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A digest that is ready to be made."""

    digest: Digest
    order: Order
    """Of which only what is lacking is wanted."""
    mirror: Mirror
    complaints: tuple[Complaint, ...] = ()
    """What stops the build."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """What each planned file is made of; nothing where another has a hand in it."""
    rest: str = ""
    """What all that is not planned is made of."""
    clock: Clock = still
    """Tells how long a page takes, where somebody asks."""
    settings: str = ""
    """What stands for the settings, and for the program that reads them."""
    searched: Callable[[], Mapping[str, Made]] = dict
    """Waits until the mirror has the files of the search, and gives these."""

    @property
    def idle(self) -> bool:
        """Whether nothing is lacking."""
        return not (self.order.wanted is None or self.order.wanted or self.order.rest)

    def tidy(self, made: Collection[str] = (), *, steps: Steps | None = None) -> None:
        """Have what searches the site; take out what neither the plan has nor was made just now."""
        with (steps or Steps()).at(SEARCH):
            self.mirror.made |= (found := self.searched())
        rest = () if self.order.rest else self.mirror.made.items()
        kept = (path for path, was in rest if was.key.startswith(REST))
        checksums.keep(self.mirror, {*self.keys, *found, *made, *kept}, sums=self.digest.sums)
        self.mirror.save()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one process made."""

    made: Mapping[str, Made]
    said: tuple[str, ...] = ()
    """What was warned of."""
    left: tuple[str, ...] = ()
    """What another has to make."""
    took: Mapping[str, float] = field(default_factory=dict)
    """How long each file took, by the clock of who asked."""


Maker = Callable[[Prepared], tuple[str, ...]]
"""Makes what is lacking, in the mirror, and returns what was warned of."""


def built(
    digest: Digest,
    environ: Mapping[str, str],
    *,
    make: Maker,
    workers: int = 1,
    steps: Steps | None = None,
) -> Outcome:
    """Bring a digest's site up to date; where something in the content stops it, return what.

    `make` makes what is lacking. Until all is made the site stays as it was; so it does where
    anything is raised: DigestError when the site would fall upon the content, WriteError when the
    disk does not take it, ContentError without content, and what `make` raises. `steps` hears of
    what the build is at.
    """
    apart.keep(digest)
    cycles.unhurried()
    steps = steps or Steps()
    with ExitStack() as aside:
        with steps.at(READING), cycles.undisturbed():
            # Before anything is read: what changes meanwhile is seen by the next build.
            inputs, there = made_of.inputs(digest, environ), Mirror.at(digest.cache / MIRROR)
            if done := mirror.shown(there, digest.site, inputs):
                return Built(site=digest.site, published=done)
            ready = prepared(digest, environ, there=there, workers=workers, aside=aside)
        if ready.complaints:
            return ready.complaints
        if ready.idle:
            ready.tidy(steps=steps)
        warnings = () if ready.idle else make(replace(ready, clock=steps.clock))
    with steps.at(PUBLISHING):
        return _published(ready, warnings, "" if warnings else inputs)


def forget(digest: Digest) -> None:
    """Remove what earlier builds kept, so that the next makes all anew; the site stays."""
    for name in (MIRROR, catalogue.FILE, relations.FILE, relations.LISTS, others.FILE, search.FILE):
        sealed.forget(digest.cache / name)


def ordered(content: Path, cache: Path, *, per_page: int) -> tuple[Order, tuple[Complaint, ...]]:
    """Read a library and order all of its site; return with it what in the content stops a build.

    Raises ContentError where there is no folder of content.
    """
    version = made_by.version()
    shelf = catalogue.load(content, cache / catalogue.FILE, version=version)
    near = relations.near(shelf.library, cache, version=version)
    return planned(content, shelf, near, per_page=per_page)


def planned(
    content: Path, shelf: Shelf[Card], near: related.Index, *, per_page: int
) -> tuple[Order, tuple[Complaint, ...]]:
    """Order all of the site of a library that was read; return with it what stops a build."""
    whole = Order.whole(content, shelf.library, per_page=per_page, near=near)
    return whole, check.stopping(content, shelf, whole.leaves)


def prepared(
    digest: Digest,
    environ: Mapping[str, str],
    *,
    there: Mirror | None = None,
    workers: int = 1,
    aside: ExitStack | None = None,
) -> Prepared:
    """Read a digest and find out what its site lacks; `there` is its mirror, where it is open.

    As soon as it was read, another process searches through it, `aside` until the stack is left;
    without one it waits until somebody asks. Raises ContentError where there is no folder of
    content.
    """
    there, version = there or Mirror.at(digest.cache / MIRROR), made_by.version()
    file = digest.cache / catalogue.FILE
    shelf = catalogue.load(digest.content, file, version=version, workers=workers)
    away = workers > 1 and len(shelf.library.published) > _LITTLE
    searched = searching.begun(digest, shelf.library, there, workers, aside if away else None)
    near = relations.near(shelf.library, digest.cache, version=version, away=away)
    whole, complaints = planned(digest.content, shelf, near, per_page=digest.per_page)
    ready = Prepared(
        digest=digest, order=whole, mirror=there, complaints=complaints, searched=searched
    )
    return _held(ready, environ, away=away) if digest.alone else ready


def _held(ready: Prepared, environ: Mapping[str, str], *, away: bool) -> Prepared:
    """Return a digest of which only what its mirror has not is to be made."""
    makings = made_of.Makings(ready.digest, ready.order, environ)
    keys, rest = makings.all(away=away), f"{REST}{makings.rest}"
    order = _lacking(ready.order, keys, rest, ready.mirror)
    return replace(ready, order=order, keys=keys, rest=rest, settings=makings.settings)


def _lacking(whole: Order, keys: Mapping[str, str], rest: str, there: Mirror) -> Order:
    """Return an order of what the mirror has not."""
    wanted = frozenset(there.lacks(keys))
    return replace(whole, wanted=wanted, rest=lacks_others(there, rest))


def lacks_others(there: Mirror, rest: str) -> bool:
    """Say whether a mirror has not all that is not planned, as its key asks for."""
    others = {path: made.key for path, made in there.made.items() if made.key.startswith(REST)}
    return not others or set(others.values()) != {rest} or bool(there.lacks(others))


def _published(ready: Prepared, warnings: tuple[str, ...], inputs: str) -> Built:
    """Let the site show what the mirror holds, made of these inputs where they are known."""
    site = ready.digest.site
    try:
        published = mirror.publish(ready.mirror, site, inputs)
        return Built(site=site, published=published, warnings=warnings)
    except OSError as error:
        raise unwritable(site, error) from error


def unwritable(path: Path, error: OSError) -> WriteError:
    """Return what to say of a disk that refuses."""
    return WriteError(
        message("the site cannot be written: {reason}", reason=error.strerror or error),
        message("see to the permissions and the free space there, then run this again"),
        path=path,
    )
