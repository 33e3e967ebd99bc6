"""What the library already has, to find an article that comes in again and a path for a new one."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import PurePosixPath

from mujaz import arabic, prose, provenance
from mujaz.errors import WriteError, message
from mujaz.extract import Draft
from mujaz.models import Article, Library, Source

SHINGLE, SKETCH, ALIKE = 3, 16, 0.5
"""Words in a shingle; least hashes kept of an article; the share of them that makes two the same.

The least hashes of two texts agree in the share in which their shingles do (Broder, «On the
resemblance and containment of documents», 1997). A corrected dump keeps nine tenths; two papers'
tellings of one event share next to none.
"""

Sketch = frozenset[int]

_LENGTHS = range(6, 9)
"""Hexadecimal digits of the digest in a file name; more where two articles share them."""


@dataclass(slots=True)
class Register:
    """Sources and articles by what they are found by; it grows as articles are added."""

    sources: dict[str, Source] = field(default_factory=dict)
    _articles: dict[PurePosixPath, Article] = field(default_factory=dict)
    _by_link: dict[str, PurePosixPath] = field(default_factory=dict)
    _by_title: dict[tuple[str, str], PurePosixPath] = field(default_factory=dict)
    _by_hash: dict[int, set[PurePosixPath]] = field(default_factory=dict)

    @classmethod
    def of(cls, library: Library) -> "Register":
        """Return the register of a library."""
        register = cls(sources=dict(library.sources))
        for article in library.articles:
            register.put(article, library.sources[article.front.source])
        return register

    def put(self, article: Article, source: Source) -> None:
        """Enter an article, or enter it again after it changed.

        It stays to be found by what it was: the same dump may come in twice around a corrected one.
        """
        self.sources[source.id] = source
        self._articles[article.path] = article
        if article.front.link:
            self._by_link[article.front.link] = article.path
        self._by_title[source.id, arabic.fold(article.front.title)] = article.path
        for number in _sketch(prose.plain(article.body)):
            self._by_hash.setdefault(number, set()).add(article.path)

    def new_path(self, front: Mapping[str, object]) -> PurePosixPath:
        """Return a path that no article has: by date, source and a digest of the headline.

        A column has the same headline every day; then the day tells its articles apart.
        """
        source, date = front["source"], str(front.get("date", ""))
        folder = "/".join(date[:7].split("-")) or "undated"
        headline = [source, arabic.fold(str(front["title"]))]
        digests = (provenance.fingerprint(said) for said in (headline, [*headline, date]))
        for digest, length in product(digests, _LENGTHS):
            path = PurePosixPath(f"articles/{folder}/{source}-{digest[:length]}.md")
            if path not in self._articles:
                return path
        raise WriteError(
            message("another article has the address of this one already"),
            message("give one of the two another headline"),
        )

    def names(self) -> tuple[str, ...]:
        """Return every name that a publisher signs with, the newest last."""
        return tuple(
            name for source in self.sources.values() for name in (source.name, *source.aliases)
        )

    def source(self, name: str) -> Source | None:
        """Return the publisher of an id or a name; «الرصيف» and «صحيفة الرصيف» are one."""
        if name in self.sources:
            return self.sources[name]
        folded = arabic.fold(name)
        for source in self.sources.values():
            if folded in {arabic.fold(known) for known in (source.name, *source.aliases)}:
                return source
        return self.sources.get(arabic.romanise(name))

    def same(self, draft: Draft, source: Source | None) -> Article | None:
        """Return the article that a draft is again: by link, by headline, or by most of its words.

        Under one headline two days are two articles, unless their words are the same. An unknown
        source is looked for among all of them, by words alone.
        """
        path = self._by_link.get(draft.link or "")
        if path is None and source is not None:
            path = self._by_title.get((source.id, arabic.fold(draft.title)))
            path = path if path and _may_be_of_one_day(self._articles[path], draft) else None
        path = path or self._alike(draft, source)
        return self._articles[path] if path else None

    def _alike(self, draft: Draft, source: Source | None) -> PurePosixPath | None:
        sketch = _sketch("\n".join(draft.paragraphs))
        shared = Counter(
            path
            for number in sketch
            for path in self._by_hash.get(number, ())
            if source is None or self._articles[path].front.source == source.id
        )
        best = max(shared, key=lambda path: (shared[path], str(path)), default=None)
        return best if best and shared[best] >= ALIKE * len(sketch) else None


def _may_be_of_one_day(article: Article, draft: Draft) -> bool:
    if article.front.date is None or draft.date is None:
        return True
    return draft.date.isoformat().startswith(str(article.front.date)[:10])


def _sketch(text: str) -> Sketch:
    words = arabic.words(arabic.fold(text))
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    hashes = sorted(
        int.from_bytes(hashlib.blake2b(s.encode(), digest_size=8).digest()) for s in shingles
    )
    return frozenset(hashes[:SKETCH])
