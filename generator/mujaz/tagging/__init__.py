"""Tags: the phrases that say what an article is about, as its own text writes them."""

from mujaz.tagging.commonplaces import (
    FEWEST,
    NO_COMMONPLACES,
    Commonplaces,
    Vocables,
    commonplaces,
    vocables,
)
from mujaz.tagging.kinds import kind_of
from mujaz.tagging.lexicon import Lexicon, lexicon
from mujaz.tagging.suggestions import Suggestion, suggest, suggest_tags

__all__ = [
    "FEWEST",
    "NO_COMMONPLACES",
    "Commonplaces",
    "Lexicon",
    "Suggestion",
    "Vocables",
    "commonplaces",
    "kind_of",
    "lexicon",
    "suggest",
    "suggest_tags",
    "vocables",
]
