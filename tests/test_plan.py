"""Which pages follow from a library, and what each of them lists."""

import datetime as dt
import random
from collections import Counter
from pathlib import PurePosixPath
from string import ascii_lowercase, digits

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import article, shelf
from mujaz import groups, order, plan
from mujaz.models import Article, Library, Section, Source, Tag
from mujaz.plan import Kind, Page

WORDS = st.sampled_from(["المياه", "الميَاه", "القدس", "غزة", "غزه", "Reuters", "C++", "؟", "😀"])
DATES = st.one_of(
    st.dates(dt.date(2019, 11, 1), dt.date(2021, 2, 28)).map(str),
    st.sampled_from(["2020-02", "2020", "2021", "2021-01-01T10:00+03:00", None]),
)
FRONTS = st.fixed_dictionaries(
    {
        "date": DATES,
        "source": st.sampled_from(["alrasif", "al-shurfa", "daily"]),
        "section": st.sampled_from([None, *Section]),
        "tags": st.lists(WORDS, max_size=4),
        "pick": st.booleans(),
        "status": st.sampled_from(["published", "published", "draft"]),
    }
)
NAMES = st.text(ascii_lowercase + digits, min_size=1, max_size=4)
LIBRARIES = st.dictionaries(NAMES, FRONTS, max_size=14).map(
    lambda fronts: shelf(*(article(f"articles/x/{name}.md", **f) for name, f in fronts.items()))
)
PER_PAGE = st.integers(1, 4)
BARE = ["", "tags/", "sources/", "archive/", "search/", "figures/"]
"""The addresses of a site without an article."""


def of(kind: Kind, library: Library, **options: int) -> tuple[Page, ...]:
    return tuple(page for page in plan.pages(library, **options) if page.kind is kind)


def numbered(count: int, **front: object) -> tuple[Article, ...]:
    """Return articles, the newest first: one a day, back from the end of January 2021."""
    last = dt.date(2021, 1, 31)
    return tuple(
        article(f"articles/2021/{n:03}.md", date=str(last - dt.timedelta(days=n)), **front)
        for n in range(count)
    )


@given(LIBRARIES, PER_PAGE)
@settings(deadline=None)
def test_addresses_are_ascii_and_no_two_pages_share_one(library: Library, per_page: int) -> None:
    addresses = [page.address for page in plan.pages(library, per_page=per_page)]
    assert all(address.isascii() for address in addresses)
    assert all(address.endswith("/") for address in addresses if address)
    assert [address for address, count in Counter(addresses).items() if count > 1] == []


@given(LIBRARIES, PER_PAGE)
@settings(deadline=None)
def test_each_published_article_has_one_page_and_no_draft_is_seen(
    library: Library, per_page: int
) -> None:
    pages = plan.pages(library, per_page=per_page)
    shown = [page.article for page in pages if page.kind is Kind.ARTICLE]
    assert shown == list(library.published)
    listed = {a.path for page in pages for a in (*page.articles, *page.picks) if a}
    assert listed <= {a.path for a in library.published}


@given(LIBRARIES, PER_PAGE)
@settings(deadline=None)
def test_the_pages_of_a_listing_together_list_all_of_it_once(
    library: Library, per_page: int
) -> None:
    for kind in (Kind.TAG, Kind.SOURCE, Kind.SECTION, Kind.YEAR, Kind.MONTH, Kind.UNDATED):
        listings: dict[str, list[Page]] = {}
        for page in of(kind, library, per_page=per_page):
            listings.setdefault(page.address.split("page/")[0], []).append(page)
        for pages in listings.values():
            listed = [a for page in pages for a in page.articles]
            assert listed == sorted(listed, key=lambda a: a.order, reverse=True)
            assert len({a.path for a in listed}) == len(listed) == pages[0].total
            assert [len(page.articles) for page in pages[:-1]] == [per_page] * (len(pages) - 1)
            assert 0 < len(pages[-1].articles) <= per_page


