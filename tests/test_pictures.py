"""Pictures that are asked for: fetched, looked at, put beside their article, shown by the site."""

import json
import shutil
import struct
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from batches import SITE, entry, feed, files, page, told
from builders import CASES, Ran, add, article, built, put, shelf
from links import Site
from mujaz import album, digest, library, pictures, prose
from mujaz.album import Album
from mujaz.digest import Digest
from mujaz.errors import FetchError, WriteError, message
from mujaz.models import Article
from servers import NOT_FOUND, Internet, Server, answer, onward

Command = Callable[..., Ran]
PICTURES = CASES / "pictures"
JPEG = (PICTURES / "jpeg.jpg").read_bytes()
WEBP = (PICTURES / "webp-lossy.webp").read_bytes()
PNG = (PICTURES / "png.png").read_bytes()
NAMED = '<meta property="og:site_name" content="صحيفة الرصيف">'
FRONT = f"{SITE}/photos/front.jpg"
BODY = f"{SITE}/photos/body.jpg"


def story(number: int = 1, front: str = FRONT, *shown: str) -> bytes:
    """Return a page with a picture above its story and others in it."""
    figures = [
        f'<figure><img src="{link}" alt="السوق القديم {place}"></figure>'
        for place, link in enumerate(shown or (BODY,))
    ]
    first, second, third = told(number)
    head = f'{NAMED}<meta property="og:image" content="{front}">'
    text = page(f"اللجنة تبحث أمر السوق {number}", first, second, third, head=head).decode()
    for figure in figures:
        text = text.replace(f"<p>{second}</p>", f"{figure}<p>{second}</p>", 1)
    return text.encode()


@pytest.fixture
def publisher(server: Server, online: Internet) -> Server:
    """A publisher with a page, and the two pictures of it."""
    del online
    server.answers |= {
        "/1": answer(story()),
        "/photos/front.jpg": answer(JPEG),
        "/photos/body.jpg": answer(WEBP, Content_Type="image/jpeg"),
    }
    return server


@pytest.fixture
def run(digest: Digest, mujaz: Command) -> Command:
    """Runs `mujaz add` in the digest, with one worker."""
    return lambda *given: mujaz("--digest", digest.root, "add", "--workers", 1, *given)


def only(made: Digest) -> Article:
    (found,) = library.load(made.content).library.articles
    return found


def beside(made: Digest) -> dict[str, bytes]:
    """Return the pictures of a library, by their names."""
    found = files(made.content).items()
    return {PurePosixPath(name).name: data for name, data in found if not name.endswith("md")}


def names(made: Digest) -> list[str]:
    return [name for name in beside(made) if not name.endswith("yml")]


def test_pictures_stand_beside_their_article_and_the_site_shows_them(
    publisher: Server, digest: Digest, run: Command
) -> None:
    ran = run(f"{SITE}/1", "--images")
    assert (ran.status, ran.err) == (0, "")
    found = only(digest)
    assert found.front.image == pictures.place(found.path, FRONT, "jpg").name
    assert beside(digest)[found.front.image] == JPEG
    (shown,) = prose.shown_pictures(found.body)
    assert shown == pictures.place(found.path, BODY, "webp").name
    assert beside(digest)[shown] == WEBP
    assert f"![السوق القديم 0]({shown})" in found.body
    built(digest)
    site = Site(digest.site)
    assert site.broken() == []
    assert site.foreign() == []
    kept = {f"{found.path.parent}/{name}" for name in names(digest)}
    assert kept <= site.needed()
    assert publisher.paths == ["/1", "/photos/front.jpg", "/photos/body.jpg"]


def test_a_picture_that_is_there_is_not_asked_for_again_nor_given_up(
    publisher: Server, digest: Digest, run: Command
) -> None:
    run(f"{SITE}/1", "--images")
    before = files(digest.content)
    for again in ([], ["--images"]):
        assert run(f"{SITE}/1", *again).out.startswith("unchanged: ")
    assert files(digest.content) == before
    assert publisher.paths.count("/photos/front.jpg") == 1


