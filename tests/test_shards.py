"""A site made in parts is that of one build, whatever became of the parts."""

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import builders
import edits
import increments
from builders import EMPTY, PARAGRAPH, ROOT, Ran, article, edition, host, new_digest, put
from increments import clean, compared, outcome
from mujaz import digest, joining, press, sealed, search, sharding, workshop
from mujaz.digest import Digest
from mujaz.errors import DigestError, InvalidValueError, WriteError
from mujaz.joining import Joint
from mujaz.mirror import Mirror
from mujaz.outcome import Built
from mujaz.phrases import Phrases
from mujaz.search.sheets import Share
from mujaz.search.store import Store
from mujaz.shard import Shard
from mujaz.sharding import LABEL, Label, Laid
from mujaz.steps import Steps

Command = Callable[..., Ran]
ENGLISH = Phrases.of("en")
FOLDERS = st.lists(st.sampled_from(["tags", "٢٠٢٦", "2026/07", "a-b"]), max_size=3)


@pytest.fixture
def some(tmp_path: Path) -> Digest:
    """A digest of some articles, one of which needs Markdown, and an edition."""
    made = new_digest(tmp_path / "digest")
    for number in range(1, 8):
        body = f"## عنوان\n\n{PARAGRAPH}" if number == 3 else PARAGRAPH
        path = f"articles/2026/07/alrasif-{number}.md"
        put(made.content, article(path, date=f"2026-07-0{number}", tags=["ماء"], body=body))
    builders.bind(made.content, edition("2026/07/alrasif-1"))
    return made


def cloned(made: Digest, folder: Path) -> Digest:
    """Copy what an editor has of a digest; its files have other times."""
    for name in increments.KEPT:
        if (made.root / name).is_dir():
            shutil.copytree(made.root / name, folder / name, copy_function=shutil.copyfile)
        elif (made.root / name).exists():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(made.root / name, folder / name)
    for path in (folder / "content").rglob("*"):
        os.utime(path, ns=(0, 10**18 + len(folder.name)))
    return digest.find(folder)


def part(made: Digest, shard: str) -> Laid:
    """Make a part of a digest's site as the command does; it is read anew."""
    found = digest.find(made.root)
    label = Label.of(Shard.parse(shard), found, EMPTY)
    ready = sharding.read(found, EMPTY, steps=Steps())
    assert not ready.complaints
    return sharding.made(ready, label, make=partial(workshop.add, host=host))


def joined(made: Digest, *parts: Digest) -> tuple[Built, list[str]]:
    """Join parts as the command does; return what was built, and what was told of the parts."""
    found = digest.find(made.root)
    joint = Joint.of([one.cache for one in parts], found, EMPTY)
    told = list(joint.refused(ENGLISH, folder_name))
    joint.lend(found)
    make = joint.joining(partial(workshop.make, host=host))
    built = press.built(found, EMPTY, make=make)
    assert isinstance(built, Built)
    return built, [*told, *joint.told(ENGLISH, folder_name)]


def folder_name(cache: Path) -> Path:
    """Return the name of the digest that a cache is of."""
    return Path(cache.parents[1].name)


def is_that_of_one_build(made: Digest) -> bool:
    return increments.tree(made.site) == clean(made, made.root.parent / "clean").site


@pytest.mark.parametrize(
    "text", ["", "2", "0/2", "3/2", "1/0", "a/b", "1/2/3", "-1/2", "1.5/2", "1/1001"]
)
def test_a_part_of_nothing_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        Shard.parse(text)
    assert str(refused.value.problem) == f"“{text}” is no part of a whole"
    assert str(refused.value.mend) == "write 1/8 for the first of eight parts"


@given(st.integers(1, 40), FOLDERS, st.sampled_from(["index.html", "feed.xml", "أ"]))
def test_each_file_belongs_to_one_part_and_stays_with_its_folder(
    of: int, folders: list[str], name: str
) -> None:
    parts = [Shard(number, of) for number in range(1, of + 1)]
    place = "/".join(folders)
    (whose,) = (one for one in parts if one.holds(f"{place}/{name}"))
    assert whose.holds(f"{place}/feed.json")


