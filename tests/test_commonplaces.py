"""Words that a digest is full of tell little in it, and a sample of its articles says which."""

import json
from itertools import cycle, islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz import arabic, library, refresh, sampled, sealed, tagging
from mujaz.tagging import NO_COMMONPLACES, Vocables, commonplaces, suggest_tags
from mujaz.tagging.background import background

TOWN = "السنديان"
SUBJECTS = ["المرفأ", "الزراعة", "المكتبة", "الملاحة", "النحل", "القصب", "الصيد", "السدود"]
STORY = (
    "يعود الخزف إلى سوقه القديم في السنديان بعد غياب. وفي السنديان اليوم عشرون حرفيا، كلهم من صناع "
    "الخزف. وتستقبل السنديان كل عام من يحب الخزف والمتاحف."
)
ARTICLE = """---
title: {title}
source: mizan
date: 2026-11-01
---

عاد الحديث في السنديان عن {subject} هذا الأسبوع، وناقش أهالي السنديان مسألة {subject} من جديد.
"""


def town(count: int, full: int) -> list[Vocables]:
    """Return the words of articles of which the first `full` have the town's name."""
    subjects = islice(cycle(SUBJECTS), count)
    return [
        Vocables("ar", frozenset({arabic.fold(one), *([TOWN] if place < full else [])}))
        for place, one in enumerate(subjects)
    ]


def tags(articles: list[Vocables]) -> tuple[str, ...]:
    names = tagging.lexicon(None, commonplaces(articles))
    return suggest_tags("", [STORY], limit=3, vocabulary=names)


def test_a_word_that_is_in_every_article_of_a_digest_is_no_tag_of_one() -> None:
    assert TOWN in tags([])
    assert TOWN not in tags(town(1_000, full=1_000))


def test_a_subject_of_one_article_in_twenty_is_as_good_a_tag_as_ever() -> None:
    assert tags(town(400, full=20)) == tags([])


def test_a_small_digest_says_nothing_of_words() -> None:
    assert commonplaces(town(tagging.FEWEST - 1, full=200)) == NO_COMMONPLACES
    assert commonplaces(town(tagging.FEWEST, full=200)) != NO_COMMONPLACES


def test_languages_are_counted_apart() -> None:
    persian = [Vocables("fa", words) for _, words in town(400, full=400)]
    assert commonplaces(persian).of("fa")
    assert not commonplaces(persian).of("ar")
    assert tags(persian) == tags([])


@given(st.integers(tagging.FEWEST, 1_000), st.data())
def test_the_more_articles_have_a_word_the_less_it_tells(count: int, data: st.DataObject) -> None:
    fewer, more = sorted(data.draw(st.tuples(*[st.integers(0, count)] * 2)))
    left = [commonplaces(town(count, full=full)).of("ar").get(TOWN, 1.0) for full in (fewer, more)]
    assert 0 <= left[1] <= left[0] <= 1


@given(st.permutations(town(tagging.FEWEST, full=200)))
def test_the_order_of_articles_says_nothing(articles: list[Vocables]) -> None:
    assert commonplaces(articles) == commonplaces(town(tagging.FEWEST, full=200))


def test_the_words_of_an_article_are_without_what_is_written_onto_them() -> None:
    words = tagging.vocables("أهل السنديان", ["والسنديان للجميع"]).words
    assert TOWN in words
    assert f"و{TOWN}" not in words
    assert words <= {*words} & {arabic.fold(word) for word in words}


