"""What the manual has beyond its pages: the reference of the commands, and ways between languages.

MkDocs calls these functions by their names; each language is a site of its own.
"""

import re
from argparse import Action, ArgumentParser
from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from mujaz import arguments, usage
from mujaz.examples import EXAMPLES
from mujaz.phrases import Phrases

WORDS = {
    "en": ("Commands and options", "what is typed", "what it does"),
    "ar": ("الأوامر والخيارات", "ما يُكتب", "ما يفعله"),
}
"""The heading of the reference, and those of its columns."""
ABROAD = {"en": "ar", "ar": "en"}
_LINK = re.compile(r"\]\((?:([a-z]+)-)?(en|ar)\.md((?:#[^)]*)?)\)")
_EVERYWHERE = frozenset(("--digest", "--quiet", "--debug", "--help"))
"""Options that are told once, under the program itself."""


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
    """Return all that the shell may say to mujaz, as the parser itself knows it, in Markdown."""
    with usage.spoken(phrases):
        program = arguments.parser(phrases)
        parts = [_command("mujaz", (), program, phrases)]
        parts += [
            _command(f"mujaz {' '.join(place)}", place, below, phrases)
            for place, below in usage.commands(program)
        ]
    return "\n\n".join((f"# {WORDS[phrases.locale.language][0]}", *parts)) + "\n"


def _command(name: str, place: tuple[str, ...], parser: ArgumentParser, phrases: Phrases) -> str:
    lines = [f"## {name}", f"{parser.description or ''}", "\n".join(_table(parser, phrases, place))]
    examples = [
        f"`{line}`\n:   {phrases.gettext(what)}" for line, what in EXAMPLES.get(" ".join(place), ())
    ]
    return "\n\n".join(line for line in (*lines, *examples) if line)


def _table(parser: ArgumentParser, phrases: Phrases, place: tuple[str, ...]) -> Iterator[str]:
    options, given = usage.actions(parser)
    rows = [
        (_typed(action), str(action.help).replace("|", "\\|"))
        for action in (*given, *options)
        if action.help != "==SUPPRESS==" and not (place and _is_everywhere(action))
    ]
    if rows:
        _, typed, told = WORDS[phrases.locale.language]
        yield f"| {typed} | {told} |"
        yield "|---|---|"
        yield from (f"| {typed} | {told} |" for typed, told in rows)


def _is_everywhere(action: Action) -> bool:
    return bool(_EVERYWHERE & set(action.option_strings))


def _typed(action: Action) -> str:
    names = action.option_strings or [str(action.metavar or action.dest)]
    value = f" {action.metavar}" if action.option_strings and action.metavar else ""
    return ", ".join(f"`{name}{value}`" for name in names)
