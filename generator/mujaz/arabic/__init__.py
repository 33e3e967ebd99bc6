"""All knowledge of Arabic letters: clean, fold, words, sentences, language, ids; pure."""

from mujaz.arabic.languages import is_arabic_script, language
from mujaz.arabic.letters import clean, fold
from mujaz.arabic.names import name_key
from mujaz.arabic.romanise import romanise
from mujaz.arabic.sentences import sentences
from mujaz.arabic.words import word_spans, words

__all__ = [
    "clean",
    "fold",
    "is_arabic_script",
    "language",
    "name_key",
    "romanise",
    "sentences",
    "word_spans",
    "words",
]
