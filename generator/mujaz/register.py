"""What the library already has, to find an article that comes in again."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from mujaz import arabic, prose
from mujaz.extract import Draft
from mujaz.models import Article, Library, Source

SHINGLE, SKETCH, ALIKE = 3, 16, 0.5
"""Words in a shingle; least hashes kept of an article; the share of them that makes two the same.

The least hashes of two texts agree in the share in which their shingles do (Broder, «On the
resemblance and containment of documents», 1997). A corrected dump keeps nine tenths; two papers'
tellings of one event share next to none.
"""

Sketch = frozenset[int]


@dataclass(slots=True)
class Register:
    """Sources and articles by what they are found by; it grows as articles are added."""

    sources: dict[str, Source] = field(default_factory=dict)
    paths: set[PurePosixPath] = field(default_factory=set)
    _by_link: dict[str, Article] = field(default_factory=dict)
    _by_title: dict[tuple[str, str], Article] = field(default_factory=dict)
    _sketches: dict[PurePosixPath, Sketch] = field(default_factory=dict)
    _by_hash: dict[int, list[Article]] = field(default_factory=dict)

    @classmethod
    def of(cls, library: Library) -> "Register":
        """Return the register of a library."""
        register = cls(sources=dict(library.sources))
        for article in library.articles:
            register.put(article, library.sources[article.front.source])
        return register

    def put(self, article: Article, source: Source) -> None:
        """Enter an article, or enter it again after it changed."""
        self.sources[source.id] = source
        self.paths.add(article.path)
        if article.front.link:
            self._by_link[article.front.link] = article
        self._by_title[source.id, arabic.fold(article.front.title)] = article
        sketch = _sketch(prose.plain(article.body))
        for number in sketch - self._sketches.get(article.path, frozenset()):
            self._by_hash.setdefault(number, []).append(article)
        self._sketches[article.path] = sketch

    def names(self) -> Iterator[str]:
        """Yield every name that a publisher signs with."""
        for source in self.sources.values():
            yield source.name
            yield from source.aliases

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

        An unknown source is looked for among all of them, by words alone.
        """
        if draft.link in self._by_link:
            return self._by_link[draft.link]
        if source is not None:
            found = self._by_title.get((source.id, arabic.fold(draft.title)))
            if found:
                return found
        return self._alike(draft, source)

    def _alike(self, draft: Draft, source: Source | None) -> Article | None:
        sketch = _sketch("\n".join(draft.paragraphs))
        shared: dict[PurePosixPath, int] = {}
        articles: dict[PurePosixPath, Article] = {}
        for number in sketch:
            for article in self._by_hash.get(number, ()):
                if source is None or article.front.source == source.id:
                    shared[article.path] = shared.get(article.path, 0) + 1
                    articles[article.path] = article
        best = max(shared, key=lambda path: (shared[path], str(path)), default=None)
        if best is None or shared[best] < ALIKE * len(sketch):
            return None
        return articles[best]


def _sketch(text: str) -> Sketch:
    words = arabic.words(arabic.fold(text))
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    hashes = sorted(
        int.from_bytes(hashlib.blake2b(s.encode(), digest_size=8).digest()) for s in shingles
    )
    return frozenset(hashes[:SKETCH])
