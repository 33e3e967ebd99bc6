"""What tests ask for by name."""

import functools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from builders import Ran, new_digest, sampled
from fetching import PAGE
from mujaz import batch, cli
from mujaz.digest import Digest
from mujaz.fetch import Fetcher
from servers import Internet, Server, answer, serving

settings.register_profile("mujaz", deadline=None)  # laws have no clock, and machines are busy
settings.load_profile("mujaz")


@pytest.fixture
def digest(tmp_path: Path) -> Digest:
    """A new digest without articles."""
    return new_digest(tmp_path / "digest")


@pytest.fixture
def content(digest: Digest) -> Path:
    """The content/ of a new digest."""
    return digest.content


@pytest.fixture(scope="session")
def sample_digest(tmp_path_factory: pytest.TempPathFactory) -> Digest:
    """A digest with every sample dump in it, as `make demo` makes it; tests only read it."""
    return sampled(tmp_path_factory.mktemp("sample") / "digest")


@pytest.fixture
def mujaz(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Ran]:
    """Runs a command in this process, from an empty folder, in English unless `lang` says else."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object, lang: str = "en_GB.UTF-8") -> Ran:
        capsys.readouterr()
        status = cli.main([str(argument) for argument in arguments], {"LANG": lang})
        said = capsys.readouterr()
        return Ran(status, said.out, said.err)

    return run


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on loopback that knows one page."""
    with serving() as running:
        running.answers["/1"] = answer(PAGE)
        yield running


@pytest.fixture
def internet(server: Server) -> Internet:
    """A world in which every public number leads to the server."""
    return Internet(server)


@pytest.fixture
def online(internet: Internet, monkeypatch: pytest.MonkeyPatch) -> Internet:
    """The same world, for the commands: their fetcher is the real one, in another network."""
    door = functools.partial(Fetcher, network=internet.network)
    monkeypatch.setattr(batch, "Fetcher", door)
    return internet
