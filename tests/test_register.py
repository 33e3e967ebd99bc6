"""How an article that comes in again is found, and where a new one goes."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import article, dump, put
from mujaz import library, prose
from mujaz.blocks import Block, Role
from mujaz.errors import WriteError
from mujaz.extract import Draft, extract_text
from mujaz.models import Article, Source
from mujaz.register import Register

ALRASIF = Source(id="alrasif", name="صحيفة الرصيف", aliases=("الرصيف", "Al-Rasif"))
SAFFARA = Source(id="saffara", name="صافرة")
OTHER = (
    "فاز فريق الميناء بكأس المدينة بعد مباراة امتدت إلى ركلات الترجيح، وحضرها أكثر من خمسة آلاف "
    "متفرج، وقال مدربه إن الفوز جاء بعد عمل طويل في موسم صعب."
)


def draft(**values: Any) -> Draft:
    told = values.pop("paragraphs", (OTHER,))
    blocks = tuple(Block(Role.PARAGRAPH, text) for text in told)
    return Draft(**{"title": "عنوان", "blocks": blocks, **values})


Opened = Callable[..., Register]


@pytest.fixture
def register(content: Path) -> Iterator[Opened]:
    """Opens the register of a library that has these articles."""
    with ExitStack() as stack:

        def opened(
            *articles: Article, sources: tuple[Source, ...] = (ALRASIF, SAFFARA)
        ) -> Register:
            for source in sources:
                if source.id not in library.sources(content):
                    library.add_source(content, source)
            for each in articles:
                put(content, each)
            return stack.enter_context(Register.opened(content))

        yield opened


def place(article: Article | None) -> PurePosixPath | None:
    return article.path if article else None


def stored(told: Draft, path: str = "articles/a.md", **front: object) -> Article:
    return article(path, body="\n" + prose.markdown(told.blocks), title=told.title, **front)


@pytest.mark.parametrize(
    "name", ["alrasif", "صحيفة الرصيف", "صحيفه الرّصيف", "الرصيف", "al-rasif", "AL-RASIF"]
)
def test_a_publisher_is_found_by_its_id_its_names_and_their_spellings(
    register: Opened, name: str
) -> None:
    assert register().source(name) == ALRASIF


def test_a_name_that_gives_a_known_id_is_that_publisher(register: Opened) -> None:
    dam = Source(id="alsad", name="السد اليوم")
    shelves = register(sources=(dam,))
    assert shelves.source("صحيفة السد") == dam
    assert shelves.source("السد نيوز") is None


def test_all_names_of_publishers_are_known(register: Opened) -> None:
    assert list(register().names()) == ["صحيفة الرصيف", "الرصيف", "Al-Rasif", "صافرة"]


def test_the_same_link_is_the_same_article_whatever_else_changed(register: Opened) -> None:
    known = stored(draft(title="أول", paragraphs=("نص أول.",)), link="https://a.example/1")
    again = draft(link="https://a.example/1")
    shelves = register(known)
    assert place(shelves.same(again, SAFFARA)) == known.path
    other = draft(link="https://a.example/2", paragraphs=("غيره.",))
    assert shelves.same(other, SAFFARA) is None


def test_the_same_headline_of_the_same_publisher_is_the_same_article(register: Opened) -> None:
    known = stored(draft(title="ترميم السوق القديم", paragraphs=("نص أول.",)))
    again = draft(title="ترميم السّوق القديم")
    shelves = register(known)
    assert place(shelves.same(again, ALRASIF)) == known.path
    assert shelves.same(again, SAFFARA) is None


@pytest.mark.parametrize(
    ("kept", "comes", "same"),
    [
        ("2026-07-12", dt.date(2026, 7, 12), True),
        ("2026-07-12T10:15Z", dt.date(2026, 7, 12), True),
        ("2026-07", dt.date(2026, 7, 13), True),
        ("2026-07-12", None, True),
        (None, dt.date(2026, 7, 12), True),
        ("2026-07-12", dt.date(2026, 7, 19), False),
        ("2025", dt.date(2026, 7, 12), False),
    ],
)
def test_a_headline_that_returns_every_week_is_not_one_article(
    register: Opened, kept: str | None, comes: dt.date | None, same: object
) -> None:
    known = stored(draft(title="ميزان الأسبوع", paragraphs=("نص أول.",)), date=kept)
    found = register(known).same(draft(title="ميزان الأسبوع", date=comes), ALRASIF)
    assert (place(found) == known.path) == same


def test_most_of_the_words_are_the_same_article(register: Opened) -> None:
    told = extract_text(dump())
    known = stored(told, date="2026-07-12")
    shelves = register(known)
    corrected = extract_text(dump("خبر آخر عن السوق القديم").replace("مليوني", "ثلاثة ملايين"))
    assert place(shelves.same(corrected, ALRASIF)) == known.path
    assert shelves.same(corrected, SAFFARA) is None
    assert place(shelves.same(corrected, None)) == known.path
    assert shelves.same(draft(), None) is None
    assert shelves.same(draft(), ALRASIF) is None


def test_of_several_alike_the_most_alike_is_found(register: Opened) -> None:
    told = extract_text(dump())
    half = draft(title="نصف", paragraphs=(*told.paragraphs[:2], OTHER))
    shelves = register(stored(half, "articles/z.md"), stored(told, "articles/a.md"))
    found = shelves.same(draft(title="كله", paragraphs=told.paragraphs), ALRASIF)
    assert found is not None
    assert str(found.path) == "articles/a.md"


def test_an_article_that_changed_is_found_by_what_it_was_and_comes_as_it_is(
    register: Opened, content: Path
) -> None:
    first = stored(draft(title="العنوان الأول", paragraphs=("نص أول.",)))
    second = stored(draft(title="العنوان الثاني", paragraphs=(OTHER,)))
    shelves = register(first)
    put(content, second)
    shelves.put(second, ALRASIF, was=first)
    for title in ("العنوان الأول", "العنوان الثاني"):
        assert (
            place(shelves.same(draft(title=title, paragraphs=("غيره.",)), ALRASIF)) == second.path
        )


def test_a_new_path_is_made_of_the_date_the_publisher_and_the_headline(register: Opened) -> None:
    front = {"source": "alrasif", "title": "ترميم السوق القديم"}
    shelves = register()
    path = str(shelves.new_path({**front, "date": "2026-07-12"}))
    digest = path.removeprefix("articles/2026/07/alrasif-").removesuffix(".md")
    assert len(digest) == 6
    assert str(shelves.new_path({**front, "date": "2026"})) == f"articles/2026/alrasif-{digest}.md"
    assert str(shelves.new_path(front)) == f"articles/undated/alrasif-{digest}.md"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with Register.opened(tmp_path_factory.mktemp("content")) as shelves:
        yield shelves


@settings(deadline=None)
@given(
    title=st.text(min_size=1), date=st.sampled_from(["2026-07-12T10:15Z", "2026", "2026-07", None])
)
def test_paths_are_ascii_whatever_the_headline(
    empty: Register, title: str, date: str | None
) -> None:
    path = empty.new_path({"source": "alrasif", "title": title, "date": date or ""})
    assert str(path).isascii()
    assert not path.is_absolute()
    assert ".." not in path.parts


def test_articles_of_one_headline_get_paths_of_their_own_until_there_are_no_more(
    register: Opened, content: Path
) -> None:
    shelves = register()
    front = {"source": "alrasif", "title": "ميزان الأسبوع", "date": "2026-07-12"}
    paths = []
    for _ in range(6):
        paths.append(shelves.new_path(front))
        one = article(str(paths[-1]), title="ميزان الأسبوع")
        put(content, one)
        shelves.put(one, ALRASIF)
    assert len(set(paths)) == 6
    with pytest.raises(WriteError, match="has the address of this one already") as raised:
        shelves.new_path(front)
    assert str(raised.value.mend) == "give one of the two another headline"
    assert shelves.new_path({**front, "date": "2026-07-19"}) not in paths


LINK = "https://www.a.example/news/1/"


@pytest.mark.parametrize(
    ("link", "same"),
    [
        ("http://a.example/news/1", True),
        ("https://a.example/news/1?utm_source=x&fbclid=y#top", True),
        ("https://a.example/news/1?page=2", False),
        ("https://a.example/news/2", False),
        ("https://b.a.example/news/1", False),
    ],
)
def test_a_link_is_known_whatever_a_campaign_added_to_it(
    register: Opened, link: str, same: object
) -> None:
    known = stored(draft(), link=LINK)
    shelves = register(known)
    assert shelves.linked(link) == same
    assert (place(shelves.same(draft(title="آخر", paragraphs=("غيره.",), link=link), SAFFARA))) == (
        known.path if same else None
    )


def test_a_publisher_is_known_by_its_site(register: Opened) -> None:
    main = Source(id="main", name="الأم", url="https://www.paper.example/")
    sport = Source(id="sport", name="الرياضة", url="https://sport.paper.example/")
    shelves = register(sources=(main, sport, Source(id="none", name="بلا موقع")))
    assert shelves.source_at("https://paper.example/1") == main
    assert shelves.source_at("https://news.paper.example/1") == main
    assert shelves.source_at("https://sport.paper.example/1") == sport
    assert shelves.source_at("https://newspaper.example/1") is None
    assert shelves.source_at(None) is None


def test_a_story_is_told_first_by_the_oldest_of_its_tellings(register: Opened) -> None:
    told = extract_text(dump())
    first = stored(told, "articles/2026/07/saffara-1.md", source="saffara", date="2026-07-11")
    second = stored(
        draft(title="آخر", paragraphs=(*told.paragraphs, OTHER)),
        "articles/2026/07/alrasif-2.md",
        date="2026-07-12",
        story="2026/07/saffara-1",
    )
    shelves = register(first, second)
    assert place(shelves.retold(told)) == first.path
    assert shelves.retold(draft(paragraphs=("غيره من الكلام.",))) is None


def test_what_an_editor_changed_between_two_batches_is_found_as_it_is_now(
    content: Path, tmp_path: Path
) -> None:
    library.add_source(content, ALRASIF)
    put(content, stored(draft(title="قبل")))
    with Register.opened(content, tmp_path / "index") as shelves:
        assert shelves.same(draft(title="قبل"), ALRASIF)
    put(content, stored(draft(title="بعد", paragraphs=("نص آخر.",))))
    with Register.opened(content, tmp_path / "index") as shelves:
        assert shelves.same(draft(title="بعد"), ALRASIF)
        assert not shelves.same(draft(title="قبل"), ALRASIF)
    (content / "articles/a.md").write_text("---\ntitle: [\n---\n", "utf-8")
    with Register.opened(content, tmp_path / "index") as shelves:
        assert not shelves.same(draft(title="بعد"), ALRASIF)
