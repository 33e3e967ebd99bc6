"""What the library has, to find an article that comes in again and a path for a new one.

It is found through an index that is kept beside the library, so that nobody reads 100,000 articles
to add one; the index is derived from them and follows what an editor changed.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import product
from pathlib import Path, PurePosixPath
from typing import Self, TypeVar

from mujaz import arabic, library, marks, pictures, prose, provenance, stories, tagging
from mujaz.errors import ContentError, WriteError, message
from mujaz.extract import Draft
from mujaz.models import Article, Source
from mujaz.stories import Told
from mujaz.tagging import NO_COMMONPLACES, Commonplaces

Answer = TypeVar("Answer")

SAME = 0.5
"""The resemblance from which two texts of one publisher are one article.

A corrected dump keeps nine tenths; two papers' tellings of one event share next to none.
"""

_LENGTHS = range(6, 9)
"""Hexadecimal digits of the digest in a file name; more where two articles share them."""
_WEEK = 7


class Register:
    """Sources and articles by what they are found by; it grows as articles are added."""

    __slots__ = ("_asked", "_content", "_index", "_was", "furniture", "lexicon", "sources")

    def __init__(self, content: Path, folder: Path | None, commonplaces: Commonplaces) -> None:
        """As `opened`, which closes it too."""
        self.sources: dict[str, Source] = library.sources(content)
        self.furniture = frozenset(
            arabic.fold(line) for source in self.sources.values() for line in source.furniture
        )
        """Lines, folded, that editors have said are none of any story; a batch adds none."""
        self.lexicon = tagging.lexicon(library.vocabulary(content)[0], commonplaces)
        """What tags.yml and the library say of words; a batch adds nothing."""
        self._content = content
        self._was: dict[str, str] = {}
        self._asked: tuple[Draft | None, tuple[stories.Match, ...]] = (None, ())
        try:
            self._index = self._opened(folder)
        except WriteError:
            self._index = self._opened(None)

    @classmethod
    @contextmanager
    def opened(
        cls,
        content: Path,
        folder: Path | None = None,
        commonplaces: Commonplaces = NO_COMMONPLACES,
    ) -> Iterator[Self]:
        """Open the register of a library; only what changed since is read.

        `folder` is where its index is kept. Without one, and where the disk or another program
        refuses it, the index is made anew, in memory. `commonplaces` are the words that the library
        is full of.
        """
        register = cls(content, folder, commonplaces)
        try:
            yield register
        finally:
            register._index.close()

    def _opened(self, folder: Path | None) -> stories.Index:
        index = stories.Index.at(folder)
        try:
            index.follow(library.stamps(self._content), self._told)
        except BaseException:
            index.close()
            raise
        return index

    def _indexed(self, act: Callable[[stories.Index], Answer]) -> Answer:
        """Ask the index; where its file cannot be kept any more, one in memory."""
        try:
            return act(self._index)
        except WriteError:
            self._index.close()
            self._index = self._opened(None)
            return act(self._index)

    def put(
        self,
        article: Article,
        source: Source,
        *,
        was: Article | None = None,
        text: str | None = None,
    ) -> None:
        """Enter an article, or enter it again after it changed; `text` is its body's, if at hand.

        It stays to be found by what it was: the same dump may come in twice around a corrected one.
        """
        self.sources[source.id] = source
        key = str(article.path)
        if was is not None:
            self._was |= dict.fromkeys(marks.of(was), key)
        stamp = library.stamp(self._content, article.path)
        told = Told(prose.plain(article.body) if text is None else text, marks.of(article))
        self._asked = (None, ())
        self._indexed(lambda index: index.put(key, stamp, told))

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
            if not self._keys(f"at {path}"):
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

    def source_at(self, link: str | None) -> Source | None:
        """Return the publisher on whose site an address is; the most exact, where several are."""
        host = marks.host(link)
        at = [source for source in self.sources.values() if source.url and host]
        fitting = [
            s for s in at if host == marks.host(s.url) or host.endswith(f".{marks.host(s.url)}")
        ]
        return max(fitting, key=lambda source: len(marks.host(source.url)), default=None)

    def linked(self, link: str) -> bool:
        """Say whether the library has the article of an address."""
        return bool(self._keys(marks.of_link(link)))

    def complete(self, link: str) -> bool:
        """Say whether the library has it with its pictures, as far as the machine names them."""
        article = self._marked(marks.of_link(link))
        return article is not None and not pictures.wanted(article)

    def same(self, draft: Draft, source: Source | None) -> Article | None:
        """Return the article that a draft is again: by link, by headline, or by most of its words.

        Under one headline two days are two articles, unless their words are the same. An unknown
        source is looked for among all of them, by words alone.
        """
        if draft.link and (found := self._marked(marks.of_link(draft.link))):
            return found
        if source is not None:
            found = self._marked(marks.of_headline(source.id, draft.title))
            if found and _may_be_of_one_day(found, draft):
                return found
        alike = (match for match in self.alike(draft) if match.resemblance >= SAME)
        matches = sorted(alike, key=lambda match: (-match.resemblance, match.key))
        found_articles = (self._article(match.key) for match in matches)
        return next(
            (a for a in found_articles if a and source in (None, self.sources[a.front.source])),
            None,
        )

    def retold(self, draft: Draft) -> Article | None:
        """Return the article that told a draft's story first, nearly in its words."""
        tellings = [a for match in self.alike(draft) if (a := self._article(match.key))]
        tellings = [article for article in tellings if _of_one_week(article, draft)]
        told = min(tellings, key=lambda article: article.order, default=None)
        if told is None or told.front.story is None:
            return told
        return self._article(f"articles/{told.front.story}.md") or told

    def alike(self, draft: Draft) -> tuple[stories.Match, ...]:
        """Return the articles in nearly a draft's words; the last draft's are remembered."""
        if draft is not self._asked[0]:
            text = text_of(draft)
            self._asked = draft, self._indexed(lambda index: index.alike(text, self._text))
        return self._asked[1]

    def _keys(self, mark: str) -> tuple[str, ...]:
        return self._indexed(lambda index: index.marked(mark))

    def _marked(self, mark: str) -> Article | None:
        keys = self._keys(mark) or tuple(filter(None, [self._was.get(mark)]))
        return next((a for key in keys if (a := self._article(key))), None)

    def _article(self, key: str) -> Article | None:
        """Return an article; None where it is gone, broken, or of an unknown source."""
        try:
            article = library.article(self._content, PurePosixPath(key))
        except ContentError:
            return None  # `mujaz check` complains of it
        return article if article.front.source in self.sources else None

    def _text(self, key: str) -> str:
        article = self._article(key)
        return prose.plain(article.body) if article else ""

    def _told(self, key: str) -> Told:
        article = self._article(key)
        return Told(prose.plain(article.body), marks.of(article)) if article else Told("")


def text_of(draft: Draft) -> str:
    """Return the words by which a draft is compared."""
    return "\n".join(draft.paragraphs)


def _of_one_week(article: Article, draft: Draft) -> bool:
    """Say whether two texts can tell one event: a daily report repeats its words, months apart."""
    when = article.front.date
    if when is None or draft.date is None:
        return True
    return abs((when.first_day - draft.date).days) <= _WEEK or not when.day


def _may_be_of_one_day(article: Article, draft: Draft) -> bool:
    if article.front.date is None or draft.date is None:
        return True
    return draft.date.isoformat().startswith(str(article.front.date)[:10])
