"""What the machine would write for one raw article, and what its carrier said of it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batches import page
from builders import PARAGRAPH, TODAY, dump
from mujaz import extract, proposal
from mujaz.errors import NoArticleError
from mujaz.proposal import Background, propose
from mujaz.raw import Kind, Raw, Refused, Said

READ = Background(today=TODAY, names=("صحيفة الرصيف",))
DATES = {
    "2021-07-05": "2021-07-05",
    "20210705": "2021-07-05",
    "2021-07-05 23:59": "2021-07-05",
    "2021-07-05T00:30:00+03:00": "2021-07-05",
    "2021-07-05T23:30:00-11:00": "2021-07-05",
    "2021-07-05T10:00:00.000Z": "2021-07-05",
    "Mon, 05 Jul 2021 23:30:00 +1400": "2021-07-05",
    "Mon, 05 Jul 2021 10:00:00 GMT": "2021-07-05",
    "Mon, 5 Jul 21 10:00:00 EST": "2021-07-05",
    "Mon Jul  5 10:00:00 2021": "2021-07-05",
    "05 Jul 2021": "2021-07-05",
    "الاثنين 5 تموز 2021": "2021-07-05",
    "٥ يوليو ٢٠٢١": "2021-07-05",
    "Fri, 01 Jan 2021 08:00:00 +0000": "2021-01-01",
    str(TODAY): str(TODAY),
    "2021": None,
    "2021-07": None,
    "يوليو 2021": None,
    "Jul 2021": None,
    "01 2021": None,
    "1 2021": None,
    "2021-W27": None,
    "2021-W27-1": None,
    "2021W01": None,
    "2021-13-45": None,
    "2021-02-30": None,
    "Mon, 30 Feb 2021 10:00:00 +0000": None,
    "Mon, 99999999999999999999 Jul 2021 10:00:00 +0000": None,
    "Mon, 5 Jul 2021 10:00:00 +99999999999999": "2021-07-05",
    "2026-11-25": None,
    "Wed, 25 Nov 2026 00:30:00 +1400": None,
    "9999-12-31": None,
    "tomorrow": None,
    "": None,
    "{{ 7*7 }}": None,
}


def told(said: Said, raw: Raw | None = None, background: Background = READ) -> proposal.Proposal:
    raw = raw or Raw("-", dump())
    found = propose(Raw(raw.name, raw.text, raw.kind, raw.link, said, raw.seen), background)
    assert not isinstance(found, Refused)
    return found


@pytest.mark.parametrize("text", DATES)
def test_a_carriers_date_is_read_or_none_is_claimed(text: str) -> None:
    draft = told(Said(date=text)).draft
    assert (draft.date and str(draft.date)) == DATES[text]
    assert draft.date_from == ("carrier" if DATES[text] else None)


@given(
    st.text() | st.from_regex(r"[A-Z][a-z]{2}, \d{1,30} [A-Z][a-z]{2} \d{1,9} [\d:]{1,9} [+-]\d+")
)
def test_no_date_of_a_carrier_is_later_than_today_or_breaks_anything(text: str) -> None:
    when = proposal._day(text, TODAY)  # noqa: SLF001  the whole pipeline would be slow
    assert when is None or when <= TODAY


@given(st.integers(1000, 9999))
def test_a_bare_year_is_never_its_first_day(year: int) -> None:
    assert proposal._day(str(year), TODAY) is None  # noqa: SLF001


@given(st.datetimes(dt.datetime(1971, 1, 1), dt.datetime(2026, 1, 1)), st.integers(-14, 14))  # noqa: DTZ001
def test_a_moment_is_of_the_day_in_its_own_offset(moment: dt.datetime, hours: int) -> None:
    there = moment.replace(tzinfo=dt.timezone(dt.timedelta(hours=hours)))
    assert proposal._day(there.isoformat(), TODAY) == moment.date()  # noqa: SLF001
    mail = there.strftime("%a, %d %b %Y %H:%M:%S %z")
    assert proposal._day(mail, TODAY) == moment.date()  # noqa: SLF001


def test_a_date_of_the_page_stays_where_the_carriers_cannot_be() -> None:
    raw = Raw("-", dump().replace("صحيفة الرصيف", "صحيفة الرصيف\n\n12/7/2026", 1))
    draft = told(Said(date="2031-01-01"), raw).draft
    assert (str(draft.date), draft.date_from) == ("2026-07-12", "page")
    draft = told(Said(date="2026-07-11"), raw).draft
    assert (str(draft.date), draft.date_from) == ("2026-07-11", "carrier")


def test_a_page_is_no_younger_than_the_archive_that_has_it() -> None:
    text = dump().replace("صحيفة الرصيف", "صحيفة الرصيف\n\n12/7/2026", 1)
    raw = Raw("-", text, seen=dt.date(2025, 1, 1))
    assert told(Said(), raw).draft.date is None


def test_what_the_carrier_says_goes_before_what_is_read() -> None:
    said = Said(
        title="عنوان الناقل",
        source="جريدة السد",
        authors=("سلمى",),
        section="رياضة",
        tags=("ترميم", "سوق"),
        summary="خلاصة الناقل.",
    )
    found = told(said)
    assert (found.draft.title, found.draft.source) == ("عنوان الناقل", "جريدة السد")
    assert (found.draft.authors, found.draft.section) == (("سلمى",), "رياضة")
    assert found.made["tags"].value[:2] == ["ترميم", "سوق"]
    assert len(found.made["tags"].value) <= 5
    assert found.made["summary"].value == "خلاصة الناقل."
    assert found.made["summary"].origin == "carrier"
    assert found.made["tags"].origin == "carrier 2"


def test_tags_of_the_carrier_are_not_said_twice_nor_cut() -> None:
    many = tuple(f"وسم {n}" for n in range(8))
    assert told(Said(tags=many)).made["tags"].value == list(many)
    ours = told(Said()).made["tags"].value
    again = told(Said(tags=tuple(ours[:1])))
    assert again.made["tags"].value.count(ours[0]) == 1


@pytest.mark.parametrize(
    ("said", "read", "source"),
    [
        ("صحيفة الرصيف - آخر الأخبار", "الرصيف", "الرصيف"),
        ("جريدة السد", "الرصيف", "جريدة السد"),
        ("bbc-arabic", "BBC", "bbc-arabic"),
        (None, "الرصيف", "الرصيف"),
        ("جريدة السد", None, "جريدة السد"),
        (None, None, None),
    ],
)
def test_the_publisher_is_the_pages_own_within_the_name_of_a_feed(
    said: str | None, read: str | None, source: str | None
) -> None:
    head = f'<meta property="og:site_name" content="{read}">' if read else ""
    raw = Raw("-", page(head=head).decode(), kind=Kind.HTML)
    assert told(Said(source=said), raw).draft.source == source


@pytest.mark.parametrize("kind", Kind)
def test_a_text_without_a_headline_has_its_carriers(kind: Kind) -> None:
    bare = {Kind.TEXT: dump().split("\n\n", 2)[2], Kind.HTML: f"<div><p>{PARAGRAPH}</p></div>"}
    title = "عنوان <الرسالة> & ما فيها"
    found = told(Said(title=title, source="الرصيف"), Raw("-", bare[kind], kind))
    assert found.draft.title == title
    assert PARAGRAPH[:40] in found.body
    assert "الرسالة" not in found.body


def test_a_headline_of_its_own_is_not_doubled() -> None:
    text = "عنوان  الرسالة\n\n" + dump().split("\n\n", 2)[2]
    found = told(Said(title="عنوان الرسالة"), Raw("-", text))
    assert "عنوان" not in found.body


def test_what_holds_no_article_is_refused_under_its_name() -> None:
    found = propose(Raw("a.txt", "لا شيء"), READ)
    assert isinstance(found, Refused)
    assert found.name == "a.txt"
    assert isinstance(found.error, NoArticleError)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (RecursionError("deep"), "this is nested too deep to be read"),
        (AssertionError("odd"), "reading this failed: AssertionError"),
        (MemoryError(), "reading this failed: MemoryError"),
    ],
)
def test_whatever_a_parser_raises_refuses_one_article(
    monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    def broken(*_given: object, **_said: object) -> None:
        raise error

    monkeypatch.setattr(extract, "extract_html", broken)
    raws = [Raw("a", "<p>", kind=Kind.HTML), Raw("b", dump())]
    refused, good = (propose(each, READ) for each in raws)
    assert isinstance(refused, Refused)
    assert str(refused.error) == reason
    assert not isinstance(good, Refused)


def test_the_summary_of_a_book_is_made_of_its_beginning() -> None:
    story = [
        f"قال المجلس إن القرار رقم {n} يخص الشارع رقم {n * 7} في حي السنديان كله."
        for n in range(900)
    ]
    assert len(" ".join(story)) > 50_000
    found = told(Said(), Raw("-", "\n\n".join(["صحيفة الرصيف", "عنوان الخبر الطويل", *story])))
    assert found.made["summary"].value
    assert str(899 * 7) in found.body