@given(LIBRARIES, PER_PAGE)
@settings(deadline=None)
def test_a_leaf_says_what_its_page_is_before_it_is_made(library: Library, per_page: int) -> None:
    for leaf in plan.leaves(library, per_page=per_page):
        kind, address, file = leaf.kind, leaf.address, order.source_of(leaf)
        page = leaf.page
        assert (page.kind, page.address, order.source_of(page)) == (kind, address, file)
        assert page.article is None or str(page.article.path) == file
        assert leaf.page is page


@given(LIBRARIES, PER_PAGE)
@settings(deadline=None)
def test_neighbours_lead_to_each_other(library: Library, per_page: int) -> None:
    pages = {page.address: page for page in plan.pages(library, per_page=per_page)}
    for page in pages.values():
        assert page.newer is None or pages[page.newer].older == page.address
        assert page.older is None or pages[page.older].newer == page.address
        assert (page.newer is None) == (page.number == 1)
        assert (page.older is None) == (page.number == page.pages)


@given(LIBRARIES)
@settings(deadline=None)
def test_all_that_articles_say_has_its_page(library: Library) -> None:
    addresses = {page.address for page in plan.pages(library)}
    for one in library.published:
        assert groups.source_address(library.sources[one.front.source]) in addresses
        for tag in one.front.tags:
            assert groups.tag_address(groups.tag_of(tag, library.vocabulary)) in addresses
        if one.front.section:
            assert groups.section_address(one.front.section) in addresses
        when = one.front.date
        if when is None:
            assert "undated/" in addresses
        else:
            assert f"{when.year}/" in addresses
            assert not when.month or f"{when.year}/{when.month:02}/" in addresses


@given(LIBRARIES)
@settings(deadline=None)
def test_indexes_lead_to_pages_and_count_what_is_there(library: Library) -> None:
    pages = {page.address: page for page in plan.pages(library)}
    for page in pages.values():
        entries = (*page.entries, *(e for group in page.groups for e in group.entries))
        for entry in entries:
            assert pages[entry.address].total == entry.count
            assert pages[entry.address].subject == entry.subject
        for group in page.groups if page.kind is not Kind.FIGURES else ():
            assert pages[group.address].total == group.count


