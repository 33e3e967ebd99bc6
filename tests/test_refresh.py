"""`mujaz refresh`: what the machine made is made again, and what a person wrote stays."""

import json
import re
import subprocess
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from batches import told
from builders import Ran, add, add_raws, dump, new_digest
from mujaz import bulk, frontmatter, library, refresh
from mujaz.desk import Outcome
from mujaz.digest import Digest
from mujaz.ingest import Added
from mujaz.models import Tag
from mujaz.raw import Raw, Refused, Said
from test_prose import LINES

SUMMARY = re.compile(r"(?m)^summary: .*\n")
TAGS = re.compile(r"(?m)^tags:\n(?:- .*\n)+")


def story(number: int) -> str:
    return "\n\n".join(["صحيفة الرصيف", f"خبر رقم {number} عن السوق القديم", *told(number), ""])


def refreshed(content: Path, *names: Path, **how: object) -> list[refresh.Result]:
    return list(refresh.refresh(content, refresh.chosen(content, names), **how))


def outcomes(content: Path, **how: object) -> list[str]:
    return [
        "refused" if isinstance(one, Refused) else str(one.outcome)
        for one in refreshed(content, **how)
    ]


def added(content: Path, said: Said | None = None) -> Path:
    (one,) = add_raws(content, [Raw("-", story(1), said=said or Said())])
    assert isinstance(one, Added)
    return content / one.article.path


def rewrite(path: Path, old: str | re.Pattern[str], new: str) -> None:
    before = path.read_text("utf-8")
    after = old.sub(new, before) if isinstance(old, re.Pattern) else before.replace(old, new)
    assert after != before
    path.write_text(after, "utf-8")


def correct(path: Path) -> None:
    """Correct an article's body as an editor does, and nothing else of it."""
    document = frontmatter.split(path.read_text("utf-8"))
    body = document.body.replace("قال رئيس لجنة", "قالت رئيسة لجنة")
    assert body != document.body
    path.write_text(frontmatter.join(replace(document, body=body)), "utf-8")


def head(path: Path) -> dict[str, object]:
    return dict(frontmatter.parse(frontmatter.split(path.read_text("utf-8"))).values)


def describe(content: Path, label: str, *aliases: str) -> None:
    tag = Tag(label=label, aliases=aliases)
    values = tag.model_dump(exclude={"label"}, exclude_defaults=True)
    (content / "tags.yml").write_text(frontmatter.dump({label: values}), "utf-8")


def files(content: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in content.rglob("*") if path.is_file()}


def test_the_sample_digest_stays_as_it_is(sample_digest: Digest) -> None:
    before = files(sample_digest.content)
    assert set(outcomes(sample_digest.content)) == {"unchanged"}
    assert files(sample_digest.content) == before


WORDS = st.text("ابتسمحنل ", min_size=1, max_size=9).map(str.strip).filter(bool)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(LINES, max_size=4),
    st.lists(WORDS, max_size=7),
    st.none() | WORDS,
)
def test_what_just_came_in_is_made_the_same_again(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], tags: list[str], summary: str | None
) -> None:
    content = new_digest(tmp_path_factory.mktemp("digest") / "d").content
    describe(content, "ابن", "سلم", "حل")
    text = story(1) + "\n\n".join(lines)
    (one,) = add_raws(content, [Raw("-", text, said=Said(tags=tuple(tags), summary=summary))])
    before = files(content)
    assert isinstance(one, Refused) or outcomes(content) == ["unchanged"]
    assert files(content) == before


def test_what_an_editor_corrected_is_read_again_once(content: Path) -> None:
    path = added(content)
    correct(path)
    before = path.read_text("utf-8")
    assert outcomes(content) == ["updated"]
    after = path.read_text("utf-8")
    assert "قالت رئيسة لجنة" in str(head(path)["summary"])
    assert frontmatter.split(after).body == frontmatter.split(before).body
    assert outcomes(content) == ["unchanged"]
    assert path.read_text("utf-8") == after


@pytest.mark.parametrize("key", ["summary", "tags"])
def test_a_persons_value_stays(content: Path, key: str) -> None:
    path = added(content)
    values = head(path)
    theirs = "كتبها محرر." if key == "summary" else ["وسم المحرر"]
    path.write_text(frontmatter.edit(path.read_text("utf-8"), {key: theirs}, order=()), "utf-8")
    (one,) = refreshed(content)
    assert (one.outcome, one.kept) == (Outcome.UNCHANGED, (key,))
    assert head(path) == {**values, key: theirs}


