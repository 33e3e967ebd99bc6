"""Random edits of random things in a small digest, as editors and their tools make them.

Each edit is one function of the digest and of chance; some leave content that stops a build, or
that is warned of, for these are days in an editor's life too.
"""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import yaml

from builders import new_digest
from mujaz import frontmatter
from mujaz.digest import Digest

TAGS = ("المياه", "السوق", "الميناء", "المدارس", "الماء", "غزة")
SOURCES = ("alrasif", "safra", "daily")
WORDS = ("خبر", "السوق", "يفتح", "أبوابه", "HydraCove", "بعد", "عامين", "من", "الترميم", "الميناء")
VALUES: dict[str, tuple[object, ...]] = {
    "date": ("2026-07-05", "2026-07", "2026", "2025-12-31T10:15+03:00", "2025-12-30", None),
    "section": ("economy", "culture", "sport", None),
    "source": SOURCES,
    "status": ("draft", "published"),
    "rights": ("full", "excerpt", "link"),
    "language": ("en", "ar", "fa"),
    "pick": (True, False),
    "image": ("picture.png", "https://a.example/p.png", "gone.png"),
    "authors": (["هند"], ["ليلى حداد", "Sam Reed"]),
}
BODIES = (
    "فقرة أولى.\n\nفقرة ثانية.\n",
    "قال **الوزير** إن العمل بدأ.\n\n- بند\n- آخر\n",
    "انظر [الخبر](alrasif-000001.md) و[الوسوم](../tags.md) و[عن الموجز](../about.md).\n",
    "![صورة](picture.png)\n\nنص تحت الصورة.\n",
    "[أ]: safra-000002.md\n\nانظر [هذا][أ] و[ذاك](<draft one.md>).\n",
    '<a href="alrasif-000001.md">وسم</a> و<b>ثقيل</b>\n',
    "# عنوان\n\nنص[^1].\n\n[^1]: هامش.\n",
    "",
)
BROKEN = "broken.md"
Edit = Callable[[Digest, random.Random], None]


def digest(folder: Path, chance: random.Random) -> Digest:
    """Start a digest with a few articles."""
    made = new_digest(folder)
    sources = {key: {"name": f"صحيفة {key}"} for key in SOURCES}
    _dump(made.content / "sources.yml", sources)
    for _ in range(chance.randint(0, 7)):
        add(made, chance)
    return made


def _dump(path: Path, values: object) -> None:
    path.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), "utf-8")


def _loaded(path: Path) -> dict[str, dict[str, object]]:
    values = yaml.safe_load(path.read_text("utf-8")) if path.exists() else None
    return values or {}


def _words(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(1, 5)))


def _articles(made: Digest) -> list[Path]:
    found = (made.content / "articles").rglob("*.md")
    return sorted(path for path in found if path.name != BROKEN)


def _free(made: Digest, chance: random.Random) -> Path:
    folder = made.content / "articles" / chance.choice(("", "2026/07", "2025/12"))
    return folder / f"{chance.choice(SOURCES)}-{chance.randint(1, 9):06}.md"


def _value(key: str, made: Digest, chance: random.Random) -> object:
    if key == "tags":
        return chance.sample(TAGS, chance.randint(0, 3))
    if key == "aliases":
        return [f"/old/{chance.randint(1, 6)}{chance.choice(('/', '.html', ''))}"]
    if key == "story":
        there = [path.relative_to(made.content / "articles") for path in _articles(made)]
        return str(chance.choice(there).with_suffix("")) if there else None
    return chance.choice(VALUES[key]) if key in VALUES else _words(chance)


KEYS = (
    *("title", "summary", "kicker", "note", "image_alt", "tags", "date", "section", "source"),
    *("status", "rights", "language", "pick", "image", "aliases", "story", "authors"),
)


