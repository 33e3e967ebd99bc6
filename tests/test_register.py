"""How an article that comes in again is found, and where a new one goes."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import article, dump, shelf
from mujaz import prose
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


def register(*articles: Article) -> Register:
    return Register.of(shelf(*articles, sources=(ALRASIF, SAFFARA)))


def stored(told: Draft, path: str = "articles/a.md", **front: object) -> Article:
    return article(path, body="\n" + prose.markdown(told.blocks), title=told.title, **front)


@pytest.mark.parametrize(
    "name", ["alrasif", "صحيفة الرصيف", "صحيفه الرّصيف", "الرصيف", "al-rasif", "AL-RASIF"]
)
def test_a_publisher_is_found_by_its_id_its_names_and_their_spellings(name: str) -> None:
    assert register().source(name) is ALRASIF


def test_a_name_that_gives_a_known_id_is_that_publisher() -> None:
    dam = Source(id="alsad", name="السد اليوم")
    shelves = Register.of(shelf(sources=(dam,)))
    assert shelves.source("صحيفة السد") is dam
    assert shelves.source("السد نيوز") is None


def test_all_names_of_publishers_are_known() -> None:
    assert list(register().names()) == ["صحيفة الرصيف", "الرصيف", "Al-Rasif", "صافرة"]


def test_the_same_link_is_the_same_article_whatever_else_changed() -> None:
    known = stored(draft(title="أول", paragraphs=("نص أول.",)), link="https://a.example/1")
    again = draft(link="https://a.example/1")
    assert register(known).same(again, SAFFARA) is known
    assert register(known).same(draft(link="https://a.example/2"), SAFFARA) is None


def test_the_same_headline_of_the_same_publisher_is_the_same_article() -> None:
    known = stored(draft(title="ترميم السوق القديم", paragraphs=("نص أول.",)))
    again = draft(title="ترميم السّوق القديم")
    assert register(known).same(again, ALRASIF) is known
    assert register(known).same(again, SAFFARA) is None


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
    kept: str | None, comes: dt.date | None, same: object
) -> None:
    known = stored(draft(title="ميزان الأسبوع", paragraphs=("نص أول.",)), date=kept)
    found = register(known).same(draft(title="ميزان الأسبوع", date=comes), ALRASIF)
    assert (found is known) == same


def test_most_of_the_words_are_the_same_article() -> None:
    told = extract_text(dump())
    known = stored(told, date="2026-07-12")
    shelves = register(known)
    corrected = extract_text(dump("خبر آخر عن السوق القديم").replace("مليوني", "ثلاثة ملايين"))
    assert shelves.same(corrected, ALRASIF) is known
    assert shelves.same(corrected, SAFFARA) is None
    assert shelves.same(corrected, None) is known
    assert shelves.same(draft(), None) is None
    assert shelves.same(draft(), ALRASIF) is None


def test_of_several_alike_the_most_alike_is_found() -> None:
    told = extract_text(dump())
    half = draft(title="نصف", paragraphs=(*told.paragraphs[:2], OTHER))
    shelves = register(stored(half, "articles/z.md"), stored(told, "articles/a.md"))
    found = shelves.same(draft(title="كله", paragraphs=told.paragraphs), ALRASIF)
    assert found is not None
    assert str(found.path) == "articles/a.md"


def test_an_article_that_changed_is_found_by_what_it_was_and_comes_as_it_is() -> None:
    first = stored(draft(title="العنوان الأول", paragraphs=("نص أول.",)))
    second = stored(draft(title="العنوان الثاني", paragraphs=(OTHER,)))
    shelves = register(first)
    shelves.put(second, ALRASIF)
    for title in ("العنوان الأول", "العنوان الثاني"):
        assert shelves.same(draft(title=title, paragraphs=("غيره.",)), ALRASIF) is second
    assert shelves.same(draft(title="ثالث", paragraphs=("نص أول.",)), ALRASIF) is second


def test_a_new_path_is_made_of_the_date_the_publisher_and_the_headline() -> None:
    front = {"source": "alrasif", "title": "ترميم السوق القديم"}
    shelves = register()
    path = str(shelves.new_path({**front, "date": "2026-07-12"}))
    digest = path.removeprefix("articles/2026/07/alrasif-").removesuffix(".md")
    assert len(digest) == 6
    assert str(shelves.new_path({**front, "date": "2026"})) == f"articles/2026/alrasif-{digest}.md"
    assert str(shelves.new_path(front)) == f"articles/undated/alrasif-{digest}.md"


@settings(deadline=None)
@given(st.text(min_size=1), st.sampled_from(["2026-07-12T10:15Z", "2026", "2026-07", None]))
def test_paths_are_ascii_whatever_the_headline(title: str, date: str | None) -> None:
    path = Register().new_path({"source": "alrasif", "title": title, "date": date or ""})
    assert str(path).isascii()
    assert not path.is_absolute()
    assert ".." not in path.parts


def test_articles_of_one_headline_get_paths_of_their_own_until_there_are_no_more() -> None:
    shelves = register()
    front = {"source": "alrasif", "title": "ميزان الأسبوع", "date": "2026-07-12"}
    paths = []
    for _ in range(6):
        paths.append(shelves.new_path(front))
        shelves.put(article(str(paths[-1]), title="ميزان الأسبوع"), ALRASIF)
    assert len(set(paths)) == 6
    with pytest.raises(WriteError, match="has the address of this one already") as raised:
        shelves.new_path(front)
    assert str(raised.value.mend) == "give one of the two another headline"
    assert shelves.new_path({**front, "date": "2026-07-19"}) not in paths
