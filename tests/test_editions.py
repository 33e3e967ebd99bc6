"""Editions: their files, their pages, the one that is proposed, and what is wrong with them."""

import datetime as dt
import json
from argparse import Namespace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    TODAY,
    article,
    bind,
    built,
    complaints,
    edition,
    errors,
    new_digest,
    put,
    shelf,
)
from mujaz import (
    choice,
    cli,
    digest,
    edition_arguments,
    edition_desk,
    editions,
    feeds,
    frontmatter,
    library,
    plan,
)
from mujaz.choice import Span
from mujaz.digest import Digest
from mujaz.errors import ContentError, DigestError, WriteError
from mujaz.models import Article, Heading, Section
from mujaz.phrases import Phrases
from mujaz.plan import Kind, Page
from mujaz.render import Site

ENGLISH = {"LANG": "en_GB.UTF-8"}
WEEK = Span.week(TODAY)
SITE = Site(
    name="موجز التجربة",
    description="",
    phrases=Phrases.of("ar"),
    url="https://digest.example/",
)


def told(number: int, **front: object) -> Article:
    """Return an article of this week, of its own section unless more is said."""
    return article(f"articles/2026/11/a-{number}.md", **{"date": "2026-11-24", **front})


def listed(number: int) -> str:
    return f"2026/11/a-{number}"


@pytest.fixture
def three(tmp_path: Path) -> Digest:
    """A digest of three articles of this week."""
    made = new_digest(tmp_path / "digest")
    for number in (1, 2, 3):
        put(made.content, told(number, title=f"خبر {number}", date=f"2026-11-2{number}"))
    return made


def asked(**said: object) -> Namespace:
    """Return what the shell asks for; this week, unless said."""
    bare = {"day_day": None, "week_day": None, "from_day": None, "to": None}
    return Namespace(**{"verb": "new", **bare, "most": choice.MOST, "draft": False, **said})


def proposed(made: Digest, **said: object) -> list[str]:
    phrases = Phrases.of("en_GB")
    return [note.text for note in edition_desk.told(made, asked(**said), phrases, today=TODAY)]


def pages(kind: Kind, *articles: Article, **more: object) -> tuple[Page, ...]:
    per_page = more.pop("per_page", 20)
    found = plan.pages(shelf(*articles, **more), per_page=per_page)
    return tuple(page for page in found if page.kind is kind)


# The file.


def test_an_edition_is_read_in_its_editors_order(three: Digest) -> None:
    written = edition(listed(2), {"heading": "الاقتصاد"}, listed(1), words="كلمة", مفتاح="قيمة")
    bind(three.content, written)
    (found,) = library.load(three.content).library.editions
    assert found == written
    assert found.head.articles == (listed(2), Heading("الاقتصاد"), listed(1))
    assert (found.name, found.address) == ("2026-w48", "editions/2026-w48/")
    assert found.head.model_extra == {"مفتاح": "قيمة"}


@pytest.mark.parametrize(
    ("head", "line", "problem", "mend"),
    [
        ("date: 2026", 2, "the key “title” is missing", "add a line title: …"),
        ("title: عدد", 2, "the key “date” is missing", "add a line date: …"),
        ("title: عدد\ndate: غداً", 3, "“غداً” is not a date", "2021-07-07"),
        ("title: عدد\ndate: 2026\nartcles: []", 4, "“artcles”", "did you mean “articles”?"),
        ("title: ع\ndate: 2026\narticles: [A.md]", 4, "“A.md” is not the address", "articles/"),
        ("title: ع\ndate: 2026\narticles: [{a: b}]", 4, "neither an article nor a", "heading:"),
        ("title: ع\ndate: 2026\narticles: نص", 4, "of the wrong type", "one value a line"),
    ],
)
def test_what_no_edition_is_stops_a_build(
    three: Digest, head: str, line: int, problem: str, mend: str
) -> None:
    path = three.content / "editions" / "2026.md"
    path.parent.mkdir()
    path.write_text(f"---\n{head}\n---\n", "utf-8")
    (found,) = errors(three.content)
    assert (str(found.path), found.line) == ("editions/2026.md", line)
    assert problem in str(found.problem)
    assert mend in str(found.mend)


