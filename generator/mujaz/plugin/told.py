"""What MkDocs tells templates, for those who make pages without it, and the other way round."""

from collections.abc import Callable, Mapping

import mkdocs
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig

from mujaz import paragraphs, shell, ways
from mujaz.render import Site
from mujaz.shell import Script, Settings


def settings(config: MkDocsConfig, site: Site) -> Settings:
    """Return what the settings of a site come to."""
    return Settings(
        name=site.name,
        description=site.description,
        url=site.url,
        hub=site.hub,
        extras=site.extras,
        locale=str(site.phrases.locale),
        numerals=site.phrases.numerals,
        palette=config.theme.get("palette") or [],
        copyright=config.copyright,
        extra_css=tuple(config.extra_css),
        extra_javascript=tuple(map(_script, config.extra_javascript)),
        host=mkdocs.__version__,
        plain=paragraphs.suits(config.markdown_extensions),
    )


def _script(given: ExtraScriptValue | str) -> Script:
    if isinstance(given, str):
        return Script(path=given)
    return Script(path=given.path, type=given.type, defer=given.defer, async_=given.async_)


def links(env: Environment) -> Mapping[str, Callable[[Context, object], str]]:
    """Return the filters of the theme that link, with MkDocs' own at hand."""
    ours = {"url": ways.url, "script_tag": shell.script_tag}
    return {name: _rootward(make, env.filters[name]) for name, make in ours.items()}


def _rootward(
    ours: Callable[[object], str], host: Callable[[Context, object], str]
) -> Callable[[Context, object], str]:
    """Return a filter that links by way of the root, but from what stands at any address."""

    @pass_context
    def link(context: Context, given: object) -> str:
        return ours(given) if context.get("page") else host(context, given)

    return link
