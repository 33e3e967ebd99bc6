"""What a library is made of: frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import Generic, Protocol, TypeVar

from mujaz import arabic
from mujaz.fields import Heading, Rights, Section, Status
from mujaz.front import EDITION_KEYS, KEYS, OUTLINE, EditionHead, FrontMatter, Source, Tag
from mujaz.partial_date import PartialDate

__all__ = [
    "EDITION_KEYS",
    "KEYS",
    "OUTLINE",
    "WORDS_A_MINUTE",
    "Article",
    "Card",
    "Edition",
    "EditionHead",
    "FrontMatter",
    "Heading",
    "Held",
    "Held_co",
    "Library",
    "Listed",
    "Rights",
    "Section",
    "Source",
    "Status",
    "Subject",
    "Tag",
    "Vocabulary",
]


WORDS_A_MINUTE = 180
"""Arabic is read aloud at 138 words a minute (Trauzettel-Klosinski and Dietz, IOVS 53:5452, 2012),
and reading silently is faster by 238/183 (Brysbaert, J. Mem. Lang. 109:104047, 2019): about 180."""


Subject = Source | Tag | Section | PartialDate
"""What a listing can be about."""


class Listed(Protocol):
    """What lists know of an article, whether its words are at hand or not."""

    @property
    def path(self) -> PurePosixPath:
        """Below content/: `articles/2021/07/alwatan-3f9c2a.md`; it never changes once published."""

    @property
    def front(self) -> FrontMatter:
        """Its front matter."""

    @property
    def address(self) -> str:
        """The page's address below the site's root: `2021/07/alwatan-3f9c2a/`."""

    @property
    def published(self) -> bool:
        """Whether the site shows it."""

    @property
    def order(self) -> tuple[tuple[int, int, int, float], str]:
        """A key that sorts by date, then by path; undated ones are the oldest."""

    @property
    def minutes(self) -> int:
        """How long it takes to read, at least one."""


def _address(path: PurePosixPath) -> str:
    return f"{str(path).removeprefix('articles/').removesuffix('.md')}/"


class _Dated:
    """What follows from where an article lies and what its front matter says."""

    __slots__ = ()

    path: PurePosixPath
    front: FrontMatter

    @property
    def published(self) -> bool:
        """Whether the site shows it."""
        return self.front.status is Status.PUBLISHED

    @property
    def order(self) -> tuple[tuple[int, int, int, float], str]:
        """A key that sorts by date, then by path; undated ones are the oldest."""
        when = self.front.date.order if self.front.date else (0, 0, 0, 0.0)
        return when, str(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(_Dated):
    """One article of the library: where it lies, its front matter and its Markdown."""

    path: PurePosixPath
    """Below content/: `articles/2021/07/alwatan-3f9c2a.md`; it never changes once published."""
    front: FrontMatter
    body: str

    @property
    def address(self) -> str:
        """The page's address below the site's root: `2021/07/alwatan-3f9c2a/`."""
        return _address(self.path)

    @property
    def minutes(self) -> int:
        """How long it takes to read, at least one."""
        return max(1, round(len(arabic.words(self.body)) / WORDS_A_MINUTE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(_Dated):
    """An article without its words: what lists show, for a site of any size."""

    path: PurePosixPath
    front: FrontMatter
    minutes: int
    digest: str
    """Of the bytes of its file."""
    outline: str = ""
    """Of what lists show of it, its source aside."""
    pictures: tuple[str, ...] = ()
    """The files that it shows, below content/."""
    links: tuple[str, ...] = ()
    """The places below content/ that its words lead to, whether anything is there or not."""
    address: str = field(init=False)
    """As of an article; a plan asks for it more often than for anything else."""

    def __post_init__(self) -> None:
        """Work out the address once."""
        object.__setattr__(self, "address", _address(self.path))


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One digest of a day or some days: an ordered choice of articles with an editor's word."""

    path: PurePosixPath
    """Below content/: `editions/2026-w48.md`; it never changes once published."""
    head: EditionHead
    introduction: str
    """Markdown; empty where the editor has written none yet."""

    @property
    def name(self) -> str:
        """What commands call it: `2026-w48`."""
        return self.path.stem

    @property
    def address(self) -> str:
        """The page's address below the site's root: `editions/2026-w48/`."""
        return f"{self.path.with_suffix('')}/"

    @property
    def published(self) -> bool:
        """Whether the site shows it."""
        return self.head.status is Status.PUBLISHED

    @property
    def order(self) -> tuple[date, date, str]:
        """A key that sorts by the last day, then by the first: a day comes after its week."""
        return self.head.end.last_day, self.head.date.first_day, str(self.path)


@dataclass(frozen=True)
class Vocabulary:
    """The tags an editor has described; every spelling leads to one label."""

    tags: tuple[Tag, ...] = ()

    @cached_property
    def _by_spelling(self) -> Mapping[str, Tag]:
        return {arabic.name_key(s): tag for tag in self.tags for s in (tag.label, *tag.aliases)}

    def find(self, spelling: str) -> Tag | None:
        """Return the tag that a spelling or an alias means, if it is described."""
        return self._by_spelling.get(arabic.name_key(spelling))

    def key(self, spelling: str) -> str:
        """Return what all spellings of one tag have in common, described or not."""
        tag = self.find(spelling)
        return arabic.name_key(tag.label if tag else spelling)

    def broader(self, tag: Tag) -> tuple[Tag, ...]:
        """Return the wider tags of a tag, the next one first, each once, itself too in a circle."""
        found: list[Tag] = []
        while tag.broader and (wider := self.find(tag.broader)) and wider not in found:
            found.append(wider)
            tag = wider
        return tuple(found)


Held = TypeVar("Held", bound=Listed)
Held_co = TypeVar("Held_co", bound=Listed, covariant=True)


@dataclass(frozen=True, kw_only=True)
class Library(Generic[Held_co]):
    """Everything under content/ that follows the schema: whole articles, or their cards."""

    articles: tuple[Held_co, ...] = ()
    """Newest first; undated ones last."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    editions: tuple[Edition, ...] = ()
    """Newest first, drafts too."""

    @cached_property
    def published(self) -> tuple[Held_co, ...]:
        """The articles that the site shows, newest first."""
        return tuple(article for article in self.articles if article.published)

    def rights(self, article: Listed) -> Rights:
        """Return how much of an article may be shown: its own word, else its source's."""
        if article.front.rights is not None:
            return article.front.rights
        return self.sources[article.front.source].rights
