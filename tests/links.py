"""Whether everything that a site's pages and styles point to is there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

_POINTERS = {
    "a": ("href",),
    "area": ("href",),
    "audio": ("src",),
    "embed": ("src",),
    "form": ("action",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
_LED_TO = {"a", "area", "form"}
_ONLY_NAMED = {"canonical", "alternate"}
"""What a `link` may say that no browser fetches."""

_IN_CSS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_REFRESH = re.compile(r"^\s*\d+\s*;\s*url=(.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """One pointer: in which file it stands, where it leads, and whether a browser loads it."""

    page: str
    to: str
    loaded: bool


class Site:
    """The files of a built site, and what each of them points to."""

    def __init__(self, folder: Path, *, url: str = "https://digest.example/") -> None:
        self.folder = folder
        self.url = url

    @cached_property
    def files(self) -> frozenset[str]:
        """Return the names of all files below the root."""
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return frozenset(path.relative_to(self.folder).as_posix() for path in found)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Return every pointer of every page and style sheet."""
        pages = sorted(name for name in self.files if name.endswith((".html", ".css")))
        return tuple(link for page in pages for link in self._of(page))

    def broken(self) -> list[Link]:
        """Return the links into the site that lead to no file, or to no place in their page."""
        return [link for link in self.links if self._is_broken(link)]

    def foreign(self) -> list[Link]:
        """Return what a browser would load from another host."""
        return [link for link in self.links if link.loaded and self._file(link) is None]

    def reached(self) -> frozenset[str]:
        """Return the pages that a reader comes to from the front page, itself too."""
        leads: dict[str, set[str]] = {}
        for link in self.links:
            leads.setdefault(link.page, set()).add(self._file(link) or link.page)
        found: set[str] = set()
        waiting = {"index.html"} & self.files
        while waiting:
            found |= waiting
            waiting = {file for page in waiting for file in leads.get(page, ())} - found
        return frozenset(found)

    def needed(self) -> set[str]:
        """Return the files that something points to."""
        return {file for link in self.links if (file := self._file(link)) is not None}

    def ids(self, page: str) -> set[str]:
        """Return the places in a page that a fragment may name."""
        return self._parsed(page).ids

    def _is_broken(self, link: Link) -> bool:
        file = self._file(link)
        if file is None:
            return False
        if file not in self.files:
            return True
        fragment = unquote(urlsplit(link.to).fragment)
        return bool(fragment) and fragment not in self.ids(file)

    def _file(self, link: Link) -> str | None:
        """Return the file that a server would send; none for what is not of this site."""
        if link.to.startswith("#") or not link.to:
            return link.page
        # A server shows 404.html at whatever address was asked for.
        page = "not/here/" if link.page == "404.html" else link.page
        whole = urlsplit(urljoin(self.url + quote(page), link.to))
        if whole.scheme in {"data", "mailto", "tel"}:
            return link.page
        address = f"{whole.scheme}://{whole.netloc}{whole.path}"
        if not address.startswith(self.url):
            return None if whole.netloc != urlsplit(self.url).netloc else f"..{whole.path}"
        path = unquote(address.removeprefix(self.url))
        return f"{path}index.html" if path.endswith("/") or not path else path

    def _of(self, page: str) -> Iterator[Link]:
        if page.endswith(".css"):
            for first, second in _IN_CSS.findall((self.folder / page).read_text("utf-8")):
                yield Link(page, first or second, loaded=True)
            return
        yield from self._parsed(page).links

    def _parsed(self, page: str) -> "_Page":
        parser = _Page(page)
        parser.feed((self.folder / page).read_text("utf-8"))
        parser.close()
        return parser


class _Page(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.links: list[Link] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.ids |= {given[key] for key in ("id", "name") if key in given}
        loaded = tag not in _LED_TO and not set(given.get("rel", "").split()) & _ONLY_NAMED
        for key in set(_POINTERS.get(tag, ())) & set(given):
            for to in _addresses(key, given[key]):
                self.links.append(Link(self.name, to, loaded))
        if tag == "meta" and (refresh := _REFRESH.match(given.get("content", ""))):
            self.links.append(Link(self.name, refresh[1], loaded=False))
        for to in (a or b for a, b in _IN_CSS.findall(given.get("style", ""))):
            self.links.append(Link(self.name, to, loaded=True))


def _addresses(key: str, value: str) -> list[str]:
    if key != "srcset":
        return [value]
    return [part.split()[0] for part in value.split(",") if part.strip()]
