"""How the command line behaves: quiet, in one line, with examples, completed by the shell."""

import io
import json
import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import Ran, article, bind, dump, edition, put
from mujaz import arguments, bar, cli, completion, desks, examples, usage
from mujaz.digest import Digest
from mujaz.phrases import Phrases

Command = Callable[..., Ran]
ENGLISH = Phrases.of("en")
PARSER = arguments.parser(ENGLISH)
PLACES = {place.name: place for place in completion.places(PARSER)}
COMPLETED = {
    "commands": (["ed"], "edition"),
    "a-command-below-another": (["edition", "n"], "new"),
    "options": (["edition", "new", "--w"], "--week"),
    "options-of-every-command": (["tags", "merge", "--qui"], "--quiet"),
    "choices-of-an-option": (["add", "--as", "wa"], "warc"),
    "choices-of-a-place": (["completion", "z"], "zsh"),
    "files": (["add", "mkd"], "mkdocs.yml"),
    "files-with-blanks": (["add", "two"], "two words.txt"),
    "files-with-blanks-as-values": (["add", "--report", "two"], "two words.txt"),
    "files-as-values": (["add", "--report", "mkd"], "mkdocs.yml"),
    "a-value-that-is-a-commands-name": (["--digest", "add", "ed"], "edition"),
    "a-command-has-no-others-options": (["serve", "--wor"], ""),
}


def ours(name: str) -> list[str]:
    """Return the examples of a command; some go on with a line for another program, such as git."""
    return [line for line, _ in examples.EXAMPLES[name] if "mujaz " in line]


def command(line: str) -> list[str]:
    """Return the words of mujaz in a line for a shell."""
    words = shlex.split(line)
    if words[0] == "eval":
        words = words[1].strip("$()").split()
    end = next((place for place, word in enumerate(words) if word in {"|", ">"}), None)
    return words[1:end]


def bash(folder: Path, script: str, *words: str) -> list[str]:
    """Return what bash offers behind `mujaz` and some words, of which the last is not whole."""
    typed = shlex.join(("mujaz", *words))
    asked = f"compopt() {{ :; }}; COMP_WORDS=({typed}); COMP_CWORD={len(words)}; _mujaz"
    told = f'{script}\n{asked}\nprintf "%s\\n" "${{COMPREPLY[@]}}"'
    ran = subprocess.run(["bash", "-c", told], cwd=folder, capture_output=True, check=True)
    assert ran.stderr == b""
    return list(filter(None, ran.stdout.decode().splitlines()))


@pytest.mark.parametrize(
    "line", sorted({line for name in examples.EXAMPLES for line in ours(name)})
)
def test_an_example_can_be_typed(line: str) -> None:
    assert arguments.read(command(line), ENGLISH).command