def test_a_file_that_is_no_text_is_complained_of(three: Digest) -> None:
    path = three.content / "editions" / "2026.md"
    path.parent.mkdir()
    path.write_bytes(b"\xff")
    (found,) = errors(three.content)
    assert "UTF-8" in str(found.problem)


def test_a_name_that_is_no_address_stops_a_build(three: Digest) -> None:
    bind(three.content, edition(listed(1), name="عدد"))
    (found,) = errors(three.content)
    assert "2026-w48.md" in str(found.mend)


WRONG = {
    "vanished": (("2026/11/a-l",), 5, "there is no article “2026/11/a-l”", "did you mean"),
    "nowhere near": (("gone",), 5, "there is no article “gone”", "take the line out"),
    "a draft": ((listed(1), listed(9)), 6, "“2026/11/a-9” is a draft", "publish it"),
    "twice": ((listed(1), {"heading": "ع"}, listed(1)), 7, "stands twice", "one of the two"),
    "none": (({"heading": "ع"},), 2, "no article, and no page", "under articles"),
}


@pytest.mark.parametrize("case", WRONG)
def test_the_articles_of_an_edition_are_checked(three: Digest, case: str) -> None:
    items, line, problem, mend = WRONG[case]
    put(three.content, told(9, status="draft"))
    bind(three.content, edition(*items))
    (found,) = complaints(three.content)
    assert (str(found.path), found.line) == ("editions/2026-w48.md", line)
    assert problem in str(found.problem)
    assert mend in str(found.mend)
    assert errors(three.content) == ()


def test_days_that_end_before_they_begin_are_complained_of(three: Digest) -> None:
    bind(three.content, edition(listed(1), until="2026-11-01"))
    (found,) = complaints(three.content)
    assert (found.line, str(found.problem)) == (4, "“2026-11-01” is before “2026-11-23”")


def test_the_command_complains_of_editions_alone(
    three: Digest, capsys: pytest.CaptureFixture[str]
) -> None:
    put(three.content, article("articles/undated.md"))
    command = ["--digest", str(three.root), "edition", "check"]
    assert cli.main(command, ENGLISH) == 0
    bind(three.content, edition(listed(1), listed(1)))
    assert cli.main(command, ENGLISH) == 1
    (line, count) = capsys.readouterr().err.splitlines()
    assert "2026-w48.md:6: “2026/11/a-1” stands twice" in line
    assert count == "1 complaint"


# Its pages.


def test_an_edition_shows_what_the_site_has_of_it_each_once() -> None:
    there = (told(1), told(2), told(3, status="draft"))
    one = edition(
        *(listed(2), listed(3), {"heading": "أ"}, {"heading": "ب"}, listed(1), "gone", listed(2))
    )
    (page,) = pages(Kind.EDITION, *there, editions=(one,))
    assert [(c.heading, [a.address for a in c.articles]) for c in page.contents.chapters] == [
        (None, ["2026/11/a-2/"]),
        ("ب", ["2026/11/a-1/"]),
    ]


def test_editions_stand_between_their_neighbours_a_day_after_the_week_it_ends() -> None:
    week = edition(listed(1), name="w", date="2026-11-16", until="2026-11-22")
    sunday = edition(listed(1), name="d", date="2026-11-22")
    month = edition(listed(1), name="m", date="2026-11")
    found = pages(Kind.EDITION, told(1), editions=(sunday, month, week))
    assert [page.address for page in found] == ["editions/m/", "editions/d/", "editions/w/"]
    assert [p.newer_edition and p.newer_edition.name for p in found] == [None, "m", "d"]
    assert [p.older_edition and p.older_edition.name for p in found] == ["d", "w", None]


