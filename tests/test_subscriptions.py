"""`mujaz fetch`: what is new in the feeds of sources.yml, and what is remembered of them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batches import (
    SITE,
    added,
    batch,
    entry,
    feed,
    files,
    opml,
    outcomes,
    page,
    page_of,
    told,
    whole,
)
from builders import add
from fetching import NOT_PUBLIC, STATUS
from mujaz import library, subscriptions
from mujaz.digest import Digest
from mujaz.errors import WriteError
from mujaz.models import Source
from mujaz.raw import Refused
from mujaz.subscriptions import Subscriptions
from servers import NOT_FOUND, Internet, Server, answer

MARKED = {"ETag": '"one"', "Last_Modified": "Mon, 05 Jul 2021 10:00:00 GMT"}
HEAD = '<meta property="og:site_name" content="الرصيف">'
UNCHANGED = answer(status="304 Not Modified", ETag='"one"')


@pytest.fixture
def subscribed(digest: Digest, online: Internet) -> Digest:
    """A digest with one source that has one feed."""
    del online
    feeds = (f"{SITE}/feed",)
    library.add_source(digest.content, Source(id="alrasif", name="الرصيف", feeds=feeds))
    return digest


def fetched(digest: Digest, **said: object) -> list:
    return list(batch(digest, **said).fetched())


def memory(digest: Digest) -> Path:
    return digest.cache / "feeds.json"


def remembered(digest: Digest, url: str = f"{SITE}/feed") -> dict:
    return json.loads(memory(digest).read_text("utf-8"))[url]


def asked(server: Server, path: str) -> list[tuple[str | None, str | None]]:
    """Return the conditions under which something was asked for, each time."""
    names = ("if-none-match", "if-modified-since")
    return [tuple(map(seen.fields.get, names)) for seen in server.seen if seen.path == path]


def test_what_is_new_is_added_as_of_its_source(subscribed: Digest, server: Server) -> None:
    items = (entry(1, whole(1)), entry(2))
    server.answers |= {
        "/feed": answer(feed(*items, title="BBC News"), **MARKED),
        "/2": answer(page_of(2, head='<meta property="og:site_name" content="News">')),
    }
    assert outcomes(fetched(subscribed)) == ["added", "added"]
    articles = library.load(subscribed.content).library.articles
    assert {article.front.source for article in articles} == {"alrasif"}
    assert {article.front.link for article in articles} == {f"{SITE}/1", f"{SITE}/2"}
    assert {str(article.front.date) for article in articles} == {"2021-07-05"}


def test_a_second_time_nothing_is_asked_for_but_whether_it_changed(
    subscribed: Digest, server: Server
) -> None:
    server.answers["/feed"] = [answer(feed(entry(1, whole(1))), **MARKED), UNCHANGED]
    assert outcomes(fetched(subscribed)) == ["added"]
    before = files(subscribed.content)
    assert fetched(subscribed) == []
    assert asked(server, "/feed") == [(None, None), ('"one"', MARKED["Last_Modified"])]
    assert files(subscribed.content) == before
    assert fetched(subscribed) == []
    assert asked(server, "/feed")[-1] == ('"one"', MARKED["Last_Modified"])


def test_only_the_new_entries_of_a_feed_that_changed_are_added(
    subscribed: Digest, server: Server
) -> None:
    first, second = feed(entry(1, whole(1))), feed(entry(2, whole(2)), entry(1, whole(1)))
    server.answers["/feed"] = [answer(first, **MARKED), answer(second, ETag='"two"')]
    fetched(subscribed)
    (result,) = fetched(subscribed)
    assert result.article.front.link == f"{SITE}/2"
    assert (remembered(subscribed)["etag"], remembered(subscribed)["modified"]) == ('"two"', None)


def test_what_failed_is_tried_again_and_what_did_not_is_not(
    subscribed: Digest, server: Server
) -> None:
    server.answers |= {
        "/feed": answer(feed(entry(1), entry(2)), **MARKED),
        "/1": [NOT_FOUND, answer(page_of(1))],
        "/2": answer(page_of(2)),
    }
    first, second = fetched(subscribed)
    assert isinstance(first, Refused)
    assert first.error.problem.template == STATUS
    assert second.article.front.link == f"{SITE}/2"
    assert remembered(subscribed)["etag"] is None
    assert outcomes(fetched(subscribed)) == ["added"]
    assert asked(server, "/feed") == [(None, None)] * 2
    assert server.paths.count("/2") == 1
    assert remembered(subscribed)["etag"] == '"one"'


def test_a_page_that_is_gone_three_times_is_given_up(subscribed: Digest, server: Server) -> None:
    server.answers |= {"/feed": answer(feed(entry(1)), **MARKED), "/1": NOT_FOUND}
    for _ in range(3):
        assert outcomes(fetched(subscribed)) == ["refused"]
    assert outcomes(fetched(subscribed)) == []
    assert server.paths.count("/1") == 3
    assert remembered(subscribed)["etag"] == '"one"'


def test_a_page_without_an_article_is_not_asked_for_again(
    subscribed: Digest, server: Server
) -> None:
    server.answers |= {
        "/feed": answer(feed(entry(1)), **MARKED),
        "/1": answer(page("عنوان", "كلمة")),
    }
    assert outcomes(fetched(subscribed)) == ["refused"]
    assert fetched(subscribed) == []
    assert server.paths == ["/feed", "/1", "/feed"]
    assert remembered(subscribed)["etag"] == '"one"'


@pytest.mark.parametrize("body", ["", whole(1)])
def test_what_an_editor_deleted_does_not_come_back(
    subscribed: Digest, server: Server, body: str
) -> None:
    server.answers |= {"/feed": answer(feed(entry(1, body))), "/1": answer(page_of(1))}
    (result,) = fetched(subscribed)
    (subscribed.content / result.article.path).unlink()
    before = files(subscribed.content)
    assert fetched(subscribed) == []
    assert files(subscribed.content) == before


def test_what_the_library_has_from_elsewhere_is_known(subscribed: Digest, server: Server) -> None:
    server.answers |= {"/feed": answer(feed(entry(1))), "/1": answer(page_of(1, HEAD))}
    assert outcomes(added(subscribed, f"{SITE}/1")) == ["added"]
    assert fetched(subscribed) == []
    assert server.paths == ["/1", "/feed"]
    assert len(remembered(subscribed)["seen"]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        '"x"',
        '{"http://rasif.example/feed": null}',
        '{"http://rasif.example/feed": {"etag": 5, "modified": ["x"], "seen": null}}',
        '{"http://rasif.example/feed": {"etag": "\\n\\u0000", "seen": "abc", "more": 1}}',
        '{"http://rasif.example/feed": {"seen": [1, null, {}]}}',
        "\x00\x00",
    ],
)
def test_a_damaged_memory_is_none(subscribed: Digest, server: Server, text: str) -> None:
    server.answers["/feed"] = answer(feed(entry(1, whole(1))), **MARKED)
    fetched(subscribed)
    memory(subscribed).write_text(text, "utf-8")
    assert outcomes(fetched(subscribed)) == ["unchanged"]
    assert remembered(subscribed)["etag"] == '"one"'
    assert len(remembered(subscribed)["seen"]) == 1


def test_a_memory_that_is_no_text_is_none(subscribed: Digest, server: Server) -> None:
    server.answers["/feed"] = answer(feed(entry(1, whole(1))))
    memory(subscribed).parent.mkdir(parents=True)
    memory(subscribed).write_bytes(b"\xff\xfe{")
    assert outcomes(fetched(subscribed)) == ["added"]


VALUE = st.recursive(
    st.none() | st.integers() | st.text(), lambda v: st.lists(v) | st.dictionaries(st.text(), v)
)


@given(st.dictionaries(st.sampled_from(["etag", "modified", "seen", "x"]), VALUE))
def test_any_memory_of_a_feed_is_taken(told_of_it: dict) -> None:
    found = subscriptions._recalled(told_of_it)  # noqa: SLF001
    assert isinstance(found.etag, str | None)
    assert all(isinstance(seen, str) for seen in found.seen)


def test_two_feeds_of_one_source_bring_each_article_once(
    digest: Digest, server: Server, online: Internet
) -> None:
    del online
    feeds = (f"{SITE}/feed", f"{SITE}/sport", f"{SITE}/feed")
    library.add_source(digest.content, Source(id="alrasif", name="الرصيف", feeds=feeds))
    library.add_source(digest.content, Source(id="alsad", name="السد", feeds=feeds[:1]))
    server.answers |= {
        "/feed": answer(feed(entry(1), entry(2))),
        "/sport": answer(feed(entry(2), entry(3))),
    }
    server.answers |= {f"/{number}": answer(page_of(number)) for number in (1, 2, 3)}
    assert outcomes(fetched(digest)) == ["added"] * 3
    assert server.paths == ["/feed", "/1", "/2", "/sport", "/3"]
    articles = library.load(digest.content).library.articles
    assert {article.front.source for article in articles} == {"alrasif"}


@pytest.mark.parametrize(
    "body", [page(), b"404", b"", b"<html><body>Gone</body></html>", b"%PDF-1.7", b"<?xml?><x/>"]
)
def test_a_feed_that_is_no_feed_is_told_each_time_and_becomes_no_article(
    subscribed: Digest, server: Server, body: bytes
) -> None:
    server.answers["/feed"] = answer(body, **MARKED)
    before = files(subscribed.content)
    for _ in range(2):
        (result,) = fetched(subscribed)
        assert isinstance(result, Refused)
        assert result.name.startswith(f"{SITE}/feed")
    assert asked(server, "/feed") == [(None, None)] * 2
    assert files(subscribed.content) == before


def test_a_feed_that_breaks_off_is_read_again(subscribed: Digest, server: Server) -> None:
    text = feed(entry(1, whole(1)), entry(2, whole(2)))
    server.answers["/feed"] = [answer(text[: text.rindex(b"<item>") + 60], **MARKED), answer(text)]
    results = fetched(subscribed)
    assert outcomes(results)[0] == "added"
    assert "refused" in outcomes(results)
    assert outcomes(fetched(subscribed)) == ["added"]


def test_an_entry_that_leads_to_several_is_done_when_all_are(
    subscribed: Digest, server: Server
) -> None:
    server.answers |= {
        "/feed": answer(opml(f"{SITE}/inner"), **MARKED),
        "/inner": answer(feed(entry(1), entry(2))),
        "/1": answer(page_of(1)),
        "/2": [NOT_FOUND, answer(page_of(2))],
    }
    assert outcomes(fetched(subscribed)) == ["added", "refused"]
    assert remembered(subscribed)["seen"] == []
    assert outcomes(fetched(subscribed)) == ["added"]
    assert len(remembered(subscribed)["seen"]) == 1


def test_a_feed_inside_the_network_is_refused(
    digest: Digest, server: Server, online: Internet
) -> None:
    online.names["inside.example"] = [["10.0.0.1"]]
    feeds = ("http://inside.example/feed",)
    library.add_source(digest.content, Source(id="alrasif", name="الرصيف", feeds=feeds))
    (result,) = fetched(digest)
    assert result.error.problem.template == NOT_PUBLIC
    assert server.seen == []


def test_a_reading_that_is_cut_off_remembers_what_was_done(
    subscribed: Digest, server: Server
) -> None:
    server.answers["/feed"] = answer(feed(*(entry(n, whole(n)) for n in range(4))), **MARKED)
    results = batch(subscribed).fetched()
    next(results)
    next(results)
    results.close()
    assert remembered(subscribed)["etag"] is None
    assert len(remembered(subscribed)["seen"]) in {1, 2}
    assert set(outcomes(fetched(subscribed))) <= {"added", "unchanged"}
    assert len(library.load(subscribed.content).library.articles) == 4
    assert remembered(subscribed)["etag"] == '"one"'


def test_what_a_feed_still_shows_is_remembered_longest(
    subscribed: Digest, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscriptions, "_KEPT", 2)
    bodies = [answer(feed(entry(1, whole(1)), entry(n, whole(n)))) for n in (2, 3, 4)]
    server.answers["/feed"] = bodies
    counts = [len(fetched(subscribed)) for _ in range(3)]
    assert counts == [2, 1, 1]
    assert len(remembered(subscribed)["seen"]) == 2


def test_two_workers_fetch_what_one_does(subscribed: Digest, server: Server) -> None:
    server.answers["/feed"] = answer(feed(*(entry(n, whole(n)) for n in range(80))), **MARKED)
    assert outcomes(fetched(subscribed, workers=2)) == ["added"] * 80
    assert len(remembered(subscribed)["seen"]) == 80
    assert remembered(subscribed)["etag"] == '"one"'


def test_the_command_tells_what_came(subscribed: Digest, server: Server, mujaz) -> None:
    server.answers |= {"/feed": answer(feed(entry(1, whole(1)), entry(2)))}
    ran = mujaz("--digest", subscribed.root, "fetch", "--workers", 1, "--draft")
    assert ran.status == 1
    assert ran.out.splitlines()[-1] == "1 article added and 1 article refused"
    (article,) = library.load(subscribed.content).library.articles
    assert not article.published
    server.answers["/2"] = answer(page_of(2))
    assert mujaz("--digest", subscribed.root, "fetch").status == 0


def test_without_a_feed_there_is_nothing_to_do(digest: Digest, mujaz) -> None:
    add(digest.content, "\n\n".join(["صحيفة الرصيف", "عنوان الخبر", *told(1)]))
    ran = mujaz("--digest", digest.root, "fetch")
    assert (ran.status, ran.out, ran.err) == (0, "nothing to do\n", "")


def test_without_an_address_of_its_own_a_digest_fetches_nothing(
    subscribed: Digest, server: Server
) -> None:
    text = subscribed.config.read_text("utf-8")
    subscribed.config.write_text(text.replace("site_url:", "site_uri:"), "utf-8")
    bare = Digest(root=subscribed.root, content=subscribed.content, site=subscribed.site)
    (result,) = fetched(bare)
    assert str(result.error.mend).startswith("write it as site_url")
    assert server.seen == []


def test_a_disk_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(WriteError):
        Subscriptions(tmp_path / "file" / "feeds.json").save()
