"""From a digest to what its site lacks: read, planned, and held against what was made before.

Nothing here knows of MkDocs; where nothing is lacking, nobody needs to load it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from mujaz import (
    bulk,
    catalogue,
    check,
    feeds,
    groups,
    library,
    links,
    made_by,
    made_of,
    mirror,
    order,
    plan,
    sealed,
    search,
)
from mujaz.check import Complaint
from mujaz.digest import Digest
from mujaz.errors import DigestError, WriteError, message
from mujaz.keys import Keys
from mujaz.library import Shelf
from mujaz.mirror import Mirror, Published
from mujaz.models import Card
from mujaz.order import Order
from mujaz.phrases import Phrases
from mujaz.plan import Kind

REST = "rest "
"""Before the key of what is not planned: it is made together."""
_MIRROR = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A digest that is ready to be made."""

    digest: Digest
    order: Order
    """Of which only what is lacking is wanted."""
    keys: Mapping[str, str]
    """What each planned file is made of."""
    rest: str
    """What all that is not planned is made of."""
    inputs: str
    """What all of it is made of; empty where that is not known."""
    mirror: Mirror
    complaints: tuple[Complaint, ...]
    """What stops the build."""

    @property
    def idle(self) -> bool:
        """Whether nothing is lacking."""
        return not (self.order.wanted is None or self.order.wanted or self.order.rest)

    def tidy(self, made: Collection[str] = (), *, workers: int = 1) -> None:
        """Make what the search lacks; take out what neither the plan has nor was made just now."""
        found = search.of(self.digest, self.order.library, workers=workers).laid(self.mirror)
        rest = () if self.order.rest else self.mirror.made.items()
        kept = (path for path, was in rest if was.key.startswith(REST))
        self.mirror.keep({*self.keys, *found, *made, *kept})
        self.mirror.save()


Maker = Callable[[Prepared], tuple[str, ...]]
"""Makes what is lacking, in the mirror, and returns what was warned of."""


def built(
    digest: Digest, environ: Mapping[str, str], *, make: Maker, workers: int = 1
) -> "Built | tuple[Complaint, ...]":
    """Bring a digest's site up to date; where something in the content stops it, return what.

    `make` makes what is lacking. Until all is made the site stays as it was; so it does where
    anything is raised: DigestError when the site would fall upon the content, WriteError when the
    disk does not take it, ContentError without content, and what `make` raises.
    """
    keep_apart(digest)
    bulk.unhurried()
    if done := _settled(digest, environ):
        return done
    ready = prepared(digest, environ, workers=workers)
    if ready.complaints:
        return ready.complaints
    if ready.idle:
        ready.tidy()
    return publish(ready, () if ready.idle else make(ready))


def _settled(digest: Digest, environ: Mapping[str, str]) -> "Built | None":
    """Return what a build would, where nothing changed since the last; None where it may have."""
    inputs = made_of.inputs(digest, environ)
    there = mirror.shown(Mirror.at(digest.cache / _MIRROR), digest.site, inputs)
    return Built(site=digest.site, published=there) if there else None


def prepared(digest: Digest, environ: Mapping[str, str], *, workers: int = 1) -> Prepared:
    """Read a digest and find out what its site lacks.

    Raises ContentError where there is no folder of content.
    """
    content = digest.content
    cards = digest.cache / catalogue.FILE
    shelf = catalogue.load(content, cards, version=made_by.version(), workers=workers)
    near = catalogue.near(shelf.library, digest.cache / catalogue.NEAR, version=made_by.version())
    whole = Order.whole(content, shelf.library, per_page=digest.per_page, near=near)
    there = Mirror.at(digest.cache / _MIRROR)
    shell = _shell(digest, shelf, environ)
    standing = partial(_standing, whole, {order.source_of(page) for page in whole.pages})
    known = Keys(whole.library, shell, standing, thorough=digest.theme is not None)
    keys = dict(_keys(digest, whole, known, shell)) if digest.alone else {}
    rest = f"{REST}{sealed.digest(shell + _rest(whole, known))}" if digest.alone else ""
    return Prepared(
        digest=digest,
        order=_lacking(whole, keys, rest, there) if digest.alone else whole,
        keys=keys,
        rest=rest,
        mirror=there,
        inputs=made_of.inputs(digest, environ),
        complaints=check.stopping(content, shelf, whole.pages),
    )