def _write(path: Path, front: dict[str, object], body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = {key: value for key, value in front.items() if value not in (None, [], False)}
    path.write_text(frontmatter.compose(kept, body), "utf-8")


def add(made: Digest, chance: random.Random) -> None:
    """Add an article, or write one anew."""
    front: dict[str, object] = {"title": _words(chance), "source": chance.choice(SOURCES)}
    for key in chance.sample(KEYS, chance.randint(2, 7)):
        front[key] = _value(key, made, chance)
    _write(_free(made, chance), front, chance.choice(BODIES))


def change(made: Digest, chance: random.Random) -> None:
    """Change one value of an article, or its body."""
    if not (there := _articles(made)):
        return
    path = chance.choice(there)
    text = path.read_text("utf-8")
    front = yaml.safe_load(text.split("---\n")[1])
    body = text.split("---\n", 2)[2].lstrip("\n")
    key = chance.choice((*KEYS, "body", "body"))
    if key == "body":
        body = chance.choice(BODIES)
    else:
        front[key] = _value(key, made, chance)
    _write(path, front, body)


def remove(made: Digest, chance: random.Random) -> None:
    """Remove an article."""
    if there := _articles(made):
        chance.choice(there).unlink()


def rename(made: Digest, chance: random.Random) -> None:
    """Give an article another place; its file keeps its time, as with mv."""
    if there := _articles(made):
        target = _free(made, chance)
        target.parent.mkdir(parents=True, exist_ok=True)
        chance.choice(there).replace(target)


def break_one(made: Digest, chance: random.Random) -> None:
    """Leave an article that cannot be read, or one that nothing is wrong with again."""
    path = made.content / "articles" / BROKEN
    if path.exists():
        path.unlink()
    else:
        path.parent.mkdir(exist_ok=True)
        text = chance.choice(("---\ntitle: [\n---\n", "---\ntitle: أ\nsource: nobody\n---\n"))
        path.write_text(text, "utf-8")


def describe_source(made: Digest, chance: random.Random) -> None:
    """Change what sources.yml says of a source."""
    sources = _loaded(made.content / "sources.yml")
    said = sources[chance.choice(SOURCES)]
    key = chance.choice(("name", "language", "rights", "description", "url"))
    values = {"url": "https://a.example/", "description": _words(chance), "name": _words(chance)}
    said[key] = values[key] if key in values else _value(key, made, chance)
    _dump(made.content / "sources.yml", sources)


def describe_tag(made: Digest, chance: random.Random) -> None:
    """Describe a tag in tags.yml, or no longer."""
    tags = _loaded(made.content / "tags.yml")
    label = chance.choice(TAGS[:4])
    if label in tags and chance.random() < 0.4:
        del tags[label]
    else:
        said = dict(tags.get(label) or {})
        values = {
            "slug": f"tag-{chance.randint(1, 3)}",
            "aliases": [chance.choice(TAGS)],
            "description": _words(chance),
            "broader": chance.choice(TAGS[:4]),
            "blocked": chance.choice((True, False)),
        }
        key = chance.choice(sorted(values))
        tags[label] = said | {key: values[key]}
    _dump(made.content / "tags.yml", tags)


def write_prose(made: Digest, chance: random.Random) -> None:
    """Write, change or remove a page that is no article."""
    name = chance.choice(("index.md", "about.md", "notes/one.md", "about/index.md", "tags.md"))
    path = made.content / name
    if path.exists() and chance.random() < 0.4:
        path.unlink()
        return
    path.parent.mkdir(exist_ok=True)
    link = chance.choice(("articles/alrasif-000001.md", "gone.md", "about.md", "tags.md"))
    path.write_text(f"# {_words(chance)}\n\n{_words(chance)} [رابط]({link})\n", "utf-8")


def put_picture(made: Digest, chance: random.Random) -> None:
    """Put a picture beside the articles, change it, or remove it."""
    place = chance.choice(("articles/picture.png", "articles/2026/07/picture.png", "logo.png"))
    path = made.content / place
    if path.exists() and chance.random() < 0.5:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(chance.randbytes(8))


def set_option(made: Digest, chance: random.Random) -> None:
    """Change a setting of mkdocs.yml."""
    settings = yaml.safe_load(made.config.read_text("utf-8"))
    options = settings["plugins"][0]["mujaz"]
    match chance.randrange(7):
        case 0:
            settings[chance.choice(("site_name", "site_description"))] = _words(chance)
        case 1:
            options["per_page"] = chance.choice((1, 2, 3, 20))
        case 2:
            options["numerals"] = chance.choice(("arab", "latn"))
        case 3:
            settings["theme"]["language"] = chance.choice(("ar", "en"))
        case 4:
            settings["site_url"] = chance.choice(("https://a.example/", "https://b.example/d"))
        case 5:
            options["posters"] = chance.choice((True, False, "2026-07"))
        case _:
            settings["markdown_extensions"] = chance.sample(("tables", "footnotes", "toc"), 2)
    _dump(made.config, settings)


TEMPLATES = (
    ("partials/footer.html", "<footer>{text}</footer>"),
    ("main.html", '{{% extends "base.html" %}}{{% block announce %}}{text}{{% endblock %}}'),
    (
        "main.html",
        """{{% extends "base.html" %}}{{% block announce %}}
        {{% for a in mujaz.page.articles %}}{{{{ a.front.authors }}}}{{% endfor %}}
        {{{{ mujaz.nav | length }}}}{text}{{% endblock %}}""",
    ),
    (
        "main.html",
        """{{% extends "base.html" %}}{{% block announce %}}
        {{% for p in nav.pages %}}{{{{ p.title }}}}{{% endfor %}}{{% endblock %}}""",
    ),
)


def lay_template(made: Digest, chance: random.Random) -> None:
    """Bring a template of the digest's own, change it, or take it away."""
    settings = yaml.safe_load(made.config.read_text("utf-8"))
    folder = made.root / "overrides"
    if folder.exists() and chance.random() < 0.5:
        shutil.rmtree(folder)
        settings["theme"].pop("custom_dir", None)
    else:
        name, text = chance.choice(TEMPLATES)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text.format(text=_words(chance)), "utf-8")
        settings["theme"]["custom_dir"] = "overrides"
    _dump(made.config, settings)