def test_what_only_a_word_of_the_shipped_list_is_has_its_rarity() -> None:
    every = frozenset(list(background().frequencies)[::200])
    shares = commonplaces([Vocables("ar", every)] * tagging.FEWEST).of("ar")
    assert shares
    assert all(0 <= share <= 1 for share in shares.values())


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A library that is full of its town."""
    content = tmp_path / "content"
    (content / "articles").mkdir(parents=True)
    (content / "sources.yml").write_text("mizan:\n  name: الميزان\n  country: SY\n", "utf-8")
    for number in range(tagging.FEWEST):
        write(content, number)
    return content


def write(content: Path, number: int, *, subject: str = "") -> None:
    text = ARTICLE.format(
        title=f"خبر رقم {number}", subject=subject or SUBJECTS[number % len(SUBJECTS)]
    )
    (content / f"articles/{number}.md").write_text(text, "utf-8")


def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which the path of each article that is read is added."""
    found: list[str] = []
    article = library.article

    def noted(content: Path, path: Path) -> object:
        found.append(str(path))
        return article(content, path)

    monkeypatch.setattr(library, "article", noted)
    return found


def test_only_what_changed_is_read_again(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, paths = content.parent / "words.json", read(monkeypatch)
    first = sampled.commonplaces(content, file)
    assert TOWN in first.of("ar")
    assert len(paths) == tagging.FEWEST
    write(content, 7, subject="الفلك")
    assert sampled.commonplaces(content, file) == first
    assert paths[tagging.FEWEST :] == ["articles/7.md"]


@pytest.mark.parametrize("damage", ["", "{}", "mujaz words 1\n[]", "\x00"])
def test_what_is_damaged_is_made_anew(content: Path, damage: str) -> None:
    file = content.parent / "words.json"
    first = sampled.commonplaces(content, file)
    whole = file.read_bytes()
    file.write_text(damage, "utf-8")
    assert sampled.commonplaces(content, file) == first
    assert file.read_bytes() == whole


def test_a_place_that_cannot_be_written_to_costs_time_alone(content: Path) -> None:
    file = content / "sources.yml" / "words.json"
    assert TOWN in sampled.commonplaces(content, file).of("ar")


def test_articles_that_cannot_be_read_say_nothing(content: Path) -> None:
    file = content.parent / "words.json"
    (content / "articles/0.md").write_bytes(b"\xff\xfe broken")
    assert sampled.commonplaces(content, file) == NO_COMMONPLACES
    write(content, 0)
    assert sampled.commonplaces(content, file) != NO_COMMONPLACES


def test_a_small_library_is_not_read(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, paths = content.parent / "words.json", read(monkeypatch)
    (content / "articles/0.md").unlink()
    assert sampled.commonplaces(content, file) == NO_COMMONPLACES
    assert not paths
    assert not file.exists()


def test_a_large_library_is_read_by_lot(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampled, "_MOST", tagging.FEWEST)
    file, paths = content.parent / "words.json", read(monkeypatch)
    sampled.commonplaces(content, file)
    before = set(paths)
    paths.clear()
    for number in range(tagging.FEWEST, tagging.FEWEST + 30):
        write(content, number)
    sampled.commonplaces(content, file)
    assert 0 < len(paths) < 60  # 27 of 30, on average, push another out
    assert not before & set(paths)


def test_refreshing_twice_is_refreshing_once(content: Path) -> None:
    file = content.parent / "words.json"

    def refreshed(workers: int = 1) -> list[str]:
        things = list(refresh.chosen(content, ()))[:40]
        full = sampled.commonplaces(content, file)
        results = refresh.refresh(content, things, commonplaces=full, workers=workers)
        return [str(result.outcome) for result in results]

    assert set(refreshed()) == {"updated"}
    assert set(refreshed()) == {"unchanged"}
    written = (content / "articles/0.md").read_text("utf-8")
    assert f"- {TOWN}" not in written
    assert SUBJECTS[0] in written


def test_what_is_kept_is_sealed(content: Path) -> None:
    file = content.parent / "words.json"
    sampled.commonplaces(content, file)
    head, _, text = file.read_text("utf-8").partition("\n")
    assert head.endswith(sealed.digest(text.encode()))
    assert len(json.loads(text)) == tagging.FEWEST
    assert file.stat().st_size < 200_000