def test_the_list_of_editions_is_divided_as_all_lists_are() -> None:
    five = tuple(edition(listed(1), name=f"e{n}", date=f"2026-11-0{n}") for n in range(1, 6))
    found = pages(Kind.EDITIONS, told(1), editions=five, per_page=2)
    assert [[c.edition.name for c in page.editions] for page in found] == [
        ["e5", "e4"],
        ["e3", "e2"],
        ["e1"],
    ]
    assert [page.address for page in found] == [
        *("editions/", "editions/page/2/", "editions/page/3/")
    ]
    assert {page.total for page in found} == {5}


def test_without_editions_there_is_no_list_of_them() -> None:
    draft = edition(listed(1), status="draft")
    assert pages(Kind.EDITIONS, told(1), editions=(draft, edition("gone"))) == ()


def test_the_front_page_is_of_the_newest_edition() -> None:
    there = (
        told(1, section="economy"),
        told(2, section="culture"),
        told(3),
        told(4, date="2026-11-20", pick=True),
        told(5, date="2026-12-01"),
        told(6, date="2026-11-29"),
    )
    week = edition(listed(2), listed(3), listed(1), until="2026-11-29")
    older = edition(listed(4), name="w47", date="2026-11-16")
    home = plan.pages(shelf(*there, editions=(week, older)))[0]
    assert home.contents.edition == week
    assert home.lead == there[1]
    assert [group.subject for group in home.groups] == [Section.ECONOMY, None]
    assert home.picks == (there[3],)
    assert home.articles == (there[4],)


def test_an_edition_of_which_nothing_is_shown_leaves_the_front_page_as_it_was() -> None:
    there = shelf(told(1), editions=(edition("gone"),))
    assert plan.pages(there)[0] == plan.pages(shelf(told(1)))[0]


def test_a_site_shows_editions_and_leads_to_them(three: Digest) -> None:
    bind(three.content, edition(listed(2), {"heading": "ب"}, listed(1), words="كلمة *المحرّر*"))
    bind(three.content, edition(listed(3), name="w47", date="2026-11-16", until="2026-11-22"))
    bind(three.content, edition(listed(3), name="draft", status="draft"))
    (three.content / "editions" / "index.md").write_text("عن الأعداد\n", "utf-8")
    built(three, strict=True)
    page = (three.site / "editions" / "2026-w48" / "index.html").read_text("utf-8")
    assert "كلمة <em>المحرّر</em>" in page
    assert page.index("خبر 2") < page.index('id="chapter-2">ب</h2>') < page.index("خبر 1")
    assert 'rel="next" href="../../editions/w47/"' in page
    every = (three.site / "editions" / "index.html").read_text("utf-8")
    assert "عن الأعداد" in every
    assert "عددان" in every
    assert 'href="editions/2026-w48/"' in (three.site / "index.html").read_text("utf-8")
    assert not (three.site / "editions" / "draft").exists()
    assert (three.site / "editions" / "feed.json").exists()


# Its feeds.


def fed() -> tuple[ET.Element, dict[str, object]]:
    """Return the two feeds of editions."""
    there = told(1, title="سوق <قديم>", summary="يفتح أبوابه."), told(2)
    week = edition(
        *(listed(1), {"heading": "باب & آخر"}, listed(2)),
        words="كلمة *المحرّر* و[رابط](a.md).",
        date="2026-11",
    )
    older = edition(listed(2), name="w46", date="2026-11-09", until="2026-11-15")
    known = shelf(*there, editions=(week, older))
    (page,) = (page for page in plan.pages(known) if page.kind is Kind.EDITIONS)
    wire = feeds.Wire(SITE, known)
    return ET.fromstring(wire.atom(page)), json.loads(wire.json(page))  # noqa: S314  our own


