"""The site as it was last made: kept whole, shown file by file."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz import mirror, placing, sealed
from mujaz.mirror import Mirror, Published

PATHS = st.sampled_from(
    ["index.html", "a/index.html", "a/b/index.html", "feed.xml", "c", "tags/index.html", "404.html"]
)
SITES = st.dictionaries(PATHS, st.binary(max_size=3), max_size=6)


def filled(folder: Path, files: dict[str, bytes]) -> Mirror:
    """Return a mirror of these files, each keyed by its bytes."""
    there = Mirror.at(folder)
    for path, data in files.items():
        there.put(path, f"key {data!r}", data)
    there.keep(files)
    there.save()
    return Mirror.at(folder)


def shown(site: Path) -> dict[str, bytes]:
    found = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


@given(st.lists(SITES, max_size=4))
def test_a_site_shows_what_was_put_last(tmp_path_factory, states: list[dict[str, bytes]]) -> None:
    folder = tmp_path_factory.mktemp("mirror")
    for files in states:
        there = filled(folder / "kept", files)
        before = shown(folder / "site")
        told = mirror.publish(there, folder / "site", "inputs")
        assert shown(folder / "site") == files
        assert told.written + told.unchanged == len(files)
        assert told.removed == len(set(before) - set(files))
        again = mirror.publish(Mirror.at(folder / "kept"), folder / "site", "inputs")
        assert again == Published(written=0, unchanged=len(files), removed=0)
        assert mirror.shown(Mirror.at(folder / "kept"), folder / "site", "inputs") == again
        assert mirror.shown(Mirror.at(folder / "kept"), folder / "site", "others") is None
        assert mirror.shown(Mirror.at(folder / "kept"), folder, "inputs") is None


def test_a_file_that_comes_out_as_it_was_keeps_its_time(tmp_path: Path) -> None:
    there = filled(tmp_path, {"a": b"1"})
    before = there.made["a"]
    there.put("a", "another key", b"1")
    assert (there.made["a"].stamp, there.made["a"].key) == (before.stamp, "another key")


def test_what_is_lacking_is_named_in_order(tmp_path: Path) -> None:
    there = filled(tmp_path, {"a": b"1", "b": b"2", "c": b"3"})
    Path(there.place("b")).unlink()
    Path(there.place("c")).write_bytes(b"4")
    keys = {"z": "key", "c": "key b'3'", "b": "key b'2'", "a": "key b'1'"}
    assert there.lacks(keys) == ["z", "c", "b"]
    assert there.lacks({"a": "another"}) == ["a"]


def test_a_copy_with_new_times_is_believed_by_its_bytes(tmp_path: Path) -> None:
    there = filled(tmp_path, {"a": b"1"})
    os.utime(there.place("a"), (1, 1))
    assert there.lacks({"a": "key b'1'"}) == []
    assert there.made["a"].time == 1_000_000_000


def test_a_page_that_is_replaced_is_another_file(tmp_path: Path) -> None:
    site = tmp_path / "site"
    mirror.publish(filled(tmp_path / "kept", {"a": b"old"}), site)
    with (site / "a").open("rb") as reader:
        mirror.publish(filled(tmp_path / "kept", {"a": b"new"}), site)
        assert reader.read() == b"old"
    assert (site / "a").read_bytes() == b"new"


def test_what_leads_to_all_the_rest_comes_last_on_a_new_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    link = os.link

    def linked(old: str, new: str) -> None:
        link(old, new)
        order.append(Path(new).name)

    monkeypatch.setattr("os.link", linked)
    files = dict.fromkeys(("404.html", "a.html", "feed.xml", "index.html", "z.css"), b"1")
    mirror.publish(filled(tmp_path / "kept", files), tmp_path / "site")
    assert order == ["a.html", "z.css", "404.html", "feed.xml", "index.html"]


def test_a_state_of_another_kind_is_none(tmp_path: Path) -> None:
    filled(tmp_path, {"a": b"1"})
    sealed.write(tmp_path / "state.json", "catalogue 1", "{}")
    assert Mirror.at(tmp_path).made == {}


def test_what_is_hidden_in_the_site_is_not_ours(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / ".git").mkdir(parents=True)
    (site / ".git" / "HEAD").write_bytes(b"main")
    assert mirror.publish(filled(tmp_path / "kept", {}), site).removed == 0
    assert (site / ".git" / "HEAD").exists()


def test_programs_that_write_one_file_at_once_leave_it_whole(tmp_path: Path) -> None:
    file = tmp_path / "state.json"
    with sealed.beside(file) as one, sealed.beside(file) as other:
        one.write_bytes(b"one")
        other.write_bytes(b"other")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"one"]


@pytest.fixture
def small() -> Iterator[None]:
    """A disk that takes no file above a thousand bytes."""
    resource = pytest.importorskip("resource", reason="a system without limits of that kind")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("write", [sealed.write, lambda file, _, data: placing.write(file, data)])
def test_a_disk_that_is_full_keeps_what_was_there_and_no_part_of_what_was_to_come(
    tmp_path: Path, write: Callable[[Path, str, bytes], object]
) -> None:
    file = tmp_path / "state.json"
    write(file, "a", b"text")
    was = file.read_bytes()
    with pytest.raises(OSError, match="too large"):
        write(file, "a", b"text" * 1000)
    assert list(tmp_path.iterdir()) == [file]
    assert file.read_bytes() == was


def test_what_another_program_puts_in_a_files_place_is_not_taken_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror, write = Mirror(tmp_path), placing.write

    def outrun(place: str, data: bytes) -> tuple[int, int]:
        stamp = write(place, data)
        write(place, b"theirs")
        return stamp

    monkeypatch.setattr(placing, "write", outrun)
    mirror.put("a", "key", b"but ours")
    assert mirror.lacks({"a": "key"}) == ["a"]


def test_what_a_killed_program_left_beside_a_file_is_swept_a_day_later(tmp_path: Path) -> None:
    for name, when in (("old~", 0), ("new~", 90_000), ("state.json", 90_000)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (when, when))
    sealed.sweep(tmp_path, "making-")
    assert {path.name for path in tmp_path.iterdir()} == {"new~", "state.json"}