@pytest.mark.parametrize(("key", "lines"), [("summary", SUMMARY), ("tags", TAGS)])
def test_what_a_person_deleted_stays_gone(content: Path, key: str, lines: re.Pattern[str]) -> None:
    path = added(content)
    rewrite(path, lines, "")
    assert outcomes(content) == ["unchanged"]
    assert key not in head(path)


@pytest.mark.parametrize(("key", "lines"), [("summary", SUMMARY), ("tags", TAGS)])
def test_what_was_never_there_is_filled_and_signed(
    content: Path, key: str, lines: re.Pattern[str]
) -> None:
    path = added(content)
    before = path.read_text("utf-8")
    rewrite(path, lines, "")
    rewrite(path, re.compile(rf"(?m)^  {key}: .*\n"), "")
    assert outcomes(content) == ["updated"]
    assert path.read_text("utf-8") == before


def test_what_a_person_left_empty_is_not_filled(content: Path) -> None:
    path = added(content)
    rewrite(path, TAGS, "tags: []\n")
    rewrite(path, re.compile(r"(?m)^  tags: .*\n"), "")
    assert outcomes(content) == ["unchanged"]


def test_a_persons_value_that_the_machine_would_write_is_no_conflict(content: Path) -> None:
    path = added(content)
    rewrite(path, re.compile(r"(?ms)^generated:\n.*?(?=^---)"), "")
    (one,) = refreshed(content)
    assert (one.outcome, one.kept) == (Outcome.UNCHANGED, ())


def test_a_summary_of_what_is_no_story_any_more_goes(content: Path) -> None:
    path = added(content)
    document = frontmatter.split(path.read_text("utf-8"))
    path.write_text(document.head.join(["---\n", "---\n\nكلمة واحدة.\n"]), "utf-8")
    assert outcomes(content) == ["updated"]
    assert "summary" not in head(path)
    assert "summary" not in head(path)["generated"]
    assert outcomes(content) == ["unchanged"]


def test_what_a_carrier_said_is_not_made_again(content: Path) -> None:
    path = added(content, Said(tags=("رياضة", "كرة القدم"), summary="خلاصة الناقل."))
    before = head(path)
    assert before["generated"]["summary"].endswith(" (carrier)")
    assert before["generated"]["tags"].endswith(" (carrier 2)")
    rewrite(path, "عن السوق القديم", "عن الملعب البلدي الجديد")
    assert outcomes(content) == ["updated"]
    after = head(path)
    assert after["summary"] == before["summary"]
    assert after["tags"][:2] == ["رياضة", "كرة القدم"]
    assert after["tags"][2:] != before["tags"][2:]
    assert after["generated"]["tags"].endswith(" (carrier 2)")


def test_tags_are_written_as_the_vocabulary_labels_them(content: Path) -> None:
    path = added(content, Said(tags=("الكرة", "كرة القدم")))
    describe(content, "كرة القدم", "الكرة")
    assert outcomes(content) == ["updated"]
    assert head(path)["tags"][0] == "كرة القدم"
    assert head(path)["tags"].count("كرة القدم") == 1
    assert head(path)["generated"]["tags"].endswith(" (carrier 1)")
    assert outcomes(content) == ["unchanged"]


def test_new_articles_get_the_labels_too(content: Path) -> None:
    describe(content, "كرة القدم", "الكرة")
    assert head(added(content, Said(tags=("الكرة",))))["tags"][0] == "كرة القدم"


def test_what_the_vocabulary_blocks_is_not_taken_over_from_a_carrier(content: Path) -> None:
    (content / "tags.yml").write_text("أخبار:\n  blocked: true\n", "utf-8")
    path = added(content, Said(tags=("أخبار", "الآثار")))
    assert head(path)["tags"][0] == "الآثار"
    assert "أخبار" not in head(path)["tags"]
    assert head(path)["generated"]["tags"].endswith(" (carrier 1)")
    assert outcomes(content) == ["unchanged"]


def test_a_tag_is_labelled_whichever_of_its_spellings_comes(content: Path) -> None:
    describe(content, "أمريكا", "الولايات المتحدة")
    path = added(content, Said(tags=("أميركا", "الولايات المتحدة")))
    assert head(path)["tags"][0] == "أمريكا"
    assert head(path)["generated"]["tags"].endswith(" (carrier 1)")


MATCH = "\n\n".join(
    [
        "صحيفة الرصيف",
        "فوز في مباراة الدوري لكرة القدم",
        "سجل المهاجم هدفين في مباراة الدوري. " * 4,
        "قال مدرب الفريق إن لاعبي المنتخب في بطولة كأس العالم سجلوا أهدافا كثيرة. " * 3,
    ]
)


