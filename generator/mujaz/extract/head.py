"""What stands above a story: publisher, kicker, headline, byline, date line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mujaz import arabic, dates
from mujaz.extract import people
from mujaz.extract.body import Body, taken_up
from mujaz.extract.furniture import is_furniture
from mujaz.extract.lines import Line

_SUFFIX = re.compile(r"^(?P<title>.{15,}?) (?:[-–—|]|::) (?P<source>[^-–—|\d]{2,40})$")
_DASH = re.compile(r" [-–—|] ")
_PUBLISHER = re.compile(r"^(?:صحيفه|جريده|مجله|وكاله|موقع|شبكه|قناه) [^.:،]{2,40}$")
_COPYRIGHT = re.compile(
    r"(?:محفوظ[هة]|©|\(c\))[\s.:©لـ]*(?P<name>[^\d.|©]{3,40}?)[\s\d.|©–-]*$|"
    r"^(?P<first>[^\d.|©]{3,40}?)\. ?جميع الحقوق"
)
_RUBRIC = re.compile(
    r"(?:اخبار|زاويه|تقارير|تقرير|مقال|مقالات|اراء|راي|محليات|سياسه|اقتصاد|رياضه|ثقافه|علوم|منوعات|حوادث|"
    r"تحقيقات|ملفات?|عاجل|خاص|حوار|صحه|تكنولوجيا|الراي|الاخبار)\b"
)
# The hour at which a machine fetched the page (RFC 9110, 5.6.7): no newsroom writes a day so.
_FETCHED = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT")
_SENDER = re.compile(r"^[^\W\d_]+(?: [^\W\d_]+)? ?[:/–—-] ?[«(](?P<name>[^»)]{3,30})[»)] ?[:-]?$")
_KICKER_WORDS, _SOURCE_WORDS, _SHORTEST_HEADLINE = 3, 4, 4
_TOLD = 0.2
"""The share of a headline's words that its story takes up, at least."""
_HEADLINE = (5, 18)
"""How many words most headlines have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the lines above and below the body say about it."""

    title: str
    kicker: str | None = None
    source: str | None = None
    when: date | None = None
    authors: tuple[str, ...] = ()
    standfirst: tuple[str, ...] = ()


def read(cut: Body, *, today: date, known: frozenset[str]) -> Head | None:
    """Read the lines around a body; None when there is no headline among them.

    `known` are folded names of publishers.
    """
    facts = [line for line in cut.above if not is_furniture(line)]
    source = _source(facts, cut, known, today)
    names = known | ({arabic.fold(source)} if source else set())
    titles = [line for line in facts if not _is_fact(line, today, names)]
    if not titles:
        return None
    vocabulary = cut.vocabulary
    at, line = max(enumerate(titles), key=lambda one: _headline_score(one, cut))
    rest = titles[at + 1 :]
    return Head(
        title=_bare(_without_suffix(line.text, names)),
        kicker=_kicker(titles[:at]),
        source=source,
        when=_when(facts, cut, today),
        authors=_authors(cut, facts, rest, names),
        standfirst=tuple(
            other.text
            for other in rest
            if not people.bare_author(other, names, vocabulary) and other.words > _SOURCE_WORDS
        ),
    )


def _source(above: Sequence[Line], cut: Body, known: frozenset[str], today: date) -> str | None:
    """Return the publisher's name by the best evidence that there is."""
    for evidence in (
        _named((*above, *cut.below), known),
        _suffixes(above),
        _first_line(above, today, known),
        _labelled(above),
        (cut.opening.sender,) if cut.opening.sender else _senders(above),
        _copyrights(cut.below),
    ):
        for name in evidence:
            return name
    return None


def _named(lines: Sequence[Line], known: frozenset[str]) -> Iterator[str]:
    for line in lines:
        for part in (line.text, *_DASH.split(line.text)):
            if arabic.fold(part.strip()) in known:
                yield part.strip()


def _suffixes(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        suffix = _SUFFIX.match(line.text)
        if suffix and not line.closed and len(suffix["source"].split()) <= _SOURCE_WORDS:
            yield suffix["source"].strip()


def _first_line(lines: Sequence[Line], today: date, known: frozenset[str]) -> Iterator[str]:
    """Yield a short first line, if a headline follows and it is no rubric."""
    first = lines[:1]
    rest = [line for line in lines[1:] if not _is_fact(line, today, known)]
    if any(line.words >= _SHORTEST_HEADLINE for line in rest):
        for line in first:
            if line.words < _SOURCE_WORDS and not line.closed and not _RUBRIC.match(line.folded):
                yield line.text


def _labelled(lines: Sequence[Line]) -> Iterator[str]:
    yield from (line.text for line in lines if _PUBLISHER.match(line.folded))


def _copyrights(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        match = _COPYRIGHT.search(line.text)
        if match:
            yield (match["name"] or match["first"]).strip()


def _senders(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the paper that a dateline on a line of its own names: «الدمام: «الشرق الأوسط»»."""
    for line in lines:
        match = _SENDER.match(line.text)
        if match:
            yield match["name"].strip()


def _is_fact(line: Line, today: date, sources: frozenset[str]) -> bool:
    """Whether a line says when, who or where, and so is no headline."""
    return bool(
        line.folded in sources
        or _SENDER.match(line.text)
        or people.authors(line)
        or people.placed_author(line, sources)
        or dates.is_date_line(line.text, today=today)
        or not re.search(r"[^\W\d_]{2}", line.text)
    )


def _headline_score(numbered: tuple[int, Line], cut: Body) -> tuple[float, int]:
    """Prefer five to eighteen words, not closed by a full stop, that the body takes up.

    Of equals the lower one: a kicker stands above its headline. A writer's name is as short as some
    headlines are, but the story does not speak of it; a caption that names a person stands in the
    story word for word.
    """
    at, line = numbered
    shortest, longest = _HEADLINE
    fits = shortest <= line.words <= longest
    length = 2.0 if fits else min(line.words, shortest) / shortest
    told = taken_up(line, cut.vocabulary)
    told = float(told >= _TOLD) if fits else told
    caption = fits and line.folded in cut.folded
    return length + told - line.text.endswith((".", ":")) - caption, at


def _kicker(before: Sequence[Line]) -> str | None:
    last = before[-1] if before else None
    return _bare(last.text, ":") if last and last.words >= _KICKER_WORDS else None


def _bare(text: str, signs: str = "") -> str:
    """Return a line without what joined it to the next on its page."""
    return text.rstrip(f" -–—|{signs}") or text


def _without_suffix(title: str, sources: frozenset[str]) -> str:
    suffix = _SUFFIX.match(title)
    if suffix and arabic.fold(suffix["source"].strip()) in sources:
        return suffix["title"].strip()
    return title


def _when(above: Sequence[Line], cut: Body, today: date) -> date | None:
    lines = (line.text for line in (*above, *cut.below) if not _FETCHED.fullmatch(line.text))
    found = (dates.find_date_line(text, today=today) for text in (cut.opening.day or "", *lines))
    return next((day for day in found if day), None)


def _authors(
    cut: Body, above: Sequence[Line], rest: Sequence[Line], sources: frozenset[str]
) -> tuple[str, ...]:
    labelled = [names for line in (*above, *cut.below) if (names := people.authors(line))]
    bare = [names for line in rest if (names := people.bare_author(line, sources, cut.vocabulary))]
    opening = [(cut.opening.author,)] if cut.opening.author else []
    placed = [names for line in above if (names := people.placed_author(line, sources))]
    return next(iter((*labelled, *opening, *placed, *bare)), ())
