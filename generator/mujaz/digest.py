"""Where a digest is, and what its mkdocs.yml says that the rest of Mujaz needs to know."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from mujaz.errors import DigestError, InvalidValueError, Message, message
from mujaz.extras import Extras
from mujaz.masthead import Masthead

CONFIG = "mkdocs.yml"
PER_PAGE = 20
"""Articles on one page of a listing, so that no page grows with the library."""
ADDRESS = "127.0.0.1:8000"
"""Where a digest is shown while it is edited, unless somebody says another place."""
CACHE = Path(".cache", "mujaz")

PURE = frozenset(
    (
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code"),
        *("footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists"),
        *("smarty", "tables", "toc", "wikilinks"),
        *(f"pymdownx.{name}" for name in ("arithmatex", "betterem", "caret", "critic", "details")),
        *(f"pymdownx.{name}" for name in ("emoji", "escapeall", "extra", "highlight", "keys")),
        *(f"pymdownx.{name}" for name in ("inlinehilite", "magiclink", "mark", "progressbar")),
        *(f"pymdownx.{name}" for name in ("saneheaders", "smartsymbols", "striphtml")),
        *(f"pymdownx.{name}" for name in ("superfences", "tabbed", "tasklist", "tilde")),
    )
)
"""Extensions of Markdown that look at the text of a page and at the settings, and no further."""
_OTHERS = frozenset(
    ("hooks", "INHERIT", "exclude_docs", "draft_docs", "extra_templates", "validation")
)
"""Settings that give others a hand in pages, or let a page depend on what others say."""
_CODE = re.compile(r"\{[{%].*?[}%]\}", re.DOTALL)
_AROUND = re.compile(r"\b(?:nav|pages|previous_page|next_page|partials|build_date_utc)\b")
"""What MkDocs gives to templates of the whole site; Material's parts ask for it too."""
_PLACES = ("site_url", "docs_dir", "site_dir", "theme")


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A folder with mkdocs.yml and content/."""

    root: Path
    content: Path
    site: Path
    masthead: Masthead = field(default_factory=Masthead)
    url: str | None = None
    """Where it is published, as far as mkdocs.yml says."""
    per_page: int = PER_PAGE
    """Articles on one page of a listing."""
    address: str = ADDRESS
    """Where it is shown while it is edited."""
    theme: Path | None = None
    """Where it has templates of its own."""
    extras: Extras = field(default_factory=Extras)
    """What its site has beside its pages, as far as mkdocs.yml says it rightly."""
    rules: Mapping[str, object] = field(default_factory=dict)
    """The rules of the proofreader that it switches, as mkdocs.yml writes them."""
    kept: Path | None = None
    """Where what is derived of it is kept, if somebody says another place than usual."""
    alone: bool = False
    """Whether Mujaz alone has a hand in its pages, and knows what each of them depends on."""
    sums: bool = False
    """Whether its site is to have the checksums of all its files: who builds says so."""

    @property
    def config(self) -> Path:
        """Its mkdocs.yml."""
        return self.root / CONFIG

    @property
    def cache(self) -> Path:
        """What is derived from the rest, and may be deleted at any time."""
        return self.kept or self.root / CACHE


class _Loader(yaml.SafeLoader):
    """Reads past the tags that MkDocs gives a meaning: !ENV, !relative, !!python/name."""


_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def find(start: Path) -> Digest:
    """Return the digest in a folder or in the nearest one above it.

    Raises DigestError when there is none, or when its mkdocs.yml cannot be read.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file():
            return _read(folder)
    raise DigestError(
        message("there is no {file} here or above", file=CONFIG),
        message("run mujaz init to start a digest, or name one with --digest"),
        path=start,
    )


