"""Names become raw articles: files, pages, feeds, lists of feeds, and what they lead to."""

import io
import json
from pathlib import Path

import pytest

from batches import (
    SITE,
    added,
    entry,
    feed,
    gathered,
    gatherer,
    opml,
    outcomes,
    page,
    page_of,
    sitemap,
    told,
    whole,
)
from builders import dump
from fetching import STATUS
from mujaz.gather import is_address
from mujaz.raw import Format, Kind, Raw, Refused
from parcels import tarred, zipped
from servers import Internet, Server, answer

TOO_DEEP = "this address is in a list of lists of addresses"


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("https://rasif.example/1", True),
        ("HTTP://rasif.example", True),
        ("ftp://rasif.example/1", False),
        ("https:/rasif.example", False),
        ("http", False),
        ("folder/https.txt", False),
        ("-", False),
    ],
)
def test_an_address_is_told_from_a_file(name: str, *, is_one: bool) -> None:
    assert is_address(name) is is_one


def test_a_page_is_at_the_address_that_it_was_fetched_from(
    server: Server, internet: Internet
) -> None:
    server.answers |= {"/go": answer(status="302 Found", Location="/2"), "/2": answer(page())}
    (found,) = gathered(internet, f"{SITE}/go")
    assert isinstance(found, Raw)
    assert (found.name, found.kind, found.link) == (f"{SITE}/go", Kind.HTML, f"{SITE}/2")


def test_a_feed_with_whole_texts_is_not_followed(server: Server, internet: Internet) -> None:
    server.answers["/feed"] = answer(feed(entry(1, whole(1)), entry(2, whole(2))))
    found = gathered(internet, f"{SITE}/feed")
    assert [(item.name, item.link) for item in found] == [
        (f"{SITE}/feed#1", f"{SITE}/1"),
        (f"{SITE}/feed#2", f"{SITE}/2"),
    ]
    assert server.paths == ["/feed"]


def test_a_feed_with_addresses_brings_their_pages_and_what_it_says_of_them(
    server: Server, internet: Internet
) -> None:
    server.answers |= {"/feed": answer(feed(entry(1), entry(2))), "/1": answer(page_of(1))}
    server.answers["/2"] = answer(page_of(2))
    found = gathered(internet, f"{SITE}/feed")
    assert [item.link for item in found] == [f"{SITE}/1", f"{SITE}/2"]
    assert told(2)[0] in found[1].text
    assert found[1].said.source == "صحيفة الرصيف"
    assert found[1].said.date == "Mon, 05 Jul 2021 10:00:00 +0300"
    assert server.paths == ["/feed", "/1", "/2"]


def test_from_a_list_of_feeds_to_a_page(server: Server, internet: Internet, tmp_path: Path) -> None:
    server.answers |= {"/feed": answer(feed(entry(1))), "/1": answer(page_of(1))}
    path = tmp_path / "feeds.opml"
    path.write_bytes(opml(f"{SITE}/feed"))
    server.answers["/opml"] = answer(path.read_bytes())
    for name in (path, f"{SITE}/opml"):
        (found,) = gathered(internet, name)
        assert (found.link, found.said.source) == (f"{SITE}/1", "صحيفة الرصيف")


def test_from_a_sitemap_of_sitemaps_to_pages(server: Server, internet: Internet) -> None:
    server.answers |= {
        "/all.xml": answer(sitemap(f"{SITE}/july.xml", index=True)),
        "/july.xml": answer(sitemap(f"{SITE}/1", f"{SITE}/2")),
        "/1": answer(page_of(1)),
    }
    first, second = gathered(internet, f"{SITE}/all.xml")
    assert first.link == f"{SITE}/1"
    assert isinstance(second, Refused)
    assert second.error.problem.template == STATUS


def test_lists_of_lists_come_to_an_end(server: Server, internet: Internet) -> None:
    for number in range(9):
        server.answers[f"/{number}"] = answer(sitemap(f"{SITE}/{number + 1}", index=True))
    (found,) = gathered(internet, f"{SITE}/0")
    assert isinstance(found, Refused)
    assert found.error.problem.template == TOO_DEEP
    assert server.paths == ["/0", "/1", "/2"]


def test_a_list_of_itself_is_read_no_third_time(server: Server, internet: Internet) -> None:
    server.answers["/loop"] = answer(sitemap(f"{SITE}/loop", index=True))
    assert gathered(internet, f"{SITE}/loop") == []
    assert server.paths == ["/loop"] * 2