def test_links_are_made_pictures_when_the_article_is_added_again(
    publisher: Server, digest: Digest, run: Command
) -> None:
    run(f"{SITE}/1")
    assert (only(digest).front.image, names(digest)) == (FRONT, [])
    assert pictures.wanted(only(digest)) == (FRONT, BODY)
    assert run(f"{SITE}/1", "--images").out.startswith("updated: ")
    assert pictures.wanted(only(digest)) == ()
    assert len(names(digest)) == 2
    assert run(f"{SITE}/1").out.startswith("unchanged: ")
    assert publisher.paths.count("/photos/body.jpg") == 1


def test_what_a_person_wrote_is_theirs_and_no_picture_of_it_is_fetched(
    publisher: Server, digest: Digest, run: Command
) -> None:
    run(f"{SITE}/1")
    found = only(digest)
    file = digest.content / found.path
    text = file.read_text("utf-8").replace("السوق القديم 0", "سوق الحميدية")
    file.write_text(text.replace(f"image: {FRONT}", f"image: {SITE}/mine.jpg"), "utf-8")
    before = files(digest.content)
    ran = run(f"{SITE}/1", "--images")
    assert ran.out.splitlines()[1] == "  kept as a person wrote it: image and body"
    assert files(digest.content) == before
    assert publisher.paths == ["/1", "/1"]


def test_a_picture_that_is_not_to_be_had_stays_a_link_and_the_next_run_fetches_it(
    publisher: Server, digest: Digest, run: Command
) -> None:
    publisher.answers["/photos/body.jpg"] = [NOT_FOUND, answer(WEBP)]
    ran = run(f"{SITE}/1", "--images")
    found = only(digest)
    assert ran.status == 1
    assert ran.err == (
        f"digest/content/{found.path}: {BODY}: “{BODY}” answers with status 404; to mend it: add "
        "it again later, or put a picture beside the article and name its file there\n"
    )
    assert ran.out.splitlines()[-1] == "1 article added and 1 picture missing"
    assert pictures.wanted(found) == (BODY,)
    assert f"[السوق القديم 0](<{BODY}>)" in found.body
    ran = run(f"{SITE}/1", "--images")
    assert (ran.status, ran.err) == (0, "")
    assert pictures.wanted(only(digest)) == ()


def test_a_report_names_what_is_missing_and_a_retry_fetches_it(
    publisher: Server, digest: Digest, run: Command, tmp_path: Path
) -> None:
    publisher.answers["/photos/front.jpg"] = [NOT_FOUND, answer(JPEG)]
    noted = tmp_path / "report.jsonl"
    run(f"{SITE}/1", "--images", "--report", noted)
    (line,) = map(json.loads, noted.read_text("utf-8").splitlines())
    assert (line["from"], line["outcome"]) == (f"{SITE}/1", "missing")
    assert line["wishes"] == {"images": True}
    assert [lack["link"] for lack in line["missing"]] == [FRONT]
    assert run("--retry", noted).status == 0
    assert noted.read_text() == ""
    assert pictures.wanted(only(digest)) == ()


def test_json_names_what_is_missing(publisher: Server, run: Command) -> None:
    del publisher.answers["/photos/front.jpg"]
    ran = run(f"{SITE}/1", "--images", "--json")
    line, counts = map(json.loads, ran.out.splitlines())
    assert line["outcome"] == "added"
    assert [set(lack) for lack in line["missing"]] == [{"link", "problem", "mend"}]
    assert counts["counts"]["missing"] == 1


def png(width: int, height: int) -> bytes:
    """Return a PNG that says that it is of this size."""
    return PNG[:16] + struct.pack(">II", width, height) + PNG[24:]


UNFIT = {
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'><script>pwn()</script></svg>", "no picture"),
    "svg-in-xml": (b"<?xml version='1.0'?><svg onload='pwn()'/>", "no picture"),
    "page": (page(), "no picture"),
    "empty": (b"", "no picture"),
    "cut-off": (JPEG[:20], "no picture"),
    "svg-behind-a-name-of-ours": (b"GIF8<svg/>", "no picture"),
    "pixel": (png(1, 1), "1×1 pixels"),
    "line": (png(600, 2), "600×2 pixels"),
    "bomb": (png(30_000, 30_000), "30000×30000 pixels"),
    "nothing": (png(0, 0), "0×0 pixels"),
    "large": (JPEG + bytes(album.LARGEST), "larger than the 5 MB"),
}


