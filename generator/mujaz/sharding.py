"""One part of a site, made apart from the others: what one of several machines does of a build.

Each reads the whole library, for what a page shows may stand anywhere in it, and makes its own
share of the pages into its cache. None knows of the others, and each file is kept under the key of
all that it is made of; so whoever joins the parts takes what fits, and a part that is missing, or
was made of something else, costs no more than time.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Self

from mujaz import cycles, made_by, made_of, mirror, press, sealed, search, workshop
from mujaz.digest import Digest
from mujaz.errors import BuildError, message
from mujaz.phrases import Phrases
from mujaz.press import Maker, Prepared
from mujaz.shard import Shard
from mujaz.steps import READING, SEARCH, Steps

LABEL = "shard.json"
"""Where it is told, below a cache, which part of what it holds."""
_KIND = "shard 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a part was made of, and by what program."""

    shard: Shard
    program: str
    settings: str
    """What stands for the settings, and for the program that read them."""

    @classmethod
    def of(cls, shard: Shard, digest: Digest, environ: Mapping[str, str]) -> Self:
        """Describe a part of a digest's site that is made here and now."""
        settings = made_of.settings(digest, environ)
        return cls(shard=shard, program=made_by.version(), settings=settings)

    @classmethod
    def read(cls, cache: Path) -> Self | None:
        """Read what a cache is said to hold; None where it was never said, or is damaged."""
        text = sealed.read(cache / LABEL, _KIND)
        if text is None:
            return None
        told = json.loads(text)
        return cls(**{**told, "shard": Shard(**told["shard"])})

    def write(self, cache: Path) -> None:
        """Write it down; raises OSError when the disk refuses."""
        sealed.write(cache / LABEL, _KIND, json.dumps(asdict(self)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A part that is in its cache."""

    shard: Shard
    made: int
    """How many files were made."""
    unchanged: int
    warnings: tuple[str, ...] = ()

    def as_json(self, *, folder: Path) -> str:
        """Say it as one line of JSON; its keys are documented in the manual."""
        told = {"part": self.shard.number, "of": self.shard.of, "cache": str(folder)}
        counts = {"written": self.made, "unchanged": self.unchanged}
        return json.dumps({**told, **counts, "warnings": self.warnings})

    def told(self, phrases: Phrases, *, folder: Path) -> str:
        """Say what is where; `folder` is how the person would write the cache's."""
        counts = (
            phrases.counted("%(n)s file written", "%(n)s files written", self.made),
            phrases.counted("%(n)s unchanged", "%(n)s unchanged", self.unchanged),
        )
        number, of = phrases.number(self.shard.number), phrases.number(self.shard.of)
        return phrases.gettext("Part {number} of {of} is in {folder}: {counts}.").format(
            number=number, of=of, folder=folder, counts=phrases.joined(counts)
        )


def read(digest: Digest, environ: Mapping[str, str], *, workers: int = 1, steps: Steps) -> Prepared:
    """Read a digest of which one part is to be made, and find out what its cache lacks.

    Who asks has the turn in its cache. Raises what `press.prepared` does, and BuildError as
    `divisible`.
    """
    divisible(digest)
    cycles.unhurried()
    with steps.at(READING):
        ready = press.prepared(digest, environ, workers=workers)
    return replace(ready, clock=steps.clock)


def made(
    ready: Prepared, label: Label, *, make: Maker, workers: int = 1, steps: Steps | None = None
) -> Laid:
    """Make the part of a site that a label names, in the digest's cache; the site stays as it is.

    `make` makes what is wanted beside what is there. Raises what it does, what `search.part` does,
    and WriteError when the disk refuses.
    """
    mine = _mine(ready, label.shard)
    warnings = make(mine)
    with (steps or Steps()).at(SEARCH):
        search.part(ready.digest, ready.order.library, label.shard, workers=workers)
    _keep(ready, label)
    count = len(mine.order.wanted or ())
    whole = sum(map(label.shard.holds, ready.keys))
    return Laid(shard=label.shard, made=count, unchanged=whole - count, warnings=warnings)


def divisible(digest: Digest) -> None:
    """Refuse a digest whose pages depend on what Mujaz does not know; raises BuildError."""
    if not digest.alone:
        raise BuildError(
            message("this site cannot be made in parts: others than Mujaz have a hand in it"),
            message("build it with mujaz build, or take other plugins and hooks out of mkdocs.yml"),
            path=digest.config,
        )


def _mine(ready: Prepared, shard: Shard) -> Prepared:
    """Return what is ready, of which one part alone is wanted.

    What is not planned stays to whoever joins the parts: it is copied, or made together.
    """
    wanted = frozenset(filter(shard.holds, ready.order.wanted or ()))
    return replace(ready, order=replace(ready.order, wanted=wanted, rest=False))


def _keep(ready: Prepared, label: Label) -> None:
    """Leave a cache in order: nothing in it that the plan has no more, and a label on it."""
    there, cache = ready.mirror, ready.digest.cache
    others = (path for path, was in there.made.items() if not _planned(was))
    try:
        there.keep({*ready.keys, *others})
        there.save()
        label.write(cache)
    except OSError as error:
        raise press.unwritable(cache, error) from error
    workshop.sweep(ready)


def _planned(was: mirror.Made) -> bool:
    """Say whether a file is of the plan: keys of the search, and of the rest, begin with a word."""
    return " " not in was.key