def test_editions_have_a_feed_of_their_own() -> None:
    root, _ = fed()
    assert root.findtext("{*}title") == "الأعداد · موجز التجربة"
    assert root.findtext("{*}updated") == "2026-11-30T00:00:00Z"
    first, second = root.findall("{*}entry")
    assert first.findtext("{*}id") == "https://digest.example/editions/2026-w48/"
    assert [e.findtext("{*}updated") for e in (first, second)] == [
        *("2026-11-30T00:00:00Z", "2026-11-15T00:00:00Z")
    ]
    assert first.findtext("{*}author/{*}name") == "موجز التجربة"
    assert first.findtext("{*}content").splitlines() == [
        "<p>كلمة <em>المحرّر</em> ورابط.</p>",
        (
            '<p><strong><a href="https://digest.example/2026/11/a-1/">سوق &lt;قديم&gt;</a></strong>'
            " (صحيفة alrasif)</p>"
        ),
        "<p>يفتح أبوابه.</p>",
        "<h2>باب &amp; آخر</h2>",
        (
            '<p><strong><a href="https://digest.example/2026/11/a-2/">المجلس يوافق على الخطة</a>'
            "</strong> (صحيفة alrasif)</p>"
        ),
    ]


def test_the_json_feed_tells_the_same() -> None:
    root, told_too = fed()
    assert told_too["feed_url"] == "https://digest.example/editions/feed.json"
    assert [item["content_html"] for item in told_too["items"]] == [
        entry.findtext("{*}content") for entry in root.findall("{*}entry")
    ]
    assert told_too["items"][0]["date_published"] == "2026-11-30T00:00:00Z"


# The proposal.


@pytest.mark.parametrize(
    ("first", "last", "name", "dates"),
    [
        ("2026-11-24", "2026-11-24", "2026-11-24", ["2026-11-24"]),
        ("2026-11-23", "2026-11-29", "2026-w48", ["2026-11-23", "2026-11-29"]),
        ("2026-12-28", "2027-01-03", "2026-w53", ["2026-12-28", "2027-01-03"]),
        ("2024-02-01", "2024-02-29", "2024-02", ["2024-02"]),
        ("2026-11-01", "2026-11-15", "2026-11-01-2026-11-15", ["2026-11-01", "2026-11-15"]),
    ],
)
def test_an_edition_is_named_by_its_days(
    first: str, last: str, name: str, dates: list[str]
) -> None:
    span = Span(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert (span.name, list(map(str, span.dates))) == (name, dates)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)))
def test_a_week_holds_its_days_and_is_the_week_of_each(day: dt.date) -> None:
    week = Span.week(day)
    assert week.first <= day <= week.last
    assert Span.week(week.first) == Span.week(week.last) == week
    assert week.first.weekday() == 0


@pytest.mark.parametrize(
    ("date", "held"),
    [
        ("2026-11-23", True),
        ("2026-11-29T23:59+03:00", True),
        ("2026-11-22", False),
        ("2026-11", False),
        ("2026", False),
        (None, False),
    ],
)
def test_an_article_is_of_days_when_all_that_its_date_may_mean_is(
    date: str | None, held: object
) -> None:
    assert WEEK.holds(told(1, date=date)) is held
    assert Span(dt.date(2026, 11, 1), dt.date(2026, 11, 30)).holds(told(1, date="2026-11"))


def chosen(*articles: Article, most: int = choice.MOST, **more: object) -> list[int]:
    found = choice.chosen(shelf(*articles, **more), WEEK, most=most)
    return [int(one.path.stem.removeprefix("a-")) for one in found]


def test_picks_come_first_the_newest_before_others() -> None:
    picks = told(1, pick=True, date="2026-11-23"), told(2, pick=True)
    assert chosen(told(3, date="2026-11-25"), *picks) == [2, 1, 3]


