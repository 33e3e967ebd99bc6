"""Every error that Mujaz raises on purpose, and the sentences that errors are made of.

MujazError
├── ContentError      a file of the library is not what the schema says
├── RawError          what came in cannot be read
│   ├── NoArticleError    it can be read, and holds no article
│   ├── FetchError        it was not fetched: the address, its server or our manners forbid it
│   │   └── GoneError         there is nothing at the address
│   └── UnknownSourceError  the text does not say who published it
├── ExecutorError     there is nothing to share the work with
├── ExtraError        what is asked for needs a package that is not installed
├── WriteError        the disk did not take what we gave it
├── DigestError       there is no digest here, or its settings are wrong
└── BuildError        MkDocs gave up; the published site is as it was
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for a person: an English template and what fills it.

    The template is the key of the gettext catalogues; `phrases` says it in the reader's language.
    """

    template: str
    values: Mapping[str, str]

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.template.format_map(self.values)


def message(template: str, **values: object) -> Message:
    """Make a Message; Babel finds the templates to translate by this function's name."""
    return Message(template, {name: str(value) for name, value in values.items()})


class MujazError(Exception):
    """Something a person can mend: where it is, what is wrong, how to put it right."""

    def __init__(
        self,
        problem: Message,
        mend: Message,
        *,
        path: PurePath | None = None,
        line: int | None = None,
    ) -> None:
        """Keep the two sentences and the place; `line` counts from 1 in the file itself."""
        super().__init__(str(problem))
        self.problem = problem
        self.mend = mend
        self.path = path
        self.line = line

    def __reduce__(self) -> tuple[Callable[..., "MujazError"], tuple[object, ...]]:
        """Let it travel between processes; an exception is made again of its text alone, else."""
        return _again, (type(self), self.problem, self.mend, self.path, self.line)

    def at(self, path: PurePath) -> "MujazError":
        """Return the same error, placed in a file."""
        return type(self)(self.problem, self.mend, path=path, line=self.line)


def _again(
    kind: type[MujazError],
    problem: Message,
    mend: Message,
    path: PurePath | None,
    line: int | None,
) -> MujazError:
    return kind(problem, mend, path=path, line=line)


class ContentError(MujazError):
    """A file of the library is not what the schema says."""


class RawError(MujazError):
    """What came in cannot be read."""


class NoArticleError(RawError):
    """What came in can be read, and holds no article."""


class FetchError(RawError):
    """An address was not fetched: it, its server or our manners forbid it."""


class GoneError(FetchError):
    """There is nothing at an address, says its server."""


class UnknownSourceError(RawError):
    """The text does not say who published it."""


class ExecutorError(MujazError):
    """There is nothing to share the work with."""


class ExtraError(MujazError):
    """What is asked for needs a package, or a library, that is not installed."""


class WriteError(MujazError):
    """The disk did not take what we gave it; nothing half written is left behind."""


class DigestError(MujazError):
    """There is no digest here, or its settings are wrong."""


class BuildError(MujazError):
    """MkDocs gave up; the published site is as it was."""


class InvalidValueError(ValueError):
    """A value that its field cannot hold; pydantic collects these into one report."""

    def __init__(self, problem: Message, mend: Message) -> None:
        """Keep both sentences for the report."""
        super().__init__(str(problem))
        self.problem = problem
        self.mend = mend
