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
        return _called(said, None, shelves)
    if source := shelves.source_at(draft.link):
        return source
    if draft.source:
        return _called(draft.source, draft.link, shelves)
    found = shelves.same(draft, None)
    if found is None:
        raise UnknownSourceError(
            message("the text does not say who published it"),
            message("say it with --source, by its name or its id in sources.yml"),
        )
    return shelves.sources[found.front.source]


_SUFFIXES = frozenset({"ac", "co", "com", "edu", "gov", "info", "net", "org"})
"""What stands before a country's letters in a host: assabah.com.tn."""
_NUMBER = re.compile(r"[\d.]*|.*:.*")
"""A host that is an address and no name."""
_LONGEST = 40
"""Letters of an id: it stands in the name of each of its articles' files."""


def _called(name: str, link: str | None, shelves: Register) -> Source:
    """Return the publisher of a name, with or without the motto behind it."""
    bare = name.partition(" | ")[0].strip() or name
    return shelves.source(name) or shelves.source(bare) or _new_source(bare, link, shelves)


def _new_source(name: str, link: str | None, shelves: Register) -> Source:
    """Return a publisher that is met for the first time; its site names it best in ASCII.

    Where another site has that name already, the whole host tells them apart; a publisher of whose
    site nothing is known may well be this one.
    """
    home = urlsplit(link or "")
    host = _named(home.hostname or "")
    url = f"{home.scheme}://{home.netloc}/" if home.netloc else None
    for proposed in (_label(host), _slug(host)):
        known = shelves.sources.get(proposed)
        if proposed and (known is None or known.url is None):
            return known or Source(id=proposed, name=name, url=url)
    proposed = arabic.romanise(name)
    return shelves.sources.get(proposed) or Source(id=proposed, name=name, url=url)


def _named(host: str) -> str:
    return "" if _NUMBER.fullmatch(host) else host.removeprefix("www.")


def _label(host: str) -> str:
    """Return the label of a host that is its owner's: `cnn` of arabic.cnn.com."""
    labels = host.split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _SUFFIXES:
        labels.pop()
    return _slug(labels[-1]) if labels else ""


def _slug(host: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", host)[:_LONGEST].strip("-")
