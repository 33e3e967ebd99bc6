"""Two people's versions of one file, put together value by value, as git does line by line.

One module a noun: `values` is what two people made of one value, `heads` that of a whole front
matter, in which a person's words go before the machine's, `files` the three texts of it.
"""

from mujaz.merging.files import Texts, reconciled, says

__all__ = ["Texts", "reconciled", "says"]
