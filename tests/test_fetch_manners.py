"""How the fetcher behaves at a stranger's door: in turn, again later, and as robots.txt asks."""

import socket
import time
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from fetching import (
    BUSY,
    CIRCLE,
    INSIDE,
    LATE,
    NOT_HTTP,
    NOT_PUBLIC,
    OFF,
    PAGE,
    SCHEME,
    STATUS,
    UNREACHED,
    UNWANTED,
    URL,
    ZEROS,
    drip,
    endless,
    fetcher,
    refusal,
    refused,
    robots,
)
from mujaz.fetch import Fetched
from servers import Internet, answer, onward


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_host_is_asked_again_each_time_later(internet: Internet, status: int) -> None:
    busy = answer(status=f"{status} Busy")
    internet.server.answers["/1"] = [busy, busy, busy, answer(PAGE)]
    assert fetcher(internet).get(URL).data == PAGE
    assert internet.clock.slept == [1, 1, 2, 4]


def test_a_host_that_stays_busy_is_left(internet: Internet) -> None:
    internet.server.answers["/1"] = answer(status="503 Busy")
    assert refusal(internet) == STATUS
    assert len(internet.server.paths) == 4


NOW = "Mon, 05 Jul 2021 10:00:00 GMT"


@pytest.mark.parametrize(
    ("fields", "seconds"),
    [
        ({"Retry_After": "7"}, 7),
        ({"Retry_After": "0"}, 1),
        ({"Retry_After": "-7"}, 1),
        ({"Retry_After": "soon"}, 1),
        ({"Retry_After": "٧"}, 1),
        ({"Retry_After": "7.5"}, 1),
        ({"Date": NOW, "Retry_After": "Mon, 05 Jul 2021 10:00:09 GMT"}, 9),
        ({"Date": NOW, "Retry_After": "Mon, 05 Jul 2021 12:00:09 +0200"}, 9),
        ({"Date": NOW, "Retry_After": "Mon, 05 Jul 2021 10:00:09 -0000"}, 9),
        ({"Date": NOW, "Retry_After": "Mon, 05 Jul 2021 09:00:00 GMT"}, 1),
        ({"Retry_After": "Mon, 05 Jul 2021 10:00:09 GMT"}, 1),
        ({"Date": NOW, "Retry_After": "Mon, 99 Jul 99999 10:00:09 GMT"}, 1),
    ],
)
def test_a_host_says_when_to_come_back(
    internet: Internet, fields: dict[str, str], seconds: float
) -> None:
    internet.server.answers["/1"] = [answer(status="429 Busy", **fields), answer(PAGE)]
    assert fetcher(internet).get(URL).data == PAGE
    assert internet.clock.slept == [1, seconds]


@pytest.mark.parametrize("said", ["61", "86400", "9" * 400, "Mon, 05 Jul 2031 10:00:00 GMT"])
def test_a_host_that_wants_to_be_left_for_long_is_left(internet: Internet, said: str) -> None:
    internet.server.answers["/1"] = answer(status="503 Busy", Date=NOW, Retry_After=said)
    found = refusal(internet)
    assert found == BUSY
    assert internet.server.paths == ["/1"]


def test_politeness_does_not_eat_up_the_time(internet: Internet) -> None:
    busy = answer(status="429 Busy", Retry_After=25)
    internet.server.answers["/1"] = [busy, busy, answer(PAGE)]
    assert fetcher(internet, seconds=5).get(URL).data == PAGE


def test_what_did_not_change_is_not_sent(internet: Internet) -> None:
    internet.server.answers["/1"] = answer(status="304 Not Modified", ETag='"b"')
    fetched = fetcher(internet).get(URL, etag='"a"', modified=NOW)
    assert fetched == Fetched(url=URL, etag='"b"', modified=NOW, unchanged=True)
    asked = internet.server.seen[-1].fields
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"a"', NOW)
    assert "if-none-match" not in internet.server.seen[0].fields


