"""What MkDocs holds of our pages: a file for each, and the page in it."""

import posixpath
from collections.abc import Iterable
from pathlib import PurePath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import TableOfContents

from mujaz import order, paragraphs
from mujaz.plan import Page


def leaf(page: Page, config: MkDocsConfig) -> File:
    """Return the file of a page of the plan, which no editor wrote."""
    file = File.generated(
        config, order.source_of(page), content="", inclusion=InclusionLevel.NOT_IN_NAV
    )
    file.dest_uri = order.file_of(page)
    return file


class Shelved(Files):
    """The files that are made now, and those of the rest of the site, which links lead to."""

    def __init__(self, files: Iterable[File], pages: Iterable[Page], config: MkDocsConfig) -> None:
        """Take the files to begin with, and the whole plan."""
        super().__init__(files)
        self._config = config
        self._planned = {order.source_of(page): page for page in pages}
        self._aside: dict[str, File] = {}

    def put_aside(self, file: File) -> None:
        """Take out a file that is there already; links to it still lead there."""
        self.remove(file)
        self._aside[file.src_uri] = file

    def get_file_from_path(self, path: str) -> File | None:
        """Return a file of the whole site by where its words stand."""
        place = PurePath(path).as_posix()
        found = super().get_file_from_path(path) or self._aside.get(place)
        if found is None and (page := self._planned.get(posixpath.normpath(place))):
            found = self._aside[place] = leaf(page, self._config)
        return found


class Sheet(HostPage):
    """The page of an article; plain paragraphs take a shorter way through Markdown."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown to HTML, as MkDocs would."""
        html = paragraphs.html(self.markdown or "")
        if html is None:
            super().render(config, files)
            return
        self.content = html
        self.toc = TableOfContents([])
        self._title_from_render = None
        self.present_anchor_ids = set()
        self.links_to_anchors = {}
