"""Related articles: what shares rare tags and words, whatever the way that led to the library."""

from pathlib import PurePosixPath

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builders import CASES, article, shelf
from mujaz import plan, related, relations
from mujaz.digest import Digest
from mujaz.library import load
from mujaz.models import Article, Library, Tag
from mujaz.plan import Kind
from mujaz.related import Index

FILES = sorted((CASES / "related").glob("*.yml"))
TAGS = ("المتحف", "المرفأ", "اللقلق", "التحلية", "الزيتون")
WORDS = "بندورة معاصر تحلية لقلق كويكب مستودع أخشاب إطفائيين قوارب".split()  # noqa: SIM905


def path_of(number: int) -> str:
    return f"articles/2026/07/alrasif-{number:06d}.md"


def written(number: int, **front: object) -> Article:
    return article(path_of(number), **{"title": f"خبر {number}", **front})


def near(library: Library, was: Index | None = None) -> dict[int, list[int]]:
    index = Index.of(library, was)
    number = {path: int(PurePosixPath(path).stem[-6:]) for path in index.lists}
    return {number[path]: [number[one] for one in found] for path, found in index.lists.items()}


def filled(*articles: Article, tags: tuple[Tag, ...] = ()) -> Library:
    """Return a library of these, among others that share nothing with them or each other."""
    others = (written(900 + n, title=f"{n}", date=f"2026-06-{n:02d}") for n in range(1, 31))
    return shelf(*articles, *others, tags=tags)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_related(file) -> None:
    case = yaml.safe_load(file.read_text("utf-8"))
    articles = [written(n, **front) for n, front in enumerate(case["articles"], 1)]
    tags = tuple(Tag.model_validate(tag) for tag in case.get("vocabulary", ()))
    found = near(filled(*articles, tags=tags))
    assert {n: found[n] for n in case["expect"]} == case["expect"]


FRONTS = st.fixed_dictionaries(
    {
        "title": st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join),
        "tags": st.lists(st.sampled_from(TAGS), max_size=3, unique=True),
        "summary": st.none() | st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join),
        "date": st.none()
        | st.dates().map(str)
        | st.sampled_from(["2026", "2026-07", "2026-07-05"]),
        "story": st.none() | st.integers(0, 40).map(lambda n: path_of(n)[9:-3]),
        "status": st.sampled_from(["published", "published", "draft"]),
    }
)
SHELVES = st.dictionaries(st.integers(0, 40), FRONTS, max_size=24)


def library_of(fronts: dict[int, dict[str, object]], tags: tuple[Tag, ...] = ()) -> Library:
    kept = {n: {k: v for k, v in front.items() if v is not None} for n, front in fronts.items()}
    return shelf(*(written(n, **front) for n, front in kept.items()), tags=tags)


@given(st.lists(SHELVES, min_size=2, max_size=4))
def test_no_history_makes_a_difference(states: list[dict[int, dict[str, object]]]) -> None:
    now: dict[int, dict[str, object]] = {}
    was = None
    for change in states:
        now = {**{n: front for n, front in now.items() if n % 5}, **change}
        was = Index.of(library_of(now), was)
        assert was == Index.of(library_of(now))


@given(SHELVES, st.sampled_from(TAGS), st.sampled_from(TAGS))
def test_a_changed_label_makes_no_difference_to_that(fronts, one: str, other: str) -> None:
    was = Index.of(library_of(fronts))
    described = library_of(fronts, tags=(Tag(label=one, aliases=(other,)),))
    assert Index.of(described, was) == Index.of(described)


@given(st.lists(st.tuples(SHELVES, st.sampled_from(TAGS)), min_size=2, max_size=3))
def test_what_is_kept_makes_no_difference_to_the_lists(tmp_path_factory, states) -> None:
    cache = tmp_path_factory.mktemp("cache")
    for fronts, alias in states:
        now = library_of(fronts, tags=(Tag(label="باب", aliases=(alias,)),))
        due = Index.of(now).lists
        for _ in range(2):
            assert relations.near(now, cache, version="1").lists == due
        assert relations.index(now, cache, version="1").lists == due


@given(SHELVES)
def test_a_list_is_short_and_of_other_stories_that_the_site_shows(fronts) -> None:
    library = library_of(fronts)
    index = Index.of(library)
    stories = {path: marked.story for path, marked in index.marked.items()}
    assert set(index.lists) == {str(article.path) for article in library.published}
    for path, found in index.lists.items():
        told = [stories[path], *(stories[one] for one in found)]
        assert len(found) <= related.MOST
        assert len(told) == len(set(told))


def test_one_edit_moves_few_lists() -> None:
    fronts = {
        n: {
            "title": f"{WORDS[n % 9]} {WORDS[n * 7 % 9]} {WORDS[n * 3 % 9]}",
            "tags": [f"وسم {n // 8}", f"باب {n // 8}"],
            "date": f"20{n % 26:02d}-{n % 12 + 1:02d}-05",
        }
        for n in range(1200)
    }
    before = near(library_of(fronts))
    fronts[600] = {**fronts[600], "title": "المتحف البحري", "tags": ["وسم 5", "باب 5"]}
    after = near(library_of(fronts))
    assert sum(map(bool, before.values())) > 1000
    assert 0 < sum(before[n] != after[n] for n in before) < 60


def test_the_plan_gives_each_article_its_list(sample_digest: Digest) -> None:
    library = load(sample_digest.content).library
    titles = {
        page.article.front.title: [one.front.title for one in page.related]
        for page in plan.pages(library)
        if page.kind is Kind.ARTICLE
    }
    fires = [title for title in titles if "حريق" in title]
    assert len(fires) == 2
    assert all(set(titles[one]) == {other} for one, other in (fires, fires[::-1]))
    assert plan.pages(library) == plan.pages(library, near=Index.of(library))
