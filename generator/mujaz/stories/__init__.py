"""Which articles tell the same story: nearly the same words, found among all without reading them.

An inverted index over a sample of each article's shingles proposes; the whole texts decide, so an
index that is stale or damaged may cost time, or miss one, and never makes a false match.
"""

from mujaz.stories.index import Index, Match, Told
from mujaz.stories.shingles import ALIKE, containment

__all__ = ["ALIKE", "Index", "Match", "Told", "containment"]
