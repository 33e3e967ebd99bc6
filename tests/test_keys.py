"""Pages with equal keys have equal bytes; what a page does not show is not in its key."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import article, edition, shelf
from mujaz import editions, plan, sealed
from mujaz.coverage import Coverage, Month
from mujaz.groups import Entry, Group
from mujaz.keys import Keys
from mujaz.models import Article, Card, Library, Source, Tag
from mujaz.partial_date import PartialDate
from mujaz.plan import Page

SOURCES = (Source(id="alrasif", name="الرصيف"), Source(id="safra", name="سفرة"))


def card(one: Article) -> Card:
    words = f"{one.front.model_dump_json()}{one.body}".encode()
    shown = one.front.model_dump_json(include={"title", "summary", "date", "section"}).encode()
    return Card(
        path=one.path,
        front=one.front,
        minutes=one.minutes,
        digest=sealed.digest(words),
        outline=sealed.digest(shown),
    )


def keyed(*articles: Article, tags: tuple[Tag, ...] = (), thorough: bool = False) -> dict[str, str]:
    """Return the key of each page of a library, by its address."""
    there = shelf(*articles, sources=SOURCES, tags=tags)
    cards = Library(
        articles=tuple(map(card, there.articles)),
        sources=there.sources,
        vocabulary=there.vocabulary,
    )
    keys = Keys(cards, b"shell", lambda place: place == "there.md", thorough=thorough)
    return {page.address: keys.page(page) for page in plan.pages(cards)}


def three(**front: object) -> tuple[Article, ...]:
    return (
        article("articles/2026/a.md", date="2026-03-01", tags=["سوق"]),
        article("articles/2026/b.md", **{"date": "2026-02-01", "section": "economy", **front}),
        article("articles/2026/c.md", date="2026-01-01", source="safra"),
    )


def changed(**front: object) -> set[str]:
    before, after = keyed(*three()), keyed(*three(**front))
    return {address for address in before | after if before.get(address) != after.get(address)}


LISTS = {"", "2026/", "2026/02/", "sources/alrasif/", "sections/economy/"}


def test_a_body_changes_its_page_alone() -> None:
    assert changed(body="غيره", note="x") == {"2026/b/"}


def test_a_headline_changes_its_neighbours_and_its_lists() -> None:
    assert changed(title="غيره") == {"2026/b/", "2026/a/", "2026/c/", *LISTS}


def test_a_summary_changes_its_lists_and_not_its_neighbours() -> None:
    assert changed(summary="خلاصة") == {"2026/b/", *LISTS}


def test_the_figures_show_when_the_newest_article_is_from() -> None:
    newest, *others = three()
    later = article("articles/2026/a.md", date="2026-03-09", tags=["سوق"])
    assert keyed(newest, *others)["figures/"] != keyed(later, *others)["figures/"]


def test_a_template_that_nobody_knows_may_show_all_of_an_article() -> None:
    before = keyed(*three(), thorough=True)
    after = keyed(*three(note="كلمة"), thorough=True)
    assert {a for a in before if before[a] != after[a]} == {"2026/b/", "2026/a/", "2026/c/", *LISTS}


def test_a_tags_description_is_on_its_page_and_on_those_of_its_articles() -> None:
    before = keyed(*three(), tags=(Tag(label="سوق", slug="souq"),))
    after = keyed(*three(), tags=(Tag(label="سوق", slug="souq", description="مكان"),))
    due = {"tags/souq/", "tags/", "2026/a/", "figures/", ""}
    assert {address for address in before if before[address] != after[address]} == due


@given(st.data())
def test_equal_pages_have_equal_keys_and_others_others(data: st.DataObject) -> None:
    addresses = st.lists(st.sampled_from("abcde"), unique=True, min_size=1, max_size=4)
    titles = st.sampled_from(("أ", "ب", "أ ب"))
    articles = [
        article(f"articles/{name}.md", title=data.draw(titles)) for name in data.draw(addresses)
    ]
    assert keyed(*articles) == keyed(*reversed(articles))
    keys = list(keyed(*articles).values())
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Page)])
def test_every_field_of_a_page_is_in_its_key(field: str) -> None:
    one = card(three()[0])
    library = Library(articles=(one,), sources={s.id: s for s in SOURCES})
    keys = Keys(library, b"", lambda _place: True)
    values = {
        "kind": plan.Kind.YEAR,
        "address": "x/",
        "subject": SOURCES[0],
        "article": one,
        "articles": (one,),
        "lead": one,
        "picks": (one,),
        "newer_article": one,
        "older_article": one,
        "tellings": (one,),
        "related": (one,),
        "groups": (Group(subject=None, address="y/"),),
        "entries": (Entry(subject=None, address="y/", count=1),),
        "broader": Entry(subject=None, address="y/", count=1),
        "coverage": Coverage(24_000, 1, (1, 0, 2)),
        "week": (PartialDate.parse("2026-01-01"), PartialDate.parse("2026-01-07")),
        "updated": PartialDate.parse("2026-01-07"),
        "company": (Entry(subject=None, address="y/", count=1),),
        "calendar": (Month(PartialDate.parse("2026-01"), "2026/01/", 1, (1,)),),
        "contents": editions.contents(edition("2026/a"), {one.address: one}),
        "editions": (editions.contents(edition("2026/a"), {one.address: one}),),
        "newer_edition": edition(),
        "older_edition": edition(),
        "total": 7,
        "number": 7,
        "pages": 7,
        "newer": "y/",
        "older": "y/",
    }
    bare = Page(kind=plan.Kind.TAG, address="")
    assert keys.page(dataclasses.replace(bare, **{field: values[field]})) != keys.page(bare)


def test_words_and_where_they_lead_are_in_the_key() -> None:
    keys = Keys(Library(), b"", lambda place: place == "there.md")
    page = Page(kind=plan.Kind.HOME, address="")
    found = [keys.page(page), keys.page(page, b"x"), keys.page(page, b"x", ("there.md",))]
    found.append(keys.page(page, b"x", ("gone.md",)))
    assert len(set(found)) == len(found)
    assert keys.feed(page) == Keys(Library(), b"", lambda _place: True).feed(page)
