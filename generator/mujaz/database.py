"""A library as a SQLite file, for researchers; SCHEMA says what is in it."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress

from mujaz import arabic, bodies
from mujaz.models import Article, Edition, Heading, Library

VERSION = 1
"""Of the schema, as `PRAGMA user_version` tells it."""
SCHEMA = """
CREATE TABLE sources (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, url TEXT, description TEXT, language TEXT,
  rights TEXT NOT NULL);
CREATE TABLE articles (
  id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, address TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL, kicker TEXT, date TEXT, source TEXT NOT NULL REFERENCES sources,
  link TEXT, language TEXT, section TEXT, summary TEXT, image TEXT, image_alt TEXT,
  image_credit TEXT, pick INTEGER NOT NULL, note TEXT, status TEXT NOT NULL, rights TEXT NOT NULL,
  story TEXT, markdown TEXT NOT NULL, words TEXT NOT NULL, other TEXT NOT NULL);
CREATE TABLE authors (
  article INTEGER NOT NULL REFERENCES articles, place INTEGER NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (article, place)) WITHOUT ROWID;
CREATE TABLE tags (
  label TEXT PRIMARY KEY, slug TEXT, kind TEXT, broader TEXT, blocked INTEGER NOT NULL,
  description TEXT);
CREATE TABLE spellings (spelling TEXT PRIMARY KEY, tag TEXT NOT NULL REFERENCES tags) WITHOUT ROWID;
CREATE TABLE article_tags (
  article INTEGER NOT NULL REFERENCES articles, place INTEGER NOT NULL, tag TEXT NOT NULL,
  PRIMARY KEY (article, place)) WITHOUT ROWID;
CREATE TABLE editions (
  name TEXT PRIMARY KEY, title TEXT NOT NULL, date TEXT NOT NULL, until TEXT NOT NULL,
  status TEXT NOT NULL, introduction TEXT NOT NULL);
CREATE TABLE edition_items (
  edition TEXT NOT NULL REFERENCES editions, place INTEGER NOT NULL, heading TEXT, address TEXT,
  PRIMARY KEY (edition, place)) WITHOUT ROWID;
CREATE INDEX articles_by_date ON articles (date);
CREATE INDEX articles_by_tag ON article_tags (tag);
"""
"""Articles are numbered from the oldest; `words` is their text without Markdown, `other` the keys
that are none of ours, as JSON. `edition_items` are what an edition lists: headings, addresses."""
_SEARCH = "CREATE VIRTUAL TABLE search USING fts5(title, summary, words, content='')"
"""Words as `arabic.fold` writes them: without vowel signs, with one hamza; its rowid is the id."""

Rows = Iterable[Sequence[object]]


def database(library: Library[Article]) -> bytes:
    """Return the file: the same bytes for the same library and the same SQLite.

    Where SQLite has no FTS5, there is no table `search`.
    """
    with closing(sqlite3.connect(":memory:")) as base:
        base.executescript(f"PRAGMA user_version = {VERSION}; {SCHEMA}")
        for table, rows in _tables(library):
            _fill(base, table, rows)
        with suppress(sqlite3.OperationalError):
            base.execute(_SEARCH)
            _fill(base, "search (rowid, title, summary, words)", _searched(base))
        base.commit()
        base.execute("VACUUM")
        return base.serialize()


def _fill(base: sqlite3.Connection, table: str, rows: Rows) -> None:
    for row in rows:
        marks = ", ".join("?" * len(row))
        base.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608  tables of ours


def _tables(library: Library[Article]) -> Iterator[tuple[str, Rows]]:
    numbered = tuple(enumerate(reversed(library.articles), 1))
    sources = (library.sources[key] for key in sorted(library.sources))
    tags = library.vocabulary.tags
    yield "sources", ((s.id, s.name, s.url, s.description, s.language, s.rights) for s in sources)
    yield "articles", ((n, *_article(one, library)) for n, one in numbered)
    yield (
        "authors",
        (
            (n, place, name)
            for n, one in numbered
            for place, name in enumerate(one.front.authors, 1)
        ),
    )
    yield "tags", ((t.label, t.slug, t.kind, t.broader, t.blocked, t.description) for t in tags)
    yield "spellings", {a: (a, t.label) for t in tags for a in t.aliases}.values()
    yield "article_tags", ((n, *row) for n, one in numbered for row in _tagged(one, library))
    yield "editions", map(_edition, library.editions)
    yield "edition_items", (item for edition in library.editions for item in _items(edition))


def _article(article: Article, library: Library[Article]) -> tuple[object, ...]:
    front = article.front
    words = "\n\n".join(block.text for block in bodies.blocks(article.body))
    return (
        *(str(article.path), article.address, front.title, front.kicker),
        *(str(front.date) if front.date else None, front.source, front.link),
        *(front.language or library.sources[front.source].language, front.section, front.summary),
        *(front.image, front.image_alt, front.image_credit, front.pick, front.note, front.status),
        *(library.rights(article), front.story, article.body, words),
        json.dumps(front.model_extra, ensure_ascii=False, sort_keys=True, default=str),
    )


def _tagged(article: Article, library: Library[Article]) -> Iterator[tuple[int, str]]:
    """Yield an article's tags, as tags.yml labels them, each once."""
    found = (library.vocabulary.find(tag) for tag in article.front.tags)
    labels = (
        tag.label if tag else said for tag, said in zip(found, article.front.tags, strict=True)
    )
    yield from enumerate(dict.fromkeys(labels), 1)


def _edition(edition: Edition) -> tuple[str, ...]:
    head = edition.head
    days = str(head.date), str(head.end)
    return edition.name, head.title, *days, head.status, edition.introduction


def _items(edition: Edition) -> Iterator[tuple[object, ...]]:
    for place, item in enumerate(edition.head.articles, 1):
        said = (item.heading, None) if isinstance(item, Heading) else (None, f"{item}/")
        yield edition.name, place, *said


def _searched(base: sqlite3.Connection) -> Rows:
    found = base.execute("SELECT id, title, coalesce(summary, ''), words FROM articles ORDER BY id")
    return [(number, *map(arabic.fold, texts)) for number, *texts in found]
