"""Mujaz: the static site generator for curated news digests, right-to-left first."""

from mujaz.arabic import fold, sentences
from mujaz.dates import parse_date
from mujaz.extract import Draft, extract_html, extract_text
from mujaz.summarise import summarise
from mujaz.tagging import suggest_tags

__all__ = [
    "Draft",
    "extract_html",
    "extract_text",
    "fold",
    "parse_date",
    "sentences",
    "suggest_tags",
    "summarise",
]
__version__ = "0.1.0"
