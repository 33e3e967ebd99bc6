"""JSON that came from outside: every way in which it can be wrong is one error."""

import json
import re

from mujaz.errors import RawError, message
from mujaz.raw.html_text import decode_html

_SURROGATE = re.compile("[\ud800-\udfff]")


def loaded(data: bytes) -> object:
    """Return the value that some JSON is; raises RawError, with the line, when it is none."""
    try:
        return json.loads(decode_html(data))
    except json.JSONDecodeError as error:
        raise RawError(
            message("this is not JSON: {reason}", reason=error.msg),
            message("mend it where it is wrong, or save it again from its program"),
            line=error.lineno,
        ) from error
    except (RecursionError, ValueError) as error:  # ValueError: thousands of digits in a number
        raise RawError(
            message("this JSON is too deep, or has a number of too many digits"),
            message("save it again from its program, in lines of one object each"),
        ) from error


def whole(text: str) -> str:
    """Return a text of JSON without the halves of characters that no file can hold."""
    return _SURROGATE.sub("\ufffd", text)  # REPLACEMENT CHARACTER
