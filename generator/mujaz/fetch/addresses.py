"""Which numbers of the internet a fetcher may connect to, and how a host may be spelled."""

import ipaddress
import re

import idna

from mujaz.errors import FetchError, message

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_CLOSED_4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8",  # this host
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # behind a carrier's NAT, and the metadata of Alibaba
            "127.0.0.0/8",  # loopback
            "168.63.129.16/32",  # public by its number: the inside of Azure by its use
            "169.254.0.0/16",  # link-local, and the metadata of most clouds
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocols, and the metadata of Oracle
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # AS112
            "192.52.193.0/24",  # AMT
            "192.88.99.0/24",  # relays of 6to4
            "192.168.0.0/16",  # private
            "192.175.48.0/24",  # AS112
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ),
    )
)
"""The special registry of IANA, and two numbers of clouds that it does not know."""

_OPEN_6 = ipaddress.IPv6Network("2000::/3")
"""Global unicast. Outside it: loopback, link-local, unique local (fd00:ec2::254, the metadata of
AWS), multicast, and IPv4 wrapped by mapping (::ffff:0:0/96), compatibility (::/96) or NAT64
(64:ff9b::/96, 64:ff9b:1::/48)."""

_CLOSED_6 = tuple(
    map(
        ipaddress.IPv6Network,
        (
            "2001::/23",  # protocols: Teredo, ORCHID, benchmarks
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4: wraps IPv4
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # documentation
        ),
    )
)

_LABEL = re.compile(r"[a-z0-9_-]{1,63}")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_LONGEST = 253
_UNSHOWN = "\N{REPLACEMENT CHARACTER}"


def is_public(address: Address) -> bool:
    """Whether an address is one of the public internet, and wraps no other."""
    match address:
        case ipaddress.IPv4Address():
            return not any(address in network for network in _CLOSED_4)
        case _:
            return address in _OPEN_6 and not any(address in network for network in _CLOSED_6)


def numbered(text: str) -> Address | None:
    """Return the address that a text is in its one usual spelling; None when it is a name."""
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def spelled(host: str) -> str:
    """Return a host as it is asked for: a name in ASCII and small letters, or a number.

    Raises FetchError for what is neither, and for numbers in a spelling that systems take for an
    address and people do not: octal, hexadecimal, or with fewer than four parts.
    """
    if ":" in host:
        return _bracketed(host)
    name = _in_ascii(host).removesuffix(".")
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        if numbered(name) is None:
            raise _no_number(host)
        return name
    if len(name) > _LONGEST or not all(map(_LABEL.fullmatch, labels)):
        raise no_host(host)
    return name


def _bracketed(host: str) -> str:
    address = None if "%" in host else numbered(host)  # a zone is of use on one's own link only
    if address is None:
        raise no_host(host)
    return str(address)


def _in_ascii(host: str) -> str:
    """Return the name by IDNA 2008; what maps to ASCII, such as full-width digits, is ASCII then.

    Python's own codec is of 2003: it refuses «أخبار24» for its end, and loses the joiners of
    Persian.
    """
    if len(host) > _LONGEST:
        raise no_host(host)
    if host.isascii():
        return host.lower()
    try:
        labels = idna.uts46_remap(host, std3_rules=False).split(".")
        return ".".join(label if label.isascii() else _encoded(label) for label in labels)
    except UnicodeError as error:
        raise no_host(host) from error


def _encoded(label: str) -> str:
    return idna.alabel(label).decode("ascii")


def shown(text: str) -> str:
    """Return a text from outside as a message may show it: short, and without controls."""
    return "".join(letter if letter.isprintable() else _UNSHOWN for letter in text[:200])


def no_host(host: str) -> FetchError:
    """Return the error that says that there can be no host of this name."""
    return FetchError(
        message("“{host}” is not the name of a host", host=shown(host)),
        message("check the address"),
    )


def _no_number(host: str) -> FetchError:
    return FetchError(
        message("“{host}” is an odd spelling of a number", host=shown(host)),
        message("write the name of the host"),
    )
