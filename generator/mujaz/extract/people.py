"""Bylines: who wrote it, in the forms that newsrooms give them."""

import re
from collections.abc import Iterator

from mujaz import arabic
from mujaz.extract.lines import Line

_LABEL = re.compile(
    r"(?:كتب(?:ت|وا|ه|ته)?|بقلم|اعداد|اعد(?:ه|ته|ها)?|تحرير|تقرير|تحقيق|حوار|حاور(?:ه|ها|ته)|متابعه|ترجمه|"
    r"(?:مراسل|مراسله|محرر|محرره)(?: [^:،.]{2,30})?|by|written by)"
    r"(?: ?[:/ـ–—-] ?| (?=\S))",
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
        ),
        *("لا", "لم", "لن", "ما", "كيف", "لماذا", "هل", "أن", "إن", "كل", "هذا", "هذه", "ذلك"),
        *("اليوم", "أمس", "الآن", "خاص", "تقرير", "أخبار", "تحليل", "رأي"),
    )
)
_BARE_NAME = range(2, 5)
_MAX_NAME_WORDS, _MAX_BYLINE_WORDS = 5, 12


def authors(line: Line) -> tuple[str, ...]:
    """Return the names that a labelled byline gives: «كتبت: ليلى حسن», «بقلم …»; else nothing."""
    if line.words > _MAX_BYLINE_WORDS:
        return ()
    label = _LABEL.match(line.folded)
    if label is None:
        return ()
    if ":" not in label[0] and "/" not in label[0] and label[0].startswith(_LABEL_NEEDS_COLON):
        return ()
    return tuple(_names(_after(line.text, label[0])))


def bare_author(line: Line, sources: frozenset[str]) -> tuple[str, ...]:
    """Return the name that a line consists of, such as «رولا المنارة - ميزان السوق»; else nothing.

    `sources` are folded names of publishers, which are no authors.
    """
    text = re.split(r" [-–—|] ", line.text)[0].strip()
    words = text.split()
    looks = len(words) in _BARE_NAME and all(
        len(word) > 1 and word.isalpha() for word in map(_bare, words)
    )
    if not looks or arabic.fold(text) in sources or _NO_NAME & set(words):
        return ()
    return (text,)


def _bare(word: str) -> str:
    return arabic.fold(word).rstrip(".")


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
        if stripped and len(stripped.split()) <= _MAX_NAME_WORDS:
            yield stripped
