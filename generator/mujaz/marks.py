"""By what an article is found exactly: its place, its link, its headline."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from mujaz import arabic
from mujaz.models import Article

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|ocid|cmpid|ref|ns_\w+|at_\w+|spm|amp)", re.IGNORECASE
)
"""What campaigns and sharers put at the end of an address; no page is another one by it."""


def of(article: Article) -> tuple[str, ...]:
    """Return by what an article is found exactly: its place, its link, its headline."""
    front = article.front
    links = (of_link(front.link),) if front.link else ()
    return (f"at {article.path}", *links, of_headline(front.source, front.title))


def of_headline(source: str, title: str) -> str:
    """Return a headline of a publisher, however it is spelt."""
    return f"headline {source} {arabic.fold(title)}"


def of_link(link: str) -> str:
    """Return an address without what does not tell pages apart: scheme, www, campaign, fragment."""
    parts = urlsplit(link)
    query = [pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0])]
    return f"link {host(link)}{parts.path.rstrip('/')}?{urlencode(sorted(query))}"


def host(link: str | None) -> str:
    """Return the host of an address, without www; empty where there is none."""
    return (urlsplit(link or "").hostname or "").removeprefix("www.")
