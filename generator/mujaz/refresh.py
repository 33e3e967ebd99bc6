"""The values that the machine made of an article's words, made again, where nobody changed them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from mujaz import bodies, computed, diffs, library, provenance, tagging, values
from mujaz.bulk import Team
from mujaz.computed import Made, Words
from mujaz.desk import Added, Outcome
from mujaz.errors import ContentError, MujazError, message
from mujaz.frontmatter import Value
from mujaz.models import FrontMatter
from mujaz.raw import Refused
from mujaz.tagging import NO_COMMONPLACES, Commonplaces, Lexicon

_HERE = 64
"""Articles that are read in this process: before more are, a pool would not have started."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed(Added):
    """What became of an article, or would become of it."""

    before: str
    """Its file as it was."""
    after: str
    dry: bool = False
    """Whether nothing was written."""

    def diff(self, content: Path) -> str:
        """Return what changes in the file, as `git apply` reads it; empty where nothing does."""
        return diffs.unified((content / self.article.path).as_posix(), self.before, self.after)


Thing = PurePosixPath | Refused
Result = Refreshed | Refused
_Sheet = tuple[PurePosixPath, str]
"""Where an article lies, and its file's text."""


def chosen(content: Path, names: Iterable[Path]) -> Iterator[Thing]:
    """Yield the paths of the articles that some files and folders are or hold; of none, all."""
    every = dict.fromkeys(library.paths(content))
    asked = tuple(names)
    found = (_meant(content, name, every) for name in asked) if asked else (every,)
    yield from dict.fromkeys(thing for things in found for thing in things)


def _meant(content: Path, name: Path, every: Mapping[PurePosixPath, None]) -> Iterable[Thing]:
    try:
        path = PurePosixPath(name.resolve().relative_to(content.resolve()).as_posix())
    except ValueError:
        path = PurePosixPath(name)
    if path in every:
        return (path,)
    below = tuple(one for one in every if path in one.parents)
    return below or (Refused(name=str(name), error=_no_article(content)),)


def _no_article(content: Path) -> ContentError:
    return ContentError(
        message("there is no article of this digest here"),
        message("name files or folders below {folder}", folder=content / library.ARTICLES),
    )


def refresh(  # noqa: PLR0913  each says something else
    content: Path,
    things: Iterable[Thing],
    *,
    commonplaces: Commonplaces = NO_COMMONPLACES,
    dry: bool = False,
    executor: Executor | None = None,
    workers: int = 1,
) -> Iterator[Result]:
    """Make again what the machine made of each article's words; say what became of it.

    Written is only what no person changed, and nothing at all when `dry`. Articles are read by the
    executor and written here, in their order; any number of workers gives the same library. One
    that is broken is refused and stops no other. `commonplaces` are the words that the library is
    full of. Raises ContentError when tags.yml is broken, for every tag would be written without its
    label.
    """
    vocabulary, wrong = library.vocabulary(content)
    if wrong:
        raise wrong[0].at(content / library.TAGS)
    work = partial(_again, tagging.lexicon(vocabulary, commonplaces), content)
    team: Team[_Sheet | Refused, Result] = Team(
        work=work, spoilt=_spoilt, executor=executor, workers=workers, here=_HERE
    )
    for _, result in team.results(_sheet(content, thing) for thing in things):
        if isinstance(result, Refused) or result.outcome is Outcome.UNCHANGED:
            yield result
        else:
            yield replace(result, dry=True) if dry else _written(content, result, work)


def _sheet(content: Path, thing: Thing) -> _Sheet | Refused:
    if isinstance(thing, Refused):
        return thing
    try:
        return thing, library.read(content, thing)
    except MujazError as error:
        return _refused(content, thing, error)


def _again(lexicon: Lexicon, content: Path, sheet: _Sheet | Refused) -> Result:
    """Return what would become of one article: a pure function of its text and the lexicon."""
    if isinstance(sheet, Refused):
        return sheet
    path, text = sheet
    try:
        return _refreshed(lexicon, path, text)
    except MujazError as error:
        return _refused(content, path, error)


def _refreshed(lexicon: Lexicon, path: PurePosixPath, text: str) -> Refreshed:
    article = library.parse(text, path)
    front = article.front
    blocks = bodies.blocks(article.body)
    words = Words(title=front.title, kicker=front.kicker, blocks=blocks, lexicon=lexicon)
    made = computed.made(words, computed.told_of(front))
    ours, kept = _shared_out(front, made)
    after = values.edited(text, article, ours, _signatures(ours, made)) if ours else text
    return Refreshed(
        name=str(path),
        outcome=Outcome.UPDATED if ours else Outcome.UNCHANGED,
        article=library.parse(after, path) if ours else article,
        kept=kept,
        before=text,
        after=after,
    )


def _shared_out(
    front: FrontMatter, made: Mapping[str, Made]
) -> tuple[dict[str, Value], tuple[str, ...]]:
    """Return the values to write, and the keys where a person's words are kept.

    What a person deleted stays gone: the key is signed still, and says nothing any more. Nor is a
    key filled that stands there empty: it says that there shall be none.
    """
    old = front.model_dump(mode="json", include=set(made))
    differ = {key: one.value or None for key, one in made.items()}
    differ = {key: value for key, value in differ.items() if (old[key] or None) != value}
    ours = {
        key: value
        for key, value in differ.items()
        if provenance.free(key, old[key], front.generated)
        and (key in front.generated or key not in front.model_fields_set)
    }
    return ours, tuple(key for key, value in differ.items() if key not in ours and value)


def _signatures(ours: Mapping[str, Value], made: Mapping[str, Made]) -> dict[str, str]:
    origins = {key: origin for key in ours if (origin := made[key].origin)}
    return provenance.sign(ours, origins)


def _written(content: Path, result: Refreshed, work: Callable[[_Sheet], Result]) -> Result:
    """Write one article, read again if an editor has saved it since: theirs is not written over."""
    path = result.article.path
    try:
        text = library.read(content, path)
        if text != result.before:
            now = work((path, text))
            if isinstance(now, Refused) or now.outcome is Outcome.UNCHANGED:
                return now
            result = now
        library.save(content, path, result.after)
    except MujazError as error:
        return _refused(content, path, error)
    return result


def _refused(content: Path, path: PurePosixPath, error: MujazError) -> Refused:
    place = content / path
    return Refused(name=str(place), error=error.at(place))


def _spoilt(sheet: _Sheet | Refused) -> Result:
    if isinstance(sheet, Refused):
        return sheet
    error = ContentError(
        message("reading this did not come to an end"),
        message("make the article shorter, or take out what no article has"),
    )
    return Refused(name=str(sheet[0]), error=error)
