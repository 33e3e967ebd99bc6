"""What is taken from a dump: the gold of the samples, layouts of news pages, laws for any text."""

import datetime as dt
import time
from functools import cache

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import CASES, NAMELESS, PARAGRAPH, RAW, SAMPLE, TODAY, dump
from mujaz import arabic, extract, raw
from mujaz.blocks import Role
from mujaz.errors import NoArticleError
from mujaz.extract import Draft, extract_text

GOLD = yaml.safe_load((SAMPLE / "expected.yml").read_text("utf-8"))
KNOWN = ("صحيفة الرصيف", "الرصيف", "ميزان السوق", "مجلة المجهر الأزرق", "أوراق الشرفة", "صافرة")
"""The publishers that a library of the samples knows."""

STORY = dump().split("\n\n", 2)[2].rstrip("\n")
"""Three paragraphs; the cases write <story> where they stand, and <nbsp> for a no-break space."""


@cache
def sample(name: str) -> Draft:
    return extract_text(raw.decode(raw.read(RAW / name)), today=TODAY, known=KNOWN)


def subheads_of(draft: Draft) -> list[str]:
    return [block.text for block in draft.blocks if block.role is Role.SUBHEAD]


def cleaned(text: str | None) -> str | None:
    return arabic.clean(text) if text else None


def test_every_sample_has_its_gold() -> None:
    assert set(GOLD) == {path.name for path in RAW.iterdir()}
    assert len(GOLD) == 26


@pytest.mark.parametrize(("name", "gold"), GOLD.items(), ids=GOLD)
def test_a_sample_gives_what_a_careful_editor_would_take(name: str, gold: dict) -> None:
    draft = sample(name)
    assert draft.title == cleaned(gold["title"])
    assert draft.kicker == cleaned(gold["kicker"])
    assert (str(draft.date) if draft.date else None) == gold["date"]
    assert list(draft.authors) == gold["authors"]
    assert draft.link == gold["link"]
    assert draft.dateline == gold["dateline"]
    assert draft.source in {gold["source"], *gold.get("source_alt", [])}


@pytest.mark.parametrize(("name", "gold"), GOLD.items(), ids=GOLD)
def test_a_sample_gives_its_paragraphs_and_no_others(name: str, gold: dict) -> None:
    draft = sample(name)
    story = list(draft.story)
    assert len(story) == gold["paragraphs"]
    assert story[0].startswith(cleaned(gold["first"]) or "")
    assert story[-1].endswith(cleaned(gold["last"]) or "")
    if "subheads" in gold:
        assert subheads_of(draft) == gold["subheads"]
    assert not {caption for caption in gold.get("captions", []) if caption in draft.paragraphs}


def test_samples_that_do_not_say_who_published_them_have_no_source() -> None:
    unknown = {n: extract_text(raw.decode(raw.read(RAW / n)), today=TODAY).source for n in NAMELESS}
    assert unknown == dict.fromkeys(NAMELESS)


def cases(folder: str = "extract") -> list[object]:
    return [
        pytest.param(case, id=f"{file.stem}-{place}")
        for file in sorted((CASES / folder).glob("*.yml"))
        for place, case in enumerate(yaml.safe_load(file.read_text("utf-8")), 1)
    ]


def said(draft: Draft) -> dict[str, object]:
    """Return a draft as the cases write one."""
    subheads = subheads_of(draft)
    paragraphs = list(draft.story)
    return {
        **{key: getattr(draft, key) for key in ("title", "kicker", "source", "date", "link")},
        **{key: getattr(draft, key) for key in ("dateline", "language")},
        "authors": list(draft.authors),
        "subheads": subheads,
        "paragraphs": len(paragraphs),
        "first": paragraphs[0],
        "last": paragraphs[-1],
    }


@pytest.mark.parametrize("case", cases())
def test_extract(case: dict) -> None:
    text = case["text"].replace("<nbsp>", "\u00a0").replace("<story>", STORY)  # no-break space
    found = said(extract_text(text, url=case.get("url"), today=TODAY, known=case.get("known", ())))
    expect = case["expect"]
    got = {
        key: str(found[key]).startswith(value) if key == "first" else found[key]
        for key, value in expect.items()
    }
    assert got == {key: True if key == "first" else value for key, value in expect.items()}


@pytest.mark.parametrize("case", cases("fronts"))
def test_a_section_front_is_no_article_and_a_story_of_any_shape_is_one(case: dict) -> None:
    if "refused" in case:
        with pytest.raises(NoArticleError, match="beginnings of several stories") as raised:
            extract_text(case["text"], today=TODAY)
        assert "its own page" in str(raised.value.mend)
    else:
        draft = extract_text(case["text"], today=TODAY)
        assert draft.title == "المجلس يوافق على ترميم السوق القديم"
        assert len(draft.story) == case.get("paragraphs", len(draft.story))


