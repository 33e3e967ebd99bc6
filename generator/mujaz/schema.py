"""From what YAML says to the values of `models`, with every complaint at its own line."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from mujaz.errors import ContentError, InvalidValueError, Message, message
from mujaz.frontmatter import Mapped

Model = TypeVar("Model", bound=BaseModel)


def read(
    model: type[Model], mapped: Mapped, path: PurePath
) -> tuple[Model | None, tuple[ContentError, ...]]:
    """Return the value, or the reasons why there is none; near-miss keys are complained of too."""
    misspelt = tuple(_near_misses(model, mapped, path))
    try:
        value = model.model_validate(mapped.values)
    except ValidationError as error:
        wrong = tuple(_complaint(detail, mapped, path) for detail in error.errors())
        return None, (*misspelt, *wrong)
    return value, misspelt


def entries(
    model: type[Model], whole: Mapped, path: PurePath, *, key_name: str
) -> Iterator[tuple[Model | None, tuple[ContentError, ...]]]:
    """Yield each entry of a file of names as `read` does; its name is the value of `key_name`."""
    for name, details in whole.values.items():
        line = whole.lines[name]
        if details is None or isinstance(details, dict):
            values = {key_name: name, **{str(key): value for key, value in (details or {}).items()}}
            yield read(model, Mapped(values, dict.fromkeys(values, line)), path)
        else:
            problem = message(
                "what is said of “{name}” is not a list of keys and values", name=name
            )
            mend = message("write its keys below it, each indented by two spaces")
            yield None, (ContentError(problem, mend, path=path, line=line),)


def suggestion(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that a misspelt one was likely meant to be."""
    return next(iter(difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.7)), None)


def _near_misses(model: type[BaseModel], mapped: Mapped, path: PurePath) -> Iterator[ContentError]:
    absent = [name for name in model.model_fields if name not in mapped.values]
    for key in mapped.values:
        meant = suggestion(key.lower(), absent) if key not in model.model_fields else None
        if meant:
            yield ContentError(
                message("there is no key “{key}”", key=key),
                message("did you mean “{meant}”?", meant=meant),
                path=path,
                line=mapped.lines.get(key),
            )


def _complaint(detail: ErrorDetails, mapped: Mapped, path: PurePath) -> ContentError:
    key = str(detail["loc"][0])
    problem, mend = _sentences(key, detail)
    fallback = min(mapped.lines.values(), default=1)
    return ContentError(problem, mend, path=path, line=mapped.lines.get(key, fallback))


def _sentences(key: str, detail: ErrorDetails) -> tuple[Message, Message]:
    error = detail.get("ctx", {}).get("error")
    if isinstance(error, InvalidValueError):
        return error.problem, error.mend
    if detail["type"] == "missing":
        return message("the key “{key}” is missing", key=key), message(
            "add a line {key}: …", key=key
        )
    mend = _MENDS.get(detail["type"])
    if mend:
        return message("the value of “{key}” is of the wrong type", key=key), mend
    return (
        message("“{key}” cannot be “{value}”", key=key, value=detail["input"]),
        _allowed(detail.get("ctx", {})),
    )


def _allowed(context: Mapping[str, object]) -> Message:
    if "expected" in context:
        return message("write one of: {expected}", expected=context["expected"])
    if "pattern" in context:
        return message("use small Latin letters, digits and hyphens, such as al-watan")
    return message("write a value, or take the key out")


_MENDS = {
    "string_type": message("write text; put a number or true/false in “quotes”"),
    "tuple_type": message("write a list: one value a line, each after “- ”"),
    "bool_type": message("write true or false"),
    "mapping_type": message("write keys and values, indented below it"),
    "dict_type": message("write keys and values, indented below it"),
}
