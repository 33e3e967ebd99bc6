"""Letters as the tables of this package spell them: one form for each, nothing invisible."""

import re
import unicodedata
from typing import Final

# Arabic signs and vowel marks, and everything that is only heard by a renderer.
_DROPPED: Final = (
    (0x0610, 0x061A),  # honorific signs above a name
    (0x064B, 0x065F),  # harakat, shadda, maddah and hamza above or below
    (0x0670, 0x0670),  # superscript alef
    (0x06D6, 0x06ED),  # Koranic marks
    (0x0640, 0x0640),  # tatweel
    (0x061C, 0x061C),  # Arabic letter mark
    (0x200B, 0x200F),  # zero-width space, joiners, left-to-right and right-to-left marks
    (0x202A, 0x202E),  # bidi embeddings and overrides
    (0x2060, 0x2069),  # word joiner, bidi isolates
    (0xFEFF, 0xFEFF),  # byte order mark
    (0x00AD, 0x00AD),  # soft hyphen
)
_SAME: Final = {
    "ا": "أإآٱ",
    "ي": "یى",
    "ك": "ک",
    "ه": "ةہھۀەۃ",
    "-": "‐‒–—―−~",
    "/": "⁄∕\\",
    ".": "٫",
    ",": "،٬",
    ";": "؛",
    "(": "[{",
    ")": "]}",
    "|": "•·●▪¦‖",
    "!": "?؟",
}


def _table() -> dict[int, str | int | None]:
    # The Arabic block is named whole: `str.translate` is three times slower on letters it must
    # first fail to find.
    table: dict[int, str | int | None] = {code: code for code in range(0x0600, 0x0700)}
    for first, last in _DROPPED:
        table |= dict.fromkeys(range(first, last + 1))
    for letter, forms in _SAME.items():
        table |= {ord(form): letter for form in forms}
    for zero in (0x0660, 0x06F0):
        table |= {zero + digit: str(digit) for digit in range(10)}
    return table


_TABLE: Final = _table()
# Newspapers also type a tatweel (U+0640) for a dash: alone it is one, in a word it is nothing.
_DASH: Final = re.compile("(?<!\\S)\u0640+(?!\\S)")


def plain(text: str) -> str:
    """Return `text` with one form for each letter, Western digits and no invisible character."""
    return _DASH.sub("-", unicodedata.normalize("NFKC", text)).translate(_TABLE).lower()
