"""A batch from the names that a person gave to what became of each article."""

import datetime as dt
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from typing import BinaryIO, Self

from mujaz import album, bulk, cycles, disk, ingest, library, refresh, sampled
from mujaz.boilerplate import Memory
from mujaz.digest import Digest
from mujaz.errors import DigestError, message
from mujaz.fetch import Fetcher, Rules
from mujaz.gather import Gatherer, Tally
from mujaz.models import Source
from mujaz.phrases import Phrases
from mujaz.raw import Raw, Refused
from mujaz.register import Register
from mujaz.report import Refusals, Result
from mujaz.subscriptions import Subscriptions
from mujaz.tagging import Commonplaces
from mujaz.wishes import Wishes, together

_RULES = Rules()


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What is to be added, to which digest, and by whom it is read."""

    digest: Digest
    wishes: Wishes
    """How all is read of which nothing else is wished."""
    wished: Mapping[str, Wishes]
    """What is to be added, each in its way."""
    today: dt.date
    workers: int
    scheduler: str | None
    fetcher: Callable[[], Fetcher]
    """Opens the network when it is first needed."""
    memory: Memory | None = None
    """Notes what recurs in the dumps of each source, when a person asks for it."""
    tally: Tally = field(default_factory=Tally)

    @classmethod
    def of(
        cls,
        digest: Digest,
        options: Namespace,
        wished: Mapping[str, Wishes],
        *,
        today: dt.date,
    ) -> Self:
        """Return the batch that some options ask for."""
        return cls(
            digest=digest,
            wishes=Wishes.of(options),
            wished=wished,
            today=today,
            workers=bulk.processes(options.workers),
            scheduler=options.scheduler,
            fetcher=cache(partial(fetcher, digest, private=options.allow_private)),
            memory=Memory(today) if getattr(options, "remember_furniture", False) else None,
        )

    @property
    def expected(self) -> int:
        """How many articles there will be, as far as is known by now."""
        return self.tally.expected

    def added(self, stdin: BinaryIO) -> Iterator[Result]:
        """Add all that the names mean."""
        for wishes, names in together(self.wished):
            yield from self._through(wishes, partial(Gatherer.all, names=names, stdin=stdin))

    def fetched(self) -> Iterator[Result]:
        """Add what is new in the feeds of sources.yml."""
        subscriptions = Subscriptions(self.digest.cache / "feeds.json")
        sources = library.sources(self.digest.content)
        try:
            items = partial(subscriptions.items, sources=sources)
            for result in self._through(self.wishes, items):
                subscriptions.note(result)
                yield result
        finally:
            subscriptions.save()

    def remembered(self) -> tuple[tuple[Source, tuple[str, ...]], ...]:
        """Write the lines that recurred under `furniture` in sources.yml; return what is new there.

        Raises WriteError, or ContentError when sources.yml is broken.
        """
        if self.memory is None:
            return ()
        sources = library.sources(self.digest.content)
        found = {key: self.memory.of(source) for key, source in sorted(sources.items())}
        written = library.remember(self.digest.content, found)
        return tuple((sources[key], lines) for key, lines in written.items())

    def refusals(self, options: Namespace, phrases: Phrases) -> Refusals | None:
        """Begin the report that some options ask for: a new one, or the one that is tried again."""
        retried = getattr(options, "retry", None)
        path = options.report or retried
        if path is None:
            return None
        refusals = Refusals(path, self.wished, self.wishes, phrases, again=path == retried)
        refusals.begin()
        return refusals

    def _through(
        self, wishes: Wishes, items: Callable[[Gatherer], Iterator[Raw | Refused]]
    ) -> Iterator[Result]:
        cycles.unhurried()
        library.sweep(self.digest.content, self.today)
        disk.sweep(self.digest.cache, self.today)
        folder = self.digest.cache / "stories"
        team = _readers(self.scheduler, self.workers)
        known = Register.opened(self.digest.content, folder, _commonplaces(self.digest))
        with known as shelves, team as (executor, workers):
            yield from ingest.add(
                self.digest.content,
                items(self._gatherer(wishes, shelves)),
                shelves,
                wishes.given,
                fetch=self._picture if wishes.images else None,
                today=self.today,
                executor=executor,
                workers=workers,
                memory=self.memory,
            )

    def _gatherer(self, wishes: Wishes, shelves: Register) -> Gatherer:
        return Gatherer(
            fetcher=self.fetcher,
            kind=wishes.kind,
            fields=wishes.fields,
            known=shelves.complete if wishes.images else shelves.linked,
            tally=self.tally,
        )

    def _picture(self, link: str) -> bytes:
        return self.fetcher().get(link, size=album.LARGEST).data


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """Articles of a digest that are to be read again."""

    digest: Digest
    names: tuple[str, ...]
    workers: int
    scheduler: str | None
    dry: bool
    things: tuple[refresh.Thing, ...]

    @classmethod
    def of(cls, digest: Digest, options: Namespace) -> Self:
        """Return what some options ask for."""
        return cls(
            digest=digest,
            names=tuple(map(str, options.names)),
            workers=bulk.processes(options.workers),
            scheduler=options.scheduler,
            dry=options.dry_run,
            things=tuple(refresh.chosen(digest.content, options.names)),
        )

    @property
    def expected(self) -> int:
        """How many articles there are."""
        return len(self.things)

    def refreshed(self) -> Iterator[refresh.Result]:
        """Make again what the machine made of the articles."""
        cycles.unhurried()
        with _readers(self.scheduler, self.workers) as (executor, workers):
            yield from refresh.refresh(
                self.digest.content,
                self.things,
                commonplaces=_commonplaces(self.digest),
                dry=self.dry,
                executor=executor,
                workers=workers,
            )


def _commonplaces(digest: Digest) -> Commonplaces:
    return sampled.commonplaces(digest.content, digest.cache / sampled.FILE)


@contextmanager
def _readers(scheduler: str | None, workers: int) -> Iterator[tuple[Executor | None, int]]:
    if scheduler:
        with bulk.cluster(scheduler) as (executor, threads):
            yield executor, threads
    elif workers == 1:
        yield None, 1
    else:
        with bulk.pool(workers) as executor:
            yield executor, workers


def fetcher(digest: Digest, *, private: bool, rules: Rules = _RULES) -> Fetcher:
    """Return the door to the network; publishers must be able to reach whoever knocks.

    Raises DigestError where they are not told how.
    """
    if digest.url is None:
        raise DigestError(
            message("mkdocs.yml does not say where the digest is published"),
            message("write it as site_url: publishers are told whom to ask about our requests"),
            path=digest.config,
        )
    return Fetcher(contact=digest.url, allow_private=private, rules=rules)
