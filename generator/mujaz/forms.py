"""The form in which editors who use no git fill in articles and editions: made from the one model.

It is the configuration of Sveltia CMS, sveltiacms.app, as YAML.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from mujaz import frontmatter, schemas
from mujaz.frontmatter import Value
from mujaz.models import EDITION_KEYS, KEYS, Section
from mujaz.phrases import Phrases, _

BACKENDS: Mapping[str, Mapping[str, Value]] = MappingProxyType(
    {
        "github": {"name": "github"},
        "gitlab": {"name": "gitlab"},
        "forgejo": {"name": "gitea", "base_url": "https://codeberg.org"},
        "netlify": {"name": "github"},
    }
)
"""Where the files are, by who publishes them."""
ORDERS = {"article": KEYS, "edition": EDITION_KEYS}
"""The keys of each kind of head, in the order in which they are written."""
_LONG = {"summary", "note"}
_LEFT_OUT = {"generated", "added"}
"""What only the machine writes."""
_CHOICES = {
    "draft": _("draft"),
    "published": _("published"),
    "full": _("the whole text"),
    "excerpt": _("its beginning"),
    "link": _("the summary and the link"),
}


def written(repo: str, host: str, phrases: Phrases) -> str:
    """Return the configuration; it is no secret, who may write is for the git host to say."""
    return frontmatter.dump(
        {
            "backend": {
                **BACKENDS[host],
                "repo": repo,
                "branch": "main",
                "auth_methods": ["token"],
            },
            "media_folder": "content/media",
            "collections": [
                {
                    **_collection("article", phrases.gettext("Articles"), phrases),
                    "create": False,  # mujaz add makes them, of what was published
                    "delete": False,
                    "nested": {"depth": 9},
                },
                {
                    **_collection("edition", phrases.gettext("Editions"), phrases),
                    "create": True,
                    "slug": "{{fields.date}}",
                },
            ],
        }
    )


def _collection(kind: str, label: str, phrases: Phrases) -> dict[str, Value]:
    return {
        "name": f"{kind}s",
        "label": label,
        "folder": f"content/{kind}s",
        "format": "mujaz",
        "editor": {"preview": False},
        "fields": [*_fields(kind, phrases)],
    }


def _fields(kind: str, phrases: Phrases) -> Iterator[dict[str, Value]]:
    """Yield a field for each key that a person may write, and one for the Markdown."""
    made = schemas.schema(kind, phrases)
    for key, said in made["properties"].items():
        if key not in _LEFT_OUT:
            yield {
                "name": key,
                "label": said["title"],
                "hint": said["description"],
                **({} if key in made["required"] else {"required": False}),
                **_widget(key, said, made["$defs"], phrases),
            }
    yield {"name": "body", "label": phrases.gettext("Text"), "widget": "text", "required": False}


def _widget(
    key: str, said: Mapping[str, Any], inside: Mapping[str, Any], phrases: Phrases
) -> dict[str, Value]:
    """Return how a value is filled in, by what the schema says it is."""
    kinds = said.get("anyOf", [said])
    names = [one["$ref"].rpartition("/")[2] for one in kinds if "$ref" in one]
    if names:
        options: list[Value] = [
            {"label": _label(value, phrases), "value": value} for value in inside[names[0]]["enum"]
        ]
        return {"widget": "select", "options": options}
    match kinds[0].get("type"):
        case "boolean":
            return {"widget": "boolean"}
        case "array":
            return {"widget": "list", "field": {"name": "item", "label": "·", "widget": "string"}}
        case _:
            return {"widget": "text" if key in _LONG else "string"}


def _label(value: str, phrases: Phrases) -> str:
    return phrases.gettext(_CHOICES[value]) if value in _CHOICES else phrases.label(Section(value))
