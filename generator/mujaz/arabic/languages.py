"""Languages: by the letters of a text, and by the function words among them."""

import re

_ARABIC = "\u0620-\u064a\u066e-\u06d3\u06ee-\u06ff"  # KASHMIRI YEH - YEH, DOTLESS BEH - YEH BARREE…
_HEBREW = "א-ת"
_LATIN = "A-Za-z\u00c0-\u024f"
_SCRIPTS = (
    ("und", re.compile(rf"[^\W\d_{_LATIN}{_HEBREW}{_ARABIC}]")),
    ("arab", re.compile(f"[{_ARABIC}]")),
    ("he", re.compile(f"[{_HEBREW}]")),
    ("latn", re.compile(f"[{_LATIN}]")),
)
_SIGNS = (
    ("ar", re.compile(r"[ةىأإك]|\bال|\b(?:في|من|على|التي|الذي|هذا|إلى|عن)\b")),
    ("fa", re.compile(r"[پچژگ]|\b(?:است|که|از|این|را|با|می|برای|های)\b|ی\b")),
    ("ur", re.compile(r"[ٹڈڑںےہھ]|\b(?:ہے|کے|میں|اور|کی|سے)\b")),
)
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in|a|is|for|on|with|at|by|from|that)\b")
_WORD = re.compile(r"\w+")
_TELLING = 20
"""Latin words among which an English text would have shown a function word."""


def is_arabic_script(text: str) -> bool:
    """Say whether most letters of the text are of the Arabic script, whatever the language."""
    return _script(text) == "arab"


def language(text: str) -> str:
    """Return the likeliest of `ar`, `fa`, `ur`, `he`, `en` by letters and function words.

    `und` when the text has no letters, or is plainly in none of the five.
    """
    match _script(text):
        case "arab":
            found = [(len(signs.findall(text)), name) for name, signs in _SIGNS]
            # Urdu shares Persian's letters, so its own weigh more; a tie is Arabic's.
            weighed = [(count * (3 if name == "ur" else 1), name) for count, name in found]
            return max(weighed, key=lambda pair: pair[0])[1]
        case "latn":
            short = len(_WORD.findall(text)) < _TELLING
            return "en" if short or _ENGLISH.search(text.lower()) else "und"
        case name:
            return name


def _script(text: str) -> str:
    """Return the script of most letters: `arab`, `he`, `latn`, or `und`."""
    counts = [(len(letters.findall(text)), name) for name, letters in _SCRIPTS]
    return max(counts, key=lambda pair: pair[0])[1]
