"""A library as a site of another generator: the same words at the same addresses."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from builders import Ran, article, bind, edition, put
from mujaz import frontmatter, library
from mujaz.digest import Digest

Command = Callable[..., Ran]
FIRST, SECOND = "articles/2026/07/alrasif-000001.md", "articles/2026/06/alrasif-000002.md"
LINKED = """\
قال [الأول](../07/alrasif-000001.md#part) و[من نحن](../../../about.md) و[الصحيفة](https://a.example/x.md).

![](a.jpg) <img src="../07/b.jpg"> [لا شيء](nothing.md)
[هنا](#here) [الجذر](/x/)

[ملف]: ../../../table.csv
"""
LED = """\
قال [الأول](/2026/07/alrasif-000001/#part) و[من نحن](/about/) و[الصحيفة](https://a.example/x.md).

![](/articles/2026/06/a.jpg) <img src="/articles/2026/07/b.jpg"> [لا شيء](nothing.md)
[هنا](#here) [الجذر](/x/)

[ملف]: /table.csv
"""


@pytest.fixture
def full(digest: Digest) -> Digest:
    """A digest with some of everything."""
    content = digest.content
    first = {
        "date": "2026-07-05T10:15+03:00",
        "tags": ["مرفأ"],
        "aliases": ["/old/name", "/o.html"],
    }
    words = "فقرة {{< figure >}} أولى.\n\nفقرة {{% x %}} ثانية."
    put(
        content,
        article(FIRST, title="خبر [أول]", kicker="سطر", rights="excerpt", body=words, **first),
    )
    put(
        content,
        article(SECOND, title="ثانٍ", date="2026-06", link="https://a.example/2", body=LINKED),
    )
    draft = "articles/2026/07/alrasif-000003.md"
    put(content, article(draft, title="مسودة", status="draft", image="c.jpg", summary="خلاصة."))
    for name in (
        "articles/2026/06/a.jpg",
        "articles/2026/07/b.jpg",
        "articles/2026/07/c.jpg",
        "table.csv",
    ):
        (content / name).write_bytes(b"\xff\xd8")
    listed = "2026/07/alrasif-000001", {"heading": "الاقتصاد"}, "2026/06/alrasif-000002"
    bind(content, edition(*listed, words="أسبوع [هادئ](../about.md)."))
    (content / "more.md").write_text("كلام بلا رأس.\n", "utf-8")
    return digest


@pytest.fixture
def exported(mujaz: Command, full: Digest, tmp_path: Path) -> Callable[[str], Path]:
    def export(kind: str) -> Path:
        said = mujaz("--digest", full.root, "export", "--to", kind, "out")
        assert (said.status, said.err) == (0, "")
        out = tmp_path / "out"
        assert said.out == f"out: {sum(one.is_file() for one in out.rglob('*'))} files\n"
        return out

    return export


def page(file: Path) -> tuple[dict[str, object], str]:
    document = frontmatter.split(file.read_text("utf-8"))
    return dict(frontmatter.parse(document).values), document.body.strip()


def test_zensical_finds_each_page_at_its_address(exported: Callable[[str], Path]) -> None:
    out = exported("zensical")
    docs = {
        file.relative_to(out / "docs").as_posix()
        for file in out.rglob("docs/**/*")
        if file.is_file()
    }
    assert docs == {
        *("index.md", "about.md", "more.md", "editions/2026-w48.md", "table.csv"),
        *("2026/07/alrasif-000001.md", "2026/06/alrasif-000002.md"),
        *("articles/2026/06/a.jpg", "articles/2026/07/b.jpg", "old/name/index.html", "o.html"),
    }
    settings = yaml.safe_load((out / "mkdocs.yml").read_text("utf-8"))
    assert settings["theme"] == {"name": "material", "language": "ar", "direction": "rtl"}
    assert settings["site_url"] == "https://digest.example/"
    assert 'url=/2026/07/alrasif-000001/"' in (out / "docs" / "old/name/index.html").read_text(
        "utf-8"
    )


def test_words_are_led_by_way_of_the_root_and_kept_else(exported: Callable[[str], Path]) -> None:
    values, words = page(exported("zensical") / "docs" / "2026/06/alrasif-000002.md")
    assert values == {"title": "ثانٍ", "date": "2026-06"}
    head, _, body = words.partition("\n\n")
    assert head == "[صحيفة alrasif](https://a.example/2) · يونيو ٢٠٢٦"
    assert body == LED.strip()


def test_odd_links_lead_where_they_led(mujaz: Command, full: Digest, tmp_path: Path) -> None:
    (full.content / "articles/2026/06/the ship (1).jpg").write_bytes(b"\xff\xd8")
    kept = (
        "[فوق](../../) [بيت](../../../) [هنا](.) [خارج](../../../../x) [لا](http://[) [ح](%2Fetc)"
    )
    put(
        full.content,
        article(
            "articles/2026/06/alrasif-000004.md",
            image="the ship (1).jpg",
            image_alt="سفينة [كبيرة]",
            link="https://a.example/x_(y)",
            body=f"{kept} [سفينة](the%20ship%20%281%29.jpg)",
        ),
    )
    assert mujaz("--digest", full.root, "export", "--to", "zensical", "out").status == 0
    _, words = page(tmp_path / "out" / "docs" / "2026/06/alrasif-000004.md")
    ship = "/articles/2026/06/the%20ship%20%281%29.jpg"
    assert words.split("\n\n") == [
        "[صحيفة alrasif](https://a.example/x_%28y%29)",
        rf"![سفينة \[كبيرة\]]({ship})",
        f"{kept} [سفينة]({ship})",
    ]


def test_an_excerpt_stays_one(exported: Callable[[str], Path]) -> None:
    _, words = page(exported("zensical") / "docs" / "2026/07/alrasif-000001.md")
    assert words.endswith("\n\nفقرة {{< figure >}} أولى.")


def test_a_front_page_and_an_edition_lead_to_their_articles(
    exported: Callable[[str], Path],
) -> None:
    docs = exported("zensical") / "docs"
    _, front = page(docs / "index.md")
    assert front.endswith(
        "- [خبر \\[أول\\]](/2026/07/alrasif-000001/)\n- [ثانٍ](/2026/06/alrasif-000002/)"
    )
    values, words = page(docs / "editions/2026-w48.md")
    assert values == {"title": "أخبار الأسبوع"}
    assert words == (
        "أسبوع [هادئ](/about/).\n\n- [خبر \\[أول\\]](/2026/07/alrasif-000001/)\n\n\n"
        "## الاقتصاد\n\n- [ثانٍ](/2026/06/alrasif-000002/)"
    )


def test_hugo_finds_each_page_at_its_address(exported: Callable[[str], Path]) -> None:
    out = exported("hugo")
    settings = tomllib.loads((out / "hugo.toml").read_text("utf-8"))
    assert (settings["baseURL"], settings["languageCode"]) == ("https://digest.example/", "ar")
    assert settings["params"]["direction"] == "rtl"
    values, words = page(out / "content/2026/07/alrasif-000001.md")
    assert values == {
        "title": "خبر [أول]",
        "url": "/2026/07/alrasif-000001/",
        "date": "2026-07-05T10:15:00+03:00",
        "tags": ["مرفأ"],
        "aliases": ["/old/name/", "/o.html"],
        "params": {"kicker": "سطر", "date": "2026-07-05T10:15+03:00", "source": "alrasif"},
    }
    assert words.endswith("فقرة &#123;{< figure >}} أولى.")
    values, _ = page(out / "content/2026/06/alrasif-000002.md")
    assert ("date" in values, values["params"]["date"]) == (False, "2026-06")
    values, _ = page(out / "content/2026/07/alrasif-000003.md")
    assert (values["draft"], values["description"]) == (True, "خلاصة.")
    assert (out / "content/_index.md").is_file()
    assert (out / "static/articles/2026/06/a.jpg").is_file()
    assert not (out / "static/articles/2026/07/c.jpg").exists()
    assert (out / "layouts/_default/single.html").is_file()


def test_a_site_below_a_folder_is_led_to_by_it(
    mujaz: Command, full: Digest, tmp_path: Path
) -> None:
    file = full.root / "mkdocs.yml"
    text = file.read_text("utf-8").replace("https://digest.example/", "https://a.example/digest/")
    file.write_text(text, "utf-8")
    assert mujaz("--digest", full.root, "export", "--to", "zensical", "out").status == 0
    _, words = page(tmp_path / "out" / "docs" / "2026/06/alrasif-000002.md")
    assert "(/digest/2026/07/alrasif-000001/#part)" in words


def test_a_folder_that_holds_anything_is_left_alone(
    mujaz: Command, full: Digest, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").touch()
    said = mujaz("--digest", full.root, "export", "--to", "hugo", "out")
    assert (said.status, said.err.startswith("out: this folder is not empty; ")) == (1, True)


def test_the_sample_is_written_whole(mujaz: Command, sample_digest: Digest, tmp_path: Path) -> None:
    assert mujaz("--digest", sample_digest.root, "export", "--to", "zensical", "out").status == 0
    for one in library.load(sample_digest.content).library.published:
        _, words = page(tmp_path / "out" / "docs" / f"{one.address.rstrip('/')}.md")
        assert words.endswith(one.body.strip())
