"""How much is read of what comes in, and the account of it."""

from dataclasses import dataclass

from mujaz.errors import RawError, message
from mujaz.raw.text import MAX_BYTES

_HARMLESS = 2**20
"""Bytes that may unpack from anything: a page of blanks is no bomb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What is read at most of one thing that comes in, all that it carries included."""

    article: int = MAX_BYTES
    """Bytes of one article, one feed, one list."""
    total: int = 512 * 2**20
    """Bytes that the archives in it unpack to, one inside the other."""
    ratio: int = 200
    """Bytes that a packed one unpacks to: deflate makes 3 to 30 of text, a bomb makes 1000."""
    entries: int = 100_000
    """Files of archives, letters of a mailbox, records, rows."""
    items: int = 10_000
    """Entries of one feed, addresses of one list."""
    depth: int = 4
    """Archives inside archives."""


class Allowance:
    """What is left of the limits while one thing is read; everything in it spends of the same."""

    def __init__(self, limits: Limits) -> None:
        """Begin an account."""
        self.limits = limits
        self.spent = False
        """Whether it is used up: whoever reads on stops then."""
        self._bytes = limits.total
        self._entries = limits.entries

    def unpack(self, count: int) -> None:
        """Spend bytes that were unpacked; raises RawError when there are none left."""
        self._bytes -= count
        if self._bytes < 0:
            self.spent = True
            raise RawError(
                message(
                    "what is packed in this is larger than {limit} MB; the rest is not read",
                    limit=self.limits.total // 2**20,
                ),
                message("unpack it, and add its files in parts"),
            )

    def enter(self) -> None:
        """Spend one entry; raises RawError when there are none left."""
        self._entries -= 1
        if self._entries < 0:
            self.spent = True
            raise RawError(
                message(
                    "there are more than {limit} entries in this; the rest is not read",
                    limit=self.limits.entries,
                ),
                message("divide it, and add the parts one after the other"),
            )

    def weigh(self, unpacked: int, packed: int) -> None:
        """Raise RawError when so few bytes unpack to so many that they are a bomb."""
        if unpacked > max(_HARMLESS, packed * self.limits.ratio):
            raise RawError(
                message(
                    "this unpacks to more than {ratio} times its size, as archive bombs do",
                    ratio=self.limits.ratio,
                ),
                message("unpack it yourself if you trust it, and add its files"),
            )


def beyond(limit: int) -> RawError:
    """Return the error that says that only so many entries of a feed or list were read."""
    return RawError(
        message("only the first {limit} entries of this were read", limit=limit),
        message("divide it, and add the parts one after the other"),
    )


def too_large(limit: int) -> RawError:
    """Return the error that says that something is larger than an article may be."""
    return RawError(
        message("this is larger than the {limit} MB that are read of one", limit=limit // 2**20),
        message("add the articles in it one file each"),
    )


def damaged() -> RawError:
    """Return the error that says that an archive is broken."""
    return RawError(
        message("this archive is damaged, or breaks off"),
        message("fetch it again, and see that all of it came"),
    )
