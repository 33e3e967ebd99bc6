"""The words of argparse itself, in our catalogues."""

import argparse
from collections.abc import Iterator
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
"""What argparse itself may say of these arguments, marked here for the catalogues."""


@contextmanager
def says(phrases: Phrases) -> Iterator[None]:
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
