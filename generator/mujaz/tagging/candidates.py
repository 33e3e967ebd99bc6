"""Candidates: every run of one to four words in a text that could be a tag."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from mujaz import arabic
from mujaz.tagging import forms
from mujaz.tagging.background import Background
from mujaz.tagging.lexicon import Lexicon, Name
from mujaz.tagging.mentions import Mention, mentions
from mujaz.tagging.reading import Reading
from mujaz.tagging.tokens import Token, tokens

_LONGEST = 4
_TRILITERAL = 3
_FAR = 150
"""Words from the beginning after which what is said once is not what the text is about."""


class Candidate(NamedTuple):
    """One occurrence of a phrase."""

    key: tuple[str, ...]
    """What two occurrences of a phrase have in common: the stems of its words."""
    readings: tuple[Reading, ...]
    place: int
    """Place of its first word in the text."""
    torn: int
    """How many of its ends are torn out of a longer phrase."""
    name: Name | None = None
    """What it names, if that is known; then its key is the stems of the name's label."""
    implied: bool = False
    """Whether it is no name itself but says whence something is: «السوري»."""

    @property
    def shown(self) -> str:
        """The phrase as written, its first word without what was cut."""
        first, *rest = self.readings
        return " ".join((first.shown, *(reading.written for reading in rest)))


class _Text(NamedTuple):
    """One paragraph, and where in it names stand."""

    tokens: Sequence[Token]
    mentions: Sequence[Mention]
    whole: frozenset[tuple[int, int]]
    """Where they, and the adjectives that imply them, begin and end."""
    parted: frozenset[int]
    """The places at which no phrase may begin or end: they are inside a name."""
    place: int
    """Place of its first word in the whole text."""
    repeated: frozenset[str]
    """Stems that the whole text has more than once."""
    qualifies: Sequence[bool]
    """Of each word, and of the end, whether it belongs to the word before it, as adjectives do."""
    owns: Sequence[bool]
    """Of each, whether it tells whose the word before it is: «غابة خليج الصدف»."""


def candidates(
    paragraphs: Sequence[str], lexicon: Lexicon, background: Background
) -> Iterator[Candidate]:
    """Yield every occurrence of every phrase of the text that may be a tag, in order.

    A phrase lies inside punctuation, begins and ends with a word that means something, holds at
    most one function word, no verb and no number, agrees in definiteness, and cuts no name.
    """
    read = tokens(paragraphs, background)
    times = Counter([token.reading.stem for words in read for token in words])
    repeated = frozenset(stem for stem, count in times.items() if count > 1)
    place = 0
    for words, named in zip(read, mentions(read, lexicon, background), strict=True):
        names = [*_named(words, named, place, background), *_implied(words, named, place, lexicon)]
        text = _Text(
            tokens=words,
            mentions=named,
            whole=frozenset(
                (one.place - place, one.place - place + len(one.readings)) for one in names
            ),
            parted=frozenset(inside for one in named for inside in range(one.start + 1, one.stop)),
            place=place,
            repeated=repeated,
            qualifies=tuple(_each(words, _qualifies)),
            owns=tuple(_each(words, _owns)),
        )
        yield from names
        yield from _phrases(text)
        place += len(words)


def _named(
    words: Sequence[Token], named: Sequence[Mention], place: int, background: Background
) -> Iterator[Candidate]:
    """Yield what the lexicon or an introduction says to be names."""
    for start, stop, name in named:
        read = tuple(token.reading for token in words[start:stop])
        yield Candidate(_key(name, background), read, place + start, 0, name)


def _key(name: Name, background: Background) -> tuple[str, ...]:
    words = arabic.words(arabic.fold(name.label))
    return tuple(forms.stem(word) if background.arabic else word for word in words)