def _read(root: Path) -> Digest:
    settings = _settings(root / CONFIG)
    url = settings.get("site_url")
    options, ours = _options(settings), _ours(settings.get("plugins"))
    per_page = PER_PAGE if options is None else options.get("per_page", PER_PAGE)
    custom = _mapping(settings.get("theme")).get("custom_dir")
    theme = root / custom if isinstance(custom, str) and custom else None
    return Digest(
        root=root,
        masthead=Masthead.of(settings, ours),
        url=_address(url, root / CONFIG) if isinstance(url, str) and url else None,
        per_page=per_page if isinstance(per_page, int) and per_page > 0 else PER_PAGE,
        address=str(settings.get("dev_addr") or ADDRESS),
        theme=theme,
        rules=_mapping(ours.get("rules")),
        extras=_extras(ours),
        alone=options is not None
        and _is_plain(settings)
        and not (theme and any(map(_looks_around, sorted(theme.rglob("*.html"))))),
        content=root / str(settings.get("docs_dir") or "docs"),
        site=root / str(settings.get("site_dir") or "site"),
    )


def _address(url: str, path: Path) -> str:
    """Return an address that can be read as one; MkDocs says what else is wrong with it."""
    try:
        urlsplit(url)
    except ValueError as error:  # such as http://[
        raise DigestError(*no_address(url), path=path) from error
    return url


def no_address(url: str) -> tuple[Message, Message]:
    """Return what is said of what is no address to publish at, and its mend."""
    return (
        message("“{url}” is not an address of the web", url=url),
        message("write it whole, such as https://digest.example/"),
    )


def _extras(ours: Mapping[str, Any]) -> Extras:
    """Return what is asked for beside pages; what is said wrongly the plugin refuses."""
    try:
        return Extras.of(ours)
    except InvalidValueError:
        return Extras()


def _settings(path: Path) -> dict[str, Any]:
    try:
        settings = yaml.load(path.read_bytes(), Loader=_Loader)  # noqa: S506  a safe one
    except OSError as error:
        raise DigestError(
            message("this file cannot be read: {reason}", reason=error.strerror),
            message("see to its permissions"),
            path=path,
        ) from error
    except (yaml.YAMLError, ValueError) as error:  # of a day that no month has
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or getattr(error, "reason", error)
        raise DigestError(
            message("this YAML cannot be read: {reason}", reason=reason),
            message("mend the line, or take it out"),
            path=path,
            line=mark.line + 1 if mark else 1,
        ) from error
    return settings if isinstance(settings, dict) else {}


def shown(path: Path) -> Path:
    """Return a path as the person would write it from here."""
    try:
        return path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path


def _is_plain(settings: Mapping[str, Any]) -> bool:
    """Say whether settings leave what a page is made of to Mujaz, and can be read without MkDocs.

    What is none here was given by a variable of the environment.
    """
    theme = _mapping(settings.get("theme"))
    named = (
        *(settings.get(key, "") for key in _PLACES),
        theme.get("custom_dir", ""),
        *_ours(settings.get("plugins")).values(),
    )
    extensions = settings.get("markdown_extensions") or ()
    names = (name for one in extensions for name in (one if isinstance(one, dict) else (one,)))
    return (
        None not in named
        and _OTHERS.isdisjoint(settings)
        and PURE.issuperset(str(name).removeprefix("markdown.extensions.") for name in names)
    )


def _looks_around(template: Path) -> bool:
    """Say whether a template may show what MkDocs knows of other pages than its own."""
    return any(map(_AROUND.search, _CODE.findall(template.read_text("utf-8", "replace"))))


def _options(settings: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the options of our plugin; None where it is not the only one."""
    match settings.get("plugins"):
        case ["mujaz"]:
            return {}
        case [{"mujaz": options}]:
            return _mapping(options)
        case {"mujaz": options, **others} if not others:
            return _mapping(options)
        case _:
            return None


def _ours(plugins: object) -> Mapping[str, Any]:
    """Return the options of our plugin, whatever stands beside it."""
    several = plugins if isinstance(plugins, list) else [plugins]
    named = (_mapping(one).get("mujaz") for one in several)
    return next((_mapping(options) for options in named if options), {})


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def unfit(*, theme: str, directories: bool, per_page: int) -> tuple[Message, Message] | None:
    """Return what in a digest's settings no site can be made with, and its mend."""
    if theme != "material" or not directories:
        return (
            message("Mujaz lays its theme over Material, with an address of its own for each page"),
            message("write theme: {{name: material}}, and take use_directory_urls out"),
        )
    if per_page < 1:
        return (
            message("per_page is {number}", number=per_page),
            message("write how many articles a page holds, one at least"),
        )
    return None
