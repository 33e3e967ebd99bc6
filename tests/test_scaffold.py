"""`mujaz init`: a new digest is whole, and nothing that stands there is touched."""

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import ROOT, article, built, complaints, new_digest, put
from mujaz import __version__, digest, scaffold
from mujaz.digest import CACHE, Digest
from mujaz.errors import DigestError, WriteError
from mujaz.phrases import Phrases

NAME, URL = "موجز التجربة", "https://digest.example/"
FILES = {
    ".gitattributes",
    ".vscode/extensions.json",
    ".vscode/mujaz.code-snippets",
    ".vscode/settings.json",
    ".vscode/sources.schema.json",
    ".vscode/tags.schema.json",
    ".vscode/tasks.json",
    ".github/workflows/fetch.yml",
    ".github/workflows/publish.yml",
    ".gitignore",
    "content/about.md",
    "content/index.md",
    "content/sources.yml",
    "content/tags.yml",
    "mkdocs.yml",
}
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1
)
TEXTS_OF_YAML = st.text(st.sampled_from("ab٠م -:#'\"&*!|>%@`{}[],?~<=.1_\\\n"), min_size=1)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def settings_of(folder: Path) -> dict[str, object]:
    return yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))


def front_of(page: Path) -> dict[str, object]:
    return yaml.safe_load(page.read_text("utf-8").split("---\n")[1])


def test_the_files_it_names_are_the_files_there(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "digest"
    written = scaffold.init(folder, name=NAME, url=URL)
    assert {path.relative_to(folder).as_posix() for path in written} == FILES
    assert set(files(folder)) == FILES


def test_a_new_digest_has_no_complaint_and_builds_without_a_warning(digest: Digest) -> None:
    assert complaints(digest.content) == ()
    assert built(digest, strict=True).published.written
    assert NAME in (digest.site / "index.html").read_text("utf-8")


def test_nothing_of_the_theme_is_copied(digest: Digest) -> None:
    ours = {path.name for path in (ROOT / "templates" / "theme").rglob("*") if path.is_file()}
    ours |= {path.name for path in (ROOT / "templates" / "pages").rglob("*")}
    assert not ours & {Path(name).name for name in files(digest.root)}


def test_an_empty_folder_is_new_enough(tmp_path: Path) -> None:
    assert scaffold.init(tmp_path, name=NAME, url=URL)


def test_a_folder_that_holds_anything_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text("mine", "utf-8")
    with pytest.raises(DigestError) as refused:
        scaffold.init(tmp_path, name=NAME, url=URL)
    assert str(refused.value.problem) == "this folder is not empty"
    assert str(refused.value.mend) == (
        "name another, or write --here to add what is missing to this one"
    )
    assert refused.value.path == tmp_path
    assert files(tmp_path) == {".hidden": b"mine"}


@pytest.mark.parametrize("here", [False, True])
def test_a_file_is_no_folder(tmp_path: Path, *, here: bool) -> None:
    taken = tmp_path / "digest"
    taken.write_text("mine", "utf-8")
    with pytest.raises(DigestError) as refused:
        scaffold.init(taken, name=NAME, url=URL, here=here)
    assert str(refused.value.problem) == "this is a file"
    assert str(refused.value.mend) == "name a folder that is new or empty"
    assert taken.read_text("utf-8") == "mine"


def test_here_adds_what_is_missing_and_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "about.md").write_text("# نحن\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: لي\n", "utf-8")
    before = files(tmp_path)
    written = scaffold.init(tmp_path, name=NAME, url=URL, here=True)
    after = files(tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in written} == FILES - set(before)
    assert set(after) == FILES
    assert before.items() <= after.items()


def test_here_a_second_time_writes_nothing(digest: Digest) -> None:
    put(digest.content, article())
    before = files(digest.root)
    assert scaffold.init(digest.root, name="آخر", url=URL, here=True) == ()
    assert files(digest.root) == before


def test_a_folder_that_takes_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("a file where a folder must be", "utf-8")
    with pytest.raises(WriteError) as refused:
        scaffold.init(tmp_path, name=NAME, url=URL, here=True)
    assert str(refused.value.problem).startswith("this file cannot be written: ")


