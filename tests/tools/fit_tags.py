"""Fit the factors of `mujaz.tagging.weights` to texts whose keyphrases people have told.

    python tests/tools/fit_tags.py TEXTS.jsonl

A line of the file is one text: {"id": …, "text": …, "gold": [phrase, …]}, with a blank line between
paragraphs, and the phrases in the order of how many people chose them. Prints the factors, fitted
to all texts and rounded, beside those in use; and what factors that were fitted to four fifths of
the texts score on the other fifth: P@5 against every phrase, F1@5 against the first ten. Run it
where mujaz, numpy and snowballstemmer are installed. The same texts give the same factors.

Those in use were fitted to the 100 texts of the training half of AKEC, the Arabic Keyphrase
Extraction Corpus (Helmy et al., 2016), before the phrases to choose from were last changed. They
are kept: a new fit puts each plain factor within some two of its own standard errors, and agrees
less with the editor's tags of `tests/quality/editor.yml`, which are of news.

The model is a conditional logit (McFadden, 1974): whoever chooses a phrase of a text takes each
with a probability as its weight is to the sum of all weights. The n-th phrase counts as chosen by
n ** -½ as many people as the first. A weight is a product, so that its logarithm is linear in
those of the factors, and how often a factor is in the weight of a phrase is seen where it is
doubled. Newton's method finds the likeliest factors; for the two that say what standing early is
worth, which are no plain factors, the best of a grid is taken.
"""

import json
import pathlib
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import product
from statistics import mean

import numpy as np

from mujaz import arabic
from mujaz.tagging import lexicon
from mujaz.tagging.background import background
from mujaz.tagging.candidates import Candidate
from mujaz.tagging.suggestions import Key, best, phrases
from mujaz.tagging.tokens import tokens
from mujaz.tagging.weights import FITTED, Factors, Scale

LEADS = tuple(product((2.0, 3.0, 4.0, 6.0, 9.0), (25.0, 50.0, 100.0, 150.0)))
"""What standing at the very beginning may add, and after how many words half of it is gone."""
PLAIN = tuple(field.name for field in fields(Factors) if not field.name.startswith("lead"))
NONE = Factors(**dict.fromkeys(PLAIN, 1.0), lead=0.0)
FIRM = 0.1
"""How firmly each factor is held at one: the precision of its logarithm before a text is seen."""
STEPS = 12
"""Of Newton's method; the last ones change nothing."""
FOLDS, LIMIT, TOP = 5, 5, 10


@dataclass(frozen=True, slots=True)
class Text:
    """A text whose keyphrases are known."""

    found: dict[Key, list[Candidate]]
    """The phrases to choose from."""
    gold: tuple[str, ...]

    @classmethod
    def of(cls, line: str) -> "Text":
        told = json.loads(line)
        found = phrases(paragraphs(told["text"]), lexicon(), background())
        return cls(found, tuple(told["gold"]))

    @property
    def chosen(self) -> dict[Key, float]:
        """How often each phrase was chosen, for once that the first was; under all its forms."""
        found: dict[Key, float] = {}
        for place, words in enumerate(tokens(self.gold, background())):
            found.setdefault(tuple(word.reading.stem for word in words), (place + 1) ** -0.5)
        return found

    def logarithms(self, factors: Factors) -> np.ndarray:
        """Return the logarithm of what each phrase weighs."""
        scale = Scale(known=background(), factors=factors)
        return np.log([scale.weight(group) for group in self.found.values()])

    def score(self, factors: Factors) -> tuple[float, float]:
        """Return P and F1 of the tags that some factors give."""
        scale = Scale(known=background(), factors=factors)
        tags = best(self.found, scale, lexicon(), limit=LIMIT)
        return score([tag.label for tag in tags], self.gold)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a text says of the factors."""

    bases: np.ndarray
    """Of each phrase, by LEADS: the logarithm of its weight while every plain factor is one."""
    powers: np.ndarray
    """Of each phrase, by PLAIN: how often a factor is in its weight."""
    chosen: np.ndarray
    """How often people chose each phrase."""

    @classmethod
    def of(cls, text: Text) -> "Choice":
        plain = text.logarithms(NONE)
        leads = [replace(NONE, lead=lead, lead_words=words) for lead, words in LEADS]
        doubled = [text.logarithms(replace(NONE, **{name: 2.0})) - plain for name in PLAIN]
        chosen = text.chosen
        return cls(
            bases=np.array([text.logarithms(lead) for lead in leads]),
            powers=np.array(doubled).T / np.log(2),
            chosen=np.array([chosen.get(key, 0.0) for key in text.found]),
        )


def paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"\n\s*\n", text) if part.strip())


def score(tags: Sequence[str], gold: Sequence[str]) -> tuple[float, float]:
    """Return P and F1 of some tags."""
    keys, top = set(map(stems, tags)), set(map(stems, gold[:TOP]))
    right = len(keys & set(map(stems, gold)))
    return right / LIMIT, 2 * len(keys & top) / (LIMIT + len(top))


@cache
def stems(phrase: str) -> tuple[str, ...]:
    """Return what two forms of a phrase have in common, by another stemmer than Mujaz's own."""
    # Imported here: the package is a tool of this script, and no dependency of the tests.
    from snowballstemmer import stemmer  # noqa: PLC0415

    bare = (re.sub("^(?:[وبكف]ال|لل)", "ال", word) for word in arabic.words(arabic.fold(phrase)))
    return tuple(map(stemmer("arabic").stemWord, bare))


