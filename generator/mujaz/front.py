"""The schema of what editors write: an article's front matter, an edition's, a source, a tag.

Titles and descriptions are what text editors and forms say of a key, in the catalogues' languages.
"""

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

    title: Text = Field(title="Headline", description="the headline")
    kicker: Text | None = Field(
        None, title="Kicker", description="the small line above or beside the headline"
    )
    date: FrontDate | None = Field(
        None,
        title="Date",
        description="when the source published it, as exactly as is known; absent when unknown",
    )
    added: FrontDate | None = Field(
        None, title="Added", description="the day on which the digest took it in"
    )
    source: Slug = Field(title="Source", description="the publisher: an id of sources.yml")
    link: Link | None = Field(None, title="Link", description="the story at its publisher")
    authors: tuple[Text, ...] = Field(
        (), title="Authors", description="who wrote it, one name a line"
    )
    language: Language | None = Field(
        None, title="Language", description="its language, when not the source's"
    )
    section: Section | None = Field(None, title="Section", description="a broad subject")
    tags: tuple[Text, ...] = Field(
        (), title="Tags", description="words to find it by, as a person writes them"
    )
    summary: Text | None = Field(
        None, title="Summary", description="the sentences that carry the story"
    )
    image: Text | None = Field(
        None, title="Picture", description="a picture: a link, or a file beside the article"
    )
    image_alt: Text | None = Field(
        None, title="Picture in words", description="what the picture shows, for who cannot see it"
    )
    image_credit: Text | None = Field(None, title="Picture by", description="who made the picture")
    pick: Annotated[bool, Field(strict=True)] = Field(
        default=False, title="Pick", description="an editor's choice for the home page"
    )
    note: Text | None = Field(
        None, title="Editor's note", description="the editor's own words to the reader"
    )
    status: Status = Field(
        Status.PUBLISHED, title="Status", description="draft: kept out of the site"
    )
    rights: Rights | None = Field(
        None, title="Rights", description="how much may be shown; the source's unless set"
    )
    aliases: tuple[Alias, ...] = Field(
        (), title="Old addresses", description="old addresses that lead here"
    )
    story: Story | None = Field(
        None,
        title="Story",
        description="the article that told this story first: 2021/07/alwatan-3f9c2a",
    )
    generated: Mapping[str, str] = Field(
        default_factory=dict,
        title="Written by the machine",
        description="digests of the values that the machine wrote",
    )


KEYS = tuple(FrontMatter.model_fields)

OUTLINE = frozenset(
    ("title", "kicker", "date", "section", "summary", "image", "image_alt", "image_credit")
)
"""Keys that a list shows of an article, beside its source, its language and its rights."""


class EditionHead(BaseModel):
    """The keys at the head of an edition, in the order in which they are written."""

    model_config = ConfigDict(frozen=True, extra="allow")

    title: Text = Field(title="Title", description="its name, as readers see it")
    date: FrontDate = Field(title="First day", description="its day, or the first of its days")
    until: FrontDate | None = Field(
        None, title="Last day", description="the last of its days, where it has several"
    )
    status: Status = Field(
        Status.PUBLISHED, title="Status", description="draft: kept out of the site"
    )
    articles: tuple[ListedStory, ...] = Field(
        (),
        title="Articles",
        description="addresses in the editor's order, one a line; heading: words between them",
    )
    generated: Mapping[str, str] = Field(
        default_factory=dict,
        title="Written by the machine",
        description="digests of the values that the machine wrote",
    )

    @property
    def end(self) -> PartialDate:
        """The day, or the month, up to which it tells what happened."""
        return self.until or self.date


EDITION_KEYS = tuple(EditionHead.model_fields)


class Source(BaseModel):
    """A publisher, as sources.yml describes it."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: Slug = Field(
        title="Short name", description="the short ASCII name that articles and addresses use"
    )
    name: Text = Field(title="Name", description="the name that readers see")
    url: Link | None = Field(None, title="Site", description="its own site")
    description: Text | None = Field(None, title="Description", description="a sentence about it")
    aliases: tuple[Text, ...] = Field(
        (), title="Other names", description="other names under which it signs"
    )
    language: Language | None = Field(
        None, title="Language", description="the language it writes in"
    )
    rights: Rights = Field(
        Rights.FULL, title="Rights", description="how much of its articles may be shown"
    )
    feeds: tuple[Link, ...] = Field(
        (), title="Feeds", description="feeds that mujaz fetch reads, one a line"
    )
    furniture: tuple[Text, ...] = Field(
        (), title="Furniture", description="lines of its pages that are no story"
    )


class Tag(BaseModel):
    """A word of the vocabulary, as tags.yml describes it."""

    model_config = ConfigDict(frozen=True, extra="allow")

    label: Text = Field(title="Label", description="the word as readers see it")
    slug: Slug | None = Field(
        None, title="Address", description="its ASCII address; made from the label unless set"
    )
    kind: Literal["place", "person", "organisation", "subject"] | None = Field(
        None, title="Kind", description="what it names"
    )
    aliases: tuple[Text, ...] = Field(
        (), title="Other spellings", description="other spellings and names of the same thing"
    )
    broader: Text | None = Field(
        None, title="Wider tag", description="the label of the wider tag that holds it"
    )
    blocked: Annotated[bool, Field(strict=True)] = Field(
        default=False, title="Blocked", description="a word that the machine never proposes"
    )
    description: Text | None = Field(None, title="Description", description="a sentence about it")
