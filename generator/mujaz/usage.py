"""The language of the shell, and argparse in the words of our catalogues."""

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from mujaz.phrases import Phrases, _

ARGPARSE = (
    _("usage: "),
    _("positional arguments"),
    _("options"),
    _("show this help message and exit"),
    _("%(prog)s: error: %(message)s\n"),
    _("argument %(argument_name)s: %(message)s"),
    _("the following arguments are required: %s"),
    _("unrecognized arguments: %s"),
    _("expected one argument"),
    _("ignored explicit argument %r"),
    _("invalid choice: %(value)r (choose from %(choices)s)"),
    _("ambiguous option: %(option)s could match %(matches)s"),
)
"""What argparse itself may say of our arguments, marked here for the catalogues."""


@contextmanager
def spoken(phrases: Phrases) -> Iterator[None]:
    """Let argparse speak through our catalogues.

    It looks its words up with the `_` of its own module, in a catalogue that Python does not ship,
    and has no other door.
    """
    words = vars(argparse)
    before = words["_"]
    words["_"] = phrases.gettext
    try:
        yield
    finally:
        words["_"] = before


def language(environ: Mapping[str, str]) -> str:
    """Return the language to speak: English where the locale names another than Arabic.

    A locale that names none, such as C, gets Arabic: editors read what a publisher's robot prints.
    """
    names = (environ.get(key) for key in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((name for name in names if name), "C")
    return "ar" if locale.startswith(("ar", "C", "POSIX")) else "en"
