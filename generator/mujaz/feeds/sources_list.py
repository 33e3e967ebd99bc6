"""The sources as OPML 2.0 (opml.org/spec2.opml): a list that feed readers take in at once."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from mujaz.feeds import atom_feed
from mujaz.groups import Entry
from mujaz.models import Source
from mujaz.render import Site

FILE = "sources.opml"


def opml(site: Site, sources: Iterable[Entry]) -> bytes:
    """Return the sources, each with our feed of it: its own may carry a subscriber's key."""
    root = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(root, "head"), "title").text = site.name
    body = ET.SubElement(root, "body")
    for entry in sources:
        if isinstance(entry.subject, Source):
            ET.SubElement(body, "outline", _outline(site, entry.subject, entry.address))
    ET.indent(root)
    xml: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def _outline(site: Site, source: Source, address: str) -> dict[str, str]:
    told = {
        "type": "rss",
        "text": source.name,
        "title": source.name,
        "description": source.description or "",
        "language": source.language or "",
        "xmlUrl": f"{site.url}{address}{atom_feed.FILE}",
        "htmlUrl": source.url or f"{site.url}{address}",
    }
    return {name: value for name, value in told.items() if value}
