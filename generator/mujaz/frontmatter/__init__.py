"""Front matter: YAML between two fences at the head of a Markdown file.

`split` and `join` are inverses, byte for byte. `edit` changes some keys and leaves every other byte
as it was: an editor's comments, order and quoting survive.

One module a noun: `notation` is the YAML that we read and write, `document` a file in its pieces,
`surgery` the change of a key in place, `lists` what is put at the end of one.
"""

from mujaz.frontmatter.document import Document, compose, join, parse, split
from mujaz.frontmatter.lists import extend
from mujaz.frontmatter.notation import Mapped, Value, dump, parse_yaml
from mujaz.frontmatter.surgery import edit

__all__ = [
    "Document",
    "Mapped",
    "Value",
    "compose",
    "dump",
    "edit",
    "extend",
    "join",
    "parse",
    "parse_yaml",
    "split",
]