@pytest.mark.parametrize(
    ("text", "problem", "mend"),
    [
        ("المجلس يوافق على ترميم السوق القديم\n", "no paragraph of an article", "the whole page"),
        ("الرئيسية\nفيسبوك\nتويتر\nاتصل بنا\n", "no paragraph of an article", "story included"),
        ("12 تموز 2026\n\n-----\n", "no paragraph of an article", "the whole page"),
        ("", "no paragraph of an article", "the whole page"),
        (
            f"{PARAGRAPH}\n\n{PARAGRAPH}\n",
            "no headline above",
            "on a line of its own above the story",
        ),
        (f"الأحد 12 تموز 2026\n\n{PARAGRAPH}\n", "no headline above", "write the headline"),
        (f"كتبت: ليلى النحاس\n\n{PARAGRAPH}\n", "no headline above", "write the headline"),
    ],
)
def test_where_there_is_no_article_the_reason_is_told(text: str, problem: str, mend: str) -> None:
    with pytest.raises(NoArticleError) as raised:
        extract_text(text, today=TODAY)
    assert problem in str(raised.value.problem)
    assert mend in str(raised.value.mend)


@pytest.mark.parametrize("end", ["\n", "\r", "\x0c", "\u2028"])  # form feed, line separator
def test_what_has_more_lines_than_any_article_is_refused_at_once(end: str) -> None:
    text = f"المجلس يوافق على ترميم السوق القديم\n\n{PARAGRAPH}\n"
    lines = end * (extract.MOST_LINES - 3)
    assert extract_text(text + lines, today=TODAY).paragraphs == (PARAGRAPH,)
    start = time.monotonic()
    with pytest.raises(NoArticleError) as raised:
        extract_text(text + f"أ{end}" * 3_000_000, today=TODAY)
    assert time.monotonic() - start < 5
    assert "more than 50000 lines" in str(raised.value.problem)
    assert "one file each" in str(raised.value.mend)


def test_no_date_is_later_than_today() -> None:
    text = dump().replace("\n\n", "\n\n12/7/2026\n\n", 1)
    assert extract_text(text, today=dt.date(2026, 7, 12)).date == dt.date(2026, 7, 12)
    assert extract_text(text, today=dt.date(2026, 7, 11)).date is None


LINES = st.sampled_from(
    [
        *(PARAGRAPH, "", "\u00a0", "المجلس يوافق على ترميم السوق القديم", "صحيفة السد", "فيسبوك"),
        *("كتبت: ليلى النحاس", "بقلم:", "كتب /", "الأحد 12 تموز 2026", "مقالات ذات صلة", "1", "-"),
        *(
            "https://a.example/b",
            f"الزيتونة - السد: {PARAGRAPH}",
            "لماذا؟",
            "نعم.",
            "وقال:",
            "© السد",
        ),
        *("الرئيسية » محليات » السد", "(رويترز)", "صورة: السد", "Read also", "اقرأ أيضاً", "«»"),
    ]
)
DUMPS = st.lists(LINES | st.text(max_size=20), max_size=12).map("\n".join)


@settings(deadline=None)
@given(DUMPS | st.text())
def test_any_text_gives_a_whole_draft_or_a_reason(text: str) -> None:
    try:
        draft = extract_text(text, today=TODAY, known=["السد"])
    except NoArticleError:
        return
    assert draft.title.strip()
    assert draft.paragraphs
    assert all(text.strip() for text in (*draft.paragraphs, *draft.authors))
    assert all(draft.paragraphs)
    assert draft.date is None or draft.date <= TODAY


@settings(deadline=None)
@given(DUMPS)
def test_line_ends_of_windows_change_nothing(text: str) -> None:
    unix = text.replace("\r", " ")
    windows = unix.replace("\n", "\r\n")
    try:
        draft = extract_text(unix, today=TODAY)
    except NoArticleError:
        with pytest.raises(NoArticleError):
            extract_text(windows, today=TODAY)
    else:
        assert extract_text(windows, today=TODAY) == draft


@settings(deadline=None)
@given(st.lists(st.sampled_from(STORY.split("\n\n")), min_size=1, max_size=6))
def test_every_paragraph_of_a_story_is_kept_in_its_order(paragraphs: list[str]) -> None:
    above = ("صحيفة السد", "المجلس يوافق على ترميم السوق القديم")
    text = "\n\n".join([*above, *paragraphs, "فيسبوك"])
    assert list(extract_text(text, today=TODAY).paragraphs) == paragraphs
