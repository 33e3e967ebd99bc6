"""What reading articles costs: `python tests/benchmarks/words_in.py [FOLDER]`.

Prints, all measured in one run on one core:

* from the bytes of a web page to an article's file in the library, beside what trafilatura takes
  for the bare extraction of the same pages (processor time; a ratio of 1 is as fast);
* the same for text dumps;
* two workers beside one, for dumps (time on the clock).

The pages are the sample articles in a page of our own making, or those of a FOLDER of HTML files,
packed with gzip or not. The best of four rounds counts, as in a long batch; the two take turns.
"""

import gzip
import html
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

import trafilatura

from mujaz import arabic, bulk, cycles, digest, extract, ingest, raw, scaffold
from mujaz.desk import Given
from mujaz.errors import NoArticleError
from mujaz.raw import Raw, Refused
from mujaz.register import Register

RAW = Path(__file__).parents[1] / "sample" / "raw"
TODAY = date(2026, 11, 24)
GIVEN = Given(source="ميزان القياس")
PAGES, DUMPS, ROUNDS = 100, 2_000, 4
Clock = Callable[[], float]
CPU = time.process_time
MENU = "".join(f'<li><a href="/s/{n}">باب رقم {n}</a></li>' for n in range(60))
SCRIPTS = f"<script>{'var a = 1;' * 800}</script>"
ASIDE = "".join(
    f'<article class="card"><a href="/n/{n}"><img src="/i/{n}.jpg" alt=""><h3>خبر آخر رقم {n} من '
    f"أخبار اليوم في المدينة</h3></a><p>سطر قصير عنه.</p></article>"
    for n in range(40)
)


def page(dump: str) -> bytes:
    """Return a dump's article on a page with menus, boxes and scripts, some 40 KB of them."""
    _, title, *told = (line for line in dump.splitlines() if line)
    story = "".join(f"<p>{html.escape(text)}</p>" for text in told)
    return (
        "<!DOCTYPE html><html lang='ar' dir='rtl'><head><meta charset='utf-8'>"
        f"<title>{title}</title>{SCRIPTS}</head>"
        f"<body><header><nav><ul>{MENU}</ul></nav></header><main><article><h1>{title}</h1>"
        f"<div class='share'><a href='#'>شارك</a></div><div class='body'>{story}</div></article>"
        f"<aside>{ASIDE}</aside></main><footer><ul>{MENU}</ul></footer></body></html>"
    ).encode()


def own_pages() -> list[bytes]:
    return [page(dump.text) for dump in dumps(PAGES)]


def pages_in(folder: Path) -> list[bytes]:
    files = sorted(folder.iterdir())
    found = ((f.suffix, f.read_bytes()) for f in files)
    pages = (gzip.decompress(data) if suffix == ".gz" else data for suffix, data in found)
    return [data for data in pages if b"<" in data[:1000]]


def dumps(count: int) -> list[Raw]:
    """Return so many dumps of 350 words or so: words of the samples, strewn by a fixed chance."""
    text = " ".join(raw.decode(raw.read(path)) for path in sorted(RAW.iterdir()))
    words = [word for word in arabic.words(arabic.clean(text)) if len(word) > 1]
    chance = random.Random(1)
    some = partial(chance.choices, words)

    def sentences(number: int) -> str:
        return " ".join(f"{' '.join(some(k=chance.randint(12, 22)))}." for _ in range(number))

    def dump() -> str:
        body = "\n\n".join(sentences(chance.randint(1, 3)) for _ in range(10))
        return f"صحيفة القياس\n\n{' '.join(some(k=9))}\n\n{body}\n"

    return [Raw(f"{number}", dump()) for number in range(count)]


def opened(pages: Iterable[bytes]) -> Iterator[Raw | Refused]:
    for number, data in enumerate(pages):
        for item in raw.opened(str(number), data):
            assert isinstance(item, Raw | Refused)
            yield item


def added(items: Iterable[Raw | Refused], workers: int = 1, clock: Clock = CPU) -> float:
    """Add articles to a new library; return the seconds that it took, the making of it aside."""
    with tempfile.TemporaryDirectory() as folder:
        scaffold.init(Path(folder, "digest"), name="ميزان", url="https://digest.example/")
        place = digest.find(Path(folder, "digest"))
        with Register.opened(place.content, place.cache) as shelves, bulk.pool(workers) as pool:
            began = clock()
            results = ingest.add(
                place.content,
                items,
                shelves,
                GIVEN,
                today=TODAY,
                executor=pool if workers > 1 else None,
                workers=workers,
            )
            refused = [result for result in results if isinstance(result, Refused)]
            took = clock() - began
        if refused:
            print(f"  {len(refused)} refused, the first: {refused[0].error}")
        return took


def bare(texts: Iterable[str]) -> float:
    """Return the seconds of processor time that trafilatura takes for the same pages."""
    began = CPU()
    for text in texts:
        trafilatura.bare_extraction(text, include_comments=False)
    return CPU() - began


def main() -> None:
    cycles.unhurried()  # as the command does; it is as good for trafilatura
    pages = pages_in(Path(sys.argv[1])) if len(sys.argv) > 1 else own_pages()
    texts = [raw.decode_html(data) for data in pages]
    print(f"{len(pages)} pages of {sum(map(len, pages)) // len(pages) // 1024} KB")
    turns = [(bare(texts), added(opened(pages))) for _ in range(ROUNDS)]
    theirs, ours = (min(times) for times in zip(*turns, strict=True))
    print(f"trafilatura, bare extraction: {len(pages) / theirs:.0f} pages/s")
    print(f"mujaz, to files: {len(pages) / ours:.0f} pages/s, ratio {theirs / ours:.2f}")

    some = dumps(DUMPS)
    print(f"mujaz, dumps to files: {len(some) / added(some):.0f} articles/s")
    began = CPU()
    for dump in some:
        with suppress(NoArticleError):  # words strewn by chance may make no headline
            extract.extract_text(dump.text, today=TODAY)
    print(f"mujaz, dumps to drafts: {len(some) / (CPU() - began):.0f} articles/s")
    one, two = (added(some, workers, time.perf_counter) for workers in (1, 2))
    print(f"two workers: {one / two:.2f} times one")


if __name__ == "__main__":
    main()