def test_a_story_that_more_tell_comes_before_newer_ones() -> None:
    tellings = told(2, source="safra", story=listed(1)), told(3, source="daily", story=listed(1))
    assert chosen(told(1), *tellings, told(4, date="2026-11-26"), most=1) in ([1], [2], [3])


def test_of_tellings_there_is_one_a_pick_or_full_or_with_summary_or_the_longest() -> None:
    first, second = told(1, date="2026-11-23"), {"story": listed(1), "source": "safra"}
    assert chosen(first, told(2, **second, pick=True)) == [2]
    assert chosen(told(1, rights="link", summary="خلاصة"), told(2, **second)) == [2]
    assert chosen(first, told(2, **second, summary="خلاصة")) == [2]
    assert chosen(first, told(2, **second, body="كلمة " * 900)) == [2]


def test_no_section_takes_the_places_of_others() -> None:
    sport = [told(n, section="sport", date="2026-11-28") for n in range(1, 6)]
    others = [told(6, section="culture"), told(7, section="economy")]
    assert set(chosen(*sport, *others, most=3)) >= {6, 7}


def test_drafts_and_other_days_are_left_out() -> None:
    assert chosen(told(1, status="draft"), told(2, date="2026-11-22"), told(3)) == [3]


@given(st.permutations(range(8)))
def test_the_choice_hangs_on_the_library_alone(order: list[int]) -> None:
    all_of = [
        told(n, section=("sport", "culture")[n % 2], source=("alrasif", "safra")[n % 3 % 2])
        for n in range(8)
    ]
    assert chosen(*(all_of[n] for n in order)) == chosen(*all_of)


def test_a_proposal_is_a_file_that_is_read_again(three: Digest) -> None:
    lines = proposed(three)
    path = three.content / "editions" / "2026-w48.md"
    assert path.read_text("utf-8").startswith(
        "---\ntitle: أخبار ٢٣–٢٩ نوفمبر ٢٠٢٦\ndate: 2026-11-23\nuntil: 2026-11-29\narticles:\n"
        "- 2026/11/a-3\ngenerated:\n"
    )
    assert lines[0].endswith("2026-w48.md: 1 article")
    assert complaints(three.content) == ()


def test_the_days_can_be_said(three: Digest) -> None:
    day = dt.date.fromisoformat
    for said, name in (
        ({"day_day": edition_arguments.TODAY}, "2026-11-24"),
        ({"day_day": day("2026-11-22")}, "2026-11-22"),
        ({"week_day": day("2026-11-17")}, "2026-w47"),
        ({"week_day": edition_arguments.TODAY}, "2026-w48"),
        ({"from_day": day("2026-11-01"), "to": day("2026-11-30")}, "2026-11"),
        ({"from_day": day("2026-11-20")}, "2026-11-20-2026-11-24"),
        ({"to": day("2026-11-20")}, "2026-11-20"),
    ):
        assert edition_desk.span_of(asked(**said), TODAY).name == name
    with pytest.raises(ContentError, match="of these days"):
        proposed(three, from_day=day("2026-12-01"))


def test_days_without_articles_have_no_edition(three: Digest) -> None:
    with pytest.raises(ContentError, match="2020-01-01"):
        proposed(three, day_day=dt.date(2020, 1, 1))
    assert not (three.content / "editions").exists()


def test_what_nobody_changed_is_proposed_anew_and_what_a_person_changed_stays(
    three: Digest,
) -> None:
    proposed(three)
    put(three.content, told(4))
    proposed(three, draft=True)
    path = three.content / "editions" / "2026-w48.md"
    text = path.read_text("utf-8")
    assert "status: draft\narticles:\n- 2026/11/a-4\n- 2026/11/a-3\n" in text
    for changed in (
        f"{text}كلمة\n",
        text.replace("أخبار", "حصاد"),
        text.replace("- 2026/11/a-4\n", ""),
        text.replace("status: draft\n", ""),
        text.replace("articles:", "خاص: نعم\narticles:"),
        text.replace("date: 2026-11-23", "date: غداً"),
        "---\n",
    ):
        path.write_text(changed, "utf-8")
        with pytest.raises(WriteError, match="a person has changed it"):
            proposed(three)
        assert path.read_text("utf-8") == changed


