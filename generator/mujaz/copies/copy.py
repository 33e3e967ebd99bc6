"""An edition with all its words at hand, as far as their rights allow them to be shown."""

import posixpath
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from mujaz.copies import words
from mujaz.editions import Contents
from mujaz.models import Held, Library, Listed, Source
from mujaz.render import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An article of an edition, as it stands in a copy of it."""

    article: Listed
    source: Source
    words: str
    """XHTML."""
    address: str
    """Where it can be read on: its page, else the story at its publisher; empty without either."""

    @property
    def language(self) -> str | None:
        """The language it is in, as far as it is told."""
        return self.article.front.language or self.source.language


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An edition to be handed on."""

    site: Site
    contents: Contents
    introduction: str
    """XHTML."""
    tellings: Mapping[PurePosixPath, Telling]
    """By where the articles lie."""

    @property
    def address(self) -> str:
        """Where the edition stands on the web; empty where that is not known."""
        return f"{self.site.url}{self.contents.edition.address}" if self.site.url else ""


def copied(
    site: Site, library: Library[Held], contents: Contents, shown: Callable[[Held], str]
) -> Copy:
    """Bring together all that a copy of an edition says.

    `shown` gives an article's Markdown as far as its rights allow it to be shown.
    """
    edition, known = contents.edition, {article.path: article for article in library.published}
    there = {path: article.address for path, article in known.items()}
    return Copy(
        site=site,
        contents=contents,
        introduction=words.xhtml(edition.introduction, _leads(site, edition.path, there)),
        tellings={
            path: _telling(site, library, known[path], _Words(shown(known[path]), there))
            for path in contents.paths
        },
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """An article's Markdown, and the addresses that its links lead to, by where these lie."""

    shown: str
    there: Mapping[PurePosixPath, str]


def _telling(site: Site, library: Library[Held], article: Held, told: _Words) -> Telling:
    page = f"{site.url}{article.address}" if site.url else ""
    return Telling(
        article=article,
        source=library.sources[article.front.source],
        words=words.xhtml(told.shown, _leads(site, article.path, told.there)),
        address=page or article.front.link or "",
    )


def _leads(site: Site, page: PurePosixPath, there: Mapping[PurePosixPath, str]) -> words.Leads:
    """Return what leads from a page to the web; links between articles go by way of the site."""

    def leads(written: str) -> str | None:
        try:
            parts = urlsplit(written)
        except ValueError:  # no address at all, such as http://[
            return None
        if parts.scheme in _WEB:
            return written
        place = PurePosixPath(posixpath.normpath(page.parent / unquote(parts.path)))
        found = not (parts.scheme or parts.netloc) and there.get(place)
        return f"{site.url}{found}" if found and site.url else None

    return leads


_WEB: Collection[str] = ("http", "https", "mailto")