@pytest.mark.parametrize("case", UNFIT)
def test_what_is_no_picture_to_show_is_not_written_whatever_its_server_says(
    publisher: Server, digest: Digest, run: Command, case: str
) -> None:
    data, problem = UNFIT[case]
    publisher.answers["/photos/front.jpg"] = answer(data, Content_Type="image/jpeg")
    ran = run(f"{SITE}/1", "--images")
    assert ran.status == 1
    assert problem in ran.err
    assert "Traceback" not in ran.err
    assert only(digest).front.image == FRONT
    assert [name.rpartition(".")[2] for name in names(digest)] == ["webp"]


@pytest.mark.parametrize(
    "location", ["http://10.0.0.1/a.jpg", "http://169.254.169.254/", "file:///etc/passwd"]
)
def test_a_picture_that_leads_inside_is_refused(
    publisher: Server, digest: Digest, run: Command, location: str
) -> None:
    publisher.answers["/photos/front.jpg"] = onward(location)
    assert run(f"{SITE}/1", "--images").status == 1
    assert only(digest).front.image == FRONT


def test_a_picture_at_a_private_address_is_not_asked_for(publisher: Server, run: Command) -> None:
    publisher.answers["/1"] = answer(story(1, "http://10.0.0.1/a.jpg", "http://[::1]/b.jpg"))
    ran = run(f"{SITE}/1", "--images")
    assert ran.status == 1
    assert ran.err.count("not on the public internet") == 2
    assert publisher.paths == ["/1"]


def test_what_robots_may_not_fetch_is_left_there(
    publisher: Server, digest: Digest, run: Command
) -> None:
    publisher.answers["/robots.txt"] = answer(b"User-agent: *\nDisallow: /photos/\n")
    ran = run(f"{SITE}/1", "--images")
    assert ran.err.count("does not want") == 2
    assert publisher.paths == ["/1"]
    assert only(digest).front.image == FRONT


def test_a_digest_without_an_address_adds_the_article_and_says_why_its_pictures_are_links(
    digest: Digest, run: Command, tmp_path: Path
) -> None:
    text = digest.config.read_text("utf-8")
    digest.config.write_text(text.replace("site_url:", "x_url:"), "utf-8")
    saved = tmp_path / "a.html"
    saved.write_bytes(story())
    ran = run(saved, "--images")
    assert ran.status == 1
    assert ran.err.count("write it as site_url") == 2
    assert only(digest).front.image == FRONT


def test_more_pictures_than_are_held_at_once_come_with_the_next_run(
    publisher: Server, digest: Digest, run: Command
) -> None:
    links = [f"{SITE}/photos/{number}.jpg" for number in range(album.MOST + 3)]
    publisher.answers |= {link.removeprefix(SITE): answer(JPEG) for link in links}
    publisher.answers["/1"] = answer(story(1, links[0], *links[1:]))
    ran = run(f"{SITE}/1", "--images")
    assert (ran.status, ran.err.count("no more than 20 pictures")) == (1, 3)
    assert len(names(digest)) == album.MOST
    assert run(f"{SITE}/1", "--images").status == 0
    assert len(names(digest)) == len(links)


def test_a_picture_that_fails_is_asked_for_once_in_a_batch(publisher: Server, run: Command) -> None:
    del publisher.answers["/photos/front.jpg"]
    publisher.answers["/2"] = answer(story(2))
    ran = run(f"{SITE}/1", f"{SITE}/2", "--images")
    assert ran.err.count("answers with status 404") == 2
    assert publisher.paths.count("/photos/front.jpg") == 1


def test_a_list_leads_again_to_the_articles_that_still_have_links(
    publisher: Server, digest: Digest, run: Command
) -> None:
    publisher.answers |= {"/feed": answer(feed(entry(1))), "/1": answer(story())}
    run(f"{SITE}/feed")
    assert run(f"{SITE}/feed").out == "nothing to do\n"
    assert run(f"{SITE}/feed", "--images").out.startswith("updated: ")
    assert run(f"{SITE}/feed", "--images").out == "nothing to do\n"
    assert pictures.wanted(only(digest)) == ()


