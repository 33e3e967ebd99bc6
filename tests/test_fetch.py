"""The fetcher: what it refuses, what it bears, and how it behaves at a stranger's door."""

import contextlib
import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builders import CASES
from mujaz import __version__
from mujaz.errors import FetchError, RawError
from mujaz.fetch import Fetched, Fetcher, Network, Rules, rules
from mujaz.fetch.addresses import is_public, numbered
from mujaz.fetch.urls import Target, joined, parse
from servers import PUBLIC, Internet, Server, answer, onward, serving

URL = "http://news.example/1"
CONTACT = "https://digest.example/about"
PAGE = "<p>وافق المجلس على ترميم السوق القديم.</p>".encode()
NOT_PUBLIC = "“{host}” leads to {address}, which is not on the public internet"
INSIDE = "“{host}” is a name inside a network, not on the internet"
LATE = "nothing whole came within {seconds} seconds"
OFF = "the answer breaks off before its end"
LARGE = "this is larger than the {limit} MB that are fetched"
MUCH = "the server sends more than an answer may hold"
NOT_HTTP = "what “{host}” answers is not HTTP"
ODD = frozenset({OFF, MUCH, NOT_HTTP})
"""Where the http.client of one Python gives up sooner than that of another."""
UNREACHED = "“{host}” is not reached, or breaks off"
STATUS = "“{url}” answers with status {status}"
SCHEME = "“{scheme}:” is not fetched, only http and https"
NO_URL = "“{url}” is not an address of the web"
CIRCLE = "“{url}” leads in a circle"
DAMAGED = "what the server packed cannot be unpacked"
PACKING = "the answer is packed in a way that is not read: {name}"
UNWANTED = "the site does not want “{url}” fetched by programs"
BUSY = "“{host}” is busy, and is to be left alone for {seconds} seconds"
NO_HOST = "there is no host “{host}”"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        running.answers["/1"] = answer(PAGE)
        yield running


@pytest.fixture
def internet(server: Server) -> Internet:
    return Internet(server)


def fetcher(internet: Internet, **limits: float) -> Fetcher:
    return Fetcher(contact=CONTACT, rules=Rules(**limits), network=internet.network)


def refused(fetch: Callable[[], object]) -> str:
    """Return the template of the sentence that says why something is refused."""
    with pytest.raises(FetchError) as caught:
        fetch()
    assert str(caught.value)
    assert str(caught.value.mend)
    return caught.value.problem.template


def refusal(internet: Internet, url: str = URL, **limits: float) -> str:
    return refused(lambda: fetcher(internet, **limits).get(url))


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
    assert refusal(internet, seconds=0.1) in {LATE, UNREACHED}
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


# Redirects.


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


# What servers send.


