"""Bylines: who wrote it, in the forms that newsrooms give them."""

import re
from collections.abc import Iterator
from functools import cache

from mujaz import arabic, dates
from mujaz.extract.body import read_opening, taken_up
from mujaz.extract.lines import Line

_LABEL = re.compile(
    r"(?:[يت]كتبه(?:ا)?|كتب(?:ت|وا|ه|ته)?|بقلم|اعداد|اعد(?:ه|ته|ها)?|تحرير|تقرير|تحقيق|حوار|حاور(?:ه|ها|ته)|متابعه|ترجمه|تاليف|"
    r"(?:مراسل|مراسله|محرر|محرره)(?: [^:،.]{2,30})?|by|written by|authors?|الكاتب|المؤلف)"
    r"(?: ?[:/ـ,،–—-] ?| (?=\S))",
)
_LABEL_NEEDS_COLON = (
    "تقرير",
    "تحقيق",
    "متابعه",
    "مراسل",
    "محرر",
    "ترجمه",
    "تحرير",
    "حوار",
    "اعد",
    "كتب",
    "يكتب",
    "تكتب",
    "author",
    "الكاتب",
    "المؤلف",
)
_NAMES = re.compile(r" ?[،,/&] ?| و(?=[^\W\d_]{2})")
# Words that no bare name holds: a line with one of them is a phrase.
_NO_NAME = frozenset(
    (
        *(
            "في",
            "من",
            "على",
            "عن",
            "إلى",
            "مع",
            "بعد",
            "قبل",
            "بين",
            "عند",
            "حول",
            "ضد",
            "أو",
            "ثم",
            "عبر",
            "داخل",
            "خارج",
            "أمام",
            "وراء",
            "تحت",
            "فوق",
            "نحو",
            "ضمن",
            "خلال",
            "منذ",
            "حتى",
            "دون",
            "غير",
        ),
        *("لا", "لم", "لن", "ما", "كيف", "لماذا", "هل", "أن", "إن", "كل", "هذا", "هذه", "ذلك"),
        *("اليوم", "أمس", "الآن", "خاص", "تقرير", "أخبار", "تحليل", "رأي"),
    )
)
_INDEFINITE = frozenset("\u064b\u064c\u064d")  # ARABIC FATHATAN, DAMMATAN, KASRATAN
_BARE_NAME = range(2, 5)
_RECURS = 0.5
"""The share of a line's words in the story above which it is no writer's name."""
_MAX_NAME_WORDS, _MAX_BYLINE_WORDS = 5, 12


def authors(line: Line) -> tuple[str, ...]:
    """Return the names that a labelled byline gives: «كتبت: ليلى حسن», «بقلم …»; else nothing."""
    if line.words > _MAX_BYLINE_WORDS:
        return ()
    label = _LABEL.match(line.folded)
    if label is None:
        return ()
    if not re.search("[:/,،]", label[0]) and label[0].startswith(_LABEL_NEEDS_COLON):
        return _wrote(line)
    return tuple(_names(_after(line.text, label[0])))


def _wrote(line: Line) -> tuple[str, ...]:
    """Return the name in «كتبت أسماء نصار»; «كتب» may be books, so what follows must be a name."""
    verb, *name = line.text.split()
    named = verb in {"كتب", "كتبت"} and not name[0].startswith("ال")
    return _bare_name(" ".join(name), frozenset()) if named else ()


def bare_author(line: Line, sources: frozenset[str], vocabulary: frozenset[str]) -> tuple[str, ...]:
    """Return the name that a line consists of, such as «رولا المنارة - ميزان السوق»; else nothing.

    `sources` are folded names of publishers, which are no authors; `vocabulary` is the story's, for
    a line whose words it takes up is a caption or a heading.
    """
    if taken_up(line, vocabulary) > _RECURS:
        return ()
    return _bare_name(line.text, sources)


def placed_author(line: Line, sources: frozenset[str]) -> tuple[str, ...]:
    """Return the name on a line of place and writer, such as «بغداد - حسين الناي»; else nothing.

    Between them may stand the day and an agency: «السنديان 5-7-2026 وكالات - حسين الناي».
    """
    dated = read_opening(line.text)
    if dated.day:
        return _bare_name(line.text[dated.length :], sources)
    place, _, name = line.text.partition(next(iter(re.findall("[-–—:/]", line.text)), "\n"))
    if arabic.fold(place.strip()) not in _places():
        return ()
    return _bare_name(name.strip(), sources)


@cache
def _places() -> frozenset[str]:
    return frozenset(map(arabic.fold, dates.places()))


def _bare_name(line_text: str, sources: frozenset[str]) -> tuple[str, ...]:
    text = re.split(r" [-–—|] ", line_text)[0].strip()
    words = text.split()
    looks = len(words) in _BARE_NAME and all(map(_is_name, words))
    if not looks or arabic.fold(text) in sources or _NO_NAME & set(words):
        return ()
    return (text,)


def _is_name(word: str) -> bool:
    """Whether a word may be part of a name: letters alone, a capital first where there are any.

    None has a vowel mark that makes it indefinite.
    """
    bare = arabic.fold(word).rstrip(".")
    return len(bare) > 1 and bare.isalpha() and not (word[0].islower() or _INDEFINITE & set(word))


def _after(text: str, folded_label: str) -> str:
    """Return what follows a label; folding may change lengths, so it is found by its words."""
    if ":" in folded_label:
        return text.split(":", 1)[1]
    if "/" in folded_label:
        return text.split("/", 1)[1]
    count = len(folded_label.split())
    return " ".join(text.split()[count:])


def _names(text: str) -> Iterator[str]:
    for name in _NAMES.split(re.split(r" [-–—|] ", text)[0]):
        stripped = name.strip(" .*-–—:")
        if stripped and len(stripped.split()) <= _MAX_NAME_WORDS and not _is_label(stripped):
            yield stripped


def _is_label(text: str) -> bool:
    return bool(_LABEL.fullmatch(f"{arabic.fold(text)}:"))
