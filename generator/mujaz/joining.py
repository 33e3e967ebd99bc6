"""Parts of a site that were made elsewhere, put together: each file that fits is made by nobody.

What a part says of itself is not believed. A file is taken for what its bytes are, and for the key
of all that it was made of; so the site is that of one build, whatever the parts hold.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from mujaz import catalogue, made_by, press, relations, search, sharding
from mujaz.digest import Digest
from mujaz.errors import DigestError, Message, message
from mujaz.mirror import Mirror
from mujaz.phrases import Phrases
from mujaz.press import Maker, Prepared
from mujaz.shard import Shard
from mujaz.sharding import Label
from mujaz.steps import TAKING, Steps


@dataclass(slots=True)
class _Part:
    """One part, and what became of it."""

    cache: Path
    label: Label
    unfit: Message | None
    """Why nothing of it can be taken."""
    taken: int = 0
    spoilt: int = 0
    """Files that are not what was written down of them."""


@dataclass(frozen=True, slots=True)
class Joint:
    """The parts that a person names, as they are put together."""

    parts: Sequence[_Part]

    @classmethod
    def of(cls, caches: Sequence[Path], digest: Digest, environ: Mapping[str, str]) -> Self:
        """Look at what some caches are said to hold.

        Raises DigestError where one holds no part of a site, and BuildError where this site has
        none.
        """
        sharding.divisible(digest)
        return cls([_opened(cache, digest, environ) for cache in caches])

    def joining(self, make: Maker, steps: Steps | None = None) -> Maker:
        """Return what takes over what fits, and has the rest made."""
        return lambda ready: make(self._taken(ready, steps or Steps()))

    def lend(self, digest: Digest) -> None:
        """Let a digest's cache begin with what the parts know of the library and its search."""
        version = made_by.version()
        for part in self._fit():
            try:
                catalogue.borrow(digest.cache, part.cache, version=version)
                relations.borrow(digest.cache, part.cache, version=version)
            except OSError as error:
                raise press.unwritable(digest.cache, error) from error
            search.borrow(digest, part.cache)

    def refused(self, phrases: Phrases, shown: Callable[[Path], Path]) -> Iterator[str]:
        """Say which parts nothing can be taken of, and which are not there.

        `shown` is how the person would write a folder.
        """
        told = phrases.gettext("{folder}: {problem}; what is lacking is made here")
        for part in self.parts:
            if part.unfit:
                yield told.format(folder=shown(part.cache), problem=phrases.say(part.unfit))
        told = phrases.gettext("part {number} of {of} is not there; what is lacking is made here")
        for shard in self._missing():
            yield told.format(number=phrases.number(shard.number), of=phrases.number(shard.of))

    def told(self, phrases: Phrases, shown: Callable[[Path], Path]) -> Iterator[str]:
        """Say what was taken over of each part."""
        for part in self._fit():
            counts = [phrases.counted("%(n)s file", "%(n)s files", part.taken)]
            if part.spoilt:
                counts.append(phrases.counted("%(n)s damaged", "%(n)s damaged", part.spoilt))
            yield phrases.gettext("Taken over from {folder}: {counts}.").format(
                folder=shown(part.cache), counts=phrases.joined(counts)
            )

    def _missing(self) -> Iterator[Shard]:
        """Yield the parts that nobody named, of as many as the finest is one of."""
        named = {part.label.shard for part in self.parts}
        whole = max((shard.of for shard in named), default=0)
        shards = (Shard(number, whole) for number in range(1, whole + 1))
        yield from (shard for shard in shards if shard not in named)

    def _fit(self) -> Iterator[_Part]:
        return (part for part in self.parts if part.unfit is None)

    def _taken(self, ready: Prepared, steps: Steps) -> Prepared:
        """Take over what is lacking and fits; return what is ready, of which the rest is wanted."""
        wanted = set(ready.order.wanted or ())
        with steps.at(TAKING, len(wanted)):
            for part in self._fit():
                try:
                    wanted -= _adopted(ready, part, sorted(wanted))
                except OSError as error:
                    raise press.unwritable(ready.digest.cache, error) from error
        return replace(ready, order=replace(ready.order, wanted=frozenset(wanted)))


def _opened(cache: Path, digest: Digest, environ: Mapping[str, str]) -> _Part:
    label = Label.read(cache)
    if label is None:
        raise DigestError(
            message("no part of a site is there"),
            message("name folders that mujaz build --shard left, whole as it left them"),
            path=cache,
        )
    return _Part(cache, label, _unfit(label, Label.of(label.shard, digest, environ)))


def _unfit(label: Label, here: Label) -> Message | None:
    if label.program != here.program:
        return message("another version of Mujaz, of Python or of a package made it")
    if label.settings != here.settings:
        return message("it was made with another mkdocs.yml, or with other templates")
    return None


def _adopted(ready: Prepared, part: _Part, wanted: Sequence[str]) -> set[str]:
    """Take over what a part has of what is wanted; return which files that was."""
    theirs, found = Mirror.at(part.cache / press.MIRROR), set[str]()
    for path in wanted:
        if theirs.offers(path, ready.keys[path]):
            if ready.mirror.adopt(theirs, path):
                found.add(path)
            else:
                part.spoilt += 1
    part.taken += len(found)
    return found
