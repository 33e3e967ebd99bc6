"""The digest as an editor sees it while editing: a page is made when somebody looks at it.

What a page is made of is worked out for that page alone, and what is made goes into the mirror that
builds use, under the key that they give it. So an edit costs the reading of one file and the plan,
and nobody waits for pages that nobody looks at.
"""

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock
from typing import Self

from mujaz import catalogue, cycles, made_by, press, related, relations, search, turn
from mujaz import digest as digests
from mujaz.check import Complaint
from mujaz.digest import Digest
from mujaz.errors import BuildError, message
from mujaz.made_of import Makings
from mujaz.mirror import Mirror
from mujaz.models import Card, Library
from mujaz.order import Order
from mujaz.press import REST, Maker, Prepared


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A digest as it was read, and what need not be read again the next time."""

    digest: Digest
    rows: catalogue.Rows
    near: related.Index
    order: Order
    complaints: tuple[Complaint, ...]
    """What would stop a build."""

    @classmethod
    def of(cls, digest: Digest, *, was: Self | None = None, workers: int = 1) -> Self:
        """Read a digest, of which `was` is an earlier reading.

        Raises ContentError where there is no folder of content.
        """
        version = made_by.version()
        if was and was.digest.content == digest.content:
            rows, shelf = catalogue.again(digest.content, was.rows, workers=workers)
            near = _near(shelf.library, was, version)
        else:
            file = digest.cache / catalogue.FILE
            rows, shelf = catalogue.opened(digest.content, file, version=version, workers=workers)
            near = relations.near(shelf.library, digest.cache, version=version)
        whole, found = press.planned(digest.content, shelf, near, per_page=digest.per_page)
        return cls(digest=digest, rows=rows, near=near, order=whole, complaints=found)


def _near(now: Library[Card], was: Reading, version: str) -> related.Index:
    """Return the index of related articles: the one that is there, where nothing else is said."""
    before = was.order.library
    if now.vocabulary == before.vocabulary and _said(now) == _said(before):
        return was.near
    if was.near.marked:
        return related.Index.of(now, was.near)
    return relations.index(now, was.digest.cache, version=version)


def _said(library: Library[Card]) -> list[object]:
    return [(card.path, card.front) for card in library.articles]


class Proof:
    """One digest as it is now, page by page; threads may ask for pages at the same time."""

    def __init__(
        self,
        reading: Reading,
        environ: Mapping[str, str],
        *,
        make: Maker,
        say: Callable[[str], None],
    ) -> None:
        """Take a digest that was read; `make` makes pages, `say` hears what is warned of them."""
        self._environ, self._make, self._say = environ, make, say
        self._lock = RLock()
        self._mirror = Mirror.at(reading.digest.cache / press.MIRROR)
        self._heard: dict[str, str] = {}
        """What was made, by its keys: what was warned of it need not be heard again."""
        self._take(reading)

    @property
    def digest(self) -> Digest:
        """The digest, as its settings were when they were last read."""
        return self._reading.digest

    def refresh(self) -> tuple[Complaint, ...]:
        """Read what changed; return what in it stops a build, and stay then as it was before.

        Raises DigestError, ContentError or BuildError where nothing can be read.
        """
        with self._lock, cycles.paused():
            digest = digests.find(self.digest.root)
            if not digest.alone:
                raise BuildError(
                    message("others than Mujaz have a hand in the pages now"),
                    message("start mujaz serve again"),
                    path=digest.config,
                )
            reading = Reading.of(digest, was=self._reading)
            if not reading.complaints:
                self._take(reading)
            return reading.complaints

    def _take(self, reading: Reading) -> None:
        self._reading = reading
        self._makings = Makings(reading.digest, reading.order, self._environ)
        self._found: Collection[str] | None = None

    def key(self, file: str) -> str:
        """Return what changes with a file of the site, and with those that all pages load."""
        with self._lock:
            return f"{self._makings.of(file) or ''} {self._makings.rest}"

    def file(self, file: str) -> bytes | None:
        """Return a file of the site, made now where it has to be; None where there is none.

        Raises BuildError when MkDocs gives up, WriteError when the disk does not take it, and what
        `refresh` raises.
        """
        with self._lock:
            try:
                return self._file(file)
            except BuildError:
                # Its words may have changed since they were read, and nobody told us yet.
                if self.refresh():
                    raise
                return self._file(file)

    def close(self) -> None:
        """Write down what was made, so that builds need not make it again."""
        with self._lock:
            self._mirror.save()

    def _file(self, file: str) -> bytes | None:
        key = self._makings.of(file)
        if key is not None:
            self._bring(file, key)
            return self._kept(file)
        if file.startswith(f"{search.FOLDER}/"):
            return self._kept(file) if file in self._searched() else None
        self._bring_others()
        made = self._mirror.made.get(file)
        return self._kept(file) if made and made.key.startswith(REST) else None

    def _kept(self, file: str) -> bytes | None:
        with suppress(OSError):  # somebody deleted the cache, as anybody may
            return Path(self._mirror.place(file)).read_bytes()
        return None

    def _bring(self, file: str, key: str) -> None:
        """Have a planned file in the mirror."""
        heard = self._heard.get(file) == key and self._kept(file) is not None
        if not heard and self._mirror.lacks({file: key}):
            self._order(frozenset((file,)), {file: key})
        self._heard[file] = key

    def _searched(self) -> Collection[str]:
        """Have the files of the search in the mirror, for whom asks for one of them."""
        if self._found is None:
            with turn.taken(self.digest):
                self._found = search.lay(self.digest, self._reading.order.library, self._mirror)
        return self._found

    def _bring_others(self) -> None:
        """Have all that is not planned in the mirror: it is made together."""
        rest = self._rest
        if self._heard.get(REST) != rest and press.lacks_others(self._mirror, rest):
            made = self._mirror.made.items()
            self._mirror.keep([path for path, was in made if not was.key.startswith(REST)])
            self._order(frozenset(), {})
        self._heard[REST] = rest

    @property
    def _rest(self) -> str:
        return f"{REST}{self._makings.rest}"

    def _order(self, wanted: frozenset[str], keys: Mapping[str, str]) -> None:
        whole = self._reading.order
        ready = Prepared(
            digest=self.digest,
            order=replace(whole, wanted=wanted, rest=not wanted),
            keys=keys,
            rest=self._rest,
            mirror=self._mirror,
            complaints=(),
            settings=self._makings.settings,
        )
        for warning in self._make(ready):
            self._say(warning)