def test_what_changed_is_sent(internet: Internet) -> None:
    fetched = fetcher(internet).get(URL, etag='W/"a"')
    assert (fetched.data, fetched.unchanged, fetched.etag) == (PAGE, False, None)


@pytest.mark.parametrize("etag", ['"a"\r\nX: y', '"ا"', "", "x" * 2000, "\0"])
def test_a_mark_that_cannot_be_sent_is_not(internet: Internet, etag: str) -> None:
    assert fetcher(internet).get(URL, etag=etag, modified=etag).data == PAGE
    assert "if-none-match" not in internet.server.seen[-1].fields
    assert "x" not in internet.server.seen[-1].fields


def test_a_mark_that_could_not_be_sent_back_is_not_kept(internet: Internet) -> None:
    internet.server.answers["/1"] = answer(PAGE, ETag='"ا"', Content_Type="x" * 5000)
    fetched = fetcher(internet).get(URL)
    assert (fetched.etag, fetched.media_type) == (None, "")


def test_a_host_is_asked_once_a_second(internet: Internet) -> None:
    polite = fetcher(internet)
    for _ in range(3):
        polite.get(URL)
    assert internet.clock.slept == [1, 1, 1]


def test_other_hosts_do_not_wait(internet: Internet) -> None:
    polite = fetcher(internet)
    for name in ("a", "b", "c"):
        polite.get(f"http://{name}.example/1")
    assert internet.clock.slept == [1, 1, 1]  # each between its robots.txt and its page


def test_over_all_threads_a_host_is_asked_once_a_second(internet: Internet) -> None:
    polite, begin = fetcher(internet), internet.clock()
    urls = [f"http://{name}.example/1" for name in "abcd" for _ in range(5)]
    with ThreadPoolExecutor(8) as pool:
        pages = list(pool.map(polite.get, urls))
    assert {page.data for page in pages} == {PAGE}
    assert internet.clock() - begin >= 5
    robots = [seen for seen in internet.server.seen if seen.path == "/robots.txt"]
    assert len(robots) == 4


def test_a_host_that_is_busy_is_busy_for_all(internet: Internet) -> None:
    internet.server.answers["/busy"] = answer(status="429 Busy", Retry_After=40)
    polite = fetcher(internet, retries=0)
    assert refused(lambda: polite.get("http://news.example/busy")) == STATUS
    polite.get(URL)
    assert internet.clock.slept == [1, 40]


def test_a_host_that_wants_to_be_left_for_long_is_left_by_all(internet: Internet) -> None:
    internet.server.answers["/busy"] = answer(status="429 Busy", Retry_After=3600)
    polite = fetcher(internet)
    for url in ("http://news.example/busy", URL, URL):
        assert refused(lambda url=url: polite.get(url)) == BUSY
    assert internet.server.paths == ["/busy"]
    internet.clock.pass_by(3600)
    assert polite.get(URL).data == PAGE


def test_many_hosts_do_not_have_us_wait_each_for_itself(internet: Internet) -> None:
    busy = answer(status="503 Busy", Retry_After=25)
    internet.server.answers |= {
        f"/{n}": [busy, onward(f"http://{n}.example/{n + 1}")] for n in range(5)
    }
    assert refusal(internet, "http://news.example/0") == BUSY
    assert sum(internet.clock.slept) < 60


def test_a_host_that_is_busy_for_ever_is_soon_left(internet: Internet) -> None:
    internet.server.answers["/1"] = answer(status="503 Busy")
    polite = fetcher(internet)
    found = [refused(lambda: polite.get(URL)) for _ in range(20)]
    assert found == [STATUS] + [BUSY] * 19
    assert len(internet.server.paths) == 7
    assert sum(internet.clock.slept) < 90


