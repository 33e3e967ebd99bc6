"""Each complaint says where it is, what is wrong, and how to mend it, in one line."""

from pathlib import Path, PurePosixPath

import pytest
import yaml

from builders import CASES, article, complaints, errors, put
from mujaz import check, library
from mujaz.check import Severity
from mujaz.errors import message
from mujaz.phrases import Phrases

ENGLISH = Phrases.of("en")
SOURCES = "alrasif:\n  name: صحيفة الرصيف\n"


def cases() -> list[object]:
    return [
        pytest.param(case["files"], case["lines"], id=f"{file.stem}-{place}")
        for file in sorted((CASES / "check").glob("*.yml"))
        for place, case in enumerate(yaml.safe_load(file.read_text("utf-8")), 1)
    ]


def lines(content: Path) -> list[str]:
    return [check.line(c, ENGLISH, content=Path("content")) for c in complaints(content)]


@pytest.mark.parametrize(("files", "expect"), cases())
def test_check(tmp_path: Path, files: dict[str, str], expect: list[str]) -> None:
    for name, text in {"sources.yml": SOURCES, **files}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    assert lines(tmp_path) == expect


@pytest.mark.parametrize(("files", "expect"), cases())
def test_the_command_prints_the_same(digest, mujaz, files: dict[str, str], expect: list[str]):
    for name, text in {"sources.yml": SOURCES, **files}.items():
        path = digest.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    ran = mujaz("--digest", digest.root, "check")
    told = [line.rpartition(" [")[0] for line in ran.err.splitlines()]
    assert {line.replace("content/", "digest/content/", 1) for line in expect} <= set(told)
    assert ran.status == (1 if " [error: " in ran.err else 0)


def test_a_new_digest_is_without_complaint(content: Path) -> None:
    assert complaints(content) == ()


def test_complaints_are_told_file_by_file_and_line_by_line(content: Path) -> None:
    put(content, article("articles/b.md"))
    put(content, article("articles/a.md"))
    broken = "---\ntitle: عنوان\nsource: nobody\ndate: soon\n---\n"
    library.save(content, PurePosixPath("articles/c.md"), broken)
    places = [(str(c.path), c.line) for c in complaints(content)]
    assert places == [("articles/a.md", 2), ("articles/b.md", 2), ("articles/c.md", 4)]


def test_a_missing_date_does_not_stop_a_build(content: Path) -> None:
    put(content, article())
    (complaint,) = complaints(content)
    assert complaint.severity is Severity.WARNING
    assert errors(content) == ()


def test_errors_are_those_that_stop_a_build(content: Path, digest, mujaz) -> None:
    put(content, article("articles/a.md", summary="موجز."))
    put(content, article("articles/b.md", date="2021", aliases=["/tags/"], summary="موجز."))
    assert [str(c.path) for c in errors(content)] == ["articles/b.md"]
    assert len(mujaz("--digest", digest.root, "check").err.splitlines()) == 3
    assert len(mujaz("--digest", digest.root, "check", "--errors").err.splitlines()) == 2


def test_a_mistake_in_one_file_hides_none_in_another(content: Path) -> None:
    (content / "tags.yml").write_text("المياه: [\n", "utf-8")
    put(content, article("articles/a.md"))
    library.save(content, PurePosixPath("articles/b.md"), "---\ntitle: :\n---\n")
    assert [str(c.path) for c in complaints(content)] == [
        "articles/a.md",
        "articles/b.md",
        "tags.yml",
    ]


def test_a_complaint_is_told_in_arabic_too() -> None:
    problem, mend = message("the date is missing"), message("keep one of the two")
    told = check.say(problem, mend, Phrases.of("ar"), where="content/a.md:2")
    assert told.startswith("content/a.md:2: ")
    assert "missing" not in told


@pytest.mark.parametrize("image", ["../../..", "../../../.."])
def test_the_folder_of_the_library_and_what_is_above_are_no_picture(
    image: str, content: Path
) -> None:
    put(content, article(image=image, date="2021-07-05", summary="خلاصة."))
    assert [complaint.rule for complaint in complaints(content)] == ["lost-picture"]


def test_a_name_that_no_disk_bears_is_no_picture(content: Path) -> None:
    put(content, article(image="x" * 5000, date="2021-07-05"))
    (complaint,) = complaints(content)
    assert complaint.severity is Severity.WARNING
