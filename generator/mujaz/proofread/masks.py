"""Which letters of a Markdown text are prose: the rest is put out of sight, each in its place."""

import re

HIDDEN = "\ufffc"
"""OBJECT REPLACEMENT CHARACTER: what stands for a letter that is out of sight."""

_READ_BY_NOBODY = (
    r"<!--.*?(?:-->|\Z)"
    r"|^(?P<fence>[ ]{0,3}(?:```+|~~~+)).*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|^(?:[ ]{4}|\t)[^\n]*$"  # code, or what belongs to a list: none of ours in doubt
    r"|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
)
_NO_PROSE = re.compile(
    _READ_BY_NOBODY + r"|^[ ]{0,3}\|[^\n]*$"  # the row of a table, whose blanks align it
    r"|^(?:!!!|\?\?\?)[^\n]*$"  # the head of an admonition
    r"|^[ ]{0,3}\*?\[[^\]\n]+\]:[^\n]*$"  # where a reference leads, a note, an abbreviation
    r"|^[> ]*(?:[-*+:]|\d{1,9}[.)]|\#{1,6})[ \t]+"  # the sign of an item, a subhead
    r"|(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)"
    r"|(?<=\])\[[^\[\]\n]*\]"
    r"|</?[A-Za-z][^<>]*>|<https?:[^<>\s]*>"
    r"|https?://[^\s<>()«»\"]+|\bwww\.[^\s<>()«»\"]+|[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|\{[:.#][^{}]*\}|\{\{.*?\}\}|\{%.*?%\}"
    r"|&\#?\w+;|\\[!-/:-@\[-`{-~]",
    re.DOTALL | re.MULTILINE,
)
_CODE = re.compile(_READ_BY_NOBODY, re.DOTALL | re.MULTILINE)
_OF_OTHERS = re.compile(
    r"«[^»]*(?:»|\Z)|“[^”]*(?:”|\Z)|„[^“”]*(?:[“”]|\Z)|‹[^›]*(?:›|\Z)"
    r'|"[^"\n]*(?:"|$)'
    r"|^[ ]{0,3}>[^\n]*$"
    r"|!?\[[^\[\]\n]*\](?=\ufffc)",
    re.MULTILINE,
)
"""Quotations, whether they are closed or not, and the words of links."""
_LETTER = re.compile(r"[^\n]")


def prose(text: str) -> str:
    """Return a text of the same length in which code, addresses, attributes and HTML are hidden.

    >>> prose("قال `a  b` له").count(HIDDEN)
    6
    """
    return _NO_PROSE.sub(_hidden, text)


def live(text: str) -> str:
    """Return a text of the same length in which code and comments are hidden, and nothing else."""
    return _CODE.sub(_hidden, text)


def own(text: str) -> str:
    """Return what `prose` does, with quotations and the words of links hidden too.

    What is left are the article's own words, which `--fix` may correct.
    """
    return _OF_OTHERS.sub(_hidden, prose(text))


def _hidden(found: re.Match[str]) -> str:
    return _LETTER.sub(HIDDEN, found[0])
