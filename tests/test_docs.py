"""The manuals say what the program does: all of it, and nothing else."""

import re
from pathlib import Path

import pytest

from builders import ROOT
from mujaz import cli
from mujaz.models import KEYS, FrontMatter, Section, Source, Tag
from mujaz.phrases import NUMERALS, Phrases
from mujaz.plugin.settings import Options
from mujaz.proofread import RULES

README = ROOT / "README.md"
MANUALS = [ROOT / "docs" / "ar.md", ROOT / "docs" / "en.md"]
PAGES = [README, ROOT / "CHANGELOG.md", *MANUALS]
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
SUBCOMMAND = re.compile(r"^    ([a-z]+) ", re.MULTILINE)
COMMAND = re.compile(r"\bmujaz (?:--digest \S+ )?([a-z]+)")


def name(path: Path) -> str:
    return path.stem


def code(path: Path) -> str:
    return "\n".join(CODE.findall(path.read_text("utf-8")))


def rows(path: Path, first: str) -> list[list[str]]:
    """Return the cells of the table in which a row begins with this one."""
    tables = re.findall(r"(?:^\|.*\|\n)+", path.read_text("utf-8"), re.MULTILINE)
    (table,) = (table for table in tables if f"\n| `{first}` |" in table)
    lines = table.splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def quoted(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def help_of(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    with pytest.raises(SystemExit):
        cli.main([*command, "--help"], {"LANG": "en_GB.UTF-8"})
    return capsys.readouterr().out


@pytest.fixture
def commands(capsys: pytest.CaptureFixture[str]) -> set[str]:
    return set(SUBCOMMAND.findall(help_of(capsys)))


@pytest.fixture
def options(commands: set[str], capsys: pytest.CaptureFixture[str]) -> set[str]:
    helps = {(): help_of(capsys), **{(one,): help_of(capsys, one) for one in sorted(commands)}}
    below = [
        (*one, verb) for one, text in helps.items() if one for verb in SUBCOMMAND.findall(text)
    ]
    texts = [*helps.values(), *(help_of(capsys, *words) for words in below)]
    return {option for text in texts for option in OPTION.findall(text)}


def test_the_help_names_the_commands(commands: set[str]) -> None:
    assert {"init", "add", "check", "build", "serve"} <= commands


@pytest.mark.parametrize("manual", MANUALS, ids=name)
def test_a_manual_names_every_command_and_no_other(manual: Path, commands: set[str]) -> None:
    assert set(COMMAND.findall(code(manual))) == commands


@pytest.mark.parametrize("manual", MANUALS, ids=name)
def test_a_manual_names_every_option_and_no_other(manual: Path, options: set[str]) -> None:
    assert set(OPTION.findall(code(manual))) == options - {"--help", "--version"}


def test_the_readme_names_nothing_that_is_not_there(commands: set[str], options: set[str]) -> None:
    assert set(COMMAND.findall(code(README))) <= commands
    assert set(OPTION.findall(code(README))) <= options
    assert COMMAND.findall(code(README))


def test_what_the_readme_makes_can_be_made() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    asked = re.findall(r"^make ([a-z-]+)|`make ([a-z-]+)`", README.read_text("utf-8"), re.MULTILINE)
    assert {one or other for one, other in asked} <= set(targets)
    assert {"demo", "test"} <= {one for one, _ in asked}


@pytest.mark.parametrize("manual", MANUALS, ids=name)
def test_a_manual_has_each_key_of_the_front_matter_in_its_order(manual: Path) -> None:
    table = rows(manual, "title")
    assert [key for cells in table for key in quoted(cells[0])] == list(KEYS)


@pytest.mark.parametrize(
    ("manual", "words"),
    [(MANUALS[0], "لا بد منه"), (MANUALS[1], "must be there")],
    ids=("ar", "en"),
)
def test_a_manual_says_which_keys_must_be_there(manual: Path, words: str) -> None:
    needed = [key for key, field in FrontMatter.model_fields.items() if field.is_required()]
    assert [quoted(cells[0])[0] for cells in rows(manual, "title") if words in cells[1]] == needed


@pytest.mark.parametrize("manual", MANUALS, ids=name)
def test_a_manual_names_the_sections(manual: Path) -> None:
    (cells,) = (cells for cells in rows(manual, "title") if cells[0] == "`section`")
    assert re.findall(r"[a-z-]+", cells[1]) == list(Section)


@pytest.mark.parametrize("manual", MANUALS, ids=name)
def test_a_manual_names_the_keys_of_sources_and_tags(manual: Path) -> None:
    text = manual.read_text("utf-8")
    sources, tags = re.search(
        r"`sources\.yml`: (.*?)`tags\.yml`: (.*?)\n\n", text, re.DOTALL
    ).groups()
    assert set(quoted(sources)) == set(Source.model_fields) - {"id"}
    assert set(quoted(tags)) == set(Tag.model_fields) - {"label"}


@pytest.mark.parametrize("manual", MANUALS, ids=name)
def test_a_manual_has_each_setting_and_its_default(manual: Path) -> None:
    defaults = dict(Options())
    table = {quoted(cells[0])[0]: cells for cells in rows(manual, "numerals")}
    assert set(table) == set(defaults)
    for option, default in defaults.items():
        assert not default or table[option][2].strip("`") == str(default)
    assert {text for text in quoted(table["numerals"][1]) if text.isascii()} == set(NUMERALS)


@pytest.mark.parametrize(
    ("manual", "fixed"), [(MANUALS[0], "نعم"), (MANUALS[1], "yes")], ids=("ar", "en")
)
def test_a_manual_has_each_rule_of_the_proofreader(manual: Path, fixed: str) -> None:
    phrases = Phrases.of(manual.stem)
    assert rows(manual, "schema") == [
        [f"`{name}`", phrases.gettext(rule.about), f"`{rule.level}`", fixed if rule.fixes else ""]
        for name, rule in RULES.items()
    ]


def test_the_manuals_have_the_same_parts() -> None:
    arabic, english = (
        re.findall(r"^(#+|- \*\*|\|)", manual.read_text("utf-8"), re.MULTILINE)
        for manual in MANUALS
    )
    assert arabic == english


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8"))
    near = [link for link in links if "://" not in link]
    assert [link for link in near if not (page.parent / link).exists()] == []