def test_a_feed_is_read_three_times_for_a_picture_that_does_not_come(
    publisher: Server, digest: Digest, mujaz: Command
) -> None:
    digest.content.joinpath("sources.yml").write_text(
        f"alrasif:\n  name: صحيفة الرصيف\n  feeds: [{SITE}/feed]\n", "utf-8"
    )
    publisher.answers["/feed"] = answer(feed(entry(1)), ETag='"one"')
    del publisher.answers["/photos/front.jpg"]
    fetch = ("--digest", digest.root, "fetch", "--workers", 1, "--images")
    assert [mujaz(*fetch).status for _ in range(4)] == [1, 1, 1, 0]
    assert publisher.paths.count("/photos/front.jpg") == 3
    assert publisher.paths.count("/photos/body.jpg") == 1


def test_an_article_that_cannot_be_written_leaves_no_picture(
    publisher: Server, digest: Digest, run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    del publisher
    rename = Path.replace

    def replace(path: Path, target: Path) -> Path:
        if target.suffix == ".md":
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    ran = run(f"{SITE}/1", "--images")
    assert "No space left on device" in ran.err
    assert names(digest) == []
    assert not (digest.content / "articles").exists()


def test_what_only_drafts_show_is_not_in_the_site(content: Path) -> None:
    folder = "articles/2021/07"
    both = article(f"{folder}/b.md", image="both.jpg", body="![x](sub/shown%201.jpg)")
    draft = article(
        f"{folder}/a.md", image="a.jpg", status="draft", body="![x](a-1.jpg)\n\n![x](both.jpg)"
    )
    for one in (both, draft):
        put(content, one)
    drawn = {"a.jpg", "a-1.jpg", "both.jpg", "sub/shown 1.jpg", "of-nobody.jpg"}
    for name in drawn:
        (content / folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(PICTURES / "jpeg.jpg", content / folder / name)
    made = digest.find(content)
    built(made)
    found = {path.relative_to(made.site / folder).as_posix() for path in made.site.rglob("*.jpg")}
    assert found == drawn - {"a.jpg", "a-1.jpg"}
    assert Site(made.site).broken() == []


def test_without_drafts_nothing_is_withheld() -> None:
    assert pictures.withheld(shelf(article(image="a.jpg"))) == frozenset()


def test_an_editors_link_is_no_picture_of_the_machine() -> None:
    body = f"[الأصل](<{BODY}>)\n\n![سوق]({SITE}/x.jpg)\n"
    assert pictures.wanted(article(image=FRONT, body=body)) == ()
    assert list(pictures.files(article(image=FRONT, body=body))) == []


def test_an_album_without_network_names_what_is_there(content: Path) -> None:
    add(content, "x")  # refused, and the folder stays as it was
    path = PurePosixPath("articles/2021/07/a.md")
    values = {"image": FRONT, "body": f"[سوق](<{BODY}>) (هند)\n"}
    empty = Album(content).hung(path, values, values)
    assert (empty.values, empty.files, empty.missing) == (values, {}, ())
    place = content / pictures.place(path, BODY, "gif")
    place.parent.mkdir(parents=True)
    place.write_bytes(b"")
    named = Album(content).hung(path, values, ())
    assert named.values == {"image": FRONT, "body": f"![سوق]({place.name}) (هند)\n"}


def test_what_is_wrong_with_the_network_is_told_once_and_mended_at_its_place(
    content: Path,
) -> None:
    asked: list[str] = []

    def fetch(link: str) -> bytes:
        asked.append(link)
        raise WriteError(message("x"), message("mend"))

    hung = Album(content, fetch)
    path = PurePosixPath("articles/a.md")
    values = {"image": FRONT, "body": "\n"}
    for _ in range(2):
        (lack,) = hung.hung(path, values, values).missing
        assert str(lack.error.mend) == "mend"
    assert asked == [FRONT]
    with pytest.raises(FetchError):
        raise album._one_too_many()  # noqa: SLF001
