"""The form for editors who use no git: what it asks, in which words."""

import re
from pathlib import Path

import pytest

from mujaz import digest, forms, frontmatter, scaffold
from mujaz.models import EDITION_KEYS, KEYS, Section
from mujaz.phrases import Phrases
from mujaz.resources import HOSTS

ARABIC = Phrases.of("ar")
LETTERS = re.compile("[\u0621-\u064a]")


def collections(host: str = "github") -> dict[str, dict]:
    config = frontmatter.parse_yaml(forms.written("hayy/digest", host, ARABIC)).values
    return {one["name"]: one for one in config["collections"]}


@pytest.mark.parametrize(
    ("name", "keys"), [("articles", KEYS), ("editions", EDITION_KEYS)], ids=("article", "edition")
)
def test_every_key_that_a_person_writes_has_a_field_in_arabic(name: str, keys: tuple) -> None:
    *fields, body = collections()[name]["fields"]
    assert [one["name"] for one in fields] == [k for k in keys if k not in {"generated", "added"}]
    assert all(LETTERS.search(one["label"]) and LETTERS.search(one["hint"]) for one in fields)
    assert (body["name"], body["widget"]) == ("body", "text")


def test_what_must_be_there_must_be_filled_in() -> None:
    fields = collections()["articles"]["fields"]
    assert [one["name"] for one in fields if one.get("required", True)] == ["title", "source"]


def test_a_choice_is_told_in_arabic_and_written_as_ever() -> None:
    fields = {one["name"]: one for one in collections()["articles"]["fields"]}
    assert [one["value"] for one in fields["section"]["options"]] == list(Section)
    for key in ("section", "status", "rights"):
        assert all(LETTERS.search(one["label"]) for one in fields[key]["options"])
    assert fields["pick"]["widget"] == "boolean"
    assert fields["tags"]["widget"] == "list"


@pytest.mark.parametrize("host", HOSTS)
def test_each_host_has_a_back_end(host: str) -> None:
    config = frontmatter.parse_yaml(forms.written("hayy/digest", host, ARABIC)).values
    assert config["backend"]["repo"] == "hayy/digest"


def test_the_form_is_written_where_it_is_asked_for_alone(tmp_path: Path, mujaz) -> None:
    plain, formed = tmp_path / "plain", tmp_path / "formed"
    assert mujaz("init", plain).status == 0
    assert mujaz("init", formed, "--cms", "hayy/digest").status == 0
    assert not (digest.find(plain).content / "admin").exists()
    found = sorted(path.name for path in (digest.find(formed).content / "admin").iterdir())
    assert found == ["config.yml", "form.js", "index.html"]


@pytest.mark.parametrize("name", ["digest", "https://git.example/hayy/digest", "hayy/", ""])
def test_what_names_no_repository_is_refused(name: str, tmp_path: Path, mujaz, capsys) -> None:
    with pytest.raises(SystemExit):
        mujaz("init", tmp_path / "one", "--cms", name)
    assert f"“{name}” is no name of a repository" in capsys.readouterr().err
    assert not (tmp_path / "one").exists()


def test_a_name_is_text_on_the_page(tmp_path: Path) -> None:
    scaffold.init(tmp_path / "one", name="<b>", url="https://a.example/", cms="a/b")
    page = (tmp_path / "one" / "content" / "admin" / "index.html").read_text("utf-8")
    assert "<title>تحرير &lt;b&gt;</title>" in page
