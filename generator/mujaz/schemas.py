"""JSON Schemas of what editors write, for text editors: made from the one model of it.

The words in them are those of the model, in the reader's language.
"""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from mujaz.models import EditionHead, FrontMatter, Source, Tag
from mujaz.phrases import Phrases

KINDS: Mapping[str, type[BaseModel]] = MappingProxyType(
    {"article": FrontMatter, "edition": EditionHead, "sources": Source, "tags": Tag}
)
_NAMES = {"sources": "id", "tags": "label"}
"""Files of names, and the key that is an entry's name there."""
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def written(kind: str, phrases: Phrases) -> str:
    """Return a schema as a file."""
    return json.dumps(schema(kind, phrases), ensure_ascii=False, indent=2) + "\n"


def schema(kind: str, phrases: Phrases) -> dict[str, Any]:
    """Return the JSON Schema of one of `KINDS`: of a head, or of a whole file of names."""
    made = KINDS[kind].model_json_schema()
    told = {
        "type": "object",
        "properties": {
            key: {**said, **_words(KINDS[kind], key, phrases)}
            for key, said in made["properties"].items()
        },
        "required": made["required"],
    }
    if kind in _NAMES:
        told = {"type": "object", "additionalProperties": _entry(told, _NAMES[kind])}
    plain = {
        name: {key: value for key, value in said.items() if key not in {"title", "description"}}
        for name, said in made.get("$defs", {}).items()
    }
    return {"$schema": _DIALECT, **told, "$defs": plain}


def _words(model: type[BaseModel], key: str, phrases: Phrases) -> dict[str, str]:
    field = model.model_fields[key]
    return {
        "title": phrases.gettext(str(field.title)),
        "description": phrases.gettext(str(field.description)),
    }


def _entry(told: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the schema of what stands below a name; nothing may stand there."""
    keys = {key: said for key, said in told["properties"].items() if key != name}
    needed = [key for key in told["required"] if key != name]
    return {"anyOf": [{**told, "properties": keys, "required": needed}, {"type": "null"}]}
