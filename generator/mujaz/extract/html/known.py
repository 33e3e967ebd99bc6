"""What a page says of its article before its body is read, as keys to know its parts by."""

from dataclasses import dataclass
from typing import Final

from mujaz.extract.html import headline
from mujaz.extract.html.head import Head
from mujaz.extract.html.parts import Part, key

_BEGINNING: Final = 40
"""Letters by which two texts begin alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Keys of parts, as `parts.key` makes them."""

    titles: frozenset[str] = frozenset()
    """Every way in which the page gives its headline."""
    names: frozenset[str] = frozenset()
    """Of the site and the writers: such a line alone is no paragraph."""
    description: str = ""

    def describes(self, part: Part) -> bool:
        """Whether a part is the page's description, or begins as it begins."""
        if not self.description or not part.key:
            return False
        return part.key.startswith(self.description[:_BEGINNING]) or self.description.startswith(
            part.key
        )


def of(head: Head, title: str, publishers: frozenset[str]) -> Known:
    """Return what a head says; `publishers` are folded names."""
    people = (*head.linked.authors, *head.writers)
    spoken = (head.site, head.linked.publisher, *people)
    return Known(
        titles=headline.keys(head, title, publishers),
        names=frozenset(key(name) for name in (*publishers, *spoken) if name) - {""},
        description=key(head.description or ""),
    )
