"""What it is worth to know which words a digest is full of: a measurement.

    python tests/tools/full_of_a_word.py TEXTS.jsonl

The file is one as `fit_tags.py` reads. Prints P@5 and F1@5 of the tags of its texts, without what
the library says of words and with it, and how many texts have the town among their tags: of the
texts as they are; and of the same texts in the paper of a town, whose name opens each text, stands
once in its middle, and signs it. The library of each text is the other four of five folds, each
text ten times, for a small library says nothing of words. Run it where mujaz, numpy and
snowballstemmer are installed.

On the training half of AKEC (Helmy et al., 2016): as they are, P@5 .696 and F1@5 .280 without,
.698 and .278 with; in the paper of a town, .674 and .275 without, .696 and .278 with, and the town
is a tag of 19 texts without and of none with.
"""

import json
import pathlib
import sys
from collections.abc import Callable, Sequence
from statistics import mean

from fit_tags import FOLDS, LIMIT, paragraphs, score

from mujaz.tagging import commonplaces, lexicon, suggest_tags, vocables

TIMES = 10
TOWN = "السنديان"
Paragraphs = tuple[str, ...]


def as_they_are(text: Paragraphs) -> Paragraphs:
    return text


def of_a_town(text: Paragraphs) -> Paragraphs:
    first, *rest = text
    middle = len(text) // 2
    return (
        f"{TOWN}: {first}",
        *rest[: max(0, middle - 1)],
        f"ويهم ذلك أهالي {TOWN}.",
        *rest[max(0, middle - 1) :],
        f"عن صحيفة {TOWN}.",
    )


def figures(texts: Sequence[Paragraphs], golds: Sequence[Sequence[str]], *, full: bool) -> str:
    """Return what the tags of the texts score, with the words that the library is full of."""
    words = [vocables("", text) for text in texts]
    scores, named = [], 0
    for fold in range(FOLDS):
        others = [one for place, one in enumerate(words) if place % FOLDS != fold] * TIMES
        names = lexicon(None, commonplaces(others if full else ()))
        for text, gold in zip(texts[fold::FOLDS], golds[fold::FOLDS], strict=True):
            tags = suggest_tags("", text, limit=LIMIT, vocabulary=names)
            scores.append(score(tags, gold))
            named += any(TOWN in tag for tag in tags)
    precision, harmony = map(mean, zip(*scores, strict=True))
    return f"P@{LIMIT} {precision:.3f}, F1@{LIMIT} {harmony:.3f}, the town in {named} texts"


def main() -> None:
    """Print what the file named on the command line says."""
    told = [json.loads(line) for line in pathlib.Path(sys.argv[1]).read_text("utf-8").splitlines()]
    golds = [one["gold"] for one in told]
    kinds: tuple[Callable[[Paragraphs], Paragraphs], ...] = (as_they_are, of_a_town)
    for kind in kinds:
        texts = [kind(paragraphs(one["text"])) for one in told]
        for full in (False, True):
            says = "with the library" if full else "without"
            print(f"{kind.__name__}, {says}: {figures(texts, golds, full=full)}")


if __name__ == "__main__":
    main()
