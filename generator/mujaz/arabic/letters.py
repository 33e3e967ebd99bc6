"""Letters: what of a text is kept (`clean`), what two texts are compared by (`fold`)."""

import re
import unicodedata
from collections.abc import Iterator

TATWEEL = "\u0640"  # ARABIC TATWEEL: a stroke that lengthens a word and says nothing
ZWNJ = "\u200c"  # ZERO WIDTH NON-JOINER: Persian spelling needs it
ZWJ = "\u200d"  # ZERO WIDTH JOINER: glues emoji, and shows the hijri heh in joined form

_HONORIFICS = frozenset("ﷺﷻ﷼﷽")
"""Signs that are one character on purpose; their decomposition is a whole prayer."""

_PERSIAN_OR_URDU = re.compile("[پچژگکیٹڈڑںےہھ]")
"""Letters that Arabic does not write: only their company makes a non-joiner spelling."""


def _marks() -> Iterator[str]:
    """Yield every combining mark of the scripts from Latin to Myanmar, and the general ones."""
    ranges = ((0x300, 0x10A0), (0x1AB0, 0x1B00), (0x1DC0, 0x1E00), (0x20D0, 0x2100))
    for start, end in ranges:
        for point in range(start, end):
            if unicodedata.category(chr(point))[0] == "M":
                yield chr(point)


MARKS = "".join(_marks())
"""Combining marks, for use inside a character class: `re` has no name for them."""

# Arabic vowel marks and Quranic signs, Hebrew points, and the accents of Latin, Greek, Cyrillic.
_STRIPPED = (
    "\u0300-\u036f"  # COMBINING GRAVE ACCENT - COMBINING LATIN SMALL LETTER X
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # HEBREW ACCENTS AND POINTS
    "\u0610-\u061a"  # ARABIC SIGN SALLALLAHOU ALAYHE WASSALLAM - ARABIC SMALL KASRA
    "\u064b-\u065f\u0670"  # ARABIC FATHATAN - WAVY HAMZA BELOW, LETTER SUPERSCRIPT ALEF
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"  # ARABIC SMALL HIGH LIGATURES - SMALL LOW MEEM
    "\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff"  # ARABIC EXTENDED MARKS
)


def _presentation_forms() -> Iterator[tuple[int, str]]:
    """Yield each shaped letter or ligature with the plain letters that it stands for.

    The forms of lone vowel marks decompose to a space and a mark; only the mark was written.
    """
    for start, end in ((0xFB50, 0xFE00), (0xFE70, 0xFEFF)):
        for point in range(start, end):
            plain = unicodedata.normalize("NFKC", chr(point))
            if plain != chr(point) and chr(point) not in _HONORIFICS:
                yield point, plain.replace(" ", "")


_INVISIBLE = (
    0xAD,  # SOFT HYPHEN
    0x34F,  # COMBINING GRAPHEME JOINER
    0x61C,  # ARABIC LETTER MARK
    0x180E,  # MONGOLIAN VOWEL SEPARATOR
    0x200B,  # ZERO WIDTH SPACE
    *range(0x200E, 0x2010),  # LEFT-TO-RIGHT MARK, RIGHT-TO-LEFT MARK
    *range(0x202A, 0x202F),  # bidi embeddings and overrides
    *range(0x2060, 0x2070),  # WORD JOINER, invisible operators, bidi isolates
    0xFEFF,  # ZERO WIDTH NO-BREAK SPACE, the byte order mark
    *range(0xFFF9, 0xFFFC),  # interlinear annotation
    0xFFFE,  # noncharacter
    0xFFFF,  # noncharacter
    *range(0xD800, 0xE000),  # surrogates: no file can hold them
    *range(0xE0000, 0xE0080),  # tags: text that no reader sees
)


def _kept() -> dict[int, str | None]:
    """Return the translation from any character to what a library keeps of it."""
    lines = dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), "\n")
    blanks = (0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
    controls = (*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))
    return {
        **dict(_presentation_forms()),
        **dict.fromkeys((*controls, *_INVISIBLE), None),
        **lines,
        **dict.fromkeys(blanks, " "),
    }


_KEPT = _kept()
_ASTRAL = 0x10000
_CHANGED = re.compile(f"[{re.escape(''.join(chr(code) for code in _KEPT if code < _ASTRAL))}]")
_BEYOND = re.compile(f"[{chr(_ASTRAL)}-\U0010ffff]")
"""Two patterns find in a tenth of the time what a translation looks for letter by letter; one for
both would be slower than that, for `re` has a table only of what is below U+10000."""

_INDIC = "\u0900-\u0dff"  # DEVANAGARI - SINHALA: both joiners are spelling there
_PICTURE = "\u2190-\u2bff\U0001f000-\U0001faff"
_EMOJI_JOINER = f"(?<=[{_PICTURE}\ufe0f]){ZWJ}(?=[{_PICTURE}])"  # \ufe0f: VARIATION SELECTOR-16
_INDIC_JOINER = f"(?<=[{_INDIC}])[{ZWNJ}{ZWJ}]"
_PERSIAN_JOINER = f"(?<=[\u0620-\u06ff]){ZWNJ}(?=[\u0620-\u06ff])"  # KASHMIRI YEH - HEH INV. V
_JOINERS = re.compile(f"({_EMOJI_JOINER}|{_INDIC_JOINER})|[{ZWNJ}{ZWJ}]")
_JOINERS_PERSIAN = re.compile(f"({_EMOJI_JOINER}|{_INDIC_JOINER}|{_PERSIAN_JOINER})|[{ZWNJ}{ZWJ}]")

