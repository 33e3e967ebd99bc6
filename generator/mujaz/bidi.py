"""Isolation of foreign words, so that a Latin name does not turn an Arabic line about."""

import re

from markupsafe import Markup, escape

_LEFTWARD = frozenset(("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))
"""Languages that are written from right to left."""
_LTR = "A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"  # Latin, Greek, Cyrillic
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"  # Hebrew, Arabic, Syriac and their forms
_FOREIGN = {
    "rtl": re.compile(rf"[{_LTR}](?:[{_LTR}0-9]|[ .,&'’+/@:_#-]+(?=[{_LTR}0-9]))*[+%]*"),
    "ltr": re.compile(rf"[{_RTL}](?:[{_RTL}]|[ \u060c.:'-]+(?=[{_RTL}]))*"),
}
_TAG = re.compile(
    r"""(<!--.*?--> | <(?:[^<>"'] | "[^"]*" | '[^']*')*> | <[^>]*>)""", re.DOTALL | re.VERBOSE
)
_ENTITY = re.compile(r"(&#?\w+;)")
_ISOLATED = r"<bdi>\g<0></bdi>"
_VERBATIM = re.compile(r"<(/?)(?:code|pre|kbd|script|style|textarea|bdi|svg|math)\b")


def direction(language: str) -> str:
    """Return the way a language runs.

    >>> direction("ar-SY"), direction("en")
    ('rtl', 'ltr')
    """
    return "rtl" if language.partition("-")[0] in _LEFTWARD else "ltr"


def isolate(text: str, direction: str) -> Markup:
    """Escape a text and put each run of letters of the other direction into `<bdi>`.

    `direction` is that of the text around: `rtl` or `ltr`. A run takes in the digits, spaces and
    signs between its words («Water Commons 2.0»), for they belong to its order.
    """
    return Markup(marked(str(escape(text)), direction))  # noqa: S704  escaped, but for <bdi>


def isolate_html(html: str, direction: str) -> Markup:
    """Do the same between the tags of an HTML fragment; code and marked-up isolates stay."""
    depth, parts = 0, []
    for part in _TAG.split(html):
        if not part.startswith("<"):
            parts.append(part if depth else marked(part, direction))
            continue
        verbatim = _VERBATIM.match(part)
        if verbatim and not part.endswith("/>"):
            depth = max(0, depth - 1) if verbatim[1] else depth + 1
        parts.append(part)
    return Markup("".join(parts))  # noqa: S704  the tags are the caller's, the rest is unchanged


def marked(escaped: str, direction: str) -> str:
    """Do the same in a text that is escaped, and has no tags."""
    pattern = _FOREIGN[direction]
    if "&" not in escaped:
        return pattern.sub(_ISOLATED, escaped)
    # An entity such as &amp; is not a word: it is set aside by splitting on it.
    pieces = _ENTITY.split(escaped)
    return "".join(p if p.startswith("&") else pattern.sub(_ISOLATED, p) for p in pieces)
