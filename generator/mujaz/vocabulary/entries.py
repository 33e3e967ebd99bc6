"""The surgery on tags.yml: names made one, names added, every other byte left as it was."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from mujaz import arabic, frontmatter
from mujaz.models import Tag

KEYS = tuple(key for key in Tag.model_fields if key != "label")
_INHERITED = ("kind", "broader", "description")
"""What a tag takes over from those that become part of it, where it does not say it itself."""


def fused(text: str, words: Sequence[str], label: str, *, slug: str | None = None) -> str:
    """Return tags.yml in which `words` are spellings of `label`, which stands there from now on.

    `words` are names as the file has them, or words that it does not describe. The first entry of
    theirs becomes the label's where that has none; the other entries go, and what they say that the
    label's does not comes to it. Raises ContentError when the file is broken or in braces.
    """
    values = frontmatter.parse_yaml(text).values
    own = [word for word in words if word in values and word != label]
    home = label if label in values else next(iter(own), None)
    gone = [word for word in own if word != home]
    details = _details(values, home, gone)
    spellings = (*details.get("aliases", ()), *(word for w in words for word in _all(w, values)))
    aliases = list(_others(spellings, label))
    if home is None:
        return extended(text, [Tag(label=label, slug=slug, aliases=tuple(aliases))])
    details["aliases"] = aliases or None
    if slug and not details.get("slug"):
        details["slug"] = slug
    text = frontmatter.edit_yaml(text, dict.fromkeys(gone), order=())
    text = frontmatter.respell_names(text, dict.fromkeys(own, label), key="broader")
    if details.get("broader") in {label, *own}:
        details["broader"] = None
    return frontmatter.edit_name(text, label, details, order=KEYS)


def _details(values: Mapping[str, Any], home: str | None, gone: Iterable[str]) -> dict[str, Any]:
    details = dict(values[home] or {}) if home is not None else {}
    for word in gone:
        theirs = values[word] or {}
        details |= {k: theirs[k] for k in _INHERITED if theirs.get(k) and not details.get(k)}
    return details


def _all(word: str, values: Mapping[str, Any]) -> Iterator[str]:
    yield word
    yield from (values.get(word) or {}).get("aliases") or ()


def _others(spellings: Iterable[str], label: str) -> Iterator[str]:
    """Yield each spelling once that is not found by the label, or by one before it, already."""
    seen = {arabic.name_key(label)}
    for spelling in spellings:
        key = arabic.name_key(spelling)
        if key not in seen:
            seen.add(key)
            yield spelling


def extended(text: str, tags: Iterable[Tag]) -> str:
    """Return tags.yml with new entries at its end."""
    gap = "\n" if text and not text.endswith("\n") else ""
    after = text + gap + written(tags)
    frontmatter.parse_yaml(after)  # nothing can be put below braces
    return after


def written(tags: Iterable[Tag]) -> str:
    """Return entries as tags.yml has them."""
    entries = {
        tag.label: tag.model_dump(mode="json", exclude={"label"}, exclude_defaults=True) or None
        for tag in tags
    }
    return frontmatter.dump(entries).replace(": null\n", ":\n")
