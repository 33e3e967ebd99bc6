"""What the machine makes of an article's own words, in one table: when it comes in, and again.

`mujaz add` and `mujaz refresh` both come here with the Markdown that stands in the file, so that
an article that nobody touched gets from the second what it got from the first.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mujaz import arabic, bodies, tagging
from mujaz.blocks import Block, Role
from mujaz.frontmatter import Value
from mujaz.models import FrontMatter, Vocabulary
from mujaz.provenance import origin
from mujaz.raw import Said
from mujaz.summarise import summary

_TAGS = 5
_LONGEST_STORY = 12_000
"""Letters of a story that its summary and tags are made of: what it is about is said by then."""
_CARRIER = "carrier"
_FIRST_SAID = re.compile(rf"{_CARRIER} (?P<count>\d+)")
"""Of a list the first are its carrier's, the others ours: `tags: fd4ac3c0 (carrier 2)`."""
_SHORT = 9
"""Words of a line that no full stop closes, up to which it may be half a verse or a label."""
_CLOSED = re.compile(r"[.؟?!…:][\W_]*$")
_END = 20
"""Letters at the end of a text in which it shows how it ends."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """An article's own words, and the digest's for them."""

    title: str
    body: str
    """As Markdown."""
    vocabulary: Vocabulary

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The body without any markup."""
        return bodies.blocks(self.body)

    @property
    def story(self) -> Sequence[str]:
        """The paragraphs that tell: no subhead, no table, no picture."""
        return self._of(Role.PARAGRAPH, Role.QUOTE, Role.ITEM)

    @property
    def sentences(self) -> Sequence[str]:
        """The paragraphs of whole sentences: no items of a list, no verses, no labels."""
        told = self._of(Role.PARAGRAPH, Role.QUOTE)
        return tuple(filter(_is_whole, told)) or told

    def label(self, word: str) -> str:
        """Return a tag as the vocabulary writes it."""
        described = self.vocabulary.find(word)
        return described.label if described else word

    def _of(self, *roles: Role) -> Sequence[str]:
        return tuple(_within(block.text for block in self.blocks if block.role in roles))


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A value for the front matter, and where it was read, if it was not made of the words."""

    value: Value
    origin: str | None = None


def made(words: Words, said: Said) -> dict[str, Made]:
    """Return all that is made of an article's words; what its carrier said goes before."""
    return {key: make(words, said) for key, make in _TABLE.items()}


def said_of(front: FrontMatter) -> Said:
    """Return what an article's carrier said of what is made here, as its front matter holds it.

    Read with care: a value that a person changed since is theirs, whatever its origin.
    """
    first = _FIRST_SAID.fullmatch(origin("tags", front.generated) or "")
    summed = front.summary if origin("summary", front.generated) == _CARRIER else None
    return Said(tags=front.tags[: int(first["count"])] if first else (), summary=summed)


def _tags(words: Words, said: Said) -> Made:
    theirs = _labels(said.tags, words)
    found = tagging.suggest_tags(words.title, words.story, limit=_TAGS)
    every = _labels((*theirs, *found), words)
    most = max(_TAGS, len(theirs))
    return Made(value=every[:most], origin=f"{_CARRIER} {len(theirs)}" if theirs else None)


def _labels(spellings: Sequence[str], words: Words) -> list[str]:
    """Return tags as the vocabulary writes them, each once, however it is spelt."""
    by_fold: dict[str, str] = {}
    for label in map(words.label, spellings):
        by_fold.setdefault(arabic.fold(label), label)
    return list(by_fold.values())


def _summary(words: Words, said: Said) -> Made:
    if said.summary:
        return Made(value=said.summary, origin=_CARRIER)
    return Made(value=summary(words.sentences, title=words.title) or None)


_TABLE: Mapping[str, Callable[[Words, Said], Made]] = {"tags": _tags, "summary": _summary}
"""What is made of an article's words, by its key in the front matter."""

KEYS = frozenset(_TABLE)


def _is_whole(text: str) -> bool:
    return len(text.split()) > _SHORT or bool(_CLOSED.search(text[-_END:]))


def _within(story: Iterator[str]) -> Iterator[str]:
    left = _LONGEST_STORY
    for paragraph in story:
        yield paragraph[:left]
        left -= len(paragraph)
        if left <= 0:
            break