_LETTER = rf"[^\W\d_{TATWEEL}]"
_ALONE = rf"(?<!{_LETTER})(?<![{MARKS}{TATWEEL}])"
_PREFIX = rf"(?:و[{MARKS}]*)?(?:[وفبكل][{MARKS}]*|[بك]?ال|لل)"
_FOREIGN = "[\\dA-Za-z\u00c0-\u024f\"'«»“”„‘’]"
"""What no Arabic letter can join: a digit, a Latin letter, a quotation mark."""
_TATWEELS = re.compile(
    rf"{_ALONE}(?P<sign>ه){TATWEEL}+(?![{MARKS}]|{_LETTER})"
    rf"|{_ALONE}(?P<prefix>{_PREFIX}){TATWEEL}+(?={_FOREIGN})"
    rf"|{TATWEEL}+"
)
_NO_WORD = re.compile(r"[\s\d]*")
_SPACES = re.compile(" {2,}")
_LINE_END = re.compile(" ?\n ?")


def clean(text: str) -> str:
    r"""Return the text as a library keeps it: the same words, no trace of the page's machinery.

    Canonical composition (NFC), plain letters for shaped ones, plain spaces (one at a time, none
    at the ends of a line), `\n` for every line end; bidi controls, zero-width characters, soft
    hyphens and control characters are gone. Vowel marks stay, and so do the non-joiner inside
    Persian and Urdu text and the joiner inside emoji. A tatweel goes unless it makes the Hijri
    sign «هـ» or holds a prefix and what it cannot join together («بـ84»); standing alone it was a
    dash and becomes one. `clean(clean(text)) == clean(text)`.
    """
    if _CLEANED.fullmatch(text):
        return _tidy(text)
    plain = text.replace("\r\n", "\n")
    plain = _CHANGED.sub(lambda found: _KEPT[ord(found[0])] or "", plain)
    if _BEYOND.search(plain):
        plain = plain.translate(_KEPT)
    if plain.isascii():
        return _tidy(plain)
    plain = _join(plain.replace("ه" + ZWJ, "ه" + TATWEEL))
    plain = unicodedata.normalize("NFC", plain)
    if TATWEEL in plain:
        plain = unicodedata.normalize("NFC", _TATWEELS.sub(_stroke, plain))
    return _tidy(plain)


def _join(text: str) -> str:
    """Drop the joiners that are not spelling."""
    if ZWNJ not in text and ZWJ not in text:
        return text
    joiners = _JOINERS_PERSIAN if _PERSIAN_OR_URDU.search(text) else _JOINERS
    return joiners.sub(lambda found: found[1] or "", text)


def _stroke(found: re.Match[str]) -> str:
    """Return what a run of tatweel stands for: a sign, the end of a prefix, a dash, or nothing."""
    if letters := found["sign"] or found["prefix"]:
        return letters + TATWEEL
    about = found.string[: found.start()][-1:] + found.string[found.end() :][:1]
    return "-" if len(found[0]) == 1 and _NO_WORD.fullmatch(about) else ""


def _tidy(text: str) -> str:
    """Collapse runs of spaces and strip them from the two ends of every line."""
    text = _SPACES.sub(" ", text) if "  " in text else text
    return (_LINE_END.sub("\n", text) if "\n" in text else text).strip(" ")


_FOLDED: dict[str, str] = {
    **dict.fromkeys("ٱ", "ا"),
    **dict.fromkeys("ىیېےۍ", "ي"),
    **dict.fromkeys("ةۃہھەۀ", "ه"),
    **dict.fromkeys("کگڪڭ", "ك"),
    "ڤ": "ف",
    "ڨ": "ق",
    "ں": "ن",
    "٫": ".",
    "٬": ",",
    "’": "'",
    TATWEEL: "",
    ZWNJ: "",
    ZWJ: "",
}
_FOLDED_SIGN = re.compile(f"[{''.join(_FOLDED)}]")
_ACCENTS = re.compile(f"[{_STRIPPED}]+")
_PLAIN = "\n -~«»‘’“”–—،؛؟\u0621-\u063a\u0641-\u064a"  # ARABIC LETTER HAMZA - GHAIN, FEH - YEH
_VOWELS = "\u064b-\u0652"  # ARABIC FATHATAN - SUKUN
_CLEANED = re.compile(f"[{_PLAIN}]*")
_FOLDABLE = re.compile(f"[{_PLAIN}{_VOWELS}]*")
"""What newspapers are made of: nothing in it asks for Unicode's tables, so it is done sooner."""
_VOWEL_RUNS = re.compile(f"[{_VOWELS}]+")
_VARIANTS = tuple(zip("أإآىئؤة’", "اااييوه'", strict=True))
_DIGIT = re.compile(r"[^\D0-9]")


def fold(text: str) -> str:
    """Return the text as it is compared and searched: one spelling for each word.

    Cleaned, lower case, without vowel marks, accents and tatweel; one alef, yeh, heh and kaf for
    all their variants (hamza forms, alef maqsura, teh marbuta, Persian and Urdu letters); digits
    of every script in ASCII. The length may change. `fold(fold(text)) == fold(text)`.
    """
    plain = clean(text)
    if _FOLDABLE.fullmatch(plain):
        return _folded(plain)
    plain = plain.casefold()
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", plain))
    plain = _FOLDED_SIGN.sub(lambda found: _FOLDED[found[0]], plain)
    plain = _DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), plain)
    return _tidy(unicodedata.normalize("NFKC", plain.casefold()))


def _folded(text: str) -> str:
    """Fold a text of plain letters; the same as the long way, in a sixth of the time."""
    plain = _VOWEL_RUNS.sub("", text).lower()
    if not plain.isascii():
        for variant, letter in _VARIANTS:
            plain = plain.replace(variant, letter)
    return _tidy(plain)
