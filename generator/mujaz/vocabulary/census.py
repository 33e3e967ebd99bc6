"""The count of all tags: those that articles use, and those that the vocabulary describes."""

from collections import Counter
from dataclasses import dataclass

from mujaz import arabic
from mujaz.groups import tag_of
from mujaz.models import Library, Listed, Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One tag under all its spellings, and how many articles have it."""

    tag: Tag
    described: bool
    """Whether tags.yml has it."""
    published: int
    drafts: int

    @property
    def articles(self) -> int:
        """How many articles have it, drafts too."""
        return self.published + self.drafts


def census(library: Library[Listed]) -> tuple[Count, ...]:
    """Count every tag once, the most used first; what nobody describes is written as newest."""
    key_of = library.vocabulary.key
    meant = {word: key_of(word) for article in library.articles for word in article.front.tags}
    labels = {meant[word]: word for word in reversed(meant)}
    tags = {key: tag_of(word, library.vocabulary) for key, word in labels.items()}
    described = {arabic.name_key(tag.label): tag for tag in library.vocabulary.tags}
    published, drafts = Counter[str](), Counter[str]()
    for article in library.articles:
        counter = published if article.published else drafts
        counter.update({meant[word] for word in article.front.tags})
    counts = (
        Count(tag=tag, described=key in described, published=published[key], drafts=drafts[key])
        for key, tag in {**tags, **described}.items()
    )
    return tuple(sorted(counts, key=lambda one: (-one.articles, arabic.fold(one.tag.label))))
