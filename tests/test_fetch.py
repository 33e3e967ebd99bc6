"""The fetcher: which addresses it asks, where it lets itself be led, whom it trusts."""

import contextlib
import ipaddress
import socket
import threading
import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builders import CASES
from fetching import (
    CIRCLE,
    CONTACT,
    INSIDE,
    LARGE,
    LATE,
    NO_HOST,
    NO_URL,
    NOT_HTTP,
    NOT_PUBLIC,
    PAGE,
    SCHEME,
    UNREACHED,
    URL,
    fetcher,
    refusal,
    refused,
)
from mujaz import __version__
from mujaz.errors import FetchError, RawError
from mujaz.fetch import Fetched, Fetcher, Rules, rules
from mujaz.fetch.addresses import is_public, numbered
from mujaz.fetch.urls import Target, joined, parse
from servers import PUBLIC, Internet, Server, answer, onward, serving

GOLDEN = {
    path.stem: yaml.safe_load(path.read_text("utf-8"))
    for path in sorted((CASES / "addresses").glob("*.yml"))
}
REFUSED = [
    pytest.param(url, case["problem"], id=f"{name}-{number}")
    for name, case in GOLDEN.items()
    for number, url in enumerate(case.get("given", ()))
]
LED_TO = [
    pytest.param(url, case["problem"], id=f"{name}-{number}")
    for name, case in GOLDEN.items()
    if not case.get("typed")
    for number, url in enumerate(case.get("given", ()))
]
"""Those that a redirect can lead to: the others are read against the page before them."""
READ = [
    pytest.param(url, target, id=url)
    for case in GOLDEN.values()
    for url, target in case.get("leads", {}).items()
]


@pytest.mark.parametrize(("url", "problem"), REFUSED)
def test_no_other_address_is_asked(internet: Internet, url: str, problem: str) -> None:
    assert refusal(internet, url) == problem
    assert internet.connected == []


@pytest.mark.parametrize(("url", "problem"), LED_TO)
def test_no_redirect_leads_to_another_address(internet: Internet, url: str, problem: str) -> None:
    """What a person may not name, a server may not either."""
    internet.server.answers["/1"] = onward(url)
    assert refusal(internet) == problem
    assert set(internet.connected) == {PUBLIC}


@pytest.mark.parametrize(("url", "target"), READ)
def test_an_address_is_read_into_one_spelling(url: str, target: str) -> None:
    assert str(parse(url)) == target
    assert parse(target) == parse(url)


def test_an_address_without_end_is_none(internet: Internet) -> None:
    assert refusal(internet, f"http://news.example/{'a' * 10_000}") == NO_URL
    assert refusal(internet, f"http://news.example/{'خ' * 2_000}") == NO_URL


def test_half_a_letter_is_none(internet: Internet) -> None:
    assert refusal(internet, "http://news.example/\ud800") == NO_URL  # a lone surrogate


@given(st.text(max_size=60))
def test_whatever_is_typed_is_an_address_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"http://news.example/{text}", f"http://[{text}]/"):
        try:
            target = parse(url)
        except FetchError:
            continue
        assert str(target).isascii()
        assert str(target).isprintable()
        assert " " not in str(target)
        assert parse(str(target)) == target


@given(st.text(max_size=60))
def test_whatever_a_server_says_is_an_address_or_refused(text: str) -> None:
    with contextlib.suppress(FetchError):
        assert isinstance(joined(parse(URL), text), Target)


@given(st.ip_addresses(v=4))
def test_what_wraps_a_number_is_never_public(number: object) -> None:
    for form in ("::ffff:{}", "::{}", "64:ff9b::{}", "64:ff9b:1::{}"):
        wrapped = numbered(form.format(number))
        assert wrapped is not None
        assert not is_public(wrapped)


@given(st.ip_addresses())
def test_what_the_library_does_not_call_global_is_not_public(number: object) -> None:
    assert not is_public(number) or (number.is_global and not number.is_multicast)


@pytest.mark.parametrize("number", ["127.0.0.1", "10.0.0.1", "::1", "::ffff:127.0.0.1", "fd00::1"])
def test_one_number_that_is_not_public_closes_a_name(internet: Internet, number: str) -> None:
    internet.names["news.example"] = [[PUBLIC, number]]
    assert refusal(internet) == NOT_PUBLIC
    assert internet.connected == []


