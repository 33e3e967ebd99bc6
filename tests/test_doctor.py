"""The doctor looks at all that Mujaz needs, and says how to get what is missing."""

import json
import shutil
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

from builders import TODAY, Ran, article, built, put
from mujaz import arguments, doctor, press
from mujaz.digest import Digest
from mujaz.phrases import Phrases
from mujaz.posters import drawer
from mujaz.telling import Asked

Command = Callable[..., Ran]
ENGLISH = Phrases.of("en")
NEEDED = {"mujaz", "cluster", "print", "posters", "fonts", "sqlite"}


def found(digest: Path, path: str = "") -> dict[str, doctor.Finding]:
    options = arguments.read(["--digest", str(digest), "doctor"], ENGLISH)
    asked = Asked(options, ENGLISH, {"PATH": path}, TODAY)
    return {finding.thing: finding for finding in doctor.findings(asked)}


@pytest.fixture
def whole(digest: Digest) -> Digest:
    put(digest.content, article())
    built(digest)
    return digest


def test_a_digest_that_is_well_is_good(whole: Digest) -> None:
    path = str(Path(shutil.which("git") or "").parent)
    (whole.root / ".git").mkdir()
    findings = found(whole.root, path)
    assert {finding.state for finding in findings.values()} == {doctor.State.GOOD}
    assert set(findings) == NEEDED | {"git", "digest", "content", "cache", "site"}
    assert str(findings["content"].said) == "1 article"


def test_it_is_told_a_line_each(mujaz: Command, whole: Digest) -> None:
    said = mujaz("--digest", whole.root, "doctor")
    assert (said.status, said.out.splitlines()[-1]) == (0, "Mujaz has all that it needs.")
    assert "content: good: 1 article\n" in said.out
    assert "repository: warning: this folder is in no repository of git; " in said.err
    rows = list(map(json.loads, mujaz("--digest", whole.root, "doctor", "--json").out.splitlines()))
    assert {row["state"] for row in rows} == {"good", "warning"}
    assert mujaz("--quiet", "--digest", whole.root, "doctor").out == ""


def test_a_file_that_a_build_takes_away_meanwhile_is_not_counted(whole: Digest) -> None:
    before = found(whole.root)["cache"]
    (whole.cache / "seen").symlink_to(whole.cache / "gone")  # listed, and not there
    assert found(whole.root)["cache"] == before


def test_where_git_is_not_found_its_mend_is_told(whole: Digest) -> None:
    assert str(found(whole.root)["git"].mend) == "apt install git"


def test_without_a_digest_the_rest_is_looked_at(tmp_path: Path) -> None:
    findings = found(tmp_path)
    assert findings.keys() == NEEDED | {"git", "digest"}
    assert findings["digest"].state is doctor.State.WARNING


def test_what_is_broken_shows_in_the_exit_status(mujaz: Command, digest: Digest) -> None:
    shutil.rmtree(digest.content)
    said = mujaz("--digest", digest.root, "doctor")
    assert (said.status, said.err.splitlines()[-1]) == (1, "Something is broken: see above.")
    assert "content: error: there is no folder of content here; " in said.err
    assert mujaz("--digest", digest.root, "doctor", "--json").status == 1
    (digest.root / "mkdocs.yml").write_text("a: [", "utf-8")
    assert found(digest.root)["digest"].state is doctor.State.ERROR


def test_what_could_be_better_is_a_warning(whole: Digest) -> None:
    (whole.cache / press.MIRROR / "state.json").write_text("x", "utf-8")
    file = whole.root / "mkdocs.yml"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.startswith("site_url")), "utf-8")
    findings = found(whole.root, str(Path(shutil.which("git") or "").parent))
    warned = {name for name, one in findings.items() if one.state is doctor.State.WARNING}
    assert warned == {"repository", "site_url", "cache", "site"}
    file.write_text(f"{file.read_text('utf-8')}hooks:\n  - x.py\n", "utf-8")
    assert "others have a hand in the site" in str(found(whole.root)["site"].said)


def test_extras_that_are_missing_are_named_with_their_mend(
    whole: Digest, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawer.cache_clear()
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.setitem(sys.modules, "PIL", None)
    monkeypatch.setattr(doctor, "_FONTS", ("no-such",))
    there = metadata.version

    def version(name: str) -> str:
        if name == "distributed":
            raise metadata.PackageNotFoundError(name)
        return there(name)

    monkeypatch.setattr(metadata, "version", version)
    findings = found(whole.root)
    drawer.cache_clear()
    assert str(findings["print"].mend) == "pip install 'mujaz[print]'"
    assert str(findings["cluster"].mend) == "pip install 'mujaz[cluster]'"
    assert str(findings["posters"].mend) == "pip install 'mujaz[posters]'"
    assert findings["fonts"].state is doctor.State.ERROR