def _implied(
    words: Sequence[Token], named: Sequence[Mention], place: int, lexicon: Lexicon
) -> Iterator[Candidate]:
    """Yield the places that adjectives of origin imply."""
    taken = {inside for one in named for inside in range(one.start, one.stop)}
    for start, token in enumerate(words):
        name = lexicon.origins.get(token.reading.word)
        if name and start not in taken:
            key = tuple(map(forms.stem, arabic.words(arabic.fold(name.label))))
            yield Candidate(key, (token.reading,), place + start, 0, name, implied=True)


def _phrases(text: _Text) -> Iterator[Candidate]:
    """Yield the phrases that are not names as they stand; nothing follows a person's in one."""
    persons = [one for one in text.mentions if one.name.kind == "person"]
    begin, end = {one.start for one in persons}, {one.stop for one in persons}
    for start, token in enumerate(text.tokens):
        if not _may_begin(token) or start in text.parted or start in begin:
            continue
        if text.place + start < _FAR or token.reading.stem in text.repeated:
            for stop, phrase in _beginning(text, start):
                cut = stop in text.parted or (stop in end and not _may_own(token.reading))
                if not cut and (start, stop) not in text.whole:
                    yield phrase
                if stop in end:
                    break


def _beginning(text: _Text, start: int) -> Iterator[tuple[int, Candidate]]:
    """Yield the phrases that begin at one word, shortest first, each with where it ends.

    Far from the beginning, they are of words that the text repeats.
    """
    tokens, place, qualifies, owns = text.tokens, text.place + start, text.qualifies, text.owns
    head = qualifies[start]
    phrase: tuple[Reading, ...] = (tokens[start].reading,)
    key: tuple[str, ...] = (phrase[0].stem,)
    links = 0
    tail = qualifies[start + 1] or owns[start + 1]
    yield start + 1, Candidate(key, phrase, place, head + tail)
    head = head or owns[start]
    for end in range(start + 1, min(start + _LONGEST, len(tokens))):
        last = tokens[end].reading
        links += last.link and not last.patronym
        if links > 1 or not _continues(phrase[-1], tokens[end]):
            return
        if place >= _FAR and last.stem not in text.repeated:
            return
        phrase, key = (*phrase, last), (*key, last.stem)
        if not owns[end + 1] and _may_end(last, linked=links > 0):
            yield end + 1, Candidate(key, phrase, place, head + qualifies[end + 1])


def _may_own(reading: Reading) -> bool:
    """Say whether a word can stand before a person's name as what is theirs: «رواية», no «قاد»."""
    return reading.common and not reading.title


def _may_begin(token: Token) -> bool:
    """Say whether a phrase may begin at a word; at the head of a sentence it may be a verb."""
    reading = token.reading
    verbal = token.opens and reading.common and len(reading.word) == _TRILITERAL
    return reading.content and not verbal


def _may_end(last: Reading, *, linked: bool) -> bool:
    """Say whether a phrase may end with a word.

    «في صبيحة» and «لكثرة» would stop short of whose morning it was, and of what.
    """
    return last.content and not (linked and last.common) and (last.definite or not last.cut)


def _continues(before: Reading, token: Token) -> bool:
    """Say whether a word can stand in one phrase with the word before it.

    «الرئيس سوري» is a sentence, and after «الهيئة المهندس» comes who that is.
    """
    after = token.reading
    if not token.joined or after.cut.startswith(("و", "ف")):
        return False
    if not (after.content or after.link or after.patronym):
        return False
    if before.definite and after.definite and after.title and not after.cut:
        return False
    return not before.definite or after.definite or after.link or after.patronym


def _each(tokens: Sequence[Token], belongs: Callable[[Reading, Reading], bool]) -> Iterator[bool]:
    """Yield for each word, and for the end, whether it belongs to the word that it follows."""
    yield False
    for before, after in pairwise(tokens):
        yield after.joined and belongs(before.reading, after.reading)
    yield False


def _qualifies(before: Reading, after: Reading) -> bool:
    if after.patronym or before.patronym:
        return True
    return before.definite and after.definite and before.content and after.content and not after.cut


def _owns(before: Reading, after: Reading) -> bool:
    return after.definite and before.common and before.content and not after.cut
