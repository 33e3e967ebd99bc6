"""Make `generator/mujaz/data/arabic-frequencies.tsv` from the wordfreq package.

    python tests/tools/frequencies.py generator/mujaz/data/arabic-frequencies.tsv

Run it where mujaz and wordfreq 3.1.1 are installed. The same wordfreq gives the same bytes.
"""

import math
import pathlib
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping

from mujaz import arabic

KEPT = 1.7e-6
"""Frequency from which a word is kept: what fits in 400 KB."""
CLITIC = 4
"""How much likelier than the whole a word without its first letter is, for the whole to be left
out: «والعراق» is known from «العراق»."""
STEP = 10
"""Words are grouped by tenths of a power of ten, in centibels."""
HEAD = "# centibels, words, verbs; made by tests/tools/frequencies.py from wordfreq, CC BY-SA 4.0\n"

_PLAIN = re.compile("[\u0621-\u064a]{2,}")  # ARABIC LETTER HAMZA - ARABIC LETTER YEH


def main() -> None:
    """Write the file named on the command line."""
    pathlib.Path(sys.argv[1]).write_text(HEAD + "".join(lines(folded())), encoding="utf-8")


def folded() -> dict[str, float]:
    """Return the frequency of every folded Arabic word in wordfreq's large list."""
    # Imported here: the package is a tool of this script, and no dependency of the tests.
    from wordfreq import get_frequency_dict  # noqa: PLC0415

    found: defaultdict[str, float] = defaultdict(float)
    for word, frequency in get_frequency_dict("ar", "large").items():
        plain = arabic.fold(word)
        if _PLAIN.fullmatch(plain):
            found[plain] += frequency
    return found


def lines(frequencies: Mapping[str, float]) -> Iterator[str]:
    """Yield a line for each step of frequency: nouns and all the rest, then verbs."""
    groups: dict[int, tuple[list[str], list[str]]] = {}
    for word in sorted(frequencies):
        if frequencies[word] >= KEPT and not is_compound(word, frequencies):
            step = round(100 * math.log10(frequencies[word]) / STEP) * STEP
            groups.setdefault(step, ([], []))[is_verb(word, frequencies)].append(word)
    for step in sorted(groups, reverse=True):
        words, verbs = groups[step]
        yield f"{step}\t{' '.join(words)}\t{' '.join(verbs)}\n"


def is_compound(word: str, frequencies: Mapping[str, float]) -> bool:
    """Say whether a word is better known without its first letter, a conjunction or preposition."""
    if word[0] not in "وفبكل":
        return False
    rest = "ال" + word[2:] if word.startswith("لل") else word[1:]
    return frequencies.get(rest, 0) >= CLITIC * frequencies[word] and len(rest) > len("ال")


def is_verb(word: str, frequencies: Mapping[str, float]) -> bool:
    """Say whether a word is conjugated but never takes the article.

    «سيقول» beside «يقول», «قالت» and «قالوا» beside «قال»; the shares were chosen by eye.
    """
    frequency = frequencies[word]
    if frequencies.get("ال" + word, 0) >= 0.05 * frequency:
        return False
    if word[0] in "يتن" and frequencies.get("س" + word, 0) > 0.002 * frequency:
        return True
    plural, feminine = frequencies.get(word + "وا", 0), frequencies.get(word + "ت", 0)
    return plural > 0.004 * frequency and feminine > 0.05 * frequency


if __name__ == "__main__":
    main()
