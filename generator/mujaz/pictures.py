"""Which pictures an article shows: links to their publisher, or files beside it."""

import posixpath
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from mujaz import frontmatter, prose, provenance
from mujaz.models import Article, Card, Library, Listed

IMAGE = "image"
"""The key of the picture above an article."""

Values = Mapping[str, frontmatter.Value]
"""Front matter, and under `provenance.BODY` the Markdown."""


def links(values: Values, keys: Collection[str]) -> tuple[str, ...]:
    """Return the addresses of pictures in the values of some keys, each once."""
    image = values.get(IMAGE) if IMAGE in keys else None
    body = values[provenance.BODY] if provenance.BODY in keys else ""
    above = (image,) if isinstance(image, str) and _is_elsewhere(image) else ()
    return tuple(dict.fromkeys((*above, *prose.linked_pictures(str(body)))))


def named(values: Values, names: Mapping[str, str]) -> dict[str, frontmatter.Value]:
    """Return values in which pictures are files; `names` has the file of an address."""
    image, body = values.get(IMAGE), values[provenance.BODY]
    above = {IMAGE: names[image]} if isinstance(image, str) and image in names else {}
    return {**values, **above, provenance.BODY: prose.with_pictures(str(body), names)}


def wanted(article: Article) -> tuple[str, ...]:
    """Return the addresses of an article's pictures as far as they stand where the machine wrote.

    What a person wrote is theirs: the links in it are meant.
    """
    values: dict[str, frontmatter.Value] = {
        IMAGE: article.front.image,
        provenance.BODY: prose.normal(article.body),
    }
    signed = article.front.generated
    return links(values, [key for key in values if provenance.free(key, values[key], signed)])


def place(path: PurePosixPath, link: str, ending: str) -> PurePosixPath:
    """Return the file of a picture: beside its article, named by it and by its own address.

    >>> str(place(PurePosixPath("articles/2021/alwatan-3f9c2a.md"), "https://a.example/1", "jpg"))
    'articles/2021/alwatan-3f9c2a-6ea4ab8b.jpg'
    """
    return path.with_name(f"{path.stem}-{provenance.fingerprint(link)}.{ending}")


def files(article: Article) -> Iterator[str]:
    """Yield the files that an article shows, below content/."""
    image = article.front.image
    for name in (*((image,) if image else ()), *prose.shown_pictures(article.body)):
        if not _is_elsewhere(name):
            yield file_of(article, name)


def file_of(article: Listed, name: str) -> str:
    """Return the path below content/ of a file that an article names from its own place."""
    return posixpath.normpath(article.path.parent / unquote(name))


def withheld(known: Library[Card]) -> frozenset[str]:
    """Return the files, below content/, that only drafts show: the site has none of them."""
    drafts = [card for card in known.articles if not card.published]
    only = {file for card in drafts for file in card.pictures}
    return frozenset(only.difference(*(card.pictures for card in known.published)) if only else ())


def _is_elsewhere(name: str) -> bool:
    return "://" in name
