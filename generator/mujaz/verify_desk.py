"""The command `mujaz verify`: what it tells of a published site."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mujaz import batch, made_by, press, verify
from mujaz.complaint import say
from mujaz.digest import Digest, shown
from mujaz.errors import DigestError, message
from mujaz.fetch import Rules, urls
from mujaz.mirror import Mirror
from mujaz.phrases import Phrases, _, _n
from mujaz.telling import Aside, Asked, Failed, Note, Said
from mujaz.verify import Difference, Folder, Found, Site, Verified, Web

_AT_HOME = 0.02
"""Seconds from one request to the digest's own host to the next."""
_MOST = 20
"""Files of a kind that are named to a person."""
_KINDS = {
    Found.MISSING: (_("missing"), _n("%(n)s file missing", "%(n)s files missing")),
    Found.OTHER: (_("other than built"), _n("%(n)s file other", "%(n)s files other")),
    Found.EXTRA: (_("not of this site"), _n("%(n)s file too many", "%(n)s files too many")),
    Found.UNREAD: (_("not to be read"), _n("%(n)s file unread", "%(n)s files unread")),
}


def told(digest: Digest, asked: Asked) -> Iterator[Said]:
    """Yield what is not as it was built, and how much was looked at.

    Raises DigestError where nothing was built or nobody says where the site is, FetchError where it
    cannot be reached.
    """
    there, phrases = Mirror.at(digest.cache / press.MIRROR), asked.phrases
    if not there.made:
        raise DigestError(
            message("there is no site here to compare with"),
            message("build it first: mujaz build"),
            path=shown(digest.site),
        )
    if digest.alone and not verify.shows(digest, asked.environ, there):
        older = phrases.gettext("The site is not what mujaz build would make now: run it first.")
        yield Aside(older, stops=False)
    built = {path: made.digest for path, made in there.made.items()}
    where = asked.options.where or digest.url or ""
    site = _site(digest, where, there, private=asked.options.allow_private)
    found = verify.verified(built, site, most=asked.options.sample)
    yield from _as_json(found, phrases) if asked.options.json else _said(found, where, phrases)


def _site(digest: Digest, where: str, there: Mirror, *, private: bool) -> Site:
    if where.startswith(("http://", "https://")):
        home = urls.parse(where).host == urls.parse(digest.url or where).host
        size = max(made.size for made in there.made.values())
        rules = Rules(interval=_AT_HOME) if home else Rules()
        door = batch.fetcher(digest, private=private, rules=rules.allowing(2 * size))
        return Web(f"{where.rstrip('/')}/", door)
    folder = Path(where)
    if not (where and folder.is_dir()):
        raise DigestError(
            message("there is no site at “{where}”", where=where),
            message("name its address, such as https://digest.example/, or a folder"),
        )
    return Folder(folder)


def _said(found: Verified, where: str, phrases: Phrases) -> Iterator[Said]:
    counts = Counter(one.found for one in found.differences)
    for kind in Found:
        of_kind = [one for one in found.differences if one.found is kind]
        yield from (Aside(_line(one, phrases)) for one in of_kind[:_MOST])
        if rest := len(of_kind[_MOST:]):
            yield Aside(phrases.counted("… and %(n)s more", "… and %(n)s more", rest))
    if counts:
        yield from _others(found, phrases)
        forms = [_KINDS[kind][1] for kind in Found if counts[kind]]
        numbers = [counts[kind] for kind in Found if counts[kind]]
        said = phrases.joined(map(phrases.counted, *zip(*forms, strict=True), numbers))
        problem = message("this is not the site that was built here: {counts}", counts=said)
        mend = message("publish the folder site/ as mujaz build leaves it")
        yield Aside(say(problem, mend, phrases, where=where))
    else:
        yield Note(_good(found, phrases))


def _good(found: Verified, phrases: Phrases) -> str:
    told = phrases.counted(
        "%(n)s file is as it was built", "%(n)s files are as they were built", found.looked
    )
    if found.looked == found.known:
        return told
    by_sums = _n("%(n)s more is so by its checksum", "%(n)s more are so by their checksums")
    unseen = _n("%(n)s was not looked into", "%(n)s were not looked into")
    rest = phrases.counted(*(by_sums if found.believed else unseen), found.known - found.looked)
    return phrases.joined((told, rest))


def _line(one: Difference, phrases: Phrases) -> str:
    said = phrases.gettext(_KINDS[one.found][0])
    why = f" ({phrases.say(one.error.problem)})" if one.error else ""
    return f"{one.path}: {said}{why}"


def _others(found: Verified, phrases: Phrases) -> Iterator[Said]:
    """Yield which programs made the site that are not those here: then all may be other."""
    others = [name for name in found.made_by if name not in made_by.names()]
    if others:
        said = phrases.gettext("The site was made by {names}, and not by what is here.")
        yield Aside(said.format(names=phrases.joined(others)))


def _as_json(found: Verified, phrases: Phrases) -> Iterator[Said]:
    """Yield a line of JSON for each difference, and then the counts; the manual has the keys."""
    for one in found.differences:
        why = {"problem": phrases.say(one.error.problem)} if one.error else {}
        yield json.dumps({"path": one.path, "found": one.found, **why}, ensure_ascii=False)
    counts = Counter(str(one.found) for one in found.differences)
    of_each = {str(kind): counts[kind] for kind in Found}
    yield json.dumps({"counts": {"files": found.known, "read": found.looked, **of_each}})
    if found.differences:
        yield Failed()
