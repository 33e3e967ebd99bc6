"""Summaries: the whole sentences that carry a story, in the order they were written.

The score weighs a sentence's place and its length. The weights were measured on EASC, the Essex
Arabic Summaries Corpus (El-Haj, Kruschwitz and Fox, 2010): five people's choices of sentences for
each of 153 articles, where they do a little better than the plain lead and no worse than one
person against the others. Weights for words in common with the rest of the article were tried on
it too, and won nothing.
"""

import heapq
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from mujaz import arabic

_FULL = 45
"""Words after which a longer sentence says no more."""
_FRAGMENT = 6
"""Words under which a sentence is a caption or a heading."""

_MOST_SENTENCES = 3
_MOST_WORDS = 70
"""The size of the summary an article is ingested with."""
_SHORT_WORDS = 60
_SHORT_SENTENCES = 2
"""An article no longer than this is summed up by its lead sentence alone."""

_SAME = 0.8
"""Share of words in common from which a sentence is the title again."""
_READ = 25
"""Sentences among which a summary is looked for: what carries a story stands no lower."""

_PAIRS = (("«", "»"), ("(", ")"), ("[", "]"), ("“", "”"))

_CONNECTIVES = (
    "أضاف|تابع|أردف|استطرد|أكمل|واصل|استدرك|اختتم|ختم|مضى|من جهته|من جهتها|من جهتهم|من جانبه"
    "|من جانبها|من جانبهم|من ناحيته|من ناحيتها|من ناحية أخرى|من جهة أخرى|من جانب آخر|في هذا السياق"
    "|في السياق|في سياق متصل|في المقابل|في الوقت نفسه|في الوقت ذاته|في غضون ذلك|في هذا الإطار"
    "|في هذا الصدد|إلى ذلك|بدوره|بدورها|بدورهم|كذلك|كما|أيضا|لذلك|لذا|لكن|ولكن|غير أن|إلا أن|بيد أن"
    "|هكذا|بالتالي|مع ذلك|بالمقابل|على صعيد آخر|حينها|عندها|هو|هي|هم|ذلك|تلك|هذا|هذه|هؤلاء|حيث|إذ"
)
_SAYING = (
    "قال|يقول|تقول|يضيف|تضيف|يتابع|تتابع|يوضح|توضح|يؤكد|تؤكد|يشير|تشير"
    "|ذكر|أوضح|أكد|أشار|اعتبر|شدد|رأى|بين|لفت|أعرب|كشف|صرح|نوه|أبدى"
)
_ENGLISH = "however|but|he|she|they|it|and|also|meanwhile|moreover|in addition|therefore"
_LEANING = re.compile(
    rf"(?:[وف]|ثم )?(?:{arabic.fold(_CONNECTIVES)})(?:ت|وا|ا)?(?!\w)"
    rf"|[وف]?(?:{arabic.fold(_SAYING)})(?:ت|وا|ا)? ?(?::|(?:الي |علي )?ان(?!\w)|انه)"
    rf"|(?:{_ENGLISH})(?!\w)"
)
"""How a sentence begins, folded, that leans on the one before it: a connective, a pronoun, or a
verb of saying that does not name who said it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """One sentence of an article, weighed."""

    place: int
    text: str
    words: int
    score: float
    leans: bool
    """Whether it cannot be understood without the sentence before it."""

    @property
    def fragment(self) -> bool:
        """Whether it is so short that it is likelier a heading or a byline."""
        return self.words < _FRAGMENT


def summarise(
    paragraphs: Sequence[str],
    *,
    title: str = "",
    sentences: int | None = 3,
    words: int | None = None,
) -> tuple[str, ...]:
    """Return the sentences that carry the story, whole and in document order.

    At most `sentences` of them and `words` words in all; `None` is no limit. The best sentence is
    returned even when it alone is longer than `words`. Never the title again, and never a
    sentence that leans on the one before it («وأضاف», «من جهته») unless that one is chosen too.
    """
    found = (sentence for text in paragraphs for sentence in arabic.sentences(text))
    weighed = tuple(_weighed(found, title))
    most = len(weighed) if sentences is None else sentences
    return _in_order(_chosen(weighed, most=most, words=math.inf if words is None else words))


def summary(paragraphs: Sequence[str], *, title: str) -> str:
    """Return the summary an article is ingested with: up to three sentences and 70 words.

    A very short article is summed up by its lead sentence, and a single sentence by nothing:
    a reader never gets the whole text twice. A sentence of more than 70 words, or of fewer than
    six, is taken only where there is no other.
    """
    every = (sentence for text in paragraphs for sentence in arabic.sentences(text))
    found = tuple(islice(every, _READ))
    count = len(found)
    weighed = tuple(_weighed(found, title))
    if count <= 1:
        return ""
    brief = count <= _SHORT_SENTENCES or sum(one.words for one in weighed) <= _SHORT_WORDS
    fitting = tuple(one for one in weighed if one.words <= _MOST_WORDS and not one.fragment)
    most = 1 if brief else _MOST_SENTENCES
    return " ".join(_in_order(_chosen(fitting or weighed, most=most, words=_MOST_WORDS)))


def _weighed(found: Iterable[str], title: str) -> Iterator[_Sentence]:
    """Yield every sentence that may be chosen, with its score."""
    heading = Counter(arabic.words(arabic.fold(title)))
    for place, text in enumerate(found):
        folded = arabic.fold(text)
        words = arabic.words(folded)
        if words and not _same(words, heading):
            yield _Sentence(
                place=place,
                text=text,
                words=len(words),
                score=_score(place, text, len(words)),
                leans=place > 0 and bool(_LEANING.match(folded.lstrip("«\"“'([-– "))),
            )


def _score(place: int, text: str, words: int) -> float:
    """Weigh a sentence by its place and its length; see the head of this module."""
    score = 1 / math.sqrt(1 + place) + 0.25 * min(words, _FULL) / _FULL
    if words < _FRAGMENT:
        score -= 0.5
    if text.endswith(("؟", "?", ":")):
        score -= 0.3
    if not _balanced(text):
        score -= 0.3
    return score


def _balanced(text: str) -> bool:
    """Say whether every quote and bracket of a sentence is closed in it."""
    pairs = all(text.count(opening) == text.count(closing) for opening, closing in _PAIRS)
    return pairs and text.count('"') % 2 == 0


def _same(found: Sequence[str], title: Counter[str]) -> bool:
    """Say whether a sentence is the title again, give or take a word."""
    if len(found) * _SAME > title.total() or not title.keys() & set(found):
        return False
    words = Counter(found)
    return (words & title).total() >= _SAME * max((words | title).total(), 1)


def _chosen(weighed: Sequence[_Sentence], *, most: int, words: float) -> tuple[_Sentence, ...]:
    """Choose the best sentences that fit, a leaning one only after what it leans on."""
    standing = tuple(one for one in weighed if not one.leans)
    following = {one.place: one for one in weighed if one.leans and standing}
    heap = [(-one.score, one.place, one) for one in standing or weighed]
    heapq.heapify(heap)
    chosen: list[_Sentence] = []
    left = words
    while heap and len(chosen) < most:
        best = heapq.heappop(heap)[2]
        if best.words > left and chosen:
            continue
        chosen.append(best)
        left -= best.words
        if after := following.pop(best.place + 1, None):
            heapq.heappush(heap, (-after.score, after.place, after))
    return tuple(chosen)


def _in_order(chosen: Iterable[_Sentence]) -> tuple[str, ...]:
    """Return the texts of sentences in document order."""
    return tuple(one.text for one in sorted(chosen, key=lambda one: one.place))
