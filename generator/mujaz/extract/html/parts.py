"""The parts of a page: each run of words in a block, with where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mujaz.extract.html import names
from mujaz.extract.html.once import Once
from mujaz.extract.html.tree import Tree

_OUTSIDE: Final = frozenset(("aside", "dialog", "footer", "form", "menu", "nav"))
_OUTER_ROLES: Final = frozenset(
    ("banner", "complementary", "contentinfo", "navigation", "search", "dialog", "alert", "menu")
)
_WHOLE_PAGE: Final = frozenset(("html", "body", "main", "article"))
"""What their names say is said of the page: <body class="has-sidebar">."""
_FIGURES: Final = frozenset(("figcaption", "figure"))
_KEY: Final = re.compile(r"[\W_]+")
_LONGEST_NAMES: Final = 500
_LONGEST_WORD, _LETTERS_A_WORD = 20, 3
_LINKED: Final = 0.5
_PROSE_WORDS, _CLOSED_WORDS = 20, 9
_CLOSED: Final = re.compile(r"[.؟?!…:۔。！？][\"'”’»)\]]*$|[»”\"]$")


@dataclass(frozen=True, eq=False)
class Box:
    """An element that holds blocks; what it says of itself is read when it is asked for."""

    tag: str
    number: int
    """Its place in the page: boxes are counted as they begin."""
    element: Tree
    parent: "Box | None" = None
    path: tuple[int, ...] = ()
    """The numbers of the boxes that it stands in, outside in, and its own."""

    @Once
    def names(self) -> str:
        """Its classes and its id."""
        classes, identity = self.element.get("class") or "", self.element.get("id") or ""
        return f"{classes[:_LONGEST_NAMES]} {identity[:_LONGEST_NAMES]}".strip()

    @Once
    def sign(self) -> str:
        """Its tag and classes: boxes of one kind on one page share it."""
        return names.sign(self.tag, (self.element.get("class") or "")[:_LONGEST_NAMES])

    @Once
    def tags(self) -> frozenset[str]:
        """Return the tags of what it stands in, and its own."""
        above = self.parent.tags if self.parent else frozenset[str]()
        return above if self.tag in above else above | {self.tag}

    @Once
    def zones(self) -> tuple[int, ...]:
        """Return the boxes around it, outside in, that hold no story by what they say: numbers."""
        above = self.parent.zones if self.parent else ()
        return (*above, self.number) if self._is_outer() else above

    @Once
    def article(self) -> int:
        """Return the number of the innermost <article> around it; 0 when there is none."""
        if self.tag == "article":
            return self.number
        return self.parent.article if self.parent else 0

    def _is_outer(self) -> bool:
        element = self.element
        if self.tag in _OUTSIDE or element.get("role") in _OUTER_ROLES:
            return True
        if element.get("hidden") is not None or names.is_hidden(
            (element.get("style") or "")[:_LONGEST_NAMES]
        ):
            return True
        return self.tag not in _WHOLE_PAGE and names.is_outer(self.names)

    def within(self) -> Iterator["Box"]:
        """Yield this box and all that it stands in, inside out."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent

    def nearest(self, *tags: str) -> "Box | None":
        """Return the innermost box of these tags."""
        if self.tags.isdisjoint(tags):
            return None
        return next((box for box in self.within() if box.tag in tags), None)


@dataclass(frozen=True, eq=False)
class Part:
    """A run of words that no block boundary cuts, or an image."""

    text: str
    box: Box
    """The block that it stands in."""
    linked: float = 0.0
    """The share of its letters that stand in links."""
    bold: float = 0.0
    """The share of its letters that are bold."""
    heading: bool = False
    """Whether it stands in a heading."""
    image: Tree | None = None

    @Once
    def key(self) -> str:
        """Its letters and digits alone: the same words have the same key however spaced."""
        return key(self.text)

    @Once
    def words(self) -> int:
        """How many; of a script without spaces about so many."""
        words = self.text.count(" ") + 1 if self.text else 0
        spaced = len(self.text) < words * _LONGEST_WORD or self.text.isascii()
        return words if spaced else len(self.text) // _LETTERS_A_WORD

    @Once
    def caption(self) -> bool:
        """Whether it says what an image shows, by its place or name."""
        if not self.box.tags.isdisjoint(_FIGURES):
            return True
        return any(names.is_caption(box.names) for box in (self.box, self.box.parent) if box)

    @property
    def closed(self) -> bool:
        """Whether it ends as a sentence ends."""
        return bool(_CLOSED.search(self.text))

    @Once
    def prose(self) -> bool:
        """Whether it reads as a paragraph."""
        if self.linked > _LINKED or self.heading or self.caption:
            return False
        return self.words >= (_CLOSED_WORDS if self.closed else _PROSE_WORDS)

    @property
    def sign(self) -> tuple[str, str]:
        """The kind of its block and of the box around that."""
        return self.box.sign, self.box.parent.sign if self.box.parent else ""


def key(text: str) -> str:
    """Return the letters and digits of a text, in small letters."""
    return _KEY.sub("", text).casefold()
