"""Quotations and brackets: where each of them stands, and which are open where a text ends."""

import re
from collections.abc import Iterator

_PAIRS = {"«": "»", "(": ")", "[": "]", "{": "}"}
_OPENS = {closing: opening for opening, closing in _PAIRS.items()}
_EITHER = '"“”„‟'
"""Marks that open and close: presses take “ and ” for each other, and both for the plain one."""
_QUOTES = frozenset('«»"“”„')
_ANY = re.compile(r"[«»()\[\]{}\"“”„‟]")
_MARK = re.compile(
    r"(?:(?<=[א-ת])[\"”](?=[א-ת]))"  # gershayim, the mark of a Hebrew abbreviation: no quotation
    r"|(?<!\w)\w{1,2}\)"  # the number of an item: 1), أ)
    r"|(?P<mark>[«»()\[\]{}\"“”„‟])"
)


def marks(text: str) -> Iterator[tuple[int, str]]:
    """Yield each quotation mark and bracket with its place."""
    for found in _MARK.finditer(text):
        if found["mark"]:
            yield found.start("mark"), found["mark"]
        elif found[0].endswith(")") and "(" in text[: found.start()]:
            yield found.end() - 1, ")"


def are_closed(text: str) -> bool:
    """Say whether every quotation and bracket of a text is opened and closed in it."""
    return not (_ANY.search(text) and spans(text)[1])


def is_all_quoted(text: str) -> bool:
    """Say whether a text is one quotation from end to end, so that it names nobody who speaks."""
    bare = text.strip(" .،,؟?!…")
    return bare[:1] in _QUOTES and spans(bare)[0][:1] == ((0, len(bare)),)


def spans(text: str) -> tuple[tuple[tuple[int, int], ...], bool]:
    """Return where quotations and brackets stand, and whether one of them lacks its partner.

    What lacks it reaches to the end of the text.
    """
    flipped = -1 < text.find("»") < text.find("«")  # some presses quote »so«
    opened: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    torn = False
    for place, mark in marks(text):
        plain = {"«": "»", "»": "«"}.get(mark, mark) if flipped else mark
        opening = '"' if plain in _EITHER else _OPENS.get(plain, plain)
        closes = plain in _OPENS or (plain in _EITHER and ('"' in (one for one, _ in opened)))
        if not closes:
            opened.append((opening, place))
        elif opened and opened[-1][0] == opening:
            found.append((opened.pop()[1], place + 1))
        else:
            torn = True
    found.extend((place, len(text)) for _, place in opened)
    return tuple(sorted(found)), torn or bool(opened)
