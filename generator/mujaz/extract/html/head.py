"""What a page's head says in meta elements, links and its title."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from mujaz.extract.html import linked, tree
from mujaz.extract.html.linked import Linked
from mujaz.extract.html.tree import Tree

_LONGEST: Final = 5000
_MOST: Final = 500
_DAY_NAMES: Final = """
    article:published_time article:published og:published_time og:article:published_time
    datepublished date.published publishdate publish_date publish-date published_date
    published-date published_at pubdate article.published article_date_original
    article-publication-date originalpublicationdate parsely-pub-date sailthru.date
    cxenseparse:recs:publishtime dc.date.issued dcterms.issued dcterms.created dc.date.created
    dc.date dcterms.date citation_publication_date citation_date timestamp pdate ptime
    dc.terms.created rnews:datepublished displaydate article.created date
"""
"""Names under which pages give the day of publication, the surest first."""
_WRITER_NAMES: Final = """
    author article:author parsely-author sailthru.author byl dc.creator dcterms.creator
    article.author cxenseparse:author citation_author og:article:author
"""
_DAYS, _WRITERS = tuple(_DAY_NAMES.split()), tuple(_WRITER_NAMES.split())
_CREDITS: Final = ("og:image:credit", "image_credit", "og:image:author")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a page says of itself to machines."""

    metas: Mapping[str, tuple[str, ...]]
    """By name, in small letters; each in the order in which the page gives them."""
    linked: Linked
    title: str = ""
    """The words of <title>."""
    language: str | None = None
    link: str | None = None
    """Where the page says that it stands, else where it came from; http or https."""

    def said(self, *names: str) -> str | None:
        """Return the first content that any of these names has."""
        return next((text for name in names for text in self.metas.get(name, ())), None)

    @property
    def site(self) -> str | None:
        """The name of the site, as it gives it."""
        names = (self.said("og:site_name"), self.said("application-name"), self.linked.publisher)
        kept = (name.split(" | ")[0].strip() for name in names if name and "://" not in name)
        return next(filter(None, kept), None)

    @property
    def host(self) -> str:
        """The name of the machine that it stands on, without www."""
        return (urlsplit(self.link or "").hostname or "").removeprefix("www.")

    @property
    def description(self) -> str | None:
        """The page's description of its article."""
        return self.said("og:description", "description") or self.linked.description

    @property
    def days(self) -> tuple[str, ...]:
        """What it gives as the day of publication, as written."""
        return tuple(text for name in _DAYS for text in self.metas.get(name, ()))

    @property
    def writers(self) -> tuple[str, ...]:
        """What it gives as the writers' names under the first name that it uses."""
        named = (self.metas[name] for name in _WRITERS if name in self.metas)
        return next(named, ())

    @property
    def credit(self) -> str | None:
        """Who made the picture that it shows with a link to it."""
        return self.said(*_CREDITS)


def read(page: Tree, url: str | None) -> Head:
    """Read the head of a page that came from an address, if that is known."""
    metas = _metas(page)
    data = linked.read(tree.linked_data(page))
    canonical = (link.get("href") for link in page.iter("link") if link.get("rel") == "canonical")
    spoken = (next(canonical, None), *metas.get("og:url", ()), data.link, url)
    return Head(
        metas=metas,
        linked=data,
        title=" ".join(next((text.text_content() for text in page.iter("title")), "").split()),
        language=page.get("lang") or next(iter(metas.get("og:locale", ())), data.language),
        link=next((link for one in spoken if (link := web_link(one, url))), None),
    )


def _metas(page: Tree) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for count, meta in enumerate(page.iter("meta")):
        text = " ".join((meta.get("content") or "")[:_LONGEST].split())
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if count > _MOST:
            break
        if text and name:
            found[name.strip().casefold()].append(text)
    return {name: tuple(texts) for name, texts in found.items()}


def web_link(link: str | None, url: str | None) -> str | None:
    """Return a link that a page gives as a whole address; None unless it is http or https."""
    if not link:
        return None
    try:
        whole = urljoin(url or "", link.strip())
        parts = urlsplit(whole)
        named = bool(parts.hostname)
    except ValueError:  # «http://[»
        return None
    fits = parts.scheme in {"http", "https"} and named and len(whole) < _LONGEST
    return whole if fits and not any(sign in whole for sign in ' \t\r\n"<>') else None
