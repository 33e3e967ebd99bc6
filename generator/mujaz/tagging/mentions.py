"""Mentions: where a text names something; a person in full once, and then by the last name."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mujaz import arabic
from mujaz.tagging.background import Background
from mujaz.tagging.lexicon import Lexicon, Name
from mujaz.tagging.people import people
from mujaz.tagging.tokens import Token


class Mention(NamedTuple):
    """One place where a text names something."""

    start: int
    stop: int
    """Its first word, and the one after its last."""
    name: Name


def _known(tokens: Sequence[Token], lexicon: Lexicon, *, chosen: bool) -> Iterator[Mention]:
    """Yield the names of the lexicon in a paragraph, the longest at each place.

    Those that ship are written as Arabic writes them: elsewhere only the `chosen` ones are known.
    """
    end = 0
    for place, token in enumerate(tokens):
        if place < end or lexicon.spellings.keys().isdisjoint(token.reading.spellings):
            continue
        found = _known_at(tokens, place, lexicon)
        if found and (found.name.chosen or not chosen):
            yield found
            end = found.stop


def _known_at(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> Mention | None:
    for first in tokens[start].reading.spellings:
        for rest, name in lexicon.spellings.get(first, ()):
            stop = start + 1 + len(rest)
            following = tokens[start + 1 : stop]
            same = rest == tuple(token.reading.whole for token in following)
            if same and all(token.joined for token in following):
                return Mention(start, stop, name)
    return None


def mentions(
    texts: Sequence[Sequence[Token]], lexicon: Lexicon, background: Background
) -> tuple[tuple[Mention, ...], ...]:
    """Return the mentions of each paragraph in their order; no two overlap."""
    found = [list(_known(tokens, lexicon, chosen=not background.arabic)) for tokens in texts]
    if background.arabic:
        names: dict[str, Name] = {}
        for tokens, ours in zip(texts, found, strict=True):
            taken = frozenset(place for one in ours for place in range(one.start, one.stop))
            for start, stop, label in people(tokens, lexicon, taken):
                name = names.setdefault(arabic.fold(label), Name(label, "person"))
                ours.append(Mention(start, stop, name))
        last = _last_names(names)
        for tokens, ours in zip(texts, found, strict=True):
            ours.extend(_by_last_name(tokens, last, ours))
    return tuple(tuple(sorted(ours, key=lambda one: one.start)) for ours in found)


def _last_names(names: Mapping[str, Name]) -> Mapping[str, Name]:
    """Return the last names by which a text means one person whom it names in full."""
    found: dict[str, Name | None] = {}
    for folded, name in names.items():
        last = folded.rsplit(" ", 1)[-1]
        found[last] = None if last in found else name
    return {last: name for last, name in found.items() if name}


def _by_last_name(
    tokens: Sequence[Token], last: Mapping[str, Name], ours: Sequence[Mention]
) -> Iterator[Mention]:
    taken = {place for one in ours for place in range(one.start, one.stop)}
    for place, token in enumerate(tokens):
        name = last.get(token.reading.word) if place not in taken else None
        if name:
            yield Mention(place, place + 1, name)
