"""Kinds: what a name names, as far as the name itself tells it."""

from mujaz.tagging.background import background
from mujaz.tagging.lexicon import lexicon
from mujaz.tagging.mentions import mentions
from mujaz.tagging.tokens import tokens


def kind_of(label: str) -> str | None:
    """Return what a label names, as models.Tag has it; None where that is not plain from it.

    >>> kind_of("سيرغي لافروف"), kind_of("مدينة السنديان"), kind_of("زيت الزيتون")
    ('person', 'place', None)
    """
    known = background()
    words = tokens([label], known)
    (found,) = mentions(words, lexicon(), known)
    whole = (one.name.kind for one in found if (one.start, one.stop) == (0, len(words[0])))
    head = known.heads.get(words[0][0].reading.word) if len(words[0]) > 1 else None
    return next(whole, head)
