"""The presses that `mujaz init` writes: their steps are run here, in clean clones."""

import json
import re
import shutil
import subprocess
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from batches import entry, feed, whole
from builders import ROOT, article, complaints, new_digest, put
from mujaz import __version__, digest, library, scaffold
from mujaz.digest import CACHE, Digest
from mujaz.resources import HOSTS, TEMPLATES
from presses import Machine, Step, actions, steps
from servers import Server, answer

URL = "https://digest.example/"


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    made = Machine.new(tmp_path_factory.mktemp("host"))
    made.cleaned()
    return made


def repository(machine: Machine, folder: Path, host: str) -> Digest:
    """Return a digest with an article, committed, to clone from and to push to."""
    scaffold.init(folder, name="موجز التجربة", url=URL, host=host)
    made = digest.find(folder)
    put(made.content, article(date="2026-07-05", summary="وافق المجلس على الخطة."))
    commit(machine, made, "init", "-q", "-b", "main")
    machine.git(folder, "config", "receive.denyCurrentBranch", "ignore")
    machine.git(folder, "config", "receive.advertisePushOptions", "true")
    return made


def commit(machine: Machine, made: Digest, *before: str) -> None:
    for words in (before, ("add", "-A"), ("commit", "-qm", "one")):
        if words:
            machine.git(made.root, *words)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def good(ran: list[Step]) -> list[str]:
    """Return the scripts, all of which must have gone well."""
    assert [(step.script, step.said) for step in ran if step.status] == []
    return [step.script for step in ran]


def scripts(host: str, folder: Path) -> list[str]:
    """Return every line of shell that a host's files have."""
    scaffold.init(folder, name="موجز", url=URL, host=host)
    texts = (path.read_text("utf-8") for path in folder.rglob("*") if path.is_file())
    return [line.strip() for text in texts for line in text.splitlines()]


def test_there_are_files_for_each_host_that_can_be_chosen() -> None:
    assert {path.name for path in (TEMPLATES / "hosts").iterdir() if path.is_dir()} == set(HOSTS)


@pytest.mark.parametrize("host", HOSTS)
def test_each_press_checks_builds_strictly_and_looks_at_links_before_it_publishes(
    host: str, tmp_path: Path
) -> None:
    text = "\n".join(scripts(host, tmp_path))
    install = text.index(f"python -m pip install mujaz=={__version__}")
    check = text.index("mujaz check")
    assert install < check < text.index("mujaz build --strict") < text.index("mujaz links")
    assert str(CACHE) in text


@pytest.mark.parametrize("host", HOSTS)
def test_each_press_fetches_drafts_and_asks_a_person(host: str, tmp_path: Path) -> None:
    text = "\n".join(scripts(host, tmp_path))
    assert "mujaz fetch --draft" in text
    assert re.search(r"gh pr create|merge_request.create|refs/for/", text)


@pytest.mark.parametrize("host", HOSTS)
def test_each_action_is_pinned_to_a_commit_that_this_repository_uses_too(
    host: str, tmp_path: Path
) -> None:
    text = "\n".join(scripts(host, tmp_path))
    used = set(re.findall(r"uses: (\S+)", text))
    assert all(re.fullmatch(r"(https://code\.forgejo\.org/)?[\w/-]+@[0-9a-f]{40}", u) for u in used)
    ours = (path.read_text("utf-8") for path in (ROOT / ".github").rglob("*.yml"))
    known = {u.partition("@")[2] for text in ours for u in re.findall(r"uses: (\S+)", text)}
    caches = "0057852bfaa89a56745cba8c7296529d2fc39830"
    assert {action.partition("@")[2] for action in used} <= known | {caches}


