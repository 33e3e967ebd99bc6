"""The commands: what they say, to whom, in which language, and how they leave."""

import argparse
import inspect
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest
from babel import Locale

from builders import RAW, Ran, article, dump, new_digest, put
from mujaz import __version__, arguments, cli, library, usage
from mujaz.digest import Digest
from mujaz.models import Article, Rights
from mujaz.phrases import Phrases

Command = Callable[..., Ran]
ARABIC, ENGLISH = Phrases.of("ar"), Phrases.of("en")
MUJAZ = (sys.executable, "-c", "from mujaz.cli import run; run()")
COMMANDS = ("init", "add", "check", "build", "serve")
WRONG = {
    "no-command": ([], "the following arguments are required: COMMAND"),
    "unknown-command": (["publish"], "argument COMMAND: invalid choice: 'publish' (choose from "),
    "unknown-option": (["check", "--mend"], "unrecognized arguments: --mend"),
    "nothing-to-add": (["add"], "the following arguments are required: FILE"),
    "option-without-value": (["add", "x", "--link"], "argument --link: expected one argument"),
    "no-date": (
        ["add", "x", "--date", "20211"],
        "to mend it: write it as 2021-07-07, or 2021-07, or 2021 when no more is known",
    ),
    "no-such-day": (
        ["add", "x", "--date", "2021-02-30"],
        "to mend it: look the date up at the publisher, or leave it out",
    ),
    "no-section": (["add", "x", "--section", "gossip"], "invalid choice: 'gossip' (choose from "),
    "half-an-option": (["add", "x", "--s", "y"], "ambiguous option: --s could match --source, "),
    "value-for-a-switch": (["check", "--errors=all"], "ignored explicit argument 'all'"),
    "options-alone": (["add", "--draft"], "the following arguments are required: FILE"),
}


def only(content: Path) -> Article:
    (found,) = library.load(content).library.articles
    return found