def fitted(choices: Sequence[Choice]) -> tuple[Factors, dict[str, float]]:
    """Return the likeliest factors, and by what each may be wrong: its standard error, as a factor.

    How sure the two are that no factors of a product are, is not said.
    """
    best_lead = max(range(len(LEADS)), key=lambda lead: likeliest(choices, lead)[0])
    _, logarithms, errors = likeliest(choices, best_lead)
    lead, words = LEADS[best_lead]
    plain = dict(zip(PLAIN, map(rounded, np.exp(logarithms)), strict=True))
    doubts = dict(zip(PLAIN, map(rounded, np.exp(errors)), strict=True))
    return Factors(**plain, lead=lead, lead_words=words), doubts


def likeliest(choices: Sequence[Choice], lead: int) -> tuple[float, np.ndarray, np.ndarray]:
    """Return how likely the choices are at best with one lead, the logarithms, and their errors."""
    now = np.zeros(len(PLAIN))
    for _ in range(STEPS):
        slope, bend = -FIRM * now, FIRM * np.eye(len(PLAIN))
        likely = -FIRM * now @ now / 2
        for one in choices:
            value, rise, curve = logit(one, lead, now)
            likely, slope, bend = likely + value, slope + rise, bend + curve
        now = now + np.linalg.solve(bend, slope)
    return float(likely), now, np.sqrt(np.diag(np.linalg.inv(bend)))


def logit(choice: Choice, lead: int, now: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """Return the logarithm of the likelihood of a text's choices, its slope and its curvature."""
    weights = choice.bases[lead] + choice.powers @ now
    whole = np.logaddexp.reduce(weights)
    chances = np.exp(weights - whole)
    expected = chances @ choice.powers
    apart = choice.powers - expected
    count = choice.chosen.sum()
    return (
        float(choice.chosen @ weights - count * whole),
        choice.chosen @ choice.powers - count * expected,
        count * (apart.T * chances) @ apart,
    )


def rounded(factor: float) -> float:
    """Return a factor to two digits."""
    return float(f"{factor:.2g}")


def main() -> None:
    """Print what fits the file named on the command line."""
    lines = pathlib.Path(sys.argv[1]).read_text("utf-8").splitlines()
    texts = [Text.of(line) for line in lines]
    choices = [Choice.of(text) for text in texts]
    whole, doubts = fitted(choices)
    print(f"{'factor':20} {'fitted':>8} {'×/÷':>6} {'in use':>8}")
    for name in (field.name for field in fields(Factors)):
        doubt = doubts.get(name, "")
        print(f"{name:20} {getattr(whole, name):8} {doubt:6} {getattr(FITTED, name):8}")
    scores = []
    for fold in range(FOLDS):
        others, _ = fitted([one for place, one in enumerate(choices) if place % FOLDS != fold])
        scores += [text.score(others) for text in texts[fold::FOLDS]]
    for name, some in (
        ("five folds, each with what the others give", scores),
        ("fitted to all", [text.score(whole) for text in texts]),
        ("in use", [text.score(FITTED) for text in texts]),
    ):
        precisions, harmonies = zip(*some, strict=True)
        print(f"{name}: P@{LIMIT} {mean(precisions):.3f}, F1@{LIMIT} {mean(harmonies):.3f}")


if __name__ == "__main__":
    main()
