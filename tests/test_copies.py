"""An edition as a letter, a book and a print: whole, without scripts, the same each time."""

import io
import sys
import zipfile
from importlib import metadata
from pathlib import Path
from xml.etree import ElementTree as ET

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import PARAGRAPH, article, bind, built, edition, new_digest, put, shelf
from mujaz import cli, copies, editions, render
from mujaz.copies import Copy, words
from mujaz.digest import Digest
from mujaz.errors import ExtraError, InvalidValueError
from mujaz.extras import Extras
from mujaz.models import Article, Source
from mujaz.phrases import Phrases
from mujaz.render import Site

ENGLISH = {"LANG": "en_GB.UTF-8"}
SITE = Site(
    name="موجز <التجربة>",
    description="خلاصة & أخبار",
    phrases=Phrases.of("ar", numerals="arab"),
    url="https://digest.example/",
)
THERE = (
    article(
        "articles/2026/11/a-1.md",
        title="سوق <قديم> & جديد",
        date="2026-11-24",
        section="economy",
        kicker="ترميم",
        summary="يفتح السوق أبوابه.",
        note="رأي المحرّر",
        link="https://alrasif.example/1",
        authors=["هند"],
        body="انظر [هذا](a-2.md#x) و[ذاك](gone.md) و[خارجاً](https://a.example/) وغيره.\n",
    ),
    article("articles/2026/11/a-2.md", title="Market", language="en", rights="link"),
    article("articles/2026/11/a-3.md", rights="excerpt", body="أولى.\n\nثانية.\n"),
)


def copy(*articles: Article, site: Site = SITE, intro: str = "كلمة *المحرّر*") -> Copy:
    """Return a copy of an edition of these articles, the last one below a heading."""
    there = articles or THERE
    names = [one.address.rstrip("/") for one in there]
    one = edition(*names[:-1], {"heading": "باب & آخر"}, names[-1], words=intro)
    library = shelf(*there, editions=(one,), sources=(Source(id="daily", name="Daily <x>"),))
    (contents,) = editions.published(library)
    return copies.copied(
        site, library, contents, lambda one: render.shown(one.body, library.rights(one))
    )


def book(made: Copy) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(copies.book(made))) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


MARKDOWN = {
    "emphasis is kept": ("*نص*", "<p><em>نص</em></p>"),
    "a script goes with its words": ("<script>alert(1)</script>نص", "<p>نص</p>"),
    "a handler goes": ('<b onclick="x()">نص</b>', "<p><b>نص</b></p>"),
    "a style goes": ('<p style="x">نص</p>', "<p>نص</p>"),
    "a link that runs a script is words": ("[نص](javascript:x)", "<p>نص</p>"),
    "a link outside is kept": (
        "[ن](https://a.example/)",
        '<p><a href="https://a.example/">ن</a></p>',
    ),
    "a picture goes": ("نص ![صورة](a.png)", "<p>نص </p>"),
    "a headline steps back": ("# عنوان", "<h2>عنوان</h2>"),
    "an unknown tag leaves its words": ("<blink>نص</blink>", "<p>نص</p>"),
    "a comment goes": ("نص <!-- سر -->", "<p>نص </p>"),
    "what XML cannot say goes": ("نص\x07", "<p>نص</p>"),
    "nothing is nothing": ("  \n", ""),
}


@pytest.mark.parametrize("law", MARKDOWN)
def test_words_stand_alone(law: str) -> None:
    written, due = MARKDOWN[law]
    leads = {"https://a.example/": "https://a.example/"}
    assert words.xhtml(written, leads.get) == due


@given(st.text(st.sampled_from("<>&'\"/![]()#*_`|-: \nabق\x00\x0b￾"), max_size=60))
def test_words_are_xml_whatever_was_written(written: str) -> None:
    ET.fromstring(f"<div>{words.xhtml(written, lambda _: None)}</div>")  # noqa: S314  our own


