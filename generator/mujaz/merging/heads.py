"""What two people made of one front matter; a person's words go before the machine's."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from mujaz import provenance
from mujaz.merging.values import ABSENT, Pair, met, said

_SIGNED = "generated"
_FIRST = "added"
"""The day on which an article came in: the machine writes it, unsigned."""
Head: TypeAlias = Mapping[str, Any]


def heads(base: Head, ours: Head, theirs: Head) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return both versions of a front matter, alike but where two people wrote different values.

    Where one side has what the machine wrote and the other a person's words, these stay. Where the
    machine wrote both, ours do, for `mujaz refresh` makes them again; but of a list that was there
    before, what was done on both sides is kept, such as a tag renamed, and signed.
    """
    keys = dict.fromkeys((*ours, *theirs, *signatures(ours), *signatures(theirs)))
    states = [_States.of(key, (base, ours, theirs)) for key in keys if key != _SIGNED]
    pairs = {one.key: one.pair for one in states}
    signed = said({one.key: one.signature for one in states})
    mine, yours = (said({key: pair[side] for key, pair in pairs.items()}) for side in (0, 1))
    return _with(mine, signed), _with(yours, signed)


def signatures(head: Head) -> Mapping[str, str]:
    """Return what the machine signed; nothing where a person made something else of it."""
    found = head.get(_SIGNED)
    return found if isinstance(found, Mapping) else {}


def _with(values: dict[str, Any], signed: dict[str, str]) -> dict[str, Any]:
    return {**values, _SIGNED: signed} if signed else values


@dataclass(frozen=True, slots=True)
class _States:
    """One key as it was, as ours and as theirs, with the machine's signature of each."""

    key: str
    values: tuple[Any, ...]
    signs: tuple[Any, ...]

    @classmethod
    def of(cls, key: str, three: tuple[Head, Head, Head]) -> "_States":
        values = tuple(head.get(key, ABSENT) for head in three)
        return cls(key, values, tuple(signatures(head).get(key, ABSENT) for head in three))

    @property
    def pair(self) -> Pair:
        """Ours and theirs after both were heard."""
        was, mine, yours = self.values
        if self.key == _FIRST and ABSENT not in (mine, yours):
            first = min(mine, yours, key=str)
            return first, first
        if was in (mine, yours) or mine == yours or not any(self._by_machine):
            return met(was, mine, yours)
        chosen = mine if self._by_machine[1] else yours
        if all(self._by_machine) and isinstance(was, list):
            ours, theirs = met(was, mine, yours)
            chosen = ours if ours == theirs else mine
        return chosen, chosen

    @property
    def signature(self) -> Any:  # noqa: ANN401  a text, or ABSENT
        """The signature that fits what stands; that of a value that is a person's fits nothing."""
        value, other = self.pair
        fitting = [sign for sign in self.signs[1:] if self._signs(sign, value)]
        if fitting:
            return fitting[0]
        if value == other and all(self._by_machine):
            return provenance.sign({self.key: value})[self.key]
        return met(*self.signs)[0]

    @property
    def _by_machine(self) -> tuple[bool, bool]:
        """Whether the machine wrote ours, and theirs; what a person took out is a person's."""
        mine, yours = (
            self._signs(sign, value)
            for value, sign in zip(self.values[1:], self.signs[1:], strict=True)
        )
        return mine, yours

    def _signs(self, sign: object, value: object) -> bool:
        told = str(value) if type(value) is int else value  # a year
        there = sign is not ABSENT and value is not ABSENT
        return there and provenance.free(self.key, told, {self.key: str(sign)})