@given(LIBRARIES, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_in_which_files_are_found_is_no_matter(
    library: Library, chance: random.Random
) -> None:
    mixed = list(library.articles)
    chance.shuffle(mixed)
    again = shelf(*mixed)
    assert plan.pages(again) == plan.pages(library)


def test_an_empty_library_has_a_home_and_its_indexes() -> None:
    pages = plan.pages(Library())
    assert [page.address for page in pages] == BARE
    assert pages[0].lead is None
    assert [page.total for page in pages] == [0] * len(BARE)


def test_a_library_of_drafts_is_an_empty_one() -> None:
    drafts = shelf(*numbered(3, status="draft", tags=["المياه"]))
    assert [page.address for page in plan.pages(drafts)] == BARE


def test_spellings_that_fold_alike_are_one_tag() -> None:
    spellings = ("الأمم المتحدة", "الامم المتحده", "الأُمَم المتّحدة")
    articles = (article(f"articles/{n}.md", tags=[word]) for n, word in enumerate(spellings))
    (page,) = of(Kind.TAG, shelf(*articles))
    assert page.total == 3


def test_two_spellings_in_one_article_list_it_once() -> None:
    library = shelf(article(tags=["غزة", "غزه"]))
    (page,) = of(Kind.TAG, library)
    assert page.total == 1


def test_an_undescribed_tag_is_called_as_the_newest_article_calls_it() -> None:
    old = article("articles/a.md", date="2020", tags=["غزه"])
    new = article("articles/b.md", date="2021", tags=["غزة"])
    (page,) = of(Kind.TAG, shelf(old, new))
    assert page.subject == Tag(label="غزة")


def test_the_vocabulary_names_a_tag_and_gathers_its_aliases() -> None:
    described = Tag(label="الأمم المتحدة", slug="un", aliases=("هيئة الأمم",))
    articles = (
        article("articles/a.md", tags=["هيئة الامم"]),
        article("articles/b.md", tags=["الامم المتحدة"]),
    )
    (page,) = of(Kind.TAG, shelf(*articles, tags=(described,)))
    assert (page.address, page.subject, page.total) == ("tags/un/", described, 2)


def test_a_tag_keeps_its_address_whatever_is_beside_it() -> None:
    assert groups.tag_address(Tag(label="المياه")) == "tags/3a22e07a/"
    assert groups.tag_address(Tag(label="المِياه")) == "tags/3a22e07a/"


def test_tags_and_sources_stand_by_name_and_sections_as_in_the_schema() -> None:
    library = shelf(
        article("articles/a.md", source="bb", tags=["يافا", "أريحا"], section="sport"),
        article("articles/b.md", source="aa", tags=["إربد"], section="politics"),
        sources=(Source(id="aa", name="ياقوت"), Source(id="bb", name="الياسمين")),
    )
    assert [p.subject.label for p in of(Kind.TAG, library)] == ["إربد", "أريحا", "يافا"]
    assert [p.subject.id for p in of(Kind.SOURCE, library)] == ["bb", "aa"]
    assert [p.subject for p in of(Kind.SECTION, library)] == [Section.POLITICS, Section.SPORT]


def test_a_source_without_articles_has_no_page() -> None:
    library = shelf(article(), sources=(Source(id="silent", name="الصامتة"),))
    assert [page.subject.id for page in of(Kind.SOURCE, library)] == ["alrasif"]


def test_pages_after_the_first_are_numbered() -> None:
    pages = of(Kind.YEAR, shelf(*numbered(5)), per_page=2)
    assert [page.address for page in pages] == ["2021/", "2021/page/2/", "2021/page/3/"]
    assert [(page.number, page.pages) for page in pages] == [(1, 3), (2, 3), (3, 3)]


def test_a_full_last_page_has_no_empty_one_after_it() -> None:
    assert len(of(Kind.YEAR, shelf(*numbered(4)), per_page=2)) == 2


def test_a_page_holds_twenty_unless_said() -> None:
    assert [len(page.articles) for page in of(Kind.YEAR, shelf(*numbered(25)))] == [20, 5]


def test_dates_known_in_part_are_in_the_listings_that_they_reach() -> None:
    day = article("articles/day.md", date="2021-07-05")
    month = article("articles/month.md", date="2021-07")
    year = article("articles/year.md", date="2021")
    never = article("articles/never.md")
    library = shelf(day, month, year, never)
    assert of(Kind.YEAR, library)[0].articles == (day, month, year)
    assert of(Kind.MONTH, library)[0].articles == (day, month)
    assert of(Kind.UNDATED, library)[0].articles == (never,)


def test_the_archive_counts_years_and_months_newest_first() -> None:
    library = shelf(*numbered(40))
    (archive,) = of(Kind.ARCHIVE, library)
    counted = [
        (str(year.subject), year.count, [(str(e.subject), e.count) for e in year.entries])
        for year in archive.groups
    ]
    assert counted == [("2021", 31, [("2021-01", 31)]), ("2020", 9, [("2020-12", 9)])]
    assert (archive.total, archive.articles) == (40, ())


def test_the_archive_shows_that_there_are_articles_without_a_date() -> None:
    (archive,) = of(Kind.ARCHIVE, shelf(article()))
    assert archive.articles
    assert "undated/" not in {page.address for page in plan.pages(shelf(*numbered(2)))}


def test_articles_lead_to_the_ones_before_and_after_in_time() -> None:
    newest, middle, oldest = numbered(3)
    pages = of(Kind.ARTICLE, shelf(oldest, newest, middle))
    neighbours = [(page.newer_article, page.older_article) for page in pages]
    assert neighbours == [(None, middle), (newest, oldest), (middle, None)]


def test_the_front_page_leads_with_the_newest_pick() -> None:
    plain, pick, older = numbered(3)
    picked = [
        Article(path=a.path, front=a.front.model_copy(update={"pick": True}), body=a.body)
        for a in (pick, older)
    ]
    page = plan.pages(shelf(plain, *picked))[0]
    assert page.lead == picked[0]
    assert page.picks == (picked[1],)
    assert page.articles == (plain, picked[1])


def test_the_front_page_leads_with_the_newest_where_none_is_picked() -> None:
    articles = numbered(12)
    page = plan.pages(shelf(*articles))[0]
    assert page.lead == articles[0]
    assert page.articles == articles[1:8]
    assert page.total == 12


def test_a_section_on_the_front_page_repeats_nothing_shown_above() -> None:
    articles = numbered(9, section="sport")
    (sport,) = plan.pages(shelf(*articles))[0].groups
    assert sport.articles == articles[4:7]
    assert sport.count == 9
    assert plan.pages(shelf(*numbered(4, section="sport")))[0].groups == ()


def test_the_front_page_names_the_tags_most_used() -> None:
    articles = (
        article(f"articles/{n:02}.md", tags=[f"وسم {m}" for m in range(n, 14)]) for n in range(14)
    )
    entries = plan.pages(shelf(*articles))[0].entries
    assert [entry.count for entry in entries] == list(range(14, 2, -1))


def test_the_front_page_names_the_tags_of_the_newest_week_where_it_is_a_busy_one() -> None:
    days = ("2026-11-24", "2026-11-22T10:00+03:00", "2026-11-20", "2026-11-18", "2026-11-18")
    week = [
        article(f"articles/{n}.md", date=day, tags=["السوق", f"وسم {n}"])
        for n, day in enumerate(days)
    ]
    before = (
        article("articles/8.md", date="2026-11-17", tags=["السوق", "قديم"]),
        article("articles/9.md", date="2026-11", tags=["السوق", "قديم"]),
        article("articles/7.md", tags=["السوق", "قديم"]),
    )
    front = plan.pages(shelf(*week, *before))[0]
    assert [str(day) for day in front.week or ()] == ["2026-11-18", "2026-11-24"]
    assert [entry.count for entry in front.entries] == [5, 1, 1, 1, 1, 1]
    quiet = plan.pages(shelf(*week[2:], *before))[0]
    assert quiet.week is None
    assert [entry.count for entry in quiet.entries][:2] == [6, 3]


def test_the_front_page_of_undated_articles_has_no_week() -> None:
    front = plan.pages(shelf(*(article(f"articles/{n}.md", tags=["السوق"]) for n in range(9))))[0]
    assert (front.week, [entry.count for entry in front.entries]) == (None, [9])


def test_the_front_page_is_as_new_as_the_newest_published_article_with_a_date() -> None:
    draft = article("articles/a.md", date="2022", status="draft")
    older, never = article("articles/b.md", date="2021-07"), article("articles/c.md")
    assert str(plan.pages(shelf(draft, older, never))[0].updated) == "2021-07"
    assert plan.pages(shelf(never))[0].updated is None


def test_an_articles_address_is_its_path() -> None:
    one = article("articles/2021/07/alwatan-3f9c2a.md")
    assert plan.pages(shelf(one))[1].address == "2021/07/alwatan-3f9c2a/"
    assert one.path == PurePosixPath("articles/2021/07/alwatan-3f9c2a.md")


def test_the_tellings_of_a_story_stand_together_the_oldest_first() -> None:
    first = article("articles/2026/07/a-1.md", date="2026-07-11")
    again = article("articles/2026/07/b-2.md", date="2026-07-12", story="2026/07/a-1")
    latest = article("articles/2026/07/c-3.md", date="2026-07-13", story="2026/07/a-1")
    draft = article("articles/2026/07/d-4.md", story="2026/07/a-1", status="draft")
    alone = article("articles/2026/07/e-5.md", date="2026-07-13")
    pages = of(Kind.ARTICLE, shelf(latest, first, draft, alone, again))
    told = {page.address: page.tellings for page in pages}
    story = (first, again, latest)
    assert told == {alone.address: (), **{each.address: story for each in story}}


def test_tellings_whose_first_is_gone_are_still_one_story() -> None:
    one = article("articles/a.md", date="2026-07-12", story="2026/07/gone")
    other = article("articles/b.md", date="2026-07-13", story="2026/07/gone")
    assert groups.tellings(shelf(one, other)) == dict.fromkeys((one.path, other.path), (one, other))