def test_a_host_that_is_no_longer_busy_is_forgiven(internet: Internet) -> None:
    busy = answer(status="503 Busy")
    internet.server.answers["/1"] = [busy, busy, answer(PAGE), busy, answer(PAGE)]
    polite = fetcher(internet)
    polite.get(URL)
    polite.get(URL)
    assert internet.clock.slept == [1, 1, 2, 1, 1]


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\nDisallow: /",
        "User-agent: mujaz\nDisallow: /1",
        "User-agent: Mujaz\nDisallow: /1",
        "User-agent: mujaz/1.0\nDisallow: /1",
        "user agent: mujaz # us\nDisallow: /1",
        "User-agent: a\nUser-agent: mujaz\nUser-agent: b\nDisallow: /",
        "User-agent: *\nAllow: /\n\nUser-agent: mujaz\nDisallow: /",
        "\ufeffUser-agent: *\r\nDisallow: /\r\n",  # a byte order mark
        "User-agent: *\nDisallow: /*1$",
        "User-agent: *\nAllow: /$\nDisallow: /",
        "User-agent: *\nDisallow: /\n" + "# x\n" * 200_000,
    ],
)
def test_what_a_site_does_not_want_is_not_fetched(internet: Internet, text: str) -> None:
    internet.server.answers["/robots.txt"] = robots(text)
    assert refusal(internet) == UNWANTED
    assert internet.server.paths == []


@pytest.mark.parametrize(
    "sent",
    [
        robots(""),
        robots("User-agent: *\nDisallow:"),
        robots("User-agent: *\nDisallow: /2"),
        robots("User-agent: other\nDisallow: /"),
        robots("User-agent: muj\nDisallow: /"),
        robots("User-agent: mujazz\nDisallow: /"),
        robots("User-agent: *\nDisallow: /\n\nUser-agent: mujaz\nAllow: /"),
        robots("User-agent: *\nDisallow: /\nAllow: /1"),
        robots("Disallow: /"),
        robots("<html><body>Disallow: /</body></html>"),
        robots("# x\n" * 200_000 + "User-agent: *\nDisallow: /\n"),
        answer(b"\xff\xfe\0\x81" * 99),
        answer(status="401 Who?"),
        answer(status="403 No"),
        answer(status="404 Gone"),
        answer(status="410 Gone"),
        [onward("/elsewhere"), robots("User-agent: *\nDisallow: /")],
    ],
)
def test_what_a_site_does_not_forbid_is_fetched(internet: Internet, sent: object) -> None:
    internet.server.answers["/robots.txt"] = sent
    assert fetcher(internet).get(URL).data == PAGE


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        (answer(status="500 Broken"), STATUS),
        (answer(status="503 Busy"), STATUS),
        (answer(status="429 Busy"), STATUS),
        (answer(status="304 Not Modified"), STATUS),
        (b"nonsense", NOT_HTTP),
        (b"", UNREACHED),
        (answer(b"x", Content_Length=9), OFF),
        (onward("/robots.txt"), CIRCLE),
        (onward("http://127.0.0.1/robots.txt"), NOT_PUBLIC),
        (onward("http://localhost/robots.txt"), INSIDE),
        (onward("file:///robots.txt"), SCHEME),
        (endless(b"x" * 999), NOT_HTTP),
    ],
)
def test_while_a_site_does_not_say_what_it_wants_nothing_is_fetched(
    internet: Internet, sent: object, problem: str
) -> None:
    internet.server.answers["/robots.txt"] = sent
    assert refusal(internet) == problem
    assert internet.server.paths == []


def test_a_robots_txt_may_stand_elsewhere(internet: Internet) -> None:
    internet.server.answers |= {
        "news.example/robots.txt": onward("http://other.example/rules"),
        "/rules": robots("User-agent: *\nDisallow: /1"),
    }
    assert refusal(internet) == UNWANTED


@pytest.mark.parametrize(
    "sent",
    [endless(b"# x\n" * 999, answer(Content_Length=None)), answer(ZEROS, Content_Encoding="gzip")],
)
def test_of_an_endless_robots_txt_the_beginning_is_read(internet: Internet, sent: object) -> None:
    internet.server.answers["/robots.txt"] = sent
    assert fetcher(internet).get(URL).data == PAGE


