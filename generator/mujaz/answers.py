"""What a server says to a browser of a digest that is being edited."""

import json
import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from urllib.parse import quote, urlsplit

from mujaz.digest import Digest
from mujaz.errors import MujazError
from mujaz.proof import Proof
from mujaz.resources import TEMPLATES

NEWS, SCRIPT = "/.mujaz/news", "/.mujaz/reload.js"
"""Where a page hears of changes, and what does; no site has a file with a dot in front."""
_INDEX, _LOST = "index.html", "404.html"
_HTML = "text/html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer of HTTP."""

    status: HTTPStatus
    kind: str = _HTML
    body: bytes = b""
    leads: str = ""
    """Where else to look, instead."""


def mount(digest: Digest) -> str:
    """Return where the site begins on its host: `/`, or `/digest/` where its address has that."""
    return f"{urlsplit(digest.url or '').path.rstrip('/')}/"


def answer(proof: Proof, path: str, told: Callable[[MujazError], str]) -> Answer:
    """Return what a digest has at a path; `told` says an error."""
    root = mount(proof.digest)
    if not path.startswith(root):
        return Answer(status=HTTPStatus.FOUND, leads=quote(root))
    place = path.removeprefix(root)
    file = f"{place}{_INDEX}" if not place or place.endswith("/") else place
    # Before the page itself: one that changes meanwhile is loaded once more, and none stays old.
    key = proof.key(file)
    try:
        found = proof.file(file)
        if found is None and not file.endswith(_INDEX) and proof.file(f"{file}/{_INDEX}"):
            return Answer(status=HTTPStatus.FOUND, leads=f"{quote(path)}/")
        if found is not None:
            return _found(file, key, found)
        lost = _listening(proof.file(_LOST) or b"", file, key)
        return Answer(status=HTTPStatus.NOT_FOUND, body=lost)
    except MujazError as error:
        sorry = f'<!doctype html>\n<pre dir="auto">{escape(told(error))}</pre>'.encode()
        listening = _listening(sorry, file, key)
        return Answer(status=HTTPStatus.INTERNAL_SERVER_ERROR, body=listening)


def _found(file: str, key: str, data: bytes) -> Answer:
    kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
    body = _listening(data, file, key) if kind == _HTML else data
    return Answer(status=HTTPStatus.OK, kind=kind, body=body)


def _listening(html: bytes, file: str, key: str) -> bytes:
    """Return a page with what loads it again when its file no longer has this key.

    It is a file of its own: a page's policy forbids scripts that are written into it.
    """
    said = f'<script src="{SCRIPT}" data-news="{NEWS}" data-file="{escape(file)}"'
    return b"%b\n%b" % (html, f'{said} data-key="{escape(key)}"></script>\n'.encode())


def script() -> Answer:
    """Return the script of pages."""
    data = (TEMPLATES / "live" / "reload.js").read_bytes()
    return Answer(status=HTTPStatus.OK, kind="text/javascript", body=data)


def event(name: str, said: str) -> bytes:
    """Return an event of a stream of them, on which pages listen (HTML Standard, 9.2)."""
    return f"event: {name}\ndata: {json.dumps(said)}\n\n".encode()
