"""The pictures that messengers show: of which articles, what stands on them, when they are made."""

import datetime as dt
import io
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, features

import builders
from builders import article, put, shelf
from mujaz import posters, raster, sharing
from mujaz.digest import Digest
from mujaz.errors import ExtraError, InvalidValueError
from mujaz.models import Source
from mujaz.partial_date import PartialDate
from mujaz.phrases import Phrases
from mujaz.posters import Line, Poster, Posters, drawer, drawing, letters
from mujaz.render import Site

FROM_SUMMER = Posters(PartialDate.parse("2026-07"))
SITE = Site(
    name="موجز التجربة",
    description="خلاصة ما كتبته الصحف",
    phrases=Phrases.of("ar", numerals="arab"),
    url="https://digest.example/",
)
ARTICLE = article(
    title="المجلس يوافق على ترميم السوق القديم",
    kicker="بعد عامين",
    section="economy",
    date="2026-07-05",
)


def poster(text: str, language: str = "ar", direction: str = "rtl") -> Poster:
    name = Line(text="موجز", language="ar", direction="rtl")
    return Poster(name=name, headline=Line(text=text, language=language, direction=direction))


def picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("L")


@pytest.mark.parametrize(
    ("value", "means"),
    [
        (None, None),
        (False, None),
        (True, Posters()),
        (2026, Posters(PartialDate.parse("2026"))),
        ("2026-07", FROM_SUMMER),
        (dt.date(2026, 7, 5), Posters(PartialDate.parse("2026-07-05"))),
    ],
)
def test_option_says_all_none_or_from_when_on(value: object, means: Posters | None) -> None:
    assert posters.wanted(value) == means


@pytest.mark.parametrize("value", ["yes", "2026-13", ["2026"]])
def test_option_that_says_none_of_these_is_refused(value: object) -> None:
    with pytest.raises(InvalidValueError):
        posters.wanted(value)


@pytest.mark.parametrize(
    ("front", "have"),
    [
        ({"date": "2026-07-01"}, True),
        ({"date": "2026-08"}, True),
        ({"date": "2026-06-30"}, False),
        ({"date": "2026"}, False),
        ({}, False),
        ({"date": "2026-08", "image": "quay.jpg"}, False),
        ({"date": "2026-08", "image": "quay.SVG"}, True),
        ({"date": "2026-08", "image": "https://alrasif.example/quay.jpg"}, True),
        ({"date": "2026-08", "title": "Новости порта"}, False),
        ({"date": "2026-08", "title": "Harbour news: «المرفأ»"}, True),
    ],
)
def test_article_has_a_poster_from_then_on_unless_it_brings_a_picture(
    front: dict[str, object],
    have: bool,  # noqa: FBT001
) -> None:
    one = article(**front)
    assert FROM_SUMMER.have(one) is have
    assert FROM_SUMMER.file(one) == ("2026/07/alrasif-000001/poster.png" if have else "poster.png")


def test_undated_articles_have_posters_where_all_have() -> None:
    assert Posters().have(article())
    assert not Posters().have(None)


def test_poster_tells_whose_story_it_is_and_of_when() -> None:
    made = sharing.poster(SITE, shelf(ARTICLE), ARTICLE)
    assert made.name.text == "موجز التجربة"
    assert made.headline.text == "المجلس يوافق على ترميم السوق القديم"
    assert made.overline
    assert made.overline.text == "اقتصاد · بعد عامين"
    assert made.foot
    assert made.foot.text == "صحيفة alrasif · ٥ يوليو ٢٠٢٦"


def test_headline_runs_as_its_own_language_does_and_the_rest_as_the_site() -> None:
    one = article(title="Water Commons", language="en-GB", kicker="Новости", source="daily")
    made = sharing.poster(SITE, shelf(one, sources=(Source(id="daily", name="日報"),)), one)
    assert (made.headline.language, made.headline.direction) == ("en-GB", "ltr")
    assert (made.overline, made.foot) == (None, None)  # the face has no letters for them
    assert made.name.direction == "rtl"


def test_poster_of_the_digest_says_what_it_is() -> None:
    made = sharing.poster(SITE, shelf(), None)
    assert (made.name.text, made.headline.text) == ("موجز التجربة", "خلاصة ما كتبته الصحف")


def test_what_the_face_has_no_letters_for_is_left_out_of_a_digests_name() -> None:
    own = replace(SITE, name="📰 موجز", description="日報")
    for one in (None, ARTICLE):
        assert sharing.poster(own, shelf(ARTICLE), one).name.text == "موجز"
    assert sharing.poster(own, shelf(), None).headline.text == "موجز"
    bare = sharing.poster(replace(own, name="Новости"), shelf(), None)
    assert (bare.name.text, bare.headline.text) == ("", "")
    assert raster.read(posters.draw(bare))


def test_poster_is_a_png_of_the_size_that_pages_say_and_the_same_each_time() -> None:
    made = sharing.poster(SITE, shelf(ARTICLE), ARTICLE)
    data = posters.draw(made)
    assert raster.read(data) == raster.Raster("png", posters.WIDTH, posters.HEIGHT)
    assert posters.draw(made) == data
    assert len(data) < 40_000


def inked(data: bytes) -> tuple[int, int, int, int]:
    """Return what is not paper of the band in which a headline stands."""
    band = picture(data).crop((0, 226, posters.WIDTH, 540))
    box = band.point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert box
    return box


@pytest.mark.parametrize(
    ("text", "language", "direction", "side"),
    [("ترميم السوق", "ar", "rtl", 1), ("Old quay", "en", "ltr", 0), ("השוק", "he", "rtl", 1)],
)
def test_headline_begins_at_the_margin_of_its_own_side(
    text: str, language: str, direction: str, side: int
) -> None:
    left, _, right, _ = inked(posters.draw(poster(text, language, direction)))
    gaps = left, posters.WIDTH - right
    assert gaps[side] < 90
    assert gaps[1 - side] > 400