def test_every_command_has_an_example_of_itself() -> None:
    known = {words[0] for words, _ in usage.commands(PARSER)}
    assert set(examples.EXAMPLES) == {"", *known}
    for name in known:
        assert {arguments.read(command(line), ENGLISH).command for line in ours(name)} == {name}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_help_ends_with_examples(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    say = Phrases.of(language).gettext
    with pytest.raises(SystemExit):
        cli.main(["tags", "--help"], {"LANG": language})
    told = capsys.readouterr().out
    assert told.index(say("Examples:")) > told.index("--digest")
    assert f"  mujaz tags\n      {say('list all tags and their likely doubles')}\n" in told


@pytest.mark.parametrize("option", ["--digest", "--quiet", "--debug"])
def test_what_all_take_stands_before_a_command_or_behind_it(option: str) -> None:
    given = [option, "x"] if option == "--digest" else [option]
    key = option.strip("-")
    said = {
        str(getattr(arguments.read(words, ENGLISH), key))
        for words in (
            [*given, "edition", "new"],
            ["edition", *given, "new"],
            ["edition", "new", *given],
        )
    }
    assert said == {"x" if option == "--digest" else "True"}
    assert str(getattr(arguments.read(["edition", "new"], ENGLISH), key)) not in said


def test_who_wants_quiet_hears_only_what_is_wrong(
    mujaz: Command, digest: Digest, tmp_path: Path
) -> None:
    page = tmp_path / "page.txt"
    page.write_text(dump(), "utf-8")
    at = ("--quiet", "--digest", digest.root)
    assert mujaz("init", "other", "--quiet") == Ran(0, "", "")
    assert mujaz(*at, "add", page, "--date", "2026-07-05", "--source", "الرصيف") == Ran(0, "", "")
    assert mujaz(*at, "refresh") == Ran(0, "", "")
    assert mujaz(*at, "check") == Ran(0, "", "")
    assert mujaz(*at, "edition", "new", "--from", "2026-07-01") == Ran(0, "", "")
    assert mujaz(*at, "edition", "mail") == Ran(0, "", "")
    assert mujaz(*at, "build") == Ran(0, "", "")
    tag = "سوق"
    put(digest.content, article(tags=[tag], summary="خلاصة."))
    assert mujaz(*at, "tags", "rename", tag, "أسواق") == Ran(0, "", "")
    assert mujaz(*at, "check").err.endswith("[warning: missing-date]\n1 complaint\n")
    assert mujaz(*at, "tags", "rename", "x", "y").status == 1


def test_who_wants_quiet_hears_what_was_asked_for(
    mujaz: Command, digest: Digest, tmp_path: Path
) -> None:
    page = tmp_path / "page.txt"
    page.write_text(dump(), "utf-8")
    at = ("--quiet", "--digest", digest.root)
    put(digest.content, article(tags=["سوق"]))
    assert mujaz(*at, "tags").out.startswith("سوق  1 article")
    assert mujaz(*at, "tags", "rename", "سوق", "أسواق", "--dry-run").out.startswith("--- ")
    assert mujaz(*at, "refresh", "--dry-run").err == ""
    first, last = mujaz(*at, "add", page, "--json").out.splitlines()
    assert (json.loads(first)["outcome"], "counts" in json.loads(last)) == ("added", True)
    assert json.loads(mujaz(*at, "check", "--format", "json").out)


def test_builds_and_editions_are_told_to_programs(mujaz: Command, digest: Digest) -> None:
    put(digest.content, article())
    bind(digest.content, edition("2026/07/alrasif-000001"))
    built = json.loads(mujaz("--digest", digest.root, "build", "--json").out)
    assert built["site"] == "digest/site"
    assert built["written"] > 0
    assert (built["unchanged"], built["removed"], built["warnings"]) == (0, 0, [])
    told = mujaz("--digest", digest.root, "edition", "--json").out
    assert json.loads(told) == {
        "edition": "2026-w48",
        "title": "أخبار الأسبوع",
        "date": "2026-11-23",
        "until": "2026-11-23",
        "published": True,
    }


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command with a fault of ours in it."""

    def fault(_asked: object) -> None:
        msg = "no such\nshelf"
        raise LookupError(msg)

    monkeypatch.setattr(cli, "DESKS", {**desks.DESKS, "tags": fault})


@pytest.mark.usefixtures("broken")
def test_a_fault_of_ours_is_one_line_that_says_how_to_report_it(mujaz: Command) -> None:
    said = mujaz("tags")
    assert (said.status, said.out) == (70, "")
    (line,) = said.err.splitlines()
    assert line.startswith("mujaz: it is Mujaz that failed, with LookupError: no such shelf; ")
    assert "--debug" in line


@pytest.mark.usefixtures("broken")
def test_a_traceback_is_for_those_who_ask_for_it(mujaz: Command, tmp_path: Path) -> None:
    said = mujaz("tags", "--debug")
    assert said.status == 70
    assert said.err.startswith("Traceback (most recent call last):\n")
    said = mujaz("--debug", "check")
    assert (said.status, "DigestError" in said.err) == (1, True)
    assert "Traceback" not in mujaz("check").err
    assert not list(tmp_path.iterdir())


def test_a_bar_has_no_colour_where_nobody_wants_any(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert bar.steps(io.StringIO()).console.no_color
    monkeypatch.delenv("NO_COLOR")
    assert not bar.steps(io.StringIO()).console.no_color


@pytest.mark.parametrize("case", COMPLETED)
def test_bash_completes(case: str, digest: Digest) -> None:
    words, whole = COMPLETED[case]
    (digest.root / "two words.txt").touch()
    assert bash(digest.root, completion.script("bash", PARSER), *words) == [whole][: bool(whole)]


@pytest.mark.parametrize("shell", arguments.SHELLS)
def test_a_script_knows_every_word_of_the_parser(shell: str, mujaz: Command) -> None:
    script = mujaz("completion", shell).out
    words = {word for place in PLACES.values() for word in place.all}
    bare = {word.lstrip("-") for word in words}
    assert bare <= set(re.findall(r"\w[\w-]*", script))
    assert {"add", "edition new", "tags merge"} <= set(PLACES)
