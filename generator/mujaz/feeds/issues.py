"""What feeds tell of an edition: its editor's word, and its stories in the editor's order."""

from collections.abc import Iterator

from markupsafe import Markup

from mujaz import render
from mujaz.copies import words
from mujaz.editions import Contents
from mujaz.feeds import atom_feed, json_feed
from mujaz.feeds.channel import moment, out
from mujaz.models import Library, Listed
from mujaz.render import Site


def entry(site: Site, library: Library[Listed], contents: Contents) -> str:
    """Return an edition's entry of an Atom feed."""
    head, address = contents.edition.head, f"{site.url}{contents.edition.address}"
    return atom_feed.written(
        site.language,
        address,
        content=_html(site, library, contents),
        title=head.title,
        updated=moment(out(contents)),
        author=site.name,
    )


def item(site: Site, library: Library[Listed], contents: Contents) -> str:
    """Return an edition's item of a JSON Feed."""
    head, address = contents.edition.head, f"{site.url}{contents.edition.address}"
    told = {
        "id": address,
        "url": address,
        "title": head.title,
        "content_html": _html(site, library, contents),
        "date_published": moment(out(contents)),
        "authors": [{"name": site.name}],
        "language": site.language,
    }
    return json_feed.written(told)


def _html(site: Site, library: Library[Listed], contents: Contents) -> str:
    return str(Markup("\n").join(_parts(site, library, contents)))


def _parts(site: Site, library: Library[Listed], contents: Contents) -> Iterator[Markup]:
    yield Markup(words.xhtml(contents.edition.introduction, _elsewhere))  # noqa: S704  cleansed
    for chapter in contents.chapters:
        if chapter.heading:
            yield Markup("<h2>{}</h2>").format(chapter.heading)
        for article in chapter.articles:
            front, source = article.front, render.source_of(article, library)
            headline = Markup('<a href="{}{}">{}</a>').format(
                site.url, article.address, front.title
            )
            yield Markup("<p><strong>{}</strong> ({})</p>").format(headline, source.name)
            if front.summary:
                yield Markup("<p>{}</p>").format(front.summary)


def _elsewhere(href: str) -> str | None:
    return href if href.startswith(("https://", "http://")) else None
