"""Which links within a built site lead to nothing: its pages, read as browsers read them."""

import os
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml import etree

from mujaz import bulk

_INDEX = "index.html"
_LOST = "404.html"
"""A host shows it at whatever address was asked for, so its links must hold at any depth."""
_ANYWHERE = "not/here/"
_TOGETHER = 64
"""Pages that travel to a process together."""

_POINTERS = etree.XPath(
    "//@href | //@src | //@poster | //form/@action | //object/@data | //*[local-name()='use']/@*",
    smart_strings=False,
)
_SETS = etree.XPath("//@srcset", smart_strings=False)
_REFRESHED = etree.XPath(
    "//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']/@content", smart_strings=False
)
_PLACES = etree.XPath("//@id | //a/@name", smart_strings=False)
_IN_REFRESH = re.compile(r"^[\s\d.]*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)
_IN_CSS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_PLAIN = re.compile(r"[\w.-][\w./-]*")
_OF_BROWSERS = ("", "top")
"""Places that every page has (HTML, «find a potential indicated element»)."""


@dataclass(frozen=True, slots=True)
class Target:
    """A file of the site, and a place in it, that something points to."""

    file: str
    place: str = ""

    def __str__(self) -> str:
        """Return it as an address below the site's root."""
        page = self.file.removesuffix(_INDEX) or "/"
        return f"{page}#{self.place}" if self.place else page


@dataclass(frozen=True, slots=True)
class Dead:
    """What is not there, and the files of the site that point to it, in their order."""

    target: Target
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: where it lies, where it is published, and which files it has."""

    folder: Path
    url: str
    files: frozenset[str]

    @classmethod
    def at(cls, folder: Path, url: str | None) -> Self:
        """Look at the site in a folder; without an address of its own it is taken for a host's."""
        found = (
            Path(base, name).relative_to(folder).as_posix()
            for base, _, names in os.walk(folder)
            for name in names
        )
        return cls(folder, f"{(url or 'https://digest.example').rstrip('/')}/", frozenset(found))

    @property
    def pages(self) -> list[str]:
        """Return the files that can point to others."""
        return sorted(name for name in self.files if name.endswith((".html", ".css")))

    def built(self) -> bool:
        """Say whether there is a site at all."""
        return _INDEX in self.files

    def target(self, page: str, link: str) -> Target | None:
        """Return what a link of a page leads to; None where that is not of this site.

        A link from the host's root to what lies beside the site is taken for one of the site: where
        it is meant so, the whole address says it.
        """
        if not link or link.startswith("#"):
            return Target(page, unquote(link[1:]))
        if (path := _path(page, link)) is not None:
            return Target(self._file(path))
        root = urlsplit(self.url)
        near = _ANYWHERE if page == _LOST else quote(page)
        try:
            whole = urlsplit(urljoin(f"{self.url}{near}", link.strip()))
        except ValueError:  # no address at all, such as http://[
            return None
        if whole.scheme not in {"http", "https"} or whole.netloc != root.netloc:
            return None
        if not whole.path.startswith(root.path):
            return None if "//" in link else Target(unquote(whole.path))
        return Target(self._file(unquote(whole.path[len(root.path) :])), unquote(whole.fragment))

    def _file(self, path: str) -> str:
        """Return the file that a host sends for a path, which may name a folder."""
        if not path or path.endswith("/"):
            return f"{path}{_INDEX}"
        inside = f"{path}/{_INDEX}"
        return inside if path not in self.files and inside in self.files else path


def _path(page: str, link: str) -> str | None:
    """Return where a link leads that is a path from its page and no more, within the site.

    Most links are, and joining whole addresses takes twenty times as long.
    """
    if page == _LOST or not _PLAIN.fullmatch(link):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), link))
    if path.startswith(".."):
        return None
    folder = link.endswith(("/", "/.", "/..")) or link in {".", ".."}
    return f"{path}/".removeprefix("./") if folder else path


def dead(site: Site, *, workers: int = 1) -> tuple[Dead, ...]:
    """Return the links within a site that lead to no file, or to no place in their page.

    The same for any number of workers. What leads out of the site is not looked at.
    """
    pages = site.pages
    found: defaultdict[Target, list[str]] = defaultdict(list)
    told = bulk.spread(_doubtful, site, pages, workers=workers, together=_TOGETHER)
    for page, targets in zip(pages, told, strict=True):
        for target in targets:
            found[target].append(page)
    places = _places(site, found)
    return tuple(
        Dead(target, tuple(found[target]))
        for target in sorted(found, key=str)
        if target.file not in site.files or target.place not in places[target.file]
    )


def _doubtful(site: Site, page: str) -> tuple[Target, ...]:
    """Return what a page points to that is not there, or that only another page can tell of."""
    data = (site.folder / page).read_bytes()
    if page.endswith(".css"):
        links, places = _of_style(data.decode("utf-8", "replace")), frozenset[str]()
    else:
        tree = _read(data)
        links, places = _of_page(tree), frozenset(_PLACES(tree))
    targets = {target for link in set(links) if (target := site.target(page, link))}
    return tuple(
        target
        for target in targets
        if not (target.file in site.files and _suffices(target))
        and not (target.file == page and target.place in places)
    )


def _suffices(target: Target) -> bool:
    """Say whether that a file is there is all that is asked for."""
    by_browser = target.place in _OF_BROWSERS or target.place.startswith(":~:")
    return by_browser or not target.file.endswith(".html")


def _places(site: Site, targets: Iterable[Target]) -> dict[str, frozenset[str]]:
    """Return the places in each page of which one is asked for."""
    asked = {target.file for target in targets if target.file in site.files}
    return {
        file: frozenset(_PLACES(_read((site.folder / file).read_bytes()))) for file in sorted(asked)
    }


def _read(data: bytes) -> etree._Element:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    return etree.HTML(data if data.strip() else b"<html></html>", parser)


def _of_page(tree: etree._Element) -> Iterator[str]:
    yield from _POINTERS(tree)
    for several in _SETS(tree):
        yield from (one.split()[0] for one in several.split(",") if one.strip())
    for content in _REFRESHED(tree):
        if leads := _IN_REFRESH.match(content):
            yield leads[1].strip()


def _of_style(text: str) -> Iterator[str]:
    yield from (one or other for one, other in _IN_CSS.findall(text))
