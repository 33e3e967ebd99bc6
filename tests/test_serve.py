"""The digest in a browser while it is edited: what is served is what a build would publish."""

import json
import random
import re
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from email.message import Message
from functools import partial
from html import unescape
from http.client import HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

import pytest

import edits
from builders import EMPTY, PARAGRAPH, Ran, article, built, host, put
from increments import clean
from mujaz import answers, digest, press, search, serving, watching, workshop
from mujaz.digest import Digest
from mujaz.errors import BuildError, ContentError
from mujaz.phrases import Phrases
from mujaz.proof import Proof, Reading

ENGLISH = Phrases.of("en")
ONE = "2026/07/alrasif-000001/"
PATIENCE = 30
Command = Callable[..., Ran]


def opened(address: str, *, method: str = "GET") -> HTTPResponse:
    asked = urllib.request.Request(address, method=method)  # noqa: S310  our own server
    found = urllib.request.urlopen(asked, timeout=PATIENCE)  # noqa: S310
    assert isinstance(found, HTTPResponse)
    return found


def proof_of(made: Digest, say: Callable[[str], None] = print) -> Proof:
    return Proof(Reading.of(made), EMPTY, make=partial(workshop.add, host=host), say=say)


@dataclass
class Shown:
    """A digest that is served, and what the person at the terminal was told."""

    digest: Digest
    said: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        found = re.search(r"http://\S+", self.said[0])
        assert found
        return found[0]

    def get(self, path: str = "", *, method: str = "GET") -> tuple[int, str, Message]:
        try:
            with opened(self.address + path, method=method) as answer:
                return answer.status, answer.read().decode(), answer.headers
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode(), error.headers

    def page(self, path: str = "") -> str:
        return self.get(path)[1]

    @contextmanager
    def listening(self, path: str) -> Iterator[Callable[[], tuple[str, str]]]:
        """Listen as the script of a page does; yield what waits for the next event."""
        found = re.search(r'data-file="([^"]*)" data-key="([^"]*)"', self.page(path))
        assert found
        asked = urlencode({"file": unescape(found[1]), "key": unescape(found[2])})
        host = re.match(r"http://[^/]+", self.address)
        assert host
        with opened(f"{host[0]}{answers.NEWS}?{asked}") as stream:

            def heard() -> tuple[str, str]:
                while not (name := stream.readline().decode()).startswith("event: "):
                    assert name
                return name.removeprefix("event: ").strip(), json.loads(stream.readline()[6:])

            yield heard


@contextmanager
def shown(made: Digest) -> Iterator[Shown]:
    """Serve a digest at a free port, and follow its changes."""
    here = Shown(made)
    proof = proof_of(made, here.said.append)
    with serving.opened(proof, ENGLISH, address="127.0.0.1:0", say=here.said.append) as follow:
        thread = threading.Thread(target=follow)
        thread.start()
        yield here
    thread.join(PATIENCE)
    assert not thread.is_alive()


@pytest.fixture
def two(digest: Digest) -> Digest:
    """A digest of two articles, never built."""
    put(digest.content, article(date="2026-07-05"))
    put(digest.content, article("articles/2026/08/alrasif-000002.md", title="خبر ثانٍ", date="2026"))
    return digest


@pytest.fixture
def there(two: Digest) -> Iterator[Shown]:
    with shown(two) as here:
        yield here


def say_in(made: Digest, words: str) -> None:
    put(made.content, article(date="2026-07-05", body=words))


def bare(page: str) -> str:
    """Return a page without what the server added."""
    return page.rsplit(f'\n<script src="{answers.SCRIPT}"', 1)[0]


