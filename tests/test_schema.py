"""From what YAML says to values, with every complaint at its own line."""

from pathlib import PurePath

import pytest
from pydantic import BaseModel

from mujaz import frontmatter, schema
from mujaz.errors import ContentError
from mujaz.models import FrontMatter, Source, Tag

PATH = PurePath("articles/a.md")


def complaints(
    yaml: str, model: type[BaseModel] = FrontMatter
) -> list[tuple[int | None, str, str]]:
    """Return each complaint about some YAML that begins on line 2 of its file."""
    mapped = frontmatter.parse_yaml(yaml, first_line=2)
    found = schema.read(model, mapped, PATH)[1]
    assert {error.path for error in found} <= {PATH}
    assert all(isinstance(error, ContentError) for error in found)
    return [(error.line, str(error.problem), str(error.mend)) for error in found]


def test_what_follows_the_schema_is_read_without_complaint() -> None:
    mapped = frontmatter.parse_yaml("title: عنوان\nsource: alrasif\nمفتاح: 3\n")
    value, found = schema.read(FrontMatter, mapped, PATH)
    assert found == ()
    assert value == FrontMatter.model_validate({"title": "عنوان", "source": "alrasif", "مفتاح": 3})


TEXT = "write text; put a number or true/false in “quotes”"
LIST = "write a list: one value a line, each after “- ”"
SLUG = "use small Latin letters, digits and hyphens, such as al-watan"
KEYS = "write keys and values, indented below it"


@pytest.mark.parametrize(
    ("yaml", "problem", "mend"),
    [
        ("kicker: 7", "the value of “kicker” is of the wrong type", TEXT),
        ("kicker: true", "the value of “kicker” is of the wrong type", TEXT),
        ("kicker: [أ]", "the value of “kicker” is of the wrong type", TEXT),
        ("tags: المياه", "the value of “tags” is of the wrong type", LIST),
        ("tags: [2021]", "the value of “tags” is of the wrong type", TEXT),
        ("authors: {a: b}", "the value of “authors” is of the wrong type", LIST),
        ("pick: yes", "the value of “pick” is of the wrong type", "write true or false"),
        ("generated: نعم", "the value of “generated” is of the wrong type", KEYS),
        ("generated: {title: 7}", "the value of “generated” is of the wrong type", TEXT),
        ("kicker: '  '", "“kicker” cannot be “  ”", "write a value, or take the key out"),
        ("language: عربي", "“language” cannot be “عربي”", SLUG),
        (
            "status: hidden",
            "“status” cannot be “hidden”",
            "write one of: 'draft' or 'published'",
        ),
        ("date: قريباً", "“قريباً” is not a date", "write it as 2021-07-07, or 2021-07, or 2021"),
        ("date: 2021-02-30", "there is no such day as “2021-02-30”", "look the date up"),
        ("link: a.example", "“a.example” is not a link", "beginning with https://"),
        ("aliases: [old]", "“old” is not an old address", "such as /2019/old-name/"),
    ],
)
def test_a_wrong_value_is_told_with_its_line_and_its_mend(
    yaml: str, problem: str, mend: str
) -> None:
    ((line, told, mending),) = complaints(f"title: عنوان\nsource: alrasif\n{yaml}\n")
    assert line == 4
    assert told.startswith(problem)
    assert mend in mending


def test_a_section_that_is_none_is_told_with_all_that_are() -> None:
    ((_, problem, mend),) = complaints("title: عنوان\nsource: alrasif\nsection: water\n")
    assert problem == "“section” cannot be “water”"
    assert "'politics', 'economy'" in mend
    assert mend.endswith("'sport' or 'weather'")


def test_a_missing_key_is_told_at_the_first_line_of_the_front_matter() -> None:
    assert complaints("# تعليق\nsource: alrasif\n") == [
        (3, "the key “title” is missing", "add a line title: …")
    ]
    assert [problem for _, problem, _ in complaints("")] == [
        "the key “title” is missing",
        "the key “source” is missing",
    ]


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("titel", "title"),
        ("Title", "title"),
        ("tag", "tags"),
        ("sumary", "summary"),
        ("lnik", "link"),
    ],
)
def test_a_misspelt_key_is_told_with_what_was_meant(key: str, meant: str) -> None:
    yaml = f"{key}: x\n" + "".join(
        f"{name}: عنوان\n" for name in ("title", "source") if name != meant
    ).replace("source: عنوان", "source: alrasif")
    assert (2, f"there is no key “{key}”", f"did you mean “{meant}”?") in complaints(yaml)


def test_a_key_like_one_that_is_there_is_a_key_of_the_editors_own() -> None:
    assert complaints("title: عنوان\nsource: alrasif\ntitle2: آخر\nweight: 1\n") == []


def test_every_complaint_comes_at_once() -> None:
    found = complaints("sorce: alrasif\ntitle: 7\ndate: soon\nlink: x\n")
    assert [line for line, *_ in found] == [2, 3, 4, 2, 5]
    assert found[0][1:] == ("there is no key “sorce”", "did you mean “source”?")


def entries(yaml: str, model: type[BaseModel], key_name: str) -> list[object]:
    whole = frontmatter.parse_yaml(yaml)
    return [
        value or [(error.line, str(error.problem)) for error in found]
        for value, found in schema.entries(model, whole, PATH, key_name=key_name)
    ]


def test_a_file_of_names_gives_a_value_for_each() -> None:
    yaml = "المياه:\nالسنديان:\n  kind: place\n  7: سبعة\n"
    water, town = entries(yaml, Tag, "label")
    assert (water.label, water.kind) == ("المياه", None)
    assert (town.label, town.kind) == ("السنديان", "place")
    assert town.model_extra == {"7": "سبعة"}


def test_a_wrong_entry_is_told_at_the_line_of_its_name_and_spoils_no_other() -> None:
    yaml = "alrasif:\n  name: الرصيف\n\nsaffara: صافرة\nmizan:\n  name: [أ]\n  rights: none\n"
    good, no_mapping, wrong = entries(yaml, Source, "id")
    assert good == Source(id="alrasif", name="الرصيف")
    assert no_mapping == [(4, "what is said of “saffara” is not a list of keys and values")]
    assert wrong == [
        (5, "the value of “name” is of the wrong type"),
        (5, "“rights” cannot be “none”"),
    ]


@pytest.mark.parametrize(
    ("word", "meant"), [("alrasef", "alrasif"), ("mezan", "mizan"), ("قمر", None), ("", None)]
)
def test_a_suggestion_is_near_or_none(word: str, meant: str | None) -> None:
    assert schema.suggestion(word, ["mizan", "alrasif", "saffara"]) == meant
