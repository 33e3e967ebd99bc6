"""Who wrote a value: the machine, or a person.

The machine signs each value that it writes with a short digest under `generated`. A value that no
longer matches its digest was changed by a person, is theirs, and is never overwritten.
"""

import hashlib
import json
from collections.abc import Mapping
from types import MappingProxyType

_UNTOLD: Mapping[str, str] = MappingProxyType({})

BODY = "body"
"""The name under which the Markdown itself is signed."""


def fingerprint(value: object) -> str:
    """Return the digest of a value as front matter holds it: text, a list of texts, or None."""
    encoded = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(encoded.encode()).hexdigest()[:8]


def sign(values: Mapping[str, object], origins: Mapping[str, str] = _UNTOLD) -> dict[str, str]:
    """Return the digests of all values that say something, with where they were read.

    >>> sign({"date": "2021-07-07"}, {"date": "json-ld"})
    {'date': '48ae1c82 (json-ld)'}
    """
    return {
        key: fingerprint(value) + (f" ({origins[key]})" if key in origins else "")
        for key, value in values.items()
        if value
    }


def origin(key: str, generated: Mapping[str, str]) -> str | None:
    """Return where a value was read, if that was told when it was signed.

    >>> origin("date", {"date": "48ae1c82 (json-ld)", "title": "c987808f"})
    'json-ld'
    """
    told = generated.get(key, "").partition(" ")[2]
    return told.removeprefix("(").removesuffix(")") or None


def free(key: str, value: object, generated: Mapping[str, str]) -> bool:
    """Whether the machine may write here: it wrote what stands here, or nothing ever stood here."""
    if key in generated:
        return generated[key].partition(" ")[0] == fingerprint(value)
    return not value