def test_links_between_articles_go_by_way_of_the_site() -> None:
    told = copy().tellings[THERE[0].path].words
    assert '<a href="https://digest.example/2026/11/a-2/">هذا</a>' in told
    assert " وذاك و<a" in told
    assert "gone" not in told
    alone = copy(site=Site(name="م", description="", phrases=SITE.phrases))
    assert alone.tellings[THERE[0].path].words == (
        '<p>انظر هذا وذاك و<a href="https://a.example/">خارجاً</a> وغيره.</p>'
    )


def test_a_link_that_is_no_address_is_words() -> None:
    one = article("articles/a.md", body="[نص](http://[)\n")
    assert copy(one).tellings[one.path].words == "<p>نص</p>"


def test_a_copy_shows_what_may_be_shown() -> None:
    told = {path.stem: telling.words for path, telling in copy().tellings.items()}
    assert told["a-2"] == ""
    assert told["a-3"] == "<p>أولى.</p>"


def test_a_letter_needs_nothing_from_elsewhere() -> None:
    letter = copies.letter(copy()).decode()
    root = lxml.html.fromstring(letter)
    assert not root.xpath("//img | //script | //link | //style | //*[@class]")
    assert "url(" not in letter
    assert root.xpath("//table[@role='presentation']")
    assert root.get("dir") == "rtl"
    assert [h.text_content() for h in root.xpath("//h1 | //h2 | //h3")] == [
        *("أخبار الأسبوع", "سوق <قديم> & جديد", "Market", "باب & آخر", "المجلس يوافق على الخطة")
    ]
    assert root.xpath("//h2[@lang='en'][@dir='ltr']")
    assert "https://digest.example/2026/11/a-1/" in root.xpath("//@href")
    assert "https://digest.example/editions/2026-w48/" in root.xpath("//@href")


def test_without_an_address_of_its_own_a_letter_leads_to_the_publishers() -> None:
    alone = Site(name="م", description="", phrases=SITE.phrases)
    root = lxml.html.fromstring(copies.letter(copy(site=alone, intro="")))
    assert root.xpath("//h2//@href") == ["https://alrasif.example/1"]


def test_thirty_stories_make_a_letter_that_no_mail_reader_cuts_off() -> None:
    many = [
        article(f"articles/2026/11/a-{n}.md", summary=" ".join(PARAGRAPH.split() * 3)[:700])
        for n in range(30)
    ]
    assert len(copies.letter(copy(*many))) < 100_000


def test_a_book_is_what_epub_asks_for() -> None:
    made = book(copy())
    assert next(iter(made.items())) == ("mimetype", "application/epub+zip")
    roots = {
        name: ET.fromstring(text)  # noqa: S314  our own
        for name, text in made.items()
        if name.endswith(("xml", "opf", "xhtml"))
    }
    opf = roots["book/book.opf"]
    listed = {item.get("href") for item in opf.iter("{http://www.idpf.org/2007/opf}item")}
    assert {f"book/{name}" for name in listed} == set(made) - {
        *("mimetype", "META-INF/container.xml", "book/book.opf")
    }
    assert opf.find("{*}spine").get("page-progression-direction") == "rtl"
    assert opf.find("{*}metadata/{*}identifier").text == "https://digest.example/editions/2026-w48/"
    nav = roots["book/nav.xhtml"]
    links = [link.get("href") for link in nav.iter("{http://www.w3.org/1999/xhtml}a")]
    assert links == ["opening.xhtml", "story-1.xhtml", "story-2.xhtml", "story-3.xhtml"]
    assert "كلمة <em>المحرّر</em>" in made["book/opening.xhtml"]
    assert "رأي المحرّر" in made["book/story-1.xhtml"]
    assert 'lang="en" dir="ltr"' in made["book/story-2.xhtml"]


def test_the_same_edition_is_the_same_book() -> None:
    assert copies.book(copy()) == copies.book(copy())


def test_a_print_is_the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("weasyprint")
    made = copies.printed(copy())
    assert made.startswith(b"%PDF-")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert copies.printed(copy()) == made


