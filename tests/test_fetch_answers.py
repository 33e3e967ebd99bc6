"""What servers send: read however it is sent, and never more than a page may hold."""

import contextlib
import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetching import (
    CONTACT,
    DAMAGED,
    LARGE,
    LATE,
    MUCH,
    NOT_HTTP,
    ODD,
    OFF,
    PACKING,
    PAGE,
    STATUS,
    UNREACHED,
    URL,
    ZEROS,
    bomb,
    drip,
    endless,
    fetcher,
    refusal,
    refused,
)
from mujaz.errors import FetchError
from mujaz.fetch import Fetched, Fetcher, Network, Rules
from mujaz.fetch.unpack import unpacked
from servers import Internet, answer, onward, serving


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


@pytest.mark.parametrize(
    ("packing", "packed"), [("gzip", ZEROS), ("deflate", bomb(2**22, zlib.compressobj(9)))]
)
def test_what_is_packed_is_unpacked_by_and_by(packing: str, packed: bytes) -> None:
    assert max(map(len, unpacked(iter([packed]), packing))) <= 2**16


def test_a_page_may_be_as_large_as_the_limit_says(internet: Internet) -> None:
    for packing, body in (("", b"x" * 10**6), ("gzip", gzip.compress(b"x" * 10**6))):
        internet.server.answers["/1"] = answer(body, Content_Encoding=packing)
        assert len(fetcher(internet, size=10**6).get(URL).data) == 10**6


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
    assert found == LATE
    assert time.monotonic() - begin < 5


def test_the_time_is_of_the_whole_way(internet: Internet) -> None:
    def slowly(onwards: str) -> Callable[[socket.socket], None]:
        def speak(line: socket.socket) -> None:
            internet.clock.pass_by(8)
            line.sendall(onward(onwards))

        return speak

    internet.server.answers |= {f"/{n}": slowly(f"/{n + 1}") for n in range(5)}
    assert refusal(internet, "http://news.example/0") == LATE


@pytest.fixture(scope="module")
def spoken() -> Iterator[Internet]:
    """One world for all that hypothesis thinks of."""
    with serving() as running:
        yield Internet(running)


@given(data=st.binary(max_size=300), packing=st.sampled_from(["", "gzip", "deflate"]))
def test_whatever_a_server_says_is_a_page_or_refused(
    spoken: Internet, data: bytes, packing: str
) -> None:
    for sent in (
        data,
        answer(data, Content_Encoding=packing),
        answer(data, Transfer_Encoding="chunked"),
    ):
        spoken.server.answers["/1"] = sent
        with contextlib.suppress(FetchError):
            assert isinstance(fetcher(spoken).get(URL), Fetched)