@pytest.mark.parametrize(
    "sent",
    [
        answer(PAGE),
        answer(PAGE, Content_Length=None),
        answer(PAGE, status="203 Taken over"),
        answer(PAGE, Content_Length=-5),
        answer(PAGE, Content_Length="long"),
        answer(PAGE + b"and more that was not said", Content_Length=len(PAGE)),
        answer(gzip.compress(PAGE), Content_Encoding="gzip"),
        answer(gzip.compress(PAGE), Content_Encoding="X-GZIP"),
        answer(gzip.compress(PAGE) + b"waste", Content_Encoding="gzip"),
        answer(zlib.compress(PAGE), Content_Encoding="deflate"),
        answer(zlib.compress(PAGE)[2:-4], Content_Encoding="deflate"),
        answer(PAGE, Content_Encoding="identity"),
        answer(b"%x\r\n" % len(PAGE) + PAGE + b"\r\n0\r\n\r\n", Transfer_Encoding="chunked"),
        b"".join(
            (
                answer(Content_Length=None, Transfer_Encoding="chunked"),
                *(b"1;note=x\r\n%c\r\n" % byte for byte in PAGE),
                b"0\r\nTrailer: x\r\n\r\n",
            )
        ),
        b"HTTP/1.1 100 Continue\r\n\r\n" + answer(PAGE),
        answer(PAGE).replace(b"HTTP/1.1", b"HTTP/1.0"),
        answer(PAGE).replace(b"\r\n", b"\n"),
    ],
)
def test_a_page_is_read_however_it_is_sent(internet: Internet, sent: bytes) -> None:
    internet.server.answers["/1"] = sent
    assert fetcher(internet).get(URL).data == PAGE


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        (answer(PAGE, Content_Length=len(PAGE) + 1), OFF),
        (answer(gzip.compress(PAGE)[:-9], Content_Encoding="gzip"), OFF),
        (answer(b"", Content_Encoding="gzip"), OFF),
        (answer(b"", Content_Encoding="deflate"), OFF),
        (answer(zlib.compress(PAGE)[:-9], Content_Encoding="deflate"), OFF),
        (answer(b"ff\r\nabc", Content_Length=None, Transfer_Encoding="chunked"), OFF),
        (answer(b"3\r\nabc\r\n", Content_Length=None, Transfer_Encoding="chunked"), OFF),
        (answer(b"xyz\r\nabc", Content_Length=None, Transfer_Encoding="chunked"), OFF),
        (answer(b"", Content_Length=None, Transfer_Encoding="chunked"), OFF),
        (answer(b"-5\r\nabc\r\n0\r\n\r\n", Transfer_Encoding="chunked"), ODD),
        (answer(b"-1\r\nabc\r\n0\r\n\r\n", Transfer_Encoding="chunked"), ODD),
        (answer(b"1" * 70_000, Transfer_Encoding="chunked"), NOT_HTTP),
        (answer(b"\x1f\x8bnonsense", Content_Encoding="gzip"), DAMAGED),
        (answer(PAGE, Content_Encoding="gzip"), DAMAGED),
        (answer(b"\xff" + PAGE, Content_Encoding="deflate"), DAMAGED),
        (answer(PAGE, Content_Encoding="br"), PACKING),
        (answer(PAGE, Content_Encoding="gzip, gzip"), PACKING),
        (answer(PAGE, Content_Encoding="x" * 1000), PACKING),
        (b"<html>no head at all</html>", NOT_HTTP),
        (b"SSH-2.0-OpenSSH_9.2\r\n", NOT_HTTP),
        (b"HTTP/9.9 OK\r\n\r\n", NOT_HTTP),
        (b"HTTP/1.1 20\r\n\r\n", NOT_HTTP),
        (b"HTTP/1.1 twohundred OK\r\n\r\n", NOT_HTTP),
        (b"HTTP/1.1 " + b"2" * 70_000, NOT_HTTP),
        (b"\0" * 100, NOT_HTTP),
        (b"\r\n", NOT_HTTP),
        (b"", UNREACHED),
        (answer(PAGE, X_Long="x" * 70_000), NOT_HTTP),
        (answer(PAGE, **{f"X_{n}": n for n in range(200)}), NOT_HTTP),
        (answer(PAGE, **{f"X_{n}": "x" * 60_000 for n in range(5)}), MUCH),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 20_000, ODD),
    ],
)
def test_what_is_broken_is_refused(internet: Internet, sent: bytes, problem: str) -> None:
    internet.server.answers["/1"] = sent
    assert refusal(internet) in (problem if problem is ODD else {problem})


@pytest.mark.parametrize(
    "status", [201, 204, 206, 300, 304, 305, 400, 401, 402, 403, 404, 410, 418, 451, 500, 502, 599]
)
def test_what_is_not_a_page_is_refused(internet: Internet, status: int) -> None:
    internet.server.answers["/1"] = answer(PAGE, f"{status} Words")
    assert refusal(internet) == STATUS


@pytest.mark.parametrize(
    ("status", "mend"),
    [
        (404, "check the address"),
        (403, "save the page from a browser, and add the file"),
        (500, "try again later"),
    ],
)
def test_a_refusal_says_what_may_help(internet: Internet, status: int, mend: str) -> None:
    internet.server.answers["/1"] = answer(PAGE, f"{status} Words")
    with pytest.raises(FetchError) as caught:
        fetcher(internet).get(URL)
    assert str(caught.value.mend) == mend
    assert str(caught.value) == f"“{URL}” answers with status {status}"


def endless(part: bytes, head: bytes = b"") -> Callable[[socket.socket], None]:
    """Return a speaker that does not stop."""

    def speak(line: socket.socket) -> None:
        line.sendall(head)
        while True:
            line.sendall(part)

    return speak


