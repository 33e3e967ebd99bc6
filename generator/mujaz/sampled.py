"""The words of some of the library's articles, and the commonplaces that they show.

A thousand articles, drawn by lot, tell which words a library is full of as well as all of them do,
and an article added or changed moves few others in or out. Their words are kept between runs: only
those of them that changed are read again, and all are where what was kept is damaged, or was
written by another version. The same library has the same commonplaces, whatever was kept.
"""

import heapq
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from mujaz import bodies, library, made_by, sealed, tagging
from mujaz.computed import Words
from mujaz.errors import ContentError
from mujaz.tagging import Commonplaces, Vocables

FILE = "words.json"
"""The usual name of what is kept, below the cache of a digest."""
_MOST = 1_000
"""Articles that are drawn."""

_Rows = Mapping[str, tuple[str, str, str]]
"""Of each article, by its path: its stamp, its language, and its words."""


def commonplaces(content: Path, file: Path) -> Commonplaces:
    """Return the commonplaces of the library as it is; `file` is where words are kept.

    A small library has none, and is not read. An article that cannot be read says nothing.
    """
    stamps = library.stamps(content)
    if len(stamps) < tagging.FEWEST:
        return tagging.commonplaces(())
    drawn = heapq.nsmallest(_MOST, stamps, key=_lot)
    kept = _kept(file)
    rows = {path: _row(content, path, stamps[path], kept) for path in drawn}
    if rows != kept:
        with suppress(OSError):  # the next run reads them again, which is slow and not wrong
            sealed.write(file, _kind(), json.dumps(rows, ensure_ascii=False))
    found = (Vocables(language, frozenset(words.split())) for _, language, words in rows.values())
    return tagging.commonplaces(one for one in found if one.language)


def _lot(path: str) -> str:
    return sealed.digest(path.encode())


def _kind() -> str:
    return f"words {made_by.version()}"


def _kept(file: Path) -> _Rows:
    text = sealed.read(file, _kind())
    rows: dict[str, list[str]] = json.loads(text) if text else {}
    return {path: (stamp, language, words) for path, (stamp, language, words) in rows.items()}


def _row(content: Path, path: str, stamp: str, kept: _Rows) -> tuple[str, str, str]:
    """Return the row of an article; the kept one while its stamp is the same."""
    if path in kept and kept[path][0] == stamp:
        return kept[path]
    try:
        language, words = _vocables(content, PurePosixPath(path))
    except ContentError:  # `mujaz check` complains of it
        return stamp, "", ""
    return stamp, language, " ".join(sorted(words))


def _vocables(content: Path, path: PurePosixPath) -> Vocables:
    article = library.article(content, path)
    words = Words(
        title=article.front.title,
        blocks=bodies.blocks(article.body),
        lexicon=tagging.lexicon(),
    )
    return tagging.vocables(words.title, words.story)
