"""What messengers show of the site's links: a poster of each headline, and one of the digest."""

from collections.abc import Iterator

from mujaz import bidi
from mujaz.models import Held, Library, Listed
from mujaz.posters import FILE, Line, Poster, Posters, drawable, drawn
from mujaz.render import Site, source_of


def posters_of(chosen: Posters | None, library: Library[Held]) -> Iterator[tuple[str, Held | None]]:
    """Yield the file of each poster below the site's root, with its article; first the digest's."""
    if chosen:
        yield FILE, None
        yield from ((chosen.file(one), one) for one in library.published if chosen.have(one))


def poster(site: Site, library: Library[Listed], article: Listed | None) -> Poster:
    """Return what the poster of an article says; without one, that of the digest."""
    if article is None:
        said = drawn(site.description) or drawn(site.name)
        return Poster(name=_own(site, drawn(site.name)), headline=_own(site, said))
    front, source = article.front, source_of(article, library)
    language = front.language or source.language or site.language
    direction = bidi.direction(language)
    date = site.phrases.day(front.date, weekday=False) if front.date else ""
    over = (site.phrases.label(front.section) if front.section else "", front.kicker or "")
    return Poster(
        name=_own(site, drawn(site.name)),
        headline=Line(text=front.title, language=language, direction=direction),
        overline=_several(site, over),
        foot=_several(site, (source.name, date)),
    )


def _own(site: Site, text: str) -> Line:
    """Return a text as the site says it."""
    return Line(text=text, language=site.language, direction=site.direction)


def _several(site: Site, texts: tuple[str, ...]) -> Line | None:
    """Return short texts as one line; what the face has no letters for is left out."""
    told = " · ".join(text for text in texts if text and drawable(text))
    return _own(site, told) if told else None
