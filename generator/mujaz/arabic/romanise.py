"""Ids: an ASCII name proposed for a source that has an Arabic one."""

import re
import unicodedata

from mujaz.arabic.languages import is_arabic_script
from mujaz.arabic.letters import TATWEEL, clean

_GENERIC = frozenset(
    ("صحيفة", "جريدة", "مجلة", "موقع", "وكالة", "شبكة", "قناة", "يومية", "أسبوعية")
)
"""Words that say what a publisher is, not which; dropped when another word follows."""

_KNOWN = {
    "الشرق": "alsharq",
    "القدس": "alquds",
    "العربي": "alarabi",
    "العربية": "alarabiya",
    "عربي": "arabi",
    "الحياة": "alhayat",
    "الجزيرة": "aljazeera",
    "مصر": "misr",
    "العرب": "alarab",
    "عرب": "arab",
    "عكاظ": "okaz",
    "الخليج": "alkhaleej",
    "الحدث": "alhadath",
    "اليوم": "alyawm",
    "الأنباء": "alanbaa",
    "أنباء": "anbaa",
    "نيوز": "news",
    "أون": "on",
    "أونلاين": "online",
    "لاين": "line",
    "برس": "press",
    "سكاي": "sky",
    "العين": "alain",
    "تايمز": "times",
}
"""Words of newspapers' names whose vowels no rule finds, as the papers themselves write them."""

_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآؤئٱپچژگکیڤڨٹڈڑںےہھ"
_SOUNDS = (
    "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y a a a i a u i a "
    "p ch zh g k y v g t d r n e h h"
)
_LETTERS = dict(zip(_ARABIC, _SOUNDS.split(), strict=True))
_VOWELS = frozenset("aeiu")
_GLIDES = {"w": "u", "y": "i"}
"""Waw and yeh are vowels after a consonant, unless a vowel follows."""

_PART = re.compile(r"[^\W_]+")
_LONGEST = 40


def romanise(name: str) -> str:
    """Propose an id of `[a-z0-9-]` that a person can say: «صحيفة الرصيف» → `alrasif`.

    A proposal only: Arabic does not write its short vowels, so an editor may know better and
    change it. Deterministic, at most 40 characters, never empty.
    """
    plain = unicodedata.normalize("NFKC", clean(name)).replace(TATWEEL, "")
    parts = _PART.findall("".join(c for c in plain if unicodedata.category(c) != "Mn"))
    if len(parts) > 1 and parts[0] in _GENERIC:
        parts = parts[1:]
    whole = "-".join(filter(None, map(_spoken, parts)))
    short = whole if len(whole) <= _LONGEST else whole[: _LONGEST + 1].rpartition("-")[0]
    return short or whole[:_LONGEST] or "source"


def _spoken(word: str) -> str:
    """Return one word in ASCII, with the vowels that its consonants need."""
    if word in _KNOWN:
        return _KNOWN[word]
    if not is_arabic_script(word):
        return _ascii(word)
    article = "al" if word.startswith("ال") and len(word) > len("الا") else ""
    return _ascii(article + _voiced(_sounds(word.removeprefix("ال") if article else word)))


def _ascii(word: str) -> str:
    """Return the ASCII letters and digits of a word, lower-cased, accents taken off."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    digits = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)
    return "".join(c for c in digits if c.isascii() and c.isalnum())


def _sounds(stem: str) -> tuple[str, ...]:
    """Return the sound of each letter; one vowel never stands twice."""
    sounds: list[str] = []
    for letter, following in zip(stem, [*stem[1:], ""], strict=True):
        sound = _LETTERS.get(letter, letter)
        before = sounds[-1] if sounds else "a"
        glide = _GLIDES.get(sound, sound)
        if before not in _VOWELS - {glide} and _LETTERS.get(following, "") not in _VOWELS:
            sound = glide
        if sound != before or sound not in _VOWELS or not sounds:
            sounds.append(sound)
    if stem.endswith("اة"):
        sounds.append("t")
    return tuple(sounds)


def _voiced(sounds: tuple[str, ...]) -> str:
    """Put a vowel where no mouth could join two consonants: at the ends, or before a third."""
    spoken: list[str] = []
    for place, sound in enumerate(sounds):
        one, two = [*sounds[place + 1 : place + 3], "", ""][:2]
        spoken.append(sound)
        if _consonant(sound) and _consonant(one):
            if one == "y":
                spoken.append("i")
            elif place == 0 or not two or _consonant(two):
                spoken.append("a")
    return "".join(spoken)


def _consonant(sound: str) -> bool:
    """Say whether a sound needs a vowel beside it; digits and foreign letters do not."""
    return sound in _CONSONANTS


_CONSONANTS = frozenset(_LETTERS.values()) - _VOWELS