def test_what_is_served_is_what_a_build_publishes_and_a_script(there: Shown) -> None:
    built(there.digest)
    for path in ("", ONE, "2026/", "about/", "tags/"):
        status, page, head = there.get(path)
        assert (status, head["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert bare(page) == (there.digest.site / path / "index.html").read_text("utf-8")
        assert f'<script src="{answers.SCRIPT}" data-news="{answers.NEWS}"' in page
    assert there.page("feed.xml") == (there.digest.site / "feed.xml").read_text("utf-8")


def test_the_script_is_a_file_as_the_policy_of_pages_asks(there: Shown) -> None:
    host = re.match(r"http://[^/]+", there.address)
    assert host
    with opened(f"{host[0]}{answers.SCRIPT}") as answer:
        assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
        assert b"EventSource" in answer.read()


def test_the_search_finds_what_was_just_written(two: Digest) -> None:
    proof = proof_of(two)
    before = proof.file(search.MANIFEST)
    say_in(two, "كلمة مستجدة.")
    assert not proof.refresh()
    assert before != proof.file(search.MANIFEST)
    built(two)
    assert proof.file(search.MANIFEST) == (two.site / search.MANIFEST).read_bytes()
    assert proof.file(f"{search.FOLDER}/none.bin") is None


def test_an_edit_is_heard_and_its_page_is_new(there: Shown) -> None:
    with there.listening(ONE) as heard:
        assert heard() == ("right", f"{ONE}index.html")
        say_in(there.digest, "كلام جديد.")
        assert heard() == ("reload", f"{ONE}index.html")
    assert "كلام جديد." in there.page(ONE)


def test_a_page_that_does_not_show_an_edit_stays_as_it_is(there: Shown) -> None:
    with there.listening("2026/08/alrasif-000002/") as heard:
        assert heard()[0] == "right"
        say_in(there.digest, "كلام جديد.")
        assert heard()[0] == "right"


def test_what_is_wrong_is_said_and_the_last_good_page_stays(there: Shown) -> None:
    path, before = there.digest.content / "articles/2026/07/alrasif-000001.md", there.page(ONE)
    good = path.read_text("utf-8")
    with there.listening(ONE) as heard:
        assert heard()[0] == "right"
        path.write_text(good.replace("source: alrasif", "source: elsewhere"), "utf-8")
        name, told = heard()
        assert name == "wrong"
        assert re.search(r"alrasif-000001.md:\d+: there is no source “elsewhere”", told)
        assert told in there.said
        assert there.page(ONE) == before
        path.write_text(good, "utf-8")
        assert heard()[0] == "right"
    assert there.said[-1] == "That is mended."


def test_a_new_article_is_there_and_a_removed_one_is_not(there: Shown) -> None:
    path = "articles/2026/09/alrasif-000003.md"
    assert there.get("2026/09/alrasif-000003/")[0] == 404
    with there.listening("2026/09/alrasif-000003/") as heard:
        assert heard()[0] == "right"
        put(there.digest.content, article(path, title="خبر ثالث", date="2026-09-01"))
        assert heard()[0] == "reload"
    assert there.get("2026/09/alrasif-000003/")[0] == 200
    with there.listening("2026/09/alrasif-000003/") as heard:
        (there.digest.content / path).unlink()
        while heard()[0] != "reload":
            pass
    status, page, _ = there.get("2026/09/alrasif-000003/")
    assert status == 404
    assert 'dir="rtl"' in page


def test_a_page_that_an_editor_wrote_follows_too(there: Shown) -> None:
    with there.listening("about/") as heard:
        assert heard()[0] == "right"
        (there.digest.content / "about.md").write_text("# نحن أهل الحيّ\n", "utf-8")
        assert heard()[0] == "reload"
    assert "نحن أهل الحيّ" in there.page("about/")


def test_a_setting_makes_all_pages_new(there: Shown) -> None:
    with there.listening(ONE) as heard:
        assert heard()[0] == "right"
        config = there.digest.config
        config.write_text(config.read_text("utf-8").replace("موجز التجربة", "موجز آخر"), "utf-8")
        assert heard()[0] == "reload"
    assert "موجز آخر" in there.page(ONE)


def test_settings_that_others_have_a_hand_in_are_said(there: Shown) -> None:
    with there.listening(ONE) as heard:
        assert heard()[0] == "right"
        with there.digest.config.open("a", encoding="utf-8") as config:
            config.write("hooks: [own.py]\n")
        assert heard()[0] == "wrong"
    assert any("others than Mujaz have a hand in the pages now" in line for line in there.said)


def test_an_address_without_its_slash_leads_to_the_one_with_it(there: Shown) -> None:
    assert bare(there.page(ONE.rstrip("/"))) == bare(there.page(ONE))


def test_a_site_below_its_host_is_served_below_it(two: Digest) -> None:
    text = two.config.read_text("utf-8")
    two.config.write_text(text.replace("digest.example/", "digest.example/news/"), "utf-8")
    with shown(digest.find(two.root)) as here:
        assert here.address.endswith("/news/")
        host = here.address.removesuffix("news/")
        with opened(host) as answer:
            assert answer.url == here.address
        assert here.get(ONE)[0] == 200


def test_a_head_has_no_body_and_a_picture_its_kind(there: Shown) -> None:
    (there.digest.content / "own.png").write_bytes(b"picture")
    assert there.get(ONE, method="HEAD")[1] == ""
    with there.listening(ONE) as heard:
        assert heard()[0] in {"right", "reload"}
    status, said, head = there.get("own.png")
    assert (status, said, head["Content-Type"]) == (200, "picture", "image/png")


@pytest.mark.parametrize("path", ["../mkdocs.yml", "..%2fmkdocs.yml", "tags.yml", ".cache/mujaz"])
def test_nothing_but_the_site_is_served(there: Shown, path: str) -> None:
    assert there.get(path)[0] == 404


def test_what_cannot_be_made_is_said_on_the_page_and_at_the_terminal(there: Shown) -> None:
    overrides = there.digest.root / "overrides"
    overrides.mkdir()
    (overrides / "main.html").write_text("{% broken %}", "utf-8")
    with there.listening("") as heard:
        config = there.digest.config
        text = config.read_text("utf-8")
        named = text.replace("name: material", "name: material\n  custom_dir: overrides")
        config.write_text(named, "utf-8")
        while heard()[0] != "reload":
            pass
    status, page, _ = there.get(ONE)
    assert status == 500
    assert "the site was not built: " in page
    assert "unknown tag" in page
    assert any("unknown tag" in line for line in there.said)


def test_a_warning_is_heard_once(two: Digest) -> None:
    said: list[str] = []
    say_in(two, "انظر [هنا](elsewhere.md).")
    proof = proof_of(two, said.append)
    pages = [proof.file(f"{ONE}index.html") for _ in range(3)]
    assert len(set(pages)) == len(said) == 1


def test_a_page_asked_for_before_its_edit_was_heard_of_is_the_new_one(two: Digest) -> None:
    proof = proof_of(two)
    say_in(two, "كلام جديد.")
    assert "كلام جديد.".encode() in (proof.file(f"{ONE}index.html") or b"")


def test_a_page_never_looked_at_cannot_be_seen_while_it_is_wrong(two: Digest) -> None:
    proof = proof_of(two)
    put(two.content, article(date="2026-07-05", source="alrasif", body="x")).write_text("---\n")
    with pytest.raises(BuildError):
        proof.file(f"{ONE}index.html")


def test_a_deleted_cache_is_made_again(two: Digest) -> None:
    proof = proof_of(two)
    before = proof.file(f"{ONE}index.html")
    for path in (two.cache / "site" / "files").rglob("*"):
        path.unlink() if path.is_file() else None
    assert proof.file(f"{ONE}index.html") == before


def test_a_build_need_not_make_what_was_looked_at(two: Digest) -> None:
    proof = proof_of(two)
    proof.file(f"{ONE}index.html")
    proof.close()
    wanted = press.prepared(two, EMPTY).order.wanted or frozenset()
    assert f"{ONE}index.html" not in wanted
    assert "index.html" in wanted


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_a_proof_is_a_clean_build(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    made = edits.digest(tmp_path / "digest", chance)
    proof = proof_of(made)
    known = {"index.html"}
    for _ in range(6):
        story = [edits.edit(made, chance, without=(edits.spoil,)) for _ in range(2)]
        try:
            wrong = proof.refresh()
        except (BuildError, ContentError):
            return  # others have a hand in the pages now
        anew = clean(made, tmp_path / "clean")
        if anew.kind != "good":
            assert wrong or anew.kind == "failed"
            continue
        assert not wrong
        known |= anew.site.keys()
        looked = chance.sample(sorted(known), min(len(known), 12))
        assert {file: proof.file(file) for file in looked} == {
            file: anew.site.get(file) for file in looked
        }, story


def test_where_nobody_may_listen_to_files_they_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Deaf(watching.PollingObserver):
        def start(self) -> None:
            raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(watching, "Observer", Deaf)
    (tmp_path / "content").mkdir()
    with watching.changes(tmp_path / "mkdocs.yml", [tmp_path / "content"]) as changes:
        (tmp_path / "content" / "a.md").write_text(PARAGRAPH, "utf-8")
        assert changes.wait()


def test_a_place_that_is_none_or_taken_is_said(two: Digest) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        for place in (f"127.0.0.1:{taken.getsockname()[1]}", "nowhere", "127.0.0.1:99999"):
            with pytest.raises(BuildError, match="the site cannot be shown there: "):
                serving.serve(proof_of(two), ENGLISH, address=place, say=print)
