"""What the manual has beyond its pages: the reference of the commands, and ways between languages.

MkDocs calls these functions by their names; each language is a site of its own.
"""

import re
from argparse import SUPPRESS, Action, ArgumentParser
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from pydantic import BaseModel

from mujaz import arguments, usage
from mujaz.examples import EXAMPLES
from mujaz.front import EditionHead, FrontMatter, Source, Tag
from mujaz.phrases import Phrases
from mujaz.proofread import RULES


@dataclass(frozen=True, slots=True)
class Words:
    """The headings of the reference in one language."""

    title: str
    typed: tuple[str, str]
    article: str
    edition: str
    source: str
    tag: str
    key: tuple[str, str, str]
    needed: str
    rules: str
    rule: tuple[str, str, str]


WORDS = {
    "en": Words(
        title="Reference",
        typed=("what is typed", "what it does"),
        article="The head of an article",
        edition="The head of an edition",
        source="A source, in sources.yml",
        tag="A tag, in tags.yml",
        key=("key", "what it is", "values"),
        needed="must be there",
        rules="The rules of the proofreader",
        rule=("rule", "what it finds", "severity"),
    ),
    "ar": Words(
        title="المرجع",
        typed=("ما يُكتب", "ما يفعله"),
        article="رأس المقالة",
        edition="رأس العدد",
        source="المصدر في sources.yml",
        tag="الوسم في tags.yml",
        key=("المفتاح", "ما هو", "القيم"),
        needed="لا بد منه",
        rules="قواعد المصحح",
        rule=("القاعدة", "ما تجده", "الشدة"),
    ),
}
ABROAD = {"en": "ar", "ar": "en"}
_LINK = re.compile(r"\]\((?:([a-z]+)-)?(en|ar)\.md((?:#[^)]*)?)\)")
_EVERYWHERE = frozenset(("--digest", "--quiet", "--debug", "--help"))
"""Options that are told once, under the program itself."""
BAR = "\\|"
"""A bar in a cell that is no edge of it."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Let the manual itself be the first page, and add the reference."""
    language = str(config.theme["language"])
    home = files.get_file_from_path(f"{language}.md")
    if home:
        home.dest_uri, home.url = "index.html", "./"
    name = f"reference-{language}.md"
    files.append(File.generated(config, name, content=reference(Phrases.of(language))))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Lead links to the other language from site to site."""
    del files
    other = ABROAD[str(config.theme["language"])]
    up = "../" * (page.url.strip("./").count("/") + 1 + bool(page.url.strip("./")))

    def led(link: re.Match[str]) -> str:
        name, language, place = link.groups()
        if language != other:
            return link[0]
        return f"]({up}{other}/{f'{name}-{other}/' if name else ''}{place})"

    return _LINK.sub(led, markdown)


def reference(phrases: Phrases) -> str:
    """Return the commands, keys and rules, as the program itself knows them, in Markdown."""
    words = WORDS[phrases.locale.language]
    with usage.spoken(phrases):
        program = arguments.parser(phrases)
        parts = [f"# {words.title}", _command("mujaz", (), program, phrases)]
        parts += [
            _command(f"mujaz {' '.join(place)}", place, below, phrases)
            for place, below in usage.commands(program)
        ]
    for heading, model in (
        (words.article, FrontMatter),
        (words.edition, EditionHead),
        (words.source, Source),
        (words.tag, Tag),
    ):
        parts.append(f"## {heading}\n\n{_table(words.key, _keys(model, phrases))}")
    parts.append(f"## {words.rules}\n\n{_table(words.rule, _rules(phrases))}")
    return "\n\n".join(parts) + "\n"


def _keys(model: type[BaseModel], phrases: Phrases) -> Iterator[tuple[str, ...]]:
    """Yield each key, what it is, and which values it may have where they are few."""
    shape = model.model_json_schema()
    needed = f" ({WORDS[phrases.locale.language].needed})"
    for key, value in model.model_fields.items():
        about = phrases.gettext(value.description or "")
        values = ", ".join(f"`{one}`" for one in _values(shape["properties"][key], shape))
        yield f"`{key}`", about + (needed if value.is_required() else ""), values


def _values(shape: Mapping[str, Any], whole: Mapping[str, Any]) -> Iterator[str]:
    """Yield the values that a JSON Schema names one by one."""
    yield from shape.get("enum", ())
    for below in shape.get("anyOf", ()):
        yield from _values(below, whole)
    if "$ref" in shape:
        yield from _values(whole["$defs"][shape["$ref"].rpartition("/")[2]], whole)


def _rules(phrases: Phrases) -> Iterator[tuple[str, ...]]:
    for name, rule in RULES.items():
        yield f"`{name}`", phrases.gettext(rule.about), f"`{rule.level}`"


def _table(heading: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table; none where it has no rows."""
    lines = [f"| {' | '.join(cell.replace('|', BAR) for cell in row)} |" for row in rows]
    head = [f"| {' | '.join(heading)} |", "|---" * len(heading) + "|"]
    return "\n".join((*head, *lines)) if lines else ""


def _command(name: str, place: tuple[str, ...], parser: ArgumentParser, phrases: Phrases) -> str:
    """Return what a command does, what it takes, and what may be typed."""
    examples = (
        f"`{line}`\n:   {phrases.gettext(what)}" for line, what in EXAMPLES.get(" ".join(place), ())
    )
    options, given = usage.actions(parser)
    rows = (
        (_typed(action), str(action.help))
        for action in (*given, *options)
        if action.help != SUPPRESS and not (place and _is_everywhere(action))
    )
    table = _table(WORDS[phrases.locale.language].typed, rows)
    parts = (f"## {name}", parser.description or "", table, *examples)
    return "\n\n".join(part for part in parts if part)


def _is_everywhere(action: Action) -> bool:
    return bool(_EVERYWHERE & set(action.option_strings))


def _typed(action: Action) -> str:
    names = action.option_strings or [str(action.metavar or action.dest)]
    value = f" {action.metavar}" if action.option_strings and action.metavar else ""
    return ", ".join(f"`{name}{value}`" for name in names)
