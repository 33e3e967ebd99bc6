"""The schema of what editors write: an article's front matter, an edition's, a source, a tag."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from mujaz.fields import (
    Alias,
    FrontDate,
    Language,
    Link,
    ListedStory,
    Rights,
    Section,
    Slug,
    Status,
    Story,
    Text,
)
from mujaz.partial_date import PartialDate


class FrontMatter(BaseModel):
    """The keys at the head of an article, in the order in which they are written."""

    model_config = ConfigDict(frozen=True, extra="allow")

    title: Text = Field(description="the headline")
    kicker: Text | None = Field(None, description="the small line above or beside the headline")
    date: FrontDate | None = Field(
        None,
        description="when the source published it, as exactly as is known; absent when unknown",
    )
    added: FrontDate | None = Field(None, description="the day on which the digest took it in")
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


class EditionHead(BaseModel):
    """The keys at the head of an edition, in the order in which they are written."""

    model_config = ConfigDict(frozen=True, extra="allow")

    title: Text = Field(description="its name, as readers see it")
    date: FrontDate = Field(description="its day, or the first of its days")
    until: FrontDate | None = Field(None, description="the last of its days, where it has several")
    status: Status = Field(Status.PUBLISHED, description="draft: kept out of the site")
    articles: tuple[ListedStory, ...] = Field(
        (), description="addresses in the editor's order, one a line; heading: words between them"
    )
    generated: Mapping[str, str] = Field(
        default_factory=dict, description="digests of the values that the machine wrote"
    )

    @property
    def end(self) -> PartialDate:
        """The day, or the month, up to which it tells what happened."""
        return self.until or self.date


EDITION_KEYS = tuple(EditionHead.model_fields)


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
    broader: Text | None = Field(None, description="the label of the wider tag that holds it")
    blocked: Annotated[bool, Field(strict=True)] = Field(
        default=False, description="a word that the machine never proposes"
    )
    description: Text | None = Field(None, description="a sentence about it")
