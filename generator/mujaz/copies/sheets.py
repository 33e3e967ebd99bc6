"""Copies as HTML: through templates/copies/, with the words of the site's own language."""

from functools import partial

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mujaz import bidi, render
from mujaz.copies.copy import Copy, Telling
from mujaz.resources import TEMPLATES


def letter(copy: Copy) -> bytes:
    """Return an edition as a letter: HTML of tables with inline styles, as mail readers want it."""
    return page(copy, "letter.html").encode()


def page(copy: Copy, name: str, **more: object) -> str:
    """Return what a template makes of a copy."""
    sheets = Environment(
        loader=FileSystemLoader(TEMPLATES / "copies"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    phrases = copy.site.phrases
    sheets.filters.update(render.filters(phrases), words=Markup)
    sheets.globals.update(
        _=phrases.gettext,
        label=phrases.label,
        joined=phrases.joined,
        way=partial(direction, copy),
        site=copy.site,
        copy=copy,
        edition=copy.contents.edition,
    )
    return f"{sheets.get_template(name).render(**more).rstrip()}\n"


def direction(copy: Copy, telling: Telling) -> str:
    """Return the language and direction of a telling, as attributes."""
    language = telling.language or copy.site.language
    return Markup('lang="{}" dir="{}"').format(language, bidi.direction(language))
