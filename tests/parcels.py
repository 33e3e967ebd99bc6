"""What tests put into the readers of `raw`, and how they say what came out."""

import functools
import io
import pathlib
import tarfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

import pytest
import yaml

from builders import CASES, PARAGRAPH
from mujaz import raw
from mujaz.raw import Format, Item, Link, Raw, Refused

STORY = "\n".join(f"<p>{PARAGRAPH}</p>" for _ in range(4))
"""An article that is long enough to be whole, as HTML."""
PAGE = f"<!DOCTYPE html><html><body><h1>الخطة</h1>{STORY}</body></html>"
DUMP = f"الخطة\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n"


def carried(folder: str) -> list[object]:
    """Return the golden cases of a folder of tests/cases, each under the name of its file."""
    paths = sorted((CASES / folder).glob("*.yml"))
    return [pytest.param(path, id=path.stem) for path in paths]


@functools.cache
def case(path: pathlib.Path) -> Mapping[str, object]:
    """Return a golden case; «{story}» in what it gives is the story above."""
    return yaml.safe_load(path.read_text("utf-8"))


def given_by(found: Mapping[str, object]) -> bytes:
    """Return the bytes that a golden case gives."""
    text = str(found["given"]).replace("{story}", STORY).replace("{plain}", DUMP)
    if found.get("crlf"):
        text = text.replace("\n", "\r\n")
    return text.encode(str(found.get("encoding", "utf-8")))


def told(item: Item) -> dict[str, object]:
    """Return what is to be said of an item in a golden case; its text is compared apart."""
    if isinstance(item, Refused):
        return {"refused": str(item.error.problem), "line": item.error.line}
    said = {key: value for key, value in asdict(item.said).items() if value}
    said = {key: list(value) if isinstance(value, tuple) else value for key, value in said.items()}
    if isinstance(item, Link):
        return {"fetch": item.url, **said}
    found = {"kind": str(item.kind), "link": item.link, "seen": item.seen and str(item.seen)}
    return {**{key: value for key, value in found.items() if value}, **said}


def opened(data: bytes, name: str = "parcel", **wishes: object) -> list[Item]:
    return list(raw.opened(name, data, **wishes))


def articles(data: bytes, **wishes: object) -> list[Raw]:
    return [item for item in opened(data, **wishes) if isinstance(item, Raw)]


def refusals(data: bytes, **wishes: object) -> list[str]:
    """Return what was refused, by its name and its reason."""
    found = (item for item in opened(data, **wishes) if isinstance(item, Refused))
    return [f"{item.name}: {item.error.problem}" for item in found]


def zipped(
    files: Mapping[str, bytes | str] | Iterable[tuple[str, bytes | str]],
    *,
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """Return a zip of some files."""
    pairs = files.items() if isinstance(files, Mapping) else files
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in pairs:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return stream.getvalue()


def tarred(files: Mapping[str, bytes], *, mode: str = "w", form: int = tarfile.PAX_FORMAT) -> bytes:
    """Return a tar of some files."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode, format=form) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return stream.getvalue()


def matches(items: list[Item], expected: list[Mapping[str, object]]) -> Iterator[str]:
    """Yield how items differ from what a golden case expects of them."""
    if len(items) != len(expected):
        yield f"{len(items)} items, not {len(expected)}: {[told(item) for item in items]}"
    for item, wanted in zip(items, expected, strict=False):
        facts = {key: value for key, value in wanted.items() if key not in {"holds", "lacks"}}
        found = told(item)
        if isinstance(item, Refused) and "line" not in facts:
            found.pop("line")
        if found != facts:
            yield f"{found} is not {facts}"
        text = item.text if isinstance(item, Raw) else ""
        yield from (f"lacks {part!r}" for part in wanted.get("holds", ()) if part not in text)
        yield from (f"holds {part!r}" for part in wanted.get("lacks", ()) if part in text)


def differences(path: pathlib.Path) -> list[str]:
    """Return how the items of a golden case differ from what it expects."""
    found = case(path)
    kind = Format(found["as"]) if "as" in found else None
    items = opened(given_by(found), path.stem, kind=kind, fields=found.get("fields", {}))
    return list(matches(items, found["opened"]))
