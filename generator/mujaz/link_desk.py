"""The command `mujaz links`: what it tells of the links within the built site."""

import json
from collections.abc import Iterator

from mujaz import bulk, check, dead_links
from mujaz.dead_links import Dead, Site
from mujaz.digest import Digest, shown
from mujaz.errors import DigestError, message
from mujaz.phrases import Phrases
from mujaz.telling import Aside, Failed, Note, Said


def told(digest: Digest, phrases: Phrases, *, workers: int | None, as_json: bool) -> Iterator[Said]:
    """Yield a line for each thing that pages link to and that is not there, and then the count.

    Raises DigestError where no site has been built.
    """
    site = Site.at(digest.site, digest.url)
    if not site.built():
        raise DigestError(
            message("there is no site here"),
            message("build it first: mujaz build"),
            path=shown(digest.site),
        )
    found = dead_links.dead(site, workers=bulk.processes(workers))
    if as_json:
        yield from map(_as_json, found)
    elif found:
        yield from (Aside(_line(dead, digest, phrases)) for dead in found)
        yield Aside(phrases.counted("%(n)s dead link", "%(n)s dead links", len(found)))
    else:
        looked = len(site.pages)
        yield Note(phrases.counted("%(n)s page, no dead link", "%(n)s pages, no dead link", looked))
    if found:
        yield Failed()


def _as_json(dead: Dead) -> str:
    return json.dumps({"target": str(dead.target), "pages": dead.pages}, ensure_ascii=False)


def _line(dead: Dead, digest: Digest, phrases: Phrases) -> str:
    problem = message(
        "{target} is not there; pages that link to it: {count}",
        target=dead.target,
        count=phrases.number(len(dead.pages)),
    )
    mend = message("correct the link, or add what it leads to")
    return check.say(problem, mend, phrases, where=str(shown(digest.site) / dead.pages[0]))
