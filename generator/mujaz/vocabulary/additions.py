"""What the vocabulary should describe next: tags that recur, with their likely other spellings."""

from collections.abc import Iterable, Iterator

from mujaz import tagging
from mujaz.models import Tag
from mujaz.vocabulary.census import Count
from mujaz.vocabulary.doubles import doubles


def additions(counts: Iterable[Count], *, least: int) -> tuple[Tag, ...]:
    """Return an entry for each tag of at least so many articles that nobody describes.

    What is likely a double of another tag is an alias of it, and has no entry of its own.
    """
    every = tuple(counts)
    others: dict[str, list[str]] = {}
    for pair in doubles(every):
        others.setdefault(pair.kept.tag.label, []).append(pair.other.tag.label)
    doubled = {label for labels in others.values() for label in labels}
    return tuple(_entries(every, others, doubled, least))


def _entries(
    counts: Iterable[Count], others: dict[str, list[str]], doubled: set[str], least: int
) -> Iterator[Tag]:
    for count in counts:
        label = count.tag.label
        if not count.described and count.articles >= least and label not in doubled:
            aliases = tuple(others.get(label, ()))
            entry = {"label": label, "kind": tagging.kind_of(label), "aliases": aliases}
            yield Tag.model_validate(entry)
