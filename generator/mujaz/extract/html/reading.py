"""From a tree to the parts of a page, in reading order."""

from dataclasses import dataclass
from typing import Final

from lxml import etree

from mujaz.extract.html.parts import Box, Part
from mujaz.extract.html.tree import Tree, too_large

_BLOCK_NAMES: Final = """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre
    section summary table tbody td tfoot th thead time tr ul
"""
_BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD: Final = frozenset(("b", "strong"))
_DEEPEST: Final = 250
"""Boxes in boxes; blocks that lie deeper have no box of their own."""
_MOST_PARTS, _MOST_LETTERS = 30_000, 2_000_000
_SAID: Final = (".", "؟", "?", "!", ":", "»", "”", '"', "…", "۔", "。")


@dataclass(frozen=True, slots=True)
class Read:
    """A page as it was read."""

    parts: tuple[Part, ...]
    depth: int
    """How deep its boxes are nested."""


def read(tree: Tree) -> Read:
    """Return the parts of a page in their order; its head is no part of it.

    Raises NoArticleError for more of them, or more words, than an article has.
    """
    reader = _Reader(tree)
    body = tree.find("body")
    for event, element in etree.iterwalk(tree if body is None else body, events=("start", "end")):
        if event == "start":
            reader.start(element, element.tag)
        else:
            reader.end(element, element.tag)
    if len(reader.parts) > _MOST_PARTS or sum(len(p.text) for p in reader.parts) > _MOST_LETTERS:
        raise too_large()
    return Read(tuple(reader.parts), reader.deepest)


class _Reader:
    """A walk has a state, and this is it."""

    def __init__(self, tree: Tree) -> None:
        self.parts: list[Part] = []
        self.count = self.depth = self.deepest = 0
        self.links = self.bolds = self.headings = 0
        self.texts: list[str] = []
        self.said = ""
        self.linked: list[str] = []
        self.bold: list[str] = []
        self.box = Box("", 0, tree)

    def start(self, element: Tree, tag: object) -> None:
        if tag in _BLOCKS:
            if self.texts:
                self.flush()
            self.enter(element, tag)
        elif tag == "a":
            self.links += 1
        elif tag in _BOLD:
            self.bolds += 1
        elif tag == "img":
            self.parts.append(Part("", self.box, image=element))
        if text := element.text:
            self.add(text)

    def end(self, element: Tree, tag: object) -> None:
        if tag in _BLOCKS:
            if self.texts:
                self.flush()
            self.leave(tag)
        elif tag == "a":
            self.links -= 1
        elif tag in _BOLD:
            self.bolds -= 1
        elif tag == "br":
            self.line_break(element)
        if text := element.tail:
            self.add(text)

    def enter(self, element: Tree, tag: object) -> None:
        self.count += 1
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        self.headings += tag in _HEADINGS
        if self.depth <= _DEEPEST:
            self.box = Box(str(tag), self.count, element, self.box, (*self.box.path, self.count))

    def leave(self, tag: object) -> None:
        if self.depth <= _DEEPEST:
            self.box = self.box.parent or self.box
        self.depth -= 1
        self.headings -= tag in _HEADINGS

    def add(self, text: str) -> None:
        if text.isspace():
            if self.texts:
                self.texts.append(" ")
            return
        self.texts.append(text)
        self.said = text
        if self.links:
            self.linked.append(text)
        if self.bolds:
            self.bold.append(text)

    def line_break(self, element: Tree) -> None:
        """End a part at a line break where a sentence ends or that another follows."""
        following = element.getnext()
        double = (
            following is not None and following.tag == "br" and not (element.tail or "").strip()
        )
        if double or self.said.rstrip().endswith(_SAID):
            self.flush()
        else:
            self.texts.append(" ")

    def flush(self) -> None:
        text = " ".join("".join(self.texts).split())
        if text:
            linked, bold = _share(self.linked, text), _share(self.bold, text)
            self.parts.append(Part(text, self.box, linked, bold, self.headings > 0))
        self.texts, self.linked, self.bold, self.said = [], [], [], ""


def _share(some: list[str], text: str) -> float:
    """Return the share of a text that these pieces of it are."""
    if not some:
        return 0.0
    return min(1.0, len(" ".join("".join(some).split())) / len(text))