def test_a_robots_txt_of_many_names_and_many_rules_is_borne(internet: Internet) -> None:
    names = "".join(f"User-agent:{n}\n" for n in range(15_000))
    internet.server.answers["/robots.txt"] = robots(names + "Disallow:/a*b*c\n" * 15_000)
    begin = time.monotonic()
    assert fetcher(internet).get(URL).data == PAGE
    assert time.monotonic() - begin < 5


def test_a_robots_txt_is_asked_for_once(internet: Internet) -> None:
    polite = fetcher(internet)
    polite.get(URL)
    polite.get(URL)
    assert len(internet.server.seen) == 3
    internet.clock.pass_by(3601)
    polite.get(URL)
    assert len(internet.server.seen) == 5


def test_who_waits_for_a_robots_txt_that_another_asks_for_loses_no_time(
    internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    internet.server.answers["/robots.txt"] = [
        answer(status="429 Busy", Retry_After=40),
        robots(""),
    ]
    others: list[Future[Fetched]] = []

    def sleep(seconds: float) -> None:
        if seconds >= 40:
            others.append(pool.submit(polite.get, URL))
            time.sleep(0.1)  # until it waits, too
        internet.clock.pass_by(seconds)

    monkeypatch.setattr(internet.clock, "sleep", sleep)
    polite = fetcher(internet)
    with ThreadPoolExecutor(1) as pool:
        assert polite.get(URL).data == PAGE
        assert others[0].result(10).data == PAGE


def test_a_robots_txt_that_failed_is_asked_for_again_after_a_while(internet: Internet) -> None:
    internet.server.answers["/robots.txt"] = [answer(status="500 Broken"), robots("")]
    polite = fetcher(internet)
    for _ in range(2):
        assert refused(lambda: polite.get(URL)) == STATUS
    assert len(internet.server.seen) == 1
    internet.clock.pass_by(61)
    assert polite.get(URL).data == PAGE


def test_each_door_of_a_host_has_its_own_robots_txt(internet: Internet) -> None:
    internet.server.answers["news.example:8080/robots.txt"] = robots("User-agent: *\nDisallow: /")
    polite = fetcher(internet)
    assert polite.get(URL).data == PAGE
    assert refused(lambda: polite.get("http://news.example:8080/1")) == UNWANTED


def test_a_step_leads_to_no_page_that_its_site_does_not_want(internet: Internet) -> None:
    internet.server.answers |= {
        "/0": onward("http://other.example/1"),
        "other.example/robots.txt": robots("User-agent: *\nDisallow: /"),
    }
    assert refusal(internet, "http://news.example/0") == UNWANTED
    assert internet.server.paths == ["/0"]


def test_who_comes_at_the_last_moment_closes_no_site_to_others(internet: Internet) -> None:
    def late(line: socket.socket) -> None:
        internet.clock.pass_by(29.9)
        line.sendall(onward(URL))

    internet.server.answers |= {
        "/0": late,
        "news.example/robots.txt": [drip(internet, robots("")), robots("")],
    }
    polite = fetcher(internet)
    assert refused(lambda: polite.get("http://other.example/0")) == LATE
    assert polite.get(URL).data == PAGE


@pytest.mark.parametrize(
    ("delay", "seconds"),
    [
        ("5", 5),
        ("0.2", 1),
        ("-5", 1),
        ("86400", 60),
        ("9e99", 60),
        ("inf", 1),
        ("nan", 1),
        ("soon", 1),
    ],
)
def test_a_site_says_how_often_it_may_be_asked(
    internet: Internet, delay: str, seconds: float
) -> None:
    internet.server.answers["/robots.txt"] = robots(f"User-agent: *\nCrawl-delay: {delay}")
    polite = fetcher(internet)
    for _ in range(3):
        polite.get(URL)
    assert internet.clock.slept == [1, seconds, seconds]
