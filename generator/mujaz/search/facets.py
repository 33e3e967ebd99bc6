"""Facets: when, where and about what each article is, for filters and their counts."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from mujaz import groups
from mujaz.models import Card, Library, Section, Source, Tag

BLOCK = 2048
"""Articles in one file."""

Names = Mapping[str, list[list[str]]]


def names(library: Library[Card]) -> dict[str, list[list[str]]]:
    """Return what there is to filter by: the id and the name of each source, section and tag."""
    return {
        "source": [[_source(g.subject), _label(g.subject)] for g in groups.sources(library)],
        "section": [[str(g.subject), str(g.subject)] for g in groups.sections(library)],
        "tag": [[_slug(g.address), _label(g.subject)] for g in groups.tags(library)],
    }


def blocks(cards: Sequence[Card], library: Library[Card], known: Names) -> Iterator[bytes]:
    """Yield files of what `BLOCK` articles each are about, by their places in `names`."""
    place = {field: {row[0]: n for n, row in enumerate(rows)} for field, rows in known.items()}
    slugs: dict[str, int] = {}
    for start in range(0, len(cards), BLOCK):
        some = cards[start : start + BLOCK]
        yield compact(
            {
                "day": _steps(map(day, some)),
                "source": [place["source"][card.front.source] for card in some],
                "section": [place["section"].get(card.front.section or "", -1) for card in some],
                "tag": [_tags(card, library, place["tag"], slugs) for card in some],
            }
        )


def day(card: Card) -> int:
    """Return the first day on which an article can have been published, 0 where none is known."""
    return card.front.date.first_day.toordinal() if card.front.date else 0


def _tags(
    card: Card, library: Library[Card], place: Mapping[str, int], slugs: dict[str, int]
) -> list[int]:
    for word in card.front.tags:
        if word not in slugs:
            address = groups.tag_address(groups.tag_of(word, library.vocabulary))
            slugs[word] = place[_slug(address)]
    return sorted({slugs[word] for word in card.front.tags})


def _steps(days: Iterable[int]) -> list[int]:
    return [now - before for before, now in pairwise((0, *days))]


def _slug(address: str) -> str:
    return address.removeprefix("tags/").rstrip("/")


def _source(subject: object) -> str:
    return subject.id if isinstance(subject, Source) else ""


def _label(subject: object) -> str:
    match subject:
        case Source():
            return subject.name
        case Tag():
            return subject.label
        case Section():
            return str(subject)
        case _:
            return ""


def compact(value: object) -> bytes:
    """Return a value as JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
