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
from mujaz.tagging.background import background

HEAD = "# lemmas, each with the forms that no rule leads to it; by tests/tools/lemmas.py\n"
KEPT = 5e-8
"""Frequency from which a form is kept; rarer ones are mostly forms that nobody ever wrote."""
LONG = 5
"""Letters from which «ال» at the front is the article whatever stands behind it."""
_PLAIN = re.compile("[\u0621-\u064a]{2,}")  # ARABIC LETTER HAMZA - ARABIC LETTER YEH


def main() -> None:
    """Write the file named on the command line."""
    from wordfreq import get_frequency_dict  # noqa: PLC0415

    spelt = get_frequency_dict("ar", "large")
    frequencies = folded(spelt)
    pathlib.Path(sys.argv[1]).write_text(
        HEAD + "".join(lines(lemmas(spelt, frequencies), frequencies)), encoding="utf-8"
    )


def folded(spelt: Mapping[str, float]) -> dict[str, float]:
    """Return the frequency of every folded word, with the article or without."""
    found: defaultdict[str, float] = defaultdict(float)
    for word, frequency in spelt.items():
        plain = arabic.fold(word)
        found[plain] += frequency
        if plain.startswith("ال"):
            found[plain[2:]] += frequency
    return found


def lemmas(spelt: Mapping[str, float], frequencies: Mapping[str, float]) -> dict[str, str]:
    """Return the lemma of each folded form; where folding made several, the most frequent one.

    That is the one of the form as it is mostly spelt: «شديده» is mostly «شديدة», of «شديد».
    """
    from simplemma.strategies.dictionaries.dictionary_factory import (  # noqa: PLC0415
        DefaultDictionaryFactory,
    )

    several: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for form, name in DefaultDictionaryFactory().get_dictionary("ar").items():
        plain, lemma = arabic.fold(form), arabic.fold(name)
        if _PLAIN.fullmatch(plain) and _PLAIN.fullmatch(lemma):
            several[plain][lemma] += spelt.get(form, 0.0)
    found = {
        form: max(sorted(of), key=lambda one: (of[one], frequencies.get(one, 0.0), one == form))
        for form, of in several.items()
        if frequencies.get(form, 0.0) >= KEPT
    }
    short = {f"ال{word}": word for word in found if len(word) == LONG - 3}
    short = {form: found[word] for form, word in short.items() if _definite(form, found, spelt)}
    long = {form: found[form[2:]] for form in found if _definite(form, found, spelt)}
    return found | short | long


def _definite(form: str, lemma_of: Mapping[str, str], spelt: Mapping[str, float]) -> bool:
    """Say whether a folded form is the article and a known word: «الموت», but not «إلغاء»."""
    inner, known = form[2:], background()
    named = known.names & {form, inner} or inner in known.stops
    if named or not form.startswith("ال") or inner not in lemma_of:
        return False
    own = max(spelt.get(hamza + form[1:], 0.0) for hamza in "أإآ")
    return lemma_of.get(form, form) == form and spelt.get(form, 0.0) > max(own, KEPT)


def lines(lemma_of: Mapping[str, str], frequencies: Mapping[str, float]) -> Iterator[str]:
    """Yield a line for each lemma that a kept form has, with what no rule leads to it."""
    known = {lemma for lemma in lemma_of.values() if frequencies.get(lemma, 0.0) >= KEPT}
    forms: dict[str, list[str]] = {lemma: [] for lemma in known}
    for form, lemma in lemma_of.items():
        definite = len(form) >= LONG and form.startswith("ال") and lemma_of.get(form[2:]) == lemma
        led = kin.by_rule(form, known) == lemma and form not in known
        if not definite and not led and form != lemma:
            forms.setdefault(lemma, []).append(form)
    for lemma in sorted(forms):
        yield " ".join((lemma, *sorted(forms[lemma]))) + "\n"


if __name__ == "__main__":
    main()
