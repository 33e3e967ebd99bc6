"""Who published an article."""

import re
from urllib.parse import urlsplit

from mujaz import arabic
from mujaz.errors import UnknownSourceError, message
from mujaz.extract import Draft
from mujaz.models import Source
from mujaz.register import Register


def of(draft: Draft, given: str | None, shelves: Register) -> Source:
    """Return who published a draft.

    The person's word goes first, then the page's; a page that does not say is what it was when it
    was added first.
    """
    said = arabic.clean(given or "").strip()
    if arabic.words(said):
        return shelves.source(said) or _new_source(said, None)
    if source := shelves.source_at(draft.link):
        return source
    if draft.source:
        return shelves.source(draft.source) or _new_source(draft.source, draft.link)
    found = shelves.same(draft, None)
    if found is None:
        raise UnknownSourceError(
            message("the text does not say who published it"),
            message("say it with --source, by its name or its id in sources.yml"),
        )
    return shelves.sources[found.front.source]


_SUFFIXES = frozenset({"ac", "co", "com", "edu", "gov", "info", "net", "org"})
"""What stands before a country's letters in a host: assabah.com.tn."""


def _new_source(name: str, link: str | None) -> Source:
    """Return a publisher that is met for the first time; its site names it best in ASCII."""
    bare = name.partition(" | ")[0].strip()
    home = urlsplit(link or "")
    labels = (home.hostname or "").removeprefix("www.").split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _SUFFIXES:
        labels.pop()
    host = re.sub(r"[^a-z0-9]+", "-", labels[-1] if labels else "").strip("-")
    url = f"{home.scheme}://{home.netloc}/" if home.netloc else None
    return Source(id=host or arabic.romanise(bare), name=bare, url=url)