def test_arabic_letters_are_joined() -> None:
    parted = "\u200c".join("بيتنا")  # ZERO WIDTH NON-JOINER
    widths = [
        box[2] - box[0] for box in (inked(posters.draw(poster(t))) for t in ("بيتنا", parted))
    ]
    assert widths[0] < 0.8 * widths[1]


@pytest.mark.parametrize("words", [1, 6, 12, 20, 60])
def test_headline_of_any_length_stays_within_the_margins(words: int) -> None:
    left, top, right, bottom = inked(posters.draw(poster(" ".join(["المستشفيات"] * words))))
    assert 60 < left < right < posters.WIDTH - 60
    assert 0 < top < bottom < 314


TEXTS = st.lists(st.text("ابتثجxyz", min_size=1, max_size=9), max_size=20).map(" ".join)


@given(TEXTS, st.integers(9, 40))
def test_lines_hold_all_words_and_none_is_too_wide(text: str, width: int) -> None:
    told = list(letters.lines(text, width, len))
    assert all(len(line) <= width for line in told)
    assert " ".join(told).split() == text.split()


@given(TEXTS, st.integers(1, 40))
def test_what_is_cut_fits_and_says_that_it_was_cut(text: str, width: int) -> None:
    cut = letters.cut(text, width, len)
    assert len(cut) <= width
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))


def test_marks_that_order_letters_are_not_drawn() -> None:
    assert letters.plain("a\u2066b\u2069\u00ad \n c") == "ab c"


def test_without_pillow_the_mend_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    drawer.cache_clear()
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(ExtraError) as raised:
        drawer()
    assert str(raised.value.problem) == "posters need Pillow, which is not installed"
    assert str(raised.value.mend) == "pip install 'mujaz[posters]'"


def test_pillow_that_does_not_join_letters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    drawer.cache_clear()
    monkeypatch.setattr(features, "check", lambda _name: False)
    with pytest.raises(ExtraError, match="Raqm"):
        drawer()


@pytest.fixture
def posted(digest: Digest) -> Digest:
    """A digest whose articles have posters from July on."""
    says = digest.config.read_text("utf-8")
    digest.config.write_text(says.replace("numerals: arab", "posters: 2026-07"), "utf-8")
    put(digest.content, ARTICLE)
    put(digest.content, article("articles/2026/06/alrasif-000002.md", date="2026-06-05"))
    builders.built(digest)
    return digest


def images(page: Path) -> list[str]:
    return re.findall(r'<meta property="og:image" content="(.*?)">', page.read_text("utf-8"))


def test_site_has_the_posters_and_its_pages_name_them(posted: Digest) -> None:
    made = sorted(path.relative_to(posted.site).as_posix() for path in posted.site.rglob("*.png"))
    assert made == ["2026/07/alrasif-000001/poster.png", "poster.png"]
    home = "https://digest.example/"
    assert images(posted.site / "2026/07/alrasif-000001/index.html") == [home + made[0]]
    for page in ("2026/06/alrasif-000002/index.html", "index.html", "archive/index.html"):
        assert images(posted.site / page) == [home + made[1]]
    text = (posted.site / "2026/07/alrasif-000001/index.html").read_text("utf-8")
    assert f'<meta property="og:image:alt" content="{ARTICLE.front.title}">' in text
    assert '<meta name="twitter:card" content="summary_large_image">' in text
    assert f'"image": "{home}{made[0]}"' in text  # for search engines too


def test_poster_is_drawn_again_when_its_headline_changes_and_not_else(posted: Digest) -> None:
    file = posted.site / "2026/07/alrasif-000001/poster.png"
    was = file.stat().st_mtime_ns, file.read_bytes()
    put(posted.content, article("articles/2026/08/alrasif-000003.md", date="2026-08-05"))
    builders.built(posted)
    assert (file.stat().st_mtime_ns, file.read_bytes()) == was
    path = posted.content / ARTICLE.path
    path.write_text(path.read_text("utf-8").replace("السوق القديم", "المسرح"), "utf-8")
    builders.built(posted)
    assert file.read_bytes() != was[1]


def test_poster_goes_with_its_article(posted: Digest) -> None:
    (posted.content / ARTICLE.path).unlink()
    builders.built(posted)
    assert [path.name for path in posted.site.rglob("*.png")] == ["poster.png"]


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ("posters: soon", "“soon” is not a date"),
        ("posters: '2026-02-31'", "there is no such day"),
        ("posters: 2026-02-31", "day is out of range for month"),
    ],
)
def test_build_says_what_is_wrong_with_the_option(
    digest: Digest, mujaz, says: str, told: str
) -> None:
    text = digest.config.read_text("utf-8").replace("language: ar", "language: en")
    digest.config.write_text(text.replace("numerals: arab", says), "utf-8")
    said = mujaz("--digest", digest.root, "build")
    assert said.status == 1
    assert told in said.err


def test_site_that_knows_no_address_has_no_posters(posted: Digest) -> None:
    says = re.sub(r"(?m)^site_url:.*\n", "", posted.config.read_text("utf-8"))
    posted.config.write_text(says, "utf-8")
    builders.built(posted)
    assert list(posted.site.rglob("*.png")) == []
    assert images(posted.site / "index.html") == []


def test_letters_that_are_said_to_be_drawn_are_those_of_the_face() -> None:
    fonts = pytest.importorskip("fontTools.ttLib")
    there = fonts.TTFont(drawing.FACE).getBestCmap()
    ours = [code for code in range(0x20, 0xFFFF) if letters.DRAWN.fullmatch(chr(code))]
    assert ours == sorted(there)
