"""What changes in a file, as a unified diff that `git apply` reads."""

import difflib
import io

_NO_END = "\\ No newline at end of file\n"


def unified(name: str, before: str, after: str) -> str:
    """Return what changes between two states of a file; empty where nothing does."""
    was, now = (list(io.StringIO(text, newline="\n")) for text in (before, after))
    found = difflib.unified_diff(was, now, f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_END}" for line in found)
