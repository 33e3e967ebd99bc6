"""Where words stand: what is between two blanks is folded once in a process, then looked up."""

from collections import deque
from collections.abc import Iterable
from functools import lru_cache
from itertools import repeat

from mujaz import arabic

LONGEST = 30
"""Letters from which nobody types a word."""
MOST = 1 << 17
"""Tokens that a process remembers: some tens of megabytes."""


@lru_cache(maxsize=MOST)
def words(token: str) -> tuple[str, ...]:
    """Return the words of the index in a token, in their order.

    They are those of the token as it is displayed, and folded one by one: so the script finds them
    again in what it shows.

    >>> words("«الطائرة/القطار»،")
    ('الطايره', 'القطار')
    """
    displayed = arabic.words(token)
    folded = (word for shown in displayed for word in arabic.words(arabic.fold(shown)))
    return tuple(word for word in folded if len(word) <= LONGEST)


class Places(dict[str, list[int]]):
    """The list of its word for each token; each list takes where the word stands."""

    def __init__(self) -> None:
        """Begin without any."""
        self.by_word: dict[str, list[int]] = {}
        self._several: dict[str, list[list[int]]] = {}
        self._place = 0
        self._nowhere: list[int] = []

    def __missing__(self, token: str) -> list[int]:
        """Return the list of a token's only word; another token is seen to here, each time."""
        lists = self._several.get(token)
        if lists is None:
            lists = [self.by_word.setdefault(word, []) for word in words(token)]
            if len(lists) == 1:
                self[token] = lists[0]
                return lists[0]
            self._several[token] = lists
        for found in lists:
            found.append(self._place)
        return self._nowhere

    def note(self, tokens: Iterable[str], place: int) -> None:
        """Put a place into the list of each word, as often as it stands there."""
        self._place = place
        # A loop without a step of Python's own: it is run for each word of all articles.
        deque(map(list.append, map(self.__getitem__, tokens), repeat(place)), maxlen=0)
        self._nowhere.clear()

    def forget(self) -> None:
        """Empty the lists."""
        for found in self.by_word.values():
            found.clear()
