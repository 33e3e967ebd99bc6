"""Mentions: where a text names what has a name; a person named in full once, then by the last name.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mujaz import arabic
from mujaz.tagging.background import Background
from mujaz.tagging.lexicon import Lexicon, Name
from mujaz.tagging.people import people
from mujaz.tagging.tokens import Token

_CLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك")
_SHORTEST = 3
class Mention(NamedTuple):
    """One place where a text names something."""

    start: int
    stop: int
    """Its first word, and the one after its last."""
    name: Name


def known(tokens: Sequence[Token], lexicon: Lexicon, background: Background) -> Iterator[Mention]:
    """Yield the names of the lexicon in a paragraph, the longest at each place."""
    place = 0
    while place < len(tokens):
        found = _known_at(tokens, place, lexicon, background)
        if found:
            yield found
        place = found.stop if found else place + 1


def _known_at(
    tokens: Sequence[Token], start: int, lexicon: Lexicon, background: Background
) -> Mention | None:
    reading = tokens[start].reading
    for first in _firsts(reading.whole, reading.word, background):
        for rest, name in lexicon.spellings.get(first, ()):
            stop = start + 1 + len(rest)
            words = tuple(token.reading.whole for token in tokens[start + 1 : stop])
            if words == rest and all(token.joined for token in tokens[start + 1 : stop]):
                return Mention(start, stop, name)
    return None


def _firsts(whole: str, word: str, background: Background) -> Iterator[str]:
    """Yield what a word may be without its clitics; a word that is known is what it is."""
    yield whole
    if word != whole:
        yield word
    if not background.arabic or whole in background.frequencies:
        return
    for clitics in _CLITICS:
        if whole.startswith(clitics) and len(whole) - len(clitics) >= _SHORTEST:
            bare = whole[len(clitics) :]
            yield "ال" + bare[1:] if clitics[-1] == "ل" and bare[0] == "ل" else bare


def mentions(
    texts: Sequence[Sequence[Token]], lexicon: Lexicon, background: Background
) -> tuple[tuple[Mention, ...], ...]:
    """Return the mentions of each paragraph in their order; no two overlap."""
    found = [list(known(tokens, lexicon, background)) for tokens in texts]
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
