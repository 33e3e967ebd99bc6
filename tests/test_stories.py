"""What makes two articles one story, and how the index keeps what it is told."""

from pathlib import Path

import pytest
import yaml

from mujaz import stories

CASES = Path(__file__).parent / "cases" / "stories"


def test_the_same_words_in_another_spelling_are_the_same() -> None:
    assert stories.containment("قالت المدرسةُ إنّ ١٢ طالباً", "قالت المدرسه ان 12 طالبا") == 1
