"""The commands that make a site: `mujaz build`, whole or one part of it, and `mujaz join`."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from mujaz import bulk, check, press, sharding, turn, workshop
from mujaz.check import Complaint
from mujaz.digest import Digest, find, shown
from mujaz.joining import Joint
from mujaz.outcome import Built, Outcome
from mujaz.sharding import Label, Laid
from mujaz.steps import Steps
from mujaz.telling import Aside, Asked, Note, Said


def built(asked: Asked) -> Iterator[Said]:
    """Build a digest's site, or make one part of it for another to join; yield what to tell."""
    digest = _digest(asked)
    if asked.options.clean:
        press.forget(digest)
    if asked.options.shard:
        yield from _sharded(asked, digest)
    else:
        yield from _built(asked, digest)


def joined(asked: Asked) -> Iterator[Said]:
    """Build a digest's site of parts that were made elsewhere; yield what to tell."""
    digest, phrases = _digest(asked), asked.phrases
    joint = Joint.of(asked.options.folders, digest, asked.environ)
    yield from _aside(joint.refused(phrases, shown))
    with turn.taken(digest):
        joint.lend(digest)
    yield from _built(asked, digest, joint)


def host() -> workshop.Host:
    """Load MkDocs, which takes half a second: few builds need it."""
    from mujaz import build  # noqa: PLC0415  as said

    return build.HOST


def _digest(asked: Asked) -> Digest:
    """Return the digest that is asked for, with its cache where the person wants it."""
    found, cache = find(asked.options.digest), asked.options.cache
    found = replace(found, sums=asked.options.checksums)
    return replace(found, kept=cache.resolve()) if cache else found


def _sharded(asked: Asked, digest: Digest) -> Iterator[Said]:
    options, team = asked.options, bulk.processes(asked.options.workers)
    with asked.steps() as went, turn.taken(digest):
        label = Label.of(options.shard, digest, asked.environ)
        ready = sharding.read(digest, asked.environ, workers=team, steps=went)
        if not ready.complaints:
            make = partial(workshop.add, host=host, workers=team, steps=went)
            laid = sharding.made(ready, label, make=make, workers=team, steps=went)
    yield from _profile(asked, went)
    if ready.complaints:
        yield from _complaints(ready.complaints, asked, digest)
        yield Aside(asked.phrases.gettext("This part of the site was not made."))
    else:
        if options.strict and laid.warnings:
            raise workshop.gave_up(laid.warnings)
        folder = shown(digest.cache)
        told = asked.phrases.gettext("When all parts are made: mujaz join {folder} and the others")
        yield from _done(asked, laid, folder, told.format(folder=folder))


def _built(asked: Asked, digest: Digest, joint: Joint | None = None) -> Iterator[Said]:
    phrases = asked.phrases
    with asked.steps() as went:
        outcome = _pressed(asked, digest, went, joint)
    yield from _profile(asked, went)
    if joint and not asked.options.json:
        yield from map(Note, joint.told(phrases, shown))
    if isinstance(outcome, Built):
        told = phrases.gettext("To see it: mujaz --digest {folder} serve")
        yield from _done(
            asked, outcome, shown(outcome.site), told.format(folder=shown(digest.root))
        )
    else:
        yield from _complaints(outcome, asked, digest)
        yield Aside(phrases.gettext("The site was not built; the published one is as it was."))


def _pressed(asked: Asked, digest: Digest, went: Steps, joint: Joint | None) -> Outcome:
    options, team = asked.options, bulk.processes(asked.options.workers)
    make = partial(workshop.make, host=host, strict=options.strict, workers=team, steps=went)
    joining = joint.joining(make, went) if joint else make
    summed = replace(digest, sums=options.checksums)
    return press.built(summed, asked.environ, make=joining, workers=team, steps=went)


def _done(asked: Asked, done: Built | Laid, folder: Path, following: str) -> Iterator[Said]:
    """Tell what was warned of, what was made in which folder, and what a person may do next."""
    yield from _aside(done.warnings)
    if asked.options.json:
        yield done.as_json(folder=folder)
    else:
        yield Note(done.told(asked.phrases, folder=folder))
        yield Note(following)


def _aside(lines: Iterable[str]) -> Iterator[Said]:
    """Tell what is worth knowing, and stops nothing."""
    yield from (Aside(line, stops=False) for line in lines)


def _profile(asked: Asked, went: Steps) -> Iterator[Said]:
    if asked.options.profile:
        yield from _aside(went.told(asked.phrases))


def _complaints(found: tuple[Complaint, ...], asked: Asked, digest: Digest) -> Iterator[Said]:
    content = shown(digest.content)
    yield from (Aside(check.line(one, asked.phrases, content=content)) for one in found)
