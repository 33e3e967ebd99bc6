"""Where the time of a build went."""

from functools import partial
from itertools import count

from builders import EMPTY, PARAGRAPH, article, put
from mujaz import build, digest, outcome, press, steps, workshop
from mujaz.digest import Digest
from mujaz.phrases import Phrases
from mujaz.steps import Laps, Steps

ENGLISH = Phrases.of("en")


def ticking() -> steps.Clock:
    """Return a clock that goes on by a second each time that somebody looks at it."""
    seconds = count()
    return lambda: float(next(seconds))


def profiled(made: Digest) -> Steps:
    """Build a digest, and return where the time went."""
    went = Steps(ticking())
    make = partial(workshop.make, host=lambda: build.HOST, steps=went)
    built = press.built(digest.find(made.root), EMPTY, make=make, steps=went)
    assert isinstance(built, outcome.Built)
    return went


def test_time_is_told_once_where_one_step_is_within_another() -> None:
    went = Steps(ticking())
    with went.at("outer"), went.at("inner"):
        pass
    assert went.took == {"outer": 2.0, "inner": 1.0}


def test_a_file_has_the_time_of_all_its_pieces() -> None:
    laps = Laps(ticking())
    for file in ("a", "b", "a"):
        laps.begin()
        laps.end(file)
    assert laps.took == {"a": 2.0, "b": 1.0}


def test_a_build_tells_its_steps_and_its_pages(digest: Digest) -> None:
    put(digest.content, article(date="2026-07-05"))
    put(digest.content, article("articles/2026/b.md", body=f"> {PARAGRAPH}\n\n* *قائمة*"))
    went = profiled(digest)
    assert list(went.took) == [steps.READING, steps.MAKING, steps.SEARCH, steps.PUBLISHING]
    assert {"index.html", "2026/07/alrasif-000001/index.html", "2026/b/index.html"} <= set(
        went.pages
    )
    assert min(went.pages.values()) >= 1
    assert list(profiled(digest).took) == [steps.READING]


def test_the_slowest_pages_are_ten_and_the_slowest_is_first() -> None:
    went = Steps(ticking())
    with went.at(steps.MAKING):
        went.made({f"{n}/index.html": n / 1000 for n in range(20)}, 20)
    step, head, *pages = went.told(ENGLISH)
    assert step == "      1.00  making pages"
    assert head == "The slowest pages, in milliseconds of the process that made them:"
    assert pages == [f"{n:10.1f}  {n}/index.html" for n in range(19, 9, -1)]


def test_who_is_told_hears_how_much_is_done() -> None:
    heard: list[tuple[str, int, int]] = []
    went = Steps(ticking(), lambda *told: heard.append(told))
    with went.at("making pages", 3):
        went.made({"a": 1.0, "b": 1.0}, 3)
        went.made({"c": 1.0}, 3)
    assert heard == [("making pages", done, 3) for done in (0, 2, 3)]