def page(folder: Path, name: str = "page.txt", **said: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(dump(**said), "utf-8")
    return file


def left(capsys: pytest.CaptureFixture[str], *given: str, lang: str = "en_GB.UTF-8") -> Ran:
    """Run what argparse itself ends: help and wrong usage."""
    with pytest.raises(SystemExit) as gone:
        cli.main(given, {"LANG": lang})
    said = capsys.readouterr()
    return Ran(gone.value.code, said.out, said.err)


def ran(folder: Path, *given: str, **said: object) -> subprocess.CompletedProcess[bytes]:
    env = {"PATH": os.environ["PATH"], "LANG": "en_GB.UTF-8"}
    return subprocess.run([*MUJAZ, *given], cwd=folder, env=env, check=False, **said)


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert left(capsys, "--version") == Ran(0, f"mujaz {__version__}\n", "")


@pytest.mark.parametrize("lang", ["ar_SY.UTF-8", "en_GB.UTF-8"])
def test_the_help_is_in_the_readers_language(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    say = (ARABIC if lang.startswith("ar") else ENGLISH).gettext
    said = left(capsys, "--help", lang=lang)
    assert (said.status, said.err) == (0, "")
    assert set(COMMANDS) <= set(said.out.split())
    for text in (
        "usage: ",
        "options",
        "commands",
        "start a new digest",
        "show this help message and exit",
        "show the version and exit",
    ):
        assert say(text) in said.out


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_its_help(capsys: pytest.CaptureFixture[str], command: str) -> None:
    said = left(capsys, command, "--help")
    assert said.status == 0
    assert f"mujaz {command}" in said.out


@pytest.mark.parametrize("case", WRONG)
def test_wrong_usage_is_said_and_leaves_with_two(
    capsys: pytest.CaptureFixture[str], case: str
) -> None:
    given, told = WRONG[case]
    said = left(capsys, *given)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("usage: mujaz")
    assert ": error: " in said.err
    assert told in said.err.splitlines()[-1]


def test_wrong_usage_is_said_in_arabic_too(capsys: pytest.CaptureFixture[str]) -> None:
    said = left(capsys, "add", lang="ar_EG.UTF-8")
    assert ARABIC.gettext("the following arguments are required: %s") % "FILE" in said.err
    assert said.err.startswith(ARABIC.gettext("usage: "))


@dataclass(frozen=True)
class Overheard(Phrases):
    """Phrases that remember what argparse asked them for."""

    asked: set[str] = field(default_factory=set)

    def gettext(self, text: str) -> str:
        if inspect.stack()[1].frame.f_globals["__name__"] == "argparse":
            self.asked.add(text)
        return text


def test_every_word_of_argparse_is_marked_for_the_catalogues() -> None:
    phrases = Overheard(Locale("en"))
    before = vars(argparse)["_"]
    for given in (["--help"], ["add", "--help"], *(given for given, _ in WRONG.values())):
        with pytest.raises(SystemExit):
            arguments.read(given, phrases)
    # These it looks up whether or not it has to say them, and the title is translated already.
    idle = {None, "commands", "expected at least one argument", "expected at most one argument"}
    assert phrases.asked - idle == set(usage.ARGPARSE)
    assert vars(argparse)["_"] is before


@pytest.mark.parametrize(
    ("environ", "speaks"),
    [
        ({}, ARABIC),
        ({"LANG": ""}, ARABIC),
        ({"LANG": "C"}, ARABIC),
        ({"LANG": "C.UTF-8"}, ARABIC),
        ({"LANG": "POSIX"}, ARABIC),
        ({"LANG": "ar"}, ARABIC),
        ({"LANG": "ar_MA.UTF-8"}, ARABIC),
        ({"LANG": "en_US.UTF-8"}, ENGLISH),
        ({"LANG": "fr_FR.UTF-8"}, ENGLISH),
        ({"LANG": "ar", "LC_MESSAGES": "en_GB"}, ENGLISH),
        ({"LANG": "en_GB", "LC_MESSAGES": "ar_SY"}, ARABIC),
        ({"LC_ALL": "C", "LC_MESSAGES": "en_GB", "LANG": "en_GB"}, ARABIC),
        ({"LC_ALL": "", "LANG": "en_GB"}, ENGLISH),
    ],
)
def test_it_speaks_the_language_of_the_locale_and_arabic_where_there_is_none(
    content: Path, capsys: pytest.CaptureFixture[str], environ: dict[str, str], speaks: Phrases
) -> None:
    told_of = {"date": "2026-07-05", "summary": "خلاصة."}
    put(content, article(**told_of))
    put(content, article("articles/2026/07/alrasif-000002.md", title="خبر آخر", **told_of))
    assert cli.main(["--digest", str(content), "check"], environ) == 0
    told = speaks.counted("%(n)s article, no complaint", "%(n)s articles, no complaint", 2)
    assert capsys.readouterr().out == f"{told}\n"


def test_init_names_what_it_wrote_and_what_comes_next(mujaz: Command, tmp_path: Path) -> None:
    said = mujaz("init", "news", "--name", "موجز الحيّ: اليوم", "--url", "https://hayy.example/")
    assert (said.status, said.err) == (0, "")
    *written, following = said.out.splitlines()
    assert all((tmp_path / name).is_file() for name in written)
    assert "news/mkdocs.yml" in written
    assert following == "A digest is in news. Next: mujaz --digest news add FILE"
    settings = (tmp_path / "news" / "mkdocs.yml").read_text("utf-8")
    assert "site_name: 'موجز الحيّ: اليوم'\n" in settings
    assert "site_url: https://hayy.example/\n" in settings


def test_init_without_a_folder_is_here(mujaz: Command, tmp_path: Path) -> None:
    assert mujaz("init").status == 0
    assert (tmp_path / "mkdocs.yml").is_file()


def test_init_refuses_a_folder_that_holds_anything_unless_told(
    mujaz: Command, tmp_path: Path
) -> None:
    page(tmp_path)
    refused = mujaz("init", ".")
    assert refused == Ran(
        1,
        "",
        ".: this folder is not empty; to mend it: name another, or write --here to add what is "
        "missing to this one\n",
    )
    assert mujaz("init", ".", "--here").status == 0


def test_a_page_is_added_with_what_was_said_of_it(
    mujaz: Command, digest: Digest, tmp_path: Path
) -> None:
    said = mujaz(
        *("--digest", digest.root, "add", page(tmp_path), "--date", "2026-07", "--draft"),
        *("--source", "صحيفة الميناء", "--section", "economy"),
        *("--link", "https://almina.example/1"),
    )
    added = only(digest.content)
    assert said == Ran(
        0,
        f"added: digest/content/{added.path}  {added.front.title}\n1 article added\n",
        "",
    )
    front = added.front
    assert (str(front.date), front.section, front.status) == ("2026-07", "economy", "draft")
    assert front.link == "https://almina.example/1"
    assert library.load(digest.content).library.sources[front.source].name == "صحيفة الميناء"
    assert library.load(digest.content).library.rights(added) is Rights.FULL


def test_adding_again_changes_nothing_and_a_correction_keeps_a_persons_words(
    mujaz: Command, digest: Digest, tmp_path: Path
) -> None:
    file = page(tmp_path)
    add = ("--digest", digest.root, "add", file, "--date", "2026-07-05")
    mujaz(*add)
    again = mujaz(*add)
    assert again.out.splitlines()[-1] == "1 article unchanged"
    path = digest.content / only(digest.content).path
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"(?m)^title: .*$", "title: السوق يُرمَّم", text), "utf-8")
    file.write_text(file.read_text("utf-8").replace("مليوني ليرة", "ثلاثة ملايين ليرة"), "utf-8")
    corrected = mujaz(*add)
    shown = f"digest/content/{only(digest.content).path}"
    assert corrected.out.splitlines() == [
        f"updated: {shown}  السوق يُرمَّم",
        "  kept as a person wrote it: title",
        "1 article updated",
    ]
    assert corrected.status == 0