def test_a_site_in_no_language_is_refused(three: Digest) -> None:
    settings = three.config.read_text("utf-8").replace("language: ar", "language: xx")
    three.config.write_text(settings, "utf-8")
    with pytest.raises(DigestError, match="there is no locale “xx”"):
        proposed(digest.find(three.root))


def test_the_editions_are_listed(three: Digest, capsys: pytest.CaptureFixture[str]) -> None:
    bind(three.content, edition(listed(1), until="2026-11-29"))
    bind(three.content, edition(listed(1), name="2026-w47", status="draft", date="2026-11-16"))
    assert cli.main(["--digest", str(three.root), "edition"], ENGLISH) == 0
    first, second, count = capsys.readouterr().out.splitlines()
    assert first == "2026-w48  أخبار الأسبوع · November 23, 2026 – November 29, 2026"
    assert second.endswith("· draft")
    assert count == "2 editions"


@pytest.mark.parametrize("wrong", [["--day", "غداً"], ["--day", "--week"], ["--most", "0"]])
def test_wrong_usage_is_told(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["edition", "new", *wrong], ENGLISH)
    assert left.value.code == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--week", "--to", "2026-11-01"], "--to goes with --from"),
        (["--from", "2026-11-02", "--to", "2026-11-01"], "“2026-11-01” is before “2026-11-02”"),
    ],
)
def test_days_that_cannot_be_meant_are_wrong_usage(
    options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["edition", "new", *options], ENGLISH)
    assert left.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("which", ["--day", "--week"])
def test_a_day_or_a_week_alone_is_todays(
    three: Digest, which: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "_today", lambda: TODAY)
    put(three.content, told(4))
    assert cli.main(["--digest", str(three.root), "edition", "new", which], ENGLISH) == 0
    (path,) = library.edition_paths(three.content)
    assert path.stem == {"--day": "2026-11-24", "--week": "2026-w48"}[which]


def test_the_command_proposes(three: Digest, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["--digest", str(three.root), "edition", "new", "--from", "2026-11-01", "--to"]
    assert cli.main([*command, "2026-11-30"], ENGLISH) == 0
    assert "2026-11.md: 3 articles" in capsys.readouterr().out
    head = frontmatter.parse(
        frontmatter.split((three.content / "editions" / "2026-11.md").read_text("utf-8"))
    )
    assert head.values["articles"] == [listed(3), listed(2), listed(1)]


@pytest.mark.parametrize(
    ("locale", "first", "last", "words"),
    [
        ("ar_SY", "2026-11-23", "2026-11-29", "23–29 تشرين الثاني 2026"),
        ("ar_MA", "2026-11-28", "2026-12-04", "28 نونبر – 4 دجنبر 2026"),
        ("en_GB", "2026-12-28", "2027-01-03", "28 December 2026 – 3 January 2027"),
        ("en_US", "2026-11-23", "2026-11-29", "November 23, 2026 – November 29, 2026"),
        ("ar", "2026-11", "2026-11", "نوفمبر 2026"),
        ("ar", "2026-11", "2026-12", "نوفمبر 2026 – ديسمبر 2026"),
    ],
)
def test_days_are_said_as_the_language_does(locale: str, first: str, last: str, words: str) -> None:
    head = edition(date=first, until=last).head
    assert Phrases.of(locale).days(head.date, head.end) == words


def test_by_section_keeps_the_editors_order() -> None:
    there = told(1, section="sport"), told(2), told(3, section="culture"), told(4, section="sport")
    found = editions.by_section(there)
    assert [(g.subject, g.count) for g in found] == [
        *((Section.SPORT, 2), (Section.CULTURE, 1), (None, 1))
    ]
