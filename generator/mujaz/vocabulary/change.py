"""Tags merged and renamed across a library: every file that changes, before and after."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mujaz import arabic, diffs, frontmatter, library, provenance, schema
from mujaz.errors import ContentError, message
from mujaz.groups import tag_address, tag_of
from mujaz.library import TAGS, Shelf
from mujaz.models import KEYS, Article, Library, Tag
from mujaz.vocabulary import entries
from mujaz.vocabulary.census import census

_TAGS = PurePosixPath(TAGS)
_LONGEST = 100
"""Letters of a label: YAML writes longer names on lines of their own, and no tag is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One file that changes."""

    path: PurePosixPath
    """Below content/."""
    before: str
    after: str
    words: tuple[str, ...] = ()
    """Of an article, its tags that are written otherwise or go."""

    def diff(self, folder: Path) -> str:
        """Return a unified diff; `folder` is where content/ is, as a person says it."""
        return diffs.unified((folder / self.path).as_posix(), self.before, self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """All that changes at once; tags.yml first, then the articles by path."""

    label: str
    edits: tuple[Edit, ...]

    @property
    def files(self) -> Mapping[PurePosixPath, str]:
        """Each file's new text."""
        return {edit.path: edit.after for edit in self.edits}


def merged(content: Path, shelf: Shelf[Article], names: Sequence[str], label: str) -> Change:
    """Return the change that makes some tags one: their words become spellings of the label.

    Raises ContentError when a name is no tag, or when a file of the library cannot be read.
    """
    _refuse_broken(content, shelf)
    tags = [_known(name, shelf.library) for name in names]
    return _changed(content, shelf.library, tags, _label(label, shelf.library))


def renamed(content: Path, shelf: Shelf[Article], old: str, new: str) -> Change:
    """Return the change that gives a tag another label; its page keeps its address.

    Raises ContentError as `merged` does, and when the new label is another tag's.
    """
    _refuse_broken(content, shelf)
    tag, label = _known(old, shelf.library), _label(new)
    other = shelf.library.vocabulary.find(label)
    taken = other is not None and other.label != tag.label
    if taken or (_same(label, shelf.library) and not _is(label, tag)):
        raise ContentError(
            message("there is a tag “{tag}” already", tag=label),
            message(
                'to make them one: mujaz tags merge "{old}" --into "{tag}"', old=old, tag=label
            ),
        )
    slug = tag_address(tag).split("/")[1]
    kept = None if tag_address(Tag(label=label)) == tag_address(tag) else slug
    return _changed(content, shelf.library, [tag], label, slug=kept)


def proposed(content: Path, shelf: Shelf[Article], additions: Iterable[Tag]) -> Change:
    """Return the change that puts new entries at the end of tags.yml."""
    _refuse_broken(content, shelf)
    before = _vocabulary(content)
    return _change("", [_edit(_TAGS, before, entries.extended(before, additions))])


def _changed(
    content: Path,
    known: Library[Article],
    tags: Sequence[Tag],
    label: str,
    *,
    slug: str | None = None,
) -> Change:
    before = _vocabulary(content)
    words = [tag.label for tag in tags]
    described = _edit(_TAGS, before, entries.fused(before, words, label, slug=slug))
    own = known.vocabulary.find(label)
    spellings = {
        arabic.name_key(word)
        for tag in (*tags, own or Tag(label=label))
        for word in (tag.label, *tag.aliases)
    }
    keys = {word: arabic.name_key(word) for a in known.articles for word in a.front.tags}
    meant = {word for word, key in keys.items() if key in spellings}
    articles = sorted(known.articles, key=lambda article: article.path)
    edits = (_respelt(content, article, meant, label) for article in articles)
    return _change(label, [described, *filter(None, edits)])


def _change(label: str, edits: Iterable[Edit]) -> Change:
    return Change(label=label, edits=tuple(edit for edit in edits if edit.before != edit.after))


def _edit(path: PurePosixPath, before: str, after: str) -> Edit:
    return Edit(path=path, before=before, after=after)


def _respelt(content: Path, article: Article, meant: set[str], label: str) -> Edit | None:
    """Return what becomes of one article; None when it has nothing of it, or has it right."""
    old = article.front.tags
    words = dict.fromkeys((word for word in old if word in meant and word != label), label)
    first = next((place for place, word in enumerate(old) if word in meant), None)
    new = [
        label if place == first else word
        for place, word in enumerate(old)
        if place == first or word not in meant
    ]
    if new == list(old):
        return None
    before = library.read(content, article.path)
    changes = {"tags": new, "generated": _signed(article, new)}
    after = frontmatter.edit(frontmatter.respell(before, "tags", words), changes, order=KEYS)
    return Edit(path=article.path, before=before, after=after, words=tuple(words))


def _signed(article: Article, new: Sequence[str]) -> Mapping[str, str] | None:
    """Return whose values are the machine's: a list that it wrote stays so, a person's theirs.

    A person's list that comes to be what the machine once wrote is a person's all the same.
    """
    signed = dict(article.front.generated)
    now = provenance.fingerprint(list(new))
    if "tags" in signed and provenance.free("tags", list(article.front.tags), signed):
        signed["tags"] = now
    elif signed.get("tags", "").partition(" ")[0] == now:
        del signed["tags"]
    return signed or None


def _vocabulary(content: Path) -> str:
    return library.read(content, _TAGS) if library.holds(content, _TAGS) else ""


def _refuse_broken(content: Path, shelf: Shelf[Article]) -> None:
    """Raise the first complaint: a file that cannot be read would keep the old word."""
    if shelf.complaints:
        first = shelf.complaints[0]
        raise first.at(content / (first.path or ""))


def _known(name: str, known: Library[Article]) -> Tag:
    found = known.vocabulary.find(name) or _same(name, known)
    if found is not None:
        return found
    labels = [count.tag.label for count in census(known)]
    meant = schema.suggestion(name, labels)
    raise ContentError(
        message("there is no tag “{tag}”", tag=name),
        message("did you mean “{meant}”?", meant=meant)
        if meant
        else message("see what there is with mujaz tags"),
    )


def _same(name: str, known: Library[Article]) -> Tag | None:
    """Return the tag of a word that articles use and nobody describes."""
    key = arabic.name_key(name)
    words = (word for article in known.articles for word in article.front.tags)
    found = next((word for word in words if arabic.name_key(word) == key), None)
    return tag_of(found, known.vocabulary) if found else None


def _is(label: str, tag: Tag) -> bool:
    return arabic.name_key(label) in map(arabic.name_key, (tag.label, *tag.aliases))


def _label(text: str, known: Library[Article] | None = None) -> str:
    """Return a label as it is written: one line, and as tags.yml has it where it is there."""
    label = " ".join(arabic.clean(text).split())
    if not label or len(label) > _LONGEST:
        raise ContentError(
            message("“{text}” is no tag", text=text), message("write a word or a short phrase")
        )
    found = known.vocabulary.find(label) if known else None
    return found.label if found else label
