"""Mujaz: the static site generator for curated news digests, right-to-left first."""

from mujaz.arabic import fold, sentences

__all__ = ["fold", "sentences"]
__version__ = "0.1.0"
