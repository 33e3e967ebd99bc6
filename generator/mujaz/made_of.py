"""What a site is made of, as short texts that change when it does."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Self

from mujaz import (
    editions,
    errands,
    groups,
    library,
    links,
    made_by,
    order,
    others,
    plan,
    posters,
    sealed,
    sharing,
    sitemaps,
)
from mujaz.digest import Digest
from mujaz.keys import Keys
from mujaz.order import Order
from mujaz.plan import Kind

_WORD = re.compile(r"\w+")


def inputs(digest: Digest, environ: Mapping[str, str]) -> str:
    """Return what changes with anything that the site is made of, and with what it is to have."""
    if not (digest.alone and digest.content.is_dir()):
        return ""
    found = library.stamps(digest.content), library.other_stamps(digest.content)
    told = repr((*found, digest.sums, made_by.extras()))
    return sealed.digest(f"{settings(digest, environ)}{told}".encode())


def settings(digest: Digest, environ: Mapping[str, str]) -> str:
    """Return the program, the settings, the variables that they name, and the digest's theme."""
    written = digest.config.read_bytes()
    theme = "".join(_signed(digest.theme)) if digest.theme else ""
    told = repr((made_by.version(), sorted(_variables(written, environ)), theme))
    return sealed.digest(told.encode() + written)


def _signed(folder: Path) -> Iterator[str]:
    """Yield each file of a theme with what is in it: a fresh clone has other times."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield f"{path.relative_to(folder)} {sealed.digest(path.read_bytes())}\n"


def _variables(settings: bytes, environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the variables of the environment that some settings name, with their values."""
    written = settings.decode("utf-8", "replace")
    if "!ENV" in written:
        yield from ((name, environ[name]) for name in set(_WORD.findall(written)) & environ.keys())


class _Written(NamedTuple):
    """What an editor wrote for a page that is no article."""

    address: str
    words: bytes
    leads: tuple[str, ...]
    """Where it may lead to, below content/."""

    @classmethod
    def read(cls, content: Path, path: PurePosixPath) -> Self:
        """Read it; raises ContentError when it cannot be read."""
        words = library.data(content, path)
        leads = links.places(words.decode("utf-8", "replace"), path)
        return cls(plan.address_of(path), words, leads)


_NOTHING = _Written("", b"", ())


