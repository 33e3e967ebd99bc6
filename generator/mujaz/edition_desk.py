"""The command `mujaz edition`: what it tells of editions, and the one that it proposes."""

import datetime as dt
import json
from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from babel import UnknownLocaleError

from mujaz import choice, edition_copies, frontmatter, library, provenance
from mujaz.choice import Span
from mujaz.digest import Digest, shown
from mujaz.edition_arguments import TODAY
from mujaz.errors import ContentError, DigestError, WriteError, message
from mujaz.models import Edition, Library, Listed
from mujaz.phrases import Phrases
from mujaz.telling import Note, Said


def told(digest: Digest, options: Namespace, phrases: Phrases, *, today: dt.date) -> Iterator[Said]:
    """Do what the options ask, and yield what to tell of it.

    Raises MujazError before anything is changed, or WriteError when the disk refuses.
    """
    known = library.load(digest.content).library
    match options.verb:
        case "new":
            return _proposed(digest, known, options, phrases, today)
        case verb if verb in edition_copies.MAKERS:
            return edition_copies.written(digest, known, options, phrases, voice(digest))
        case _:
            return _as_json(known) if options.json else _list(known, phrases)


def _list(known: Library[Listed], phrases: Phrases) -> Iterator[str]:
    for edition in known.editions:
        draft = "" if edition.published else f" · {phrases.gettext('draft')}"
        days = phrases.days(edition.head.date, edition.head.end)
        yield f"{edition.name}  {edition.head.title} · {days}{draft}"
    yield phrases.counted("%(n)s edition", "%(n)s editions", len(known.editions))


def _as_json(known: Library[Listed]) -> Iterator[str]:
    """Yield a line of JSON for each edition; the keys are documented in the manual."""
    for edition in known.editions:
        days = {"date": str(edition.head.date), "until": str(edition.head.end)}
        said = {"edition": edition.name, "title": edition.head.title, **days}
        yield json.dumps({**said, "published": edition.published}, ensure_ascii=False)


def _proposed(
    digest: Digest, known: Library[Listed], options: Namespace, phrases: Phrases, today: dt.date
) -> Iterator[Said]:
    span = span_of(options, today)
    articles = choice.chosen(known, span, most=options.most)
    if not articles:
        raise ContentError(
            message("no article that is published is of these days: {name}", name=span.name),
            message("name other days with --day, --week, or --from and --to"),
            path=digest.content,
        )
    path = PurePosixPath(f"{library.EDITIONS}/{span.name}.md")
    _keep_apart(digest, path)
    library.save(digest.content, path, written(span, articles, voice(digest), draft=options.draft))
    count = phrases.counted("%(n)s article", "%(n)s articles", len(articles))
    yield Note(f"{shown(digest.content) / path}: {count}")
    for article in articles:
        yield Note(f"  {article.front.title}")
    yield Note(phrases.gettext("Now change it: its order, its headings, a word to the reader."))


def span_of(options: Namespace, today: dt.date) -> Span:
    """Return the days that the options mean: this week, unless they say others."""
    if options.from_day or options.to:
        return Span(options.from_day or options.to, options.to or today)
    if options.day_day:
        day = today if options.day_day == TODAY else options.day_day
        return Span(day, day)
    return Span.week(today if options.week_day in {None, TODAY} else options.week_day)


def voice(digest: Digest) -> Phrases:
    """Return how a digest's site speaks; raises DigestError where there is no such locale."""
    try:
        return Phrases.of(digest.masthead.locale, numerals=digest.masthead.numerals)
    except (UnknownLocaleError, ValueError) as error:
        raise DigestError(
            message("there is no locale “{locale}”", locale=digest.masthead.locale),
            message("write one such as ar, ar_SY or en_GB"),
            path=digest.config,
        ) from error


def written(
    span: Span, articles: tuple[Listed, ...], phrases: Phrases, *, draft: bool = False
) -> str:
    """Return the file of a proposed edition, with an introduction for an editor to write."""
    dates = span.dates
    title = phrases.gettext("News of {days}").format(days=phrases.days(dates[0], dates[-1]))
    values: dict[str, frontmatter.Value] = {
        "title": title,
        **dict(zip(("date", "until"), map(str, dates), strict=False)),
        **({"status": "draft"} if draft else {}),
        "articles": [article.address.rstrip("/") for article in articles],
    }
    return frontmatter.compose({**values, "generated": provenance.sign(values)}, "")


def _keep_apart(digest: Digest, path: PurePosixPath) -> None:
    """Refuse to write over an edition that a person has changed; raises WriteError."""
    if not library.holds(digest.content, path):
        return
    found = next((e for e in library.editions(digest.content, []) if e.path == path), None)
    if found is None or not is_untouched(found, _head(digest, path)):
        raise WriteError(
            message("this edition is there already, and a person has changed it"),
            message("go on in it; or delete it, and it is proposed anew"),
            path=shown(digest.content) / path,
        )


def _head(digest: Digest, path: PurePosixPath) -> Mapping[str, object]:
    return frontmatter.parse(frontmatter.split(library.read(digest.content, path))).values


def is_untouched(edition: Edition, values: Mapping[str, object]) -> bool:
    """Say whether an edition is as the machine proposed it, in all that it says."""
    signed = edition.head.generated
    said = {key: value for key, value in values.items() if key != "generated"}
    same = said.keys() == signed.keys() and all(
        provenance.free(key, value, signed) for key, value in said.items()
    )
    return same and not edition.introduction
