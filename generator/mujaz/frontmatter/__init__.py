"""Front matter: YAML between two fences at the head of a Markdown file.

`split` and `join` are inverses, byte for byte. `edit` changes some keys and leaves every other byte
as it was: an editor's comments, order and quoting survive.

One module a noun: `notation` is the YAML that we read and write, `document` a file in its pieces,
`surgery` the change of a key in place, `lists` what is put at the end of one, `names` the change of
a word, in front matter and in the files of names.
"""

from mujaz.frontmatter.document import Document, compose, item_lines, join, parse, split
from mujaz.frontmatter.lists import extend
from mujaz.frontmatter.names import edit_name, respell, respell_names
from mujaz.frontmatter.notation import Mapped, Value, dump, parse_yaml
from mujaz.frontmatter.surgery import edit, edit_yaml

__all__ = [
    "Document",
    "Mapped",
    "Value",
    "compose",
    "dump",
    "edit",
    "edit_name",
    "edit_yaml",
    "extend",
    "item_lines",
    "join",
    "parse",
    "parse_yaml",
    "respell",
    "respell_names",
    "split",
]