@given(st.integers(1, 40), st.integers(0, 500))
def test_numbered_things_are_each_of_one_part(of: int, count: int) -> None:
    dealt = [number for k in range(1, of + 1) for number in Shard(k, of).share(count)]
    assert dealt == list(range(count))


def test_parts_are_about_as_large_as_each_other() -> None:
    counts = [
        sum(Shard(number, 4).holds(f"2026/07/alrasif-{n:06x}/index.html") for n in range(4000))
        for number in range(1, 5)
    ]
    assert all(900 < count < 1100 for count in counts)


def workflow(manual: str) -> dict[str, dict[str, dict[str, list[dict[str, str]]]]]:
    """Return the workflow of parts that a manual shows."""
    shown = re.findall(
        r"```yaml\n(name: publish\n.*?)```", (ROOT / manual).read_text("utf-8"), re.DOTALL
    )
    (text,) = shown
    return yaml.safe_load(text)


@pytest.mark.parametrize("manual", ["docs/en.md", "docs/ar.md"])
def test_the_workflow_of_the_manual_is_pinned_and_has_no_right_it_does_not_need(
    manual: str,
) -> None:
    flow = workflow(manual)
    assert flow["permissions"] == {"contents": "read"}
    assert flow["jobs"] == workflow("docs/en.md")["jobs"]
    rights = {name: job.get("permissions") for name, job in flow["jobs"].items()}
    assert rights == {
        "part": None, "site": None, "deploy": {"pages": "write", "id-token": "write"}
    }  # fmt: skip
    used = [s["uses"] for job in flow["jobs"].values() for s in job["steps"] if "uses" in s]
    assert [action for action in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action)] == []


def said_in(job: str) -> str:
    """Return what a job of the manual's workflow says to mujaz."""
    steps = workflow("docs/en.md")["jobs"][job]["steps"]
    (command,) = (step["run"] for step in steps if step.get("run", "").startswith("mujaz"))
    return command.removeprefix("mujaz ")


def test_the_manuals_workflow_on_processes_side_by_side_gives_the_site_of_one_build(
    some: Digest, tmp_path: Path
) -> None:
    parts = workflow("docs/en.md")["jobs"]["part"]["strategy"]["matrix"]["part"]
    here, running = cloned(some, tmp_path / "here"), []
    for number in parts:
        clone = cloned(some, tmp_path / f"clone-{number}")
        told = said_in("part").replace("${{ matrix.part }}", str(number)).split()
        command = (sys.executable, "-c", increments.MUJAZ, *told)
        running.append(subprocess.Popen(command, cwd=clone.root, stdout=subprocess.DEVNULL))
    assert [process.wait(60) for process in running] == [0] * len(parts)
    for number in parts:  # as it is uploaded, and downloaded elsewhere with other times
        name = f"part-{number}"
        shutil.copytree(
            tmp_path / f"clone-{number}" / name,
            here.root / "parts" / name,
            copy_function=shutil.copyfile,
        )
    verb, strict, pattern = said_in("site").split()
    folders = map(str, sorted(here.root.glob(pattern)))
    ran = subprocess.run(
        (sys.executable, "-c", increments.MUJAZ, verb, strict, *folders),
        cwd=here.root,
        env={**os.environ, "LC_ALL": "en_GB.UTF-8"},
        capture_output=True,
        check=True,
    )
    assert ran.stdout.count(b"Taken over from") == len(parts)
    assert ran.stderr == b""
    assert is_that_of_one_build(here)


def damage(made: Digest, chance: random.Random) -> None:
    """Damage a file of a part, but for what says that it is one."""
    label = (made.cache / LABEL).read_bytes()
    edits.spoil(made, chance)
    (made.cache / LABEL).write_bytes(label)


