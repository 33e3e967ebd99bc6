"""Names: what all spellings of one have in common, so that they make one tag."""

import re
from functools import lru_cache

from mujaz.arabic.letters import clean, fold

_CARRIED = re.compile("[ئء]+(?=[وؤ])")
"""A hamza before a waw, which Egypt carries on a yeh: «شئون», «رءوس»; elsewhere «شؤون», «رؤوس»."""

_SERVANT = re.compile(r"\bعبد ال")
"""Half of the press writes «عبد الله» as one word."""

_TWICE = (
    ("سوريه", "سوريا"),
    ("استانه", "استانا"),
    ("(ال)?اميرك(?=ا|ي)", r"\1امريك"),
    ("(ال)?اورب(?=ا|ي)", r"\1اوروب"),
    ("(ال)?انكل(?=ترا|يز)", r"\1انجل"),
    ("(ال)?ديموقراط(?=ي)", r"\1ديمقراط"),
    ("(ال)?فيدرال(?=ي)", r"\1فدرال"),
    ("(ال)?سوفييت(?=ي)", r"\1سوفيت"),
    ("(ال)?تليفزيون", r"\1تلفزيون"),
    ("(ال)?كونج(?=رس|و)", r"\1كونغ"),
    ("هونج كونج", "هونغ كونغ"),
)
"""Words that newspapers write in two ways that `fold` does not make one, folded.

The list is short on purpose, and holds what a reader never takes for two things: whole words alone,
or the stems of words and of all that is derived from them. Whatever else a digest has under two
spellings belongs into its own tags.yml.
"""

_RULES = tuple(
    (re.compile(rf"\b{spelling}" + ("" if "(?=" in spelling else r"\b")), one)
    for spelling, one in _TWICE
)


@lru_cache(maxsize=1 << 16)  # the same tags and sources are asked for by every page
def name_key(name: str) -> str:
    """Return what is the same for every spelling of a name: «سورية» and «سوريا», «شئون» and «شؤون».

    A key to compare by, never to show. `name_key(fold(name))` may differ: a fold forgets hamzas.
    """
    key = _SERVANT.sub("عبدال", fold(_CARRIED.sub("ؤ", clean(name))))
    for pattern, one in _RULES:
        key = pattern.sub(one, key)
    return key