def test_what_the_library_has_is_not_fetched_again(server: Server, internet: Internet) -> None:
    server.answers["/feed"] = answer(feed(entry(1), entry(2)))
    server.answers["/2"] = answer(page_of(2))
    asked: list[str] = []

    def known(link: str) -> bool:
        asked.append(link)
        return link.endswith("/1")

    (found,) = gathered(internet, f"{SITE}/feed", known=known)
    assert found.link == f"{SITE}/2"
    assert asked == [f"{SITE}/1", f"{SITE}/2"]
    assert server.paths == ["/feed", "/2"]


def test_an_address_that_a_person_names_is_fetched_although_the_library_has_it(
    server: Server, internet: Internet
) -> None:
    server.answers["/1"] = answer(page_of(1))
    (found,) = gathered(internet, f"{SITE}/1", known=lambda _link: True)
    assert found.link == f"{SITE}/1"


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_files_of_an_archive_that_was_fetched_have_no_address(
    server: Server, internet: Internet, pack
) -> None:
    members = {f"{number}.txt": dump(f"عنوان {number}").encode() for number in range(3)}
    server.answers["/all"] = answer(pack(members))
    found = gathered(internet, f"{SITE}/all")
    assert [item.link for item in found] == [None, None, None]
    assert [item.name for item in found] == [f"{SITE}/all/{number}.txt" for number in range(3)]


def test_rows_that_were_fetched_are_articles_of_their_own(
    server: Server, internet: Internet
) -> None:
    rows = "\n".join(json.dumps({"text": dump(f"عنوان {n}")}) for n in range(3))
    server.answers["/rows"] = answer(rows.encode())
    assert [item.link for item in gathered(internet, f"{SITE}/rows")] == [None] * 3


def test_everything_that_is_named_comes_once_and_in_its_order(
    server: Server, internet: Internet, tmp_path: Path
) -> None:
    server.answers["/1"] = answer(page_of(1))
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(dump(name), "utf-8")
    names = [tmp_path / "b.txt", tmp_path, "-", f"{SITE}/1", f"{SITE}/1", tmp_path / "*.txt"]
    found = gathered(internet, *names, stdin=dump().encode())
    paths = [str(tmp_path / name) for name in ("b.txt", "a.txt")]
    assert [item.name for item in found] == ["-", f"{SITE}/1", *paths]


def test_what_cannot_be_opened_is_refused_and_stops_nothing(
    internet: Internet, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(dump(), "utf-8")
    names = (f"{SITE}/gone", "http://127.0.0.1/", tmp_path / "none.txt", tmp_path / "a.txt")
    *refused, last = gathered(internet, *names)
    assert [item.name for item in refused] == [str(name) for name in names[:3]]
    assert all(isinstance(item, Refused) for item in refused)
    assert isinstance(last, Raw)


def test_what_a_person_says_that_it_is_goes_before_what_it_looks_like(
    server: Server, internet: Internet, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(page())
    assert [item.kind for item in gathered(internet, path)] == [Kind.HTML]
    assert [item.kind for item in gathered(internet, path, kind=Format.TEXT)] == [Kind.TEXT]
    server.answers["/1"] = answer(page())
    (found,) = gathered(internet, f"{SITE}/1", kind=Format.TEXT)
    assert found.kind is Kind.TEXT


def test_the_tally_says_how_many_there_are(
    server: Server, internet: Internet, tmp_path: Path
) -> None:
    for number in range(4):
        server.answers[f"/{number}"] = answer(page_of(number))
    server.answers["/feed"] = answer(feed(*map(entry, range(5))))
    server.answers["/one"] = answer(feed(entry(1, whole(1))))
    path = tmp_path / "feeds.opml"
    path.write_bytes(opml(f"{SITE}/feed", f"{SITE}/one"))
    names = [str(path), f"{SITE}/1", str(tmp_path / "none")]
    road = gatherer(internet, known=lambda link: link.endswith("/0"))
    seen = [road.tally.expected for _ in road.all(names, io.BytesIO())]
    # The page that was named, the four of five that the library lacks, of which one is gone, the
    # one that is whole in its feed, and the file that is not there.
    assert len(seen) == 7
    assert road.tally.expected == 7
    assert seen[0] == 3
    assert all(count >= 3 for count in seen)


def test_an_archive_at_an_address_becomes_its_articles(
    digest, server: Server, online: Internet
) -> None:
    del online
    members = {f"{n}.txt": "\n\n".join(["صحيفة الرصيف", f"خبر {n}", *told(n)]) for n in range(3)}
    server.answers["/all.zip"] = answer(zipped(members))
    assert outcomes(added(digest, f"{SITE}/all.zip")) == ["added"] * 3
