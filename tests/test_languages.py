"""The same library as a site in another language: its way, its words, its numbers, its dates."""

import re
from pathlib import Path

import pytest

from builders import article, built, put
from mujaz import digest as digests
from mujaz.digest import Digest

TEXTS = {
    "fa": ("شورا طرح بازار را پذیرفت", "شورا در نشست دیروز طرح نوسازی بازار قدیم را پذیرفت."),
    "ur": (
        "کونسل نے بازار کا منصوبہ منظور کیا",
        "کونسل نے پرانے بازار کی مرمت منظور کی۔",
    ),
    "he": ("המועצה אישרה את תוכנית השוק", "המועצה אישרה אתמול את שיפוץ השוק הישן."),
    "en": ("The council agrees to mend the market", "The council agreed to mend the old market."),
}
SAYS = {
    "fa": ("rtl", "۳ مقاله", "دوشنبه ۱۴ تیر ۱۴۰۰", "۱ دقیقه خواندن", "بایگانی", "ه.ق"),
    "ur": ("rtl", "3 مضامین", "پیر، 5 جولائی، 2021", "1 منٹ کا مطالعہ", "محفوظات", "ھ"),
    "he": ("rtl", "3 כתבות", "יום שני, 5 ביולי 2021", "דקת קריאה אחת", "ארכיון", ""),
    "en": ("ltr", "3 articles", "Monday, July 5, 2021", "1 minute’s read", "Archive", ""),
}


def translated(digest: Digest, language: str) -> Path:
    """Build a digest with three articles in a language; return its site."""
    settings = digest.config.read_text("utf-8").replace("language: ar", f"language: {language}")
    digest.config.write_text(
        re.sub(r"\n +numerals: arab", "\n      per_page: 20", settings), "utf-8"
    )
    title, body = TEXTS[language]
    for day in (5, 6, 7):
        one = f"articles/2021/07/alrasif-{day}.md"
        put(digest.content, article(one, date=f"2021-07-0{day}", title=title, body=body))
    built(digest, strict=True)
    return digests.find(digest.root).site


@pytest.mark.parametrize("language", TEXTS)
def test_a_site_speaks_one_language(digest: Digest, language: str) -> None:
    site = translated(digest, language)
    way, count, day, minutes, archive, era = SAYS[language]
    page = (site / "2021/07/alrasif-5/index.html").read_text("utf-8")
    assert f'<html lang="{language}" dir="{way}"' in page
    for words in (day, minutes, archive):
        assert words in page
    assert ("1442" in page or "۱۴۴۲" in page) == bool(era)
    assert era in page
    assert count in (site / "sources/alrasif/index.html").read_text("utf-8")
    arabic = set(re.findall(r"الخلاصة|المصادر|الأرشيف|الوسوم", page))
    assert arabic == set()
