"""Candidates: every run of one to four words in a text that could be a tag."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mujaz import arabic
from mujaz.tagging.background import Background
from mujaz.tagging.reading import Reading, readings

_LONGEST = 4
_TRILITERAL = 3
_FAR = 150
"""Words from the beginning after which what is said once is not what the text is about."""
_OPENING = re.compile('[.؟?!:…«"-]')


class Token(NamedTuple):
    """One word of the text, read."""

    reading: Reading
    opens: bool
    """Whether a sentence or a quotation begins here, as they like to in Arabic with a verb."""
    joined: bool
    """Whether nothing but a space parts it from the word before."""


class Candidate(NamedTuple):
    """One occurrence of a phrase."""

    key: tuple[str, ...]
    """What two occurrences of a phrase have in common: the stems of its words."""
    readings: tuple[Reading, ...]
    place: int
    """Place of its first word in the text."""
    torn: int
    """How many of its ends are torn out of a longer phrase."""

    @property
    def shown(self) -> str:
        """The phrase as written, its first word without what was cut."""
        first, *rest = self.readings
        return " ".join((first.shown, *(reading.written for reading in rest)))


def candidates(paragraphs: Sequence[str], background: Background) -> Iterator[Candidate]:
    """Yield every occurrence of every phrase of the text that may be a tag, in order.

    A phrase lies inside punctuation, begins and ends with a word that means something, holds at
    most one function word, no verb and no number, and agrees in definiteness.
    """
    spans = [arabic.word_spans(text) for text in paragraphs]
    split = list(zip(paragraphs, spans, strict=True))
    read = readings({text[start:stop] for text, at in split for start, stop in at}, background)
    texts = [tuple(_tokens(text, at, read)) for text, at in split]
    times = Counter(token.reading.stem for tokens in texts for token in tokens)
    repeated = frozenset(stem for stem, count in times.items() if count > 1)
    place = 0
    for tokens in texts:
        for start, token in enumerate(tokens):
            if _may_begin(token) and (place + start < _FAR or token.reading.stem in repeated):
                yield from _beginning(tokens, start, place, repeated)
        place += len(tokens)


def _tokens(
    text: str, spans: Sequence[tuple[int, int]], read: Mapping[str, Reading]
) -> Iterator[Token]:
    """Yield the words of one paragraph."""
    end = 0
    for start, stop in spans:
        gap = text[end:start]
        yield Token(
            reading=read[text[start:stop]],
            opens=not end or (gap != " " and bool(_OPENING.search(gap))),
            joined=gap == " ",
        )
        end = stop


def _beginning(
    tokens: Sequence[Token], start: int, place: int, repeated: frozenset[str]
) -> Iterator[Candidate]:
    """Yield the phrases that begin at one word, shortest first.

    Far from the beginning, they are of words that the text repeats.
    """
    head = _qualifies(tokens, start)
    phrase: tuple[Reading, ...] = (tokens[start].reading,)
    key: tuple[str, ...] = (phrase[0].stem,)
    links = 0
    yield Candidate(key, phrase, place + start, head + _qualifies(tokens, start + 1))
    for end in range(start + 1, min(start + _LONGEST, len(tokens))):
        last = tokens[end].reading
        links += last.link and not last.patronym
        if links > 1 or not _continues(phrase[-1], tokens[end]):
            return
        if place + start >= _FAR and last.stem not in repeated:
            return
        phrase, key = (*phrase, last), (*key, last.stem)
        # «في صبيحة» and «لكثرة» would stop short of whose morning it was, and of what.
        if last.content and not (links and last.common) and (last.definite or not last.cut):
            yield Candidate(key, phrase, place + start, head + _qualifies(tokens, end + 1))


def _may_begin(token: Token) -> bool:
    """Say whether a phrase may begin at a word; at the head of a sentence it may be a verb."""
    reading = token.reading
    verbal = token.opens and reading.common and len(reading.word) == _TRILITERAL
    return reading.content and not verbal


def _continues(before: Reading, token: Token) -> bool:
    """Say whether a word can stand in one phrase with the word before it.

    «الرئيس بشار» can, and «الرئيس سوري» is a sentence: after a definite word only a name may be
    without the article.
    """
    after = token.reading
    if not token.joined or after.cut.startswith(("و", "ف")):
        return False
    if not (after.content or after.link or after.patronym):
        return False
    return not (before.definite and after.common and not after.link)


def _qualifies(tokens: Sequence[Token], place: int) -> bool:
    """Say whether the word at a place belongs to the word before it, as adjectives do."""
    if not 0 < place < len(tokens) or not tokens[place].joined:
        return False
    before, after = tokens[place - 1].reading, tokens[place].reading
    if after.patronym or before.patronym:
        return True
    return before.definite and after.definite and before.content and after.content and not after.cut
