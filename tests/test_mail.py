"""Letters: the article in a newsletter, a mailbox, a page saved as a letter."""

import base64
import email.message
import pathlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import PARAGRAPH
from mujaz.raw import Format, Limits, Raw, Refused
from parcels import articles, carried, case, differences, given_by, opened, refusals

COSTLY = "this letter has too many parts, or a head without end"
HEAD = "From: Rasif <news@rasif.example>\nSubject: x\nMIME-Version: 1.0\n"


@pytest.mark.parametrize("path", carried("carried/mail"))
def test_a_letter_is_read_as_its_article(path: pathlib.Path) -> None:
    assert differences(path) == []


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "iso-8859-6"])
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
@pytest.mark.parametrize("subtype", ["html", "plain"])
def test_every_encoding_of_letters_is_read(charset: str, encoding: str, subtype: str) -> None:
    text = f"<p>{PARAGRAPH}</p>\n".replace("،", ",")
    letter = email.message.EmailMessage()
    letter["From"] = "صحيفة الرصيف <news@rasif.example>"
    letter["Subject"] = "المجلس يوافق على ترميم السوق القديم"
    letter.set_content(text, subtype=subtype, charset=charset, cte=encoding)
    (item,) = articles(bytes(letter))
    assert item.text == text
    assert (item.said.title, item.said.source) == (letter["Subject"], "صحيفة الرصيف")


def nested(depth: int, inner: str = "text/plain") -> str:
    """Return a letter of parts in parts."""
    opening = "".join(
        f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n" for i in range(depth)
    )
    closing = "".join(f"\n--b{i}--\n" for i in reversed(range(depth)))
    return f"{HEAD}{opening}Content-Type: {inner}\n\nyes{closing}"


def carried_in(depth: int) -> str:
    return HEAD + "Content-Type: message/rfc822\n\n" * depth + "Content-Type: text/plain\n\nyes"


def test_parts_lie_in_each_other_to_a_depth() -> None:
    assert len(articles(nested(20).encode())) == 1
    assert refusals(nested(21).encode()) == [f"parcel: {COSTLY}"]