def bomb(size: int, packer: object) -> bytes:
    blanks = b"\0" * 2**16
    return b"".join(
        [*(packer.compress(blanks) for _ in range(size // len(blanks))), packer.flush()]
    )


ZEROS = bomb(64 * 2**20, zlib.compressobj(9, wbits=31))


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        (answer(b"x" * 2_000_000), LARGE),
        (answer(b"", Content_Length=10**18), LARGE),
        (endless(b"x" * 2**16, answer(Content_Length=None)), LARGE),
        (
            endless(
                b"1000\r\n" + b"x" * 4096 + b"\r\n",
                answer(Content_Length=None, Transfer_Encoding="chunked"),
            ),
            LARGE,
        ),
        (
            endless(b"1\r\nx\r\n" * 999, answer(Content_Length=None, Transfer_Encoding="chunked")),
            MUCH,
        ),
        (
            endless(
                b"1;" + b"x" * 60_000 + b"\r\nx\r\n",
                answer(Content_Length=None, Transfer_Encoding="chunked"),
            ),
            MUCH,
        ),
        (
            endless(
                b"X: y\r\n" * 99, answer(b"0\r\n", Content_Length=None, Transfer_Encoding="chunked")
            ),
            ODD,
        ),
        (endless(b"X: y\r\n" * 99, b"HTTP/1.1 200 OK\r\n"), NOT_HTTP),
        (endless(b"x" * 999, b"HTTP/1.1 200 OK\r\nX: "), NOT_HTTP),
        (endless(b"x" * 999), NOT_HTTP),
        (endless(b"HTTP/1.1 100 Continue\r\n\r\n"), ODD),
        (answer(ZEROS, Content_Encoding="gzip"), LARGE),
        (answer(bomb(64 * 2**20, zlib.compressobj(9)), Content_Encoding="deflate"), LARGE),
        (
            answer(bomb(64 * 2**20, zlib.compressobj(9, wbits=-15)), Content_Encoding="deflate"),
            LARGE,
        ),
        (endless(ZEROS, answer(Content_Length=None, Content_Encoding="gzip")), LARGE),
    ],
)
def test_more_than_a_page_may_hold_is_not_read(
    internet: Internet, sent: object, problem: str
) -> None:
    internet.server.answers["/1"] = sent
    assert refusal(internet, size=10**6) in (problem if problem is ODD else {problem})


def test_a_page_may_be_as_large_as_the_limit_says(internet: Internet) -> None:
    for packing, body in (("", b"x" * 10**6), ("gzip", gzip.compress(b"x" * 10**6))):
        internet.server.answers["/1"] = answer(body, Content_Encoding=packing)
        assert len(fetcher(internet, size=10**6).get(URL).data) == 10**6


def drip(internet: Internet, data: bytes, seconds: float = 1) -> Callable[[socket.socket], None]:
    """Return a speaker that sends one byte each second."""

    def speak(line: socket.socket) -> None:
        for byte in data:
            internet.clock.pass_by(seconds)
            line.sendall(bytes([byte]))
            time.sleep(0.001)

    return speak


@pytest.mark.parametrize("place", ["/1", "/robots.txt"])
@pytest.mark.parametrize(
    "data",
    [
        answer(PAGE * 10),
        answer(PAGE * 10, Content_Length=None),
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 90,
        b"HTTP/1.1 100 Continue\r\n\r\n" * 90,
        answer(b"1\r\nx\r\n" * 99, Transfer_Encoding="chunked"),
        answer(gzip.compress(PAGE * 10), Content_Encoding="gzip"),
        onward("/2") * 3,
        b"x" * 200,
    ],
)
def test_a_server_that_drips_is_left(internet: Internet, data: bytes, place: str) -> None:
    internet.server.answers[place] = drip(internet, data)
    assert refusal(internet) == LATE


@pytest.mark.parametrize("sent", [b"", b"HTTP/1.1 200 OK\r\n", answer(b"x", Content_Length=9)])
def test_a_server_that_falls_silent_is_left(internet: Internet, sent: bytes) -> None:
    ended = threading.Event()

    def speak(line: socket.socket) -> None:
        line.sendall(sent)
        ended.wait(20)

    internet.server.answers["/1"] = speak
    begin = time.monotonic()
    real = Network(resolve=internet.resolve, connect=internet.connect)
    rules = Rules(seconds=0.2, interval=0)
    found = refused(lambda: Fetcher(contact=CONTACT, rules=rules, network=real).get(URL))
    ended.set()
    assert found in {LATE, UNREACHED}
    assert time.monotonic() - begin < 5


def test_the_time_is_of_the_whole_way(internet: Internet) -> None:
    def slowly(onwards: str) -> Callable[[socket.socket], None]:
        def speak(line: socket.socket) -> None:
            internet.clock.pass_by(8)
            line.sendall(onward(onwards))

        return speak

    internet.server.answers |= {f"/{n}": slowly(f"/{n + 1}") for n in range(5)}
    assert refusal(internet, "http://news.example/0") == LATE


@given(st.binary(max_size=300), st.sampled_from(["", "gzip", "deflate"]))
def test_whatever_a_server_says_is_a_page_or_refused(data: bytes, packing: str) -> None:
    for sent in (
        data,
        answer(data, Content_Encoding=packing),
        answer(data, Transfer_Encoding="chunked"),
    ):
        SPOKEN.server.answers["/1"] = sent
        with contextlib.suppress(FetchError):
            assert isinstance(fetcher(SPOKEN).get(URL), Fetched)


SPOKEN: Internet
"""One server for all that hypothesis thinks of."""


@pytest.fixture(scope="module", autouse=True)
def _spoken() -> Iterator[None]:
    global SPOKEN  # noqa: PLW0603
    with serving() as running:
        SPOKEN = Internet(running)
        yield


# Asked again, and asked whether it changed.


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


# In turn.


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


# What sites ask of robots.


def robots(text: str) -> bytes:
    return answer(text.encode())


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


# Safe connections.


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
        assert refused(lambda: real.get(f"https://127.0.0.1:{port}/")) in {LATE, UNREACHED}
        assert time.monotonic() - begin < 5


# The real network, as far as loopback.


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