@pytest.mark.parametrize("found", [[], ["fe80::1%eth0"], ["nonsense"], [PUBLIC, ""]])
def test_a_lookup_that_finds_no_numbers_is_refused(internet: Internet, found: list[str]) -> None:
    internet.names["news.example"] = [found]
    assert refusal(internet) in {NOT_PUBLIC, "“{host}” is not the name of a host"}
    assert internet.connected == []


def test_a_name_that_is_public_first_and_private_then_is_refused(internet: Internet) -> None:
    internet.names["news.example"] = [[PUBLIC], ["127.0.0.1"]]
    assert refusal(internet) == NOT_PUBLIC
    assert internet.connected == [PUBLIC]  # for robots.txt


def test_each_connection_goes_to_what_its_own_lookup_found(internet: Internet) -> None:
    internet.names["news.example"] = [["93.184.216.1"], ["93.184.216.2"], ["127.0.0.1"]]
    assert fetcher(internet).get(URL).data == PAGE
    assert internet.connected == ["93.184.216.1", "93.184.216.2"]
    assert internet.looked_up == ["news.example", "news.example"]


def test_a_number_is_not_looked_up(internet: Internet) -> None:
    assert fetcher(internet).get(f"http://{PUBLIC}/1").data == PAGE
    assert fetcher(internet).get("http://[2606:4700::1111]/1").data == PAGE
    assert internet.looked_up == []
    assert internet.server.seen[-1].fields["host"] == "[2606:4700::1111]"


def test_another_number_is_tried_when_one_is_silent(internet: Internet) -> None:
    internet.names["news.example"] = [["2606:4700::1111", PUBLIC]]
    internet.dead = {"2606:4700::1111"}
    assert fetcher(internet).get(URL).data == PAGE


def test_a_host_of_dead_numbers_is_left(internet: Internet) -> None:
    internet.dead = {f"93.184.216.{n}" for n in range(100)}
    internet.names["news.example"] = [sorted(internet.dead)]
    assert refusal(internet) == UNREACHED
    assert len(internet.connected) == 4


@pytest.mark.parametrize(
    ("error", "problem"), [(socket.gaierror(), NO_HOST), (UnicodeError(), NOT_HTTP)]
)
def test_a_lookup_that_fails_is_told(
    internet: Internet, monkeypatch: pytest.MonkeyPatch, error: Exception, problem: str
) -> None:
    def fail(_host: str, _port: int) -> list[str]:
        raise error

    monkeypatch.setattr(internet, "resolve", fail)
    assert refusal(internet) == problem