def test_a_section_that_the_words_told_is_made_again(content: Path) -> None:
    (one,) = add_raws(content, [Raw("-", MATCH)])
    path = content / one.article.path
    before = head(path)
    assert before["section"] == "sport"
    assert " " not in before["generated"]["section"]
    rewrite(path, re.compile(r"(?s)\A(---\n.*?\n---\n).*"), r"\1\nكلمة واحدة.\n")
    rewrite(path, re.compile("(?m)^title: .*$"), "title: كلمة")
    assert outcomes(content) == ["updated"]
    assert "section" not in head(path)


@pytest.mark.parametrize("word", ["رياضة", "اقتصاد"])
def test_a_section_that_was_named_stays_whatever_the_words_tell(content: Path, word: str) -> None:
    (one,) = add_raws(content, [Raw("-", MATCH, said=Said(section=word))])
    path = content / one.article.path
    before = head(path)
    assert before["generated"]["section"].endswith(" (carrier)")
    rewrite(path, "المهاجم", "اللاعب")
    refreshed(content)
    assert head(path)["section"] == before["section"]
    assert head(path)["generated"]["section"] == before["generated"]["section"]


def test_a_named_section_comes_in_though_the_body_is_a_persons(content: Path) -> None:
    path = added(content)
    correct(path)
    refreshed(content)
    (again,) = add_raws(content, [Raw("-", story(1), said=Said(section="رياضة"))])
    assert again.outcome is Outcome.UPDATED
    assert head(path)["section"] == "sport"
    assert outcomes(content) == ["unchanged"]


@pytest.mark.parametrize("key", ["title", "kicker"])
def test_add_and_refresh_agree_on_what_a_corrected_headline_says(content: Path, key: str) -> None:
    path = added(content)
    rewrite(path, re.compile("(?m)^title: .*$"), f"title: كلمة\n{key}: المتحف البحري في الميناء")
    path.write_text(path.read_text("utf-8").replace("title: كلمة\ntitle", "title"), "utf-8")
    refreshed(content)
    after = files(content)
    add_raws(content, [Raw("-", story(1))])
    assert files(content) == after


def test_every_other_byte_stays(content: Path) -> None:
    path = added(content)
    rewrite(path, "source: ", "# راجعته سلمى\nweight: 3\nsource:   ")
    correct(path)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    was = path.read_bytes().decode().split("\r\n")
    assert outcomes(content) == ["updated"]
    now = path.read_bytes().decode().split("\r\n")
    ours = ("summary:", "  summary:", "tags:", "- ", "  tags:")
    assert [a for a in was if not a.startswith(ours)] == [b for b in now if not b.startswith(ours)]


def test_any_number_of_workers_writes_the_same(tmp_path: Path) -> None:
    def library_of(workers: int) -> dict[str, bytes]:
        content = new_digest(tmp_path / str(workers)).content
        add_raws(content, [Raw(str(number), story(number)) for number in range(80)])
        for path in content.glob("articles/**/*.md"):
            correct(path)
        with bulk.pool(workers) as executor:
            assert set(outcomes(content, executor=executor, workers=workers)) == {"updated"}
        return {name.split("/content/")[1]: data for name, data in files(content).items()}

    assert library_of(1) == library_of(2)


class Editor(Executor):
    """Does the work at once; then an editor saves the last article with another summary."""

    def __init__(self, path: Path, summary: str) -> None:
        self.path, self.summary = path, summary

    def submit(self, work, /, *given, **named) -> Future:
        done: Future = Future()
        done.set_result(work(*given, **named))
        rewrite(self.path, SUMMARY, self.summary)
        return done


@pytest.mark.parametrize("summary", ["summary: كتبها محرر.\n", "tags: 3\n"])
def test_what_an_editor_saves_meanwhile_is_not_written_over(content: Path, summary: str) -> None:
    add_raws(content, [Raw(str(number), story(number)) for number in range(65)])
    paths = sorted(content.glob("articles/**/*.md"))
    correct(paths[-1])
    results = refreshed(content, *paths, executor=Editor(paths[-1], summary))
    assert summary in paths[-1].read_text("utf-8")
    assert isinstance(results[-1], Refused) == (summary == "tags: 3\n")


@pytest.fixture
def run(mujaz: Callable[..., Ran], digest: Digest) -> Callable[..., Ran]:
    return lambda *arguments: mujaz("--digest", digest.root, "refresh", *arguments)