def test_what_is_refused_is_said_and_the_rest_is_added(
    mujaz: Command, digest: Digest, tmp_path: Path
) -> None:
    page(tmp_path, "dumps/good.txt")
    (tmp_path / "dumps" / "empty.txt").touch()
    (tmp_path / "dumps" / "words.txt").write_text("كلمتان فقط", "utf-8")
    said = mujaz("--digest", digest.root, "add", "dumps", "gone.txt")
    assert said.status == 1
    assert said.out.splitlines()[-1] == "1 article added and 3 articles refused"
    assert "dumps/empty.txt: this is empty; to mend it: save the page's text into it first" in (
        said.err.splitlines()
    )
    assert {line.split(": ")[0] for line in said.err.splitlines()} == {
        "dumps/empty.txt",
        "dumps/words.txt",
        "gone.txt",
    }


def test_a_pattern_is_as_good_as_names(mujaz: Command, digest: Digest, tmp_path: Path) -> None:
    page(tmp_path, "dumps/one.txt")
    shutil.copyfile(RAW / "rasif-cup-night.txt", tmp_path / "dumps" / "two.txt")
    page(tmp_path, "dumps/three.html")
    said = mujaz("--digest", digest.root, "add", "dumps/*.txt")
    assert said.out.splitlines()[-1] == "2 articles added"
    assert mujaz("--digest", digest.root, "add", "dumps/*.md").status == 1


def test_an_empty_folder_is_nothing_to_add(mujaz: Command, digest: Digest, tmp_path: Path) -> None:
    (tmp_path / "dumps").mkdir()
    assert mujaz("--digest", digest.root, "add", "dumps") == Ran(0, "nothing to do\n", "")


def test_counts_are_in_arabic(mujaz: Command, digest: Digest, tmp_path: Path) -> None:
    said = mujaz("--digest", digest.root, "add", page(tmp_path), lang="ar_SY.UTF-8")
    told = ARABIC.counted("%(n)s article added", "%(n)s articles added", 1)
    assert said.out.splitlines()[-1] == told


def test_a_dash_is_standard_input(digest: Digest) -> None:
    done = ran(digest.root, "add", "-", input=dump().encode("cp1256"), capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().splitlines()[-1] == "1 article added"
    assert only(digest.content).front.title == "المجلس يوافق على ترميم السوق القديم"


def test_nothing_in_standard_input_is_refused(
    mujaz: Command, digest: Digest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO()))
    said = mujaz("--digest", digest.root, "add", "-")
    assert said == Ran(
        1,
        "1 article refused\n",
        "-: this is empty; to mend it: save the page's text into it first\n",
    )


