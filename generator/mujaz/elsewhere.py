"""A library as plain Markdown for other generators of sites: each page keeps its address."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from mujaz import editions, frontmatter, library, pictures, plan, render
from mujaz.digest import Digest
from mujaz.editions import Chapter, Contents
from mujaz.errors import ContentError
from mujaz.frontmatter import Value
from mujaz.models import Article, Library, Listed
from mujaz.phrases import Phrases

NEWEST = 30
"""Articles that the front page lists."""
_LEADS = re.compile(
    r"""(?P<before>\]\(\s*<?|^[ ]{0,3}\[[^\]\n]+\]:\s*<?|\b(?:href|src)\s*=\s*["']?)"""
    r"""(?P<link>[^\s()<>"']+)""",
    re.MULTILINE | re.IGNORECASE,
)
"""Where Markdown and the HTML in it lead."""
_ENDS = re.compile(r"""[\s()<>"'\\]""")
"""What ends a link to Markdown, or to HTML."""
_SIGNS = re.compile(r"[%?#]")
"""What is a sign in an address, and a letter in a file's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A page that another generator will make."""

    address: str
    """Below the site's root."""
    title: str
    markdown: str
    summary: str = ""
    draft: bool = False
    article: Article | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """What a site of another generator is made of."""

    digest: Digest
    known: Library[Article]
    phrases: Phrases
    """As the site speaks."""

    @property
    def root(self) -> str:
        """Where the site begins on its host: `/`, or `/digest/`."""
        return f"{urlsplit(self.digest.url or '').path.rstrip('/')}/"

    def pages(self) -> Iterator[Written]:
        """Yield the front page, the articles, the editions, and what editors wrote beside them."""
        yield self._front()
        yield from map(self._article, self.known.articles)
        yield from map(self._edition, editions.published(self.known))
        for path in library.prose(self.digest.content):
            if (address := plan.address_of(path)) and address != editions.ADDRESS:
                yield self._prose(path, address)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield what is shown as it is, such as pictures, by its place below the site's root."""
        drafts = {file for one in self.known.articles for file in pictures.files(one)}
        shown = {file for one in self.known.published for file in pictures.files(one)}
        for path in library.whole(self.digest.content):
            place = path.suffix != ".md" and library.is_shown(self.digest.content, path)
            if place and str(path) not in drafts - shown:
                yield str(path), library.data(self.digest.content, path)

    def led(self, body: str, page: PurePosixPath) -> str:
        """Return the words of a page, its links within the library by way of the site's root."""

        def lead(found: re.Match[str]) -> str:
            return found["before"] + self._lead(found["link"], page)

        return _LEADS.sub(lead, body)

    def _lead(self, link: str, page: PurePosixPath) -> str:
        """Return a link as it leads to a file of the library; any other as it was written."""
        try:
            parts = urlsplit(link)
        except ValueError:  # no address at all, such as http://[
            return link
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return link
        place = PurePosixPath(posixpath.normpath(page.parent / unquote(parts.path)))
        if not self._has(place):
            return link
        path = str(place).removeprefix(f"{library.ARTICLES}/") if place.suffix == ".md" else place
        address = plan.address_of(PurePosixPath(path)) if place.suffix == ".md" else str(place)
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        return f"{self.root}{_linked(_SIGNS.sub(_quoted, address))}{fragment}"

    def _has(self, place: PurePosixPath) -> bool:
        """Say whether the library has such a file; a folder is none."""
        content, within = self.digest.content, not place.is_absolute() and ".." not in place.parts
        return within and library.holds(content, place) and (content / place).is_file()

    def _front(self) -> Written:
        path = PurePosixPath("index.md")
        words = self._words(path) if library.holds(self.digest.content, path) else ""
        listed = "".join(map(self._item, self.known.published[:NEWEST]))
        name = self.digest.masthead.name
        return Written(address="", title=name, markdown=f"{words}\n\n{listed}".lstrip())

    def _article(self, article: Article) -> Written:
        front, source = article.front, self.known.sources[article.front.source]
        image, paper = front.image, _plain(source.name)
        paper = f"[{paper}]({_linked(front.link)})" if front.link else paper
        alt = _plain(front.image_alt or "")
        shows = image and f"![{alt}]({_linked(self._lead(image, article.path))})"
        body = render.shown(article.body, self.known.rights(article)).strip()
        parts = (
            " · ".join(filter(None, (paper, self._day(article)))),
            shows,
            self.led(body, article.path),
        )
        return Written(
            address=article.address,
            title=front.title,
            summary=front.summary or "",
            markdown="\n\n".join(filter(None, parts)),
            draft=not article.published,
            article=article,
        )

    def _day(self, article: Article) -> str:
        return self.phrases.day(article.front.date) if article.front.date else ""

    def _edition(self, contents: Contents) -> Written:
        edition = contents.edition
        words = self.led(edition.introduction, edition.path)
        markdown = "\n\n".join((words, *map(self._chapter, contents.chapters))).strip()
        return Written(address=edition.address, title=edition.head.title, markdown=markdown)

    def _chapter(self, chapter: Chapter) -> str:
        heading = f"## {chapter.heading}\n\n" if chapter.heading else ""
        return heading + "".join(map(self._item, chapter.articles))

    def _item(self, article: Listed) -> str:
        return f"- [{_plain(article.front.title)}]({self.root}{article.address})\n"

    def _prose(self, path: PurePosixPath, address: str) -> Written:
        return Written(address=address, title=self._title(path), markdown=self._words(path))

    def _title(self, path: PurePosixPath) -> str:
        try:
            text = library.read(self.digest.content, path)
            found = frontmatter.parse(frontmatter.split(text)).values.get("title")
        except ContentError:  # no front matter
            found = None
        return str(found) if found else ""

    def _words(self, path: PurePosixPath) -> str:
        text = library.read(self.digest.content, path)
        return self.led(frontmatter.split(text).body.strip(), path)


def _linked(address: str) -> str:
    """Return an address as Markdown takes it for one, whole."""
    return _ENDS.sub(_quoted, address)


def _quoted(found: re.Match[str]) -> str:
    return quote(found[0])


def _plain(title: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", title)


def composed(values: Mapping[str, Value | None], body: str) -> bytes:
    """Return a file of what is said, empty values left out."""
    said = {key: value for key, value in values.items() if value}
    return frontmatter.compose(said, f"{body}\n").encode()


def empty(folder: Path) -> bool:
    """Say whether a folder is new, or holds nothing."""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