def test_no_workflow_of_github_has_a_right_that_it_does_not_need(digest: Digest) -> None:
    folder = digest.root / ".github" / "workflows"
    publish, fetch = (
        yaml.safe_load((folder / f"{name}.yml").read_text("utf-8")) for name in ("publish", "fetch")
    )
    assert publish["permissions"] == {"contents": "read"}
    assert publish["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert fetch["permissions"] == {"contents": "write", "pull-requests": "write"}
    for steps_of in (publish["jobs"]["build"]["steps"], fetch["jobs"]["fetch"]["steps"]):
        assert steps_of[0]["with"] == {"persist-credentials": False}
    assert publish["concurrency"]["group"] == "publish-${{ github.ref }}"
    assert fetch["concurrency"] == {"group": "fetch"}


def test_the_press_of_github_runs_cold_and_with_what_it_kept(
    machine: Machine, tmp_path: Path
) -> None:
    made = repository(machine, tmp_path / "digest", "github")
    work = steps(made.root / ".github" / "workflows" / "publish.yml", "build")
    for name in ("cold", "restored"):
        where = machine.clone(made.root, f"github-{name}")
        assert good(list(actions(machine, where, work))) == [
            f"python -m pip install mujaz=={__version__}",
            "mujaz check --format github",
            "mujaz build --strict",
            "mujaz links",
        ]
    cold, restored = (machine.folder / f"github-{name}" for name in ("cold", "restored"))
    assert files(cold / "site") == files(restored / "site")
    assert (restored / "site" / "2026" / "07" / "alrasif-000001" / "index.html").is_file()
    # A dead link stops it before anything is published.
    put(made.content, article("articles/2026/07/b.md", date="2026-07-05", body="[هنا](/gone/)"))
    commit(machine, made)
    ran = list(actions(machine, machine.clone(made.root, "github-dead-link"), work))
    assert (ran[-1].script, ran[-1].status) == ("mujaz links", 1)


@pytest.fixture
def news(server: Server) -> str:
    """The address of a feed with two stories, which the fetcher may reach in this test alone."""
    server.answers["/feed"] = answer(feed(entry(1, whole(1)), entry(2, whole(2))))
    return f"http://127.0.0.1:{server.port}/feed"


def fed(machine: Machine, folder: Path, host: str, news: str) -> Digest:
    """Return a digest that follows a feed, and let `mujaz fetch` go to a private address."""
    made = repository(machine, folder, host)
    text = (made.content / library.SOURCES).read_text("utf-8")
    (made.content / library.SOURCES).write_text(f"{text}  feeds:\n  - {news}\n", "utf-8")
    commit(machine, made)
    command(
        machine,
        "mujaz",
        f'real="{machine.folder}/python/bin/mujaz"\n'
        'if [ "$1" = fetch ]; then shift; set -- fetch --allow-private "$@"; fi\n'
        'exec "$real" "$@"\n',
    )
    return made


def command(machine: Machine, name: str, script: str) -> None:
    (machine.bin / name).write_text(f"#!/bin/sh\n{script}", "utf-8")
    (machine.bin / name).chmod(0o755)


@pytest.fixture(autouse=True)
def _no_command_is_left(machine: Machine) -> None:
    shutil.rmtree(machine.bin)
    shutil.rmtree(machine.folder / "caches", ignore_errors=True)
    machine.bin.mkdir()


def drafts(machine: Machine, made: Digest, ref: str) -> list[str]:
    """Return the files that a ref of the repository adds to its main branch."""
    return machine.git(made.root, "diff", "--name-only", f"main...{ref}").splitlines()


def test_what_github_fetches_waits_for_a_person_on_a_branch(
    machine: Machine, tmp_path: Path, news: str
) -> None:
    made = fed(machine, tmp_path / "digest", "github", news)
    command(machine, "gh", f'printf "%s\\n" "$*" >> "{tmp_path}/gh.txt"\n')
    on = replace(machine, variables={"GITHUB_RUN_ID": "7", "GITHUB_RUN_ATTEMPT": "1"})
    work = steps(made.root / ".github" / "workflows" / "fetch.yml", "fetch")
    before = machine.git(made.root, "rev-parse", "main")
    ran = list(actions(on, on.clone(made.root, "fetched"), work))
    assert good(ran)[1:3] == ["mujaz fetch --draft || test $? -eq 1", "mujaz check --errors"]
    added = drafts(machine, made, "drafts-7-1")
    assert len([name for name in added if name.startswith("content/articles/")]) == 2
    for name in added:
        text = machine.git(made.root, "show", f"drafts-7-1:{name}")
        assert not name.startswith("content/articles/") or "\nstatus: draft\n" in text
    assert machine.git(made.root, "rev-parse", "main") == before
    setup, create = (tmp_path / "gh.txt").read_text("utf-8").splitlines()
    assert setup == "auth setup-git"
    assert create.startswith("pr create --head drafts-7-1 --title ")
    assert (machine.folder / "drafts.txt").read_text("utf-8").split() == added
    on = replace(machine, variables={"GITHUB_RUN_ID": "8", "GITHUB_RUN_ATTEMPT": "1"})
    good(list(actions(on, on.clone(made.root, "fetched-again"), work)))
    assert (
        len((tmp_path / "gh.txt").read_text("utf-8").splitlines()) == 2
    )  # nothing new, no request


def test_what_forgejo_fetches_waits_for_a_person_as_a_request(
    machine: Machine, tmp_path: Path, news: str
) -> None:
    made = fed(machine, tmp_path / "digest", "forgejo", news)
    on = forgejo(machine, made)
    work = steps(made.root / ".forgejo" / "workflows" / "fetch.yml", "fetch")
    good(list(actions(on, on.clone(made.root, "forgejo-fetched"), without_apt(work))))
    added = drafts(machine, made, "refs/for/main")
    assert len([name for name in added if name.startswith("content/articles/")]) == 2


def test_the_press_of_forgejo_puts_the_site_on_the_branch_of_pages(
    machine: Machine, tmp_path: Path
) -> None:
    made = repository(machine, tmp_path / "digest", "forgejo")
    on = forgejo(machine, made)
    work = without_apt(steps(made.root / ".forgejo" / "workflows" / "publish.yml", "build"))
    assert work[-1]["if"] == "github.event_name == 'push'"
    where = on.clone(made.root, "forgejo-pushed")
    good(list(actions(on, where, work)))
    shown = machine.git(made.root, "ls-tree", "-r", "--name-only", "pages").splitlines()
    shutil.rmtree(where / "site" / ".git")
    assert set(shown) == set(files(where / "site"))


def without_apt(work: list[dict[str, object]]) -> list[dict[str, object]]:
    """Leave out the step that gives a bare machine its Python: this one has it."""
    return [step for step in work if "apt-get" not in str(step.get("run"))]


def forgejo(machine: Machine, made: Digest) -> Machine:
    """Return the machine of a host whose repository is that of a digest here."""
    elsewhere(machine, made, "https://mujaz:a-token@git.example/we/digest.git")
    told = {"SERVER_URL": "https://git.example", "REPOSITORY": "we/digest", "REF_NAME": "main"}
    told |= {"RUN_ID": "7", "SHA": "0" * 40}
    return replace(machine, variables={f"GITHUB_{key}": text for key, text in told.items()})


def elsewhere(machine: Machine, made: Digest, url: str) -> None:
    """Let git on the machine find at an address what is here."""
    config = machine.folder / "home" / ".gitconfig"
    config.write_text(f'[url "{made.root.as_uri()}"]\n  insteadOf = {url}\n', "utf-8")


def gitlab(made: Digest, job: str) -> tuple[str, dict[str, object]]:
    """Return the script of a job of GitLab's, and all that is said of the job."""
    told = yaml.safe_load((made.root / ".gitlab-ci.yml").read_text("utf-8"))
    whole_job = {**told.get(told[job].get("extends"), {}), **told[job]}
    return "\n".join(whole_job["script"]), whole_job


def test_the_press_of_gitlab_makes_what_it_shows(machine: Machine, tmp_path: Path) -> None:
    made = repository(machine, tmp_path / "digest", "gitlab")
    script, told = gitlab(made, "pages")
    where = machine.clone(made.root, "gitlab")
    good([machine.run(script, where)])
    assert (where / told["artifacts"]["paths"][0] / "index.html").is_file()
    assert (where / told["cache"]["paths"][0]).is_dir()
    preview, told = gitlab(made, "preview")
    assert preview == script
    quality = where / told["artifacts"]["reports"]["codequality"]
    assert json.loads(quality.read_text("utf-8")) == []


def test_the_press_of_gitlab_reports_what_stops_it(machine: Machine, tmp_path: Path) -> None:
    made = repository(machine, tmp_path / "digest", "gitlab")
    (made.content / "articles" / "2026" / "07" / "b.md").write_text("---\ntitle: [\n---\n", "utf-8")
    commit(machine, made)
    where = machine.clone(made.root, "gitlab-wrong")
    ran = machine.run(gitlab(made, "preview")[0], where)
    assert (ran.status, not (where / "site").exists()) == (1, True)
    assert "[error: schema]" in ran.said
    assert json.loads((where / "quality.json").read_text("utf-8"))


def test_what_gitlab_fetches_waits_for_a_person_on_a_branch(
    machine: Machine, tmp_path: Path, news: str
) -> None:
    made = fed(machine, tmp_path / "digest", "gitlab", news)
    elsewhere(machine, made, "https://mujaz:a-token@git.example/we/digest.git")
    told = {"SERVER_HOST": "git.example", "PROJECT_PATH": "we/digest", "DEFAULT_BRANCH": "main"}
    told |= {"PIPELINE_ID": "7"}
    variables = {f"CI_{key}": text for key, text in told.items()} | {"FETCH_TOKEN": "a-token"}
    script, _ = gitlab(made, "fetch")
    on = replace(machine, variables=variables)
    good([on.run(script, on.clone(made.root, "gitlab-fetched"))])
    added = drafts(machine, made, "drafts-7")
    assert len([name for name in added if name.startswith("content/articles/")]) == 2


def test_netlify_runs_what_the_others_run(machine: Machine, tmp_path: Path) -> None:
    made = repository(machine, tmp_path / "digest", "netlify")
    told = tomllib.loads((made.root / "netlify.toml").read_text("utf-8"))
    assert told["build"]["command"].split(" && ") == [
        f"python -m pip install mujaz=={__version__}",
        "mujaz check --errors",
        "mujaz build --strict",
        "mujaz links",
    ]
    assert told["build"]["publish"] == made.site.name
    plugin = made.root / told["plugins"][0]["package"]
    assert (plugin / "index.js").is_file()
    assert yaml.safe_load((plugin / "manifest.yml").read_text("utf-8")) == {"name": "mujaz-cache"}


@pytest.mark.skipif(not shutil.which("node"), reason="Netlify runs its plugins with Node")
def test_netlify_keeps_what_was_made(tmp_path: Path) -> None:
    scaffold.init(tmp_path, name="موجز", url=URL, host="netlify")
    asked = """
    const plugin = require("./netlify/cache");
    const said = [];
    const cache = { restore: (folder) => said.push(["restore", folder]),
                    save: (folder) => said.push(["save", folder]) };
    plugin.onPreBuild({ utils: { cache } });
    plugin.onEnd({ utils: { cache } });
    console.log(JSON.stringify(said));
    """
    done = subprocess.run(
        ["node", "-e", asked], cwd=tmp_path, capture_output=True, check=True, encoding="utf-8"
    )
    assert json.loads(done.stdout) == [["restore", str(CACHE)], ["save", str(CACHE)]]


def test_a_digest_that_moves_gets_the_press_of_its_new_host_too(tmp_path: Path) -> None:
    made = new_digest(tmp_path / "digest")
    before = files(made.root)
    written = scaffold.init(made.root, name="موجز", url=URL, host="gitlab", here=True)
    assert [path.name for path in written] == [".gitlab-ci.yml"]
    assert before.items() <= files(made.root).items()
    assert complaints(made.content) == ()
