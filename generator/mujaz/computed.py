"""What the machine makes of an article's own words, in one table: when it comes in, and again.

`mujaz add` and `mujaz refresh` both come here with the blocks of the Markdown that stands in the
file, so that an article that nobody touched gets from the second what it got from the first; but
for tags, when the library has become full of other words since.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mujaz import arabic, sections, tagging
from mujaz.blocks import Block, Role
from mujaz.frontmatter import Value
from mujaz.models import FrontMatter
from mujaz.provenance import origin
from mujaz.summarise import summary
from mujaz.tagging import Lexicon

_TAGS = 5
_LONGEST_STORY = 4_000
"""Letters of a story that its summary and tags are made of: what it is about is said by then."""
CARRIER, PAGE = "carrier", "page"
"""Where a value may have been read: in the feed or row that brought the article, or on its page."""
_FIRST_SAID = re.compile(rf"{CARRIER} (?P<count>\d+)")
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
    kicker: str | None = None
    blocks: tuple[Block, ...]
    """The body without any markup, as `bodies.blocks` gives it."""
    lexicon: Lexicon
    """How the digest writes the names that it knows, and which words it is full of."""

    @property
    def story(self) -> Sequence[str]:
        """The paragraphs that tell: no subhead, no table, no picture."""
        return self._of(Role.PARAGRAPH, Role.QUOTE, Role.ITEM)

    @property
    def sentences(self) -> Sequence[str]:
        """The paragraphs of whole sentences: no items of a list, no verses, no labels."""
        told = self._of(Role.PARAGRAPH, Role.QUOTE)
        return tuple(filter(_is_whole, told)) or told

    def _of(self, *roles: Role) -> Sequence[str]:
        return tuple(_within(block.text for block in self.blocks if block.role in roles))


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A value for the front matter, and where it was read, if it was not made of the words."""

    value: Value
    origin: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was read of what is else made of the words."""

    tags: tuple[str, ...] = ()
    """Those of the carrier."""
    summary: str | None = None
    """The carrier's."""
    section: Made | None = None


def made(words: Words, told: Told) -> dict[str, Made]:
    """Return all that is made of an article's words, in the order of the schema.

    What was told of it goes before.
    """
    return {key: make(words, told) for key, make in _TABLE.items()}


def told_of(front: FrontMatter) -> Told:
    """Return what was told of what is made here, as an article's front matter holds it.

    Read with care: a value that a person changed since is theirs, whatever its origin.
    """
    first = _FIRST_SAID.fullmatch(origin("tags", front.generated) or "")
    named = origin("section", front.generated)
    return Told(
        tags=front.tags[: int(first["count"])] if first else (),
        summary=front.summary if origin("summary", front.generated) == CARRIER else None,
        section=Made(value=str(front.section), origin=named) if named and front.section else None,
    )


def of_words(key: str, origin: str | None) -> bool:
    """Whether a value that was read in some place, or in none, is one that is made of the words.

    >>> of_words("tags", "carrier 2"), of_words("section", "page"), of_words("title", None)
    (True, False, False)
    """
    return key in _TABLE and (origin is None or bool(_FIRST_SAID.fullmatch(origin)))


def _section(words: Words, told: Told) -> Made:
    if told.section:
        return told.section
    found = sections.proposed(words.title, words.story)
    return Made(value=str(found) if found else None)


def _tags(words: Words, told: Told) -> Made:
    theirs = _labels(told.tags, words.lexicon)
    found = tagging.suggest_tags(words.title, words.story, limit=_TAGS, vocabulary=words.lexicon)
    every = _labels((*theirs, *found), words.lexicon)
    most = max(_TAGS, len(theirs))
    return Made(value=every[:most], origin=f"{CARRIER} {len(theirs)}" if theirs else None)


def _labels(spellings: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Return tags as the vocabulary writes them, each once, without those that it blocks."""
    by_key: dict[str, str] = {}
    for spelling in spellings:
        name = lexicon.find(spelling)
        if name is None or not name.blocked:
            label = name.label if name else spelling
            by_key.setdefault(arabic.name_key(label), label)
    return list(by_key.values())


def _summary(words: Words, told: Told) -> Made:
    if told.summary:
        return Made(value=told.summary, origin=CARRIER)
    return Made(
        value=summary(words.sentences, title=words.title, kicker=words.kicker or "") or None
    )


_TABLE: Mapping[str, Callable[[Words, Told], Made]] = {
    "section": _section,
    "tags": _tags,
    "summary": _summary,
}
"""What is made of an article's words, by its key in the front matter."""


def _is_whole(text: str) -> bool:
    return len(text.split()) > _SHORT or bool(_CLOSED.search(text[-_END:]))


def _within(story: Iterator[str]) -> Iterator[str]:
    left = _LONGEST_STORY
    for paragraph in story:
        yield paragraph[:left]
        left -= len(paragraph)
        if left <= 0:
            break
