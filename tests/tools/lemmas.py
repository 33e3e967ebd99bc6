"""Make `generator/mujaz/data/arabic-lemmas.txt` from the simplemma and wordfreq packages.

    python tests/tools/lemmas.py generator/mujaz/data/arabic-lemmas.txt

Run it where mujaz, simplemma 2.0.0 and wordfreq 3.1.1 are installed. The same packages give the
same bytes.
"""

import pathlib
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping

from mujaz import arabic
from mujaz.search import kin

HEAD = "# lemmas, each with the forms that no rule leads to it; by tests/tools/lemmas.py\n"
KEPT = 5e-8
"""Frequency from which a form is kept; rarer ones are mostly forms that nobody ever wrote."""
_PLAIN = re.compile("[\u0621-\u064a]{2,}")  # ARABIC LETTER HAMZA - ARABIC LETTER YEH


def main() -> None:
    """Write the file named on the command line."""
    frequencies = folded()
    pathlib.Path(sys.argv[1]).write_text(
        HEAD + "".join(lines(lemmas(frequencies), frequencies)), encoding="utf-8"
    )


def folded() -> dict[str, float]:
    """Return the frequency of every folded word, with the article or without."""
    from wordfreq import get_frequency_dict  # noqa: PLC0415

    found: defaultdict[str, float] = defaultdict(float)
    for word, frequency in get_frequency_dict("ar", "large").items():
        plain = arabic.fold(word)
        found[plain] += frequency
        if plain.startswith("ال"):
            found[plain[2:]] += frequency
    return found


def lemmas(frequencies: Mapping[str, float]) -> dict[str, str]:
    """Return the lemma of each folded form; where folding made several, the most frequent one."""
    from simplemma.strategies.dictionaries.dictionary_factory import (  # noqa: PLC0415
        DefaultDictionaryFactory,
    )

    several: defaultdict[str, set[str]] = defaultdict(set)
    for form, lemma in DefaultDictionaryFactory().get_dictionary("ar").items():
        plain = arabic.fold(form)
        if _PLAIN.fullmatch(plain) and _PLAIN.fullmatch(arabic.fold(lemma)):
            several[plain].add(arabic.fold(lemma))
    return {
        form: max(sorted(found), key=lambda lemma: (frequencies.get(lemma, 0.0), lemma == form))
        for form, found in several.items()
        if frequencies.get(form, 0.0) >= KEPT
    }


def lines(lemma_of: Mapping[str, str], frequencies: Mapping[str, float]) -> Iterator[str]:
    """Yield a line for each lemma that a kept form has, with what no rule leads to it."""
    known = {lemma for lemma in lemma_of.values() if frequencies.get(lemma, 0.0) >= KEPT}
    forms: dict[str, list[str]] = {lemma: [] for lemma in known}
    for form, lemma in lemma_of.items():
        definite = form.startswith("ال") and lemma_of.get(form[2:]) == lemma
        if not definite and kin.by_rule(form, known) != lemma:
            forms.setdefault(lemma, []).append(form)
    for lemma in sorted(forms):
        yield " ".join((lemma, *sorted(forms[lemma]))) + "\n"


if __name__ == "__main__":
    main()
