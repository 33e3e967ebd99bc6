"""From a digest to what its site lacks: read, planned, and held against what was made before.

Nothing here knows of MkDocs; where nothing is lacking, nobody needs to load it.
"""

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from mujaz import catalogue, check, feeds, groups, library, made_by, mirror, order, plan, sealed
from mujaz.check import Complaint
from mujaz.digest import Digest
from mujaz.errors import DigestError, WriteError, message
from mujaz.keys import Keys
from mujaz.library import Shelf
from mujaz.mirror import Mirror, Published
from mujaz.models import Card
from mujaz.order import Order
from mujaz.plan import Kind

REST = "rest "
"""Before the key of what is not planned: it is made together."""
_MIRROR = "site"
_VARIABLE = re.compile(r"!ENV\s+(?:\[([^\]]*)\]|(\S+))")


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

    def tidy(self, made: Collection[str] = ()) -> None:
        """Take out of the mirror what neither the plan has nor was made just now."""
        rest = () if self.order.rest else self.mirror.made.items()
        kept = (path for path, was in rest if was.key.startswith(REST))
        self.mirror.keep({*self.keys, *made, *kept})


def settled(digest: Digest, environ: Mapping[str, str]) -> "Built | None":
    """Return what a build would, where nothing changed since the last; None where it may have."""
    inputs = _inputs(digest, environ)
    there = mirror.shown(Mirror.at(digest.cache / _MIRROR), digest.site, inputs)
    return Built(site=digest.site, published=there) if there else None


def prepared(digest: Digest, environ: Mapping[str, str], *, workers: int = 1) -> Prepared:
    """Read a digest and find out what its site lacks.

    Raises ContentError where there is no folder of content.
    """
    content = digest.content
    cards = digest.cache / catalogue.FILE
    shelf = catalogue.load(content, cards, version=made_by.version(), workers=workers)
    prose = tuple(plan.address_of(path) for path in library.prose(content))
    whole = Order.whole(content, shelf.library, per_page=digest.per_page, prose=prose)
    there = Mirror.at(digest.cache / _MIRROR)
    shell = _shell(digest, shelf, environ)
    keys = dict(_keys(digest, whole, shell)) if digest.alone else {}
    rest = f"{REST}{sealed.digest(shell + _others(content))}" if digest.alone else ""
    return Prepared(
        digest=digest,
        order=_lacking(whole, keys, rest, there) if digest.alone else whole,
        keys=keys,
        rest=rest,
        mirror=there,
        inputs=_inputs(digest, environ),
        complaints=check.errors(content, shelf, whole.pages),
    )


def _lacking(whole: Order, keys: Mapping[str, str], rest: str, there: Mirror) -> Order:
    """Return an order of what the mirror has not."""
    others = {path: made.key for path, made in there.made.items() if made.key.startswith(REST)}
    kept = others and set(others.values()) == {rest} and not there.lacks(others)
    return replace(whole, wanted=frozenset(there.lacks(keys)), rest=not kept)


def _keys(digest: Digest, whole: Order, shell: bytes) -> Iterator[tuple[str, str]]:
    """Yield each planned file with its key."""
    known = Keys(whole.library, shell)
    written = {str(path) for path in library.prose(digest.content)}
    for page in whole.pages:
        source = order.source_of(page)
        words = library.data(digest.content, PurePosixPath(source)) if source in written else b""
        yield order.file_of(page), known.page(page, words)
    for leads in whole.redirects:
        yield (
            leads.path,
            known.page(plan.Page(kind=Kind.ARTICLE, address="", article=leads.article)),
        )
    if digest.url:
        newest = feeds.newest(whole.library)
        words = "".join(card.digest for card in newest).encode()
        yield order.FEED, known.page(plan.Page(kind=Kind.HOME, address="", articles=newest), words)
        sitemap = _all_addresses(whole)
        yield order.SITEMAP, sealed.digest(shell + sitemap)
        yield order.ARCHIVE, sealed.digest(shell + sitemap)


def _all_addresses(whole: Order) -> bytes:
    dated = (
        f"{page.address} {page.article.front.date if page.article else ''}" for page in whole.pages
    )
    return "\n".join((*dated, *whole.prose)).encode()


def _inputs(digest: Digest, environ: Mapping[str, str]) -> str:
    """Return what changes with anything that the site is made of."""
    if not (digest.alone and digest.content.is_dir()):
        return ""
    articles = repr(library.stamps(digest.content)).encode()
    return sealed.digest(_settings(digest, environ) + articles + _others(digest.content))


def _settings(digest: Digest, environ: Mapping[str, str]) -> bytes:
    """Return the program, the settings, the variables that they name, and the digest's own theme."""
    written = digest.config.read_bytes()
    theme = "".join(_signed(digest.theme)) if digest.theme else ""
    told = repr((made_by.version(), sorted(_variables(written, environ)), theme))
    return sealed.digest(told.encode() + written).encode()


def _shell(digest: Digest, shelf: Shelf[Card], environ: Mapping[str, str]) -> bytes:
    """Return what stands for all that the pages of a site have in common."""
    sections = [group.subject for group in groups.sections(shelf.library)]
    about = library.holds(digest.content, PurePosixPath("about.md"))
    return sealed.digest(_settings(digest, environ) + repr((sections, about)).encode()).encode()


def _signed(folder: Path) -> Iterator[str]:
    """Yield each file of a theme with what is in it: a fresh clone has other times."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield f"{path.relative_to(folder)} {sealed.digest(path.read_bytes())}\n"


def _variables(settings: bytes, environ: Mapping[str, str]) -> Iterator[tuple[str, str | None]]:
    """Yield the variables of the environment that some settings name, with their values."""
    for several, one in _VARIABLE.findall(settings.decode("utf-8", "replace")):
        for name in (several or one).replace(",", " ").split():
            yield name, environ.get(name)


def _others(content: Path) -> bytes:
    """Return what changes with any file under content/ that is no article."""
    return repr(sorted(_stamps(content, ""))).encode()


def _stamps(content: Path, above: str) -> Iterator[tuple[str, int, int]]:
    """Yield each file that is no article, with what changes when it does."""
    inside = f"{above}/".startswith(f"{library.ARTICLES}/")
    with os.scandir(content / above) as entries:
        for entry in entries:
            path = f"{above}/{entry.name}" if above else entry.name
            if entry.is_dir():
                yield from _stamps(content, path)
            elif not (inside and entry.name.endswith(".md")):
                status = entry.stat()
                yield path, status.st_size, status.st_mtime_ns


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build changed in the published site."""

    site: Path
    published: Published
    warnings: tuple[str, ...] = ()


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
