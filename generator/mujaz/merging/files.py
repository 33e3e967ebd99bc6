"""The three states of a file, made alike but where two people wrote different values."""

import re
from dataclasses import dataclass, replace
from pathlib import PurePath

from mujaz import frontmatter, prose, provenance
from mujaz.merging.heads import Head, heads, signatures
from mujaz.merging.values import met
from mujaz.models import EDITION_KEYS, KEYS

_COMMENT = re.compile(r"(?m)(?:^|(?<=[ \t]))#.*$")
"""Also behind a value; within a quoted one it is none, and is taken for one to be safe."""
_ORDER = tuple(dict.fromkeys((*KEYS, *EDITION_KEYS)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What a file was, and what two people made of it."""

    base: str
    """Empty where both are new."""
    ours: str
    theirs: str


def says(text: str, path: PurePath) -> tuple[Head, str]:
    """Return the values of a file and the Markdown below them; raises ContentError."""
    if not text:
        return {}, ""
    if path.suffix != ".md":
        return frontmatter.parse_yaml(text).values, ""
    document = frontmatter.split(text)
    return frontmatter.parse(document).values, document.body


def reconciled(texts: Texts, path: PurePath) -> Texts | None:
    """Return three texts that differ where two wrote different values, for git to merge by lines.

    Both sides are our file, with its comments and its quoting, and their values in it. None where
    that would lose something: a comment of theirs, a key that they left empty. Raises ContentError
    when one of the three is broken.
    """
    (was, _), (mine, below), (yours, others) = (
        says(text, path) for text in (texts.base, texts.ours, texts.theirs)
    )
    ours, theirs = heads(was, mine, yours) if _is_markdown(path) else met(was, mine, yours)
    if _lost(texts) or None in theirs.values():
        return None
    disputed = {key: was.get(key) for key in {**ours, **theirs} if ours.get(key) != theirs.get(key)}
    mended = _changed(texts.ours, mine, ours, path)
    if not texts.base:
        below, others = _of_persons((below, mine), (others, yours))
    return Texts(
        base=_over(_changed(mended, ours, {**ours, **disputed}, path), _body(texts.base, path)),
        ours=_over(mended, below),
        theirs=_over(_changed(mended, ours, theirs, path), others),
    )


def _is_markdown(path: PurePath) -> bool:
    return path.suffix == ".md"


def _lost(texts: Texts) -> bool:
    """Whether they wrote a comment, which no value tells of."""
    ours, theirs = (_comments(text) for text in (texts.ours, texts.theirs))
    return bool(theirs - ours - _comments(texts.base))


def _comments(text: str) -> frozenset[str]:
    return frozenset(_COMMENT.findall(frontmatter.split(text).head or text))


def _changed(text: str, before: Head, after: Head, path: PurePath) -> str:
    """Return a file with other values; all that is not theirs stays, to the byte."""
    changes = {
        key: after.get(key)
        for key in dict.fromkeys((*after, *before))
        if before.get(key) != after.get(key)
    }
    if not changes:
        return text
    if _is_markdown(path):
        return frontmatter.edit(text, changes, order=_ORDER)
    # What is new at the head of the file goes below the first name, for comments stand above it.
    order = list(dict.fromkeys((*list(before)[:1], *after)))
    return frontmatter.edit_yaml(text, changes, order=order)


def _over(text: str, body: str) -> str:
    """Return a file with other Markdown below its front matter."""
    document = frontmatter.split(text)
    return frontmatter.join(replace(document, body=body)) if document.opening else text


def _body(text: str, path: PurePath) -> str:
    return says(text, path)[1]


def _of_persons(ours: tuple[str, Head], theirs: tuple[str, Head]) -> tuple[str, str]:
    """Return the Markdown of a file that is new on both sides: a person's goes before ours."""
    (mine, head), (yours, other) = ours, theirs
    if _of_machine(yours, other):
        return mine, mine
    return (yours, yours) if _of_machine(mine, head) else (mine, yours)


def _of_machine(body: str, head: Head) -> bool:
    signed = signatures(head)
    return provenance.BODY in signed and provenance.free(
        provenance.BODY, prose.normal(body), signed
    )
