"""A whole library as lines of JSON, and back to the byte.

A line is a file below content/. An article's has its front matter as values, for whoever reads the
lines, and its head and body as they are written, which give the file again. Text has `text`, all
else `base64`.
"""

import base64
import binascii
import json
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from mujaz import frontmatter, library
from mujaz.errors import MujazError, RawError, message
from mujaz.models import KEYS, Article


def lines(content: Path) -> Iterator[str]:
    """Yield a library's files in order; raises ContentError when one cannot be read."""
    for path in library.whole(content):
        yield json.dumps(_told(path, library.data(content, path)), ensure_ascii=False)


def _told(path: PurePosixPath, data: bytes) -> dict[str, object]:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return {"path": str(path), "base64": base64.b64encode(data).decode()}
    article = _article(path, text)
    if article is None:
        return {"path": str(path), "text": text}
    body = article.body.lstrip("\r\n")
    return {
        "path": str(path),
        "address": article.address,
        "front": article.front.model_dump(mode="json", exclude_defaults=True),
        "head": text.removesuffix(body),
        "body": body,
    }


def _article(path: PurePosixPath, text: str) -> Article | None:
    """Return the article of a file; None of what is none, or cannot be read."""
    if path.parts[0] != library.ARTICLES or path.suffix != ".md":
        return None
    try:
        return library.parsed(text, path)[0]
    except MujazError:
        return None


def files(told: Iterable[str], name: Path) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the files that lines tell of, by their places below content/.

    Raises RawError, with the line in the file of that name, where one is no such line, leads
    anywhere but below content/, or tells of a file again.
    """
    seen: set[PurePosixPath] = set()
    for number, line in enumerate(told, 1):
        if line.strip():
            try:
                row = json.loads(line)
                path, data = _place(row["path"], seen), _data(row)
            except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
                raise RawError(
                    message("this is no line of an export of a library"),
                    message("give the file as mujaz export --to jsonl wrote it"),
                    path=name,
                    line=number,
                ) from error
            seen.add(path)
            yield path, data


def _place(written: str, seen: Container[PurePosixPath]) -> PurePosixPath:
    """Return a new place below content/; raises ValueError for any other, be it a hidden one."""
    path = PurePosixPath(written)
    odd = path.is_absolute() or "\0" in written or "\\" in written or str(path) != written
    if path in seen or odd or not path.name or any(part.startswith(".") for part in path.parts):
        raise ValueError(written)
    return path


def _data(row: Mapping[str, Any]) -> bytes:
    if "base64" in row:
        return base64.b64decode(row["base64"], validate=True)
    if "text" in row:
        return bytes(row["text"].encode())
    head = row.get("head")
    if head is None:  # another program's line
        said = {key: value for key, value in row["front"].items() if value is not None}
        front = {key: said[key] for key in sorted(said, key=_rank)}
        return frontmatter.compose(front, row["body"]).encode()
    return bytes(f"{head}{row['body']}".encode())


def _rank(key: str) -> tuple[int, str]:
    return (KEYS.index(key) if key in KEYS else len(KEYS)), key
