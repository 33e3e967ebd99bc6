"""The command `mujaz tags`: what it tells of the tags, and what it changes."""

import json
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from mujaz import library, vocabulary
from mujaz.models import Article
from mujaz.phrases import Phrases, _
from mujaz.telling import Note, Said
from mujaz.vocabulary import Change, Count, Pair

_KINDS = {
    "place": _("place"),
    "person": _("person"),
    "organisation": _("organisation"),
    "subject": _("subject"),
}


def told(content: Path, options: Namespace, phrases: Phrases, *, shown: Path) -> Iterator[Said]:
    """Do what the options ask, and yield what to tell of it; `shown` is content/ as it is said.

    Raises MujazError before anything is changed, or WriteError when the disk refuses.
    """
    shelf = library.load(content)
    match options.verb:
        case "merge":
            change = vocabulary.merged(content, shelf, options.tags, options.into)
            return _changed(content, change, options, phrases, shown)
        case "rename":
            change = vocabulary.renamed(content, shelf, options.old, options.new)
            return _changed(content, change, options, phrases, shown)
        case "propose":
            return _proposed(content, shelf, options, phrases, shown)
        case _:
            counts = vocabulary.census(shelf.library)
            pairs = vocabulary.doubles(counts)
            return (
                _as_json(counts, pairs, phrases) if options.json else _list(counts, pairs, phrases)
            )


def _changed(
    content: Path, change: Change, options: Namespace, phrases: Phrases, shown: Path
) -> Iterator[Said]:
    if options.dry_run:
        for edit in change.edits:
            yield edit.diff(shown).removesuffix("\n")
        return
    library.save_all(content, change.files)
    for edit in change.edits:
        words = phrases.joined(edit.words)
        yield Note(f"{shown / edit.path}" + (f": {words} → {change.label}" if words else ""))
    yield Note(phrases.counted("%(n)s file changed", "%(n)s files changed", len(change.edits)))


def _proposed(
    content: Path, shelf: library.Shelf[Article], options: Namespace, phrases: Phrases, shown: Path
) -> Iterator[str]:
    counts = vocabulary.census(shelf.library)
    additions = vocabulary.additions(counts, least=options.least)
    if additions:
        yield vocabulary.written(additions).removesuffix("\n")
    if options.write and additions:
        change = vocabulary.proposed(content, shelf, additions)
        library.save_all(content, change.files)
        yield f"# {shown / library.TAGS}"
    said = phrases.counted("%(n)s tag proposed", "%(n)s tags proposed", len(additions))
    yield f"# {said}"


def _list(counts: tuple[Count, ...], pairs: tuple[Pair, ...], phrases: Phrases) -> Iterator[str]:
    for count in counts:
        yield f"{count.tag.label}  {phrases.joined(_said(count, phrases))}"
    if pairs:
        yield ""
        yield phrases.gettext("Likely doubles:")
    for pair in pairs:
        kept, other = pair.kept.tag.label, pair.other.tag.label
        why = phrases.gettext(pair.why)
        yield f'{kept} · {other}: {why}; mujaz tags merge "{other}" --into "{kept}"'
    yield phrases.joined(
        (
            phrases.counted("%(n)s tag", "%(n)s tags", len(counts)),
            phrases.counted("%(n)s likely double", "%(n)s likely doubles", len(pairs)),
        )
    )


def _said(count: Count, phrases: Phrases) -> Iterator[str]:
    yield phrases.counted("%(n)s article", "%(n)s articles", count.published)
    if count.drafts:
        yield phrases.counted("%(n)s draft", "%(n)s drafts", count.drafts)
    if count.tag.kind:
        yield phrases.gettext(_KINDS[count.tag.kind])
    if count.tag.blocked:
        yield phrases.gettext("blocked")
    if not count.described:
        yield phrases.gettext("not in tags.yml")


def _as_json(counts: tuple[Count, ...], pairs: tuple[Pair, ...], phrases: Phrases) -> Iterator[str]:
    """Yield a line of JSON for each tag and each pair; the keys are documented in the manual."""
    for count in counts:
        said = {
            "tag": count.tag.label,
            "published": count.published,
            "drafts": count.drafts,
            "kind": count.tag.kind,
            "described": count.described,
            "blocked": count.tag.blocked,
        }
        yield json.dumps(said, ensure_ascii=False)
    for pair in pairs:
        names = [pair.kept.tag.label, pair.other.tag.label]
        doubles = {"doubles": names, "why": phrases.gettext(pair.why)}
        yield json.dumps(doubles, ensure_ascii=False)