def test_a_broken_article_gets_its_line_and_the_rest_goes_on(run, content: Path) -> None:
    good, bad = added(content), content / "articles/2020/01/x-1.md"
    bad.parent.mkdir(parents=True)
    bad.write_text("---\ntitle: خبر\ndate: غدا\n---\n\nكلمة.\n", "utf-8")
    correct(good)
    ran = run()
    assert ran.status == 1
    assert ran.err.startswith(f"{bad}:3: ")
    assert ran.err.count("\n") == 1
    assert ran.out.endswith("1 article updated and 1 article refused\n")
    assert bad.read_text("utf-8").startswith("---\ntitle: خبر\n")


def test_front_matter_in_braces_is_refused(run, content: Path) -> None:
    path = added(content)
    path.write_text("---\n{title: خبر, source: alrasif}\n---\n\n" + story(2), "utf-8")
    ran = run()
    assert (ran.status, ran.out) == (1, "1 article refused\n")
    assert "written in braces" in ran.err


def test_a_file_that_cannot_be_read_is_refused(run, content: Path) -> None:
    added(content).write_bytes(b"---\ntitle: \xff\n---\n")
    assert "is not in UTF-8" in run().err


def test_files_and_folders_can_be_named_once_or_twice(run, content: Path) -> None:
    path = added(content)
    add(content, dump())
    correct(path)
    assert (
        run(path.parent, path).out.splitlines()[-1] == "1 article updated and 1 article unchanged"
    )
    assert run(path).out == "1 article unchanged\n"


def test_what_is_no_article_of_the_digest_is_refused(run, content: Path, tmp_path: Path) -> None:
    added(content)
    for name in (tmp_path / "none.md", content / "index.md", content / "articles/none"):
        ran = run(name)
        assert ran.status == 1
        assert ran.err.startswith(f"{name}: there is no article of this digest here; to mend it: ")


def test_a_digest_without_articles_has_nothing_to_do(run) -> None:
    assert run() == Ran(0, "nothing to do\n", "")


def test_a_broken_vocabulary_is_mended_first(run, content: Path) -> None:
    path = added(content)
    before = path.read_bytes()
    (content / "tags.yml").write_text("الماء: 3\n", "utf-8")
    ran = run()
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith(f"{content / 'tags.yml'}:1: ")
    assert path.read_bytes() == before


def test_a_dry_run_prints_a_diff_that_git_applies_and_changes_nothing(
    run, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = added(content)
    correct(path)
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    monkeypatch.chdir(content.parent)
    before = files(content)
    ran = run("--dry-run")
    assert files(content) == before
    assert (ran.status, ran.err) == (0, "1 article updated\n")
    assert "--- a/content/articles/" in ran.out
    subprocess.run(["git", "apply", "-"], input=ran.out.encode(), check=True, cwd=content.parent)
    applied = files(content)
    for name, data in before.items():
        Path(name).write_bytes(data)
    assert run().status == 0
    assert files(content) == applied
    assert run("--dry-run") == Ran(0, "", "1 article unchanged\n")


def test_the_end_of_a_file_without_a_line_end_is_told_in_a_diff(content: Path) -> None:
    path = added(content)
    path.write_text("---\ntitle: خبر عن السوق القديم\nsource: alrasif\n---\nالسوق القديم", "utf-8")
    (one,) = refreshed(content, dry=True)
    assert one.diff(Path("content")).endswith(" السوق القديم\n\\ No newline at end of file\n")


def test_results_can_be_told_as_json(run, content: Path) -> None:
    path = added(content)
    correct(path)
    result, counts = map(json.loads, run("--json").out.splitlines())
    assert (result["outcome"], Path(result["path"]).resolve()) == ("updated", path)
    assert counts["counts"]["updated"] == 1


def test_add_and_refresh_agree_on_what_a_corrected_body_says(content: Path) -> None:
    path = added(content)
    correct(path)
    refreshed(content)
    after = files(content)
    (again,) = add_raws(content, [Raw("-", story(1))])
    assert again.outcome is Outcome.UNCHANGED
    assert files(content) == after
    assert again.kept == ("body",)
    assert library.load(content).complaints == ()


def test_what_brings_the_work_down_is_refused_by_its_name() -> None:
    spoilt = refresh._spoilt((PurePosixPath("articles/a.md"), ""))  # noqa: SLF001
    assert (type(spoilt), spoilt.name) == (Refused, "articles/a.md")
    assert refresh._spoilt(spoilt) is spoilt  # noqa: SLF001
