"""Charts say in words what they show, and stand on the pages that they belong to."""

import re

import pytest

from builders import article, shelf
from mujaz import plan, render
from mujaz.models import Tag
from mujaz.phrases import Phrases
from mujaz.plan import Kind
from mujaz.render import Site

SITE = Site(
    name="موجز",
    description="",
    phrases=Phrases.of("ar", numerals="arab"),
    url="https://digest.example/",
)
LIBRARY = shelf(
    article("articles/2021/a.md", date="2021-01-05", tags=["السوق", "الماء"], section="economy"),
    article("articles/2021/b.md", date="2021-03-05", tags=["السوق", "الماء"], story="2021/a"),
    article("articles/2021/c.md", date="2021-03-07", tags=["السوق"], source="daily"),
    tags=(Tag(label="السوق", slug="souq"), Tag(label="الماء", slug="water")),
)


def page(kind: Kind, address: str) -> str:
    (found,) = (
        one for one in plan.pages(LIBRARY) if one.kind is kind and one.address.startswith(address)
    )
    return str(render.body(render.environment(SITE, LIBRARY), found))


def words(html: str) -> str:
    return " ".join(re.sub(r"<(title|svg)\b.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL).split())


def test_a_chart_has_a_bar_for_each_month_that_has_articles_and_says_the_highest() -> None:
    html = page(Kind.TAG, "tags/souq/")
    assert len(re.findall(r"<rect", html)) == 2
    assert 'aria-label="المقالات من يناير ٢٠٢١ إلى مارس ٢٠٢١؛ أكثرها ٢ في مارس ٢٠٢١"' in html
    assert "<title>مارس ٢٠٢١: مقالتان</title>" in html


def test_a_listing_names_its_feeds_and_what_goes_with_it() -> None:
    html = page(Kind.TAG, "tags/souq/")
    assert 'href="../../tags/souq/feed.xml"' in html
    assert 'href="../../tags/souq/feed.json"' in html
    assert "وسوم ترافقه الماء ٢" in words(html)
    assert "أكثر الوسوم وروداً" in words(page(Kind.SOURCE, "sources/alrasif/"))


def test_a_year_shows_each_of_its_days_and_leads_to_its_months() -> None:
    html = page(Kind.YEAR, "2021/")
    assert len(re.findall(r"<rect", html)) == 365
    assert len(re.findall(r'class="heat-4"', html)) == 3
    assert 'href="../2021/03/"' in html
    assert 'href="../2021/02/"' not in html
    assert "يناير مقالة واحدة فبراير مارس مقالتان أبريل" in words(html)


def test_figures_are_told_by_section_source_and_tag() -> None:
    said = words(page(Kind.FIGURES, "figures/"))
    assert "الموجز في أرقام ٣ مقالات" in said
    assert "أقدمها بتاريخ ٥ يناير ٢٠٢١، وأحدثها بتاريخ ٧ مارس ٢٠٢١." in said
    assert "حسب القسم اقتصاد مقالة واحدة" in said
    assert "حسب المصدر صحيفة alrasif مقالتان صحيفة daily مقالة واحدة" in said
    assert "السوق ٣ مقالات الماء مقالتان" in said


@pytest.mark.parametrize("kind", [Kind.STORY, Kind.ARTICLE])
def test_a_story_and_its_tellings_lead_to_one_another(kind: Kind) -> None:
    html = page(kind, "stories/" if kind is Kind.STORY else "2021/a/")
    assert 'href="' + "../" * (3 if kind is Kind.STORY else 2) + '2021/b/"' in html
    if kind is Kind.STORY:
        assert "قصة واحدة المجلس يوافق على الخطة روايتان ومصدر واحد" in words(html)
    else:
        assert 'href="../../stories/2021/a/"' in html
