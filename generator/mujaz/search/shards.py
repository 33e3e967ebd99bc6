"""Shards: what is read together, named by the letters with which all in it begin.

Where more begins alike than one file should hold, it is divided by the next letter. So what is in
a shard follows from the keys and sizes alone, and a change moves no others but its neighbours.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from mujaz.search import numbers
from mujaz.search.kin import kin
from mujaz.search.numbers import number

END = " "
"""Stands after a key, so that a word is no beginning of a longer one."""

Group = Mapping[str, bytes]
"""The forms of one lemma, each with its postings."""


@dataclass(frozen=True, slots=True)
class Sized:
    """A key and how many bytes it takes in its shard."""

    key: str
    size: int


def cover(items: Sequence[Sized], most: int, prefix: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield shards of `most` bytes at most, where a single key is not larger; items are sorted."""
    if sum(item.size for item in items) <= most or prefix.endswith(END):
        yield prefix, [item.key for item in items]
        return
    place = len(prefix)
    for letter, same in groupby(items, key=lambda item: (item.key + END)[place]):
        yield from cover(list(same), most, prefix + letter)


def home(key: str, prefixes: Iterable[str] | Mapping[str, object]) -> str:
    """Return the prefix of the shard where a key is, or where it would be."""
    whole = key + END
    known = prefixes if isinstance(prefixes, Mapping) else dict.fromkeys(prefixes)
    for length in range(len(whole) + 1):
        if whole[:length] in known:
            return whole[:length]
    for length in range(len(whole), -1, -1):
        if any(prefix.startswith(whole[:length]) for prefix in known):
            return whole[: length + 1]
    return ""


def level(postings: bytes) -> int:
    """Return how often a word is met: the bits of the number of its articles."""
    return numbers.count(postings).bit_length()


def lexicon(levels: Mapping[str, int]) -> bytes:
    """Return a shard of the lexicon: a line for each form, in their order.

    What it has in common with the one before, the rest, its level as a capital letter («@» where no
    article has it, only its kin), and how the name of its kin is made of it: letters to drop in
    front and behind, and what to write on.
    """
    lines, before = [], ""
    for form in sorted(levels):
        shared = _common(before, form)
        front, behind, ending = _made_of(kin(form).head, form)
        lines.append(
            f"{_digit(shared)}{form[shared:]}{_capital(levels[form])}{_digit(front)}{_digit(behind)}"
            f"{ending}\n"
        )
        before = form
    return "".join(lines).encode()


_LINE = re.compile(r"(.)([^@-Z\n]*)([@-Z])..[^\n]*\n")


def levels(raw: bytes) -> dict[str, int]:
    """Return the forms of a shard of the lexicon with their levels."""
    found, form = {}, ""
    for shared, rest, capital in _LINE.findall(raw.decode()):
        form = form[: ord(shared) - ord("0")] + rest
        found[form] = ord(capital) - ord("@")
    return found


def spelling(levels: Mapping[str, int]) -> bytes:
    """Return a shard of words that are met often: a line for each, with its level at the end."""
    return "".join(f"{form}{_capital(levels[form])}\n" for form in sorted(levels)).encode()


def spelt(raw: bytes) -> dict[str, int]:
    """Return what a shard of such words holds: the inverse of `spelling`."""
    return {line[:-1]: ord(line[-1]) - ord("@") for line in raw.decode().split("\n")[:-1]}


def _digit(value: int) -> str:
    return chr(ord("0") + value)


def _capital(value: int) -> str:
    return chr(ord("@") + value)


def _common(one: str, two: str) -> int:
    """Return how many letters two words begin with alike."""
    length = 0
    for letter, other in zip(one, two, strict=False):
        if letter != other:
            break
        length += 1
    return length


def _made_of(head: str, form: str) -> tuple[int, int, str]:
    """Return how a head is made of a form: letters to drop in front and behind, and an ending."""
    best = form.find(head)  # as it is in most
    if best < 0:
        best = max(range(len(form) + 1), key=lambda front: (_common(form[front:], head), -front))
    kept = _common(form[best:], head)
    return best, len(form) - best - kept, head[kept:]


def groups(found: Mapping[str, Group]) -> bytes:
    """Return a shard of postings: each head with its forms, and which of those are mates."""
    parts: list[bytes] = []
    for head in sorted(found):
        forms = sorted(found[head])
        bares = sorted({kin(form).bare for form in forms})
        parts += (_text(head), number(len(forms)))
        for form in forms:
            data = found[head][form]
            parts += (_text(form), number(bares.index(kin(form).bare)), number(len(data)), data)
    return b"".join(parts)


def grouped(raw: bytes) -> dict[str, Group]:
    """Return what a shard of postings holds: the inverse of `groups`."""
    found: dict[str, Group] = {}
    reader = _Reader(raw)
    while reader.place < len(raw):
        head = reader.some(reader.number()).decode()
        forms: dict[str, bytes] = {}
        for _ in range(reader.number()):
            form = reader.some(reader.number()).decode()
            reader.number()
            forms[form] = reader.some(reader.number())
        found[head] = forms
    return found


def _text(text: str) -> bytes:
    data = text.encode()
    return number(len(data)) + data


@dataclass(slots=True)
class _Reader:
    """Reads bytes from front to back."""

    data: bytes
    place: int = 0

    def number(self) -> int:
        value = shift = 0
        while (byte := self.data[self.place]) > 0x7F:  # noqa: PLR2004  the top bit says: more
            value |= (byte & 0x7F) << shift
            shift += 7
            self.place += 1
        self.place += 1
        return value | byte << shift

    def some(self, length: int) -> bytes:
        self.place += length
        return self.data[self.place - length : self.place]
