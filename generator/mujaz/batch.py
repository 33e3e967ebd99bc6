"""A batch from the names that a person gave to what became of each article."""

import datetime as dt
import os
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from typing import BinaryIO, Self

from mujaz import bulk, ingest, library, refresh
from mujaz.desk import Given
from mujaz.digest import Digest
from mujaz.errors import DigestError, message
from mujaz.fetch import Fetcher
from mujaz.gather import Gatherer, Tally
from mujaz.raw import Format, Raw, Refused
from mujaz.register import Register
from mujaz.report import Result
from mujaz.subscriptions import Subscriptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What is to be added, to which digest, and by whom it is read."""

    digest: Digest
    given: Given
    names: tuple[str, ...]
    today: dt.date
    workers: int
    scheduler: str | None
    kind: Format | None
    fields: Mapping[str, str]
    fetcher: Callable[[], Fetcher]
    """Opens the network when it is first needed."""
    tally: Tally = field(default_factory=Tally)

    @classmethod
    def of(
        cls,
        digest: Digest,
        options: Namespace,
        given: Given,
        names: Iterable[str],
        *,
        today: dt.date,
    ) -> Self:
        """Return the batch that some options ask for; raises FetchError for a wrong site_url."""
        kind = getattr(options, "kind", None)
        return cls(
            digest=digest,
            given=given,
            names=tuple(names),
            today=today,
            workers=options.workers or os.cpu_count() or 1,
            scheduler=options.scheduler,
            kind=Format(kind) if kind else None,
            fields=getattr(options, "fields", {}),
            fetcher=cache(partial(_fetcher, digest, options.allow_private)),
        )

    @property
    def expected(self) -> int:
        """How many articles there will be, as far as is known by now."""
        return self.tally.expected

    def added(self, names: Iterable[str], stdin: BinaryIO) -> Iterator[Result]:
        """Add all that some names mean."""
        return self._through(lambda gatherer: gatherer.all(names, stdin))

    def fetched(self) -> Iterator[Result]:
        """Add what is new in the feeds of sources.yml."""
        subscriptions = Subscriptions(self.digest.cache / "feeds.json")
        sources = library.sources(self.digest.content)
        try:
            for result in self._through(lambda gatherer: subscriptions.items(gatherer, sources)):
                subscriptions.note(result)
                yield result
        finally:
            subscriptions.save()

    def _through(self, items: Callable[[Gatherer], Iterator[Raw | Refused]]) -> Iterator[Result]:
        bulk.unhurried()
        folder = self.digest.cache / "stories"
        team = _readers(self.scheduler, self.workers)
        with Register.opened(self.digest.content, folder) as shelves, team as (executor, workers):
            gatherer = Gatherer(
                fetcher=self.fetcher,
                kind=self.kind,
                fields=self.fields,
                known=shelves.linked,
                tally=self.tally,
            )
            yield from ingest.add(
                self.digest.content,
                items(gatherer),
                shelves,
                self.given,
                today=self.today,
                executor=executor,
                workers=workers,
            )


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
            workers=options.workers or os.cpu_count() or 1,
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
        bulk.unhurried()
        with _readers(self.scheduler, self.workers) as (executor, workers):
            yield from refresh.refresh(
                self.digest.content,
                self.things,
                dry=self.dry,
                executor=executor,
                workers=workers,
            )


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


def _fetcher(digest: Digest, allow_private: bool) -> Fetcher:  # noqa: FBT001  cached by position
    """Return the door to the network; publishers must be able to reach whoever knocks."""
    if digest.url is None:
        raise DigestError(
            message("mkdocs.yml does not say where the digest is published"),
            message("write it as site_url: publishers are told whom to ask about our requests"),
            path=digest.config,
        )
    return Fetcher(contact=digest.url, allow_private=allow_private)
