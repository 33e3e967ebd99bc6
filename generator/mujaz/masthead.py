"""What a digest calls itself, and how its site speaks, as its settings say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """The head of a paper."""

    name: str = ""
    description: str = ""
    locale: str = "ar"
    """Whose words and month names the site uses."""
    numerals: str | None = None
    """A key of `phrases.NUMERALS`; without one, those that readers of the locale are used to."""

    @classmethod
    def of(cls, settings: Mapping[str, Any], options: Mapping[str, Any]) -> "Masthead":
        """Read what mkdocs.yml says, and the options of our plugin in it."""
        theme = settings.get("theme")
        language = theme.get("language") if isinstance(theme, dict) else None
        numerals = options.get("numerals")
        return cls(
            name=str(settings.get("site_name") or ""),
            description=str(settings.get("site_description") or ""),
            locale=str(options.get("locale") or language or "ar"),
            numerals=str(numerals) if numerals else None,
        )
