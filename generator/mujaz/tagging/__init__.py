"""Tags: the phrases that say what an article is about, as its own text writes them."""

from mujaz.tagging.kinds import kind_of
from mujaz.tagging.lexicon import Lexicon, lexicon
from mujaz.tagging.suggestions import Suggestion, suggest, suggest_tags

__all__ = ["Lexicon", "Suggestion", "kind_of", "lexicon", "suggest", "suggest_tags"]
