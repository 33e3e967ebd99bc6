"""The editor's side of tags: what there is, what is likely doubled, and how it is put in order.

`census` counts, `doubles` finds two names of one thing, `change` merges and renames across the
library, `entries` is the surgery on tags.yml, `additions` proposes what to describe.
Nothing here writes: a `Change` is what `library.save_all` would.
"""

from mujaz.vocabulary.additions import additions
from mujaz.vocabulary.census import Count, census
from mujaz.vocabulary.change import Change, Edit, merged, proposed, renamed
from mujaz.vocabulary.doubles import Pair, doubles
from mujaz.vocabulary.entries import written

__all__ = [
    "Change",
    "Count",
    "Edit",
    "Pair",
    "additions",
    "census",
    "doubles",
    "merged",
    "proposed",
    "renamed",
    "written",
]
