"""A batch from names to files: with any number of workers, and cut off at any moment."""

import io
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

import pytest

from batches import (
    SITE,
    added,
    batch,
    dumps,
    entry,
    feed,
    files,
    outcomes,
    page_of,
    told,
    whole,
)
from builders import TODAY, dump, errors, new_digest
from mujaz import batch as batches
from mujaz import bulk, ingest, library
from mujaz.album import Album
from mujaz.batch import Batch
from mujaz.desk import Desk, Given
from mujaz.digest import Digest
from mujaz.errors import DigestError, ExecutorError, FetchError
from mujaz.fetch import Fetcher
from mujaz.models import Source
from mujaz.proposal import Background, propose
from mujaz.raw import Format, Raw, Refused
from mujaz.register import Register
from mujaz.wishes import Wishes
from servers import Internet, Server, answer

COUNT = 150
MUJAZ = (sys.executable, "-c", "from mujaz.cli import run; run()")
ENVIRON = {**os.environ, "LC_ALL": "en_GB.UTF-8"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Dumps of one newspaper, of others, without a publisher, without an article."""
    made = dumps(tmp_path_factory.mktemp("dumps") / "in", COUNT)
    for number in range(0, COUNT, 10):
        path = made / f"{number:04}.txt"
        text = path.read_text("utf-8")
        if number % 50 == 0:
            path.write_text(text.partition("\n\n")[2] + "\n\nجريدة السد\n", "utf-8")
        else:
            path.write_text(text.replace("صحيفة الرصيف", "جريدة السد"), "utf-8")
    (made / "0077.txt").write_text("لا شيء", "utf-8")
    shutil.copy(made / "0003.txt", made / "0123.txt")
    return made


@pytest.fixture(scope="module")
def uninterrupted(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The library that a batch makes when nothing disturbs it."""
    digest = new_digest(tmp_path_factory.mktemp("whole") / "digest")
    added(digest, folder)
    return files(digest.content)


def undated(library: dict[str, bytes]) -> dict[str, bytes]:
    """Return a library's files without the day on which each came: a command knows the real one."""
    return {name: re.sub(rb"(?m)^added: .*\n", b"", data) for name, data in library.items()}


def command(digest: Digest, folder: Path, workers: int) -> list[object]:
    return [*MUJAZ, "--digest", digest.root, "add", "--workers", str(workers), folder]


def begun(digest: Digest, folder: Path, workers: int = 2) -> subprocess.Popen[bytes]:
    """Start a batch in a group of its own."""
    return subprocess.Popen(
        command(digest, folder, workers),
        env=ENVIRON,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def heard(running: subprocess.Popen[bytes], lines: int) -> None:
    """Wait until a batch has told of so many articles."""
    for _ in range(lines):
        running.stdout.readline()


def is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(") ")[2][0]
    except FileNotFoundError:
        return False
    return state not in "ZX"


def group(leader: int) -> list[int]:
    """Return the processes of a group that still run."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text("utf-8").rpartition(") ")[2].split()
        except OSError:
            continue
        if int(fields[2]) == leader and fields[0] not in "ZX":
            found.append(int(path.parent.name))
    return found


def deserted(leader: int, seconds: float = 20) -> bool:
    """Whether nothing is left of a group before long."""
    end = time.monotonic() + seconds
    while group(leader):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def sound(content: Path) -> bool:
    """Whether every file of a library is whole."""
    shelf = library.load(content)
    return not shelf.complaints and errors(content) == ()


def test_two_workers_make_the_library_of_one(
    digest: Digest, folder: Path, uninterrupted: dict[str, bytes]
) -> None:
    results = added(digest, folder, workers=2)
    assert len(results) == COUNT
    assert files(digest.content) == uninterrupted
    assert len(uninterrupted) > COUNT


def test_a_second_time_nothing_changes(digest: Digest, folder: Path) -> None:
    first = added(digest, folder, workers=2)
    before = files(digest.content)
    second = added(digest, folder, workers=1)
    assert outcomes(first).count("added") == COUNT - 2
    assert outcomes(second).count("unchanged") == COUNT - 1
    assert outcomes(second).count("refused") == 1
    assert files(digest.content) == before


@pytest.mark.parametrize("seed", range(3))
def test_a_batch_that_is_killed_is_finished_by_a_second_one(
    digest: Digest, folder: Path, uninterrupted: dict[str, bytes], seed: int
) -> None:
    chance = random.Random(seed)
    with begun(digest, folder) as running:
        heard(running, chance.randrange(1, COUNT - 20))
        time.sleep(chance.random() / 50)
        running.kill()
    assert deserted(running.pid)
    assert sound(digest.content)
    added(digest, folder)
    assert undated(files(digest.content)) == undated(uninterrupted)


@pytest.mark.parametrize("lines", [1, 80])
def test_ctrl_c_ends_a_batch_without_a_word_and_a_second_one_finishes(
    digest: Digest, folder: Path, uninterrupted: dict[str, bytes], lines: int
) -> None:
    with begun(digest, folder) as running:
        heard(running, lines)
        os.killpg(running.pid, signal.SIGINT)
        _, errors = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"Traceback" not in errors
    assert deserted(running.pid)
    assert sound(digest.content)
    added(digest, folder)
    assert undated(files(digest.content)) == undated(uninterrupted)


def test_ctrl_c_in_one_process_ends_it_too(digest: Digest, folder: Path) -> None:
    with begun(digest, folder, workers=1) as running:
        heard(running, 5)
        os.killpg(running.pid, signal.SIGINT)
        _, errors = running.communicate(timeout=60)
    assert (running.returncode, b"Traceback" in errors) == (130, False)
    assert sound(digest.content)


def test_a_worker_follows_a_parent_that_was_killed(tmp_path: Path) -> None:
    program = (
        "import os, signal, time\n"
        "from mujaz import bulk\n"
        "if __name__ == '__main__':\n"
        "    with bulk.pool(2) as pool:\n"
        "        print(pool.submit(os.getpid).result(), flush=True)\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    path = tmp_path / "program.py"
    path.write_text(program, "utf-8")
    with subprocess.Popen(
        [sys.executable, path], env=ENVIRON, stdout=subprocess.PIPE, start_new_session=True
    ) as running:
        worker = int(running.stdout.readline())
    assert deserted(running.pid)
    assert not is_alive(worker)


def test_an_option_may_leave_the_number_of_workers_open(digest: Digest) -> None:
    made = batch(digest, workers=None, kind="text")
    assert made.workers == os.cpu_count()
    assert made.wishes.kind is Format.TEXT
    assert made.expected == 0


def test_the_door_is_opened_when_it_is_needed_and_once(digest: Digest) -> None:
    made = batch(digest)
    assert isinstance(made.fetcher(), Fetcher)
    assert made.fetcher() is made.fetcher()


def test_a_digest_without_an_address_opens_no_door(digest: Digest) -> None:
    bare = Digest(root=digest.root, content=digest.content, site=digest.site)
    with pytest.raises(DigestError, match="does not say where the digest is published"):
        batch(bare).fetcher()
    (result,) = added(bare, f"{SITE}/1")
    assert isinstance(result.error, DigestError)


def test_a_contact_that_cannot_be_sent_opens_no_door(digest: Digest) -> None:
    odd = Digest(root=digest.root, content=digest.content, site=digest.site, url="https://a b/")
    with pytest.raises(FetchError):
        batch(odd).fetcher()


def test_private_addresses_are_for_tests_alone(digest: Digest, server: Server, mujaz) -> None:
    server.answers["/1"] = answer(page_of(1))
    url = f"http://127.0.0.1:{server.port}/1"
    ran = mujaz("--digest", digest.root, "add", "--workers", 1, "--source", "الرصيف", url)
    assert (ran.status, server.seen) == (1, [])
    ran = mujaz(
        *("--digest", digest.root, "add", "--workers", 1, "--source", "الرصيف"),
        *("--allow-private", url),
    )
    assert ran.status == 0
    (article,) = library.load(digest.content).library.articles
    assert article.front.link == url


def test_a_mixed_bag_is_added_in_one_go(
    digest: Digest, server: Server, online: Internet, tmp_path: Path
) -> None:
    del online
    server.answers |= {
        "/feed": answer(feed(entry(1, whole(1)), entry(2))),
        "/2": answer(page_of(2)),
    }
    path = tmp_path / "a.txt"
    path.write_text(dump(), "utf-8")
    results = list(batch(digest, path, f"{SITE}/feed", "-").added(io.BytesIO(b"\0")))
    assert sorted(outcomes(results)) == ["added", "added", "added", "refused"]


def test_where_there_is_no_cluster_the_mend_is_told(digest: Digest, folder: Path) -> None:
    with pytest.raises(ExecutorError):
        added(digest, folder, scheduler="nowhere")


def test_a_cluster_reads_too(
    digest: Digest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The executor of a cluster is tried in test_bulk.py; here a pool takes its place.
    addresses: list[str] = []

    @contextmanager
    def cluster(address: str) -> Iterator[tuple[Executor, int]]:
        addresses.append(address)
        with bulk.pool(1) as executor:
            yield executor, 1

    monkeypatch.setattr(batches.bulk, "cluster", cluster)
    results = added(digest, dumps(tmp_path / "in", 80), scheduler="tcp://here:1")
    assert outcomes(results) == ["added"] * 80
    assert addresses == ["tcp://here:1"]


def test_a_batch_sweeps_what_an_earlier_one_that_was_killed_left(digest: Digest) -> None:
    left = [folder / ".mujaz-abcd0123" for folder in (digest.content / "articles", digest.cache)]
    for path in left:
        path.parent.mkdir(parents=True)
        path.write_text("x", "utf-8")
        os.utime(path, (0, 0))
    added(digest)
    assert all(path.exists() for path in left)  # nothing was named, nothing begun
    added(digest, "none.txt")
    assert not any(path.exists() for path in left)


def test_options_that_a_command_does_not_have_say_nothing(digest: Digest) -> None:
    options = Namespace(workers=1, scheduler=None, allow_private=False)
    made = Batch.of(digest, options, {"none.txt": Wishes()}, today=TODAY)
    assert made.wishes == Wishes()
    (result,) = made.added(io.BytesIO())
    assert isinstance(result, Refused)


def test_what_ends_a_worker_or_never_ends_is_refused_under_its_name() -> None:
    background = Background(today=TODAY)
    refused = ingest._spoilt((Raw("a.txt", dump()), background))  # noqa: SLF001
    assert refused.name == "a.txt"
    assert str(refused.error) == "reading this did not come to an end"


def test_a_publisher_that_came_meanwhile_is_seen_in_what_was_read_before(digest: Digest) -> None:
    raw = Raw("a.txt", "\n\n".join(["جريدة السد", "عنوان الخبر", *told(1)]))
    before = Background(today=TODAY)
    library.add_source(digest.content, Source(id="sadd", name="جريدة السد"))
    with Register.opened(digest.content) as shelves:
        desk = Desk(shelves, Given(), TODAY, Album(digest.content))
        taken = desk.take(raw, propose(raw, before), before)
    assert taken.article.front.source == "sadd"
