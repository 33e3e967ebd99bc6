"""JSON Schemas for text editors, and what a new digest holds for one of these."""

import json
import re
from pathlib import Path

import pytest

from builders import new_digest
from mujaz import schemas
from mujaz.complaint import Complaint, Severity
from mujaz.complaint_formats import FORMATS
from mujaz.errors import message
from mujaz.models import EDITION_KEYS, KEYS, FrontMatter, Rights, Section
from mujaz.phrases import Phrases

ARABIC, ENGLISH = Phrases.of("ar"), Phrases.of("en")
ARABIC_LETTER = re.compile("[\u0621-\u064a]")
COMMENT = re.compile(r"(?m)^\s*//.*$")


def jsonc(file: Path) -> dict[str, object]:
    """Read what VS Code reads: JSON with comments on lines of their own."""
    return json.loads(COMMENT.sub("", file.read_text("utf-8")))


def test_the_schemas_of_heads_have_the_keys_of_the_model_in_its_order() -> None:
    assert list(schemas.schema("article", ARABIC)["properties"]) == list(KEYS)
    assert list(schemas.schema("edition", ARABIC)["properties"]) == list(EDITION_KEYS)
    assert schemas.schema("article", ARABIC)["required"] == ["title", "source"]


@pytest.mark.parametrize("kind", schemas.KINDS)
def test_every_key_is_named_and_described_in_arabic(kind: str) -> None:
    made = schemas.schema(kind, ARABIC)
    keys = made.get("properties") or made["additionalProperties"]["anyOf"][0]["properties"]
    for said in keys.values():
        assert ARABIC_LETTER.search(said["title"])
        assert ARABIC_LETTER.search(said["description"])


def test_in_english_the_words_are_those_of_the_model() -> None:
    said = schemas.schema("article", ENGLISH)["properties"]["rights"]
    field = FrontMatter.model_fields["rights"]
    assert (said["title"], said["description"]) == (field.title, field.description)


def test_what_may_be_chosen_is_listed() -> None:
    made = schemas.schema("article", ARABIC)
    assert made["properties"]["section"]["anyOf"][0] == {"$ref": "#/$defs/Section"}
    assert made["$defs"]["Section"]["enum"] == list(Section)


def test_the_name_of_an_entry_is_no_key_below_it_and_it_may_be_empty() -> None:
    entry, empty = schemas.schema("tags", ARABIC)["additionalProperties"]["anyOf"]
    assert ("label" in entry["properties"], entry["required"]) == (False, [])
    assert empty == {"type": "null"}


def test_a_year_may_be_a_number_as_yaml_reads_it() -> None:
    text, year, _ = schemas.schema("article", ARABIC)["properties"]["date"]["anyOf"]
    assert re.fullmatch(text["pattern"], "2021-07")
    assert year["type"] == "integer"


def test_the_command_prints_one(mujaz) -> None:
    ran = mujaz("schema", "sources")
    assert (ran.status, json.loads(ran.out)) == (0, schemas.schema("sources", ENGLISH))


def test_the_files_for_vs_code_can_be_read_and_fit_the_digest(tmp_path: Path) -> None:
    root = new_digest(tmp_path / "digest").root
    settings = jsonc(root / ".vscode" / "settings.json")
    for schema, file in settings["yaml.schemas"].items():
        assert (root / schema).is_file()
        assert (root / file).is_file()
    snippets = jsonc(root / ".vscode" / "mujaz.code-snippets")
    article = "\n".join(snippets["مقال"]["body"])
    assert f"|{','.join(Section)}|" in article
    assert set(re.findall(r"(?m)^(\w+):", article)) <= set(KEYS)
    assert f"|{','.join(Rights)}|" in "\n".join(snippets["مصدر"]["body"])
    assert jsonc(root / ".vscode" / "extensions.json")["recommendations"]


def test_the_task_finds_the_place_of_every_complaint(tmp_path: Path) -> None:
    root = new_digest(tmp_path / "digest").root
    task = jsonc(root / ".vscode" / "tasks.json")["tasks"][0]
    assert [task["command"], *task["args"][:2]] == ["mujaz", "check", "--format"]
    complaint = Complaint(
        severity=Severity.WARNING,
        path=Path("articles/2026/07/a.md"),
        line=3,
        rule="missing-date",
        problem=message("the date is missing"),
        mend=message("take it out"),
    )
    line = FORMATS[task["args"][2]]((complaint,), ARABIC, Path("content"))
    pattern = task["problemMatcher"]["pattern"]
    found = re.fullmatch(pattern["regexp"], line)
    assert found is not None
    assert [found[pattern[part]] for part in ("severity", "file", "line", "code")] == [
        "warning", "content/articles/2026/07/a.md", "3", "missing-date",
    ]  # fmt: skip