def meddle(made: Digest, chance: random.Random) -> None:
    """Change, add or remove a file of the published site by hand."""
    there = sorted(path for path in made.site.rglob("*") if path.is_file())
    match chance.randrange(3):
        case 0 if there:
            chance.choice(there).unlink()
        case 1 if there:
            with chance.choice(there).open("ab") as file:
                file.write(b"<!-- by hand -->")
        case _:
            (made.site / "by-hand").mkdir(parents=True, exist_ok=True)
            (made.site / "by-hand" / "index.html").write_text(_words(chance), "utf-8")


def spoil(made: Digest, chance: random.Random) -> None:
    """Damage a file of the cache, or remove it."""
    there = sorted(path for path in made.cache.rglob("*") if path.is_file())
    if not there:
        return
    path = chance.choice(there)
    data = bytearray(path.read_bytes())
    match chance.randrange(4):
        case 0:
            path.unlink()
        case 1:
            path.write_bytes(data[: len(data) // 2])
        case 2:
            path.write_text("{}\n", "utf-8")
        case _:
            if data:
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(7)
            path.write_bytes(data)


def bind(made: Digest, chance: random.Random) -> None:
    """Write, change or remove an edition of some articles, or a word above the list of them."""
    name = chance.choice(("2026-w27", "2026-w28", "2026-07", "index"))
    path = made.content / "editions" / f"{name}.md"
    if path.exists() and chance.random() < 0.3:
        path.unlink()
        return
    there = [str(p.relative_to(made.content / "articles").with_suffix("")) for p in _articles(made)]
    listed: list[object] = chance.sample(there, chance.randint(0, min(4, len(there))))
    listed += chance.sample(("2026/gone", {"heading": _words(chance)}), chance.randint(0, 2))
    chance.shuffle(listed)
    front = {
        "title": _words(chance),
        "date": chance.choice(("2026-07-05", "2026-07", "2025-12-31")),
        "status": chance.choice(("published", "published", "draft")),
        "articles": listed,
    }
    _write(path, {} if name == "index" else front, chance.choice(BODIES))


EDITS: tuple[tuple[Edit, int], ...] = (
    (bind, 6),
    (add, 6),
    (change, 12),
    (remove, 2),
    (rename, 2),
    (break_one, 1),
    (describe_source, 3),
    (describe_tag, 4),
    (write_prose, 4),
    (put_picture, 3),
    (set_option, 2),
    (lay_template, 2),
    (meddle, 2),
    (spoil, 2),
)


def edit(made: Digest, chance: random.Random, *, without: tuple[Edit, ...] = ()) -> str:
    """Make one edit; return its name."""
    among = [(each, weight) for each, weight in EDITS if each not in without]
    (one,) = chance.choices([each for each, _ in among], [weight for _, weight in among])
    one(made, chance)
    return one.__name__
