"""The command `mujaz doctor`: what is there of all that Mujaz needs, and how to get the rest."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from mujaz import digest, library, made_by, posters, press, verify
from mujaz.copies import paper
from mujaz.digest import Digest, shown
from mujaz.errors import ExtraError, Message, MujazError, message
from mujaz.mirror import Mirror
from mujaz.phrases import Phrases, _
from mujaz.resources import TEMPLATES
from mujaz.telling import Aside, Asked, Failed, Note, Said

_FONTS = ("naskh-arabic", "naskh-latin", "readex-arabic", "readex-latin")


class State(StrEnum):
    """How something is."""

    GOOD = "good"
    WARNING = "warning"
    """It works, and something is lacking."""
    ERROR = "error"


_SAID = {State.GOOD: _("good"), State.WARNING: _("warning"), State.ERROR: _("error")}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    thing: str
    state: State
    said: Message
    mend: Message | None = None


def told(asked: Asked) -> Iterator[Said]:
    """Yield each thing with how it is; the exit status tells whether anything is broken."""
    phrases, broken = asked.phrases, False
    for finding in findings(asked):
        broken |= finding.state is State.ERROR
        if asked.options.json:
            yield _as_json(finding, phrases)
        else:
            line = _line(finding, phrases)
            yield Note(line) if finding.state is State.GOOD else Aside(line, stops=False)
    good = phrases.gettext("Mujaz has all that it needs.")
    bad = phrases.gettext("Something is broken: see above.")
    if asked.options.json:
        yield from (Failed(),) if broken else ()
    else:
        yield Aside(bad) if broken else Note(good)


def findings(asked: Asked) -> Iterator[Finding]:
    """Yield what is found: programs and packages first, then the digest, if there is one."""
    yield _good("mujaz", ", ".join(made_by.names()))
    yield from _distributed()
    yield from (_extra(name, look) for name, look in _EXTRAS.items())
    yield _fonts()
    yield _database()
    yield from _git(asked)
    try:
        found = digest.find(asked.options.digest)
    except MujazError as error:
        lacking = error.path == asked.options.digest.resolve()
        state = State.WARNING if lacking else State.ERROR
        yield Finding("digest", state, error.problem, error.mend)
        return
    yield from _digest(found, asked)


def _good(thing: str, said: object) -> Finding:
    return Finding(thing, State.GOOD, message("{said}", said=said))


def _distributed() -> Iterator[Finding]:
    try:
        yield _good("cluster", f"distributed {metadata.version('distributed')}")
    except metadata.PackageNotFoundError:
        said = message("for work on many machines, Dask is not installed")
        yield Finding("cluster", State.WARNING, said, message("pip install 'mujaz[cluster]'"))


def _print() -> str:
    paper.maker()  # loads Pango, which the version does not tell of
    return paper.printer()


_EXTRAS: dict[str, Callable[[], str]] = {"print": _print, "posters": posters.drawer}


def _extra(name: str, look: Callable[[], str]) -> Finding:
    try:
        return _good(name, look())
    except ExtraError as error:
        return Finding(name, State.WARNING, error.problem, error.mend)


def _fonts() -> Finding:
    folder = TEMPLATES / "theme" / "assets" / "mujaz" / "fonts"
    lost = [name for name in _FONTS if not (folder / f"{name}.woff2").is_file()]
    if not lost:
        return _good("fonts", ", ".join(_FONTS))
    said = message("fonts of the site are missing: {names}", names=", ".join(lost))
    return Finding("fonts", State.ERROR, said, message("install Mujaz again"))


def _database() -> Finding:
    with closing(sqlite3.connect(":memory:")) as base:
        options = {row[0] for row in base.execute("PRAGMA compile_options")}
    version = f"SQLite {sqlite3.sqlite_version}"
    if "ENABLE_FTS5" in options:
        return _good("sqlite", f"{version}, FTS5")
    said = message("{version} has no FTS5: exported databases cannot be searched", version=version)
    return Finding("sqlite", State.WARNING, said, message("use a Python with a whole SQLite"))


def _git(asked: Asked) -> Iterator[Finding]:
    place = shutil.which("git", path=asked.environ.get("PATH"))
    if place is None:
        said = message("git is not installed: it keeps what editors write")
        yield Finding("git", State.WARNING, said, message("apt install git"))
        return
    yield _good("git", place)
    here = asked.options.digest.resolve()
    if not any((folder / ".git").exists() for folder in (here, *here.parents)):
        said = message("this folder is in no repository of git")
        yield Finding("repository", State.WARNING, said, message("git init"))


def _digest(found: Digest, asked: Asked) -> Iterator[Finding]:
    yield _good("digest", shown(found.root))
    if not found.url:
        said = message("mkdocs.yml does not say where the digest is published")
        mend = message("write it as site_url: feeds and sitemaps need it")
        yield Finding("site_url", State.WARNING, said, mend)
    if not found.content.is_dir():
        said, mend = message("there is no folder of content here"), message("run mujaz init --here")
        yield Finding("content", State.ERROR, said, mend)
        return
    count = len(library.paths(found.content))
    yield _good("content", asked.phrases.counted("%(n)s article", "%(n)s articles", count))
    yield _cache(found, asked.phrases)
    yield _site(found, asked)


def _cache(found: Digest, phrases: Phrases) -> Finding:
    sizes = tuple(_sizes(found.cache))
    there = Mirror.at(found.cache / press.MIRROR)
    counted = phrases.counted("%(n)s file", "%(n)s files", len(sizes))
    number = phrases.number(-(-sum(sizes) // 10**6))
    megabytes = phrases.gettext("{number} MB").format(number=number)
    if there.made or not (found.cache / press.MIRROR).exists():
        return _good("cache", f"{shown(found.cache)}: {counted}, {megabytes}")
    said = message("what was kept of builds cannot be believed: the next makes every page anew")
    return Finding("cache", State.WARNING, said, message("mujaz build"))


def _sizes(folder: Path) -> Iterator[int]:
    """Yield the size of each file; a build at work may take one away meanwhile."""
    for base, _folders, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                yield Path(base, name).stat().st_size


def _site(found: Digest, asked: Asked) -> Finding:
    there = Mirror.at(found.cache / press.MIRROR)
    if not found.alone:
        said = message("others have a hand in the site (plugins, hooks): it is built whole")
        return Finding("site", State.WARNING, said)
    if verify.shows(found, asked.environ, there):
        return _good("site", shown(found.site))
    said = message("the site is not what the content says now, or its build warned of something")
    return Finding("site", State.WARNING, said, message("mujaz build"))


def _line(finding: Finding, phrases: Phrases) -> str:
    line = f"{finding.thing}: {phrases.gettext(_SAID[finding.state])}: {phrases.say(finding.said)}"
    if finding.mend is None:
        return line
    told = phrases.gettext("{problem}; to mend it: {mend}")
    return told.format(problem=line, mend=phrases.say(finding.mend))


def _as_json(finding: Finding, phrases: Phrases) -> str:
    """Return a finding as a line of JSON; the manual has the keys."""
    mend = {"mend": phrases.say(finding.mend)} if finding.mend else {}
    said = {"thing": finding.thing, "state": finding.state, "said": phrases.say(finding.said)}
    return json.dumps({**said, **mend}, ensure_ascii=False)
