"""Who published an article: by the person's word, by the host, by the name, or somebody new."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import add, dump, errors
from mujaz import library, publishers
from mujaz.blocks import Block, Role
from mujaz.errors import UnknownSourceError
from mujaz.extract import Draft
from mujaz.ingest import Given
from mujaz.models import Source
from mujaz.register import Register

ALRASIF = Source(
    id="alrasif", name="صحيفة الرصيف", url="https://alrasif.example/", aliases=("Rasif Daily",)
)


def draft(source: str | None = None, link: str | None = None) -> Draft:
    return Draft(
        title="المجلس يوافق",
        kicker=None,
        source=source,
        link=link,
        date=None,
        date_from=None,
        authors=(),
        dateline=None,
        blocks=(Block(Role.PARAGRAPH, "نص"),),
        language="ar",
    )


def found(content: Path, *known: Source, said: str | None = None, **of: str | None) -> Source:
    for source in known:
        library.add_source(content, source)
    with Register.opened(content) as shelves:
        return publishers.of(draft(**of), said, shelves)


@pytest.mark.parametrize(
    ("link", "key"),
    [
        ("https://www.assabah.com.tn/article/1", "assabah"),
        ("https://www.bbc.co.uk/arabic/1", "bbc"),
        ("https://arabic.cnn.com/1", "cnn"),
        ("https://ar.news.rasif.example/1", "rasif"),
        ("https://rasif.example:8080/1", "rasif"),
        ("https://al-rasif_news.example/1", "al-rasif-news"),
        ("https://24.ae/1", "24"),
        ("https://com.tn/1", "com"),
        ("https://spa.gov.sa/1", "spa"),
        ("http://127.0.0.1:8000/1", "alsad"),
        ("http://[2001:db8::1]/1", "alsad"),
        ("https://السد.شبكة/1", "alsad"),
        ("https://xn--mgbayh7gpa.xn--mgbab2bd/1", "xn-mgbayh7gpa"),
        (None, "alsad"),
    ],
)
def test_a_new_publisher_is_called_by_its_site(content: Path, link: str | None, key: str) -> None:
    source = found(content, source="جريدة السد", link=link)
    assert (source.id, source.name) == (key, "جريدة السد")
    assert source.url is None or link.startswith(source.url)


def test_an_id_is_no_longer_than_a_file_name_bears(content: Path) -> None:
    assert len(found(content, source="س" * 900).id) <= 40
    assert len(found(content, source="سد", link=f"https://{'a-' * 30}a.example/").id) <= 40


@pytest.mark.parametrize(
    "said", ["alrasif", "الرصيف", "صحيفة الرصيف", "صحيفه الرّصيف", "rasif daily"]
)
def test_the_persons_word_goes_first(content: Path, said: str) -> None:
    other = Source(id="alsad", name="جريدة السد", url="https://alsad.example/")
    of = {"source": "جريدة السد", "link": "https://alsad.example/1"}
    assert found(content, ALRASIF, other, said=said, **of).id == "alrasif"


def test_a_new_name_that_the_person_says_has_no_site(content: Path) -> None:
    source = found(content, said="جريدة السد | كل يوم", link="https://alrasif.example/1")
    assert source == Source(id="alsad", name="جريدة السد")


@pytest.mark.parametrize(
    "link", ["https://alrasif.example/1", "https://www.alrasif.example", "http://m.alrasif.example"]
)
def test_the_host_goes_before_the_name(content: Path, link: str) -> None:
    assert found(content, ALRASIF, source="وكالة بعيدة", link=link) == ALRASIF


def test_the_most_exact_of_two_hosts_is_meant(content: Path) -> None:
    sport = Source(id="rasif-sport", name="رصيف الرياضة", url="https://sport.alrasif.example/")
    assert found(content, ALRASIF, sport, link="https://sport.alrasif.example/1") == sport
    assert found(content, link="https://notalrasif.example/1", source="س").id != "alrasif"


@pytest.mark.parametrize("name", ["الرصيف", "صحيفة الرصيف | أخبار المدينة", "RASIF DAILY"])
def test_a_known_name_is_a_known_publisher(content: Path, name: str) -> None:
    assert found(content, ALRASIF, source=name, link="https://mirror.example/1") == ALRASIF


def test_two_sites_with_one_label_are_two_publishers(content: Path) -> None:
    first = Source(id="alwatan", name="الوطن السعودية", url="https://www.alwatan.com.sa/")
    second = found(content, first, source="الوطن السورية", link="https://alwatan.sy/1")
    assert (second.id, second.url) == ("alwatan-sy", "https://alwatan.sy/")
    third = Source(id="alwatan-sy", name="موقع آخر", url="https://alwatan-sy.example/")
    assert found(content, third, source="الوطن السورية", link="https://alwatan.sy/1").id not in {
        "alwatan",
        "alwatan-sy",
    }


def test_a_publisher_of_whose_site_nothing_is_known_may_be_the_one(content: Path) -> None:
    cnn = Source(id="cnn", name="شبكة الأخبار")
    assert found(content, cnn, source="CNN بالعربية", link="https://arabic.cnn.com/1") == cnn


def test_the_text_that_names_nobody_is_refused(content: Path) -> None:
    with pytest.raises(UnknownSourceError, match="does not say who published it"):
        found(content)


def test_the_text_that_names_nobody_is_whose_it_was(content: Path) -> None:
    assert add(content, dump(), Given(source="صحيفة الرصيف")).article.front.source == "alrasif"
    unnamed = dump().partition("\n\n")[2]
    assert add(content, unnamed).article.front.source == "alrasif"


@pytest.mark.parametrize("key", ["24", "0", "no", "null", "true", "1e5", "0x1f", "on"])
def test_an_id_that_yaml_takes_for_something_else_stays_a_text(content: Path, key: str) -> None:
    given_link = Given(link=f"https://{key}.example/1")
    add(content, dump(source="جريدة السد"), given_link)
    shelf = library.load(content)
    assert shelf.complaints == ()
    assert [article.front.source for article in shelf.library.articles] == [key]
    assert errors(content) == ()


@given(name=st.text(min_size=1), link=st.none() | st.text().map("https://{}".format))
def test_no_name_and_no_link_make_a_publisher_that_cannot_be(name: str, link: str | None) -> None:
    shelves = Shelves()
    try:
        source = publishers.of(draft(source=name.strip() or "x", link=link), None, shelves)
    except ValueError:
        assert link is not None
    else:
        assert source.name


class Shelves:
    """A register of an empty library."""

    sources: dict[str, Source] = {}  # noqa: RUF012  nobody writes here

    def source(self, _name: str) -> None:
        return None

    def source_at(self, _link: str | None) -> None:
        return None