@pytest.mark.parametrize(
    "name", ["أخبار: اليوم", "'هكذا'", '"هكذا"', "الأول #1", "- نعم", "yes", "2021-07-05", "12:30"]
)
def test_a_name_that_yaml_would_misread_is_quoted(tmp_path: Path, name: str) -> None:
    made = tmp_path / "digest"
    scaffold.init(made, name=name, url=f"{URL}#a: 'b'")
    assert settings_of(made)["site_name"] == name
    assert settings_of(made)["site_url"] == f"{URL}#a: 'b'"
    assert front_of(made / "content" / "index.md")["title"] == name


@settings(deadline=None, max_examples=40)
@given(TEXTS | TEXTS_OF_YAML)
@example("<< url >>")
@example("{{ site_name }}")
def test_any_name_comes_back_from_the_settings(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    made = tmp_path_factory.mktemp("named") / "digest"
    scaffold.init(made, name=name, url=URL)
    assert settings_of(made)["site_name"] == " ".join(name.split())
    assert front_of(made / "content" / "index.md")["title"] == " ".join(name.split())
    assert digest.find(made).content == made.resolve() / "content"


@pytest.mark.parametrize(
    "url",
    ["digest.example", "ftp://digest.example/", "//digest.example/", "https://", "https://["],
)
def test_an_address_that_is_none_of_the_web_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(DigestError) as refused:
        scaffold.init(tmp_path / "digest", name=NAME, url=url)
    assert str(refused.value.problem) == f"“{url}” is not an address of the web"
    assert str(refused.value.mend) == "write it whole, such as https://digest.example/"
    assert files(tmp_path) == {}


def test_a_digest_may_be_without_an_address(tmp_path: Path) -> None:
    made = tmp_path / "digest"
    scaffold.init(made, name=NAME, url="")
    assert not settings_of(made)["site_url"]
    assert built(digest.find(made)).warnings == (
        Phrases.of("ar").gettext("no feed is made: set site_url in mkdocs.yml"),
    )


def test_the_name_that_looks_most_like_yaml_builds(tmp_path: Path) -> None:
    made = tmp_path / "digest"
    scaffold.init(made, name="""2021: "الماء" & 'الكهرباء' #1 <b>""", url=URL)
    built(digest.find(made), strict=True)
    page = (made / "site" / "index.html").read_text("utf-8")
    assert "الماء" in page
    assert "<b>" not in page


def test_the_workflow_installs_this_version(digest: Digest) -> None:
    text = (digest.root / ".github" / "workflows" / "publish.yml").read_text("utf-8")
    workflow = yaml.safe_load(text)
    steps = [step.get("run") for step in workflow["jobs"]["build"]["steps"]]
    assert f"python -m pip install mujaz=={__version__}" in steps
    assert "mujaz build --strict" in steps


def test_the_workflow_keeps_what_was_made_also_of_a_build_that_failed(digest: Digest) -> None:
    text = (digest.root / ".github" / "workflows" / "publish.yml").read_text("utf-8")
    steps = yaml.safe_load(text)["jobs"]["build"]["steps"]
    (before,) = (n for n, s in enumerate(steps) if "cache/restore@" in s.get("uses", ""))
    (after,) = (n for n, s in enumerate(steps) if "cache/save@" in s.get("uses", ""))
    (made,) = (n for n, s in enumerate(steps) if s.get("run", "").startswith("mujaz build"))
    assert before < made < after
    assert steps[after]["if"] == "${{ !cancelled() }}"
    kept, restored = steps[after]["with"], steps[before]["with"]
    assert kept["path"] == restored["path"] == str(CACHE)
    assert kept["key"] == restored["key"]
    assert kept["key"].startswith(restored["restore-keys"])


def test_what_a_build_leaves_is_not_for_git(digest: Digest) -> None:
    ignored = (digest.root / ".gitignore").read_text("utf-8").splitlines()
    assert "site/" in ignored
    assert ".mujaz-*" in ignored


def test_two_digests_of_one_name_are_the_same(tmp_path: Path) -> None:
    one, other = new_digest(tmp_path / "one"), new_digest(tmp_path / "other")
    assert files(one.root) == files(other.root)