def _lacking(whole: Order, keys: Mapping[str, str], rest: str, there: Mirror) -> Order:
    """Return an order of what the mirror has not."""
    others = {path: made.key for path, made in there.made.items() if made.key.startswith(REST)}
    kept = others and set(others.values()) == {rest} and not there.lacks(others)
    return replace(whole, wanted=frozenset(there.lacks(keys)), rest=not kept)


def _standing(whole: Order, planned: Collection[str], place: str) -> bool:
    """Say whether the site has what stands at a place below content/."""
    if place in planned:
        return True
    file = PurePosixPath(place)
    return library.is_shown(whole.content, file) and place not in whole.withheld


def _rest(whole: Order, known: Keys) -> bytes:
    """Return what stands for all that is not planned, and for what its pages lead to."""
    read = ((path, library.data(whole.content, path)) for path in library.prose(whole.content))
    found = ((path, links.places(words.decode("utf-8", "replace"), path)) for path, words in read)
    leads = b"".join(known.there(places) for _, places in found)
    return made_of.others(whole.content) + repr(sorted(whole.withheld)).encode() + leads


def _keys(digest: Digest, whole: Order, known: Keys, shell: bytes) -> Iterator[tuple[str, str]]:
    """Yield each planned file with its key."""
    written = {plan.address_of(path): path for path in library.prose(digest.content)}
    for page in whole.pages:
        path = None if page.article else written.get(page.address)
        words = library.data(digest.content, path) if path else b""
        there = links.places(words.decode("utf-8", "replace"), path) if path else ()
        yield order.file_of(page), known.page(page, words, there)
    for leads in whole.redirects:
        yield (
            leads.path,
            known.page(plan.Page(kind=Kind.ARTICLE, address="", article=leads.article)),
        )
    if digest.url:
        yield order.FEED, known.feed(feeds.newest(whole.library))
        sitemap = _all_addresses(whole)
        yield order.SITEMAP, sealed.digest(shell + sitemap)
        yield order.ARCHIVE, sealed.digest(shell + sitemap)


def _all_addresses(whole: Order) -> bytes:
    dated = (
        f"{page.address} {page.article.front.date if page.article else ''}" for page in whole.pages
    )
    return "\n".join((*dated, *whole.prose)).encode()


def _shell(digest: Digest, shelf: Shelf[Card], environ: Mapping[str, str]) -> bytes:
    """Return what stands for all that the pages of a site have in common."""
    sections = [group.subject for group in groups.sections(shelf.library)]
    about = "about/" in map(plan.address_of, library.prose(digest.content))
    return sealed.digest(
        made_of.settings(digest, environ) + repr((sections, about)).encode()
    ).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build changed in the published site."""

    site: Path
    published: Published
    warnings: tuple[str, ...] = ()

    def told(self, phrases: Phrases, *, folder: Path) -> str:
        """Say what it changed; `folder` is how the person would write the site's."""
        return phrases.gettext("The site is in {folder}: {counts}.").format(
            folder=folder, counts=phrases.joined(self._counts(phrases))
        )

    def _counts(self, phrases: Phrases) -> Iterator[str]:
        there = self.published
        yield phrases.counted("%(n)s file written", "%(n)s files written", there.written)
        yield phrases.counted("%(n)s unchanged", "%(n)s unchanged", there.unchanged)
        if there.removed:
            yield phrases.counted("%(n)s removed", "%(n)s removed", there.removed)


def publish(ready: Prepared, warnings: tuple[str, ...] = ()) -> Built:
    """Let the site show what the mirror holds; raises WriteError when the disk does not take it."""
    site, inputs = ready.digest.site, "" if warnings else ready.inputs
    try:
        published = mirror.publish(ready.mirror, site, inputs)
        return Built(site=site, published=published, warnings=warnings)
    except OSError as error:
        raise unwritable(site, error) from error


def keep_apart(digest: Digest) -> None:
    """Refuse a site that would fall upon the content: what is not of the site is removed from it.

    MkDocs refuses it too, but is told of the folder beside the site only. Raises DigestError.
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


def unwritable(path: Path, error: OSError) -> WriteError:
    """Return what to say of a disk that refuses."""
    return WriteError(
        message("the site cannot be written: {reason}", reason=error.strerror or error),
        message("see to the permissions and the free space there, then run this again"),
        path=path,
    )
