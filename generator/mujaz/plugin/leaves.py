"""What MkDocs holds of our pages: a file for each, and the page in it."""

import posixpath
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path, PurePath, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import TableOfContents

from mujaz import library, order, paragraphs, search, turn
from mujaz.order import Order
from mujaz.plan import Page
from mujaz.press import Prepared


def leaf(page: Page, config: MkDocsConfig) -> File:
    """Return the file of a page of the plan, which no editor wrote."""
    file = File.generated(
        config, order.source_of(page), content="", inclusion=InclusionLevel.NOT_IN_NAV
    )
    file.dest_uri = order.file_of(page)
    return file


class Shelved(Files):
    """The files that are made now, and those of the rest of the site, which links lead to."""

    def __init__(self, files: Iterable[File], ordered: Order, config: MkDocsConfig) -> None:
        """Take the files to begin with, and the whole plan."""
        super().__init__(files)
        self._config, self._order = config, ordered
        self._aside: dict[str, File] = {}

    def put_aside(self, file: File) -> None:
        """Take out a file that is there already; links to it still lead there."""
        self.remove(file)
        self._aside[file.src_uri] = file

    def get_file_from_path(self, path: str) -> File | None:
        """Return a file of the whole site by where its words stand."""
        place = PurePath(path).as_posix()
        found = super().get_file_from_path(path) or self._aside.get(place)
        if found is None and (found := self._elsewhere(posixpath.normpath(place))):
            self._aside[place] = found
        return found

    def _elsewhere(self, place: str) -> File | None:
        """Return a file that is not made now, and is of the site all the same."""
        if page := self._planned.get(place):
            return leaf(page, self._config)
        path = PurePosixPath(place)
        if not library.is_shown(self._order.content, path) or place in self._order.withheld:
            return None
        return File(place, str(self._order.content), self._config.site_dir, True)  # noqa: FBT003

    @cached_property
    def _planned(self) -> Mapping[str, Page]:
        return {order.source_of(page): page for page in self._order.pages}


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


def writer(folder: Path) -> Callable[[str, bytes], None]:
    """Return what writes a file of the site."""

    def write(name: str, data: bytes) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)

    return write


def write_search(ready: Prepared, config: MkDocsConfig) -> None:
    """Write the files of the search into the site; raises WriteError when the cache takes none."""
    write = writer(Path(config.site_dir))
    with turn.taken(ready.digest):
        for path, data in search.made(ready.digest, ready.order.library):
            write(path, data)
