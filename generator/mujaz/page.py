"""What a page of the site is, and where it stands; what it shows is the plan's to say."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from urllib.parse import unquote

from mujaz.coverage import Coverage, Month
from mujaz.editions import Contents
from mujaz.groups import Entry, Group
from mujaz.models import Edition, Listed, Subject
from mujaz.partial_date import PartialDate


class Kind(StrEnum):
    """What a page is; templates/pages/ has one template for each, bar `prose` and `not-found`."""

    HOME = "home"
    ARTICLE = "article"
    TAGS = "tags"
    TAG = "tag"
    SOURCES = "sources"
    SOURCE = "source"
    SECTION = "section"
    ARCHIVE = "archive"
    YEAR = "year"
    MONTH = "month"
    UNDATED = "undated"
    SEARCH = "search"
    STORY = "story"
    FIGURES = "figures"
    EDITION = "edition"
    EDITIONS = "editions"
    PROSE = "prose"
    """A page that an editor wrote, such as about.md."""
    NOT_FOUND = "not-found"


FED = frozenset((Kind.HOME, Kind.TAG, Kind.SOURCE, Kind.SECTION, Kind.EDITIONS))
"""Kinds of page that have feeds beside them, of the whole listing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """An old address, and the article that it leads to."""

    path: str
    """The file below the site's root: `2019/old-name/index.html`."""
    article: Listed

    @property
    def address(self) -> str:
        """The folder that links on it start from: `2019/old-name/`."""
        return self.path[: self.path.rfind("/") + 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the site: its address below the root, and what it shows.

    Fields that a kind does not use are empty.
    """

    kind: Kind
    address: str
    """Below the site's root: empty for the home page, else with a slash at the end."""
    subject: Subject | None = None
    article: Listed | None = None
    articles: tuple[Listed, ...] = ()
    """What is listed, newest first."""
    total: int = 0
    """How many articles the whole listing has."""
    groups: tuple[Group, ...] = ()
    entries: tuple[Entry, ...] = ()
    """Of an index what it leads to, of a year its months, of a tag those within it."""
    week: tuple[PartialDate, PartialDate] | None = None
    """Of the front page, the first and last day whose tags are its entries; None where all are."""
    updated: PartialDate | None = None
    """Of the front page, when the newest article is from that has a date."""
    broader: Entry | None = None
    """Of a tag, the next wider one that has a page."""
    lead: Listed | None = None
    picks: tuple[Listed, ...] = ()
    number: int = 1
    """Which page of its listing this is, from 1."""
    pages: int = 1
    """How many pages the listing has."""
    newer: str | None = None
    """The address of the neighbour that holds newer articles."""
    older: str | None = None
    newer_article: Listed | None = None
    older_article: Listed | None = None
    tellings: tuple[Listed, ...] = ()
    """Of an article or a story, all that tell it, the article too, the oldest first."""
    related: tuple[Listed, ...] = ()
    """Of an article, what its reader may want next."""
    coverage: Coverage | None = None
    """Of a listing's first page, and of the figures, how its articles lie in time."""
    company: tuple[Entry, ...] = ()
    """Of a listing's first page, the tags that go with it."""
    calendar: tuple[Month, ...] = ()
    """Of a year's first page, its months and their days."""
    contents: Contents | None = None
    """An edition with its articles: of its own page, and of the front page the newest one."""
    editions: tuple[Contents, ...] = ()
    """Of the list of editions, those that it shows, newest first."""
    newer_edition: Edition | None = None
    older_edition: Edition | None = None

    @property
    def fed(self) -> bool:
        """Whether it has feeds beside it."""
        return self.number == 1 and self.kind in FED


class Leaf:
    """A page that a site has: what it lists is worked out when somebody asks for it."""

    __slots__ = ("_make", "_page", "address", "kind")

    def __init__(self, kind: Kind, address: str, make: Callable[[], Page]) -> None:
        """Take what the page is, where it stands, and what makes it."""
        self.kind, self.address = kind, address
        self._make: Callable[[], Page] | None = make
        self._page: Page | None = None

    @property
    def page(self) -> Page:
        """The page, made once."""
        if self._page is None and self._make is not None:
            self._page, self._make = self._make(), None
        assert self._page is not None  # noqa: S101  one of the two is there
        return self._page


def file_of(address: str) -> str:
    """Return the file below the site's root that a server shows at an address.

    >>> file_of("/2019/old-name"), file_of("/2019/old-name.html"), file_of("/%D9%82%D9%85%D8%B1/")
    ('2019/old-name/index.html', '2019/old-name.html', 'قمر/index.html')
    """
    path = unquote(address).strip("/")
    if path.endswith((".html", ".htm")):
        return path
    return f"{path}/index.html".lstrip("/")


def address_of(path: PurePosixPath) -> str:
    """Return the address of a page that an editor wrote, by where it lies below content/.

    >>> address_of(PurePosixPath("about.md")), address_of(PurePosixPath("index.md"))
    ('about/', '')
    """
    here = path.parent if path.name in {"index.md", "README.md"} else path.with_suffix("")
    return "" if here == PurePosixPath() else f"{here}/"
