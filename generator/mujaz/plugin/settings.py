"""What mkdocs.yml says, as far as our plugin needs to know it."""

import datetime as dt
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from babel import UnknownLocaleError
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from mujaz import check, copies, digest, library, order, posters
from mujaz.check import Complaint
from mujaz.errors import InvalidValueError, Message, MujazError, message
from mujaz.extras import ENDINGS, Extras
from mujaz.phrases import NUMERALS, Phrases
from mujaz.resources import TEMPLATES

log = logging.getLogger("mkdocs.plugins.mujaz")

_HIDDEN = (library.SOURCES, library.TAGS)
_THEME = str(TEMPLATES / "theme")


class Options(Config):  # type: ignore[no-untyped-call]
    """What `mkdocs.yml` may say under `plugins: - mujaz:`."""

    locale = config_options.Type(str, default="")
    """Whose month names to use, such as ar_SY (تموز) or ar_MA (يوليوز); the theme's language."""
    numerals = config_options.Optional(config_options.Choice(tuple(NUMERALS)))
    """latn: 0123456789, arab: the Arabic-Indic digits, arabext: the Persian; the locale's own."""
    per_page = config_options.Type(int, default=digest.PER_PAGE)
    """Articles on one page of a listing."""
    posters = config_options.Type((bool, str, int, dt.date), default=False)
    """true: each article has a poster that messengers show; a date: those from then on have."""
    edition_files = config_options.ListOfItems(config_options.Choice(ENDINGS), default=[])
    """Files that each edition can be had as from its page."""
    rules = config_options.Type(dict, default={})
    """How grave the proofreader takes what its rules find: off, warning or error."""
    websub_hub = config_options.Type(str, default="")
    """The address of a WebSub hub, which the feeds name; somebody must tell it of news."""


def refusal(config: MkDocsConfig, problem: Message, mend: Message) -> PluginError:
    """Return the one error that MkDocs tells without a traceback, in the site's own language."""
    english = str(config.theme.get("language", "")).startswith("en")
    told = check.say(problem, mend, Phrases.of("en" if english else "ar"), where=digest.CONFIG)
    return PluginError(told)


@contextmanager
def refusing(config: MkDocsConfig) -> Iterator[None]:
    """Turn an error of ours into the one that MkDocs tells without a traceback."""
    try:
        yield
    except (MujazError, InvalidValueError) as error:
        raise refusal(config, error.problem, error.mend) from error


def is_left_out(file: File, config: MkDocsConfig) -> bool:
    """Say whether a file that MkDocs found is none of the site's."""
    if file.src_uri in order.LISTS and (config.site_url or file.src_dir != config.docs_dir):
        return True  # we make it, and the theme has only the template of one
    if file.src_uri.startswith(f"{library.ARTICLES}/"):
        return file.is_documentation_page()  # the plan has its page; a picture beside it stays
    return file.src_uri in _HIDDEN or is_materials(file, config)


def lay(config: MkDocsConfig) -> None:
    """Lay our theme over Material's, or in its place where no template can ask for any of it."""
    custom, dirs = config.theme.custom_dir, config.theme.dirs
    dirs.insert(1 if custom else 0, _THEME)
    if not custom:
        del dirs[1:]


def is_materials(file: File, config: MkDocsConfig) -> bool:
    """Say whether a file is Material's: 4 MB that our shell does not load, a digest's own may."""
    if _has_shell(config):
        return False
    dirs = config.theme.dirs
    return file.src_dir in dirs[dirs.index(_THEME) + 1 :]


def _has_shell(config: MkDocsConfig) -> bool:
    """Say whether a digest has a shell of its own for its pages, which may load what it likes."""
    custom = config.theme.custom_dir
    shells = ("base.html", "main.html")
    return custom is not None and any((Path(custom) / shell).is_file() for shell in shells)


def warn_of_search(config: MkDocsConfig, phrases: Phrases) -> None:
    """Say where another search is asked for: its index would be made, and no page would read it."""
    if not _has_shell(config) and {"search", "material/search"} & config.plugins.keys():
        log.warning(
            phrases.gettext(
                "the site has a search of its own, and no page reads the index of the plugin"
                " search: take search out of the plugins in mkdocs.yml"
            )
        )


def phrases(config: MkDocsConfig, options: Options) -> Phrases:
    """Return the words of the site in its own language; raises PluginError where there is none."""
    locale = options.locale or str(config.theme.get("language") or "ar")
    try:
        return Phrases.of(locale, numerals=options.numerals)
    except (UnknownLocaleError, ValueError) as error:
        raise refusal(
            config,
            message("there is no locale “{locale}”", locale=locale),
            message("write one such as ar, ar_SY or en_GB"),
        ) from error


def chosen(config: MkDocsConfig, options: Options) -> Extras:
    """Return what is asked for beside pages; raises PluginError where that is said wrongly.

    So it does where what makes it is not installed.
    """
    with refusing(config):
        extras = Extras.of(options)
        if extras.posters:
            posters.drawer()
        if "pdf" in extras.edition_files:
            copies.printer()
        return extras


def is_served(config: MkDocsConfig) -> bool:
    """Say whether MkDocs serves the site itself, and so puts a script of its own into each page."""
    return (config.site_url or "").startswith(f"http://{config.dev_addr}/")


def with_slash(url: str | None) -> str | None:
    """Return the address of the site with a slash at its end."""
    return f"{url.rstrip('/')}/" if url else None


def refuse(found: Sequence[Complaint], content: Path, phrases: Phrases) -> None:
    """Say what is wrong with the content, and raise PluginError where anything is."""
    for complaint in found:
        log.error(check.line(complaint, phrases, content=content))
    if found:
        raise PluginError(
            phrases.counted("%(n)s error in the content", "%(n)s errors in the content", len(found))
        )
