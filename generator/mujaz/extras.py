"""What a site has beside its pages where mkdocs.yml asks for it: posters, and editions as files."""

from collections.abc import Mapping
from dataclasses import dataclass

from mujaz.errors import InvalidValueError, message
from mujaz.models import Edition
from mujaz.posters import Posters, wanted

ENDINGS = ("epub", "pdf")
"""The kinds of file that an edition can be had as from its page."""


@dataclass(frozen=True, slots=True)
class Extras:
    """What is asked for."""

    posters: Posters | None = None
    """Which articles have posters, where any have."""
    edition_files: tuple[str, ...] = ()
    """Of ENDINGS, those that each edition has."""

    @classmethod
    def of(cls, options: Mapping[str, object]) -> "Extras":
        """Read the options of our plugin; raises InvalidValueError."""
        listed = options.get("edition_files") or ()
        kinds = tuple(listed) if isinstance(listed, list | tuple) else (listed,)
        for kind in kinds:
            if kind not in ENDINGS:
                problem = message("“{text}” is no file of an edition", text=kind)
                raise InvalidValueError(problem, message("write edition_files: [epub, pdf]"))
        return cls(wanted(options.get("posters")), tuple(one for one in ENDINGS if one in kinds))

    def of_edition(self, edition: Edition) -> Mapping[str, str]:
        """Return the files of an edition below the site's root, by their kind."""
        return {kind: f"{edition.address}{edition.name}.{kind}" for kind in self.edition_files}
