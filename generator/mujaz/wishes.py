"""How a person wants a batch to be read, and what they say of it; a report remembers it."""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from mujaz.fields import FrontDate
from mujaz.models import Section
from mujaz.raw import Format
from mujaz.values import Given


class Wishes(BaseModel):
    """The options of `add` and `fetch` that say something of the articles themselves."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    kind: Format | None = Field(None, alias="as")
    fields: Mapping[str, str] = Field(default_factory=dict, alias="map")
    date: FrontDate | None = None
    source: str | None = None
    link: str | None = None
    section: Section | None = None
    draft: bool = False
    images: bool = False
    """Whether pictures are fetched."""

    @classmethod
    def of(cls, options: Namespace) -> Self:
        """Return what some options wish; a command need not have all of them."""
        found = {name: getattr(options, name, None) for name in cls.model_fields}
        return cls.model_validate({name: value for name, value in found.items() if value})

    @property
    def given(self) -> Given:
        """What is said of the articles."""
        return Given(
            date=self.date,
            source=self.source,
            link=self.link,
            section=self.section,
            draft=self.draft,
        )

    def before(self, earlier: Self) -> Self:
        """Return these wishes, and where they say nothing, earlier ones."""
        silent = earlier.model_fields_set - self.model_fields_set
        return self.model_copy(update={name: getattr(earlier, name) for name in silent})

    def told(self) -> dict[str, object]:
        """Return them as a report holds them: by the names of the options, without what is not."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def together(wished: Mapping[str, Wishes]) -> Iterator[tuple[Wishes, tuple[str, ...]]]:
    """Yield each wishes that there are with the names that they are for, in their order."""
    for wishes in {each.model_dump_json(): each for each in wished.values()}.values():
        yield wishes, tuple(name for name, each in wished.items() if each == wishes)
