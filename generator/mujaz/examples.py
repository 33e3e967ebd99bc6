"""What to type, by command: each help ends with some of it."""

from collections.abc import Mapping
from types import MappingProxyType

from mujaz.phrases import Phrases, _

EXAMPLES: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "": (
            ("mujaz init news", _("start a digest in a new folder")),
            ("mujaz --digest news add page.txt", _("make an article of a page that you copied")),
            ("mujaz --digest news build", _("make the site")),
        ),
        "init": (
            (
                'mujaz init news --name "موجز الحيّ" --url https://hayy.example/',
                _("say its name and its address at once"),
            ),
            ("mujaz init . --here", _("add what is missing to a digest that is there")),
            ("mujaz init . --here --host gitlab", _("add what another git host publishes it by")),
        ),
        "add": (
            ("mujaz add page.txt", _("make an article of a page that you copied")),
            ("mujaz add https://alwatan.example/2021/07/bridge", _("make an article of a link")),
            (
                'mujaz add page.txt --source "صحيفة الرصيف" --date 2021-07-05',
                _("say what the page does not tell"),
            ),
            (
                "mujaz add --map title=headline,text=body rows.jsonl",
                _("make articles of the rows of a database"),
            ),
        ),
        "fetch": (("mujaz fetch --draft", _("keep what is new out of the site for now")),),
        "refresh": (
            ("mujaz refresh --dry-run", _("look first at what would change")),
            ("mujaz refresh content/articles/2021", _("only in one folder")),
        ),
        "check": (
            ("mujaz check --fix", _("correct what is safe, and say the rest")),
            ("mujaz check --strict --format github", _("annotate a change on GitHub")),
        ),
        "tags": (
            ("mujaz tags", _("list all tags and their likely doubles")),
            (
                "mujaz tags merge لبنان Lebanon --into لبنان --dry-run",
                _("look first at what would change"),
            ),
        ),
        "edition": (
            ("mujaz edition new", _("propose an edition of this week")),
            (
                "mujaz edition new --from 2026-11-01 --to 2026-11-30 --most 30",
                _("propose one of a month, with thirty stories at most"),
            ),
            ("mujaz edition mail 2026-w48 --output letter.html", _("write it as a letter")),
        ),
        "schema": (
            (
                "mujaz schema sources > .vscode/sources.schema.json",
                _("renew what the editor checks sources.yml by"),
            ),
        ),
        "merge": (
            ("mujaz merge --install", _("once in each clone: let git merge with Mujaz")),
            ("git merge hind", _("then merge as always: a conflict is one value that two wrote")),
        ),
        "build": (
            ("mujaz build --strict", _("make the site, and stop at any warning, as CI does")),
            ("mujaz --quiet build", _("say only what is wrong")),
            ("mujaz build --shard 2/8 --cache part-2", _("make the second of eight parts")),
        ),
        "join": (("mujaz join part-*", _("put together what several machines made")),),
        "links": (("mujaz links --workers 2", _("look for dead links on two processors only")),),
        "verify": (
            ("mujaz verify", _("compare the published site with what was built")),
            ("mujaz verify https://digest.example/ --sample 100", _("read a hundred files only")),
        ),
        "export": (
            ("mujaz export --to jsonl library.jsonl", _("the whole library, to the byte")),
            ("mujaz export --to sqlite library.db", _("a database for researchers")),
            ("mujaz export --to zensical ../site", _("a folder for another generator")),
        ),
        "import": (
            ("mujaz import library.jsonl --replace", _("read it again, in another digest")),
        ),
        "serve": (("mujaz serve --address 127.0.0.1:8001", _("show it in another place")),),
        "doctor": (
            ("mujaz doctor", _("say what is missing, and how to get it")),
            ("mujaz --quiet doctor", _("say only what is wrong")),
        ),
        "completion": (
            ('eval "$(mujaz completion bash)"', _("in ~/.bashrc: complete words with the Tab key")),
            ("mujaz completion fish | source", _("the same in config.fish")),
        ),
    }
)
"""The command line and what it does, by the command's name; under no name, where to begin."""


def told(name: str, phrases: Phrases) -> str | None:
    """Return the examples of a command as its help ends with them; None where it has none."""
    lines = [f"  {line}\n      {phrases.gettext(what)}" for line, what in EXAMPLES.get(name, ())]
    return "\n".join((phrases.gettext("Examples:"), *lines)) if lines else None
