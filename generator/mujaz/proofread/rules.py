"""The rules of the proofreader: their names, how grave they are, and which a digest switches."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from mujaz import schema
from mujaz.complaint import Complaint, Severity
from mujaz.errors import DigestError, message
from mujaz.phrases import _


class Level(StrEnum):
    """How grave a digest takes what a rule finds."""

    OFF = "off"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: what it holds everybody to."""

    level: Level
    about: str
    """What it finds, as a template of the catalogues."""
    fixes: bool = False
    """Whether `--fix` may correct what it finds."""
    stops: bool = False
    """Whether no site can be built against it; no digest may switch such a rule."""


def _stops(about: str) -> Rule:
    return Rule(level=Level.ERROR, about=about, stops=True)


def _warns(about: str, *, fixes: bool = False) -> Rule:
    return Rule(level=Level.WARNING, about=about, fixes=fixes)


RULES: Mapping[str, Rule] = {
    "schema": _stops(_("a file that is not what the schema says, or cannot be read")),
    "address": _stops(_("a file whose name is no address, or another page's address")),
    "alias": _stops(_("an old address that two pages would have")),
    "vocabulary": _stops(_("tags of tags.yml that contradict each other")),
    "missing-date": _warns(_("an article without a date")),
    "future-date": _warns(_("a date after tomorrow")),
    "missing-summary": _warns(_("a published article without a summary")),
    "long-title": _warns(_("a title of more than 110 letters")),
    "unknown-tag": Rule(level=Level.OFF, about=_("a tag that tags.yml does not describe")),
    "blocked-tag": _warns(_("a tag that tags.yml blocks")),
    "doubled-space": _warns(_("two spaces between words"), fixes=True),
    "latin-punctuation": _warns(_("a Latin comma, semicolon or question mark"), fixes=True),
    "unbalanced-quotes": _warns(_("a quotation mark whose other half is missing")),
    "mixed-digits": _warns(_("digits of two kinds in one text")),
    "broken-link": _warns(_("a link to a file of the library that is not there")),
    "missing-alt": _warns(_("a picture without a description")),
    "lost-picture": _warns(_("a picture above an article that is not there")),
    "lost-story": _warns(_("a story whose first telling is not there")),
    "duplicate": _warns(_("two articles with the same link, or the same source, title and day")),
    "edition": _warns(_("an article of an edition that is not there, a draft, or there twice")),
    "rights": _warns(_("an article that is shown in part, without a link to the whole")),
}


def levels(settings: Mapping[str, object], config: Path) -> Mapping[str, Level]:
    """Return how grave each rule is in a digest whose `config` says `settings` of some.

    YAML reads `off` as false and `on` as true; the latter is what a rule is unless said. Raises
    DigestError for a rule or a level that is none.
    """
    chosen = {name: rule.level for name, rule in RULES.items()}
    return chosen | {name: _level(name, said, config) for name, said in settings.items()}


def _level(name: str, said: object, config: Path) -> Level:
    rule = RULES.get(name)
    if rule is None or rule.stops:
        free = [one for one in RULES if not RULES[one].stops]
        meant = schema.suggestion(name, free) or ", ".join(free)
        problem = message("there is no rule “{name}” that a digest may switch", name=name)
        raise DigestError(problem, message("write one of: {expected}", expected=meant), path=config)
    if isinstance(said, bool):
        return (max(rule.level, Level.WARNING, key=list(Level).index)) if said else Level.OFF
    if said in list(Level):
        return Level(str(said))
    problem = message("the rule “{name}” cannot be “{value}”", name=name, value=said)
    mend = message("write one of: {expected}", expected=", ".join(Level))
    raise DigestError(problem, mend, path=config)


def judged(found: Iterable[Complaint], chosen: Mapping[str, Level]) -> Iterator[Complaint]:
    """Yield the complaints that a digest wants to hear, as grave as it takes them."""
    for complaint in found:
        level = chosen[complaint.rule]
        if level is not Level.OFF:
            yield replace(complaint, severity=Severity(level))
