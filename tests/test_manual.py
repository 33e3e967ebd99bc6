"""The manual is a site that builds, and what it tells a person to type goes well."""

import html
import re
import shlex
import subprocess
import sys
from argparse import SUPPRESS, ArgumentParser
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from socket import create_server

import pytest

from builders import ROOT
from mujaz import arguments, usage
from mujaz.front import EditionHead, FrontMatter, Source, Tag
from mujaz.phrases import Phrases
from mujaz.proofread import RULES
from presses import WHO, Machine

DOCS = ROOT / "docs"
LANGUAGES = ("ar", "en")
TUTORIALS = ("editor", "publisher")
"""Those in which something is typed."""
FENCE = re.compile(r'^```(\w*)(?: title="([^"]+)")?\n(.*?)^```$', re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^(?:#+ |- \*\*|```\w+|\| )", re.MULTILINE)
PAGES = [*DOCS.glob("*.md"), ROOT / "README.md"]
LOOK = """
set -m  # or the shell would let the server hear no Ctrl+C
mujaz serve --address {at} & server=$!
look='from urllib.request import urlopen; urlopen("http://{at}/")'
for try in $(seq 150); do
  if python -c "$look" 2>&-; then found=1; break; fi
  sleep .2
done
kill -INT $server
wait $server || true
test -n "$found"
"""
ORIGIN = "https://git.example/oak/digest.git"


def fences(page: Path) -> list[tuple[str, str, str]]:
    """Return the blocks of a page: their language, the file that they are, and their text."""
    return FENCE.findall(page.read_text("utf-8"))


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A machine of a person's own: Python, git and nothing else; git hosts are folders here."""
    folder = tmp_path_factory.mktemp("person")
    made = Machine.new(folder)
    made.cleaned()
    origin = folder / "origin.git"
    config = folder / "home" / ".gitconfig"
    config.write_text(f'[url "{origin.as_uri()}"]\n  insteadOf = {ORIGIN}\n', "utf-8")
    return replace(made, variables=WHO)


@pytest.mark.parametrize(("tutorial", "language"), [("editor", "ar"), ("publisher", "en")])
def test_every_line_of_a_tutorial_goes_well(
    machine: Machine, tutorial: str, language: str, tmp_path: Path
) -> None:
    """In the other language the same is typed, but for names in quotation marks: see below."""
    machine.git(machine.folder, "init", "-q", "--bare", "origin.git")
    machine.run("python -m pip install -q mujaz", tmp_path)
    where, typed = tmp_path, []
    for kind, file, text in fences(DOCS / f"{tutorial}-{language}.md"):
        if kind == "text":
            (where / file).write_text(text, "utf-8")
        for line in text.splitlines() if kind == "sh" else ():
            typed.append(line)
            where = done(machine, line, where)
    assert len(typed) > 10
    assert (where / "mkdocs.yml").is_file()
    origin = machine.folder / "origin.git"
    pushed = subprocess.run(["git", "-C", origin, "branch"], capture_output=True, check=True)
    assert bool(pushed.stdout) == (tutorial == "publisher")
    machine.run(f"rm -rf {shlex.quote(str(origin))}", tmp_path)


def done(machine: Machine, line: str, where: Path) -> Path:
    """Type a line in a folder; return the folder in which the next one is typed."""
    if line.startswith("cd "):
        return where / line.removeprefix("cd ")
    if line == "mujaz serve":
        looked_at(machine, where)
        return where
    ran = machine.run(line, where)
    assert (line, ran.status, ran.said) == (line, 0, ran.said)
    return where


def looked_at(machine: Machine, where: Path) -> None:
    """Look at what `mujaz serve` shows, on a port that nobody has, and end it as Ctrl+C does."""
    with closing(create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    at = f"127.0.0.1:{port}"
    ran = machine.run(LOOK.format(at=at), where)
    assert ran.status == 0, ran.said


@pytest.mark.parametrize("page", [*TUTORIALS, "reader", "how"])
def test_a_page_is_the_same_in_both_languages(page: str) -> None:
    arabic, english = (DOCS / f"{page}-{language}.md" for language in LANGUAGES)
    shapes = [HEADING.findall(one.read_text("utf-8")) for one in (arabic, english)]
    assert shapes[0] == shapes[1]

    def typed(one: Path) -> list[str]:
        return [re.sub(r'"[^"]*"', '""', text) for kind, _, text in fences(one) if kind == "sh"]

    assert typed(arabic) == typed(english)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_that_is_shown_can_be_typed(page: Path) -> None:
    """Those in running text, too: the program's own parser takes each that is more than a name."""
    known = dict(usage.commands(arguments.parser(Phrases.of("en"))))
    text = page.read_text("utf-8")
    inline = re.findall(r"`(mujaz [^`\n]+)`", FENCE.sub("", text))
    lines = [line for _, _, block in fences(page) for line in block.splitlines()]
    shown = [*inline, *(line for line in lines if line.startswith("mujaz "))]
    for line in shown:
        command = re.split(r" \\?\| ", line)[0].replace("…", "")
        words = shlex.split(command, comments=True)[1:]
        if tuple(words) not in known:
            stands = standing_for(known.get(tuple(words[:1])))
            typed = [stands.get(word, word) for word in words]
            arguments.read(typed, Phrases.of("en"))  # raises SystemExit where it is no command


def standing_for(parser: ArgumentParser | None) -> dict[str, str]:
    """Return one of the words that a command takes, by the name that stands for all of them."""
    options, told = usage.actions(parser) if parser else ((), ())
    few = (action for action in (*options, *told) if action.choices and action.metavar)
    return {str(action.metavar): next(iter(action.choices)) for action in few}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The manual as a site, in both languages."""
    folder = tmp_path_factory.mktemp("manual")
    for language in LANGUAGES:
        config = DOCS / "manual" / f"{language}.yml"
        build = ("mkdocs", "build", "-q", "--strict", "-f", config, "-d", folder / language)
        subprocess.run([sys.executable, "-m", *build], check=True, capture_output=True)
    return folder


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_the_manual_is_a_site_in_its_own_direction(
    built: Path, language: str, direction: str
) -> None:
    pages = sorted((built / language).rglob("index.html"))
    assert len(pages) == len(list(DOCS.glob(f"*{language}.md"))) + 1
    for page in pages:
        text = page.read_text("utf-8")
        assert f'<html lang="{language}"' in text
        assert f'dir="{direction}"' in text
        assert not re.search(r'(?:src|<link[^>]*href)="https?://', text)


@pytest.mark.parametrize("page", ["", "reader-{}/", "editor-{}/", "publisher-{}/", "archive-{}/"])
def test_each_page_leads_to_itself_in_the_other_language(built: Path, page: str) -> None:
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        here = built / language / page.format(language)
        links = re.findall(r'href="([^"#]+)"', (here / "index.html").read_text("utf-8"))
        assert built / other / page.format(other) in {(here / link).resolve() for link in links}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reference_names_every_command_and_option(built: Path, language: str) -> None:
    text = (built / language / f"reference-{language}" / "index.html").read_text("utf-8")
    program = arguments.parser(Phrases.of("en"))
    below = dict(usage.commands(program))
    commands = {f"mujaz {' '.join(place)}" for place in below}
    assert commands <= set(re.findall(r"<h2[^>]*>([^<]+)<", text))
    for parser in (program, *below.values()):
        for action in usage.actions(parser)[0]:
            hidden = action.help == SUPPRESS
            assert hidden or all(f"<code>{name}" in text for name in action.option_strings)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reference_has_every_key_and_rule_in_the_readers_language(
    built: Path, language: str
) -> None:
    text = (built / language / f"reference-{language}" / "index.html").read_text("utf-8")
    rows = re.findall(r"<tr>\s*<td><code>([^<]+)</code></td>\s*<td>(.*?)</td>", text, re.DOTALL)
    say = Phrases.of(language).gettext
    about = {(name, say(rule.about)) for name, rule in RULES.items()}
    told = {(key, value) for key, value in rows}
    assert {(key, html.escape(value, quote=False)) for key, value in about} <= told
    for model in (FrontMatter, EditionHead, Source, Tag):
        for key, value in model.model_fields.items():
            words = html.escape(say(value.description), quote=False)
            assert any(key == row and known.startswith(words) for row, known in told)