class Makings:
    """What each file of one site is made of, worked out when it is asked for."""

    def __init__(self, digest: Digest, whole: Order, environ: Mapping[str, str]) -> None:
        """Take the digest and the whole plan of its site."""
        self.settings = settings(digest, environ)
        """What stands for the settings, and for the program that reads them."""
        shell = _shell(whole, self.settings)
        standing = partial(_standing, whole, set(map(order.source_of, whole.leaves)))
        self._whole, self._published, self._extras = whole, bool(digest.url), digest.extras
        self._known = Keys(whole.library, shell, standing, thorough=digest.theme is not None)
        written = [_Written.read(whole.content, path) for path in library.prose(whole.content)]
        found = (one.edition.path for one in editions.published(whole.library))
        bound = [_Written.read(whole.content, path) for path in found]
        self._written = {one.address: one for one in (*written, *bound)}
        beside = others.names(whole.content, digest.cache / others.FILE)
        self.rest = sealed.digest(shell + _rest(whole, self._known, written, beside))
        """What all that is not planned is made of."""

    def all(self, *, away: bool = False) -> dict[str, str]:
        """Return each planned file with its key; those of articles may be seen to `away` from here.

        They take about as long as all that lists articles.
        """
        articles, lists = self._parted()
        with errands.sent(partial(self._keys, articles), away=away) as told:
            found = self._keys(lists)
            found.update(self._lists)
            return told() | found

    def _parted(self) -> tuple[list[str], list[str]]:
        """Return the files of articles' pages, and those of all other pages."""
        articles: list[str] = []
        lists: list[str] = []
        for file, thing in self._planned.items():
            is_article = isinstance(thing, plan.Leaf) and thing.kind is Kind.ARTICLE
            (articles if is_article else lists).append(file)
        return articles, lists

    def _keys(self, files: Iterable[str]) -> dict[str, str]:
        return {file: self._key(self._planned[file]) for file in files}

    def of(self, file: str) -> str | None:
        """Return the key of one file; None of one that is not planned."""
        thing = self._planned.get(file)
        return self._key(thing) if thing else self._lists.get(file)

    @cached_property
    def _planned(self) -> Mapping[str, plan.Leaf | plan.Redirect]:
        pages = {order.file_of(leaf): leaf for leaf in self._whole.leaves}
        return pages | {leads.path: leads for leads in self._whole.redirects}

    def _key(self, thing: plan.Leaf | plan.Redirect) -> str:
        if isinstance(thing, plan.Redirect):
            page = plan.Page(kind=Kind.ARTICLE, address="", article=thing.article)
            return self._known.page(page)
        is_article = thing.kind is Kind.ARTICLE
        own = _NOTHING if is_article else self._written.get(thing.address, _NOTHING)
        return self._known.page(thing.page, own.words, own.leads)

    @cached_property
    def _lists(self) -> Mapping[str, str]:
        """The files that list others, with their keys: they say where the site is."""
        if not self._published:
            return {}
        lists = dict(_lists(self._whole, self._known))
        return {**lists, **self._posters, **dict(self._copies())}

    def _copies(self) -> Iterator[tuple[str, str]]:
        """Yield each edition's files, with their keys. Raises ExtraError where none is made."""
        if not self._extras.edition_files:
            return
        from mujaz import copies  # noqa: PLC0415  it loads Markdown, which few builds need

        pdf = "pdf" in self._extras.edition_files
        common = f"{self.settings} {copies.printer() if pdf else ''}"
        for contents in editions.published(self._whole.library):
            own = self._written[contents.edition.address]
            said = common.encode() + own.words + self._known.there(own.leads)
            key = self._known.copy(said, contents)
            files = self._extras.of_edition(contents.edition).values()
            yield from ((file, key) for file in files)

    @cached_property
    def _posters(self) -> Mapping[str, str]:
        """The posters, with their keys. Raises ExtraError where they cannot be drawn."""
        if not self._extras.posters:
            return {}
        common = f"{self.settings} {posters.drawer()}".encode()
        found = sharing.posters_of(self._extras.posters, self._whole.library)
        return {file: self._known.poster(common, card) for file, card in found}


def _standing(whole: Order, planned: Collection[str], place: str) -> bool:
    """Say whether the site has what stands at a place below content/."""
    if place in planned:
        return True
    file = PurePosixPath(place)
    return library.is_shown(whole.content, file) and place not in whole.withheld


def _rest(
    whole: Order, known: Keys, written: Iterable[_Written], found: Mapping[str, str]
) -> bytes:
    """Return what stands for all that is not planned, and for what its pages lead to.

    `found` are the files that are no articles, with what names the bytes of each.
    """
    leads = b"".join(known.there(one.leads) for one in written)
    return repr((found, sorted(whole.withheld))).encode() + leads


def _lists(whole: Order, known: Keys) -> Iterator[tuple[str, str]]:
    """Yield each file that lists others, with its key."""
    for page in whole.pages:
        if files := order.feeds_of(page):
            key = known.feed(page)
            yield from ((file, key) for file in files)
        if page.kind is Kind.SOURCES:
            yield order.OPML, known.page(page)
    addresses = known.text(_addresses(whole))
    yield from ((name, addresses) for name in (order.SITEMAP, order.ARCHIVE, *whole.sitemaps))
    yield order.NEWS, known.news(sitemaps.fresh(whole.library))
    if whole.robots:
        yield order.ROBOTS, known.text(repr(whole.sitemaps).encode())


def _addresses(whole: Order) -> bytes:
    """Return all that a sitemap says."""
    dated = (
        f"{page.address} {page.article.front.date if page.article else ''}" for page in whole.pages
    )
    return "\n".join((*dated, *whole.prose)).encode()


def _shell(whole: Order, common: str) -> bytes:
    """Return what stands for all that the pages of a site have in common."""
    sections = [group.subject for group in groups.sections(whole.library)]
    about = "about/" in whole.prose
    bound = any(leaf.kind is Kind.EDITIONS for leaf in whole.leaves)
    told = repr((sections, about, bound))
    return sealed.digest(f"{common}{told}".encode()).encode()
