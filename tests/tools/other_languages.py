"""Make `generator/mujaz/data/other-frequencies.tsv` from the packages wordfreq and stopwordsiso.

    python tests/tools/other_languages.py generator/mujaz/data/other-frequencies.tsv

Run it where mujaz, wordfreq 3.1.1 and stopwordsiso 0.7.1 are installed. The same packages give the
same bytes.
"""

import math
import pathlib
import sys
from collections import defaultdict
from collections.abc import Iterator

from mujaz import arabic

LANGUAGES = ("en", "fa", "he", "ur")
WORDS = 2_000
"""Words of each language: what comes after them is rare enough for a tag."""
STOPS = 1_000
"""Among how many words the stop lists are believed: they hold names and misprints, farther on."""
ALWAYS = 130
"""Nearly all of a language's first words are function words; stop lists lack some, in Urdu most."""
NAMES = frozenset(
    arabic.fold(
        "ایران بازی فیلم کشور تهران دوست مرد زندگی دولت دانشگاه شهر پاکستان اللہ ملک حکومت خان "
        "اسلام دنیا محمد عوام ישראל בית אדם life world house home new"
    ).split()
)
"""Those of the first words that are none."""
STEP = 10
HEAD = (
    "# language, centibels, words, stop words; made by tests/tools/other_languages.py from wordfreq"
    " (CC BY-SA 4.0) and stopwords-iso (MIT)\n"
)


def main() -> None:
    """Write the file named on the command line."""
    text = HEAD + "".join(line for language in LANGUAGES for line in lines(language))
    pathlib.Path(sys.argv[1]).write_text(text, encoding="utf-8")


def lines(language: str) -> Iterator[str]:
    """Yield a line for each step of frequency."""
    # Imported here: the packages are tools of this script, and no dependencies of the tests.
    from stopwordsiso import stopwords  # noqa: PLC0415
    from wordfreq import get_frequency_dict  # noqa: PLC0415

    found: defaultdict[str, float] = defaultdict(float)
    for word, frequency in get_frequency_dict(language, "small").items():
        found[arabic.fold(word)] += frequency
    known = sorted((w for w in found if not w[:1].isdigit()), key=lambda w: (-found[w], w))[:WORDS]
    listed = {arabic.fold(word) for word in stopwords(language)}
    listed |= set(known[:ALWAYS])
    stops = (listed & set(known[:STOPS])) - NAMES
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for word in known:
        groups[round(100 * math.log10(found[word]) / STEP) * STEP].append(word)
    for step in sorted(groups, reverse=True):
        plain = sorted(word for word in groups[step] if word not in stops)
        function = sorted(word for word in groups[step] if word in stops)
        yield f"{language}\t{step}\t{' '.join(plain)}\t{' '.join(function)}\n"


if __name__ == "__main__":
    main()
