"""The command `mujaz merge`: two people's versions of a file become one, as git asks for it."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from mujaz import disk, merging
from mujaz.digest import find
from mujaz.errors import ContentError, DigestError, MujazError, message
from mujaz.merging import Texts
from mujaz.telling import Aside, Asked, Said

_DRIVER = (
    "if command -v mujaz >/dev/null; then mujaz merge %O %A %B %P; "
    "else git merge-file -L ours -L base -L theirs %A %O %B; fi"
)
"""What git runs; where Mujaz is not at hand, what git does of itself."""
_MOST_CONFLICTS = 127
"""What `git merge-file` counts to; any status above says that it failed."""


class _UnmergedError(Exception):
    """Git made nothing of three texts; it says why."""


def told(asked: Asked) -> Iterator[Said]:
    """Merge three files into the second, or let git do so with this; yield what to tell of it.

    Raises ContentError where a file cannot be read or git merges no such file (ours is then as it
    was), WriteError where ours cannot be written, DigestError where there is no repository.
    """
    if asked.options.install:
        return _installed(find(asked.options.digest).root, asked)
    return _merged(asked)


def _installed(root: Path, asked: Asked) -> Iterator[Said]:
    for key, value in (
        ("merge.mujaz.name", "Mujaz: value by value"),
        ("merge.mujaz.driver", _DRIVER),
    ):
        if _git(["config", key, value], root).returncode:
            raise DigestError(
                message("this folder is in no git repository"),
                message("run git init there, then this again"),
                path=root,
            )
    yield asked.phrases.gettext("git merges with mujaz merge here, where .gitattributes says so.")


def _merged(asked: Asked) -> Iterator[Said]:
    base, target, theirs, *named = asked.options.files
    path = named[0] if named else target
    texts = Texts(base=_read(base), ours=_read(target), theirs=_read(theirs))
    try:
        text, conflicts = _together(texts, path)
    except _UnmergedError as error:
        raise ContentError(
            message("git cannot merge this file: {reason}", reason=error),
            message("choose one of the two, then git add it"),
            path=path,
        ) from error
    disk.write(target, text.encode())
    if conflicts:
        told = asked.phrases.counted(
            "%(n)s value that two people wrote", "%(n)s values that two people wrote", conflicts
        )
        yield Aside(f"{path}: {told}")


def _together(texts: Texts, path: Path) -> tuple[str, int]:
    """Return the merged file, and in how many places somebody has to choose.

    What git merges by lines is taken, if it says what the values met say.
    """
    plain = _by_lines(texts)
    try:
        met = merging.reconciled(texts, path)
        if met is None or (not plain[1] and _same(plain[0], met, path)):
            return plain
    except MujazError:  # one of the three is broken, and git shows where
        return plain
    return _by_lines(met)


def _same(text: str, met: Texts, path: Path) -> bool:
    try:
        return merging.says(text, path)[0] == merging.says(met.ours, path)[0]
    except MujazError:  # a key that stands twice
        return False


def _by_lines(texts: Texts) -> tuple[str, int]:
    """Return what git makes of three texts, and the number of conflicts in it.

    Raises _UnmergedError where git makes nothing of them, as of what it takes for no text.
    """
    with TemporaryDirectory(prefix="mujaz-merge-") as folder:
        files = [Path(folder, name) for name in ("ours", "base", "theirs")]
        for file, text in zip(files, (texts.ours, texts.base, texts.theirs), strict=True):
            disk.write(file, text.encode())
        names = [file.name for file in files]
        labels = [word for name in names for word in ("-L", name)]
        done = _git(["merge-file", "-p", *labels, *names], Path(folder))
    if done.returncode > _MOST_CONFLICTS:
        raise _UnmergedError(" ".join(done.stderr.decode("utf-8", "replace").split()))
    return done.stdout.decode(), done.returncode


def _git(words: list[str], folder: Path) -> subprocess.CompletedProcess[bytes]:
    # The words are ours; git is whichever one called us.
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, check=False)  # noqa: S603, S607


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(
            message("this file cannot be read: {reason}", reason=error),
            message("see to its permissions"),
            path=file,
        ) from error