def test_a_lookup_that_never_ends_is_left(
    internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = threading.Event()
    monkeypatch.setattr(internet, "resolve", lambda _host, _port: ended.wait(20) and [])
    begin = time.monotonic()
    assert refusal(internet, seconds=0.1) == LATE
    assert time.monotonic() - begin < 5
    ended.set()


def test_a_connection_that_takes_too_long_is_told(
    internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang(*_: object) -> socket.socket:
        raise TimeoutError

    monkeypatch.setattr(internet, "connect", hang)
    assert refusal(internet) == UNREACHED


def test_a_page_comes_with_all_that_is_known_of_it(internet: Internet) -> None:
    internet.server.answers["/1"] = answer(
        PAGE,
        Content_Type="text/html; charset=windows-1256",
        ETag='"abc"',
        Last_Modified="Mon, 05 Jul 2021 10:00:00 GMT",
    )
    assert fetcher(internet).get(f"{URL}#top") == Fetched(
        url=URL,
        data=PAGE,
        media_type="text/html; charset=windows-1256",
        etag='"abc"',
        modified="Mon, 05 Jul 2021 10:00:00 GMT",
    )


def test_we_say_who_we_are(internet: Internet) -> None:
    fetcher(internet).get(URL)
    assert {seen.fields["user-agent"] for seen in internet.server.seen} == {
        f"mujaz/{__version__} (+{CONTACT})"
    }
    assert [seen.fields["host"] for seen in internet.server.seen] == ["news.example"] * 2
    assert "cookie" not in internet.server.seen[-1].fields


@pytest.mark.parametrize("contact", ["", "a b", "مكتب@news.example", "a\r\nX: y", "a)b", "x" * 300])
def test_a_contact_that_cannot_be_sent_is_refused(contact: str) -> None:
    problem = "“{contact}” is no contact that a server could read"
    assert refused(lambda: Fetcher(contact=contact)) == problem


def test_a_refusal_is_one_of_what_comes_in() -> None:
    assert issubclass(FetchError, RawError)


def test_the_environment_has_no_say(internet: Internet, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetcher(internet).get(URL).data == PAGE
    assert internet.connected == [PUBLIC, PUBLIC]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_page_that_moved_is_found(internet: Internet, status: int) -> None:
    internet.server.answers["/0"] = onward("/1", f"{status} Moved")
    fetched = fetcher(internet).get("http://news.example/0")
    assert (fetched.url, fetched.data) == (URL, PAGE)


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("1", "/1"),
        ("//other.example/1", "/1"),
        ("http://other.example:8080/1#top", "/1"),
        ("?q=1", "/a/0?q=1"),
        ("../b/./1", "/b/1"),
        ("/خبر", "/%D8%AE%D8%A8%D8%B1"),
        (" /1 ", "/1"),
    ],
)
def test_where_a_page_moved_is_said_in_many_ways(
    internet: Internet, location: str, path: str
) -> None:
    internet.server.answers |= {"/a/0": onward(location), path: answer(PAGE), "/a/1": answer(PAGE)}
    assert fetcher(internet).get("http://news.example/a/0").data == PAGE


def test_a_place_in_latin_letters_of_long_ago_is_found(internet: Internet) -> None:
    internet.server.answers |= {
        "/1": onward("/caf").replace(b"/caf", b"/caf\xe9"),
        "/caf%C3%A9": answer(PAGE),
    }
    assert fetcher(internet).get(URL).data == PAGE


@pytest.mark.parametrize("count", [0, 1, 5])
def test_so_many_steps_are_taken(internet: Internet, count: int) -> None:
    internet.server.answers |= {f"/{n}": onward(f"/{n + 1}") for n in range(100, 100 + count)}
    internet.server.answers[f"/{100 + count}"] = answer(PAGE)
    assert fetcher(internet).get("http://news.example/100").data == PAGE


def test_one_step_more_is_too_many(internet: Internet) -> None:
    internet.server.answers |= {f"/{n}": onward(f"/{n + 1}") for n in range(6)}
    internet.server.answers["/6"] = answer(PAGE)
    found = refusal(internet, "http://news.example/0")
    assert found == "the address leads on more than {count} times"
    assert internet.server.paths == [f"/{n}" for n in range(6)]


@pytest.mark.parametrize(
    "way", [["/1"], ["/2", "/1"], ["/2", "/3", "/2"], [""], ["#top"], ["http://NEWS.example:80/1"]]
)
def test_a_circle_is_left(internet: Internet, way: list[str]) -> None:
    places = ["/1", *way[:-1]]
    internet.server.answers |= dict(zip(places, map(onward, way), strict=True))
    nowhere = "“{host}” leads on, and does not say where"
    assert refusal(internet) == (CIRCLE if way[0] else nowhere)


def test_no_step_leads_out_of_safety() -> None:
    with serving(tls=True) as server:
        server.answers["/1"] = onward("http://news.example/1")
        found = refusal(Internet(server), "https://news.example/1")
    assert found == "“{host}” leads from https to http"


@pytest.mark.parametrize(
    ("location", "problem"),
    [
        ("http://127.0.0.1:8080/", NOT_PUBLIC),
        ("http://inside.example/", NOT_PUBLIC),
        ("//inside.example/", NOT_PUBLIC),
        ("http://localhost/", INSIDE),
        ("file:/etc/passwd", SCHEME),
        ("ftp://news.example/", SCHEME),
        ("data:text/html,x", SCHEME),
        ("javascript:alert(1)", SCHEME),
        ("/2\r\n\tX: y", NO_URL),
        ("/\0", NO_URL),
        ("\\\\127.0.0.1\\", NO_URL),
        ("http://[", NO_URL),
        ("http://news.example:22/", "port {port} is not one of the web"),
        ("/" + "a" * 9000, NO_URL),
    ],
)
def test_a_step_aside_is_not_taken(internet: Internet, location: str, problem: str) -> None:
    internet.names["inside.example"] = [["192.168.1.1"]]
    internet.server.answers |= {"/0": onward("/1"), "/1": onward(location)}
    assert refusal(internet, "http://news.example/0") == problem
    assert set(internet.connected) == {PUBLIC}


def test_a_line_put_into_a_location_is_a_field_of_its_own(internet: Internet) -> None:
    internet.server.answers |= {"/1": onward("/2\r\nSet-Cookie: a=b"), "/2": answer(PAGE)}
    assert fetcher(internet).get(URL).data == PAGE
    assert "cookie" not in internet.server.seen[-1].fields


def test_a_safe_page_is_fetched_for_the_name_of_its_host() -> None:
    with serving(tls=True) as server:
        server.answers["/1"] = answer(PAGE)
        internet = Internet(server)
        assert fetcher(internet).get("https://news.example/1").data == PAGE
        assert fetcher(internet).get(f"https://{PUBLIC}/1").data == PAGE
        assert internet.connected == [PUBLIC] * 4


@pytest.mark.parametrize(("host", "trusts"), [("other.example", True), ("news.example", False)])
def test_a_certificate_of_another_is_refused(host: str, trusts: bool) -> None:  # noqa: FBT001
    with serving(tls=True) as server:
        found = refusal(Internet(server, trusts=trusts), f"https://{host}/1")
    assert found == "the certificate of “{host}” is not to be trusted"


def test_what_is_not_safe_where_it_should_be_is_refused(internet: Internet) -> None:
    internet.server.greeting = answer(PAGE)
    found = refusal(internet, "https://news.example/1")
    assert found == "no safe connection to “{host}” comes about"


def test_a_handshake_that_never_ends_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        real = Fetcher(contact=CONTACT, rules=Rules(seconds=0.2), allow_private=True)
        begin = time.monotonic()
        assert refused(lambda: real.get(f"https://127.0.0.1:{port}/")) == LATE
        assert time.monotonic() - begin < 5


def test_tests_may_reach_loopback(server: Server) -> None:
    open_to_all = Fetcher(contact=CONTACT, rules=Rules(interval=0), allow_private=True)
    for host in ("127.0.0.1", "localhost"):
        assert open_to_all.get(f"http://{host}:{server.port}/1").data == PAGE


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_nobody_else_may(server: Server, host: str) -> None:
    closed = Fetcher(contact=CONTACT)
    assert refused(lambda: closed.get(f"http://{host}:{server.port}/1")) in {NOT_PUBLIC, INSIDE}
    assert server.seen == []


@pytest.mark.parametrize(
    ("url", "problem"),
    [("file:///etc/passwd", SCHEME), ("http://127.1/", "“{host}” is an odd spelling of a number")],
)
def test_what_tests_may_has_its_limits_too(url: str, problem: str) -> None:
    assert refused(lambda: Fetcher(contact=CONTACT, allow_private=True).get(url)) == problem


def test_the_size_holds_on_loopback_too(server: Server) -> None:
    rules = Rules(interval=0, size=10)
    open_to_all = Fetcher(contact=CONTACT, rules=rules, allow_private=True)
    assert refused(lambda: open_to_all.get(f"http://127.0.0.1:{server.port}/1")) == LARGE


def test_where_nobody_listens_nothing_is_fetched() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    open_to_all = Fetcher(contact=CONTACT, allow_private=True)
    assert refused(lambda: open_to_all.get(f"http://127.0.0.1:{port}/")) == UNREACHED


def test_the_system_finds_loopback() -> None:
    assert "127.0.0.1" in rules.looked_up("localhost", 80)


def test_a_connection_is_not_waited_for_longer_than_is_said(server: Server) -> None:
    with rules.dialled(ipaddress.ip_address("127.0.0.1"), server.port, 0.5) as line:
        assert line.gettimeout() == 0.5
