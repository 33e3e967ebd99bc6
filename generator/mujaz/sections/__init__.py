"""The broad subject of an article: what a newsroom's own word means, else what the text tells.

`newsroom` knows the words that newsrooms call their sections by; `scorer` weighs the cue words of
`cues` in a text that no newsroom has put under a section.
"""

from mujaz.sections.newsroom import meant
from mujaz.sections.scorer import proposed

__all__ = ["meant", "proposed"]
