"""What a library is made of: frozen values, and the front matter's schema, stated once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Annotated, Generic, Literal, Protocol, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
)

from mujaz import arabic
from mujaz.fields import (
    Alias,
    FrontDate,
    Language,
    Link,
    Rights,
    Section,
    Slug,
    Status,
    Story,
    Text,
)
from mujaz.partial_date import PartialDate

__all__ = [
    "KEYS",
    "OUTLINE",
    "WORDS_A_MINUTE",
    "Article",
    "Card",
    "FrontMatter",
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


class FrontMatter(BaseModel):
    """The keys at the head of an article, in the order in which they are written."""

    model_config = ConfigDict(frozen=True, extra="allow")

    title: Text = Field(description="the headline")
    kicker: Text | None = Field(None, description="the small line above or beside the headline")
    date: FrontDate | None = Field(
        None,
        description="when the source published it, as exactly as is known; absent when unknown",
    )
    source: Slug = Field(description="the publisher: an id of sources.yml")
    link: Link | None = Field(None, description="the story at its publisher")
    authors: tuple[Text, ...] = Field((), description="who wrote it, one name a line")
    language: Language | None = Field(None, description="its language, when not the source's")
    section: Section | None = Field(None, description="a broad subject")
    tags: tuple[Text, ...] = Field((), description="words to find it by, as a person writes them")
    summary: Text | None = Field(None, description="the sentences that carry the story")
    image: Text | None = Field(None, description="a picture: a link, or a file beside the article")
    image_alt: Text | None = Field(
        None, description="what the picture shows, for who cannot see it"
    )
    image_credit: Text | None = Field(None, description="who made the picture")
    pick: Annotated[bool, Field(strict=True)] = Field(
        default=False, description="an editor's choice for the home page"
    )
    note: Text | None = Field(None, description="the editor's own words to the reader")
    status: Status = Field(Status.PUBLISHED, description="draft: kept out of the site")
    rights: Rights | None = Field(
        None, description="how much may be shown; the source's unless set"
    )
    aliases: tuple[Alias, ...] = Field((), description="old addresses that lead here")
    story: Story | None = Field(
        None, description="the article that told this story first: 2021/07/alwatan-3f9c2a"
    )
    generated: Mapping[str, str] = Field(
        default_factory=dict, description="digests of the values that the machine wrote"
    )


KEYS = tuple(FrontMatter.model_fields)

OUTLINE = frozenset(
    ("title", "kicker", "date", "section", "summary", "image", "image_alt", "image_credit")
)
"""Keys that a list shows of an article, beside its source, its language and its rights."""

WORDS_A_MINUTE = 180
"""Arabic is read aloud at 138 words a minute (Trauzettel-Klosinski and Dietz, IOVS 53:5452, 2012),
and reading silently is faster by 238/183 (Brysbaert, J. Mem. Lang. 109:104047, 2019): about 180."""


class Source(BaseModel):
    """A publisher, as sources.yml describes it."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: Slug = Field(description="the short ASCII name that articles and addresses use")
    name: Text = Field(description="the name that readers see")
    url: Link | None = Field(None, description="its own site")
    description: Text | None = Field(None, description="a sentence about it")
    aliases: tuple[Text, ...] = Field((), description="other names under which it signs")
    language: Language | None = Field(None, description="the language it writes in")
    rights: Rights = Field(Rights.FULL, description="how much of its articles may be shown")
    feeds: tuple[Link, ...] = Field((), description="feeds that mujaz fetch reads, one a line")
    furniture: tuple[Text, ...] = Field((), description="lines of its pages that are no story")


class Tag(BaseModel):
    """A word of the vocabulary, as tags.yml describes it."""

    model_config = ConfigDict(frozen=True, extra="allow")

    label: Text = Field(description="the word as readers see it")
    slug: Slug | None = Field(None, description="its ASCII address; made from the label unless set")
    kind: Literal["place", "person", "organisation", "subject"] | None = Field(
        None, description="what it names"
    )
    aliases: tuple[Text, ...] = Field((), description="other spellings and names of the same thing")
    description: Text | None = Field(None, description="a sentence about it")
    broader: Text | None = Field(None, description="the label of the wider tag that holds it")
    blocked: Annotated[bool, Field(strict=True)] = Field(
        default=False, description="a word that the machine never proposes"
    )


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
    address: str = field(init=False)
    """As of an article; a plan asks for it more often than for anything else."""

    def __post_init__(self) -> None:
        """Work out the address once."""
        object.__setattr__(self, "address", _address(self.path))


@dataclass(frozen=True)
class Vocabulary:
    """The tags an editor has described; every spelling leads to one label."""

    tags: tuple[Tag, ...] = ()

    @cached_property
    def _by_spelling(self) -> Mapping[str, Tag]:
        return {arabic.fold(s): tag for tag in self.tags for s in (tag.label, *tag.aliases)}

    def find(self, spelling: str) -> Tag | None:
        """Return the tag that a spelling or an alias means, if it is described."""
        return self._by_spelling.get(arabic.fold(spelling))


Held = TypeVar("Held", bound=Listed)
Held_co = TypeVar("Held_co", bound=Listed, covariant=True)


@dataclass(frozen=True, kw_only=True)
class Library(Generic[Held_co]):
    """Everything under content/ that follows the schema: whole articles, or their cards."""

    articles: tuple[Held_co, ...] = ()
    """Newest first; undated ones last."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    @cached_property
    def published(self) -> tuple[Held_co, ...]:
        """The articles that the site shows, newest first."""
        return tuple(article for article in self.articles if article.published)

    def rights(self, article: Listed) -> Rights:
        """Return how much of an article may be shown: its own word, else its source's."""
        if article.front.rights is not None:
            return article.front.rights
        return self.sources[article.front.source].rights
