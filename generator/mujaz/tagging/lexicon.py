"""Lexicon: the names that are known before an article is read, and how each of them is written.

Those of the digest's vocabulary go before those that ship with the package: where a vocabulary
knows «سورية», no article of the digest is tagged «سوريا».
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from mujaz import arabic
from mujaz.models import Vocabulary
from mujaz.tagging.background import table
from mujaz.tagging.commonplaces import NO_COMMONPLACES, Commonplaces

_ENDINGS = ("", "ه", "ين", "ون", "ات")
"""What an adjective of origin takes: «سوري», «سورية», «سوريين», «سوريون», «سوريات»."""
_APART = "\t"


@dataclass(frozen=True, slots=True)
class Name:
    """What a known spelling names."""

    label: str
    """As it is written in tags."""
    kind: str | None
    """As models.Tag has it; None where an editor has not said."""
    chosen: bool = False
    """Whether it is of the vocabulary of the digest."""
    blocked: bool = False
    """Whether it is never proposed; what is part of it is none either."""


Spellings = Mapping[str, Sequence[tuple[tuple[str, ...], Name]]]
"""By their first word, folded: the other words of each spelling and its name, longest first."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Spellings and adjectives of origin, compiled; one for each process and vocabulary."""

    source: str
    """The vocabulary's part, as it travels between processes."""
    spellings: Spellings
    origins: Mapping[str, Name]
    """The place of a folded adjective: «السوري»."""
    blocked: frozenset[str]
    """Folded spellings that are never proposed."""
    chosen: Mapping[str, Name]
    """The names of the vocabulary, by what `arabic.name_key` makes of each spelling."""
    commonplaces: Commonplaces
    """The words that the digest is full of."""

    def find(self, spelling: str) -> Name | None:
        """Return what the vocabulary calls by this spelling, or by another of the same name."""
        return self.chosen.get(arabic.name_key(spelling))

    def __reduce__(
        self,
    ) -> tuple[Callable[[str, Commonplaces], "Lexicon"], tuple[str, Commonplaces]]:
        """Travel as texts and be compiled once where they arrive."""
        return _compiled, (self.source, self.commonplaces)


def lexicon(
    vocabulary: Vocabulary | None = None, commonplaces: Commonplaces = NO_COMMONPLACES
) -> Lexicon:
    """Return the lexicon of a digest with this vocabulary, and full of these words."""
    tags = vocabulary.tags if vocabulary else ()
    lines = (
        _APART.join((tag.kind or "", "1" if tag.blocked else "", tag.label, *tag.aliases))
        for tag in tags
    )
    return _compiled("\n".join(lines), commonplaces)


@lru_cache(maxsize=4)
def _compiled(source: str, commonplaces: Commonplaces) -> Lexicon:
    chosen = tuple(_chosen(source))
    named = {arabic.fold(spelling): name for spelling, name in chosen}
    origins: dict[str, Name] = {}
    for name, spellings, adjectives in _shipped():
        known = next((named[one] for one in spellings if one in named), name)
        for spelling in spellings:
            named.setdefault(spelling, known)
        if not known.blocked:
            origins |= dict.fromkeys(adjectives, known)
    return Lexicon(
        source=source,
        spellings=MappingProxyType(_by_first_word(named)),
        origins=MappingProxyType(origins),
        blocked=frozenset(spelling for spelling, name in named.items() if name.blocked),
        chosen=MappingProxyType({arabic.name_key(one): name for one, name in chosen}),
        commonplaces=commonplaces,
    )


def _chosen(source: str) -> Iterator[tuple[str, Name]]:
    """Yield the spellings of a vocabulary; what is blocked goes before what is not."""
    rows = [line.split(_APART) for line in source.split("\n") if line]
    for kind, blocked, label, *aliases in sorted(rows, key=lambda row: row[1]):
        name = Name(label, kind or None, chosen=True, blocked=bool(blocked))
        yield from ((spelling, name) for spelling in (label, *aliases))


@cache
def _shipped() -> tuple[tuple[Name, tuple[str, ...], tuple[str, ...]], ...]:
    """Read the names that ship with the package: name, folded spellings, folded adjectives."""
    return tuple(
        (
            Name(label, kind or None, blocked=not kind),
            tuple(map(arabic.fold, _listed(label, others))),
            tuple(_adjectives(arabic.fold(adjectives).split())),
        )
        for kind, label, adjectives, others in table("arabic-names.tsv")
    )


def _listed(label: str, others: str) -> Iterator[str]:
    yield label
    yield from others.split("، ") if others else ()


def _adjectives(masculine: Iterable[str]) -> Iterator[str]:
    for adjective in masculine:
        for ending in _ENDINGS:
            yield adjective + ending
            yield "ال" + adjective + ending


def _by_first_word(
    named: Mapping[str, Name],
) -> dict[str, tuple[tuple[tuple[str, ...], Name], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
    for spelling, name in named.items():
        first, *rest = arabic.words(spelling) or ("",)
        found.setdefault(first, []).append((tuple(rest), name))
    return {
        first: tuple(sorted(rests, key=lambda pair: (-len(pair[0]), pair[0])))
        for first, rests in found.items()
        if first
    }