HOSTILE = {
    "parts-300-deep": nested(300),
    "parts-3000-deep": nested(3000),
    "letters-3000-deep": carried_in(3000),
    "many-boundaries": HEAD
    + "Content-Type: multipart/mixed; boundary=a\n\n"
    + "--a\nContent-Type: multipart/mixed; boundary=b\n\n" * 5000,
    "many-lines": nested(19) + "\n" * 1_000_000,
    "many-parts": f"{HEAD}Content-Type: multipart/mixed; boundary=a\n\n" + "--a\n\n" * 1_400_000,
    "endless-head": HEAD + "X: y\n" * 100_000,
    "endless-field": f"{HEAD}X: {'y' * 1_000_000}\n\nyes",
    "folded-field": f"{HEAD}X: y{chr(10)} z" * 60_000,
    "endless-parameters": f"{HEAD}Content-Type: multipart/mixed; {'a=b;' * 50_000}\n\nyes",
    "folded-parameters": HEAD + "Content-Type: text/plain;\n" + " a=b;\n" * 20_000 + "\nyes",
    "parameters-in-a-part": f"{HEAD}Content-Type: multipart/mixed; boundary=a\n\n--a\n"
    f"Content-Type: text/plain; {'a*0=b;' * 50_000}\n\nyes\n--a--\n",
    "long-boundary": f"{HEAD}Content-Type: multipart/mixed; boundary={'a' * 100_000}\n\nyes",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_would_take_minutes_is_refused_at_once(text: str) -> None:
    start = time.monotonic()
    items = opened(text.encode(), kind=Format.MAIL)
    assert time.monotonic() - start < 15
    assert [str(item.error.problem) for item in items if isinstance(item, Refused)] == [COSTLY]


ODD = {
    "endless-subject": f"{HEAD}Subject: {'=?utf-8?Q?' * 20_000}\n\nyes",
    "many-words": f"{HEAD}Subject: {'=?utf-8?Q?a?= ' * 9_000}\n\nyes",
    "comments-in-the-sender": f"From: {'(' * 50_000}\nSubject: x\n\nyes",
    "angles-in-the-sender": f"From: {'<' * 50_000}a@b.example\nSubject: x\n\nyes",
    "dots-in-the-sender": f"From: a@{'a.' * 50_000}\nSubject: x\n\nyes",
    "no-charset": f"{HEAD}Content-Type: text/plain; charset\n\nyes",
    "empty-charset": f"{HEAD}Content-Type: text/plain; charset=\n\nyes",
    "charset-of-pieces": f"{HEAD}Content-Type: text/plain; charset*0*=x'y'%ff; charset*1=b\n\nyes",
    "charset-with-nul": f"{HEAD}Content-Type: text/plain; charset=a\x00b\n\nyes",
    "charset-with-nul-encoded": f"{HEAD}Content-Type: text/plain; charset*=x'y'a%00b\n\nنعم yes",
    "charset-of-bytes": f"{HEAD}Content-Type: text/plain; charset=zlib\n\nyes",
    "no-type": f"{HEAD}Content-Type:\n\nyes",
    "half-a-type": f"{HEAD}Content-Type: text/\n\nyes",
    "unknown-transfer": f"{HEAD}Content-Transfer-Encoding: x\n\nyes",
    "broken-base64": f"{HEAD}Content-Transfer-Encoding: base64\n\neWVz!!\n=",
    "uuencoded": f"{HEAD}Content-Transfer-Encoding: x-uuencode\n\nbegin 644 /x\n#>65S\n`\nend\n",
    "broken-uuencoded": f"{HEAD}Content-Transfer-Encoding: uuencode\n\nbegin yes\n",
    "field-without-a-name": f"{HEAD}: x\n\nyes",
    "blank-field": f"{HEAD}\t\n\nyes",
    "letter-that-carries-nothing": f"{HEAD}Content-Type: multipart/mixed; boundary=a\n\n"
    "--a\n\nyes\n--a\nContent-Type: message/rfc822\n\n\n--a--\n",
    "parts-without-parts": f"{HEAD}Content-Type: multipart/mixed; boundary=a\n\n--a\n"
    "Content-Type: multipart/mixed\n\nno\n--a\n\nyes\n--a--\n",
    "base64-of-no-length-in-the-head": f"{HEAD}Subject: =?utf-8?B?YWJjZ?=\n\nyes",
    "date-of-no-day": f"{HEAD}Date: Mon, 99 Jul 99999999999 10:00 +9999\n\nyes",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_an_odd_letter_is_read_all_the_same(text: str) -> None:
    start = time.monotonic()
    (item,) = articles(text.encode(), kind=Format.MAIL)
    assert time.monotonic() - start < 5
    assert "yes" in item.text
    assert len(item.said.title or "") <= 1000


def test_nothing_that_a_letter_names_is_written(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    evil = f"{HEAD}Content-Transfer-Encoding: x-uuencode\n\nbegin 644 evil\n#>65S\n`\nend\n"
    opened(evil.encode())
    assert list(tmp_path.iterdir()) == []


def test_a_letter_that_is_too_large_is_not_read() -> None:
    text = f"{HEAD}\n{'a' * 3000}".encode()
    assert "are read of one" in refusals(text, limits=Limits(article=1000))[0]
    box = b"From a 2021\n" + text + b"\n\nFrom b 2021\n" + HEAD.encode() + b"\nyes"
    items = opened(box, limits=Limits(article=1000))
    assert [type(item) for item in items] == [Refused, Raw]


def test_a_mailbox_is_read_so_far() -> None:
    box = (f"From a@b 2021\n{HEAD}\nyes\n\n" * 9).encode()
    items = opened(box, limits=Limits(entries=4))
    assert [type(item) for item in items] == [*[Raw] * 4, Refused]
    assert len(opened(box)) == 9


def test_a_mailbox_without_a_letter_is_told() -> None:
    assert refusals(b"x", kind=Format.MBOX) == ["parcel: there is no letter in this mailbox"]


@pytest.mark.parametrize("text", ["From a 2021\n" * 800_000, "\n\nFrom a 2021\n" * 300_000])
def test_a_mailbox_of_nothing_is_soon_done_with(text: str) -> None:
    start = time.monotonic()
    opened(text.encode(), kind=Format.MBOX)
    assert time.monotonic() - start < 30


LETTERS = [given_by(case(param.values[0])) for param in carried("carried/mail")]


@settings(deadline=None, max_examples=150)
@given(data=st.data(), kind=st.sampled_from([Format.MAIL, Format.MBOX]))
def test_no_change_of_a_letter_is_too_much(data: st.DataObject, kind: Format) -> None:
    whole = bytearray(data.draw(st.sampled_from(LETTERS)))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    opened(bytes(whole), kind=kind)


@settings(deadline=None, max_examples=100)
@given(head=st.binary(max_size=200), body=st.binary(max_size=200))
def test_no_bytes_are_too_much(head: bytes, body: bytes) -> None:
    for field in (b"From", b"Subject", b"Content-Type", b"Content-Transfer-Encoding", b"Date"):
        opened(field + b": " + head + b"\n\n" + body, kind=Format.MAIL)
    opened(HEAD.encode() + b"\n" + base64.b64encode(body), kind=Format.MAIL)
    opened(head, kind=Format.MBOX)
