"""The kinds of values that front matter holds, each with what it refuses and how to mend that."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated
from urllib.parse import unquote, urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)

from mujaz.errors import InvalidValueError, message
from mujaz.partial_date import FORM, PartialDate

_UNSAFE = re.compile(r"[\s\"<>\\^`{|}]")
"""What no link may hold unless percent-encoded (RFC 3986, appendix A)."""


_PLAIN = re.compile(r"https?://[a-z0-9.-]*[a-z0-9](?:/[\w./?&=%~,;+-]*)?", re.ASCII)
"""Most links: what needs no parser to be seen to be one."""


def _web_link(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    parts = urlsplit(text)
    if parts.scheme in {"http", "https"} and parts.hostname and not _UNSAFE.search(text):
        return text
    raise InvalidValueError(
        message("“{text}” is not a link", text=text),
        message("write the whole address, beginning with https://"),
    )


_NO_FILE = re.compile(r"/[./]|[\\:*?\"<>|\x00-\x1f\x7f\ufffd]")
"""What no old address may hold: the way upwards, a hidden name, what some disks refuse."""


def _old_address(text: str) -> str:
    file = unquote(text)  # one is written there, below the site's root
    if re.fullmatch(r"/(?:[\w.~%-]+/)*(?:[\w.~%-]+)?", text) and not _NO_FILE.search(file):
        return text
    raise InvalidValueError(
        message("“{text}” is not an old address of this site", text=text),
        message("write the path alone, such as /2019/old-name/"),
    )


def _story(text: str) -> str:
    if re.fullmatch(r"[a-z0-9-]+(?:/[a-z0-9-]+)*", text):
        return text
    raise InvalidValueError(
        message("“{text}” is not the address of an article", text=text),
        message("write what stands between articles/ and .md in its path"),
    )


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of an edition that no article is: it stands above those that follow it."""

    heading: str


def _listed(value: object) -> Heading | str:
    match value:
        case Heading():
            return value
        case {"heading": str(words), **others} if words.strip() and not others:
            return Heading(words.strip())
        case str():
            return _story(value.strip())
        case _:
            raise InvalidValueError(
                message("“{text}” is neither an article nor a heading", text=value),
                message("write the address of an article, or heading: and its words"),
            )


def _as_written(value: Heading | str) -> str | dict[str, str]:
    return {"heading": value.heading} if isinstance(value, Heading) else value


def _partial_date(value: object) -> PartialDate:
    return value if isinstance(value, PartialDate) else PartialDate.parse(str(value))


Text = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1)]
Link = Annotated[Text, AfterValidator(_web_link)]
Alias = Annotated[Text, AfterValidator(_old_address)]
Story = Annotated[Text, AfterValidator(_story)]
ListedStory = Annotated[
    Heading | str,
    PlainValidator(_listed),
    PlainSerializer(_as_written),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": "^[a-z0-9-]+(?:/[a-z0-9-]+)*$"},
                {
                    "type": "object",
                    "properties": {"heading": {"type": "string", "minLength": 1}},
                    "required": ["heading"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
"""A line of an edition: the address of an article, or a heading above those that follow."""
Slug = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
Language = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$")]
# Named groups are written in one way in Python, and in another elsewhere.
_ANY_DATE = re.sub(r"\?P<\w+>", "", f"^{FORM.pattern}$")
FrontDate = Annotated[
    PartialDate,
    BeforeValidator(_partial_date),
    PlainSerializer(str),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": _ANY_DATE},
                {"type": "integer", "minimum": 1000, "maximum": 9999},  # a year, to YAML
            ]
        }
    ),
]


class Section(StrEnum):
    """A broad subject: the top level of the IPTC Media Topics, cv.iptc.org/newscodes/mediatopic."""

    POLITICS = "politics"
    ECONOMY = "economy"
    SOCIETY = "society"
    CONFLICT = "conflict"
    CRIME = "crime"
    DISASTER = "disaster"
    EDUCATION = "education"
    ENVIRONMENT = "environment"
    HEALTH = "health"
    SCIENCE = "science"
    CULTURE = "culture"
    RELIGION = "religion"
    LABOUR = "labour"
    LIFESTYLE = "lifestyle"
    HUMAN_INTEREST = "human-interest"
    SPORT = "sport"
    WEATHER = "weather"


class Rights(StrEnum):
    """How much of an article the digest may show."""

    FULL = "full"
    EXCERPT = "excerpt"
    LINK = "link"


class Status(StrEnum):
    """Whether the site shows an article."""

    DRAFT = "draft"
    PUBLISHED = "published"