@pytest.mark.parametrize("seed", range(3))
def test_parts_of_any_states_of_a_digest_give_the_site_of_a_clean_build(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    made = edits.digest(tmp_path / "digest", chance)
    parts = []
    for number in range(3):
        edits.edit(made, chance, without=increments.NOISY)
        clone = cloned(made, tmp_path / f"part {number}")
        if not outcome(cloned(made, tmp_path / f"tried {number}")).said:
            part(clone, f"{chance.randint(1, 2)}/2")
            if chance.random() < 1 / 3:
                damage(clone, chance)
            parts.append(clone)
    while outcome(cloned(made, tmp_path / "tried again")).kind != "good":
        edits.edit(made, chance, without=increments.NOISY)
        shutil.rmtree(tmp_path / "tried again")
    if chance.random() < 1 / 2:
        outcome(made)
    joined(made, *parts)
    compared(outcome(made), clean(made, tmp_path / "clean"), {})


def test_all_that_parts_have_is_taken_over_and_costs_no_room(some: Digest, tmp_path: Path) -> None:
    one, two = cloned(some, tmp_path / "one"), cloned(some, tmp_path / "two")
    laid = part(one, "1/2"), part(two, "2/2")
    made: list[str] = []
    found = digest.find(some.root)
    joint = Joint.of([one.cache, two.cache], found, EMPTY)
    joint.lend(found)

    def make(ready: press.Prepared) -> tuple[str, ...]:
        made.extend(ready.order.wanted or ())
        return workshop.make(ready, host)

    press.built(found, EMPTY, make=joint.joining(make))
    assert made == []
    assert [p.taken for p in joint.parts] == [one.made for one in laid]
    assert (some.site / "2026/07/alrasif-1/index.html").stat().st_nlink == 3
    assert is_that_of_one_build(some)


def test_no_article_is_read_for_the_search_that_a_part_has_read(
    some: Digest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = cloned(some, tmp_path / "one"), cloned(some, tmp_path / "two")
    part(one, "1/2")
    part(two, "2/2")
    read = []
    share = Share.read
    monkeypatch.setattr(Share, "read", lambda own: read.extend(own.sheets) or share(own))
    joined(some, one)
    assert len(read) == 4  # three of seven are the first half
    put(some.content, article("articles/2026/07/alrasif-5.md", title="خبر مصحَّح", date="2026-07-05"))
    shutil.rmtree(some.cache)
    read.clear()
    joined(some, one, two)
    assert [sheet.kept is None for sheet in read] == [False, True, False, False]
    assert is_that_of_one_build(some)


def test_what_a_part_keeps_for_the_search_does_not_grow(some: Digest) -> None:
    def kept() -> tuple[int, list[range]]:
        with closing(Store.left(some.cache / search.FILE)) as store:
            return len(store.known()), [share for share, _ in store.runs()]

    for number in range(3):
        edited = article("articles/2026/07/alrasif-7.md", title=f"خبر {number}", date="2026-07-07")
        put(some.content, edited)
        part(some, "2/2")
        assert kept() == (4, [range(3, 7)])
    builders.built(some)
    assert kept() == (7, [])
    put(some.content, article("articles/2026/07/alrasif-5.md", title="خبر مصحَّح", date="2026-07-05"))
    part(some, "1/2")
    builders.built(some)
    assert is_that_of_one_build(some)


def test_nothing_of_a_library_that_a_part_knows_is_parsed_again(
    some: Digest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = cloned(some, tmp_path / "one")
    part(one, "1/2")
    parsed: list[object] = []
    monkeypatch.setattr(joining.catalogue, "_described", lambda *of: parsed.append(of))
    joint = Joint.of([one.cache], some, EMPTY)
    joint.lend(some)
    assert len(press.prepared(some, EMPTY).order.library.articles) == 7
    assert parsed == []


def test_a_part_made_again_makes_what_changed(some: Digest) -> None:
    first = part(some, "1/1")
    assert (first.made > 20, first.unchanged) == (True, 0)
    again = part(some, "1/1")
    assert (again.made, again.unchanged) == (0, first.made)
    (some.content / "articles/2026/07/alrasif-5.md").unlink()
    third = part(some, "1/1")
    assert third.made + third.unchanged == first.made - 1
    assert 0 < third.made < first.made
    assert "2026/07/alrasif-5/index.html" not in Mirror.at(some.cache / press.MIRROR).made
    assert not some.site.exists()


def test_a_part_in_the_cache_of_a_whole_build_leaves_that_whole(some: Digest) -> None:
    builders.built(some)
    put(some.content, article("articles/2026/07/alrasif-2.md", title="خبر مصحَّح", date="2026-07-02"))
    part(some, "2/2")
    there = Mirror.at(some.cache / press.MIRROR).made
    assert {"search/index.bin", "assets/mujaz/site.css"} <= there.keys() or "404.html" in there
    builders.built(some)
    assert is_that_of_one_build(some)


def test_a_part_that_is_missing_costs_time_alone(some: Digest, tmp_path: Path) -> None:
    two = cloned(some, tmp_path / "two")
    laid = part(two, "2/3")
    _, told = joined(some, two)
    assert told == [
        "part 1 of 3 is not there; what is lacking is made here",
        "part 3 of 3 is not there; what is lacking is made here",
        f"Taken over from two: {laid.made} files.",
    ]
    assert is_that_of_one_build(some)


def test_a_part_of_other_settings_is_said_and_not_taken(some: Digest, tmp_path: Path) -> None:
    other = cloned(some, tmp_path / "other")
    text = other.config.read_text("utf-8")
    other.config.write_text(text.replace("موجز التجربة", "موجز آخر"), "utf-8")
    part(other, "1/1")
    _, told = joined(some, other)
    (said,) = told
    assert said.startswith("other: it was made with another mkdocs.yml, or with other templates;")
    assert is_that_of_one_build(some)


def test_a_part_of_another_version_is_said_and_not_taken(
    some: Digest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = cloned(some, tmp_path / "other")
    with monkeypatch.context() as patch:
        patch.setattr("mujaz.made_by.version", lambda: "an older one")
        part(other, "1/1")
    _, told = joined(some, other)
    (said,) = told
    assert said.startswith("other: another version of Mujaz, of Python or of a package made it;")
    assert is_that_of_one_build(some)


def test_what_is_damaged_in_a_part_is_made_again(some: Digest, tmp_path: Path) -> None:
    one = cloned(some, tmp_path / "one")
    laid = part(one, "1/1")
    there = Mirror.at(one.cache / press.MIRROR)
    changed, gone, linked = (
        Path(there.place(f"2026/07/alrasif-{number}/index.html")) for number in (1, 2, 4)
    )
    changed.write_bytes(changed.read_bytes().replace("المجلس".encode(), "المجرس".encode()))
    gone.unlink()
    whole = tmp_path / "whole.html"
    linked.rename(whole)
    linked.symlink_to(whole)
    _, told = joined(some, one)
    assert told == [f"Taken over from one: {laid.made - 3} files and 3 damaged."]
    assert is_that_of_one_build(some)


def test_a_mirror_that_is_damaged_gives_nothing(some: Digest, tmp_path: Path) -> None:
    one = cloned(some, tmp_path / "one")
    part(one, "1/1")
    (one.cache / "site" / "state.json").write_text("{}", "utf-8")
    _, told = joined(some, one)
    assert told == ["Taken over from one: 0 files."]
    assert is_that_of_one_build(some)


def test_where_links_are_not_to_be_had_files_are_copied(
    some: Digest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    one = cloned(some, tmp_path / "one")
    part(one, "1/1")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "hardlink_to", refuse)
        joined(some, one)
    place = "2026/07/alrasif-1/index.html"
    assert Path(Mirror.at(one.cache / press.MIRROR).place(place)).stat().st_nlink == 1
    assert is_that_of_one_build(some)


def test_a_page_that_comes_out_as_it_was_keeps_its_time(some: Digest, tmp_path: Path) -> None:
    builders.built(some)
    before = {path: path.stat().st_mtime_ns for path in some.site.rglob("*.html")}
    text = some.config.read_text("utf-8")
    some.config.write_text(f"{text}\n# a word to editors\n", "utf-8")  # all keys are new
    one = cloned(some, tmp_path / "one")
    laid = part(one, "1/1")
    _, told = joined(some, one)
    assert told == [f"Taken over from one: {laid.made} files."]
    after = {path: path.stat().st_mtime_ns for path in some.site.rglob("*.html")}
    assert sum(after[path] != time for path, time in before.items()) <= 2


def test_warnings_are_heard_of_the_part_and_of_the_whole(
    some: Digest, tmp_path: Path, mujaz: Command
) -> None:
    lost = f"{PARAGRAPH}\n\n[رابط](لا-شيء.md)"
    put(some.content, article("articles/2026/07/alrasif-9.md", date="2026-07-09", body=lost))
    one = cloned(some, tmp_path / "one")
    laid = part(one, "1/1")
    assert "لا-شيء.md" in "".join(laid.warnings)
    built, _ = joined(some, one)
    assert built.warnings == laid.warnings
    ran = mujaz("--digest", one.root, "build", "--shard", "1/1", "--strict")
    assert (ran.status, "the site was not built" in ran.err) == (1, True)


def test_a_folder_without_a_part_is_refused(some: Digest, tmp_path: Path, mujaz: Command) -> None:
    builders.built(some)
    ran = mujaz("--digest", some.root, "join", some.cache)
    assert ran.status == 1
    assert ran.err == (
        f"{some.cache}: no part of a site is there; to mend it: name folders that mujaz build"
        " --shard left, whole as it left them\n"
    )
    with pytest.raises(DigestError):
        Joint.of([tmp_path / "parts" / "*"], some, EMPTY)


HOOKED = "hooks: [own.py]\n"


def test_a_digest_in_which_others_have_a_hand_has_no_parts(some: Digest, mujaz: Command) -> None:
    part(some, "1/1")
    some.config.write_text(some.config.read_text("utf-8") + HOOKED, "utf-8")
    said = "this site cannot be made in parts: others than Mujaz have a hand in it"
    for command in (("build", "--shard", "1/2"), ("join", some.cache)):
        ran = mujaz("--digest", some.root, *command)
        assert (ran.status, said in ran.err) == (1, True)


def test_what_stops_a_build_stops_a_part(some: Digest, mujaz: Command) -> None:
    (some.content / "articles" / "broken.md").write_text("---\ntitle: [\n---\n", "utf-8")
    ran = mujaz("--digest", some.root, "build", "--shard", "1/2")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.splitlines()[-1] == "This part of the site was not made."
    assert "broken.md:3" in ran.err
    assert Label.read(some.cache) is None


def test_a_part_and_what_is_next_are_told(some: Digest, mujaz: Command) -> None:
    ran = mujaz("--digest", some.root, "build", "--shard", "1/1", "--cache", "p", "--profile")
    found = re.search(
        r"^Part 1 of 1 is in p: (\d+) files written and 0 unchanged\.$", ran.out, re.MULTILINE
    )
    assert found
    assert ran.out.endswith("\nWhen all parts are made: mujaz join p and the others\n")
    assert "making pages" in ran.err
    assert Label.read(Path("p"))
    assert not some.cache.exists()
    ran = mujaz("--digest", some.root, "join", "p", "--cache", "whole", "--profile")
    assert f"Taken over from p: {found[1]} files." in ran.out
    assert "taking over what was made elsewhere" in ran.err
    assert is_that_of_one_build(some)


@pytest.mark.parametrize("where", ["content", "content/kept", "site", "site/kept"])
def test_a_cache_in_the_content_or_in_the_site_is_refused(
    some: Digest, mujaz: Command, where: str
) -> None:
    for more in ((), ("--shard", "1/2")):
        ran = mujaz("--digest", some.root, "build", "--cache", some.root / where, *more)
        assert ran.status == 1
        assert "what is kept between builds would lie in the content, or in the site" in ran.err
        assert not (some.root / where / "catalogue.json").exists()


def test_a_disk_that_refuses_is_said(some: Digest, tmp_path: Path) -> None:
    one = cloned(some, tmp_path / "one")
    part(one, "1/1")
    (some.root / ".cache").write_text("in the way", "utf-8")
    joint = Joint.of([one.cache], some, EMPTY)
    with pytest.raises(WriteError, match="cannot be written"):
        joint.lend(some)


def test_a_label_of_another_kind_is_none(tmp_path: Path) -> None:
    sealed.write(tmp_path / LABEL, "shard 0", "{}")
    assert Label.read(tmp_path) is None
