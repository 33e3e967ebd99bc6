"""What one build has to make: the plan of the site, and which of its files are not there yet."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from mujaz import editions, feeds, frontmatter, library, pictures, plan, related, render, sitemaps
from mujaz.models import Card, Library, Listed
from mujaz.plan import Kind, Leaf, Page, Redirect
from mujaz.steps import Laps

SITEMAP, ARCHIVE, NEWS = "sitemap.xml", "sitemap.xml.gz", "sitemap-news.xml"
OPML, ROBOTS = "sources.opml", "robots.txt"
LISTS = (feeds.ATOM, feeds.JSON, SITEMAP, ARCHIVE, NEWS, OPML)
"""Files that list the whole site."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """The whole plan of a site, and what is wanted of it."""

    content: Path
    """Where its words lie."""
    library: Library[Card]
    leaves: tuple[Leaf, ...]
    """Every page that is planned."""
    redirects: tuple[Redirect, ...] = ()
    prose: tuple[str, ...] = ()
    """The addresses of pages that an editor wrote beside the plan, such as about/."""
    wanted: frozenset[str] | None = None
    """Files below the site's root that are to be made; None for all that are planned."""
    take: Callable[[str, bytes], None] | None = None
    """Takes each planned page as it is made; None where MkDocs is to write it."""
    laps: Laps | None = None
    """Hears how long each page takes."""
    rest: bool = True
    """Whether what is not planned is wanted: an editor's pages, pictures, the theme's own files."""

    @classmethod
    def whole(
        cls, content: Path, cards: Library[Card], *, per_page: int, near: related.Index
    ) -> "Order":
        """Order all of a library's site; `near` is its index of related articles."""
        return cls(
            content=content,
            library=cards,
            leaves=plan.leaves(cards, per_page=per_page, near=near),
            redirects=plan.redirects(cards),
            prose=tuple(map(plan.address_of, library.prose(content))),
        )

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every page that is planned, with all that it lists."""
        return tuple(leaf.page for leaf in self.leaves)

    @cached_property
    def withheld(self) -> frozenset[str]:
        """The files, below content/, of editions without a page, and what only drafts show."""
        known = {str(edition.path) for edition in self.library.editions}
        planned = {str(one.edition.path) for one in editions.published(self.library)}
        return pictures.withheld(self.library) | (known - planned)

    def words(self, article: Listed) -> str:
        """Return an article's Markdown, as far as its rights allow it to be shown.

        Raises BuildError where its file is not what the library read, and ContentError where there
        is none.
        """
        if isinstance(article, Card):
            text = library.read_again(self.content, article.path, article.digest)
        else:
            text = library.read(self.content, article.path)
        return render.shown(frontmatter.split(text).body, self.library.rights(article))

    @cached_property
    def sitemaps(self) -> tuple[str, ...]:
        """The files that the sitemap is split into."""
        return sitemaps.parts(len({leaf.address for leaf in self.leaves}.union(self.prose)))

    @cached_property
    def robots(self) -> bool:
        """Whether robots.txt is ours to write: an editor's goes before."""
        return not library.is_shown(self.content, PurePosixPath(ROBOTS))

    def wants(self, file: str) -> bool:
        """Say whether a planned file is to be made."""
        return self.wanted is None or file in self.wanted


def file_of(page: Page | Leaf) -> str:
    """Return the file of a page below the site's root."""
    return f"{page.address}index.html"


def feeds_of(page: Page) -> tuple[str, ...]:
    """Return the files of a page's feeds, Atom first; most kinds of page have none."""
    return (f"{page.address}{feeds.ATOM}", f"{page.address}{feeds.JSON}") if page.fed else ()


def source_of(page: Page | Leaf) -> str:
    """Return where under content/ the words of a page stand, or would stand."""
    file = f"{page.address.rstrip('/')}.md" if page.address else "index.md"
    return f"{library.ARTICLES}/{file}" if page.kind is Kind.ARTICLE else file
