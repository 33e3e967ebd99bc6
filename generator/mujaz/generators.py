"""The files of a site for Hugo, and for Zensical."""

import json
from collections.abc import Iterator
from html import escape

import yaml

from mujaz import plan
from mujaz.elsewhere import Elsewhere, Written, composed
from mujaz.frontmatter import Value
from mujaz.models import FrontMatter
from mujaz.partial_date import PartialDate
from mujaz.resources import TEMPLATES

File = tuple[str, bytes]


def hugo(site: Elsewhere) -> Iterator[File]:
    """Yield a folder for Hugo: its settings, layouts that do, pages, and what they show."""
    yield "hugo.toml", _toml(site).encode()
    layouts = TEMPLATES / "elsewhere" / "hugo"
    for file in sorted(path for path in layouts.rglob("*") if path.is_file()):
        yield file.relative_to(layouts).as_posix(), file.read_bytes()
    yield from ((f"content/{_place(page, '_index')}", _for_hugo(page)) for page in site.pages())
    yield from ((f"static/{path}", data) for path, data in site.files())


def _for_hugo(page: Written) -> bytes:
    values: dict[str, Value | None] = {"title": page.title}
    if page.address:
        values["url"] = f"/{page.address}"
    if page.article:
        front = page.article.front
        aliases = ["/" + plan.file_of(alias).removesuffix("index.html") for alias in front.aliases]
        values |= {"date": _moment(front.date), "tags": list(front.tags), "aliases": aliases}
        values |= {"params": _params(front)}
    values |= {"description": page.summary, "draft": page.draft}
    # What Hugo would take for a shortcode is what its writer wrote.
    body = page.markdown.replace("{{<", "&#123;{<").replace("{{%", "&#123;{%")
    return composed(values, body)


def _params(front: FrontMatter) -> dict[str, Value]:
    """Return what Hugo has no names for."""
    said = front.model_dump(mode="json", exclude_defaults=True)
    return {
        key: said[key]
        for key in ("kicker", "date", "source", "link", "authors", "section", "note", "pick")
        if key in said
    }


def _moment(when: PartialDate | None) -> str | None:
    """Return a date as Hugo reads it; one that is not known to the day is none to Hugo."""
    if when is None or not when.day:
        return None
    return when.moment.isoformat() if when.moment else str(when.first_day)


def _toml(site: Elsewhere) -> str:
    """Return the settings; a string of JSON is one of TOML."""
    head, phrases = site.digest.masthead, site.phrases
    said = {"baseURL": site.digest.url or "/", "title": head.name, "languageCode": phrases.language}
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in said.items()]
    return "\n".join(
        (
            *lines,
            "[taxonomies]",
            'tag = "tags"',
            "[params]",
            f"description = {json.dumps(head.description, ensure_ascii=False)}",
            f'direction = "{phrases.direction}"',
            "[markup.goldmark.renderer]",
            "unsafe = true  # HTML that editors wrote; what machines took in is escaped",
            "",
        )
    )


def zensical(site: Elsewhere) -> Iterator[File]:
    """Yield a folder for Zensical, or for Material for MkDocs: drafts are left out."""
    settings = yaml.safe_dump(_settings(site), allow_unicode=True, sort_keys=False)
    yield "mkdocs.yml", settings.encode()
    pages = [page for page in site.pages() if not page.draft]
    yield from ((f"docs/{_place(page, 'index')}", _for_zensical(page)) for page in pages)
    yield from ((f"docs/{path}", data) for path, data in site.files())
    for leads in plan.redirects(site.known):
        yield f"docs/{leads.path}", _onward(f"{site.root}{leads.article.address}")


def _for_zensical(page: Written) -> bytes:
    values: dict[str, Value | None] = {"title": page.title, "description": page.summary}
    if page.article:
        front = page.article.front
        values |= {"date": str(front.date or ""), "tags": list(front.tags)}
    return composed(values, page.markdown)


def _settings(site: Elsewhere) -> dict[str, object]:
    head, phrases = site.digest.masthead, site.phrases
    theme = {"name": "material", "language": phrases.language, "direction": phrases.direction}
    return {
        "site_name": head.name,
        "site_description": head.description,
        **({"site_url": site.digest.url} if site.digest.url else {}),
        "theme": theme,
        "markdown_extensions": ["admonition", "attr_list", "footnotes", "tables"],
    }


def _onward(address: str) -> bytes:
    there = escape(address)
    return (
        f'<!doctype html>\n<meta charset="utf-8">\n<link rel="canonical" href="{there}">\n'
        f'<meta http-equiv="refresh" content="0; url={there}">\n<a href="{there}">{there}</a>\n'
    ).encode()


def _place(page: Written, front: str) -> str:
    return f"{page.address.rstrip('/')}.md" if page.address else f"{front}.md"
