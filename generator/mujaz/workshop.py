"""Makes what a site lacks: without MkDocs what can be, and by it what is left.

MkDocs takes a third of a second to load, so it is loaded when there is anything for it to do.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from mujaz import bulk, sealed, shell
from mujaz.digest import Digest
from mujaz.errors import BuildError, message
from mujaz.order import Order
from mujaz.press import Part, Prepared, unwritable
from mujaz.shell import Settings
from mujaz.steps import MAKING, Laps, Steps
from mujaz.typeset import Typesetter

ROOM = "making-"
"""How the names of folders begin in which MkDocs makes things."""
FILE = "settings.json"
"""Where it is kept, below the cache of a digest, what its settings come to."""
_LITTLE = 300
"""Files up to which one process is as fast as several, which have to start."""
_TOGETHER, _ROUND = 100, 6_000
"""Files that travel together, and those after which processes begin anew: each remembers what many
pages say, and has a copy of its own of all that it looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """What MkDocs is needed for."""

    settings: Callable[[Digest], Settings | None]
    """What a digest's settings come to; None where a page may ask for more than is in them."""
    parts: Callable[[Prepared, Order, int], Iterator[Part]]
    """Makes what is wanted, in so many processes; raises BuildError."""
    serve: Callable[..., None]
    """Shows a digest that Mujaz cannot show alone, as `serving.serve` does one that it can."""


def make(
    ready: Prepared,
    host: Callable[[], Host],
    *,
    strict: bool = False,
    workers: int = 1,
    steps: Steps | None = None,
) -> tuple[str, ...]:
    """Make what a site lacks, in its mirror, and leave nothing else there; return the warnings.

    Raises BuildError when MkDocs gives up, or, with `strict`, when it warns of anything; WriteError
    when the disk does not take it.
    """
    steps = steps or Steps()
    made, warnings = _added(ready, host, workers, steps)
    ready.tidy(made, steps=steps)
    sweep(ready)
    if strict and warnings:
        raise gave_up(warnings)
    return warnings


def sweep(ready: Prepared) -> None:
    """Remove what killed builds left in a cache."""
    for folder in (ready.digest.cache, ready.mirror.folder):
        sealed.sweep(folder, ROOM)


def add(
    ready: Prepared, host: Callable[[], Host], *, workers: int = 1, steps: Steps | None = None
) -> tuple[str, ...]:
    """Make what is wanted, in the mirror, beside what is there; return the warnings.

    Raises BuildError and WriteError as `make` does.
    """
    return _added(ready, host, workers, steps or Steps())[1]


def _added(
    ready: Prepared, host: Callable[[], Host], workers: int, steps: Steps
) -> tuple[frozenset[str], tuple[str, ...]]:
    """Make what is wanted; return which files were made, and what was warned of."""
    said: list[str] = []
    made: set[str] = set()
    count = len(ready.order.wanted or ())
    try:
        with steps.at(MAKING, count):
            for part in _Work(ready, host, workers).parts():
                ready.mirror.made |= part.made
                made |= part.made.keys()
                said += part.said
                steps.made(part.took, count)
    except OSError as error:
        raise unwritable(ready.digest.site, error) from error
    return frozenset(made), tuple(dict.fromkeys(said))


@dataclass(slots=True)
class _Work:
    """What is made, and by whom."""

    ready: Prepared
    host: Callable[[], Host]
    workers: int
    left: list[str] = field(default_factory=list)
    """What needs Markdown."""

    def parts(self) -> Iterator[Part]:
        """Make all that is wanted, a part after the other."""
        order = self.ready.order
        if order.wanted and (settings := self._settings()):
            yield from self._typeset(Typesetter(settings, order), sorted(order.wanted))
            order = replace(order, wanted=frozenset(self.left))
        if order.wanted or order.wanted is None or order.rest:
            yield from self.host().parts(self.ready, order, self.workers)

    def _typeset(self, typesetter: Typesetter, wanted: Sequence[str]) -> Iterator[Part]:
        workers = self.workers if len(wanted) > _LITTLE else 1
        if workers > 1:
            typesetter.prepare()
        known = _Known(typesetter, self.ready)
        for some in _cut(wanted, _ROUND):
            for part in bulk.spread(_typeset, known, _cut(some, _TOGETHER), workers=workers):
                self.left += part.left
                yield part

    def _settings(self) -> Settings | None:
        """Return what the settings come to, if it is enough: as it is kept, or as MkDocs says."""
        digest, named = self.ready.digest, self.ready.settings
        if digest.theme or not digest.alone or not named:
            return None
        file, kind = digest.cache / FILE, f"settings {named}"
        if kept := sealed.read(file, kind):
            return shell.read(kept)
        found = self.host().settings(digest)
        if found:
            sealed.write(file, kind, shell.written(found))
        return found


@dataclass(frozen=True, slots=True)
class _Known:
    """What each process knows."""

    typesetter: Typesetter
    ready: Prepared


def _typeset(known: _Known, wanted: Sequence[str]) -> Part:
    """Make some files, and put them into the mirror."""
    mirror, keys = known.ready.mirror, known.ready.keys
    left: list[str] = []
    laps = Laps(known.ready.clock)
    for path in wanted:
        laps.begin()
        data = known.typesetter.made(path)
        if data is None:
            left.append(path)
        else:
            mirror.put(path, keys[path], data)
            laps.end(path)
    made = {path: mirror.made[path] for path in laps.took}
    return Part(made=made, left=tuple(left), took=laps.took)


def _cut(wanted: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(wanted), size):
        yield wanted[start : start + size]


def gave_up(said: Sequence[str]) -> BuildError:
    """Return what to say where something that was said stopped the build."""
    return BuildError(
        message("the site was not built: {reason}", reason="\n".join(said)),
        message("mend what is named there; the published site is as it was"),
    )
