"""Addresses of the web: read once, strictly, into what a request is made of."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from mujaz.errors import FetchError, message
from mujaz.fetch.addresses import shown, spelled

_PORTS = {"http": 80, "https": 443}
_FIRST_FREE = 1024
"""Below it a port belongs to one service: no letter is sent by a link to port 25."""
_LONGEST = 8192
_HIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")
"""What browsers drop or turn round in an address; others read another host in it then."""
_KEPT = "/%:@!$&'()*+,;=~?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a request is made of; `str` gives the address, without its fragment."""

    scheme: str
    host: str
    port: int
    path: str
    """With the query, in ASCII."""

    @property
    def origin(self) -> str:
        """The address without the path."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def authority(self) -> str:
        """The host, and its port unless it is the usual one."""
        return self.origin.split("//")[1]

    def __str__(self) -> str:
        """Return the whole address."""
        return self.origin + self.path


def parse(url: str) -> Target:
    """Return the target of an address; raises FetchError for every one that is not fetched."""
    text = url.strip(" ")
    if _HIDDEN.search(text):
        raise _no_address(url)
    try:
        parts = urlsplit(text)
        path = _path(parts)
        port = parts.port
    except ValueError as error:  # a bracket, a port, half a letter, no end
        raise _no_address(url) from error
    _refuse(parts, url)
    return Target(
        scheme=parts.scheme,
        host=spelled(parts.hostname or ""),
        port=_allowed(_PORTS[parts.scheme] if port is None else port),
        path=path,
    )


def joined(base: Target, location: str) -> Target:
    """Return the target of a link that stands at another; raises FetchError as `parse` does."""
    if _HIDDEN.search(location):
        raise _no_address(location)
    try:
        return parse(urljoin(str(base), location.strip(" ")))
    except ValueError as error:
        raise _no_address(location) from error


def _path(parts: SplitResult) -> str:
    query = f"?{parts.query}" if parts.query else ""
    path = quote((parts.path or "/") + query, safe=_KEPT)
    if len(path) > _LONGEST:
        raise ValueError
    return path


def _refuse(parts: SplitResult, url: str) -> None:
    if parts.scheme not in _PORTS and parts.scheme:
        raise FetchError(
            message("“{scheme}:” is not fetched, only http and https", scheme=shown(parts.scheme)),
            message("write the whole address, beginning with https://"),
        )
    if "@" in parts.netloc:
        raise FetchError(
            message("there is a name or a password in the address of “{host}”", host=_host(parts)),
            message("write the address without what stands before the @"),
        )
    if not parts.scheme or not parts.hostname:
        raise _no_address(url)


def _host(parts: SplitResult) -> str:
    return shown(parts.netloc.rpartition("@")[2])


def _allowed(port: int) -> int:
    if port in _PORTS.values() or port >= _FIRST_FREE:
        return port
    raise FetchError(
        message("port {port} is not one of the web", port=port),
        message("write the address without the port"),
    )


def _no_address(url: str) -> FetchError:
    return FetchError(
        message("“{url}” is not an address of the web", url=shown(url)),
        message("write the whole address, beginning with https://"),
    )
