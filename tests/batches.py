"""Batches for tests: what is named, what came of it, and what the library has then."""

import datetime as dt
import io
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path

from builders import PARAGRAPH, TODAY
from mujaz.batch import Batch
from mujaz.digest import Digest
from mujaz.fetch import Fetcher
from mujaz.gather import Gatherer
from mujaz.raw import Format, Raw, Refused
from mujaz.report import Result, outcome
from mujaz.wishes import Wishes
from servers import Internet

SITE = "http://rasif.example"
SECOND = "وأضاف أن الكلفة تبلغ مليوني ليرة، تدفع البلدية نصفها ويدفع التجار نصفها الآخر على عامين."
THIRD = "ورحّب تجار السوق بالخطة، وطلبوا أن تبقى الأزقة مفتوحة للمشاة في أثناء العمل كله."
PLACES = ("الميناء", "المطار", "المتحف", "الحديقة", "المكتبة", "الملعب", "الجسر", "السوق")


def place(number: int) -> str:
    return f"{PLACES[number % len(PLACES)]} {number}"


def told(number: int) -> list[str]:
    """Return the paragraphs of a story like no other."""
    words = f"{number} {number * 7} {number * 11}"
    return [
        f"قال رئيس لجنة {place(number)} إن المجلس بحث {words} ملفا في جلسة رقم {number * 3} أمس.",
        f"وأضاف أن {number * 13} عاملا من حي {number * 17} سيبدأون العمل عند {place(number + 3)}.",
        f"وتبلغ الكلفة {number * 19} ليرة تدفعها بلدية القسم {number * 23} على {number + 2} أقساط.",
    ]


def page(title: str = "المجلس يوافق على ترميم السوق القديم", *story: str, head: str = "") -> bytes:
    """Return a news page."""
    paragraphs = "\n".join(f"<p>{text}</p>" for text in story or (PARAGRAPH, SECOND, THIRD))
    text = (
        f'<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>{title}</title>{head}'
        f"</head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )
    return text.encode()


def page_of(number: int, head: str = "") -> bytes:
    return page(f"اللجنة تبحث أمر {place(number)}", *told(number), head=head)


def entry(number: int, body: str = "", more: str = "") -> str:
    """Return an entry of a feed: an address alone, unless there is a body."""
    content = f"<content:encoded><![CDATA[{body}]]></content:encoded>" if body else ""
    title = f"اللجنة تبحث أمر {place(number)}"
    return (
        f"<item><title>{title}</title><link>{SITE}/{number}</link>{content}{more}"
        "<pubDate>Mon, 05 Jul 2021 10:00:00 +0300</pubDate></item>"
    )


def whole(number: int) -> str:
    """Return a story as the HTML that a feed carries."""
    return "".join(f"<p>{text} {SECOND} {THIRD}</p>" for text in told(number))


def feed(*entries: str, title: str = "صحيفة الرصيف") -> bytes:
    text = (
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title><link>{SITE}/</link>{''.join(entries)}</channel></rss>"
    )
    return text.encode()


def opml(*urls: str) -> bytes:
    lines = "".join(f'<outline title="صحيفة الرصيف" xmlUrl="{url}"/>' for url in urls)
    return f'<?xml version="1.0"?><opml version="2.0"><body>{lines}</body></opml>'.encode()


def sitemap(*urls: str, index: bool = False) -> bytes:
    root, item = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    lines = "".join(f"<{item}><loc>{url}</loc></{item}>" for url in urls)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0"?><{root} xmlns="{space}">{lines}</{root}>'.encode()


def gatherer(internet: Internet, **wishes: object) -> Gatherer:
    door = Fetcher(contact="https://digest.example/", network=internet.network)
    return Gatherer(fetcher=lambda: door, **wishes)


def gathered(
    internet: Internet, *names: object, stdin: bytes = b"", **wishes: object
) -> list[Raw | Refused]:
    return list(gatherer(internet, **wishes).all(map(str, names), io.BytesIO(stdin)))


def batch(digest: Digest, *names: object, today: dt.date = TODAY, **said: object) -> Batch:
    options = Namespace(**{"workers": 1, "scheduler": None, "allow_private": False} | said)
    wished = dict.fromkeys(map(str, names), Wishes.of(options))
    return Batch.of(digest, options, wished, today=today)


def added(digest: Digest, *names: object, kind: Format | None = None, **said: object) -> list:
    return list(batch(digest, *names, kind=kind, **said).added(io.BytesIO()))


def outcomes(results: Iterable[Result]) -> list[str]:
    return [outcome(result) for result in results]


def files(content: Path) -> dict[str, bytes]:
    """Return every file of a library that a person sees."""
    return dict(sorted(_files(content)))


def _files(content: Path) -> Iterator[tuple[str, bytes]]:
    for path in content.rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(content).as_posix(), path.read_bytes()


def dumps(folder: Path, count: int) -> Path:
    """Write a folder of dumps of one newspaper."""
    folder.mkdir()
    for number in range(count):
        title = f"اللجنة تبحث أمر {place(number)}"
        text = "\n\n".join(["صحيفة الرصيف", title, *told(number)])
        (folder / f"{number:04}.txt").write_text(text, "utf-8")
    return folder