def test_a_digest_is_found_from_inside_it(
    mujaz: Command, digest: Digest, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(digest.content, article())
    monkeypatch.chdir(digest.content / "articles")
    said = mujaz("check", "--strict")
    assert said.status == 1
    assert said.err.startswith(f"{digest.content}/articles/2026/07/alrasif-000001.md:2: ")


def test_where_there_is_no_digest_every_command_says_so(mujaz: Command, tmp_path: Path) -> None:
    for command in (["check"], ["build"], ["serve"], ["add", str(page(tmp_path))]):
        said = mujaz(*command)
        assert said == Ran(
            1,
            "",
            f"{tmp_path}: there is no mkdocs.yml here or above; to mend it: run mujaz init to "
            "start a digest, or name one with --digest\n",
        )


def test_settings_that_cannot_be_read_are_said_with_their_line(
    mujaz: Command, digest: Digest
) -> None:
    with digest.config.open("a", encoding="utf-8") as file:
        file.write("extra: [\n")
    said = mujaz("--digest", digest.root, "check")
    assert said.status == 1
    assert re.match(rf"{re.escape(str(digest.config))}:\d+: this YAML cannot be read", said.err)


def test_check_lists_complaints_for_a_person_to_mend(mujaz: Command, digest: Digest) -> None:
    put(digest.content, article(summary="موجز."))
    said = mujaz("--digest", digest.root, "check")
    assert said == Ran(
        0,
        "",
        "digest/content/articles/2026/07/alrasif-000001.md:2: the date is missing; to mend it: "
        "add a line such as date: 2021-07-05, or date: 2021-07, as you know it "
        "[warning: missing-date]\n1 complaint\n",
    )


def test_check_can_leave_out_what_stops_no_build(mujaz: Command, digest: Digest) -> None:
    put(digest.content, article())
    said = mujaz("--digest", digest.root, "check", "--errors")
    assert said == Ran(0, "1 article, no complaint\n", "")
    put(digest.content, article("articles/2026/07/wrong.md", aliases=["/about/"]))
    wrong = mujaz("--digest", digest.root, "check", "--errors")
    assert wrong.status == 1
    assert wrong.err.count("\n") == 2
    assert "the old address “/about/” is another page's" in wrong.err


def test_build_says_where_the_site_is_and_what_changed(mujaz: Command, digest: Digest) -> None:
    put(digest.content, article(date="2026-07-05"))
    first = mujaz("--digest", digest.root, "build")
    assert (first.status, first.err) == (0, "")
    assert re.fullmatch(
        r"The site is in digest/site: \d+ files written and 0 unchanged\.\n"
        r"To see it: mujaz --digest digest serve\n",
        first.out,
    )
    (digest.site / "stale.html").touch()
    second = mujaz("--digest", digest.root, "build")
    assert re.search(r": 0 files written, \d+ unchanged,? and 1 removed\.\n", second.out)


def test_build_stops_at_what_is_wrong(mujaz: Command, digest: Digest) -> None:
    put(digest.content, article("articles/2026/07/wrong.md", aliases=["/about/"]))
    said = mujaz("--digest", digest.root, "build")
    assert (said.status, said.out) == (1, "")
    *listed, last = said.err.splitlines()
    assert [line.split(": ")[0] for line in listed] == [
        "digest/content/articles/2026/07/wrong.md:4"
    ]
    assert last == "The site was not built; the published one is as it was."


class Interrupted(io.BytesIO):
    """Standard input at which a person pressed Ctrl+C."""

    def read(self, *_: object) -> bytes:
        raise KeyboardInterrupt


def test_an_interrupt_leaves_quietly(
    mujaz: Command, digest: Digest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=Interrupted()))
    assert mujaz("--digest", digest.root, "add", "-") == Ran(130, "", "")


@pytest.fixture
def broken_pipe() -> Iterator[int]:
    """The end of a pipe that nobody reads any more."""
    reads, writes = os.pipe()
    os.close(reads)
    yield writes
    with suppress(OSError):
        os.close(writes)


@pytest.mark.parametrize("given", [["--help"], ["add", "--help"], ["init", "new"], ["check"]])
def test_a_reader_that_went_away_is_no_fault(
    tmp_path: Path, broken_pipe: int, given: list[str]
) -> None:
    made = new_digest(tmp_path / "digest")
    done = ran(made.root, *given, stdout=broken_pipe, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_reader_of_complaints_that_went_away_is_no_fault(
    digest: Digest, broken_pipe: int
) -> None:
    put(digest.content, article())
    done = ran(digest.root, "check", stdout=subprocess.PIPE, stderr=broken_pipe)
    assert (done.returncode, done.stdout) == (0, b"")


def test_after_a_broken_pipe_nothing_is_left_to_be_flushed(
    broken_pipe: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with (
        closing(os.fdopen(broken_pipe, "w", encoding="utf-8")) as out,
        (tmp_path / "err").open("w", encoding="utf-8") as err,
    ):
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        assert cli.main(["--help"], {}) == 0
    assert (tmp_path / "err").read_bytes() == b""


def test_the_sample_is_told_line_by_line(mujaz: Command, digest: Digest) -> None:
    said = mujaz("--digest", digest.root, "add", *sorted(RAW.glob("rasif-*.txt")))
    lines = said.out.splitlines()
    added = [line for line in lines if line.startswith("added: digest/content/articles/")]
    assert added
    assert len(lines) == len(added) + 1
