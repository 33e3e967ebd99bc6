"""Values and files for tests, made the way that the program makes them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from mujaz import (
    build,
    check,
    digest,
    frontmatter,
    ingest,
    library,
    outcome,
    plan,
    press,
    raw,
    scaffold,
    workshop,
)
from mujaz.boilerplate import Memory
from mujaz.check import Complaint
from mujaz.digest import Digest
from mujaz.ingest import Added, Given
from mujaz.models import (
    Article,
    Edition,
    EditionHead,
    FrontMatter,
    Library,
    Source,
    Tag,
    Vocabulary,
)
from mujaz.raw import Raw, Refused
from mujaz.register import Register

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases"
SAMPLE = ROOT / "tests" / "sample"
RAW = SAMPLE / "raw"
EMPTY: Mapping[str, str] = MappingProxyType({})
TODAY = dt.date(2026, 11, 24)
"""The day on which every test that needs one is run."""

NAMELESS = {
    "rasif-coin-theft.txt": "صحيفة الرصيف",
    "shurfa-museum-storeroom.txt": "أوراق الشرفة",
}
"""The samples that do not say who published them, and who did."""

PARAGRAPH = (
    "قال رئيس البلدية إن المجلس وافق في جلسته الأخيرة على خطة ترميم السوق القديم، وإن العمل يبدأ "
    "بعد أسبوعين ويستمر حتى نهاية العام."
)


def dump(
    title: str = "المجلس يوافق على ترميم السوق القديم", *, source: str = "صحيفة الرصيف"
) -> str:
    """Return a dump of a news page: a publisher, a headline, and three paragraphs."""
    second = (
        "وأضاف أن الكلفة تبلغ مليوني ليرة، تدفع البلدية نصفها ويدفع التجار نصفها الآخر على عامين."
    )
    third = "ورحّب تجار السوق بالخطة، وطلبوا أن تبقى الأزقة مفتوحة للمشاة في أثناء العمل كله."
    return f"{source}\n\n{title}\n\n{PARAGRAPH}\n\n{second}\n\n{third}\n"


def article(
    path: str = "articles/2026/07/alrasif-000001.md", *, body: str = PARAGRAPH, **front: object
) -> Article:
    """Return an article; its front matter is a headline and a source unless more is said."""
    values = {"title": "المجلس يوافق على الخطة", "source": "alrasif", **front}
    return Article(path=PurePosixPath(path), front=FrontMatter.model_validate(values), body=body)


def edition(*articles: object, name: str = "2026-w48", words: str = "", **head: object) -> Edition:
    """Return an edition of articles, by their addresses, and of headings between them."""
    values = {"title": "أخبار الأسبوع", "date": "2026-11-23", "articles": articles, **head}
    return Edition(
        path=PurePosixPath(f"editions/{name}.md"),
        head=EditionHead.model_validate(values),
        introduction=words,
    )


def shelf(
    *articles: Article,
    sources: tuple[Source, ...] = (),
    tags: tuple[Tag, ...] = (),
    editions: tuple[Edition, ...] = (),
) -> Library:
    """Return a library of these articles, newest first, with a source for each id they name."""
    named = {
        a.front.source: Source(id=a.front.source, name=f"صحيفة {a.front.source}") for a in articles
    }
    return Library(
        articles=tuple(sorted(articles, key=lambda a: a.order, reverse=True)),
        sources={**named, **{source.id: source for source in sources}},
        vocabulary=Vocabulary(tags),
        editions=tuple(sorted(editions, key=lambda e: e.order, reverse=True)),
    )


def new_digest(folder: Path) -> Digest:
    """Start an empty digest in a folder."""
    scaffold.init(folder, name="موجز التجربة", url="https://digest.example/")
    return digest.find(folder)


def put(content: Path, article: Article) -> Path:
    """Write an article into a library as an editor would, its source too; return its file."""
    values = article.front.model_dump(mode="json", exclude_defaults=True)
    source = article.front.source
    if source not in library.load(content).library.sources:
        library.add_source(content, Source(id=source, name=f"صحيفة {source}"))
    library.save(content, article.path, frontmatter.compose(values, article.body))
    return content / article.path


def bind(content: Path, edition: Edition) -> Path:
    """Write an edition into a library as an editor would; return its file."""
    values = edition.head.model_dump(mode="json", exclude_defaults=True)
    library.save(content, edition.path, frontmatter.compose(values, edition.introduction))
    return content / edition.path


def add(
    content: Path, text: str, given: Given | None = None, *, name: str = "-"
) -> Added | Refused:
    """Add one dump to a library; return what became of it."""
    (result,) = add_raws(content, [Raw(name, text)], given)
    return result


def add_raws(
    content: Path,
    raws: Iterable[Raw],
    given: Given | None = None,
    *,
    memory: Memory | None = None,
) -> list[Added | Refused]:
    """Add a batch to a library; return what became of each."""
    with Register.opened(content) as shelves:
        added = ingest.add(content, raws, shelves, given or Given(), today=TODAY, memory=memory)
        return list(added)


def sampled(folder: Path) -> Digest:
    """Make a digest in a folder with every sample dump in it, as `make demo` makes it."""
    made = new_digest(folder)
    for name, source in NAMELESS.items():
        _added(made.content, [RAW / name], Given(source=source))
    _added(
        made.content, [path for path in sorted(RAW.iterdir()) if path.name not in NAMELESS], Given()
    )
    return made


def _added(content: Path, paths: list[Path], given: Given) -> None:
    results = add_raws(content, map(raw_of, paths), given)
    refused = [result for result in results if isinstance(result, Refused)]
    assert not refused


def host() -> workshop.Host:
    """Return MkDocs, as the command has it."""
    return build.HOST


def built(
    made: Digest, *, strict: bool = False, workers: int = 1, environ: Mapping[str, str] = EMPTY
) -> outcome.Built:
    """Build a digest in which nothing is wrong, as the command does; `made` is read anew."""
    made = digest.find(made.root)
    make = partial(workshop.make, host=host, strict=strict, workers=workers)
    site = press.built(made, environ, make=make, workers=workers)
    assert isinstance(site, outcome.Built)
    return site


def errors(content: Path) -> tuple[Complaint, ...]:
    """Return what in a library would stop a build."""
    shelf = library.load(content)
    return check.stopping(content, shelf, plan.leaves(shelf.library))


def complaints(content: Path) -> tuple[Complaint, ...]:
    """Return all that is to complain of in a library."""
    return check.complaints(content, library.load(content))


def raw_of(path: Path) -> Raw:
    """Return a dump that lies on the disk."""
    return Raw(str(path), raw.decode(raw.read(path)))


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command said, and how it left."""

    status: int
    out: str
    err: str
