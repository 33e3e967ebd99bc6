"""The command `mujaz links`: what it tells of the links within the built site."""

from collections.abc import Iterator

from mujaz import bulk, check, dead_links
from mujaz.digest import Digest, shown
from mujaz.errors import DigestError, message
from mujaz.phrases import Phrases
from mujaz.telling import Aside, Note, Said


def told(digest: Digest, phrases: Phrases, *, workers: int | None) -> Iterator[Said]:
    """Yield a line for each thing that pages link to and that is not there, and then the count.

    Raises DigestError where no site has been built.
    """
    site = dead_links.Site.at(digest.site, digest.url)
    if not site.built():
        raise DigestError(
            message("there is no site here"),
            message("build it first: mujaz build"),
            path=shown(digest.site),
        )
    found = dead_links.dead(site, workers=bulk.processes(workers))
    mend = message("correct the link, or add what it leads to")
    for dead in found:
        count = phrases.number(len(dead.pages))
        problem = message(
            "{target} is not there; pages that link to it: {count}", target=dead.target, count=count
        )
        yield Aside(
            check.say(problem, mend, phrases, where=str(shown(digest.site) / dead.pages[0]))
        )
    if found:
        yield Aside(phrases.counted("%(n)s dead link", "%(n)s dead links", len(found)))
    else:
        looked = len(site.pages)
        yield Note(phrases.counted("%(n)s page, no dead link", "%(n)s pages, no dead link", looked))