@pytest.mark.parametrize(("error", "mend"), [(ImportError, "mujaz[print]"), (OSError, "libpango")])
def test_without_its_extra_a_print_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception], mend: str
) -> None:
    class Missing:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise error(name)

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(ExtraError) as raised:
        copies.printed(copy())
    assert mend in str(raised.value.mend)


def test_the_commands_write_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = new_digest(tmp_path / "digest")
    put(made.content, THERE[0])
    monkeypatch.chdir(tmp_path)

    def edited(*command: str) -> int:
        return cli.main(["--digest", str(made.root), "edition", *command], ENGLISH)

    assert edited("mail") == 1
    assert "no edition is published" in capsys.readouterr().err
    bind(made.content, edition("2026/11/a-1", status="draft"))
    assert edited("mail", "2026-w47") == 1
    assert "did you mean “2026-w48”?" in capsys.readouterr().err
    assert edited("mail", "2026-w48") == 0
    assert edited("epub", "2026-w48", "--output", "b.epub") == 0
    assert capsys.readouterr().out == "2026-w48.html: 3 KB\nb.epub: 4 KB\n"
    bind(made.content, edition("2026/11/a-1", words="كلمة " * 12_000))
    assert edited("mail") == 0
    assert "cut a letter of this size off" in capsys.readouterr().out


@pytest.fixture
def bound(digest: Digest) -> Digest:
    """A digest whose edition can be had as a book from its page."""
    says = digest.config.read_text("utf-8")
    digest.config.write_text(says.replace("numerals: arab", "edition_files: [epub]"), "utf-8")
    for one in THERE:
        put(digest.content, one)
    names = [one.address.rstrip("/") for one in THERE]
    bind(digest.content, edition(*names, words="كلمة المحرّر"))
    built(digest)
    return digest


def test_page_of_an_edition_offers_the_book_that_the_command_writes(
    bound: Digest, tmp_path: Path
) -> None:
    file = bound.site / "editions" / "2026-w48" / "2026-w48.epub"
    page = (file.parent / "index.html").read_text("utf-8")
    assert 'editions/2026-w48/2026-w48.epub" type="application/epub+zip" download>' in page
    written = tmp_path / "book.epub"
    options = ["edition", "epub", "--output", str(written)]
    assert cli.main(["--digest", str(bound.root), *options], ENGLISH) == 0
    assert written.read_bytes() == file.read_bytes()


def test_book_is_made_again_when_a_story_in_it_changes_and_not_else(bound: Digest) -> None:
    file = bound.site / "editions" / "2026-w48" / "2026-w48.epub"
    was = file.read_bytes(), file.stat().st_mtime_ns
    put(bound.content, article("articles/2026/10/a-9.md", date="2026-10-01"))
    built(bound)
    assert (file.read_bytes(), file.stat().st_mtime_ns) == was
    path = bound.content / THERE[0].path
    path.write_text(path.read_text("utf-8").replace("وغيره", "وسواه"), "utf-8")
    built(bound)
    assert file.read_bytes() != was[0]


@pytest.mark.parametrize("given", ["mobi", "[epub, mobi]"])
def test_file_that_no_edition_can_be_had_as_is_refused(digest: Digest, mujaz, given: str) -> None:
    says = digest.config.read_text("utf-8").replace("numerals: arab", f"edition_files: {given}")
    digest.config.write_text(says, "utf-8")
    said = mujaz("--digest", digest.root, "build")
    assert said.status == 1
    assert "edition_files" in said.err


def test_option_takes_one_kind_or_several() -> None:
    assert Extras.of({"edition_files": "pdf"}).edition_files == ("pdf",)
    assert Extras.of({"edition_files": ["pdf", "epub"]}).edition_files == ("epub", "pdf")
    assert Extras.of({}).edition_files == ()
    with pytest.raises(InvalidValueError, match="“mobi” is no file of an edition"):
        Extras.of({"edition_files": ["mobi"]})


def test_without_weasyprint_its_version_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", none)
    with pytest.raises(ExtraError, match="WeasyPrint"):
        copies.printer()
