"""People: persons whom a text names in full, told by a first name or by how they are introduced.

A person's name begins with a first name, or with a word that is no common noun and follows a title
(«وزير الخارجية الروسي سيرغي لافروف») or a verb of saying, or holds a «بن».
"""

from collections.abc import Iterator, Sequence

from mujaz import arabic
from mujaz.tagging.lexicon import Lexicon
from mujaz.tagging.reading import Reading
from mujaz.tagging.tokens import Token

_REACH = 4
"""Words of a title before a name: «وزيرة الدولة للشؤون الخارجية»."""
_LONGEST = 4
_SHORTEST = 3
"""Letters of a first name that nobody knows: «الحارس صد الركلة» names no Sadd."""
_KUNYAS = frozenset(arabic.fold("أبو أبي أبا ابن").split())
"""Words that begin a name: «أبو العلاء المعري», «ابن خلدون»."""
_SELDOM = 2.5
_RARE = 5.5
"""Rarity from which a word with the article may be a family's name, after what can only be a first
name («بشار الأسد») and after other words («ندى القصاب»)."""
_PARTS = frozenset(arabic.fold("عبد أبو أبي أم آل بن ابن بنت ولد فان فون دي ديل دا دو مون").split())
"""Words that tie the next one into a name."""
_SAYING = frozenset(
    arabic.fold(
        "قال قالت أضاف أضافت أكد أكدت أوضح أوضحت ذكر ذكرت صرح صرحت أشار أشارت بين بينت لفت لفتت "
        "يقول تقول يضيف تضيف يرى ترى يؤكد تؤكد يوضح توضح كتب كتبت رأى رأت اعتبر اعتبرت"
    ).split()
)


def people(
    tokens: Sequence[Token], lexicon: Lexicon, taken: frozenset[int]
) -> Iterator[tuple[int, int, str]]:
    """Yield where a paragraph names a person in full, and the name; `taken` is of other names."""
    place = 0
    while place < len(tokens):
        stop = _name_end(tokens, place, lexicon, taken)
        if stop - place > 1 and _introduced(tokens, place, stop):
            first, *rest = (token.reading for token in tokens[place:stop])
            yield place, stop, " ".join((first.shown, *(one.written for one in rest)))
            place = stop
        else:
            place += 1


def _name_end(tokens: Sequence[Token], start: int, lexicon: Lexicon, taken: frozenset[int]) -> int:
    """Return where a name that begins at a word would end: `start` where none does."""
    reading = tokens[start].reading
    if reading.definite or not reading.content:
        return start
    called = reading.given or reading.whole in _KUNYAS
    if start in taken or not (called or _may_name(reading, lexicon)):
        return start
    stop = start + 1
    longest = start + _LONGEST
    while stop < len(tokens) and stop < longest and tokens[stop].joined and stop not in taken:
        part, before = tokens[stop].reading, tokens[stop - 1].reading
        if part.whole in _PARTS:
            longest += 1
        elif not (
            (_tied(before) and part.content) or (not part.cut and _follows(part, before, lexicon))
        ):
            break
        stop += 1
    while stop > start and tokens[stop - 1].reading.whole in _PARTS:
        stop -= 1
    return stop


def _tied(before: Reading) -> bool:
    return before.whole in _PARTS


def _may_name(reading: Reading, lexicon: Lexicon) -> bool:
    return reading.named and not reading.title and reading.word not in lexicon.origins


def _follows(reading: Reading, before: Reading, lexicon: Lexicon) -> bool:
    """Say whether a word may be part of a name; after a family's name with the article few are."""
    if reading.word in lexicon.origins or reading.title or reading.stop:
        return False
    if not reading.definite:
        return (reading.given or reading.named) and not before.definite
    rare = _SELDOM if before.given and not before.common else _RARE
    return reading.content and reading.rarity >= rare and not reading.word.endswith("يه")


def _introduced(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """Say whether a run of words that may be a name is one."""
    reading = tokens[start].reading
    if (reading.given and not reading.common) or reading.whole in _KUNYAS:
        return True
    others = [token.reading for token in tokens[start + 1 : stop]]
    if reading.given and any(_family(other) for other in others):
        return True
    if any(other.whole == "بن" for other in others):
        return True
    return len(reading.word) >= _SHORTEST and _cued(tokens, start)


def _family(reading: Reading) -> bool:
    """Say whether a word makes a name of one before it that may be a noun: «هدى البستاني».

    No adjective with the article follows a noun without it.
    """
    return reading.given or not reading.known or (reading.definite and reading.word.endswith("ي"))


def _cued(tokens: Sequence[Token], start: int) -> bool:
    """Say whether a title, with what belongs to it, or a verb of saying stands before a word."""
    place = start
    while place > max(0, start - _REACH) and tokens[place].joined:
        place -= 1
        reading = tokens[place].reading
        if reading.title or reading.word in _SAYING:
            return True
        if not (reading.definite or reading.common) or tokens[place + 1].reading.cut:
            return False
    return False
