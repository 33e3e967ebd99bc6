"""Links by way of the site's root: what many pages show is made once, and rooted in each."""

from urllib.parse import urlsplit

_HERE = "\x00"
"""Stands for the way to the site's root in what is made for many pages."""


def url(address: object) -> str:
    """Return a link to an address below the site's root, from a page that is not known yet.

    What leads to another host, to its root or within the page stays as it is; "." is the root.
    """
    path = str(address)
    if ":" in path or path.startswith(("/", "#")):
        parsed = urlsplit(path)
        if parsed.scheme or parsed.netloc or path.startswith(("/", "#")):
            return path
    return _HERE if path == "." else f"{_HERE}{path}"


def rooted(html: str, address: str) -> str:
    """Give the links of a page, which is at an address, their way to the site's root."""
    root = "../" * address.count("/")
    return (
        html.replace(_HERE, root) if root else html.replace(f'"{_HERE}"', '"./"').replace(_HERE, "")
    )


def foreign(html: str) -> str:
    """Return what others made, without the sign that stands for the root here."""
    return html.replace(_HERE, "")
