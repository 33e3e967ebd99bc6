"""Where a digest is, and what its settings say of its folders."""

import os
from pathlib import Path

import pytest

from builders import new_digest
from mujaz import digest, errors
from mujaz.errors import DigestError


def settings(folder: Path, text: str | bytes) -> Path:
    """Write a mkdocs.yml; return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    data = text if isinstance(text, bytes) else text.encode()
    (folder / "mkdocs.yml").write_bytes(data)
    return folder


def refusal(folder: Path) -> DigestError:
    with pytest.raises(DigestError) as caught:
        digest.find(folder)
    return caught.value


def test_a_digest_is_found_from_any_folder_in_it(tmp_path: Path) -> None:
    made = new_digest(tmp_path / "digest")
    assert digest.find(made.content / "articles" / "2021") == made
    assert made.root == tmp_path / "digest"
    assert made.config == tmp_path / "digest" / "mkdocs.yml"


def test_the_nearest_digest_is_the_one(tmp_path: Path) -> None:
    new_digest(tmp_path / "outer")
    inner = new_digest(tmp_path / "outer" / "inner")
    assert digest.find(inner.content) == inner


def test_a_path_may_be_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = new_digest(tmp_path / "digest")
    monkeypatch.chdir(made.content)
    assert digest.find(Path()) == made


def test_where_there_is_none_it_is_said(tmp_path: Path) -> None:
    error = refusal(tmp_path)
    assert str(error.problem) == "there is no mkdocs.yml here or above"
    assert str(error.mend) == "run mujaz init to start a digest, or name one with --digest"
    assert error.path == tmp_path


def test_a_folder_called_mkdocs_yml_is_no_digest(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").mkdir()
    refusal(tmp_path)


@pytest.mark.parametrize(
    ("text", "content", "site"),
    [
        ("docs_dir: content\nsite_dir: public\n", "content", "public"),
        ("site_name: موجز\n", "docs", "site"),
        ("", "docs", "site"),
        ("- a list\n", "docs", "site"),
        ("docs_dir:\nsite_dir: ''\n", "docs", "site"),
        ("docs_dir: 2021\n", "2021", "site"),
        ("docs_dir: ../news\n", "../news", "site"),
    ],
)
def test_folders_are_those_of_the_settings(
    tmp_path: Path, text: str, content: str, site: str
) -> None:
    found = digest.find(settings(tmp_path, text))
    assert (found.content, found.site) == (tmp_path / content, tmp_path / site)


def test_an_absolute_folder_stays_where_it_is(tmp_path: Path) -> None:
    site = tmp_path / "elsewhere"
    assert digest.find(settings(tmp_path / "digest", f"site_dir: {site}\n")).site == site


def test_what_mkdocs_alone_understands_is_read_past(tmp_path: Path) -> None:
    text = (
        "site_name: !ENV [NAME, 'موجز']\n"
        "markdown_extensions:\n"
        "  - emoji:\n"
        "      index: !!python/name:material.extensions.emoji.twemoji\n"
        "hooks: !relative $config_dir\n"
        "docs_dir: content\n"
    )
    assert digest.find(settings(tmp_path, text)).content == tmp_path / "content"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("site_name: موجز\ndocs_dir: a: b\n", 2, "mapping values are not allowed here"),
        ("site_name: 'موجز\n", 2, "found unexpected end of stream"),
        ("site_name: a\x00b\n", 1, "special characters are not allowed"),
        (b"site_name: \xff\n", 1, "invalid start byte"),
    ],
)
def test_settings_that_cannot_be_read_are_told_with_their_line(
    tmp_path: Path, text: str | bytes, line: int, reason: str
) -> None:
    error = refusal(settings(tmp_path, text))
    assert (error.path, error.line) == (tmp_path / "mkdocs.yml", line)
    assert str(error.problem) == f"this YAML cannot be read: {reason}"
    assert str(error.mend) == "mend the line, or take it out"


def test_a_site_address_that_is_none_is_told(tmp_path: Path) -> None:
    error = refusal(settings(tmp_path, "site_url: http://[\n"))
    assert error.path == tmp_path / "mkdocs.yml"
    assert str(error.problem) == "“http://[” is not an address of the web"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="who may read everything")
def test_settings_that_may_not_be_read_are_told(tmp_path: Path) -> None:
    (settings(tmp_path, "docs_dir: content\n") / "mkdocs.yml").chmod(0)
    error = refusal(tmp_path)
    assert str(error.problem) == "this file cannot be read: Permission denied"
    assert str(error.mend) == "see to its permissions"


def test_settings_that_go_away_while_they_are_read_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(tmp_path, "docs_dir: content\n")
    monkeypatch.setattr(Path, "read_bytes", lambda path: (path / "gone").stat())
    assert str(refusal(tmp_path).problem) == "this file cannot be read: Not a directory"


def test_a_mistake_in_settings_is_one_line_of_the_command(tmp_path: Path, mujaz) -> None:
    settings(tmp_path / "digest", "docs_dir: a: b\n")
    ran = mujaz("--digest", "digest", "check")
    assert ran.status == 1
    assert ran.out == ""
    assert ran.err == (
        f"{tmp_path / 'digest' / 'mkdocs.yml'}:1: this YAML cannot be read: "
        "mapping values are not allowed here; to mend it: mend the line, or take it out\n"
    )
    assert issubclass(DigestError, errors.MujazError)


ALONE = "site_name: موجز\nplugins:\n  - mujaz\n"


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        (ALONE, True),
        ("plugins: [mujaz: {per_page: 5}]\n", True),
        ("plugins: {mujaz: {}}\n", True),
        (f"{ALONE}markdown_extensions: [tables, pymdownx.details: {{}}]\n", True),
        (f"{ALONE}markdown_extensions: {{markdown.extensions.toc: {{}}}}\n", True),
        (f"{ALONE}site_name: !ENV [NAME, موجز]\n", True),
        ("site_name: موجز\n", False),
        ("plugins: [mujaz, search]\n", False),
        ("plugins: {mujaz: {}, search: {}}\n", False),
        ("plugins: [mujaz: {per_page: !ENV [N, 5]}]\n", False),
        (f"{ALONE}hooks: [a.py]\n", False),
        (f"{ALONE}INHERIT: base.yml\n", False),
        (f"{ALONE}exclude_docs: notes/\n", False),
        (f"{ALONE}validation: {{anchors: warn}}\n", False),
        (f"{ALONE}site_url: !ENV URL\n", False),
        (f"{ALONE}docs_dir: !ENV DOCS\n", False),
        (f"{ALONE}theme: {{name: material, custom_dir: !ENV THEME}}\n", False),
        (f"{ALONE}markdown_extensions: [pymdownx.snippets]\n", False),
        (f"{ALONE}markdown_extensions: [nobody_knows]\n", False),
    ],
)
def test_what_pages_are_made_of_is_known_where_mujaz_is_alone(
    tmp_path: Path,
    text: str,
    alone: bool,  # noqa: FBT001
) -> None:
    assert digest.find(settings(tmp_path, text)).alone is alone


@pytest.mark.parametrize(
    ("template", "alone"),
    [
        ("<nav>{{ page.content }}</nav>", True),
        ("{% for one in nav %}{{ one.title }}{% endfor %}", False),
        ("{{ page.next_page.url }}", False),
        ('{% include "partials/header.html" %}', False),
    ],
)
def test_a_template_that_looks_at_all_pages_has_all_of_them_made(
    tmp_path: Path,
    template: str,
    alone: bool,  # noqa: FBT001
) -> None:
    text = f"{ALONE}theme:\n  name: material\n  custom_dir: ours\n"
    found = settings(tmp_path, text)
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "main.html").write_text(template, "utf-8")
    assert digest.find(found).alone is alone
    assert digest.find(found).theme == tmp_path / "ours"


def test_what_is_derived_lies_below_the_digest(tmp_path: Path) -> None:
    assert new_digest(tmp_path / "digest").cache == tmp_path / "digest" / ".cache" / "mujaz"
