"""What one build has to make: the plan of the site, and which of its files are not there yet."""

from dataclasses import dataclass

from mujaz.models import Card, Library
from mujaz.plan import Page, Redirect


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The whole plan of a site, and what is wanted of it."""

    library: Library[Card]
    pages: tuple[Page, ...]
    redirects: tuple[Redirect, ...]
    wanted: frozenset[str] | None = None
    """Files below the site's root that are to be made; None for all that there are."""
    rest: bool = True
    """Whether what is not planned is wanted: an editor's pages, pictures, the theme's own files."""

    def wants(self, file: str) -> bool:
        """Say whether a planned file is to be made."""
        return self.wanted is None or file in self.wanted
