"""Tags: the phrases that say what an article is about, as its own text writes them."""

from mujaz.tagging.suggest import suggest_tags

__all__ = ["suggest_tags"]
