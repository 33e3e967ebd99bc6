"""What is installed from a wheel works far from the checkout."""

import os
import re
import subprocess
import sys
import urllib.request
import zipfile
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import pytest

from batches import entry, feed, whole
from builders import RAW, ROOT
from mujaz import __version__
from servers import NOT_FOUND, answer, serving


@dataclass(frozen=True)
class Installed:
    """A wheel, the folder it is installed in, and a folder to work in."""

    wheel: Path
    packages: Path
    work: Path

    def python(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run Python with the installed package before any other."""
        env = {"PATH": os.environ["PATH"], "LANG": "en_GB.UTF-8", "PYTHONPATH": str(self.packages)}
        return subprocess.run(
            [sys.executable, *command],
            cwd=self.work,
            env=env,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def seen(self, digest: str, page: str) -> str:
        """Serve a digest at a port that is free, and return one of its pages."""
        env = {"PATH": os.environ["PATH"], "LANG": "en_GB.UTF-8", "PYTHONPATH": str(self.packages)}
        program = [sys.executable, "-u", "-c", "from mujaz.cli import run; run()"]
        serve = ["--digest", digest, "serve", "--address", "127.0.0.1:0"]
        with subprocess.Popen(
            [*program, *serve], cwd=self.work, env=env, stderr=subprocess.PIPE, encoding="utf-8"
        ) as running:
            try:
                line = next(line for line in running.stderr if "http://" in line)
                address = re.search(r"http://\S+/", line)[0]
                with urllib.request.urlopen(f"{address}{page}") as answered:  # noqa: S310  loopback
                    assert answered.status == HTTPStatus.OK
                    return answered.read().decode()
            finally:
                running.terminate()

    def mujaz(self, *command: str) -> str:
        """Run a command that must go well; return what it says."""
        done = self.python("-c", "from mujaz.cli import run; run()", *command)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("mujaz-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "packages")
    (folder / "work").mkdir()
    return Installed(wheel, folder / "packages", folder / "work")


def files(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix() for path in found if "__pycache__" not in path.parts
    }


def test_a_wheel_carries_its_name_and_version(installed: Installed) -> None:
    assert installed.wheel.name == f"mujaz-{__version__}-py3-none-any.whl"


def test_a_wheel_has_everything_that_the_checkout_has_for_it(installed: Installed) -> None:
    wanted = files(ROOT / "generator" / "mujaz") | {
        f"templates/{name}" for name in files(ROOT / "templates")
    }
    assert files(installed.packages / "mujaz") == wanted


def test_the_program_that_runs_is_the_installed_one(installed: Installed) -> None:
    done = installed.python("-c", "import mujaz; print(mujaz.__file__)")
    assert Path(done.stdout.strip()) == installed.packages / "mujaz" / "__init__.py"


def test_a_wheel_says_to_the_shell_and_to_mkdocs_what_it_is(installed: Installed) -> None:
    (points,) = installed.packages.glob("mujaz-*.dist-info/entry_points.txt")
    text = points.read_text("utf-8")
    assert "[console_scripts]\nmujaz = mujaz.cli:run\n" in text
    assert "[mkdocs.plugins]\nmujaz = mujaz.plugin:MujazPlugin\n" in text


def test_a_digest_is_made_far_from_the_checkout(installed: Installed) -> None:
    installed.mujaz("init", "news", "--url", "https://digest.example/news/")
    said = installed.mujaz("--digest", "news", "add", str(RAW / "rasif-council-vote.txt"))
    assert said.splitlines()[-1] == "1 article added"
    assert installed.mujaz("--digest", "news", "check") == "1 article, no complaint\n"
    assert "The site is in news/site" in installed.mujaz("--digest", "news", "build", "--strict")
    site = installed.work / "news" / "site"
    assert 'dir="rtl"' in (site / "index.html").read_text("utf-8")
    assert len(list((site / "assets" / "mujaz" / "fonts").glob("*.woff2"))) == 4
    assert (site / "feed.xml").is_file()


def test_it_speaks_arabic_far_from_the_checkout(installed: Installed) -> None:
    code = "from mujaz.phrases import Phrases; print(Phrases.of('ar').gettext('Politics'))"
    assert installed.python("-c", code).stdout.strip() == "سياسة"


def filled(installed: Installed) -> Path:
    """Start a digest of three raw files and of a feed on loopback; return its articles/."""
    content = installed.work / "path" / "content"
    installed.mujaz("init", "path", "--name", "موجز الحيّ", "--url", "https://hayy.example/")
    raws = [str(RAW / f"rasif-{name}.txt") for name in ("council-vote", "cup-night", "school-year")]
    said = installed.mujaz("--digest", "path", "add", *raws)
    assert said.splitlines()[-1] == "3 articles added"
    with serving() as server:
        server.answers |= {"/feed": answer(feed(entry(1, whole(1)))), "/robots.txt": NOT_FOUND}
        with (content / "sources.yml").open("a", encoding="utf-8") as sources:
            url = f"http://127.0.0.1:{server.port}/feed"
            sources.write(f"alhay:\n  name: جريدة الحي\n  feeds:\n  - {url}\n")
        said = installed.mujaz("--digest", "path", "fetch", "--allow-private")
        assert said.splitlines()[-1] == "1 article added"
    return content / "articles"


def test_a_newcomer_comes_to_an_edition_in_one_go(installed: Installed) -> None:
    def news(*command: str) -> str:
        return installed.mujaz("--digest", "path", *command)

    articles, mine = filled(installed), "هذا كلامي أنا."
    edited = next(articles.rglob("alrasif-*.md"))
    text = re.sub(r"(?m)^summary: .*$", f"summary: {mine}", edited.read_text("utf-8"))
    edited.write_text(text, "utf-8")
    news("refresh")
    news("edition", "new", "--from", "2020-01-01", "--to", "2026-12-31")
    assert "no complaint" in news("check", "--errors")
    assert "The site is in path/site" in news("build", "--strict")
    address = f"{edited.relative_to(articles).with_suffix('').as_posix()}/"
    site = installed.work / "path" / "site"
    assert mine in (site / address / "index.html").read_text("utf-8")
    assert mine in installed.seen("path", address)
    assert (edited.read_text("utf-8"), mine in text) == (text, True)
