"""The commands `mujaz edition mail`, `epub` and `pdf`: an edition in one file, to hand on."""

from argparse import Namespace
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from mujaz import copies, disk, editions, schema
from mujaz.copies import Copy
from mujaz.digest import Digest, shown
from mujaz.editions import Contents
from mujaz.errors import ContentError, message
from mujaz.models import Article, Library
from mujaz.phrases import Phrases
from mujaz.render import Site
from mujaz.render import shown as shown_of
from mujaz.telling import Note, Said

MAKERS = {
    "mail": (copies.letter, "html"),
    "epub": (copies.book, "epub"),
    "pdf": (copies.printed, "pdf"),
}
"""What each verb makes of an edition, and how its file ends."""
_CLIPPED = 100_000
"""Bytes of a letter from which mail readers cut it off: Gmail does at 102 KB."""


def written(
    digest: Digest,
    known: Library[Article],
    options: Namespace,
    phrases: Phrases,
    site_phrases: Phrases,
) -> Iterator[Said]:
    """Write a copy of an edition, and yield what to tell of it.

    Raises ContentError where there is no such edition, ExtraError where a package is missing,
    WriteError when the disk refuses.
    """
    make, ending = MAKERS[options.verb]
    contents = named(known, options.name)
    data = make(copy_of(digest, known, contents, site_phrases))
    file: Path = options.output or Path(f"{contents.edition.name}.{ending}")
    disk.write(file, data)
    size = phrases.gettext("{number} KB").format(number=phrases.number(-(-len(data) // 1000)))
    yield Note(f"{shown(file)}: {size}")
    if options.verb == "mail" and len(data) > _CLIPPED:
        told = phrases.gettext("Mail readers cut a letter of this size off: take some stories out.")
        yield Note(told)


def copy_of(digest: Digest, known: Library[Article], contents: Contents, phrases: Phrases) -> Copy:
    """Return all that a copy of an edition says."""
    site = Site(
        name=digest.masthead.name,
        description=digest.masthead.description,
        phrases=phrases,
        url=f"{digest.url.rstrip('/')}/" if digest.url else None,
    )
    return copies.copied(site, known, contents, partial(_shown, known))


def _shown(known: Library[Article], article: Article) -> str:
    return shown_of(article.body, known.rights(article))


def named(known: Library[Article], name: str | None) -> Contents:
    """Return an edition by its name, a draft too, or the newest that is published."""
    if name is None and (newest := editions.published(known, limit=1)):
        return newest[0]
    shown = {article.address: article for article in known.published}
    for edition in known.editions:
        found = editions.contents(edition, shown)
        if edition.name == name and found.chapters:
            return found
    meant = schema.suggestion(name or "", (edition.name for edition in known.editions))
    raise ContentError(
        message("there is no edition “{name}” with articles in it", name=name)
        if name
        else message("no edition is published"),
        message("did you mean “{meant}”?", meant=meant)
        if meant
        else message("mujaz edition lists those there are, mujaz edition new proposes one"),
    )
