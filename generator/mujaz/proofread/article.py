"""One article proofread: a pure function of its file's text, whose findings can be kept."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from mujaz import frontmatter, schema
from mujaz.errors import Message, message
from mujaz.models import KEYS, FrontMatter
from mujaz.proofread import letters, masks

_NOWHERE = PurePath()
_PROOFREAD = ("title", "kicker", "summary", "note")
"""The keys of the front matter that hold sentences."""
LONGEST_TITLE = 110
"""Letters: Google's guide to structured data of articles asked for headlines of at most 110."""
_IMAGE = re.compile(r"!\[[ \t]*\](?=\ufffc)")
"""A picture without words, its place hidden by `masks.prose`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found in an article, at a line of its file, counted from 1."""

    rule: str
    line: int
    problem: Message
    mend: Message


def findings(text: str) -> tuple[Finding, ...]:
    """Return what is wrong in an article's file, in order of lines; one that is broken has none.

    On one line each rule speaks once.
    """
    document = frontmatter.split(text)
    mapped = frontmatter.parse(document)
    front, _ = schema.read(FrontMatter, mapped, _NOWHERE)
    if front is None:
        return ()
    found = [*_in_front(front, mapped.lines), *_in_body(document)]
    once = {(one.line, one.rule): one for one in reversed(found)}
    return tuple(once[place] for place in sorted(once))


def mended(text: str, rules: Collection[str]) -> str:
    """Return an article's file with what `--fix` may correct corrected, every other byte as it was.

    Raises ContentError where its front matter is broken or is written in braces.
    """
    values = frontmatter.parse(frontmatter.split(text)).values
    changes: dict[str, frontmatter.Value] = {}
    for key in _PROOFREAD:
        value = values.get(key)
        if isinstance(value, str) and (better := letters.mended(value, rules)) != value:
            changes[key] = better
    document = frontmatter.split(frontmatter.edit(text, changes, order=KEYS))
    head = document.opening + document.head + document.closing
    return head + letters.mended(document.body, rules)


def _in_front(front: FrontMatter, lines: Mapping[str, int]) -> Iterator[Finding]:
    for key in _PROOFREAD:
        for found in letters.wrong(getattr(front, key) or ""):
            yield Finding(found.rule, lines[key], found.problem, found.mend)
    if len(front.title) > LONGEST_TITLE:
        problem = message("the title is {count} letters long", count=len(front.title))
        mend = message("shorten it to {count} letters", count=LONGEST_TITLE)
        yield Finding("long-title", lines["title"], problem, mend)
    if not front.summary and front.status == "published":
        problem = message("there is no summary")
        mend = message("write one or two sentences under summary, or run mujaz refresh")
        yield Finding("missing-summary", lines["title"], problem, mend)
    if front.image and not front.image_alt:
        yield _without_words("image_alt", lines["image"])


def _in_body(document: frontmatter.Document) -> Iterator[Finding]:
    body = document.body
    above = (document.opening + document.head + document.closing).count("\n") + 1
    for found in letters.wrong(body):
        line = above + body.count("\n", 0, found.at)
        yield Finding(found.rule, line, found.problem, found.mend)
    for image in _IMAGE.finditer(masks.prose(body)) if "![" in body else ():
        yield _without_words("![…]", above + body.count("\n", 0, image.start()))


def _without_words(place: str, line: int) -> Finding:
    problem = message("the picture has no description for those who do not see it")
    mend = message("say under {place} what it shows", place=place)
    return Finding("missing-alt", line, problem, mend)
