"""Two people at work on branches of one digest, through real commands and real git.

What a person does is chance with a seed; each deed says which values the person wrote, so that a
merge can be told right or wrong without asking the code that merges.
"""

import contextlib
import io
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from builders import NAMELESS, RAW, add_raws, dump, new_digest, raw_of
from mujaz import cli, frontmatter
from mujaz.models import KEYS

Place = tuple[str, ...]
"""A file below the digest, a key, and for lists and Markdown the item that was there."""
Wrote = dict[Place, object]
ARTICLES = 4
"""So few are edited that two people often meet in one."""
MACHINE = "machine"
"""Stands for what the machine put in a tag's place."""
WORDS = ("السوق", "الميناء", "المدينة", "الجسر", "المدرسة", "النهر", "الحديقة", "المكتبة")
OUTLETS = {"alnahr": "صحيفة النهر", "aljisr": "صحيفة الجسر", "almaktaba": "صحيفة المكتبة"}


@dataclass(frozen=True)
class Newsroom:
    """A digest in a repository, and the program that git calls there."""

    root: Path
    programs: Path

    def git(self, *words: str) -> subprocess.CompletedProcess[str]:
        who = {
            f"GIT_{r}_{p}": "a@b.example"
            for r in ("AUTHOR", "COMMITTER")
            for p in ("NAME", "EMAIL")
        }
        environ = {
            **os.environ, **who, "LANG": "en_GB.UTF-8", "PYTHONPATH": os.pathsep.join(sys.path),
            "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}",
        }  # fmt: skip
        return subprocess.run(
            ["git", "-c", "core.quotepath=off", *words], cwd=self.root, env=environ,
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip

    def mujaz(self, *words: str) -> tuple[int, str]:
        """Run a command in this process; return its status and all that it said."""
        said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            status = cli.main(["--digest", str(self.root), *words], {"LANG": "en_GB.UTF-8"})
        said.seek(0)
        return status, said.read()

    def commit(self, why: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", why)

    def read(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def write(self, path: str, text: str) -> None:
        (self.root / path).write_text(text, "utf-8")

    def articles(self) -> list[str]:
        found = (self.root / "content" / "articles").rglob("*.md")
        return sorted(path.relative_to(self.root).as_posix() for path in found)[:ARTICLES]


def morning(root: Path) -> Path:
    """Start a digest with a few of the sample articles in it."""
    made = new_digest(root)
    dumps = [path for path in sorted(RAW.iterdir()) if path.name not in NAMELESS][:9]
    add_raws(made.content, map(raw_of, dumps))
    return made.root


def opened(root: Path, programs: Path) -> Newsroom:
    """Put a digest under git, with an edition in it, as its editors find it in the morning."""
    programs.mkdir(parents=True, exist_ok=True)
    program = programs / "mujaz"
    call = f'exec "{sys.executable}" -c "from mujaz.cli import run; run()" "$@"'
    program.write_text(f"#!/bin/sh\n{call}\n", "utf-8")
    program.chmod(0o755)
    room = Newsroom(root, programs)
    room.git("init", "-qb", "main")
    assert room.mujaz("merge", "--install")[0] == 0
    assert room.mujaz("edition", "new", "--from", "2020-01-01", "--to", "2026-11-01")[0] == 0
    room.mujaz("tags", "propose", "--least", "2", "--write")
    room.commit("morning")
    return room


def values(room: Newsroom, path: str) -> dict[str, object]:
    return dict(frontmatter.parse(frontmatter.split(room.read(path))).values)


def _set(room: Newsroom, path: str, key: str, value: object) -> None:
    order = ("title", "date", "until", "status", "articles") if "/editions/" in path else KEYS
    room.write(path, frontmatter.edit(room.read(path), {key: value}, order=order))


def _said(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=4))


def rewrite(room: Newsroom, chance: random.Random) -> Wrote:
    """Write one value of an article anew."""
    path, key = (
        chance.choice(room.articles()),
        chance.choice(("title", "kicker", "summary", "note")),
    )
    text = _said(chance)
    _set(room, path, key, text)
    return {(path, key): text}


def edit_paragraph(room: Newsroom, chance: random.Random) -> Wrote:
    """Write one paragraph of an article anew."""
    path = chance.choice(room.articles())
    document = frontmatter.split(room.read(path))
    paragraphs = document.body.split("\n\n")
    place, text = chance.randrange(1, len(paragraphs)), f"{_said(chance)}."
    end = "\n" if paragraphs[place].endswith("\n") else ""
    paragraphs[place] = text + end
    head = document.opening + document.head + document.closing
    room.write(path, head + "\n\n".join(paragraphs))
    return {(path, "body", str(place)): text}


def add_tag(room: Newsroom, chance: random.Random) -> Wrote:
    """Put a tag at the end of those of an article."""
    path, tag = chance.choice(room.articles()), chance.choice(WORDS)
    tags = values(room, path).get("tags", [])
    if tag not in tags:
        _set(room, path, "tags", [*tags, tag])
    return {(path, "tags", "+", tag): tag}


def drop_tag(room: Newsroom, chance: random.Random) -> Wrote:
    """Take a tag out of an article."""
    path = chance.choice(room.articles())
    tags = values(room, path).get("tags", [])
    if len(tags) < 2:
        return {}
    gone = chance.choice(tags)
    _set(room, path, "tags", [tag for tag in tags if tag != gone])
    return {(path, "tags", gone): None}


def rename_tag(room: Newsroom, chance: random.Random) -> Wrote:
    """Rename a tag in the whole library."""
    known = sorted(frontmatter.parse_yaml(room.read("content/tags.yml")).values)
    if not known:
        return {}
    old, new = chance.choice(known), f"{chance.choice(WORDS)} {chance.choice(WORDS)}"
    before = {path: values(room, path).get("tags", []) for path in _all(room)}
    status, said = room.mujaz("tags", "rename", old, new)
    assert status == 0, said
    wrote: Wrote = {(path, "tags", old): new for path, tags in before.items() if old in tags}
    return {**wrote, ("content/tags.yml", old): new}


def _all(room: Newsroom) -> list[str]:
    found = (room.root / "content" / "articles").rglob("*.md")
    return sorted(path.relative_to(room.root).as_posix() for path in found)


def add_article(room: Newsroom, chance: random.Random) -> Wrote:
    """Add one of a few raw articles; two people may add the same one."""
    number = chance.randrange(4)
    name = chance.choice(sorted(OUTLETS.values()))
    file = room.programs / f"raw-{number}-{name}.txt"
    file.write_text(dump(f"{WORDS[number]} يفتح أبوابه بعد عامين من العمل", source=name), "utf-8")
    status, said = room.mujaz(
        "add", str(file), "--source", name, "--date", f"2026-10-0{number + 1}"
    )
    assert status == 0, said
    return {}


def describe_source(room: Newsroom, chance: random.Random) -> Wrote:
    """Put a source into sources.yml by hand, where all others end."""
    key = chance.choice(("alfajr", "alghad", "alshams"))
    text = room.read("content/sources.yml")
    if f"\n{key}:" in text:
        return {}
    words = _said(chance)
    room.write("content/sources.yml", f"{text}{key}:\n  name: {words}\n  rights: excerpt\n")
    return {("content/sources.yml", key, "name"): words}


def lay_out(room: Newsroom, chance: random.Random) -> Wrote:
    """Change the edition: its title, an article more, one fewer."""
    (path,) = (str(p.relative_to(room.root)) for p in (room.root / "content/editions").glob("*.md"))
    head = values(room, path)
    listed = list(head["articles"])
    what = chance.choice(("title", "heading", "drop"))
    if what == "title":
        text = _said(chance)
        _set(room, path, "title", text)
        return {(path, "title"): text}
    place = chance.randrange(len(listed))
    if what == "heading":
        heading = {"heading": _said(chance)}
        _set(room, path, "articles", [*listed[:place], heading, *listed[place:]])
        return {(path, "articles", "+", str(heading)): heading}
    gone = listed[place]
    if len(listed) < 3 or isinstance(gone, dict):
        return {}
    _set(room, path, "articles", [item for item in listed if item != gone])
    return {(path, "articles", gone): None}


def refresh(room: Newsroom, _chance: random.Random) -> Wrote:
    """Let the machine make its values again."""
    before = {path: values(room, path).get("tags", []) for path in _all(room)}
    assert room.mujaz("refresh")[0] == 0
    return {
        (path, "tags", tag): MACHINE
        for path, tags in before.items()
        for tag in tags
        if tag not in values(room, path).get("tags", [])
    }


DEEDS: tuple[Callable[[Newsroom, random.Random], Wrote], ...] = (
    rewrite, rewrite, edit_paragraph, add_tag, add_tag, drop_tag, rename_tag, add_article,
    describe_source, lay_out, lay_out, refresh,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Merged:
    """What became of two branches."""

    unmerged: frozenset[str]
    """The files in which git wants somebody to choose."""
    faults: tuple[str, ...]
    """What is not as it should be."""
    git_alone: bool
    """Whether git merges the two without our help, and the result checks clean."""


def day(room: Newsroom, seed: int) -> Merged:
    """Let two people work from one morning on, and merge what they did."""
    chance, branches = random.Random(seed), (f"one-{seed}", f"other-{seed}")
    one, other = (_worked(room, branch, chance) for branch in branches)
    disputed = {
        place
        for place in one.keys() & other.keys()
        if one[place] != other[place] and _stands(one, place) and _stands(other, place)
    }
    alone = _merges_alone(room, branches[0])
    room.git("merge", "-q", "--no-edit", branches[0])
    unmerged = room.git("diff", "--name-only", "--diff-filter=U").stdout.splitlines()
    faults = tuple(_faults(room, disputed, (one, other), set(unmerged)))
    room.git("reset", "-q", "--hard")
    return Merged(unmerged=frozenset(unmerged), faults=faults, git_alone=alone)


def _merges_alone(room: Newsroom, branch: str) -> bool:
    """Whether git merges a branch by lines, and that checks clean; all is then as it was."""
    plain = "merge.mujaz.driver=git merge-file %A %O %B"
    before = room.git("rev-parse", "HEAD").stdout.strip()
    done = room.git("-c", plain, "merge", "-q", "--no-edit", branch)
    clean = done.returncode == 0 and room.mujaz("check", "--errors")[0] == 0
    room.git("reset", "-q", "--hard", before)
    return clean


def _faults(
    room: Newsroom, disputed: set[Place], both: tuple[Wrote, Wrote], unmerged: set[str]
) -> Iterator[str]:
    files = {place[0] for place in disputed}
    if unmerged != files:
        yield f"git stopped at {sorted(unmerged)}, two wrote the same in {sorted(files)}"
    for path in sorted(unmerged & files):
        wanted = {place[1] for place in disputed if place[0] == path}
        if (found := _differing(path, room.read(path))) != wanted:
            yield f"{path}: git shows {sorted(found)}, two wrote {sorted(wanted)}"
    for wrote in both:
        for place in sorted(wrote.keys() - disputed):
            if place[0] not in unmerged and _stands(wrote, place) and not _kept(room, place, wrote):
                yield f"lost: {place}: {wrote[place]}"
    if not unmerged and (checked := room.mujaz("check", "--errors"))[0]:
        yield checked[1]


def _differing(path: str, text: str) -> set[str]:
    """Return the keys in which the two sides of a file with conflicts differ."""
    if path.endswith(".yml"):
        one, other = (frontmatter.parse_yaml(side).values for side in sides(text))
    else:
        documents = [frontmatter.split(side) for side in sides(text)]
        one, other = ({**frontmatter.parse(d).values, "body": d.body} for d in documents)
    found = {key for key in {**one, **other} if one.get(key) != other.get(key)}
    if path == "content/tags.yml":  # the place is the old name, an alias of both new ones
        return {alias for key in found for alias in (one.get(key) or {}).get("aliases", ())}
    return found


def _kept(room: Newsroom, place: Place, wrote: Wrote) -> bool:
    """Whether what a person wrote stands in the merged library."""
    path, key, *item = place
    if path.endswith(".yml"):
        return str(wrote[place]) in room.read(path)
    if key == "body":
        return str(wrote[place]) in room.read(path)
    value = values(room, path).get(key)
    if not item:
        return value == wrote[place]
    if wrote[place] is None:
        return item[0] not in value
    return wrote[place] in value or item[0] not in value


def _stands(wrote: Wrote, place: Place) -> bool:
    """Whether a person stands behind a value: behind the tags of an article, who chose among them.

    What the machine makes again, or writes in another spelling, is still the machine's.
    """
    chosen = {other[:2] for other, value in wrote.items() if value is None or "+" in other}
    return place[1] != "tags" or place[:2] in chosen


def _worked(room: Newsroom, branch: str, chance: random.Random) -> Wrote:
    room.git("checkout", "-qf", "main")
    room.git("checkout", "-qb", branch)
    wrote: Wrote = {}
    for deed in chance.choices(DEEDS, k=chance.randint(2, 5)):
        wrote.update(deed(room, chance))
    room.commit(branch)
    return wrote


def sides(text: str) -> Iterator[str]:
    """Yield a file with conflicts as each of the two sides has it."""
    for keep in ("<<<<<<<", "======="):
        state, lines = "", []
        for line in text.splitlines(keepends=True):
            mark = line[:7]
            if mark in {"<<<<<<<", "|||||||", "=======", ">>>>>>>"}:
                state = "" if mark == ">>>>>>>" else mark
            elif state in {"", keep}:
                lines.append(line)
        yield "".join(lines)
